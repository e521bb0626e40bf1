"""The course of a matter: its facts in order, all or those of a kind, party, source or time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from msgspec import Struct
from sqlalchemy import func, or_, select

from casefile.answers.asking import Asking, At, check_matter
from casefile.answers.facts.chronology import items_of, standing_facts
from casefile.answers.facts.legal_order import EntryRow, Places, facts_of, read_key
from casefile.answers.paging import LIMIT, check_limit
from casefile.answers.people.parties import party_group
from casefile.answers.standing import evidence
from casefile.answers.standing.evidence import EventTold
from casefile.law import subjects
from casefile.law.events.record import EventRetracted
from casefile.law.fact import Fact
from casefile.projections.chronology import chronology
from casefile.projections.subjects import event_subjects, known_in
from casefile.store import log
from casefile.store.tables import events

MOST_RETRACTED = 50  # that one page tells
CHUNK = 200  # facts that are looked at together for one of a source


class CourseFilters(NamedTuple):
    """Which facts: of a family of types like charge, of a party, read in a kind of source.

    `first` and `last` are days between which they can have taken effect.
    """

    kind: str | None = None
    party: str | None = None
    source: str | None = None
    first: str | None = None
    last: str | None = None


FILTERS = CourseFilters._fields


class CourseEntry(Struct, frozen=True, kw_only=True):
    """One fact, with the days between which it can have taken effect."""

    event: EventTold
    earliest: str
    latest: str


class CoursePage(Struct, frozen=True, kw_only=True):
    """A page of a matter's facts; `next` is what to give as `after` for the next one.

    `count` is how many facts the matter has by the day. `retracted` are events that stand no more,
    as they read when they did, with the first page.
    """

    entries: Sequence[CourseEntry]
    next: str | None
    count: int
    retracted: Sequence[EventTold]


def page(
    asking: Asking,
    matter_id: str,
    wanted: CourseFilters,
    *,
    as_of: str | None = None,
    known_at: str | None = None,
    after: str | None = None,
    limit: int = LIMIT,
) -> CoursePage:
    """Return a page of a matter's facts by the day on which they took effect.

    They are those that are there by the as-of day, and whom they name is called as on it.
    """
    how: dict[str, Any] = {"as_of": as_of, "after": after, "snapshot": True}
    with asking.gate(known_at, **how, listed=("course", matter_id, *wanted)) as at:
        check_matter(at.connection, matter_id)
        found = _facts(at, matter_id, wanted, check_limit(limit) + 1)
        some, following = at.page(found, limit, lambda one: one[0].place.key)
        told = evidence.each(at, [row.event_id for row, _ in some])
        return at.named(
            CoursePage(
                entries=[
                    CourseEntry(event=told[row.event_id], earliest=row.earliest, latest=row.latest)
                    for row, _ in some
                ],
                next=following,
                count=_count(at, matter_id),
                retracted=[] if after else _retracted(at, matter_id),
            )
        )


def _count(at: At, matter_id: str) -> int:
    facts = facts_of(at, matter_id).with_only_columns(func.count())
    return at.connection.execute(facts).scalar_one()


def _facts(
    at: At, matter_id: str, wanted: CourseFilters, limit: int
) -> list[tuple[EntryRow, Fact]]:
    """Return the next facts that are wanted; where a source is, others are looked at and left."""
    query = facts_of(at, matter_id)
    if wanted.kind:
        families = (f"{wanted.kind}.", f"{wanted.kind}s.")  # charges.superseded is of charges, too
        like = (chronology.c.type.startswith(one, autoescape=True) for one in families)
        query = query.where(or_(chronology.c.type == wanted.kind, *like))
    if wanted.party:
        query = query.where(chronology.c.position.in_(_about(at, wanted.party)))
    if wanted.first:
        query = query.where(chronology.c.latest >= wanted.first)
    if wanted.last:
        query = query.where(chronology.c.earliest <= wanted.last)
    place = read_key(at.after) if at.after else None
    places = Places(at, [matter_id])
    known = known_in(at.connection, upto=at.position)
    found: list[tuple[EntryRow, Fact]] = []
    size = CHUNK if wanted.source else limit
    while len(found) < limit:
        rows = places.page(query, place, size)
        facts = standing_facts(known, [row.event_id for row in rows])
        found += [
            (row, fact)
            for row, fact in zip(rows, facts, strict=True)
            if not wanted.source or _is_from(fact, wanted.source)
        ]
        if len(rows) < size:
            break
        place = rows[-1].place
    return found[:limit]


def _is_from(fact: Fact, kind: str) -> bool:
    source = fact.envelope.source
    return source is not None and source.kind == kind


def _about(at: At, party_id: str) -> Any:
    """Return the positions of the events that name a person or one of its items."""
    ids = party_group(at.connection, party_id, at.position)
    items = [subjects.item(key) for key in sorted(items_of(at, ids))]
    named = [*map(subjects.party, ids), *items]
    return select(event_subjects.c.position).where(event_subjects.c.subject.in_(named))


def _retracted(at: At, matter_id: str) -> list[EventTold]:
    """Return the events of a matter that were retracted, the last of them first."""
    query = (
        select(events.c.position, events.c.body)
        .where(
            events.c.matter_id == matter_id,
            events.c.type == EventRetracted.tag,
            events.c.position <= at.position,
        )
        .order_by(events.c.position.desc())
        .limit(MOST_RETRACTED)
    )
    known = known_in(at.connection, upto=at.position)
    rows = [log.recorded(row) for row in at.connection.execute(query)]
    origins = [known.origin(one).envelope.event_id for one in rows]
    return [one for one in evidence.each(at, origins).values() if not one.stands]
