"""Stretches of the calendar that a date can name: a day, a month, a season and so on, by number."""

from __future__ import annotations

from calendar import month_name, monthrange
from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

FIRST_DAY = date.min
LAST_DAY = date.max  # also the sentinel for "until further notice"

Bounds = tuple[date, date]
YEARS: Final = range(FIRST_DAY.year, LAST_DAY.year + 1)

# The seasons, each with its first and its last day: by the months of the weather and by the sun, so
# that whichever was meant lies within. A winter has the number of the year in which it begins.
SEASONS: Final = (
    ("spring", (3, 1), (6, 21)),
    ("summer", (6, 1), (9, 23)),
    ("autumn", (9, 1), (12, 22)),
    ("winter", (12, 1), (3, 21)),
)
WINTER: Final = 3
QUARTERS: Final = ("first", "second", "third", "fourth")


class Stretch(NamedTuple):
    """A kind of stretch: how many of it "on or about" reaches to either side, and each by number.

    Its days and its name in words are those of a number; they are counted on through the years.
    """

    about: int
    days: Callable[[int], Bounds]
    name: Callable[[int], str]

    def around(self, number: int) -> Bounds:
        """Return the first and the last day of "on or about" a stretch."""
        return self.days(number - self.about)[0], self.days(number + self.about)[1]


def day_name(day: date) -> str:
    """Return a day in words, like 14 March 2023."""
    return f"{day.day} {month_name[day.month]} {day.year}"


def _day(number: int) -> Bounds:
    day = date.fromordinal(min(max(number, 1), LAST_DAY.toordinal()))
    return day, day


def _months(count: int) -> Callable[[int], Bounds]:
    """Return the days of a stretch that is so many months long, by its number."""

    def days(number: int) -> Bounds:
        begins, last = number * count, number * count + count - 1
        year, place = divmod(last, 12)
        length = monthrange(year, place + 1)[1] if year in YEARS else 0
        return _day_of(begins // 12, begins % 12 + 1, 1), _day_of(year, place + 1, length)

    return days


def _season(number: int) -> Bounds:
    year, place = divmod(number, 4)
    _, first, last = SEASONS[place]
    return _day_of(year, *first), _day_of(year + (place == WINTER), *last)


def _day_of(year: int, month: int, day: int) -> date:
    """Return a day, or the end of the calendar beyond which it lies."""
    if year in YEARS:
        return date(year, month, day)
    return FIRST_DAY if year < FIRST_DAY.year else LAST_DAY


def _season_name(number: int) -> str:
    year, place = divmod(number, 4)
    name, _, _ = SEASONS[place]
    return f"the {name} of {year} to {year + 1}" if place == WINTER else f"{name} {year}"


# "On or about" is fifteen days on either side of a day, one stretch on either side of a month, a
# season, a quarter or a year, and of a decade or a century nothing beyond itself.
STRETCHES: Final = {
    "day": Stretch(15, _day, lambda number: day_name(date.fromordinal(number))),
    "month": Stretch(1, _months(1), lambda number: f"{month_name[number % 12 + 1]} {number // 12}"),
    "season": Stretch(1, _season, _season_name),
    "quarter": Stretch(
        1, _months(3), lambda number: f"the {QUARTERS[number % 4]} quarter of {number // 4}"
    ),
    "year": Stretch(1, _months(12), str),
    "decade": Stretch(0, _months(120), lambda number: f"the {number}0s"),
    "century": Stretch(0, _months(1200), lambda number: f"the years {number}00 to {number}99"),
}
