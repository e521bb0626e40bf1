"""Jurisdictions: what they are called."""

from __future__ import annotations

from functools import cache

FEDERAL = "US"


@cache
def states() -> dict[str, str]:
    """Return every state and territory of the United States by name, with its two letters."""
    from holidays import country_holidays  # noqa: PLC0415 - importing it takes 0.1 s

    return {**country_holidays(FEDERAL).subdivisions_aliases}


def place_name(code: str) -> str:
    """Return what a jurisdiction is called, where it is of the United States; else nothing."""
    if code == FEDERAL:
        return "federal"
    named = {f"{FEDERAL}-{short}": name for name, short in states().items()}
    return named.get(code, "")
