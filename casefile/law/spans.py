"""Spans: the timeline of an item cut into the days on which each state was certain or possible."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, pairwise, repeat
from operator import attrgetter
from typing import NamedTuple

from msgspec.structs import replace

from casefile.law.edtf import FIRST_DAY, LAST_DAY
from casefile.law.evidence import Evidence
from casefile.law.item import ABATED, Item, Replaced, has_abated
from casefile.law.placing import Placed
from casefile.law.setting import Setting
from casefile.law.timeline import CERTAIN, POSSIBLE, Fold, Span, Step, unfiled_item

ALWAYS: Mapping[int, date] = {}


class Era(NamedTuple):
    """A half-open span of days on which the same facts count, and the fold of these."""

    begins: date
    ends: date
    fold: Fold


class Lifetime(NamedTuple):
    """How an item stood on one basis: its eras, and the spans of its states.

    The certain spans partition all days, and the possible ones lie beside them.
    """

    eras: Sequence[Era]
    certain: Sequence[Span]
    possible: Sequence[Span]

    @property
    def fold(self) -> Fold:
        """Return the fold of the first era, which on the record is the only one."""
        return self.eras[0].fold

    def certain_on(self, day: date) -> Span:
        """Return the span of the state that was certain on a day."""
        return self.certain[bisect_right(self.certain, day, key=attrgetter("valid_from")) - 1]

    def said_on(self, day: date) -> Item:
        """Return the item as sources say that it stood on a day, also where that cannot be."""
        fold = next(era.fold for era in self.eras if era.begins <= day < era.ends)
        steps = fold.steps[: fold.certain_by(day) + 1]
        return next((one.said for one in reversed(steps) if one.said), steps[-1].item)

    @property
    def spans(self) -> Sequence[Span]:
        """Return all of the spans."""
        return [*self.certain, *self.possible]


def lifetime(
    basis: str,
    placed: Sequence[Placed],
    setting: Setting,
    until: Mapping[int, date] = ALWAYS,
    earlier: Lifetime | None = None,
) -> Lifetime:
    """Fold the placed facts of an item, some of which, given by their places, count until a day.

    What stands as it stood in an earlier lifetime of the item is taken over from there.
    """
    before = earlier or Lifetime((), (), ())
    eras = list(_eras(placed, setting, until, {era.begins: era for era in before.eras}))
    certain = _certain(basis, eras, before.certain)
    turning = before.possible or any(one.ordinal >= 0 for one in placed)
    return Lifetime(eras, certain, _possible(basis, eras, before) if turning else ())


def _eras(
    placed: Sequence[Placed],
    setting: Setting,
    until: Mapping[int, date],
    earlier: Mapping[date, Era],
) -> Iterator[Era]:
    """Yield each era, folded from where an earlier fold, or the era before it, still holds."""
    unfiled, fold = unfiled_item(placed, setting), None
    for begins, ends in pairwise(sorted({FIRST_DAY, *until.values(), LAST_DAY})):
        counting = placed
        if until:
            counting = [one for one in placed if until.get(one.place, LAST_DAY) > begins]
        resumed = earlier[begins].fold if begins in earlier else fold
        fold = Fold(counting, setting, resumed, unfiled)
        yield Era(begins, ends, fold)


def _certain(basis: str, eras: Sequence[Era], earlier: Sequence[Span]) -> list[Span]:
    found = []
    turns = list(_turns(eras))
    days = [*(begins for begins, _, _ in turns[1:]), LAST_DAY]
    held = chain(earlier, repeat(None))
    for (begins, step, before), ends, old in zip(turns, days, held, strict=False):
        same = old and (old.evidence, old.before) == (step.evidence, before)
        if old and same and (old.item, old.valid_from, old.valid_to) == (step.item, begins, ends):
            found.append(old)
        else:
            found.append(Span(basis, CERTAIN, 0, step.item, begins, ends, step.evidence, before))
    return found


def _turns(eras: Sequence[Era]) -> Iterator[tuple[date, Step, Evidence | None]]:
    """Yield each day from which another state is certain, that state, and the evidence before it.

    Within an era the certain facts are the first ones of its fold, more of them from day to day.
    """
    held: Evidence | None = None
    for begins, ends, fold in eras:
        sure = fold.certain_by(begins)
        now = fold.steps[sure].evidence
        before = now.back_to(held) if held else None
        if before is not now:
            yield begins, fold.steps[sure], before
        held = now
        until = bisect_left(fold.latest, ends)
        while sure < until:
            day = fold.latest[sure]
            sure = fold.certain_by(day)
            if fold.steps[sure].evidence is not held:
                yield day, fold.steps[sure], held
                held = fold.steps[sure].evidence


# States side by side, each by the ordinal of the fact that brings it, with the events beyond what
# is certain that it rests on.
States = dict[int, tuple[Item, tuple[str, ...]]]


def _possible(basis: str, eras: Sequence[Era], earlier: Lifetime) -> Sequence[Span]:
    """Return the spans in which a state was possible; those of the days before a change are held.

    The first day of a window speaks for the whole of it, because bounds change at its edges only.
    """
    since = _changed_on(eras, earlier.eras)
    found = [span for span in earlier.possible if span.valid_to < since]
    held = {_key(span): span for span in earlier.possible if span.valid_to >= since}
    going = {span.ordinal: span for span in held.values() if span.valid_from < since}
    windows = (window for era in eras if since < era.ends for window in _windows(era, since))
    for begins, states in (*windows, (LAST_DAY, States())):
        for ordinal, span in list(going.items()):
            if states.get(ordinal) != _state(span):
                ended = replace(going.pop(ordinal), valid_to=begins)
                old = held.get(_key(ended))
                found.append(old if old and _state(old) == _state(ended) else ended)
        for ordinal, (item, added) in states.items():
            if ordinal not in going:
                evidence = Evidence(added)
                going[ordinal] = Span(basis, POSSIBLE, ordinal, item, begins, LAST_DAY, evidence)
    return found


def _key(span: Span) -> tuple[int, date, date]:
    return (span.ordinal, span.valid_from, span.valid_to)


def _state(span: Span) -> tuple[Item, tuple[str, ...]]:
    return (span.item, span.evidence.added)


def _changed_on(eras: Sequence[Era], earlier: Sequence[Era]) -> date:
    """Return the first day on which anything can differ from the eras of an earlier lifetime.

    All facts count in the first era, so that none whose ordinal moved begins before that day.
    """
    were = {era.begins for era in earlier}
    days = {era.begins for era in eras} ^ were
    days.update(era.fold.changed_on for era in eras if era.begins in were)
    return min(days)


def _windows(era: Era, since: date) -> Iterator[tuple[date, States]]:
    """Yield the first day of each window of an era from a day on, and the states possible in it."""
    fold, first = era.fold, max(era.begins, since)
    vague = [place for place, one in enumerate(fold.placed) if one.earliest < one.latest]
    turning = {place for place in vague if fold.placed[place].ordinal >= 0}
    edges = {day for one in fold.placed for day in (one.earliest, one.latest)} if turning else ()
    vague.sort(key=lambda place: fold.placed[place].earliest, reverse=True)
    opened: list[int] = []  # the facts that have begun and are not certain yet
    moving: list[int] = []  # those of them that can change the state
    for day in sorted({first, *(day for day in edges if first < day < era.ends)}):
        while vague and fold.placed[vague[-1]].earliest <= day:
            place = vague.pop()
            insort(opened, place)
            if place in turning:
                insort(moving, place)
        sure = fold.certain_by(day)
        del opened[: bisect_left(opened, sure)], moving[: bisect_left(moving, sure)]
        last = bisect_right(opened, moving[-1]) if moving else 0
        yield day, _others(fold, sure, opened[:last])


def _others(fold: Fold, sure: int, opened: Sequence[int]) -> States:
    """Return the states other than the certain one to which the opened facts lead, one by one."""
    now = step = fold.steps[sure]
    known = {_standing(now.item)}
    others: States = {}
    for place in opened:
        step = fold.follow(step, place)
        if _standing(step.item) not in known:
            known.add(_standing(step.item))
            others[fold.placed[place].ordinal] = (step.item, step.evidence.beyond(now.evidence))
    return others


def _standing(item: Item) -> tuple[str, str, tuple[Replaced, ...]]:
    """Return what tells a state from others: itself, how it ended, and whose it is."""
    return (ABATED if has_abated(item) else item.state, item.prejudice, item.replaced)
