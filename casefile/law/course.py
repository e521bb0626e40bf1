"""Course: from what a deadline is counted on each day, as what it is counted from is set anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from casefile.law.entry import REPLACED
from casefile.law.events.process import DeadlineSet
from casefile.law.fact import Fact
from casefile.law.following import base_of
from casefile.law.grounds import LifeOf, counted_from, entry_set, replaced_by, set_on
from casefile.law.known import Known


class GroundsFrom(NamedTuple):
    """A day from which on a deadline is counted from some events, which are given by their ids."""

    on: date
    grounds: tuple[str, ...]


class DeadlineCourse(NamedTuple):
    """A deadline as somebody has set it, what casefile has set again of it, and its steps.

    The first step is the setting itself. `entities` are the hearings and deadlines that it is
    counted from, and what was set in their place.
    """

    base: Fact
    data: DeadlineSet
    again: Sequence[Fact]
    steps: Sequence[GroundsFrom]
    entities: Sequence[str]

    def grounds(self, on: date) -> tuple[str, ...]:
        """Return the events from which it is to be counted on a day."""
        return next((step.grounds for step in reversed(self.steps) if step.on <= on), ())

    def set_again_on(self, day: date) -> list[Fact]:
        """Return what casefile has set again on a day, of which the last one stands."""
        found = [fact for fact in self.again if since(fact) == day]
        behind = {earlier for fact in found for earlier in fact.after}
        return sorted(found, key=lambda fact: fact.event_id not in behind)


def course_of(base: Fact, data: DeadlineSet, known: Known, life: LifeOf) -> DeadlineCourse:
    """Return the course of a deadline as it is to be by all that stands.

    It follows what was recorded after it; what had been set otherwise before is for whoever enters
    a deadline late to say.
    """
    settings = known.facts(entry_set(base))
    again = [
        one
        for one in settings
        if one.event_id != base.event_id and base_of(one, known) == base.event_id
    ]
    steps = [GroundsFrom(since(base), tuple(counted_from(data)))]
    entities = list(_entities(steps[0].grounds, known, life))
    edges = {span.valid_from for one in entities for span in life(one).days if span.certain}
    for day in sorted(one for one in edges if one >= steps[0].on):
        before = steps[-1].grounds
        now = tuple(
            _followed(one, there, day, base, known, life)
            for one, there in zip(steps[0].grounds, before, strict=True)
        )
        if now != before:
            steps.append(GroundsFrom(day, now))
    return DeadlineCourse(base, data, again, steps, entities)


def since(fact: Fact) -> date:
    """Return from which day on what an event sets is set for certain.

    What is to come is set as soon as it is known.
    """
    day = fact.bounds(None)[1]
    return day if fact.occurred else min(day, fact.known_on)


def _followed(first: str, before: str, day: date, base: Fact, known: Known, life: LifeOf) -> str:
    """Return what sets on a day what was counted from at first; what did before if nothing does."""
    setting = set_on(first, day, known, life)
    late = setting is None or (setting.position < base.position and before == first)
    return before if setting is None or late else setting.event_id


def _entities(grounds: Sequence[str], known: Known, life: LifeOf) -> Iterator[str]:
    """Yield the entries that some events have set, and all that was set in their place."""
    left: list[str] = []
    for one in grounds:
        hit = known.event(one)
        setting = known.plain(hit) if hit else None
        left += [entry_set(setting), replaced_by(setting)] if setting else []
    seen = {""}
    for entity in left:  # which grows meanwhile
        if entity not in seen:
            seen.add(entity)
            yield entity
            stood = (span.stood for span in life(entity).days)
            left += [entry_set(one.by) for one in stood if one.by and one.entry.status == REPLACED]
