"""Left over: the words of a sentence that nobody has read, as it is asked whether to keep them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from casefile.words.what.event_words import SMALL, WHO, as_key

WORD = re.compile(r"[^\s,;]+")
BEFORE = frozenset(("on", "against", "of", "to", "for", "with", "from", "by"))
NO_MORE = frozenset((*SMALL, *WHO, *BEFORE, "s"))  # what says no more by itself
_TRIMMED = frozenset((*SMALL, *BEFORE, ""))  # what ends no words that say more


class Rest(NamedTuple):
    """What a sentence says of the fields of a type, its day, and which of its words are read.

    Of these some are only `known` for words of the type, and say no more by themselves.
    """

    fields: Mapping[str, list[str]]
    day: str
    read: frozenset[int]
    known: frozenset[int] = frozenset()


def left(sentence: str, each: Iterable[Rest]) -> list[str]:
    """Return the words of a sentence that none of several has read, as they stand together."""
    words = list(WORD.finditer(sentence := " ".join(sentence.split())))
    read = frozenset[int]().union(*(one.read for one in each))
    known = frozenset[int]().union(*(one.known for one in each))
    known -= frozenset[int]().union(*(one.read - one.known for one in each))
    read -= _told_with_more([one[0] for one in words], read, known)
    small = [all(one in NO_MORE for one in as_key(word[0]).split()) for word in words]
    found: list[str] = []
    run: list[int] = []
    for place in range(len(words) + 1):
        if place < len(words) and place not in read:
            run.append(place)
            continue
        while run and as_key(words[run[-1]][0]) in _TRIMMED:
            run.pop()
        if not all(small[one] for one in run):
            first, last = run[0], run[-1]
            found.append(sentence[words[first].start() : words[last].end()].strip(" ,;.:"))
        run = []
    return found


def _told_with_more(
    words: Sequence[str], read: AbstractSet[int], known: AbstractSet[int]
) -> set[int]:
    """Return which words that are only known stand before a number that nobody has read.

    Possession by November 6 is more than a judgment, by whose words possession is known.
    """
    found: set[int] = set()
    for place, word in enumerate(words):
        before = place
        while any(map(str.isdigit, word)) and place not in read and before:
            before -= 1
            if words[before].endswith((",", ";", ":")) or before in read - known:
                break
            found |= {before} & known
    return found
