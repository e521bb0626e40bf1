"""Hearsay: what somebody records from a newspaper is what it reports, unless they say otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from casefile.event import Assertion, SourceKind
from casefile.law.catalogue import CATALOGUE

# What newspapers are called, where nobody says of what kind a source is.
_paper = re.compile(
    r"\b(?:newspaper|journal|times|tribune|herald|gazette|chronicle|daily"
    r"|news(?! release))\b",
    re.IGNORECASE,
)


PAPERS = ("paper", "papers")
_reports = re.compile(
    r"(?:(?:the|an?) )?(?P<paper>[A-Z].+?|newspaper|papers?) "
    r"(?:says|said|reports|reported|writes|wrote|has it|had it)(?: that)?,? (?P<said>.+)"
)
_beside = re.compile(r"; (?:and |but )?")


class TheirWord(NamedTuple):
    """What a newspaper says that happened, and what it is called."""

    paper: str
    said: str


def told_by_newspaper(words: str) -> TheirWord | None:
    """Return what a newspaper says that happened; None for all other words.

    Where more is told behind a semicolon, that is not their word, and nothing is returned.
    """
    found = None if reported_beside(words) else _their_word(words)
    return TheirWord(found["paper"], found["said"]) if found else None


def reported_beside(words: str) -> Sequence[str]:
    """Return what a newspaper says, and what is told beside that; nothing where that is all."""
    parts = _beside.split(words, maxsplit=1)
    return parts if parts[1:] and _their_word(parts[0]) else ()


def _their_word(words: str) -> re.Match[str] | None:
    found = _reports.fullmatch(words)
    is_paper = found and (found["paper"] in PAPERS or is_newspaper(found["paper"]))
    return found if is_paper else None


def as_reported(draft: Mapping[str, Any]) -> Assertion | None:
    """Return that an event is a report, where a newspaper says what has happened; else nothing."""
    cls, source = CATALOGUE.get(draft.get("type", "")), draft.get("source")
    if cls is None or cls.of_file or cls.assertion != Assertion.OCCURRED:
        return None
    if is_newspaper(str(draft.get("asserted_by") or "")):
        return Assertion.REPORTED
    if not isinstance(source, Mapping):
        return None
    unsaid = source.get("kind") == SourceKind.OTHER
    named = unsaid and is_newspaper(str(source.get("document")))
    return Assertion.REPORTED if named or source.get("kind") == SourceKind.NEWS else None


def is_newspaper(name: str) -> bool:
    """Tell whether a source is a newspaper by its name."""
    return bool(_paper.search(name))
