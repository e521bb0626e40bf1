"""Full stop: the one at the end of a sentence, which is no part of what the sentence says."""

from __future__ import annotations

import re

# What is short for something and is written with a full stop of its own.
SHORT = frozenset(
    (
        *("inc", "llc", "ltd", "corp", "co", "bros", "assn", "jr", "sr", "esq", "al", "etc"),
        *("mr", "mrs", "ms", "dr", "mt", "st", "ft", "ave", "blvd", "rd", "no", "nos", "vs", "v"),
        *("ct", "dist", "div", "dept", "colo", "cal", "ariz", "tex", "fla", "mass", "wash"),
    )
)
_district = re.compile(r"\b(?:[NSEWMC]\.)?D\. [A-Z][a-z]{1,4}\.$")  # N.D. Ill.
_twice = re.compile(r"(?<!\.)\.\.$")


def without_stop(text: str) -> str:
    """Return a text without the full stop at its end, but where that is of what is short there.

    It is of an initial, of a.m., and of Lobo Inc.; of two, one is the sentence's.
    """
    once = _twice.sub(".", text.rstrip())
    last = re.split(r"[\s(]", once.removesuffix("."))[-1]
    if re.fullmatch(r"\$?[\d,]+\.\d+", last):
        return once.removesuffix(".")
    initial = re.fullmatch("[A-Z]", last) or _district.search(once)
    short = text.endswith("...") or last.casefold() in SHORT or "." in last or initial
    return once if short or not last else once.removesuffix(".")
