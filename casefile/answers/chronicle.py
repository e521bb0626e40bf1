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

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select

from casefile.answers import Answers
from casefile.answers.coordinates import Coordinates
from casefile.answers.marks import CONFLICT, Conflict, Mark, marks
from casefile.errors import Damaged, Unknown
from casefile.event import Recorded
from casefile.law.fact import Fact, standing
from casefile.law.setting import setting_of
from casefile.law.wording import sentence
from casefile.projections import chronology, names
from casefile.projections.parked import list_parked
from casefile.projections.subjects import known_in, read_subjects
from casefile.store import log
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


class About(NamedTuple):
    """A matter that a chronology is about; its texts are empty where it was not known then."""

    matter_id: str
    title: str
    docket_no: str
    access: str


class Heading(NamedTuple):
    """What a chronology is of, and the coordinates that it was made for.

    `known_instant` is when the last event was recorded that it can rest on, None where there is
    none; `made_at` is in the office's zone; `parked` says which matters could not be folded.
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


class Chronicle(NamedTuple):
    """A chronology while it is read: its heading, at most how many lines, and the lines."""

    heading: Heading
    most: int
    lines: Iterator[Line]


@contextmanager
def of_matter(
    answers: Answers, matter_id: str, *, as_of: str | None = None, known_at: str | None = None
) -> Iterator[Chronicle]:
    """Open a matter's chronology, all of it read as of one moment.

    The coordinates are those of every question. Raises Malformed and Unknown.
    """
    with answers.database.read(snapshot=True) as connection:
        at = _At.read(connection, answers, as_of, known_at)
        if matter_id not in log.versions(connection, [matter_id]):
            raise Unknown(f"There is no matter {matter_id}.", code="matter.unknown")
        heading = _heading(at, "matter", matter_id, [matter_id])
        title = heading.matters[matter_id].title
        yield _Reader(at, heading._replace(name=title or matter_id)).chronicle()


@contextmanager
def of_party(
    answers: Answers,
    party_id: str,
    *,
    as_of: str | None = None,
    known_at: str | None = None,
    whole_matters: bool = False,
) -> Iterator[Chronicle]:
    """Open a party's chronology, all of it read as of one moment.

    `whole_matters` brings in what belongs to the party's matters as such. Raises Malformed and
    Unknown.
    """
    with answers.database.read(snapshot=True) as connection:
        at = _At.read(connection, answers, as_of, known_at)
        group, rows = names.one_person(connection, party_id, at.position)
        if not group:
            raise Unknown(f"There is no party {party_id}.", code="party.unknown")
        items = chronology.items_of(connection, group, at.position)
        matter_ids = {row.matter_id for row in rows} | {key.partition("/")[0] for key in items}
        heading = _heading(at, "party", party_id, sorted(matter_ids))
        name = names.described(rows, party_id)["name"] if rows else party_id
        heading = heading._replace(name=name, whole_matters=whole_matters)
        yield _Reader(at, heading, _Mine(frozenset(group), items, whole_matters)).chronicle()


class _At(NamedTuple):
    """Where a chronology stands on both axes, and the connection that it is read on."""

    connection: Connection
    on: date
    known: Coordinates
    made_at: datetime

    @property
    def position(self) -> int:
        return self.known.position

    @classmethod
    def read(
        cls, connection: Connection, answers: Answers, as_of: str | None, known_at: str | None
    ) -> _At:
        made_at = datetime.fromtimestamp(answers.clock_us() // 1_000_000, answers.zone)
        return cls(connection, answers.day(as_of), answers.at(connection, known_at), made_at)


def _heading(at: _At, kind: str, subject_id: str, matter_ids: Sequence[str]) -> Heading:
    rows = chronology.matters_by_id(at.connection, matter_ids, at.position)
    texts = ("title", "docket_no", "access")
    found = {
        one: About(one, *(str(rows.get(one, {}).get(name, "")) for name in texts))
        for one in matter_ids
    }
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
        made_at=at.made_at,
        whole_matters=kind == "matter",
        parked=tuple(f"{one.sentence} Later events may be missing here." for one in parked),
    )


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


class _Reader:
    """Reads the facts of a chronology, a page at a time."""

    def __init__(self, at: _At, heading: Heading, mine: _Mine | None = None) -> None:
        self.at = at
        self.heading = heading
        self.mine = mine
        self.matter_ids = list(heading.matters)
        self.incidents: dict[str, date | None] = {}
        self.conflicts: dict[str, Conflict] = {}  # by the event that records it
        self.contradicted: dict[str, list[Conflict]] = {}  # by each event that it names

    def chronicle(self) -> Chronicle:
        """Return the chronology, of which nothing but the conflicts has been read yet."""
        where = (self.at.connection, self.matter_ids, self.at.position, self.at.on)
        self._find_conflicts(chronology.events_of_type(*where, CONFLICT))
        return Chronicle(self.heading, chronology.count_entries(*where), self._lines())

    def _find_conflicts(self, event_ids: Sequence[str]) -> None:
        for fact, _ in self._facts(event_ids):
            named = [one.id for one in fact.data.named() if one.kind == "event"]
            conflict = Conflict(fact, tuple(one for one, _ in self._facts(named, strict=False)))
            self.conflicts[fact.event_id] = conflict
            for event_id in named:
                self.contradicted.setdefault(event_id, []).append(conflict)

    def _lines(self) -> Iterator[Line]:
        number = 0
        for page in chronology.each_page(
            self.at.connection, self.matter_ids, self.at.position, self.at.on, size=PAGE
        ):
            mine = [one for one in self._facts(page) if self._wanted(one[0])]
            keys = {key for fact, _ in mine for key in fact.items}
            flags = chronology.flags_on(self.at.connection, keys, self.at.on, self.at.position)
            for fact, recorded in mine:
                earliest, latest = fact.bounds(self._incident_of(fact))
                if earliest > self.at.on:
                    continue
                number += 1
                about = self.contradicted.get(fact.event_id, ())
                said = marks(fact, recorded, flags, about, possible=latest > self.at.on)
                yield Line(number, fact, earliest, latest, sentence(fact.data), tuple(said))

    def _wanted(self, fact: Fact) -> bool:
        return self.mine is None or self.mine.has(fact, self.conflicts.get(fact.event_id))

    def _facts(
        self, event_ids: Sequence[str], *, strict: bool = True
    ) -> Iterator[tuple[Fact, Sequence[Recorded]]]:
        """Yield these events as they stand, each with itself and all that amends it."""
        subjects = [f"event/{event_id}" for event_id in event_ids]
        found = read_subjects(self.at.connection, subjects)
        for subject in subjects:
            recorded = [one for one in found[subject] if one.position <= self.at.position]
            facts = standing(recorded)
            if facts:
                yield facts[0], recorded
            elif strict:
                event_id = subject.removeprefix("event/")
                sentence = f"The chronology has {event_id}, which does not stand in the log."
                raise Damaged(f"{sentence} Rebuild the read tables.", code="chronology.stale")

    def _incident_of(self, fact: Fact) -> date | None:
        """Return the day at which the open start of a fact closes."""
        if fact.when.earliest is not None:
            return None
        if fact.matter_id not in self.incidents:
            known = known_in(self.at.connection, upto=self.at.position)
            self.incidents[fact.matter_id] = setting_of(fact.matter_id, known).incident_on
        return self.incidents[fact.matter_id]
