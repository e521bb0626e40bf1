"""Conflicts between sources: what one says otherwise than the record, and what settles that."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from casefile.law.edtf import LAST_DAY
from casefile.law.events.record import SourceConflictRecorded
from casefile.law.evidence import Evidence
from casefile.law.fact import Fact, of_class
from casefile.law.placing import Placed
from casefile.law.reported_otherwise import reported_otherwise, told_apart
from casefile.law.spans import Lifetime
from casefile.law.timeline import Fold


class Conflicting(NamedTuple):
    """What sources say otherwise of an item, in words, over a half-open span of days."""

    sentence: str
    rests_on: tuple[str, ...] | Evidence
    begins: date
    ends: date = LAST_DAY
    before: Evidence | None = None


class Decided:
    """What somebody has decided on: by a conflict with its resolution, or as what is resolved."""

    def __init__(self, facts: Sequence[Fact], incident_on: date | None) -> None:
        self._incident_on = incident_on
        self.recorded = of_class(facts, SourceConflictRecorded)
        # Of each decision its day, and the events that it is about, all of them or any one.
        self._resolutions = [
            (self.day_of(fact), frozenset(said.events))
            for fact, said in self.recorded
            if said.resolution
        ]
        self._resolved: dict[str, date] = {}
        for fact in facts:
            for name in fact.envelope.links.resolves if fact.envelope.links else ():
                day = self.day_of(fact)
                self._resolved[name] = min(day, self._resolved.get(name, day))

    def day_of(self, fact: Fact) -> date:
        """Return the day from which a fact is certain."""
        return fact.bounds(self._incident_on)[1]

    def on_all(self, events: Collection[str], begins: date) -> date:
        """Return the first day from one on on which it is decided on all of these events as one."""
        days = [day for day, about in self._resolutions if about.issuperset(events)]
        days += [self._resolved[one] for one in events if one in self._resolved]
        return max(begins, min(days, default=LAST_DAY))

    def on_each(self, events: Iterable[str]) -> date:
        """Return the day from which it is decided on each of these events."""
        return max(map(self._on, events), default=LAST_DAY)

    def _on(self, event_id: str) -> date:
        days = [day for day, about in self._resolutions if event_id in about]
        return min([*days, self._resolved.get(event_id, LAST_DAY)])


def recorded_conflicts(item: str, facts: Sequence[Fact], decided: Decided) -> Iterator[Conflicting]:
    """Yield each conflict that somebody has recorded, until it is resolved or they agree."""
    by_id = {fact.event_id: fact for fact in facts}
    for fact, said in decided.recorded:
        if said.resolution:
            continue
        about = [by_id[one] for one in said.events if one in by_id]
        if len(about) == len(said.events) and _agree(about):
            continue
        begins = decided.day_of(fact)
        ends = min(decided.on_all(said.events, begins), decided.on_all((fact.event_id,), begins))
        if begins < ends:
            sentence = f"Sources contradict each other about {item}."
            yield Conflicting(sentence, (*said.events, *fact.evidence), begins, ends)


def _agree(facts: Sequence[Fact]) -> bool:
    """Tell whether facts say one and the same, as they stand by now."""
    first = facts[0]
    said = first.type, first.when.text, first.data
    return all((one.type, one.when.text, one.data) == said for one in facts)


def supersession(placed: Sequence[Placed], record: Fold) -> dict[int, date]:
    """Return, for the place of each reported fact, the day from which the record itself has it.

    What the record has of others alone does not count.
    """
    recorded: dict[str, date] = {}
    for one in record.theirs:
        recorded.setdefault(one.fact.type, one.latest)
    return {one.place: recorded.get(one.fact.type, LAST_DAY) for one in placed if one.fact.reported}


def differences(
    item: str, record: Lifetime, reported: Lifetime, decided: Decided
) -> Iterator[Conflicting]:
    """Yield what another source reports on another day, or in another amount."""
    told = [one for era in reported.eras for one in era.fold.placed if one.fact.reported]
    seen: set[tuple[str, ...]] = set()
    for one in reported_otherwise([*record.fold.theirs], told):
        if one.events not in seen:
            seen.add(one.events)
            both = one.reported.event_id, one.recorded.event_id
            ends = decided.on_all(both, one.begins)
            if one.begins < ends:
                yield Conflicting(one.sentence(item), one.events, one.begins, ends)


def conflicts(
    item: str,
    announced: Sequence[tuple[date, Fact]],
    record: Lifetime,
    reported: Lifetime,
    decided: Decided,
) -> list[Conflicting]:
    """Return what a source reports that the record does not have, day by day."""
    found: list[Conflicting] = []
    changes = dict(_said(announced, reported, decided))
    days = {*changes, *(span.valid_from for span in (*record.certain, *reported.certain))}
    said: Evidence | None = None
    held: Evidence | None = None
    for begins, ends in pairwise([*sorted(days), LAST_DAY]):
        said = changes.get(begins, said)
        apart = told_apart(reported.said_on(begins), record.certain_on(begins).item)
        if said is None or apart is None:
            continue
        there, here = apart
        sentence = f"A source reports {item} as {there}; the record has it as {here}."
        if found and held is said and found[-1].sentence == sentence:
            found[-1] = found[-1]._replace(ends=ends)
        else:
            before = said.back_to(held) if held else None
            found.append(Conflicting(sentence, said, begins, ends, before))
            held = said
    return found


def _said(
    announced: Sequence[tuple[date, Fact]], reported: Lifetime, decided: Decided
) -> Iterator[tuple[date, Evidence | None]]:
    """Yield each day from which more or less is said of an item, and the events that say it.

    There are none where nothing is reported, whatever was announced, nor once somebody has decided
    on all that is.
    """
    said, intents = Evidence(), {begins for begins, _ in announced}
    for begins, ends, fold in reported.eras:
        telling = [one for one in fold.placed if one.fact.reported]
        days = {begins, *intents, *(one.latest for one in telling)}
        days |= {decided.on_each([one.fact.event_id]) for one in telling}
        told = 0
        for day in sorted(day for day in days if begins <= day < ends):
            until = bisect_right(telling, day, key=attrgetter("latest"))
            if day == begins or day in intents:
                begun = [fact for first, fact in announced if first <= day]
                ids = _ids([*begun, *(one.fact for one in telling[:until])])
                said = said if said.ids == ids else Evidence(ids)
            elif until > told:
                said = Evidence(_ids(one.fact for one in telling[told:until]), said)
            told = until
            open_ = told and decided.on_each(one.fact.event_id for one in telling[:until]) > day
            yield day, said if open_ else None


def _ids(facts: Iterable[Fact]) -> tuple[str, ...]:
    return tuple(name for fact in facts for name in fact.evidence)
