"""Courts: what they are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

_district = re.compile(r"(?:United States )?District Court\b")


@cache
def court_name(court_id: str) -> str:
    """Return a court by its name; one whose id courts-db does not have is called by that."""
    if not court_id:
        return ""
    return _courts().get(court_id, court_id)


@cache
def district_court(side: str, state: str) -> str:
    """Return the id of the federal court of a district, like that of the southern of New York."""
    name = f"district court, {side[:1]}{'.' if side else ''}d. {state}".casefold()
    return next((one for one, called in _courts().items() if called.casefold() == name), "")


@cache
def district_citations() -> dict[str, str]:
    """Return how the federal court of each district is cited, like D.N.M., by its id."""
    return {
        one["id"]: one["citation_string"]
        for one in _every()
        if _district.match(one["name"]) and one["citation_string"]
    }


@cache
def _courts() -> dict[str, str]:
    """Return the name of each court by its id."""
    return {one["id"]: one["name"] for one in _every()}


def _every() -> Sequence[dict[str, Any]]:
    """Return all courts as courts-db has them."""
    # It publishes no types, and reads 2 MB, which most commands need not.
    from courts_db import courts  # type: ignore[import-untyped]  # noqa: PLC0415 - as just said

    found: Sequence[dict[str, Any]] = courts
    return found
