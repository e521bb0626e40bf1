"""Hearsay: what somebody records from a newspaper is what it reports, unless they say otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casefile.event import Assertion, SourceKind
from casefile.law.catalogue import CATALOGUE


def as_reported(draft: Mapping[str, Any]) -> Assertion | None:
    """Return that an event is a report, where a newspaper says what has happened; else nothing."""
    cls, source = CATALOGUE.get(draft.get("type", "")), draft.get("source")
    if cls is None or cls.of_file or cls.assertion != Assertion.OCCURRED:
        return None
    kind = source.get("kind") if isinstance(source, Mapping) else None
    return Assertion.REPORTED if kind == SourceKind.NEWS else None
