"""Chronicle: a matter's or a party's chronology, line by line, as a document of it needs it.

A matter's chronology has every fact of the matter that can have taken effect by the as-of day: the
certain ones and, marked, the possible ones. What was retracted by then is not in it, and what was
corrected stands as corrected, with what each correction changed.

A party's chronology is what an office would look up to tell one client's story: over all matters of
the party, each fact that names the party or one of its charges, claims and citations; under any id
of the person, where ids have been merged. So does what says in a text alone who did it, as a
motion does, where that is the name of the party and of nobody else there; and the ruling on such a
motion. A conflict between sources belongs to it where one of the
contradicting facts does. What names nobody (the incident, a stay, a hearing, a docket entry, an
official, the matter's own opening and status) belongs to the matter and comes in only on demand;
what names another party alone never does.

For a court it has what `withholding` leaves, which is counted; unless somebody asks for the
office's own copy, it is for a court.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import NamedTuple

from msgspec import UNSET
from msgspec.structs import replace
from sqlalchemy import bindparam, select

from casefile.answers import received
from casefile.answers.asking import Asking, At, check_matter
from casefile.answers.coordinates import RECEIVED, Coordinates
from casefile.answers.dockets.docket_numbers import DocketNumber, numbers_by
from casefile.answers.dockets.matters import summary_by
from casefile.answers.facts import chronology
from casefile.answers.facts.fact_reader import PAGE, CourtReader, FactReader, Line
from casefile.answers.facts.selection import ALL, OfPerson, Selection, find
from casefile.answers.facts.withholding import Audience, LeftOut, Withholding
from casefile.answers.people.by_name import ByName
from casefile.answers.people.matter_parties import MatterParty, called_in, parties_in
from casefile.answers.people.parties import described, one_person
from casefile.answers.people.renamed import Name, Renamed, renamed
from casefile.answers.people.stances import in_words, stances_of
from casefile.errors import Refused
from casefile.law import subjects
from casefile.projections.parked import list_parked
from casefile.projections.subjects import known_in
from casefile.store.statement import Statement
from casefile.store.tables import events

__all__ = ["PAGE", "About", "Audience", "Chronicle", "Heading", "Line", "Selection"]
_INSTANT = Statement(select(events.c.recorded_at).where(events.c.position == bindparam("position")))


class About(NamedTuple):
    """A matter that a chronology is about; its texts are empty where it was not known then.

    `parties` are those of a matter's chronology, and in a party's its own part in the matter.
    `for_` is the party for whom the office is in it, which is not for a court to read. Its docket
    number is that of the day; `docket_numbers` are all that it had had by then.
    """

    matter_id: str
    title: str
    court_id: str
    docket_no: str
    access: str
    parties: Sequence[MatterParty]
    for_: str
    docket_numbers: Sequence[DocketNumber] = ()


class Heading(NamedTuple):
    """What a chronology is of, for whom, and the coordinates that it was made for.

    `known_instant` is when the last event was recorded that it can rest on, None where there is
    none; `made_at` is in the office's zone; `parked` says which matters could not be folded,
    `stances` whose client a party is and whom it stands against. `known_by` is the axis of
    knowledge where it was named, and `lacking` says what had been received before what it rests on.
    `only` says in words what was asked for, where it was not everything, and `left_out` what no
    court reads.
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
    audience: Audience = Audience.OFFICE
    only: tuple[str, ...] = ()
    left_out: LeftOut | None = None


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
    audience: Audience = Audience.COURT,
    selection: Selection = ALL,
    as_of: str | None = None,
    known_at: str | None = None,
    known_by: str | None = None,
) -> Iterator[Chronicle]:
    """Open a matter's chronology, all of it read as of one moment.

    The coordinates are those of every question. Raises Malformed and Unknown, and Refused where
    nothing of it can be written for a court.
    """
    _check_axis(audience, known_by)
    opened = received.about_matter(
        asking, matter_id, known_at, known_by, as_of=as_of, snapshot=True
    )
    with opened as at:
        check_matter(at.connection, matter_id)
        heading = _heading(asking, at, "matter", matter_id, [matter_id])
        title = heading.matters[matter_id].title
        heading = heading._replace(name=title or matter_id)
        yield _opened(at, heading, audience, selection)


@contextmanager
def of_party(
    asking: Asking,
    party_id: str,
    *,
    audience: Audience = Audience.COURT,
    selection: Selection = ALL,
    as_of: str | None = None,
    known_at: str | None = None,
    known_by: str | None = None,
    whole_matters: bool = False,
) -> Iterator[Chronicle]:
    """Open a party's chronology, all of it read as of one moment.

    `whole_matters` brings in what belongs to the party's matters as such. Raises Malformed, Unknown
    and Refused, as `of_matter` does.
    """
    _check_axis(audience, known_by)
    opened = received.about_party(asking, party_id, known_at, known_by, as_of=as_of, snapshot=True)
    with opened as at:
        group, rows = one_person(at, party_id)
        items = chronology.items_of(at, group)
        matter_ids = {row.matter_id for row in rows} | {key.partition("/")[0] for key in items}
        heading = _heading(asking, at, "party", party_id, sorted(matter_ids), only=group)
        name = described(at, rows, party_id).name if rows else UNSET
        stances = in_words(stances_of(at, group, matter_ids).of_person(group))
        heading = heading._replace(
            name=name or party_id,
            whole_matters=whole_matters,
            stances=at.naming([stances])(stances),
        )
        yield _opened(at, heading, audience, selection, OfPerson(group, items, ByName(at, group)))


def _check_axis(audience: Audience, known_by: str | None) -> None:
    """Refuse to say to a court what had been received; raises Refused.

    What is left out is found by all that is known of all matters, and there it is not.
    """
    if audience is Audience.COURT and known_by == RECEIVED:
        sentence = (
            "What had been received is told to the office alone: nothing by it is written for a "
            "court. Ask for the office's own copy."
        )
        raise Refused(sentence, code="document.received")


def _heading(
    asking: Asking,
    at: At,
    kind: str,
    subject_id: str,
    matter_ids: Sequence[str],
    only: Collection[str] | None = None,
) -> Heading:
    """Return the heading of a chronology; `only` are the ids whose part in the matters it tells."""
    found = {one: _about(at, one, only) for one in matter_ids}
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


def _about(at: At, matter_id: str, only: Collection[str] | None) -> About:
    known = known_in(at.connection, upto=at.position)
    parties = parties_in(at, matter_id, called_in(at, matter_id), known, only)
    facts = known.facts(subjects.matter(matter_id))
    said = summary_by(at.on, matter_id, facts, known)
    if said is None:
        return About(matter_id, "", "", "", "", parties, "")
    texts = (said.title, said.court_id or "", said.docket_no or "", said.access)
    numbers = numbers_by(at.on, matter_id, facts)
    return About(matter_id, *texts, parties, said.for_ or "", numbers)


def _opened(
    at: At, heading: Heading, audience: Audience, asked: Selection, mine: OfPerson | None = None
) -> Chronicle:
    """Return a chronology, of which nothing but its heading has been told yet."""
    matter_ids = list(heading.matters)
    withholding = Withholding(at, matter_ids) if audience is Audience.COURT else None
    selected = find(at, asked, matter_ids)
    whole = heading.whole_matters
    if withholding is None:
        office = FactReader(at, matter_ids, selected, mine, whole_matters=whole)
        only = selected.said(f"item {asked.item_id}" if asked.item_id else "", selected.named)
        most = chronology.count_entries(at, matter_ids)
        return Chronicle(heading._replace(only=only), most, office.lines())
    court = CourtReader(at, matter_ids, selected, mine, withholding, whole_matters=whole)
    return Chronicle(_for_court(heading, court, mine), len(court.numbers), court.lines())


def _for_court(heading: Heading, court: CourtReader, mine: OfPerson | None) -> Heading:
    """Return a heading with what a court's copy may say, and how much of it is left out."""
    called = court.called(mine) if mine else heading.name
    if called is None:
        sentence = "Only a privileged source says who this is. Ask for the office's own copy."
        raise Refused(sentence, code="document.not_public")
    matters = {
        matter_id: about._replace(for_="", parties=list(_parties_for_court(about, court)))
        for matter_id, about in heading.matters.items()
    }
    return heading._replace(
        name=called,
        matters=matters,
        stances="",
        audience=Audience.COURT,
        only=court.only(),
        left_out=court.left_out,
    )


def _renamed_for_court(matter_id: str, one: MatterParty, court: CourtReader) -> list[Renamed]:
    """Return the names of a party of other days, by what is not privileged."""
    called = court.withholding.confidential.names_of(matter_id, one.party_id)
    rows = [Name.of(matter_id, one.party_id, each) for each in called]
    return renamed(rows, court.at.on.isoformat())


def _parties_for_court(about: About, court: CourtReader) -> Iterator[MatterParty]:
    """Yield the parties of a matter whom more than a privileged source names, without their ids.

    Of one whose part in the matter rests on what is left out, only the name and role are told.
    """
    for one in about.parties:
        name = court.name_of(about.matter_id, one.party_id)
        if name and not court.withholding.insurers.has(about.matter_id, one.party_id):
            told = replace(
                one,
                party_id="",
                name=name,
                aliases=(),
                renamed=_renamed_for_court(about.matter_id, one, court) or UNSET,
                stands_for_it=None,
                stance=None,
                evidence=(),
            )
            if not court.may_say(one.label, one.evidence):
                told = replace(told, standing="", since=None, until=None, label="", possible=())
            yield told
