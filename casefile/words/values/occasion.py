"""Occasion: at what act something is told to come, of which no day is told."""

from __future__ import annotations

import re

from casefile.law.events.record import Occasion

_at = re.compile(r"(?:at|after|upon|when|once|if)\b(?!.*\d)", re.IGNORECASE)
_CALLED = {
    Occasion.SENTENCING: r"\bsentenc",
    Occasion.PLEA: r"\b(?:plea\b|pleads?\b|pleaded\b)",
    Occasion.TRIAL: r"\btrial\b",
}


def occasion_of(said: str | None) -> dict[str, list[str]]:
    """Return the occasion as a field; none where no act to come is told, or a day."""
    if not said or not _at.match(said):
        return {}
    told = (one for one, called in _CALLED.items() if re.search(called, said, re.IGNORECASE))
    return {"occasion": [next(told, Occasion.OTHER).value]}
