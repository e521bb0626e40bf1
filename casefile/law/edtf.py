"""Imprecise dates: the part of EDTF (ISO 8601-2, level 1) in which effective dates are written."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, time
from functools import lru_cache

from msgspec import Struct

FIRST_DAY = date.min
LAST_DAY = date.max  # also the sentinel for "until further notice"

_day = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})"
    r"(?:T(\d{2}:\d{2}(?::\d{2})?)(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?)?)?)?",
    re.ASCII,
)


class When(Struct, frozen=True):
    """An interval of days; None stands for an end that the text leaves open.

    `clock` is the time of day, and `offset` how far that clock is from UTC, where it is written.
    """

    text: str
    earliest: date | None
    latest: date | None
    precision: str
    clock: str = ""
    offset: str = ""


@lru_cache(maxsize=65_536)
def parse(text: str, *, offset: bool = False) -> When:
    """Read an EDTF date, date with time, or interval; raises ValueError with a sentence.

    With `offset`, a time of day may have its offset from UTC behind it. Events have none: those of
    one day stand in the order of one clock.
    """
    when = _read(text)
    if when.offset and not offset:
        raise ValueError(f"{text!r} has an offset from UTC; write the time that the clocks show.")
    return when


def _read(text: str) -> When:
    first, slash, last = text.partition("/")
    if not slash:
        return _point(text, text)
    if first == last == "..":
        raise ValueError(f"{text!r} is open on both sides and says nothing.")
    if "T" in text:
        raise ValueError(f"{text!r} is an interval; a time of day belongs to a single day.")
    start = None if first == ".." else _point(first, text).earliest
    end = None if last == ".." else _point(last, text).latest
    if start and end and end < start:
        raise ValueError(f"{text!r} ends before it begins.")
    precision = "before" if start is None else "after" if end is None else "interval"
    return When(text, start, end, precision)


def _point(part: str, text: str) -> When:
    found = _day.fullmatch(part)
    if not found:
        raise ValueError(
            f"{text!r} is not a date: write 2023-03-31, 2023-03, 2023, 2023-03-31T14:05, "
            "../2023-04-20, 2023-04-20/.. or 2023-01-31/2023-02-28."
        )
    year, month, day = (int(group) if group else None for group in found.groups()[:3])
    clock, offset = found[4] or "", found[5] or ""
    try:
        if clock:
            time.fromisoformat(clock + offset)
        earliest = date(year or 0, 1 if month is None else month, 1 if day is None else day)
        last_month = month or 12
        last_day = day or calendar.monthrange(earliest.year, last_month)[1]
        latest = date(earliest.year, last_month, last_day)
        if offset:
            datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text!r} is no day of the calendar: {error}.") from error
    precision = "minute" if clock else "day" if day else "month" if month else "year"
    return When(text, earliest, latest, precision, clock, offset)


def parse_day(text: str) -> date:
    """Read one plain day, like 2023-04-20; raises ValueError with a sentence."""
    when = parse(text)
    if when.precision != "day" or when.earliest is None:
        raise ValueError(f"{text!r} is not a single day, like 2023-04-20.")
    return when.earliest
