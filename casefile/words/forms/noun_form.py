"""Noun form: how an act is told by a noun with a small verb, and the words that tell it."""

from __future__ import annotations

import re
from typing import NamedTuple

# A name, whatever the case of the letters of the other words.
NAME = r"(?-i:[A-Z]).*?"
ARTICLE = r"(?:(?:an?|the|his|her|their|its|our) )?"
BEEN = r"(?: (?:is|was|were|has been|have been))?"
DONE = r"(?:entered|filed|issued|signed|made|granted|ordered)"


class Noun(NamedTuple):
    """How an act is told by a noun, and the words that tell it, with the parts of the first."""

    words: re.Pattern[str]
    plain: str


def noun(plain: str, *words: str) -> Noun:
    """Return how an act is told by words for a noun, with those that tell it."""
    return Noun(re.compile("".join(words), re.IGNORECASE), plain)
