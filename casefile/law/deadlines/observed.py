"""Observed: a holiday that a file of rules adds to those of its jurisdiction, or takes away."""

from __future__ import annotations

import re
from calendar import day_name, month_name, monthrange
from collections.abc import Callable, Iterator, Sequence
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

WEEK = 7
NTHS = ("first", "second", "third", "fourth", "fifth")
LAST = "last"
SATURDAY, SUNDAY = 5, 6
_weekdays, _months = "|".join(day_name), "|".join(month_name[1:])
_beside = re.compile(rf"(?P<which>day|{_weekdays}) (?P<turn>after|before) (?:the )?(?P<day>.+)")
_fixed = re.compile(rf"(?P<month>{_months}) (?P<number>[1-9]\d?)")
_nth = re.compile(
    rf"(?:the )?(?P<nth>{'|'.join(NTHS)}|{LAST}) (?P<weekday>{_weekdays}) in (?P<month>{_months})"
)

InYear = Callable[[int], date | None]  # the day of a year, or none that year


class Observed(NamedTuple):
    """A holiday as a file has it: one that is kept, or one that is not though a list has it.

    Its `days` are those of each year on which it falls; from a Saturday or Sunday it moves to the
    weekday that is told by its number, if it moves. It is so from the `first` to the `last` day,
    and in even or odd `years` where it is not in all. With `court` it is that court's alone.
    """

    name: str
    citation: str
    days: tuple[InYear, ...] = ()
    saturday: int | None = None
    sunday: int | None = None
    years: str = ""
    first: date = date.min
    last: date = date.max
    court: str = ""
    kept: bool = True

    def days_in(self, year: int) -> Iterator[date]:
        """Yield the days of a year on which it is kept, also where it moved from another year."""
        for nominal in (year - 1, year, year + 1):
            if not MINYEAR < nominal < MAXYEAR or (nominal % 2 and self.years == "even"):
                continue
            if not nominal % 2 and self.years == "odd":
                continue
            for day in filter(None, (one(nominal) for one in self.days)):
                if self.first <= day <= self.last:
                    yield from (one for one in {day, self._moved(day)} if one.year == year)

    def takes_away(self, day: date, name: str) -> bool:
        """Tell whether a day, as a list of holidays calls it, is none by this."""
        on = self.first <= day <= self.last and (not self.days or day in self.days_in(day.year))
        return on and not self.kept and self.name.casefold() in name.casefold()

    def _moved(self, day: date) -> date:
        """Return the nearest of the weekdays to which it moves from this day."""
        to = {SATURDAY: self.saturday, SUNDAY: self.sunday}.get(day.weekday())
        if to is None:
            return day
        ahead = (to - day.weekday()) % WEEK
        return day + timedelta(days=ahead if ahead <= WEEK // 2 else ahead - WEEK)


def read_days(words: Sequence[str]) -> tuple[InYear, ...]:
    """Read days like "June 19", "last Monday in May" and "2026-12-24"; raises ValueError."""
    return tuple(map(_read_day, words))


def read_weekday(word: str) -> int:
    """Read the name of a weekday as its number; raises ValueError."""
    if word not in day_name[:SATURDAY]:
        message = f"{word!r} is no weekday, like Monday"
        raise ValueError(message)
    return list(day_name).index(word)


def _read_day(words: str) -> InYear:
    if found := _fixed.fullmatch(words):
        return _fixed_day(list(month_name).index(found["month"]), int(found["number"]))
    if found := _nth.fullmatch(words):
        return _nth_day(
            list(month_name).index(found["month"]),
            list(day_name).index(found["weekday"]),
            found["nth"],
        )
    if found := _beside.fullmatch(words):
        return _day_beside(_read_day(found["day"]), found["which"], found["turn"])
    try:
        day = date.fromisoformat(words)
    except ValueError as error:
        message = (
            f'the day "{words}" is not like "June 19", "last Monday in May", "day after fourth '
            'Thursday in November" or "2026-12-24"'
        )
        raise ValueError(message) from error
    return lambda year: day if day.year == year else None


def _fixed_day(month: int, number: int) -> InYear:
    date(2000, month, number)  # a day that some year has
    return lambda year: date(year, month, number) if number <= monthrange(year, month)[1] else None


def _nth_day(month: int, weekday: int, nth: str) -> InYear:
    def day(year: int) -> date | None:
        begins, length = monthrange(year, month)
        found = range(1 + (weekday - begins) % WEEK, length + 1, WEEK)
        if nth == LAST:
            return date(year, month, found[-1])
        place = NTHS.index(nth)
        return date(year, month, found[place]) if place < len(found) else None

    return day


def _day_beside(other: InYear, which: str, turn: str) -> InYear:
    step = timedelta(days=1 if turn == "after" else -1)

    def day(year: int) -> date | None:
        found = other(year)
        if found is None:
            return None
        found += step
        while which not in ("day", day_name[found.weekday()]):
            found += step
        return found

    return day
