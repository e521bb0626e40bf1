"""Undated: the day of an event of which nobody has said one."""

from __future__ import annotations

from datetime import date

from casefile.law.events.matter import MatterIncidentOccurred
from casefile.law.events.party import PartyAdded
from casefile.law.events.process import DeadlineSet, HearingScheduled

# What has been so for a while when it is typed in, as often as not.
_BY_TODAY = frozenset(
    (PartyAdded.tag, HearingScheduled.tag, DeadlineSet.tag, MatterIncidentOccurred.tag)
)


def undated(tag: str, today: date) -> str:
    """Return the day of an event of a type that is recorded without one, in EDTF.

    It is today. Who is added to a matter has been in it by today, and nobody has said since when:
    it was no party on an earlier day only where that is said. A hearing or deadline has been set by
    today, too: what is typed is the day that it is set for, and not that of the notice. What a
    matter is about happened before it.
    """
    return f"../{today.isoformat()}" if tag in _BY_TODAY else today.isoformat()
