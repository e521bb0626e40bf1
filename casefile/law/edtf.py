"""Imprecise dates: EDTF (ISO 8601-2) of levels 0 and 1, and quarters, as effective dates are."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Final, NamedTuple

from msgspec import Struct

from casefile.law.stretches import FIRST_DAY, LAST_DAY, STRETCHES, Bounds

__all__ = ["FIRST_DAY", "LAST_DAY", "When", "parse", "parse_day"]

OPEN: Final = ("", "..")  # an end of an interval that is not known, or that there is none of
ABOUT, UNCERTAIN = "~%", "?%"
NOON: Final = 12
# The codes of seasons and of quarters, which stand in the place of a month.
SEASON, QUARTER, BEYOND = range(21, 25), range(33, 37), range(25, 42)

_point = re.compile(
    r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX)"
    r"(?:T(\d{2}:\d{2}(?::\d{2})?)(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?)?)?)?([~?%])?",
    re.ASCII,
)
# What EDTF can say beyond what is kept here, each with its sentence.
_beyond = (
    (r".*T[\d:.]+(Z|[+-][\d:]+)", "it names a time zone, and no offset from UTC like -07:00."),
    (r"[\[{].*|.*[\]}]", "it is a set; write the interval that holds it, or an event for each."),
    (r"-\d+.*", "it lies before the year 1."),
    (r"Y.*|\d+S\d+", "a year is written in four digits."),
    (r".*T.*[~?%]", "~, ? and % go with a date that has no time of day."),
    (r"[~?%].*|.*[~?%].*[\dX]", "~, ? and % stand behind the whole date: 2023-03-14~."),
    (r"\d{4}-(2[5-9]|3\d|4[01])", "seasons are 21 to 24, and quarters 33 to 36."),
    (r"[\dX-]*X[\dX-]*[~?%]?", "what is not known stands at the end: 198X, 2021-XX, 2021-02-XX."),
)


class When(Struct, frozen=True):
    """An interval of days; None stands for an end that the text leaves open.

    `precision` is the stretch that is written, or `approximate` or `uncertain` where the text says
    so; of an interval it is `interval`, `before` or `after`. `clock` is the time of day, and
    `offset` how far that clock is from UTC, where it is written.
    """

    text: str
    earliest: date | None
    latest: date | None
    precision: str
    clock: str = ""
    offset: str = ""

    @property
    def label(self) -> str:
        """Return the date in words, like "about 14 March 2023"."""
        first, slash, last = self.text.partition("/")
        if not slash or first == last:
            return _read(first, self.text).label
        if first in OPEN or last in OPEN:
            side = "before" if first in OPEN else "after"
            point = _read(last if first in OPEN else first, self.text)
            return f"{'on' if point.kind == 'day' else 'in'} or {side} {point.label}"
        return f"between {_read(first, self.text).label} and {_read(last, self.text).label}"

    @property
    def exact(self) -> date | None:
        """Return the one day that it is, also where a time of day is written; None elsewhere."""
        return self.earliest if self.precision in ("day", "minute") else None

    @property
    def shown(self) -> str:
        """Return the date as a table has it: in digits where these say all of it, else in words.

        An hour stands behind its day, as clocks are read.
        """
        if self.precision == "day":
            return self.text
        if self.clock:
            day, at = self.text.partition("T")[0], clock_name(self.clock)
            return f"{day}, {at}" + (f" ({self.offset})" if self.offset else "")
        ends = self.text.split("/")
        plain = all(one == ".." or (one and _read(one, self.text).plain) for one in ends)
        return self.text if plain else self.label


class Point(NamedTuple):
    """One date as it is written: a stretch of the calendar, or some part of it, or a time of day.

    `sign` says that it is about then, or uncertain, or both.
    """

    kind: str
    number: int
    part: str = ""
    clock: str = ""
    offset: str = ""
    sign: str = ""

    @property
    def bounds(self) -> Bounds:
        """Return the first and the last day that it can mean."""
        stretch = STRETCHES[self.kind]
        about = self.sign and self.sign in ABOUT
        return stretch.around(self.number) if about else stretch.days(self.number)

    @property
    def plain(self) -> bool:
        """Tell whether its digits can be read by everybody."""
        return not (self.sign or self.part) and self.kind in ("day", "month", "year")

    @property
    def precision(self) -> str:
        """Return in one word how precise it is."""
        if self.sign:
            return "approximate" if self.sign in ABOUT else "uncertain"
        return "minute" if self.clock else self.kind

    @property
    def label(self) -> str:
        """Return it in words."""
        words = STRETCHES[self.kind].name(self.number)
        if self.part:
            words = f"some {self.part} of {words}"
        if self.clock:
            words += f" at {clock_name(self.clock)}" + (f" ({self.offset})" if self.offset else "")
        if self.sign and self.sign in ABOUT:
            words = f"about {words}"
        return f"{words} (uncertain)" if self.sign and self.sign in UNCERTAIN else words


@lru_cache(maxsize=65_536)
def parse(text: str, *, offset: bool = False) -> When:
    """Read an EDTF date, date with time, or interval; raises ValueError with a sentence.

    With `offset`, a time of day may have its offset from UTC behind it. Events have none: those of
    one day stand in the order of one clock.
    """
    when = _when(text)
    if when.offset and not offset:
        raise ValueError(f"{text!r} has an offset from UTC; write the time that the clocks show.")
    return when


def _when(text: str) -> When:
    first, slash, last = text.partition("/")
    if not slash:
        point = _read(text, text)
        return When(text, *point.bounds, point.precision, point.clock, point.offset)
    if first in OPEN and last in OPEN:
        raise ValueError(f"{text!r} is open on both sides and says nothing.")
    start = None if first in OPEN else _read(first, text)
    end = None if last in OPEN else _read(last, text)
    if (start and start.clock) or (end and end.clock):
        raise ValueError(f"{text!r} is an interval; a time of day belongs to a single day.")
    earliest = start.bounds[0] if start else None
    latest = end.bounds[1] if end else None
    if earliest and latest and latest < earliest:
        raise ValueError(f"{text!r} ends before it begins.")
    precision = "before" if start is None else "after" if end is None else "interval"
    return When(text, earliest, latest, precision)


def parse_day(text: str) -> date:
    """Read one plain day, like 2023-04-20; raises ValueError with a sentence."""
    when = parse(text)
    if when.precision != "day" or when.earliest is None:
        raise ValueError(f"{text!r} is not a single day, like 2023-04-20.")
    return when.earliest


def clock_name(clock: str) -> str:
    """Return a time of day in words, like 2:30 pm."""
    hour, colon, rest = clock.partition(":")
    return f"{int(hour) % NOON or NOON}{colon}{rest} {'pm' if int(hour) >= NOON else 'am'}"


def _read(part: str, text: str) -> Point:
    """Read one date of a text; raises ValueError."""
    found = _point.fullmatch(part)
    if not found:
        raise _misread(part, text)
    year, month, day, clock, offset, sign = (one or "" for one in found.groups())
    try:
        point = _stretch(year, month, day)
        if clock:
            time.fromisoformat(clock + offset)
        if offset and point and point.kind == "day":
            datetime.fromisoformat(part.rstrip("~?%")).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text!r} is no day of the calendar: {error}.") from error
    if point is None or (clock and (sign or point.kind != "day")):
        raise _misread(part, text)
    return point._replace(clock=clock, offset=offset, sign=sign)


def _stretch(year: str, month: str, day: str) -> Point | None:
    """Return the stretch that is written; None where there is none. Raises ValueError."""
    known = year.rstrip("X")
    number = int(known)
    date(number, 1, 1)
    if year != known:
        kind = "decade" if len(known) == len("198") else "century"
        return None if month else Point(kind, number)
    if month == "XX":
        part = {"": "month", "XX": "day"}.get(day)
        return Point("year", number, part) if part else None
    if not month:
        return Point("year", number)
    code = 0 if day else int(month)
    if code in SEASON:
        return Point("season", number * 4 + SEASON.index(code))
    if code in QUARTER:
        return Point("quarter", number * 4 + QUARTER.index(code))
    if code in BEYOND:
        return None
    first = date(number, int(month), 1)
    if day in ("", "XX"):
        return Point("month", number * 12 + first.month - 1, day and "day")
    return Point("day", first.replace(day=int(day)).toordinal())


def _misread(part: str, text: str) -> ValueError:
    """Return what is to be said of a text of which a part cannot be read."""
    for pattern, sentence in _beyond:
        if re.fullmatch(pattern, part):
            return ValueError(f"{text!r} is not a date as casefile keeps them: {sentence}")
    return ValueError(
        f"{text!r} is not a date: write 2023-03-31, 2023-03, 2023, 2023-03-31T14:05, "
        "2023-03-14~ (on or about), ../2023-04-20, 2023-04-20/.. or 2023-01-31/2023-02-28."
    )
