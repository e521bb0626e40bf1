"""Matters: one legal proceeding, its incident, its kin among matters, its status and its access."""

from __future__ import annotations

from typing import Annotated, ClassVar
from zoneinfo import ZoneInfo

from msgspec import Meta

from casefile.event import Code
from casefile.law.catalogue import Event, Rank, Scope, event
from casefile.law.fields import Long, MatterId, Name, Short, Words

Jurisdiction = Annotated[
    str,
    Meta(
        pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?(?!\n)$",
        description="An ISO 3166-2 code, like US-NM; US alone is federal.",
    ),
]


class MatterCategory(Code):
    """What kind of proceeding a matter is."""

    CRIMINAL = "criminal"
    CIVIL = "civil"
    REGULATORY = "regulatory"
    APPEAL = "appeal"
    DOMESTIC = "domestic"
    JUVENILE = "juvenile"
    TRAFFIC = "traffic"
    OTHER = "other"


class MatterStatus(Code):
    """Where a matter stands in the court's or the office's own books."""

    OPEN = "open"
    INACTIVE = "inactive"
    DISPOSED = "disposed"
    REOPENED = "reopened"
    CLOSED = "closed"
    TRANSFERRED = "transferred"
    ON_APPEAL = "on_appeal"


class MatterRelation(Code):
    """What another matter is to this one."""

    REFILES = "refiles", "which it refiles"
    APPEAL_OF = "appeal_of", "of which it is the appeal"
    CONSOLIDATED = "consolidated", "with which it is consolidated"
    SEVERED = "severed", "from which it is severed"
    COMPANION = "companion", "its companion"
    SAME_INCIDENT = "same_incident", "about the same incident"


class Access(Code):
    """Who may see a matter."""

    PUBLIC = "public"
    CONFIDENTIAL = "confidential"
    SEALED = "sealed"
    EXPUNGED = "expunged"


class MatterEvent(Event):
    """An event that says something of the matter as a whole."""

    about: ClassVar[tuple[str, ...]] = ("matter/{matter_id}",)


@event("matter.opened")
class MatterOpened(MatterEvent):
    """The office opens a matter: one legal proceeding, in one place, under one title."""

    sentence: ClassVar = "Matter opened: {title} ({category}, {jurisdiction})[, {docket_no}]"
    rank: ClassVar = Rank.INCIDENT
    scope: ClassVar = Scope.MATTER

    title: Name
    category: MatterCategory
    jurisdiction: Jurisdiction
    court_id: Short | None = None
    docket_no: Short | None = None
    time_zone: Annotated[str, Meta(max_length=64)] = "UTC"

    def __post_init__(self) -> None:
        """Check that the time zone is known; raises ValueError."""
        super().__post_init__()
        if self.time_zone == "UTC":
            return
        try:
            ZoneInfo(self.time_zone)
        except (KeyError, ValueError, OSError) as error:
            message = f"{self.time_zone!r} is no known time zone, like America/Denver."
            raise ValueError(message) from error


@event("matter.docket_number_assigned")
class MatterDocketNumberAssigned(MatterEvent):
    """A court gives the matter its number."""

    sentence: ClassVar = "Docket number {docket_no} assigned[ by {court_id}]"

    docket_no: Short
    court_id: Short | None = None


@event("matter.related")
class MatterRelated(MatterEvent):
    """The matter is related to another one; matters of the same incident share its date."""

    about: ClassVar = ("matter/{matter_id}", "matter/{data.other}")
    sentence: ClassVar = "Related to {other}, {relation}"
    scope: ClassVar = Scope.INCIDENT

    other: MatterId
    relation: MatterRelation


@event("matter.status_changed")
class MatterStatusChanged(MatterEvent):
    """The matter's own status changes; the status of its parties follows from their items."""

    sentence: ClassVar = "Matter is {status}[: {reason}]"
    rank: ClassVar = Rank.FOLLOWS

    status: MatterStatus
    reason: Long | None = None


@event("matter.stay_changed")
class MatterStayChanged(MatterEvent):
    """Proceedings are stayed, or go on; `tolls` says that limitation stands still meanwhile."""

    sentence: ClassVar = "{turn}: {reason}[, limitation tolled: {tolls}]"
    scope: ClassVar = Scope.MATTER

    on: bool
    reason: Long
    tolls: bool = False

    @property
    def turn(self) -> str:
        """Return in words what happens to the proceedings."""
        return "Proceedings stayed" if self.on else "Stay lifted"


@event("matter.access_changed")
class MatterAccessChanged(MatterEvent):
    """Who may see the matter changes: made public, confidential, sealed or expunged."""

    sentence: ClassVar = "Access to the matter is {to}[, by {authority}]"

    to: Access
    authority: Long


@event("matter.incident_occurred")
class MatterIncidentOccurred(MatterEvent):
    """What the matter is about happened; limitation runs from here."""

    sentence: ClassVar = (
        "Incident[ in {place}][: {description}][; died: {deaths}][; injured: {injured}]"
    )
    rank: ClassVar = Rank.INCIDENT
    scope: ClassVar = Scope.INCIDENT

    place: Short | None = None
    description: Words | None = None
    deaths: tuple[Name, ...] = ()
    injured: tuple[Name, ...] = ()
