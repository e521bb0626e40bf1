"""Spans: the timeline of an item cut into the days on which each state was certain or possible."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from casefile.domain.edtf import FIRST_DAY, LAST_DAY
from casefile.domain.item import Item
from casefile.domain.placing import Placed
from casefile.domain.timeline import CERTAIN, POSSIBLE, Fold, Span


def always(_number: int, _day: date) -> bool:
    """Count every fact on every day."""
    return True


def spans(basis: str, fold: Fold, counts: Callable[[int, date], bool] = always) -> Iterator[Span]:
    """Yield the certain spans, which partition all days, and the possible ones beside them.

    `counts` says whether the fact at a place counts on a day. The first day of a window speaks for
    the whole of it, because bounds change at the edges of windows only.
    """
    certain = _Run(basis, CERTAIN)
    possible = _Run(basis, POSSIBLE)
    for begins, _, sure, maybe in windows(fold.placed, counts):
        now = fold.after(sure)
        yield from certain.extend([(now.item, now.evidence)], begins)
        others: dict[tuple[str, str], tuple[Item, tuple[str, ...]]] = {}
        for length in range(1, len(maybe) + 1):
            then = fold.after((*sure, *maybe[:length]))
            state = (then.item.state, then.item.prejudice)
            if state != (now.item.state, now.item.prejudice):
                others.setdefault(state, (then.item, then.evidence[len(now.evidence) :]))
        yield from possible.extend(list(others.values()), begins)
    yield from certain.extend([], LAST_DAY)
    yield from possible.extend([], LAST_DAY)


def windows(
    placed: Sequence[Placed], counts: Callable[[int, date], bool] = always
) -> Iterator[tuple[date, date, tuple[int, ...], tuple[int, ...]]]:
    """Yield (first day, day after, places of certain facts, places of possible facts)."""
    edges = {FIRST_DAY} | {one.earliest for one in placed} | {one.latest for one in placed}
    days = sorted(edges - {LAST_DAY})
    for begins, ends in zip(days, [*days[1:], LAST_DAY], strict=True):
        sure: list[int] = []
        maybe: list[int] = []
        for number, one in enumerate(placed):
            if one.earliest <= begins and counts(number, begins):
                (sure if one.latest <= begins else maybe).append(number)
        yield begins, ends, tuple(sure), tuple(maybe)


class _Run:
    """States that stay the same over neighbouring windows, joined into one span each."""

    def __init__(self, basis: str, certainty: str) -> None:
        self.basis = basis
        self.certainty = certainty
        self.states: list[tuple[Item, tuple[str, ...]]] = []
        self.begins = FIRST_DAY

    def extend(self, states: list[tuple[Item, tuple[str, ...]]], begins: date) -> Iterator[Span]:
        """Go on with these states from a day, yielding the spans that end there."""
        if states == self.states:
            return
        for ordinal, (item, evidence) in enumerate(self.states):
            if self.begins < begins:
                yield Span(self.basis, self.certainty, ordinal, item, self.begins, begins, evidence)
        self.states, self.begins = states, begins
