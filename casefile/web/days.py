"""Days: as they are typed, as an address holds them, and as they are shown."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from casefile.errors import Malformed
from casefile.law.edtf import When, parse, parse_day

UTC = ZoneInfo("UTC")


def read(typed: str) -> str:
    """Return the day that was typed, as an address holds it; raises Malformed."""
    try:
        return parse_day(typed.strip()).isoformat()
    except ValueError as error:
        sentence = f"{typed!r} is no day, like 2023-04-20."
        raise Malformed(sentence, code="date.invalid") from error


def day_words(day: date | str) -> str:
    """Return a day like 20 April 2023."""
    on = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{on.day} {on:%B} {on.year}"


def weekday_words(day: str) -> str:
    """Return a day with its day of the week, by which a wrong one is seen."""
    return f"{date.fromisoformat(day):%A}, {day_words(day)}"


def when_words(text: str) -> str:
    """Return a date of a record in words: a day, a month, a span or an open end."""
    try:
        return _words(parse(text))
    except ValueError:  # a day and its hour with a zone, or what is no date at all
        return text


def _words(when: When) -> str:
    earliest, latest = when.earliest, when.latest
    if earliest is None or latest is None:
        if latest is not None:
            return f"by {day_words(latest)}"
        return f"from {day_words(earliest)}" if earliest else when.text
    match when.precision:
        case "minute":
            return f"{day_words(earliest)}, {when.clock}"
        case "month":
            return f"{earliest:%B} {earliest.year}"
        case "year":
            return str(earliest.year)
    return span_words(earliest, latest)


def span_words(first: date, last: date) -> str:
    """Return the days from one to another, without saying month or year twice."""
    if first == last:
        return day_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}\N{EN DASH}{day_words(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} \N{EN DASH} {day_words(last)}"
    return f"{day_words(first)} \N{EN DASH} {day_words(last)}"


def instant_words(text: str, zone: ZoneInfo) -> str:
    """Return an instant in the office's own time, to the minute."""
    at = datetime.fromisoformat(text).astimezone(zone)
    return f"{day_words(at.date())}, {at:%H:%M}"
