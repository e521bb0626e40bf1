"""Relative days as people type them: yesterday, last Friday, next week, 3 days ago."""

from __future__ import annotations

import re
from calendar import day_abbr, day_name, monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from casefile.words.numbers import ANY, IN_WORDS
from casefile.words.when.found import Found, sure, unsure

EXACT = "Is that exact?"
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
SUNDAY: Final = 6
DAYS: Final = {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "day before yesterday": -2,
    "day after tomorrow": 2,
}
WHICH: Final = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1}
WEEKDAYS: Final = {
    **{name.lower(): number for names in (day_name, day_abbr) for number, name in enumerate(names)},
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}
NUMBERS: Final = {"a": 1, "an": 1, **IN_WORDS}
WEEKDAY: Final = rf"(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})\b\.?"
_which = rf"(?P<which>{'|'.join(WHICH)})"
_weekday = re.compile(rf"(?:{_which} )?(?P<weekday>{WEEKDAY})")
_stretch = re.compile(rf"{_which} (?P<unit>week|month|quarter|year)")
_far = re.compile(
    rf"(?P<ahead>in )?(?P<count>[0-9]{{1,3}}|an?|{ANY}) (?P<unit>day|week|month|year)s?"
    r"(?P<side> ago| from now| from today)?"
)


def read(said: str, today: date, *, past: bool = False) -> Found | None:
    """Read a day that is said from today; None where it is none.

    Where it is `past`, a day of the week alone is the last one, and on that day it is asked.
    """
    if said in DAYS:
        return sure(today + DAYS[said] * DAY, counted=True)
    if found := _weekday.fullmatch(said):
        return _of_week(WEEKDAYS[found["weekday"].rstrip(".")], found["which"], today, past=past)
    if found := _stretch.fullmatch(said):
        return _of_calendar(found["unit"], WHICH[found["which"]], today, past=past)
    found = _far.fullmatch(said)
    if found and bool(found["ahead"]) != bool(found["side"]):
        word = found["count"]
        count = NUMBERS.get(word) or int(word)
        return _counted(-count if found["side"] == " ago" else count, found["unit"], today)
    return None


def _of_week(weekday: int, which: str | None, today: date, *, past: bool) -> Found:
    """Return a day of the week; only where every way to say it means the same one, it is sure.

    Some begin the week on Sunday and others on Monday, and for some "last Friday" and "next Friday"
    are the nearest ones, for others those of the week before and after this one.
    """
    before = today - ((today.weekday() - weekday - 1) % 7 + 1) * DAY
    after = today + ((weekday - today.weekday() - 1) % 7 + 1) * DAY
    own = (today,) if today.weekday() == weekday else ()
    turn = WHICH[which] if which else None
    said = f"{which} {day_name[weekday]}" if which else day_name[weekday]
    why = f"Which day is {said}?"
    if turn is None and past:
        return _sure_or(() if own else (before,), (*own, before), why)
    if turn is None:
        return unsure((*own, before, after), why, counted=True)
    if turn == 0:
        near = own or (before, after)
        same = [one for one in near if set(_weeks(one)) == set(_weeks(today))]
        return _sure_or(same if same and same[0] >= today else (), near, why)
    nearest = after if turn > 0 else before
    there = all(
        one - other == turn * WEEK
        for one, other in zip(_weeks(nearest), _weeks(today), strict=True)
    )
    return _sure_or([nearest] if there else (), (nearest, nearest + turn * WEEK), why)


def _sure_or(meant: Sequence[date], options: Sequence[date], why: str) -> Found:
    if meant:
        return sure(meant[0], counted=True)
    return unsure(options, why, counted=True)


def _weeks(day: date) -> tuple[date, date]:
    """Return the Monday and the Sunday with which the week of a day begins."""
    return day - day.weekday() * DAY, day - (day.weekday() + 1) % 7 * DAY


def _of_calendar(unit: str, turn: int, today: date, *, past: bool) -> Found:
    """Return the week, month, quarter or year before this one, this one, or the one after it.

    On a Sunday this week is the one that ends, where it is `past`.
    """
    if unit == "week":
        monday = _weeks(today)[0] + turn * WEEK
        week = f"{monday}/{monday + 6 * DAY}"
        if today.weekday() != SUNDAY or (past and turn == 0):
            return Found((week,), counted=True)
        other = f"{monday + WEEK}/{monday + WEEK + 6 * DAY}"
        return unsure((week, other), "Which week is meant, on a Sunday?", counted=True)
    if unit == "year":
        return Found((f"{today.year + turn:04}",), counted=True)
    if unit == "quarter":
        year, place = divmod(today.year * 4 + (today.month - 1) // 3 + turn, 4)
        return Found((f"{year:04}-{33 + place}",), counted=True)
    return Found((month_text(today.year * 12 + today.month - 1 + turn),), counted=True)


def _counted(count: int, unit: str, today: date) -> Found:
    """Return a day that is so many days away; of what is longer it is asked how exact it is."""
    if unit == "day":
        return sure(today + count * DAY, counted=True)
    why = EXACT
    if unit == "week":
        day = today + count * WEEK
        return unsure((day, f"{day}~"), why, counted=True)
    months = count * (12 if unit == "year" else 1)
    number = today.year * 12 + today.month - 1 + months
    year, place = divmod(number, 12)
    day = date(year, place + 1, min(today.day, monthrange(year, place + 1)[1]))
    loose = f"{day.year:04}" if unit == "year" else month_text(number)
    return unsure((day, f"{day}~", loose), why, counted=True)


def month_text(number: int) -> str:
    """Return a month in EDTF, counted from the year 0."""
    return f"{number // 12:04}-{number % 12 + 1:02}"
