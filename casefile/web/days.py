"""Days: as they are typed, as an address holds them, and as they are shown."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from casefile.door import office
from casefile.errors import Malformed, Misfit
from casefile.exports.court_days import month_first
from casefile.law.edtf import parse
from casefile.law.stretches import day_name
from casefile.words.when.dates import MONTH_FIRST, numbers_of
from casefile.words.when.days import TypedDay, read_day
from casefile.words.when.here import here_in


def read(typed: str, field: str, *, past: bool = False) -> str:
    """Return the day that was typed into a field, as an address holds it.

    One of the `past` is the last one that it can be, where nothing else is as likely. Raises
    Malformed with what is to be asked, and the days that it may be.
    """
    found = read_day(typed, here_in(office())._replace(past=past))
    if found.likely:
        found = found.chosen(found.choices[0])
    elif found.question and past:
        found = read_day(typed, here_in(office()))
    if found.meant and parse(found.edtf).precision == "day":
        return found.edtf
    sentence = found.question or f"{capital(parse(found.edtf).label)} is no single day."
    error = Misfit(field, sentence, tuple(dict.fromkeys(_choices(found))))
    raise Malformed(sentence, code="date.invalid", errors=[error])


def _choices(found: TypedDay) -> list[str]:
    """Return the days that may be meant: of a span its first and its last."""
    meant = (found.meant,) if found.meant else found.choices
    ends = [end for one in meant for end in (one.earliest, one.latest)]
    return [end.isoformat() for end in ends if end]


def capital(text: str) -> str:
    """Return a text that begins a line."""
    return text[:1].upper() + text[1:]


def day_words(day: date | str) -> str:
    """Return a day like 20 April 2023, or April 20, 2023, as the office has chosen."""
    return in_order(day_name(date.fromisoformat(day) if isinstance(day, str) else day))


def order() -> str:
    """Return the order of dates that the office has chosen, or nothing."""
    settings = office().settings
    return settings.date_order if settings.chosen else ""


def in_order(words: str) -> str:
    """Return the words of dates in the order that the office has chosen."""
    return month_first(words) if order() == MONTH_FIRST else words


def as_typed(text: str) -> str:
    """Return a day as it would be typed in the office, and anything else as it is."""
    day = _day_of(text)
    return numbers_of(day, order()) if day and day.isoformat() == text else text


def _day_of(text: str) -> date | None:
    try:
        return parse(text).exact
    except ValueError:
        return None


def weekday_words(day: str) -> str:
    """Return a day with its day of the week, by which a wrong one is seen."""
    return f"{date.fromisoformat(day):%A}, {day_words(day)}"


def choice_words(text: str) -> str:
    """Return what may be meant: a day with its day of the week, another date, or other words.

    A day with its hour says both.
    """
    try:
        when = parse(text)
    except ValueError:
        return text
    said = in_order(when.label)
    return f"{when.exact:%A}, {said}" if when.exact else said


def when_words(text: str) -> str:
    """Return a date of a record in words: a day, a month, a span or an open end."""
    try:
        return in_order(parse(text).label)
    except ValueError:  # a day and its hour with a zone
        return text


def instant_words(text: str, zone: ZoneInfo) -> str:
    """Return an instant in the office's own time, to the minute."""
    at = datetime.fromisoformat(text).astimezone(zone)
    return f"{day_words(at.date())}, {at:%H:%M}"
