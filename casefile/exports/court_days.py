"""Court days: days in words, as papers that are filed in a court of the United States have them."""

from __future__ import annotations

import re
from calendar import month_name
from datetime import date, datetime

from casefile.law.edtf import When, clock_name
from casefile.law.stretches import day_name

_a_day = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(month_name[1:])}) (\d{{4}})\b")


def in_words(when: When) -> str:
    """Return a date in words, like "about March 14, 2023"."""
    return _as_filed(when.label)


def day(one: date) -> str:
    """Return a day in words, like March 14, 2023."""
    return _as_filed(day_name(one))


def moment(at: datetime) -> str:
    """Return a moment in words, like March 14, 2023 at 2:30 pm MDT."""
    return f"{day(at.date())} at {clock_name(f'{at:%H:%M}')} {at:%Z}"


def _as_filed(words: str) -> str:
    return _a_day.sub(r"\2 \1, \3", words)
