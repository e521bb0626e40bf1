"""Matters: one legal proceeding, its incident, its kin among matters, its status and its access."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, ClassVar

import msgspec

from casefile.event import Code, form
from casefile.law import subjects
from casefile.law.catalogue import Event, Scope, event
from casefile.law.entry import LIFTED, RUNNING, STAY, Entry, stay_entry
from casefile.law.fields import (
    A_PLACE,
    CourtId,
    DocketNo,
    MatterId,
    Name,
    PartialDate,
    PartyId,
    PartyMention,
    Phrase,
    StayId,
    UnfitFields,
    Words,
    Zone,
    zone_of,
)
from casefile.law.matter import Matter
from casefile.law.rank import Rank

STAY_ENDS = "stay ends"  # what its day on the calendar is

Jurisdiction = Annotated[
    str,
    form(
        "[A-Z]{2}(-[A-Z0-9]{1,3})?",
        "an ISO 3166-2 code, like US-NM or US",
        description="An ISO 3166-2 code, like US-NM; US alone is federal.",
        extra={"typed": A_PLACE},
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

    @property
    def is_timeless(self) -> bool:
        """Tell whether matters are so related whenever anybody says it: no act makes them so."""
        return self in (MatterRelation.COMPANION, MatterRelation.SAME_INCIDENT)


class Access(Code):
    """Who may see a matter."""

    PUBLIC = "public"
    CONFIDENTIAL = "confidential"
    SEALED = "sealed"
    EXPUNGED = "expunged"


class MatterEvent(Event):
    """An event that says something of the matter as a whole."""

    def about(self, matter_id: str) -> Iterable[str]:
        """Return the matter."""
        return (subjects.matter(matter_id),)


@event("matter.opened")
class MatterOpened(MatterEvent):
    """The office opens a matter: one legal proceeding, in one place, under one title.

    `for` is the party for whom the office is in it. That party may be added later; where the office
    learns only later for whom it is, the opening is corrected.
    """

    of_file: ClassVar = True
    sentence: ClassVar = (
        "Matter opened: {title} ({category}, {jurisdiction})[, {court_id}][, {docket_no}]"
        "[, for {for_}]"
    )
    rank: ClassVar = Rank.INCIDENT
    scope: ClassVar = Scope.MATTER

    title: Name
    category: MatterCategory
    jurisdiction: Jurisdiction
    court_id: CourtId | None = None
    docket_no: DocketNo | None = None
    time_zone: Zone | None = None
    for_: PartyMention | None = msgspec.field(default=None, name="for")

    def __post_init__(self) -> None:
        """Check that the time zone is known; raises ValueError."""
        super().__post_init__()
        if self.time_zone:
            zone_of(self.time_zone)

    def change_matter(self, matter: Matter) -> Matter:
        """Return the matter as it is opened."""
        return matter._replace(
            title=self.title,
            category=str(self.category),
            jurisdiction=self.jurisdiction,
            time_zone=self.time_zone or "",
            court_id=self.court_id or "",
            docket_no=self.docket_no or "",
            for_=self.for_ or "",
        )


@event("matter.docket_number_assigned")
class MatterDocketNumberAssigned(MatterEvent):
    """A court gives the matter its number."""

    sentence: ClassVar = "Docket number {docket_no} assigned[ by {court_id}]"

    docket_no: DocketNo
    court_id: CourtId | None = None

    def change_matter(self, matter: Matter) -> Matter:
        """Return the matter under its new number, at that court where one is named."""
        court_id = self.court_id or matter.court_id
        return matter._replace(docket_no=self.docket_no, court_id=court_id)


@event("matter.related")
class MatterRelated(MatterEvent):
    """The matter is related to another one; matters of the same incident share its date."""

    sentence: ClassVar = "Related to {other}, {relation}"
    scope: ClassVar = Scope.INCIDENT

    other: MatterId
    relation: MatterRelation

    def about(self, matter_id: str) -> Iterable[str]:
        """Return both matters."""
        return (subjects.matter(matter_id), subjects.matter(self.other))


@event("matter.status_changed")
class MatterStatusChanged(MatterEvent):
    """The matter's own status changes; the status of its parties follows from their items."""

    of_file: ClassVar = True
    sentence: ClassVar = "Matter is {status}[: {reason}]"
    rank: ClassVar = Rank.FOLLOWS

    status: MatterStatus
    reason: Words | None = None

    def change_matter(self, matter: Matter) -> Matter:
        """Return the matter in its new status."""
        return matter._replace(status=str(self.status))


@event("matter.stay_changed")
class MatterStayChanged(MatterEvent):
    """Proceedings are stayed, or go on; `tolls` says that limitation stands still meanwhile.

    `parties` are those as to whom alone they are, or go on; none where the whole matter is meant
    (see `law.stays`). `stay_id` tells one of several stays of the same matter or party from the
    others, like that of a bankruptcy from that of an appeal: each is lifted under its own. `until`
    is the day on which a stay ends by its own words. It stands on the calendar; the matter counts
    as stayed until an event says that it goes on.
    """

    sentence: ClassVar = (
        "{turn}[ ({stay_id})][ as to {parties}]: {reason}[, until {until}]"
        "[, {tolls?limitation tolled}]"
    )
    scope: ClassVar = Scope.MATTER

    on: bool
    reason: Words
    tolls: bool = False
    until: PartialDate | None = None
    parties: tuple[PartyId, ...] | None = None
    stay_id: StayId | None = None

    def __post_init__(self) -> None:
        """Check that only what is stayed is so until a day; raises ValueError."""
        super().__post_init__()
        if self.until and not self.on:
            message = "Only a stay has a day until which it lasts; leave `until` out."
            raise UnfitFields(message, "until")

    def about(self, matter_id: str) -> Iterable[str]:
        """Return the matter and its stays, and this one as an entry, one for each party."""
        entries = (subjects.entry(STAY, matter_id, one) for one in self._entries)
        return (*super().about(matter_id), subjects.stays(matter_id), *entries)

    def entry(self, entry_id: str) -> Entry | None:
        """Return the stay as an entry of the calendar, by the day on which it ends."""
        if not self.on or entry_id not in self._entries:
            return None
        kind = f"{STAY_ENDS} ({self.stay_id})" if self.stay_id else STAY_ENDS
        return Entry(self.until or "", RUNNING, kind, whose=self._entries[entry_id])

    def entry_status(self, entry_id: str) -> str | None:
        """Return that the stay is lifted."""
        return LIFTED if entry_id in self._entries and not self.on else None

    @property
    def _entries(self) -> Mapping[str, str]:
        """Return whose stay it is by the id of its entry; nobody's is that of the matter."""
        return {stay_entry(one, self.stay_id or ""): one for one in self.parties or ("",)}

    @property
    def turn(self) -> str:
        """Return in words what happens to the proceedings."""
        return "Proceedings stayed" if self.on else "Stay lifted"


@event("matter.access_changed")
class MatterAccessChanged(MatterEvent):
    """Who may see the matter changes: made public, confidential, sealed or expunged."""

    sentence: ClassVar = "Access to the matter is {to}[, by {authority}]"

    to: Access
    authority: Words

    def change_matter(self, matter: Matter) -> Matter:
        """Return the matter with its new access."""
        return matter._replace(access=str(self.to))


@event("matter.incident_occurred")
class MatterIncidentOccurred(MatterEvent):
    """What the matter is about happened; limitation runs from here."""

    sentence: ClassVar = (
        "Incident[ in {place}][: {description}][; died: {deaths}][; injured: {injured}]"
    )
    rank: ClassVar = Rank.INCIDENT
    scope: ClassVar = Scope.INCIDENT

    place: Phrase | None = None
    description: Words | None = None
    deaths: tuple[Name, ...] = ()
    injured: tuple[Name, ...] = ()
