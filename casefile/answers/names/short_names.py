"""Short names: how a name is written in short, by its first letters or by words that are cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

INITIALISM = range(3, 7)  # letters of a name that is the first ones of the words of another
# Words that are left out where a name goes by its first letters.
_SMALL = frozenset(("of", "for", "in", "on", "at", "to"))
# Whole names that nearly every docket has in short; in capitals, with or without points.
SHORT = (
    (re.compile(r"\b(?i:U\.? ?S\.? ?A)\b\.?"), "United States of America"),
    (re.compile(r"\bU\.? ?S\b\.?(?! ?A\b)"), "United States"),
    (re.compile(r"\bU\.? ?K\b\.?"), "United Kingdom"),
)
# Of the words of a name, without its signs, those by one of which any of these may be in it.
IN_SHORT = frozenset(("usa", "us", "uk", "u"))


def in_full(name: str) -> Iterator[str]:
    """Yield a name with a part of it in full that nearly every docket has in short."""
    for short, full in SHORT:
        if short.search(name):
            yield short.sub(full, name)


def initials_of(core: Sequence[str]) -> set[str]:
    """Return what a name of three words or more may go by: their first letters."""
    if len(core) < INITIALISM.start:
        return set()
    every = (
        [core] if _SMALL.isdisjoint(core) else [core, [one for one in core if one not in _SMALL]]
    )
    return {"".join([word[0] for word in some]) for some in every if len(some) in INITIALISM}


def is_cut(short: str, long: str) -> bool:
    """Tell whether a word is the beginning of another, or its first and last letter and some more.

    Dept. stands for Department, Geo. for George and Wm. for William.
    """
    if short[0] != long[0] or len(short) >= len(long):
        return False
    letters = iter(long)
    within = short[-1] == long[-1] and all(sign in letters for sign in short)
    return within or long.startswith(short)
