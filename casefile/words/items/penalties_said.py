"""Penalties said: the penalties that a sentence names, wherever they stand in it."""

from __future__ import annotations

import re

from casefile.words.misread import Misread
from casefile.words.numbers import ANY
from casefile.words.values.several_penalties import reads, together

_word = re.compile(r"[^\s]+")
# What a penalty begins with: how much it is, or of what kind where that stands first.
_begins = re.compile(
    rf"(?:\$?\d[\d,.]*(?:-\w+)?|an?|{ANY}(?:-\w+)?|life|death|time|restitution|probation|fine"
    r"|(?:un)?supervised|community)[,;]?",
    re.IGNORECASE,
)
_counts = re.compile(r"\b(?:counts?|cts?\.?)(?: \d+,?)*(?: and)?$", re.IGNORECASE)
# What there is already, and is not imposed: while she was on probation.
_there = re.compile(r"\b(?:on|off|from|of|his|her|their|the)$", re.IGNORECASE)
_sized = re.compile(rf"\$?\d|(?:an?|{ANY}|life|death)\b", re.IGNORECASE)
_lasts = re.compile(r"\S+[ -](?:year|month|week|day|hour)s?\b", re.IGNORECASE)
_small = re.compile(r"\b(?:on|of|to|for|in|with|and|plus|then|but|the|an?)$", re.IGNORECASE)
# What becomes of a penalty that is said before it: without it, it would be another one.
_taken_off = re.compile(
    r"[,;]? (?:[^\s,;]+ ){0,7}?(?:suspended|waived|stayed|probated|deferred|remitted)\b",
    re.IGNORECASE,
)
LONGEST = 48  # words of what is imposed together


def penalties_said(said: str) -> list[tuple[tuple[int, int], str]]:
    """Return where a sentence says which penalties, with the words; each the longest there is."""
    words = list(_word.finditer(said))
    found: list[tuple[tuple[int, int], str]] = []
    place = 0
    while place < len(words):
        start = words[place].start()
        end = _end(said, words, place) if _may_begin(said[:start], said[start:]) else 0
        if end:
            found.append(((start, end), said[start:end]))
        while place < len(words) and words[place].start() < (end or start + 1):
            place += 1
    return found


def _may_begin(before: str, rest: str) -> bool:
    """Tell whether a penalty can begin between words: not with the number of a count."""
    counted = _counts.search(before.rstrip()) and not _lasts.match(rest)
    there = _there.search(before.rstrip()) and not _sized.match(rest)
    begins = _begins.fullmatch(rest.split(" ", maxsplit=1)[0])
    return bool(begins) and not counted and not there


def _end(said: str, words: list[re.Match[str]], place: int) -> int:
    """Return where the longest penalties end that begin with a word; 0 where none do."""
    start = words[place].start()
    for last in range(min(len(words), place + LONGEST) - 1, place - 1, -1):
        end = words[last].end() - (1 if said[words[last].end() - 1] in ",;." else 0)
        if not _small.search(said[start:end]) and _are(said[start:end]):
            off = _taken_off.match(said, end)
            return off.end() if off else end
    return 0


def _are(text: str) -> bool:
    """Tell whether a text is penalties alone."""
    try:
        found = together(text)
    except Misread:
        return False
    return bool(found.penalties) and all(map(reads, found.penalties))
