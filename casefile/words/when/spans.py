"""Spans and moments as people type them: before a day, between two, on or about one, at an hour."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from casefile.law.edtf import parse
from casefile.words.when import clocks, dates, relative
from casefile.words.when.found import Found, sure
from casefile.words.when.here import Here

DAY: Final = timedelta(days=1)
NO_TIME: Final = "A time of day cannot be kept here. Is the day meant?"
_about = re.compile(
    r"(?:(?:on|in|at)(?: or |/))?(?:about|around|abt\.?|approximately|approx\.?|circa|ca?\.)"
    r"(?: on)? (.+)|o/a (.+)|(.+) or thereabouts"
)
_maybe = re.compile(r"(?:possibly|perhaps|maybe) (.+)|(.+?) ?(?:\?|\(uncertain\))")
_in = re.compile(r"(?:on|(?:(?:some ?time|at some point) )?(?:in|during)) (.+)")
_bare = re.compile(
    rf"(?:{relative.WEEKDAY} )?(?:{dates.MONTH}\.? ?[0-9]{{1,2}}(?:st|nd|rd|th)?"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)?[ -]?{dates.MONTH}\.?|{dates.MONTH}\.?)"
)
_bare_numbers = re.compile(r"[0-9]{1,2}(?P<apart>[/.-])[0-9]{1,2}")
_with_year = re.compile(r".*[a-z0-9.] (?P<year>[0-9]{4}|'[0-9]{2})")
_numbers_with_year = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1(?P<year>[0-9]{2,4})")
_ordinal = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_to = r"(?: ?- ?| to | and | through | thru )"
_in_month = (
    re.compile(rf"(?:between |from )?(?P<month>{dates.MONTH}\.?) (?P<one>{_ordinal}){_to}"
               rf"(?P<two>{_ordinal})(?: (?P<year>[0-9]{{4}}|'[0-9]{{2}}))?"),
    re.compile(rf"(?:between |from )?(?P<one>{_ordinal}){_to}(?P<two>{_ordinal}) "
               rf"(?P<month>{dates.MONTH}\.?)(?: (?P<year>[0-9]{{4}}|'[0-9]{{2}}))?"),
)  # fmt: skip
_two = (
    re.compile(r"between (?P<one>.+?) and (?P<two>.+)"),
    re.compile(r"(?P<one>[0-9/.]{3,}) ?- ?(?P<two>[0-9/.]{3,})"),
    re.compile(r"(?:from )?(?P<one>.+?) (?:to|through|thru|-) (?P<two>.+)"),
)


def expression(said: str, here: Here) -> Found | None:
    """Read a date or a span of days; None where it is none. Raises ValueError with a sentence."""
    return moment(said, here) or _between(said, here) or _bounded(said, here)


def moment(said: str, here: Here) -> Found | None:
    """Read a date, also one that is not certain, or a day with its time; None where it is none."""
    for form, sign in ((_maybe, "?"), (_about, "~")):
        if found := form.fullmatch(said):
            inner = moment(next(filter(None, found.groups())), here)
            return inner and _signed(inner, sign)
    parted = clocks.split(said, of_court=here.of_court)
    if parted is None:
        return _date(said, here)
    day, clock = parted
    on = _date(day, here) if day else sure(here.today, counted=True).asked("On which day?")
    return on and on.beside(clock, lambda one, at: clocks.at(one, at) if at else one)


def _date(said: str, here: Here) -> Found | None:
    found = (
        relative.read(said, here.today, past=here.past) or dates.read(said, here) or _as_edtf(said)
    )
    if found is None and (within := _in.fullmatch(said)):
        return _date(within[1], here)
    return found


def _as_edtf(said: str) -> Found | None:
    text = said.upper()
    try:
        parse(text)
    except ValueError:
        return None
    return Found((text,))


def _signed(found: Found, sign: str) -> Found:
    """Return a date with the sign that it is about then, or not certain."""
    if any("/" in one for one in found.options):
        raise ValueError("What is about a time or not certain is one date: a day, a month, a year.")
    if any("T" in one for one in found.options):
        why = "A day with a time of day cannot be written as not certain. Which is meant?"
        days = found.each(lambda one: one.partition("T")[0] + sign).options
        return Found((*days, *found.options), why, found.counted)

    def sign_of(one: str) -> str:
        held = one[-1] if one[-1] in "~?%" else ""
        return one.removesuffix(held) + (sign if held in ("", sign) else "%")

    return found.each(sign_of)


def _between(said: str, here: Here) -> Found | None:
    """Read a span from one date to another."""
    for form in _in_month:
        if found := form.fullmatch(said):
            year = f" {found['year']}" if found["year"] else ""
            one, two = (f"{found['month']} {found[name]}{year}" for name in ("one", "two"))
            return _joined(moment(one, here), moment(two, here))
    for form in _two:
        if found := form.fullmatch(said):
            return _from_to(found["one"], found["two"], here)
    return None


def _from_to(one: str, two: str, here: Here) -> Found | None:
    """Return a span; where only one of its ends has a year, the other one has it too."""
    for with_year, bare in ((_with_year, _bare), (_numbers_with_year, _bare_numbers)):
        for dated, other in ((one, two), (two, one)):
            whole, part = with_year.fullmatch(dated), bare.fullmatch(other)
            if whole and part:
                filled = f"{other}{part.groupdict().get('apart') or ' '}{whole['year']}"
                one, two = (dated, filled) if dated is one else (filled, dated)
    return _joined(moment(one, here), moment(two, here))


def _joined(one: Found | None, two: Found | None) -> Found | None:
    """Return the span from one date to another; raises ValueError where it ends too early."""
    if one is None or two is None:
        return None
    if any("T" in option for option in (*one.options, *two.options)):
        one, two = (each.each(lambda text: text.partition("T")[0]) for each in (one, two))
        one = one.asked(NO_TIME)

    def span(first: str, last: str) -> str | None:
        text = f"{first.partition('/')[0]}/{last.rpartition('/')[2]}"
        return text if _as_edtf(text) else None

    found = one.beside(two, span)
    if one.options and two.options and not found.options:
        raise ValueError("It ends before it begins. Give each end its year.")
    return found


def _bounded(said: str, here: Here) -> Found | None:
    """Read a span that is open before a day or after it."""
    for form, read in _BOUNDS:
        bound = read
        if found := form.fullmatch(said):
            inner = moment(next(filter(None, found.groups())), here)
            if inner and any("T" in one for one in inner.options):
                # A time of day leaves its day in, whichever side of it is meant.
                inner = inner.each(lambda one: one.partition("T")[0]).asked(NO_TIME)
                bound = {_before: _until, _after: _since}.get(bound, bound)
            return inner and bound(inner)
    return None


def _until(found: Found) -> Found:
    if any("/" in one for one in found.options):
        found = Found(
            tuple(end for one in found.options for end in one.split("/")), counted=found.counted
        ).asked("By its first day, or by its last?")
    return found.each(lambda one: f"../{one}")


def _since(found: Found) -> Found:
    return found.each(lambda one: f"{one.partition('/')[0]}/..")


def _before(found: Found) -> Found:
    """Return the days up to the last one before a date, which itself is left out."""

    def days(one: str) -> str | None:
        earliest = parse(one).earliest
        return f"../{earliest - DAY}" if earliest and earliest > date.min else None

    return _loose(found, _until) or found.each(days)


def _after(found: Found) -> Found:
    """Return the days from the first one after a date, which itself is left out."""

    def days(one: str) -> str | None:
        latest = parse(one).latest
        return f"{latest + DAY}/.." if latest and latest < date.max else None

    return _loose(found, _since) or found.each(days)


def _loose(found: Found, bound: Callable[[Found], Found]) -> Found | None:
    """Ask about an end that is not certain itself, so that there is no day to leave out."""
    if any(one[-1] in "~?%" for one in found.options):
        return bound(found).asked("That day is not certain itself. Is this meant?")
    return None


_BOUNDS: Final = (
    (re.compile(r"(?:(?:on|in|at) or before|by|not? later than|up to) (.+)"), _until),
    (re.compile(r"(.+) or (?:before|earlier)"), _until),
    (re.compile(r"(?:(?:on|in|at) or after|since|from|not? earlier than|not before) (.+)"), _since),
    (re.compile(r"(.+) or (?:after|later)|(.+) onwards?"), _since),
    (re.compile(r"(?:before|prior to|earlier than) (.+)"), _before),
    (re.compile(r"(?:after|later than|subsequent to) (.+)"), _after),
)
