"""Wordings: an entry as one copy of its docket has it, and whether two of them are alike."""

from __future__ import annotations

import re
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

NO_TEXT = "(The docket has no words here.)"
# How much of two texts is the same where they are alike: of their words, or of their letters.
WORDS, LETTERS = 0.75, 0.85
ROUGHLY = 0.6  # of the letters, where the court's own key is the same, too

_word = re.compile(r"\w+")
_number = re.compile(r"\d+")


class Wording(NamedTuple):
    """An entry as one copy of its docket has it: what the court keeps, its words and its days."""

    number: str
    sequence: str
    document: str
    words: str
    filed: str
    entered: str

    @property
    def days(self) -> tuple[str, str]:
        """Return the days on which it was filed and entered."""
        return self.filed, self.entered

    @property
    def stands(self) -> str:
        """Return the day by which it has its place in the docket."""
        return self.entered or self.filed

    @property
    def said(self) -> str:
        """Return its words; "" where the docket has none."""
        return "" if self.words == NO_TEXT else self.words


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are: 0 where they are not, and 1 where they are the same.

    They are alike where they begin with the same word, which says what was filed, and most of the
    rest is the same, or one is the other with words put in.
    """
    words, others = _words(one), _words(other)
    if words[:1] != others[:1] or not words:
        return 0
    same = fuzz.ratio(one, other) / 100
    if grown(one, other):
        return max(same, LETTERS)
    enough = same >= LETTERS or Indel.normalized_similarity(words, others) >= WORDS
    return same if enough else 0


def grown(one: str, other: str) -> bool:
    """Tell whether one of two texts is the other with words put in."""
    words, others = _words(one), _words(other)
    return Indel.distance(words, others) == abs(len(words) - len(others))


def roughly(one: str, other: str) -> float:
    """Return how alike two texts are, whatever they begin with."""
    same = fuzz.ratio(one, other) / 100 if one and other else 0
    return same if same >= ROUGHLY else likeness(one, other)


def numbers_agree(one: str, other: str) -> bool:
    """Tell whether all numbers in one text are in the other, like that of a day or a motion."""
    found, others = (set(_number.findall(text)) for text in (one, other))
    return found <= others or others <= found


def _words(text: str) -> list[str]:
    return _word.findall(text.casefold())
