"""Date formats: how a spreadsheet writes its dates, and how exactly each of them tells a day."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache

_sign = re.compile(r"%(.?)", re.DOTALL)
_READ = frozenset("YymbBdjaAHIMSp%")
_MONTHS, _DAYS, _HOURS = frozenset("mbBj"), frozenset("dj"), frozenset("HI")
_EXAMPLE = datetime.fromisoformat("2023-03-31T14:05")
# The formats that have a name, which is what an office calls the order of its own dates.
NAMED_FORMATS = {
    "month_first": "%m/%d/%Y",
    "day_first": "%d/%m/%Y",
    "year_first": "%Y/%m/%d",
}


class DateFormat:
    """A format as Python's strptime has it, of which nothing has to be made up.

    Raises ValueError, with what is wrong, for one that leaves a part of a date open.
    """

    def __init__(self, written: str) -> None:
        signs = _sign.findall(written)
        has = frozenset(signs)
        self.written = written
        self._timed = bool(has & _HOURS)
        self._exact = 10 if has & _DAYS else 7 if has & _MONTHS else 4  # letters of 2023-03-31
        wrong = ""
        if odd := [sign for sign in signs if sign not in _READ]:
            wrong = f"%{odd[0]} is not read; a date is written with %Y, %m, %d, %H, %M and the like"
        elif len(signs) - signs.count("%") != len(has - {"%"}):
            wrong = "it has the same sign twice"
        elif not has & {"Y", "y"}:
            wrong = "it has no year"
        elif ("d" in has and not has & _MONTHS) or (self._timed and not has & _DAYS):
            wrong = "it has a day without its month, or a time without its day"
        elif ("I" in has) != ("p" in has):
            wrong = "%I and %p belong together: nothing else tells the morning from the afternoon"
        elif has & {"M", "S"} and not self._timed:
            wrong = "it has minutes without an hour"
        if wrong:
            message = f"{written!r} is no format of a date: {wrong}."
            raise ValueError(message)

    @property
    def example(self) -> str:
        """Return a date as the format has it."""
        return _EXAMPLE.strftime(self.written)

    def read(self, text: str) -> str:
        """Return a date as EDTF, as exact as it is written; raises ValueError."""
        moment = datetime.strptime(text, self.written)  # noqa: DTZ007 - a civil date of the court
        found = moment.isoformat(timespec="minutes")
        return found if self._timed else found[: self._exact]


@cache
def date_format(written: str) -> DateFormat:
    """Return a format, read once; raises ValueError."""
    return DateFormat(written)
