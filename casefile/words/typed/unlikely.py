"""Unlikely: what a sentence was read to call something, and nobody calls anything like it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

# What something is called: a charge, a claim, a court, a party, a hearing or a motion.
_NAMES = frozenset(("offense", "cause", "court", "court_id", "name", "for", "party", "kind"))
_begins = re.compile(
    r"(?:that|this|it|its|he|she|they|them|before|against|and|but|or|by|at|from|with|then|who)\b"
)
# What is told of by words like these is an act, and a name with them has taken in too much of it.
_acts = re.compile(
    r"\b(?:charg|indict|plead|grant|deni|appear|answer|mov|fil|dismiss|schedul|sentenc)(?:s|es|ed)\b"
    r"|\b(?:says?|said|was|were|has|had|adds?|drops?|pays|paid|leaves)\b"
)
_against = re.compile(r"\b(?:against|v\.?|vs\.?)\b")
_of_it = re.compile(r"\b(?:on|of|to) (?:that|this|it|them)\b")


def unlikely(name: str, said: str) -> bool:
    """Tell whether what a field was read to be called is more than a name, or less."""
    words = said.casefold().strip()
    if name not in _NAMES:
        return False
    parted = name in ("name", "for", "party") and _against.search(words)
    return bool(parted or _begins.match(words) or _acts.search(words) or _of_it.search(words))


def any_unlikely(typed: Mapping[str, Any]) -> bool:
    """Tell whether any of what fields were read to be is unlikely."""
    return any(
        unlikely(name, one)
        for name, some in typed.items()
        if not isinstance(some, Mapping)
        for one in some
        if isinstance(one, str)
    )
