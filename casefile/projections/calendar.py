"""The docket calendar: hearings, deadlines, and the days of motions, stays and retentions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import Boolean, Column, Index, SmallInteger, String, Table, text

from casefile.law import subjects
from casefile.law.calendar import EntrySpan
from casefile.law.catalogue import Event
from casefile.law.edtf import FIRST_DAY, LAST_DAY, When, parse
from casefile.law.entry import DEADLINE, HEARING, ITEM, KINDS, MET, OPEN, RUNNING, SCHEDULED, STAY
from casefile.law.events.claim import ClaimServed
from casefile.law.events.party import PartyParted
from casefile.law.events.process import DeadlineSet, HearingScheduled
from casefile.law.events.record import EventCorrected
from casefile.law.events.sentence import PenaltyEvent
from casefile.law.events.standing import PartySubstituted
from casefile.law.fact import Fact
from casefile.law.folded import FoldedItem
from casefile.law.folding import Folds
from casefile.law.known import Known
from casefile.law.meeting import meeting_certainly
from casefile.law.setting import stay_entries, stays_told_by
from casefile.law.terms import BEFORE_PROBATION, PROBATION, Running, terms_of
from casefile.projections.projection import Projection, Touching, Values, as_json, value_names
from casefile.projections.spans import items_touched
from casefile.projections.tables import Key, known_columns, metadata

IN_TURN = ("wall", "matter_id", "entry", "entry_id", "ordinal")
# An entry as it is on a span of days. One that may be set in several ways has a row for each, of
# which that with the ordinal 0 is certain; `possible` are statuses that each may have beside its
# own. What runs on an item until a day is an entry as well, one for each ordinal. `wall` is the
# first time at which it can be, by the clocks of its place: entries are read in that order. What is
# `wide` can fall on more than one day, and what is `due` is a deadline that is open, or a hearing
# that is set, until further notice.
calendar = Table(
    "calendar",
    metadata,
    Column("entry", Key, primary_key=True),
    Column("matter_id", Key, primary_key=True),
    Column("entry_id", Key, primary_key=True),
    Column("valid_from", Key, primary_key=True),
    Column("ordinal", SmallInteger, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("at", Key, nullable=False),
    Column("earliest", Key, nullable=False),
    Column("latest", Key, nullable=False),
    Column("wall", Key, nullable=False),
    Column("place", String, nullable=False),
    Column("time_zone", Key, nullable=False),
    Column("whose", Key, nullable=False),
    Column("responsible", String, nullable=False),
    Column("status", Key, nullable=False),
    Column("possible", String, nullable=False),
    Column("set_by", Key, nullable=False),
    Column("since", Key, nullable=False),
    Column("by", Key, nullable=False),
    Column("valid_to", Key, nullable=False),
    Column("wide", Boolean, nullable=False),
    Column("due", Boolean, nullable=False),
    *known_columns(),
    Index("calendar_in_turn", *IN_TURN),
    Index("calendar_wide", "wide", "latest"),
    Index(
        "calendar_due",
        *("known_to", *IN_TURN),
        sqlite_where=text("due = 1"),
        postgresql_where=text("due"),
    ),
    Index("calendar_until", "valid_to"),
)
# What should have happened by its day, by what is still to come of it.
AWAITED = {DEADLINE: OPEN, HEARING: SCHEDULED}
# What can set an entry in the place of another one.
REPLACING: Mapping[type[Event], str] = {DeadlineSet: DEADLINE, HearingScheduled: HEARING}


def _rows(entity: str, folds: Folds) -> Iterator[Values]:
    if subjects.kind_of(entity) == ITEM:
        key = subjects.name_of(entity)
        for number, term in enumerate(terms_of(folds.fold(key), _others(key, folds))):
            yield _row_of_term(entity, term, number)
        return
    for number, span in enumerate(folds.life(entity).days):
        if span.stood.entry.at:
            yield _row(entity, span, 0 if span.certain else number + 1)


def _others(key: str, folds: Folds) -> Iterator[FoldedItem]:
    """Yield the other items of the matter of an item, folded as far as they are asked for."""
    for one in folds.known.filed_items(subjects.items_in(key.partition("/")[0])):
        if one != key:
            yield folds.fold(one)


def _row(entity: str, span: EntrySpan, ordinal: int) -> Values:
    entry, set_by, by = span.stood
    at = parse(entry.at, offset=True)
    earliest, latest = at.earliest or FIRST_DAY, at.latest or LAST_DAY
    return (
        subjects.kind_of(entity),
        *subjects.ids_of(entity),
        span.valid_from.isoformat(),
        ordinal,
        entry.kind,
        at.text,
        earliest.isoformat(),
        latest.isoformat(),
        _wall(at),
        entry.place,
        entry.time_zone,
        entry.whose,
        entry.responsible,
        entry.status,
        as_json(span.possible),
        set_by.event_id if set_by else "",
        by.when.text if by else "",
        by.event_id if by else "",
        span.valid_to.isoformat(),
        earliest < latest,
        AWAITED.get(subjects.kind_of(entity)) == entry.status and span.valid_to == LAST_DAY,
    )


def _row_of_term(entity: str, term: Running, ordinal: int) -> Values:
    at = parse(term.at)
    earliest, latest = at.earliest or FIRST_DAY, at.latest or LAST_DAY
    return (
        *entity.split("/"),
        term.valid_from.isoformat(),
        ordinal,
        term.kind,
        at.text,
        earliest.isoformat(),
        latest.isoformat(),
        _wall(at),
        "",
        "",
        "",
        "",
        RUNNING,
        "[]",
        term.by,
        term.since,
        term.by,
        term.valid_to.isoformat(),
        earliest < latest,
        False,
    )


def _wall(at: When) -> str:
    return f"{at.earliest or FIRST_DAY}T{at.clock or '00:00'}"


class AtLast(NamedTuple):
    """What stands on the calendar until further notice: its kind, its day in EDTF, its status.

    `late` tells of a deadline that was met whether that was after its day.
    """

    kind: str
    at: str
    status: str
    late: bool


def met_late(status: str, since: str, latest: str) -> bool:
    """Tell whether a deadline was met, since a day in EDTF, only after its last day."""
    met_on = parse(since).earliest if since else None
    return status == MET and met_on is not None and met_on.isoformat() > latest


def at_last(entity: str, rows: Iterable[Values]) -> list[AtLast]:
    """Return what stands in the end by the rows of an entry, one at most, or of an item."""
    said = (dict(zip(value_names(calendar), row, strict=True)) for row in rows)
    return [
        AtLast(
            one["kind"],
            one["at"],
            one["status"],
            met_late(one["status"], one["since"], one["latest"]),
        )
        for one in sorted(said, key=itemgetter("ordinal"))
        if one["valid_to"] == LAST_DAY.isoformat()
        and (subjects.kind_of(entity) == ITEM or one["ordinal"] == 0)
    ]


def _named(touching: Touching, _known: Known) -> list[str]:
    """Return the entries that an event names."""
    return touching.of(KINDS)


def _beside(touching: Touching, known: Known) -> list[str]:
    """Return the entries in whose place an event sets one, the stays, and what it may meet."""
    found = [*_in_turn(touching.origin, known)]
    for matter_id in stays_told_by(touching.origin, touching.about, known):
        found += [subjects.entry(STAY, matter_id, one) for one in stay_entries(matter_id, known)]
    for matter_id in _matters(touching):
        for one in known.recorded(subjects.entries_in(matter_id)):
            match known.plain(one).data:
                case DeadlineSet() as data if (
                    data.of or data.trigger or meeting_certainly(data.met_by, data.kind)
                ):
                    found.append(subjects.entry(DEADLINE, matter_id, data.deadline_id))
    return found


def _put_off(touching: Touching, known: Known) -> list[str]:
    """Return the items with probation of a matter in which an event touches one with prison."""
    items = items_touched(touching, known)
    matters = {subjects.ids_of(one)[0] for one in items if _serves(one, BEFORE_PROBATION, known)}
    keys = (key for one in matters for key in known.filed_items(subjects.items_in(one)))
    return [one for one in map(subjects.item, keys) if _serves(one, (PROBATION,), known)]


def _serves(item: str, kinds: Collection[str], known: Known) -> bool:
    """Tell whether a sentence on an item, given as its subject, ever had a penalty of a kind."""
    acts = (known.plain(one).data for one in known.recorded(item))
    return any(isinstance(one, PenaltyEvent) and one.has_any(kinds) for one in acts)


def _in_turn(origin: Fact, known: Known) -> Collection[str]:
    """Return the entries that are replaced by an event, by what it replaces, and so on.

    They can replace one another in a circle, so that each has a part in how the others stand. What
    an event replaces can have been corrected.
    """
    if type(origin.data) not in REPLACING:
        return ()
    kind = REPLACING[type(origin.data)]
    left: list[str] = []
    for one in known.recorded(subjects.event(origin.event_id)):
        match known.plain(one).data:
            case EventCorrected(changes=changes):
                said = (changes, changes.get("data") or {})
                left += [at for each in said if isinstance(at := each.get("replaces"), str)]
            case data if data.in_place_of:
                left.append(data.in_place_of)
    found: dict[str, None] = {}
    while left:
        at = left.pop()
        entity = subjects.entry(kind, origin.matter_id, at)
        if entity not in found:
            found[entity] = None
            for fact in known.facts(entity):
                if fact.data.entry(at) and fact.data.in_place_of:
                    left.append(fact.data.in_place_of)
    return found


def _matters(touching: Touching) -> Collection[str]:
    """Return the matters in which an event can meet a deadline, or change whose it is.

    What is corrected or retracted can be what one is counted from.
    """
    origin, data = touching.origin, touching.origin.data
    match data:
        case PartyParted():
            return {subjects.ids_of(one)[0] for one in touching.about.get(subjects.PARTY_IN, ())}
        case PartySubstituted() | ClaimServed():
            return (origin.matter_id,)
    amends = origin.event_id != touching.recorded.envelope.event_id
    voids = any(data.voids_on(key.partition("/")[2]) for key in origin.items)
    changes = data.meets or data.undone or data.files_item or amends or voids
    return (origin.matter_id,) if changes else ()


CALENDAR = Projection(
    "calendar",
    calendar,
    ("entry", "matter_id", "entry_id"),
    (*KINDS, ITEM),
    _rows,
    (_named, items_touched, _put_off, _beside),
)
