"""Several: the items that a text means together, like both counts, or counts 1 and 2."""

from __future__ import annotations

import re

_NOUNS = r"(?:counts?|cts?\.?|charges?|claims?|citations?|items?)"
_all = re.compile(rf"(?P<how>both|all|each)(?: of)?(?: the)?(?: {_NOUNS})?", re.IGNORECASE)
_numbered = re.compile(
    r"(?:counts|cts\.?|charges|claims) (?P<numbers>\d+(?:(?:,? and |, ?| ?& ?)\d+)+)", re.IGNORECASE
)
BOTH = 2


def is_all(typed: str) -> bool:
    """Tell whether a text means all items that there are, like both counts."""
    return bool(_all.fullmatch(typed.strip()))


def means_both(typed: str) -> bool:
    """Tell whether a text that means all items says that there are two."""
    return typed.strip().casefold().startswith("both")


def numbered(typed: str) -> list[str]:
    """Return each count of several that are said at once, like counts 1 and 2; else nothing."""
    found = _numbered.fullmatch(typed.strip())
    return [f"count {one}" for one in re.findall(r"\d+", found["numbers"])] if found else []
