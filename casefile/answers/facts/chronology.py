"""The chronology: a page of a matter's facts, and what a document of all of them reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from msgspec import UNSET, Struct, UnsetType
from sqlalchemy import ColumnElement, and_, bindparam, case, func, select, tuple_

from casefile.answers import received
from casefile.answers.asking import AnswerByAxis, Asking, At, check_matter
from casefile.answers.facts.legal_order import OWN, ROW, EntryRow, Places, facts_of, read_key
from casefile.answers.paging import LIMIT, check_limit
from casefile.answers.people.days_of_names import days_of_names, worded
from casefile.answers.standing.status import ON_DAY, as_seen
from casefile.errors import Damaged
from casefile.event import Privilege
from casefile.law import subjects
from casefile.law.edtf import FIRST_DAY
from casefile.law.fact import Fact
from casefile.law.known import Known
from casefile.law.setting import own_setting
from casefile.law.wording import sentence
from casefile.projections.chronology import EVENT_ID, chronology
from casefile.projections.spans import item_spans
from casefile.projections.subjects import known_in
from casefile.projections.tables import known_at
from casefile.store.statement import Statement
from casefile.store.tables import recorded_days


class ChronologyEntry(Struct, frozen=True, kw_only=True):
    """One fact by the day on which it took effect; `privilege` is that of its source, if any."""

    event_id: str
    position: int
    type: str
    assertion: str
    effective: str
    earliest: str
    latest: str
    precision: str
    sentence: str
    items: Sequence[str]
    corrections: Sequence[str]
    recorded_at: str
    privilege: str | UnsetType = UNSET


class ChronologyPage(AnswerByAxis, frozen=True, kw_only=True):
    """A page of a matter's facts, by effective date; `next` is what to give as `after`."""

    matter_id: str
    entries: Sequence[ChronologyEntry]
    next: str | None
    known_at: str
    position: int
    past_head: bool


def page(
    asking: Asking,
    matter_id: str,
    *,
    as_of: str | None = None,
    known_at: str | None = None,
    after: str | None = None,
    limit: int = LIMIT,
    known_by: str | None = None,
) -> ChronologyPage:
    """Return a page of a matter's facts by the day on which they took effect.

    They are those that are there by the as-of day, and whom they name is called as on it.
    """
    with received.about_matter(
        asking, matter_id, known_at, known_by, as_of=as_of, after=after
    ) as at:
        check_matter(at.connection, matter_id)
        behind = read_key(at.after) if at.after else None
        places, query = Places(at, [matter_id]), facts_of(at, matter_id)
        found = places.page(query, behind, check_limit(limit) + 1)
        rows, following = at.page(found, limit, lambda one: one.place.key)
        known = known_in(at.connection, upto=at.position)
        ids = [row.event_id for row in rows]
        known.fetch([subjects.matter(matter_id), *map(subjects.event, ids)])
        begun = own_setting(matter_id, known).incident_on
        facts = list(standing_facts(known, ids))
        days = days_of_names(at, facts)
        said = [sentence(one.data, one.matter_id) for one in facts]
        told = worded(at.naming_as_of, list(map(days.as_of, facts)), said)
        entries = [
            _entry(row, fact, text, begun)
            for row, fact, text in zip(rows, facts, told, strict=True)
        ]
        return at.named(
            ChronologyPage(
                matter_id=matter_id,
                entries=entries,
                next=following,
                **at.said(),
                **at.said_by(),
            )
        )


def standing_facts(
    known: Known, event_ids: Sequence[str], *, strict: bool = True
) -> Iterator[Fact]:
    """Yield these events as they stand, read at once.

    Raises Damaged for one that does not stand, or leaves it out where `strict` is false.
    """
    known.fetch(map(subjects.event, event_ids))
    for event_id in event_ids:
        facts = known.facts(subjects.event(event_id))
        if facts:
            yield facts[0]
        elif strict:
            said = f"The chronology has {event_id}, which does not stand in the log."
            raise Damaged(f"{said} Rebuild the read tables.", code="chronology.stale")


def _entry(row: EntryRow, fact: Fact, said: str, begun: date | None) -> ChronologyEntry:
    """Return a fact as it is answered; an open start closes at the matter's incident."""
    closed = begun.isoformat() if begun and fact.when.earliest is None else ""
    return ChronologyEntry(
        event_id=fact.event_id,
        position=row.position,
        type=fact.type,
        assertion=fact.envelope.assertion.value,
        effective=fact.when.text,
        earliest=closed if row.earliest < closed <= row.latest else row.earliest,
        latest=row.latest,
        precision=fact.when.precision,
        sentence=said,
        items=list(fact.items),
        corrections=fact.corrections,
        recorded_at=fact.envelope.recorded_at,
        privilege=_privilege(fact),
    )


def _privilege(fact: Fact) -> str | UnsetType:
    source = fact.envelope.source
    kept = source.privilege if source else Privilege.NONE
    return UNSET if kept == Privilege.NONE else kept.value


_closed = case(
    (chronology.c.earliest > FIRST_DAY.isoformat(), chronology.c.earliest),
    else_=chronology.c.latest,
)
_recorded_on = (
    select(recorded_days.c.day)
    .where(recorded_days.c.position <= chronology.c.position)
    .order_by(recorded_days.c.position.desc())
    .limit(1)
    .scalar_subquery()
)
_days = (
    select(
        _closed.label("first"), chronology.c.latest.label("last"), _recorded_on.label("recorded_on")
    )
    .where(known_at(chronology, bindparam("known")), chronology.c.matter_id == bindparam("matter"))
    .subquery()
)
_given = _days.c.last != _days.c.recorded_on
_DATES = Statement(
    select(
        func.count(),
        func.min(_days.c.first),
        func.max(_days.c.last),
        func.min(_days.c.recorded_on),
        func.min(case((_given, _days.c.first))),
        func.max(case((_given, _days.c.last))),
    )
)


class Dates(NamedTuple):
    """The first and the last day on which facts of a matter can lie, and how many there are.

    `given` are these days without those of facts that can have none but that of their recording, on
    which most facts lie of which nobody has given a day; `recorded_since` is the first such day.
    """

    facts: int
    whole: tuple[date, date]
    recorded_since: date
    given: tuple[date, date] | None


def dates_of(asking: Asking, matter_id: str) -> Dates | None:
    """Return the days on which facts of a matter can lie; None where it has none."""
    with asking.gate() as at:
        [(facts, *found)] = _DATES.rows(at.connection, matter=matter_id, known=at.position)
    if not facts:
        return None
    first, last, since = map(date.fromisoformat, found[:3])
    given = [date.fromisoformat(one) for one in found[3:] if one]
    return Dates(facts, (first, last), since, (given[0], given[1]) if given else None)


def _begun(at: At, matter_ids: Sequence[str]) -> ColumnElement[bool]:
    """Return the condition that a fact of these matters can have taken effect by the day."""
    return and_(
        known_at(chronology, at.position),
        chronology.c.matter_id.in_(matter_ids),
        chronology.c.earliest <= at.on.isoformat(),
    )


def count_entries(at: At, matter_ids: Sequence[str]) -> int:
    """Return how many facts of these matters can have taken effect by the day."""
    return at.connection.execute(select(func.count()).where(_begun(at, matter_ids))).scalar_one()


def each_page(at: At, matter_ids: Sequence[str], *, size: int) -> Iterator[list[EntryRow]]:
    """Yield the facts of these matters that can have taken effect by the day, in order.

    They are read on one cursor, so that facts of many matters are put in order only once; the
    connection must hold a transaction.
    """
    query = select(*ROW).where(_begun(at, matter_ids))
    return Places(at, matter_ids).each(query, size=size)


def events_of_type(at: At, matter_ids: Sequence[str], kind: str) -> list[str]:
    """Return the ids of the facts of one type, in order."""
    query = select(EVENT_ID).where(_begun(at, matter_ids), chronology.c.type == kind)
    return list(at.connection.execute(query.order_by(*OWN)).scalars())


class ItemFlag(NamedTuple):
    """A flag that stands on an item, with the events that it is about."""

    matter_id: str
    item_id: str
    code: str
    sentence: str
    events: frozenset[str]


def flags_on(at: At, item_keys: Iterable[str]) -> list[ItemFlag]:
    """Return the flags that stand on the day on these items, given as matter_id/item_id."""
    keys = sorted(tuple(key.split("/")) for key in set(item_keys))
    query = ON_DAY.where(tuple_(item_spans.c.matter_id, item_spans.c.item_id).in_(keys))
    given = {"position": at.position, "day": at.on.isoformat()}
    found = (
        ItemFlag(one.matter_id, one.item_id, flag.code, flag.sentence, frozenset(flag.events))
        for one in (as_seen(map(tuple, at.connection.execute(query, given))) if keys else ())
        for flag in one.flags
    )
    return list(dict.fromkeys(found))


def items_of(at: At, party_ids: Sequence[str]) -> set[str]:
    """Return every item of these parties, as matter_id/item_id."""
    mine = and_(item_spans.c.party_id.in_(party_ids), known_at(item_spans, at.position))
    query = select(item_spans.c.matter_id, item_spans.c.item_id).distinct().where(mine)
    return {f"{matter_id}/{item_id}" for matter_id, item_id in at.connection.execute(query)}
