"""Rooms: where a hearing is, typed as the number of a courtroom."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from casefile.words.what.field_names import as_field

ROOMS = ("courtroom", "room", "dept", "department", "division")
_number = re.compile(r"[A-Za-z]?-?\d{1,4}[A-Za-z]?|[A-Za-z]")


def in_words(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed for a hearing, with a number of a room as the room of that number."""
    found = dict(typed)
    for name, value in typed.items():
        match value:
            case [str(number)] if as_field(name) in ROOMS and _number.fullmatch(number.strip()):
                found[name] = [f"{as_field(name).capitalize()} {number.strip()}"]
    return found
