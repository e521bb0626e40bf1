"""Spans: the timeline of an item cut into the days on which each state was certain or possible."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from casefile.law.edtf import FIRST_DAY, LAST_DAY
from casefile.law.item import Item
from casefile.law.placing import Placed
from casefile.law.timeline import CERTAIN, POSSIBLE, Fold, Span


def always(_number: int, _day: date) -> bool:
    """Count every fact on every day."""
    return True


def spans(basis: str, fold: Fold, counts: Callable[[int, date], bool] = always) -> list[Span]:
    """Return the certain spans, which partition all days, and the possible ones beside them.

    `counts` says whether the fact at a place counts on a day. The first day of a window speaks for
    the whole of it, because bounds change at the edges of windows only.
    """
    certain = _Runs(basis, CERTAIN)
    possible = _Runs(basis, POSSIBLE)
    for begins, sure, maybe in windows(fold.placed, counts):
        now = fold.after(sure)
        certain.go_on({0: (now.item, now.evidence)}, begins)
        others: States = {}
        known = {(now.item.state, now.item.prejudice)}
        for length in range(1, len(maybe) + 1):
            then = fold.after((*sure, *maybe[:length]))
            state = (then.item.state, then.item.prejudice)
            if state not in known:
                known.add(state)
                others[maybe[length - 1]] = (then.item, then.evidence[len(now.evidence) :])
        if others or possible.states:
            possible.go_on(others, begins)
    certain.go_on({}, LAST_DAY)
    possible.go_on({}, LAST_DAY)
    return certain.found + possible.found


def windows(
    placed: Sequence[Placed], counts: Callable[[int, date], bool] = always
) -> Iterator[tuple[date, tuple[int, ...], tuple[int, ...]]]:
    """Yield (first day, places of certain facts, places of possible facts), in order of days."""
    edges = {FIRST_DAY} | {one.earliest for one in placed} | {one.latest for one in placed}
    bounds = [(number, one.earliest, one.latest) for number, one in enumerate(placed)]
    for begins in sorted(edges - {LAST_DAY}):
        begun = [one for one in bounds if one[1] <= begins and counts(one[0], begins)]
        sure = tuple([number for number, _, latest in begun if latest <= begins])
        maybe = [number for number, _, latest in begun if latest > begins]
        yield begins, sure, tuple(maybe)


# States side by side, each by the place of the fact that brings it, with the events it rests on.
States = dict[int, tuple[Item, tuple[str, ...]]]


class _Runs:
    """States that stay the same over neighbouring windows, each joined into one span."""

    def __init__(self, basis: str, certainty: str) -> None:
        self.basis = basis
        self.certainty = certainty
        self.found: list[Span] = []
        self.states: States = {}
        self.begun: dict[int, date] = {}

    def go_on(self, states: States, begins: date) -> None:
        """Go on with these states from a day, which ends the spans of all others."""
        for number, (item, evidence) in self.states.items():
            since = self.begun[number]
            if states.get(number) == (item, evidence):
                continue
            if since < begins:
                self.found.append(
                    Span(self.basis, self.certainty, number, item, since, begins, evidence)
                )
            del self.begun[number]
        for number in states:
            self.begun.setdefault(number, begins)
        self.states = states
