"""The slider: a party's history as a line of days, with a mark at each turn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from casefile.answers.standing.turns import Turn

WIDTH = 1_000  # of the line, in which the places of its marks are counted
APART = 4  # of the width, within which marks would cover each other
MARGIN = timedelta(days=14)
NEAR = 12  # turns before and after the day that are listed


class SliderMark(NamedTuple):
    """A place on the line at which something turns."""

    place: int
    certain: bool


class Slider(NamedTuple):
    """The line from one day to another, the day on it, and the turns about that."""

    first: date
    last: date
    on: date
    marks: Sequence[SliderMark]
    before: Turn | None
    after: Turn | None
    near: Sequence[Turn]
    earlier: int
    later: int

    @property
    def listed(self) -> Sequence[Turn]:
        """Return the turns that are told of on the page."""
        ends = [one for one in (self.before, self.after) if one]
        return [*self.near, *(one for one in ends if one not in self.near)]

    @property
    def days(self) -> int:
        """Return how many days the line is long."""
        return (self.last - self.first).days

    @property
    def value(self) -> int:
        """Return where on the line the day is."""
        return (self.on - self.first).days


def slider_of(turns: Sequence[Turn], on: date) -> Slider | None:
    """Return the line of some turns, on which the day has its place; none where there are none."""
    if not turns:
        return None
    first = min(on, date.fromisoformat(turns[0].day) - MARGIN)
    last = max(on, date.fromisoformat(turns[-1].day) + MARGIN)
    day = on.isoformat()
    before = [one for one in turns if one.day < day]
    after = [one for one in turns if one.day > day]
    near = [
        *before[-NEAR:],
        *(one for one in turns if one.day == day),
        *after[:NEAR],
    ]
    return Slider(
        first=first,
        last=last,
        on=on,
        marks=_marks(turns, first, last),
        before=before[-1] if before else None,
        after=after[0] if after else None,
        near=near,
        earlier=len(before[:-NEAR]),
        later=len(after[NEAR:]),
    )


def _marks(turns: Sequence[Turn], first: date, last: date) -> list[SliderMark]:
    """Return a mark for each turn; of those that would cover each other, the first certain one."""
    length, found = (last - first).days, dict[int, SliderMark]()
    for one in turns:
        place = round((date.fromisoformat(one.day) - first).days * WIDTH / length)
        there = found.get(place // APART)
        if there is None or (one.certain and not there.certain):
            found[place // APART] = SliderMark(place, one.certain)
    return list(found.values())


def day_at(first: str, place: str) -> str | None:
    """Return the day at a place on a line, as its form sends it; None for what no form sends."""
    if not place.isdecimal() or len(place) > len("9999999"):
        return None
    try:
        return (date.fromisoformat(first) + timedelta(days=int(place))).isoformat()
    except (ValueError, OverflowError):
        return None
