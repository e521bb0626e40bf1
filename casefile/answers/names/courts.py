"""Courts: what they are called."""

from __future__ import annotations

from functools import cache


@cache
def court_name(court_id: str) -> str:
    """Return a court by its name; one whose id courts-db does not have is called by that."""
    if not court_id:
        return ""
    # It publishes no types, and reads 2 MB, which most commands need not.
    from courts_db import courts  # type: ignore[import-untyped]  # noqa: PLC0415 - as just said

    return next((one["name"] for one in courts if one["id"] == court_id), court_id)
