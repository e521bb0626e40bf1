"""Chronicle: a matter's or a party's chronology, line by line, as a document of it needs it.

A matter's chronology has every fact of the matter that can have taken effect by the as-of day: the
certain ones and, marked, the possible ones. What was retracted by then is not in it, and what was
corrected stands as corrected, with what each correction changed.

A party's chronology is what an office would look up to tell one client's story: over all matters of
the party, each fact that names the party or one of its charges, claims and citations; under any id
of the person, where ids have been merged. A conflict between sources belongs to it where one of the
contradicting facts does. What names nobody (the incident, a stay, a hearing, a motion, a docket
entry, an official, the matter's own opening and status) belongs to the matter and comes in only on
demand; what names another party alone never does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import NamedTuple

from msgspec import UNSET
from sqlalchemy import bindparam, select

from casefile.answers import chronology, received
from casefile.answers.asking import Asking, At, check_matter
from casefile.answers.coordinates import Coordinates
from casefile.answers.marks import Conflict, Mark, marks
from casefile.answers.matter_parties import MatterParty, called_in, parties_in
from casefile.answers.matters import MatterSummary, summaries
from casefile.answers.parties import described, one_person
from casefile.answers.stances import in_words, stances_of
from casefile.event import Recorded
from casefile.law.events.record import SourceConflictRecorded
from casefile.law.fact import Fact, of_class
from casefile.law.setting import setting_of
from casefile.law.subjects import event
from casefile.law.wording import sentence
from casefile.projections.parked import list_parked
from casefile.projections.subjects import known_in
from casefile.store.statement import Statement
from casefile.store.tables import events

PAGE = 200  # facts that are held in memory at once
_INSTANT = Statement(select(events.c.recorded_at).where(events.c.position == bindparam("position")))


class Line(NamedTuple):
    """One fact of a chronology, as it stands, with what must be known beside it."""

    number: int
    fact: Fact
    earliest: date
    latest: date
    sentence: str
    marks: tuple[Mark, ...]

    @property
    def texts(self) -> Iterator[str]:
        """Yield all that is said of the fact."""
        yield self.sentence
        yield from (mark.sentence for mark in self.marks)


class About(NamedTuple):
    """A matter that a chronology is about; its texts are empty where it was not known then.

    `parties` are those of a matter's chronology, and in a party's its own part in the matter.
    `for_` is the party for whom the office is in it.
    """

    matter_id: str
    title: str
    docket_no: str
    access: str
    parties: Sequence[MatterParty]
    for_: str


class Heading(NamedTuple):
    """What a chronology is of, and the coordinates that it was made for.

    `known_instant` is when the last event was recorded that it can rest on, None where there is
    none; `made_at` is in the office's zone; `parked` says which matters could not be folded,
    `stances` whose client a party is and whom it stands against. `known_by` is the axis of
    knowledge where it was named, and `lacking` says what had been received before what it rests on.
    """

    kind: str
    subject_id: str
    name: str
    matters: Mapping[str, About]
    as_of: date
    known: Coordinates
    known_instant: str | None
    made_at: datetime
    whole_matters: bool
    parked: tuple[str, ...]
    stances: str = ""
    known_by: str | None = None
    lacking: tuple[str, ...] = ()


class Chronicle(NamedTuple):
    """A chronology while it is read: its heading, at most how many lines, and the lines."""

    heading: Heading
    most: int
    lines: Iterator[Line]


@contextmanager
def of_matter(
    asking: Asking,
    matter_id: str,
    *,
    as_of: str | None = None,
    known_at: str | None = None,
    known_by: str | None = None,
) -> Iterator[Chronicle]:
    """Open a matter's chronology, all of it read as of one moment.

    The coordinates are those of every question. Raises Malformed and Unknown.
    """
    opened = received.about_matter(
        asking, matter_id, known_at, known_by, as_of=as_of, snapshot=True
    )
    with opened as at:
        check_matter(at.connection, matter_id)
        heading = _heading(asking, at, "matter", matter_id, [matter_id])
        title = heading.matters[matter_id].title
        yield _FactReader(at, heading._replace(name=title or matter_id)).chronicle()


@contextmanager
def of_party(
    asking: Asking,
    party_id: str,
    *,
    as_of: str | None = None,
    known_at: str | None = None,
    known_by: str | None = None,
    whole_matters: bool = False,
) -> Iterator[Chronicle]:
    """Open a party's chronology, all of it read as of one moment.

    `whole_matters` brings in what belongs to the party's matters as such. Raises Malformed and
    Unknown.
    """
    opened = received.about_party(asking, party_id, known_at, known_by, as_of=as_of, snapshot=True)
    with opened as at:
        group, rows = one_person(at, party_id)
        items = chronology.items_of(at, group)
        matter_ids = {row.matter_id for row in rows} | {key.partition("/")[0] for key in items}
        heading = _heading(asking, at, "party", party_id, sorted(matter_ids), only=group)
        name = described(rows, party_id).name if rows else UNSET
        stances = in_words(stances_of(at, group, matter_ids))
        heading = heading._replace(
            name=name or party_id,
            whole_matters=whole_matters,
            stances=at.naming([stances])(stances),
        )
        yield _FactReader(at, heading, _Mine(frozenset(group), items, whole_matters)).chronicle()


def _heading(
    asking: Asking,
    at: At,
    kind: str,
    subject_id: str,
    matter_ids: Sequence[str],
    only: Collection[str] | None = None,
) -> Heading:
    """Return the heading of a chronology; `only` are the ids whose part in the matters it tells."""
    known = summaries(at, matter_ids)
    found = {one: _about(at, one, known.get(one), only) for one in matter_ids}
    instant = _INSTANT.rows(at.connection, position=at.position)
    parked = (one for one in list_parked(at.connection) if one.matter_id in found)
    return Heading(
        kind=kind,
        subject_id=subject_id,
        name=subject_id,
        matters=found,
        as_of=at.on,
        known=at.known,
        known_instant=instant[0][0] if instant else None,
        made_at=datetime.fromtimestamp(asking.clock_us() // 1_000_000, asking.zone),
        whole_matters=kind == "matter",
        parked=tuple(f"{one.sentence} Later events may be missing here." for one in parked),
        known_by=at.known_by,
        lacking=tuple(f"{one.event_id}: {one.sentence}" for one in at.lacking),
    )


def _about(
    at: At, matter_id: str, said: MatterSummary | None, only: Collection[str] | None
) -> About:
    known = known_in(at.connection, upto=at.position)
    parties = parties_in(at, matter_id, called_in(at, matter_id), known, only)
    if said is None:
        return About(matter_id, "", "", "", parties, "")
    return About(matter_id, said.title, said.docket_no or "", said.access, parties, said.for_ or "")


class _Mine(NamedTuple):
    """Which facts belong to a party's chronology."""

    group: frozenset[str]
    items: set[str]
    whole_matters: bool

    def has(self, fact: Fact, conflict: Conflict | None) -> bool:
        """Tell whether a fact is the party's."""
        facts = (fact, *conflict.facts) if conflict else (fact,)
        parties = {one.id for each in facts for one in each.named if one.kind == "party"}
        items = {key for each in facts for key in each.items}
        if parties or items:
            return bool(parties & self.group or items & self.items)
        return self.whole_matters


class _FactReader:
    """Reads the facts of a chronology, a page at a time."""

    def __init__(self, at: At, heading: Heading, mine: _Mine | None = None) -> None:
        self.at = at
        self.heading = heading
        self.mine = mine
        self.matter_ids = list(heading.matters)
        self.incidents: dict[str, date | None] = {}
        self.conflicts: dict[str, Conflict] = {}  # by the event that records it
        self.contradicted: dict[str, list[Conflict]] = {}  # by each event that it names

    def chronicle(self) -> Chronicle:
        """Return the chronology, of which nothing but the conflicts has been read yet."""
        conflicts = chronology.events_of_type(self.at, self.matter_ids, SourceConflictRecorded.tag)
        self._find_conflicts(conflicts)
        most = chronology.count_entries(self.at, self.matter_ids)
        return Chronicle(self.heading, most, self._lines())

    def _find_conflicts(self, event_ids: Sequence[str]) -> None:
        recorded = (fact for fact, _ in self._facts(event_ids))
        for fact, said in of_class(recorded, SourceConflictRecorded):
            facts = tuple(one for one, _ in self._facts(said.events, strict=False))
            conflict = Conflict(fact, facts, said.resolution)
            self.conflicts[fact.event_id] = conflict
            for event_id in said.events:
                self.contradicted.setdefault(event_id, []).append(conflict)

    def _lines(self) -> Iterator[Line]:
        """Yield the lines, a page at a time, with names where the law left a place for them."""
        number = 0
        for lines in self._pages():
            said = (text for line in lines for text in line.texts)
            put = self.at.naming(said, self.mine.group if self.mine else ())
            for line in lines:
                number += 1
                named = tuple(mark._replace(sentence=put(mark.sentence)) for mark in line.marks)
                yield line._replace(number=number, sentence=put(line.sentence), marks=named)

    def _pages(self) -> Iterator[list[Line]]:
        """Yield the lines of each page, without their numbers and names."""
        for page in chronology.each_page(self.at, self.matter_ids, size=PAGE):
            mine = [one for one in self._facts(page) if self._wanted(one[0])]
            keys = {key for fact, _ in mine for key in fact.items}
            flags = chronology.flags_on(self.at, keys)
            lines = []
            for fact, recorded in mine:
                earliest, latest = fact.bounds(self._incident_of(fact))
                if earliest > self.at.on:
                    continue
                about = self.contradicted.get(fact.event_id, ())
                said = marks(fact, recorded, flags, about, possible=latest > self.at.on)
                told = sentence(fact.data, fact.matter_id)
                lines.append(Line(0, fact, earliest, latest, told, tuple(said)))
            yield lines

    def _wanted(self, fact: Fact) -> bool:
        return self.mine is None or self.mine.has(fact, self.conflicts.get(fact.event_id))

    def _facts(
        self, event_ids: Sequence[str], *, strict: bool = True
    ) -> Iterator[tuple[Fact, Sequence[Recorded]]]:
        """Yield these events as they stand, each with itself and all that amends it."""
        known = known_in(self.at.connection, upto=self.at.position)
        facts = chronology.standing_facts(known, event_ids, strict=strict)
        return ((fact, known.recorded(event(fact.event_id))) for fact in facts)

    def _incident_of(self, fact: Fact) -> date | None:
        """Return the day at which the open start of a fact closes."""
        if fact.when.earliest is not None:
            return None
        if fact.matter_id not in self.incidents:
            known = known_in(self.at.connection, upto=self.at.position)
            self.incidents[fact.matter_id] = setting_of(fact.matter_id, known).incident_on
        return self.incidents[fact.matter_id]
