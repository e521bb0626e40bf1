"""Court days: days in words, as papers that are filed in a court of the United States have them."""

from __future__ import annotations

import re
from calendar import day_name as weekday_name
from calendar import month_name
from datetime import date, datetime

from casefile.law.edtf import When, clock_name
from casefile.law.stretches import day_name

_a_day = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(month_name[1:])}) (\d{{4}})\b")
_with_weekday = re.compile(rf"\b({'|'.join(weekday_name)}) {_a_day.pattern}")
_iso_day = re.compile(r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])")


def in_words(when: When) -> str:
    """Return a date in words, like "about March 14, 2023"."""
    return month_first(when.label)


def day(one: date) -> str:
    """Return a day in words, like March 14, 2023."""
    return month_first(day_name(one))


def moment(at: datetime) -> str:
    """Return a moment in words, like March 14, 2023 at 2:30 pm MDT."""
    return f"{day(at.date())} at {clock_name(f'{at:%H:%M}')} {at:%Z}"


def sentence(words: str) -> str:
    """Return a sentence, its days as in Monday, March 14, 2023; what somebody wrote stays so."""
    return _with_weekday.sub(r"\1, \3 \2, \4", words)


def label(words: str) -> str:
    """Return what casefile says of somebody, with its days in words."""
    return _iso_day.sub(lambda found: day(date.fromisoformat(found[0])), words)


def month_first(words: str) -> str:
    """Return the words of dates with the month in front."""
    return _a_day.sub(r"\2 \1, \3", words)
