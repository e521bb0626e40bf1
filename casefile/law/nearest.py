"""Nearest: which of some words a mistyped one is likely to be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

NEAR = 72  # of 100; a word of five letters with one of them wrong has 80
APART = 12  # of 100, by which another one may be less like than the likeliest
MOST = 5
AT_END, INSIDE = 1, 12  # of 100, by which a part counts for less than the whole
ROOM = 2_000  # texts whose parts are kept: the same choices are looked through again and again
FEWEST = 4  # letters of a text that can be meant for a part of a longer one


def nearest(typed: str, choices: Iterable[str], *, most: int = MOST) -> tuple[str, ...]:
    """Return the choices that a text is most like, the likeliest first; none where none is near."""
    wanted = _key(typed)
    scores = {one: _likeness(wanted, _key(one)) for one in choices} if wanted else {}
    least = max([NEAR, *(score - APART for score in scores.values())])
    found = sorted((-score, one) for one, score in scores.items() if score >= least)
    return tuple(one for _, one in found[:most])


def did_you_mean(near: Iterable[str]) -> str:
    """Return the question whether one of some words was meant, behind a space; nothing for none."""
    *others, last = list(near) or [""]
    if not last:
        return ""
    return f" Did you mean {', '.join(others)}{' or ' if others else ''}{last}?"


@lru_cache(maxsize=ROOM)
def _key(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _likeness(wanted: str, choice: str) -> float:
    """Return how like two texts are, of 100: as wholes, or one to some words of the other."""
    parts = _parts(choice) if len(wanted) >= FEWEST else ()
    partly = [fuzz.ratio(wanted, part) - less for part, less in parts]
    return max([fuzz.ratio(wanted, choice), *partly])


@lru_cache(maxsize=ROOM)
def _parts(choice: str) -> Sequence[tuple[str, int]]:
    """Return the words of a text that stand together, and by how much each counts for less."""
    words = choice.split()
    return [
        (" ".join(words[first:end]), AT_END if end == len(words) else INSIDE)
        for end in range(1, len(words) + 1)
        for first in range(end)
    ]
