"""The office itself: its clock and its time zone. No matter has any of these events."""

from __future__ import annotations

from typing import Annotated, ClassVar

from msgspec import Meta

from casefile.event import INSTANT
from casefile.law.catalogue import Event, event
from casefile.law.fields import Words, Zone, zone_of

Instant = Annotated[str, Meta(max_length=64, description="An instant, in UTC."), INSTANT]


class OfficeEvent(Event):
    """An event of the office, in the stream that no matter can have."""

    of_office: ClassVar = True


@event("clock.confirmed")
class ClockConfirmed(OfficeEvent):
    """Somebody has looked at the clock, after a long time in which nothing was recorded."""

    sentence: ClassVar = "Clock confirmed"


@event("clock.corrected")
class ClockCorrected(OfficeEvent):
    """A clock that ran ahead has been set right; instants follow it again from here on.

    `ahead_at` is the instant up to which the log was stamped ahead. What was recorded keeps its
    position and its instant.
    """

    sentence: ClassVar = "Clock corrected: {reason}; it had run ahead to {ahead_at}"

    ahead_at: Instant
    reason: Words


@event("office.zone_changed")
class ZoneChanged(OfficeEvent):
    """The office has another time zone from here on; the days of what was recorded stay."""

    sentence: ClassVar = "Time zone of the office changed to {to}[: {reason}]"

    to: Zone
    reason: Words | None = None

    def __post_init__(self) -> None:
        """Check that the time zone is known; raises ValueError."""
        super().__post_init__()
        zone_of(self.to, "to")
