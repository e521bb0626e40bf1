"""Hearsay: what somebody records from a newspaper is what it reports, unless they say otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from casefile.event import Assertion, SourceKind
from casefile.law.catalogue import CATALOGUE

# What newspapers and stations are called, where nobody says of what kind a source is.
_paper = re.compile(
    r"\b(?:newspaper|journal|times|tribune|herald|gazette|chronicle|daily"
    r"|news(?! release)|(?:public|community) radio|(?:radio|tv|television) station|reuters"
    r"|associated press|npr|cnn|channel \d+|usa today|new mexican"
    r"|(?-i:K[A-Z]{3}(?:-(?:AM|FM|TV))?|KOB|W[A-Z]{2,3}-(?:AM|FM|TV)|AP))\b",
    re.IGNORECASE,
)


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
