"""Several: the items that a text means together, like both counts, or counts 1 and 2."""

from __future__ import annotations

import re

from casefile.words.numbers import ANY, IN_WORDS

_NOUNS = r"(?:counts?|cts?\.?|charges?|claims?|citations?|items?)"
# By which paper a count is told, where two have counts of the same number.
OF_PAPER = r" (?:of|in) the (?:complaint|indictment|information|citation|petition)\b"
_NUMBER = rf"(?:\d+|{ANY}|[ivx]+\b)"
# Counts by their numbers, and no more than that.
COUNTS = (
    rf"counts? (?:no\.? ?)?{_NUMBER}"
    rf"(?:(?:,? and |, ?| ?& ?|,? or |-| through | to )(?:count )?{_NUMBER})*"
    rf"(?:{OF_PAPER})?"
)
_all = re.compile(
    rf"(?:(?P<how>both|all|each)(?: of)?(?: the| them)?(?: (?P<many>\d{{1,3}}|{ANY}))?"
    rf"(?: {_NOUNS})?|everything)",
    re.IGNORECASE,
)
_numbered = re.compile(
    r"(?:counts?|cts?\.?|charges|claims) (?P<numbers>\d+(?:(?:,? and |, ?| ?& ?)(?:count )?\d+)+)"
    rf"(?P<of>{OF_PAPER})?",
    re.IGNORECASE,
)
BOTH = 2


def is_all(typed: str) -> bool:
    """Tell whether a text means all items that there are, like both counts, or all three."""
    return bool(_all.fullmatch(typed.strip()))


def how_many(typed: str) -> int:
    """Return how many a text that means all items says that there are; none where it does not."""
    found = _all.fullmatch(typed.strip())
    how, many = (found["how"] or "", found["many"] or "") if found else ("", "")
    if how.casefold() == "both":
        return BOTH
    return int(many) if many.isdecimal() else IN_WORDS.get(many.casefold(), 0)


def numbered(typed: str) -> list[str]:
    """Return each count of several that are said at once, like counts 1 and 2; else nothing."""
    found = _numbered.fullmatch(typed.strip())
    if found is None:
        return []
    return [f"count {one}{found['of'] or ''}" for one in re.findall(r"\d+", found["numbers"])]
