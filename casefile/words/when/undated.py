"""Undated: the day of an event of which nobody has said one."""

from __future__ import annotations

from datetime import date

from casefile.law.events.party import PartyAdded


def undated(tag: str, today: date) -> str:
    """Return the day of an event of a type that is recorded without one, in EDTF.

    It is today. Who is added to a matter has been in it by today, and nobody has said since when:
    it was no party on an earlier day only where that is said.
    """
    return f"../{today.isoformat()}" if tag == PartyAdded.tag else today.isoformat()
