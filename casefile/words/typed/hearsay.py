"""Hearsay: what somebody records from a newspaper is what it reports, unless they say otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from casefile.event import Assertion, SourceKind
from casefile.law.catalogue import CATALOGUE

# What newspapers are called, where nobody says of what kind a source is.
_paper = re.compile(
    r"\b(?:newspaper|journal|times|tribune|herald|gazette|chronicle|daily"
    r"|news(?! release))\b",
    re.IGNORECASE,
)


_reports = re.compile(
    r"(?:(?:the|an?) )?(?P<paper>[A-Z].+?|newspaper|paper) "
    r"(?:says|said|reports|reported|writes|wrote)(?: that)?,? (?P<said>.+)"
)


class TheirWord(NamedTuple):
    """What a newspaper says that happened, and what it is called."""

    paper: str
    said: str


def told_by_newspaper(words: str) -> TheirWord | None:
    """Return what a newspaper says that happened; None for all other words."""
    found = _reports.fullmatch(words)
    if found is None or not (found["paper"] == "paper" or is_newspaper(found["paper"])):
        return None
    return TheirWord(found["paper"], found["said"])


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
