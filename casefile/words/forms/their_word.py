"""Their word: what a newspaper or a station says that happened, told as their word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from casefile.words.forms.dated import DAY_SAID
from casefile.words.typed.hearsay import is_newspaper
from casefile.words.what.intended import is_to_come

PAPERS = ("paper", "papers")
_ON = rf"(?:,? on (?P<day>(?i:{DAY_SAID})))?"
_PAPER = (
    r"(?:(?:[Tt]he|[Aa]n?) )?"
    r"(?P<paper>[A-Z][\w.&'-]*(?: (?:of |and )?[A-Z0-9][\w.&'-]*)*|newspaper|papers?)"
)
_FORMS = tuple(
    re.compile(form)
    for form in (
        (
            rf"{_PAPER} (?:says|said|reports|reported|writes|wrote|has it|had it){_ON}(?:,? that)?"
            r",? (?P<said>.+)"
        ),
        rf"[Aa]ccording to {_PAPER}{_ON}(?:,|(?= (?:the|all|both|counts?|charges)\b)) (?P<said>.+)",
        rf"(?P<said>[^;]+), (?:according to|as reported by) {_PAPER}{_ON}",
    )
)
_beside = re.compile(r"; (?:and |but )?")
# What a court or a side did to a charge, in the words of the street.
_thrown_out = re.compile(r"\b(?:thrown out|tossed(?: out)?)\b")

# That a charge or a claim has ended, and not how.
_gone = re.compile(
    r"(?P<what>.+?) (?:(?:is|are|was|were|has been|have been) (?:now )?)"
    r"(?:gone|no more|over(?: with)?|history|off the table)",
    re.IGNORECASE,
)


class TheirWord(NamedTuple):
    """What a newspaper says that happened, what it is called, and on which day it said so."""

    paper: str
    said: str
    day: str = ""


def told_by_newspaper(words: str) -> TheirWord | None:
    """Return what a newspaper says that happened; None for all other words.

    Where more is told behind a semicolon, that is not their word, and nothing is returned; nor is
    it of what is to come, or is gone without how.
    """
    found = None if reported_beside(words) else _their_word(words)
    if found is None or is_to_come(found["said"]) or is_gone(found["said"]):
        return None
    return TheirWord(
        found["paper"], _thrown_out.sub("dismissed", found["said"]), found["day"] or ""
    )


def reported_beside(words: str) -> Sequence[str]:
    """Return what a newspaper says, and what is told beside that; nothing where that is all."""
    parts = _beside.split(words, maxsplit=1)
    return parts if parts[1:] and _their_word(parts[0]) else ()


def _their_word(words: str) -> re.Match[str] | None:
    each = (form.fullmatch(words) for form in _FORMS)
    papers = (one for one in each if one)
    return next(
        (one for one in papers if one["paper"] in PAPERS or is_newspaper(one["paper"])), None
    )


def is_gone(words: str) -> str:
    """Return of what words say that it has ended, and not how; nothing for other words."""
    found = _gone.fullmatch(words)
    return found["what"] if found else ""
