"""Suspended parts: what is served of a penalty and what is suspended, where it is one in part."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from casefile.law.fields import LIFE
from casefile.law.wording import duration
from casefile.words.misread import Misread
from casefile.words.values.terms import read_term

HOW = (
    "How much of it is suspended? Give what is served and what is suspended as two of them, like "
    '"1 year in prison" and "2 years in prison, suspended".'
)
OF_PROBATION = (
    "What is it that is suspended? Probation is not served in part: give the term of jail that is "
    'suspended by itself, like "364 days\' probation" and "90 days in jail, suspended".'
)
_probation = re.compile(
    r"\b(?:probation|supervis\w+|parole|conditional discharge)\b", re.IGNORECASE
)
# What a term is of which a part is suspended, where nobody says of what kind.
CUSTODY = "in custody"
HALF = "half"
MONEY = r"\$\d[\d,]*(?:\.\d\d)?"
# The units of a term, each with the smaller one in which it is counted and how many of that it is.
_UNITS = {
    "Y": ("M", 12),
    "M": ("M", 1),
    "W": ("D", 7),
    "D": ("D", 1),
    "TH": ("TM", 60),
    "TM": ("TM", 1),
}
_LARGE = {"M": "Y", "D": "W", "TM": "TH"}


class Size(NamedTuple):
    """How much a penalty is: of money, or of a unit of time; `units` are those it was said in."""

    number: Decimal
    unit: str = "$"
    units: frozenset[str] = frozenset()

    def said(self, number: Decimal) -> str:
        """Return in words another size of its kind, in its larger unit where that has no rest."""
        if self.unit == "$":
            return f"${number:,}"
        large = _LARGE[self.unit]
        _, many = _UNITS[large]
        unit = large if large in self.units and not number % many else self.unit
        counted = int(number) // (many if unit == large else 1)
        return duration(f"P{unit[:-1]}{counted}{unit[-1]}")


def in_part(whole: str, part: str, *, but: bool) -> list[str]:
    """Return as texts what is served and what is suspended of a penalty, a part of which is.

    With `but` the part is what is not suspended. Raises Misread.
    """
    said, *beside = whole.split(", ")
    if _probation.search(said):
        raise Misread(OF_PROBATION)
    before, sized, behind = _measured(said)
    size = _size(sized)
    if part.casefold() == HALF:
        some = Size(size.number / 2, size.unit)
    else:
        unit = re.split("[ -]", sized)[-1] if size.unit != "$" else ""
        some = _size(f"{part} {unit}" if part.isalnum() and unit else part)
    if some.unit != size.unit or not 0 < some.number <= size.number:
        raise Misread(HOW)
    gone = size.number - some.number if but else some.number
    kind = " ".join(filter(None, (before, "{}", behind or ("" if before else CUSTODY))))
    left = [kind.format(size.said(size.number - gone))] if gone < size.number else []
    off = [f"{kind.format(size.said(gone))}, suspended"] if gone else []
    return [", ".join((one, *beside)) for one in (*left, *off)]


def is_term(text: str) -> bool:
    """Tell whether a text says how long something lasts, and no more."""
    try:
        return read_term(text) != LIFE
    except Misread:
        return False


def _measured(said: str) -> tuple[str, str, str]:
    """Return how much a penalty is, as a text, with what is said before and behind it."""
    if money := re.search(MONEY, said):
        return said[: money.start()].strip(), money[0], said[money.end() :].strip()
    words = said.split(" ")
    for length in range(len(words), 0, -1):
        for first in range(len(words) - length + 1):
            some = " ".join(words[first : first + length])
            if is_term(some):
                return " ".join(words[:first]), some, " ".join(words[first + length :])
    raise Misread(HOW)


def _size(text: str) -> Size:
    """Return how much a text says; raises Misread, also for units that are no parts of another."""
    if re.fullmatch(MONEY, text):
        return Size(Decimal(text.strip("$").replace(",", "")))
    days, _, hours = read_term(text).removeprefix("P").partition("T")
    parts = [(number, unit) for number, unit in re.findall(r"(\d+)([A-Z])", days)]
    parts += [(number, f"T{unit}") for number, unit in re.findall(r"(\d+)([A-Z])", hours)]
    counted = [(int(number) * _UNITS[unit][1], _UNITS[unit][0]) for number, unit in parts]
    (unit, *others) = {unit for _, unit in counted}
    if others:
        raise Misread(HOW)
    total = sum(number for number, _ in counted)
    return Size(Decimal(total), unit, frozenset(unit for _, unit in parts))
