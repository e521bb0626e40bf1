"""Wording: how an event reads in a chronology, from its type's template and its data."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from casefile.domain.catalogue import Event
from casefile.domain.fields import Money
from casefile.event import Code

_clause = re.compile(r"\[([^\]]*)\]")
_place = re.compile(r"\{(\w+)\}")


def sentence(data: Event) -> str:
    """Return the event as one sentence, without the clauses whose values are missing or unknown."""

    def clause(found: re.Match[str]) -> str:
        known = all(words(getattr(data, name)) for name in _place.findall(found[1]))
        return found[1] if known else ""

    kept = _clause.sub(clause, type(data).sentence)
    return _place.sub(lambda place: words(getattr(data, place[1])), kept)


def words(value: Any) -> str:
    """Return a value of event data in words; nothing for what is missing or unknown."""
    if value is None or value is False or value == "unknown":
        return ""
    if value is True:
        return "yes"
    if isinstance(value, Code | Money):
        return value.label
    if isinstance(value, Struct):
        return str(getattr(value, "label", "")) or ", ".join(
            words(getattr(value, name)) for name in value.__struct_fields__ if getattr(value, name)
        )
    if isinstance(value, tuple | list):
        return ", ".join(words(one) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{key.replace('_', ' ')}: {words(one)}" for key, one in value.items())
    return str(value)


_units = {"Y": "year", "M": "month", "W": "week", "D": "day"}


def duration(text: str, *, possessive: bool = False) -> str:
    """Return an ISO 8601 duration in words: P6M is "6 months", possessive "6 months'"."""
    parts = [
        f"{int(number)} {_units[unit]}{'' if int(number) == 1 else 's'}"
        for number, unit in re.findall(r"(\d+)([YMWD])", text.partition("T")[0])
    ]
    said = " ".join(parts) or text
    if not possessive or not parts:
        return said
    return said + ("'" if said.endswith("s") else "'s")
