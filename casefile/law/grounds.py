"""Grounds: the hearing or deadline that a deadline is counted from, as it is set on a day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date

from msgspec.structs import replace

from casefile.law import subjects
from casefile.law.calendar import EntryStanding, Life
from casefile.law.entry import DEADLINE, HEARING, REPLACED
from casefile.law.events.process import DeadlineSet
from casefile.law.fact import Fact
from casefile.law.known import Known

LifeOf = Callable[[str], Life]


def entry_set(fact: Fact) -> str:
    """Return the hearing or deadline that an event sets, as a subject; "" where it sets none."""
    for named in fact.named:
        if named.kind in (HEARING, DEADLINE) and fact.data.entry(named.id):
            return subjects.entry(named.kind, fact.matter_id, named.id)
    return ""


def replaced_by(fact: Fact) -> str:
    """Return the hearing or deadline in whose place an event sets another; "" where in none's."""
    own, other = entry_set(fact), fact.data.in_place_of
    return subjects.entry(subjects.kind_of(own), fact.matter_id, other) if own and other else ""


def in_the_end(entity: str, life: LifeOf) -> EntryStanding:
    """Return how an entry stands in the end, or else what was set in its place."""
    return _through(entity, lambda one: life(one).last)


def set_on(event_id: str, on: date, known: Known, life: LifeOf) -> Fact | None:
    """Return what sets the entry on a day that an event set, which may have been taken back."""
    hit = known.event(event_id)
    setting = known.plain(hit) if hit else None
    for entity in (entry_set(setting), replaced_by(setting)) if setting else ():
        found = _through(entity, lambda one: life(one).on(on)) if entity else None
        if found and found.set_by:
            return found.set_by
    return None


def counted_from(data: DeadlineSet) -> Iterator[str]:
    """Yield the ids of the events that a deadline is counted from."""
    yield from (one for one in (data.trigger, *(data.also or ())) if one)


def from_instead(data: DeadlineSet, old: Collection[str], new: str) -> DeadlineSet:
    """Return a deadline as it is counted from another event in the place of some."""
    also = tuple(dict.fromkeys(new if one in old else one for one in data.also or ()))
    trigger = new if data.trigger in old else data.trigger
    return replace(data, trigger=trigger, also=also or data.also)


def _through(entity: str, stood: Callable[[str], EntryStanding]) -> EntryStanding:
    """Return how an entry stands, or what stands in its place."""
    seen: set[str] = set()
    found = EntryStanding()
    while entity and entity not in seen:
        seen.add(entity)
        found = stood(entity)
        if found.entry.status != REPLACED or found.by is None:
            return found
        entity = entry_set(found.by)
    return found
