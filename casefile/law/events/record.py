"""Record keeping: intentions, statements, notes, conflicts of sources, and corrections.

These events name items without moving them: what somebody says, plans or expects is not what has
legally occurred.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, ClassVar

from msgspec import Meta

from casefile.event import Code, FieldName
from casefile.law import subjects
from casefile.law.catalogue import CATALOGUE, Event, event, unchanged
from casefile.law.codes import Prejudice, Track
from casefile.law.fields import (
    EventId,
    ItemId,
    Name,
    PartialDate,
    PartyId,
    Phrase,
    TypeName,
    UnfitFields,
    Words,
)
from casefile.law.rank import Rank
from casefile.law.wording import announced_as


class RetractionReason(Code):
    """Why an event is taken back."""

    ERROR = "error"
    DUPLICATE = "duplicate"
    NOT_FILED = "not_filed"
    SOURCE_CHANGED = "source_changed", "its source says otherwise now"


class Occasion(Code):
    """At what something is announced to come, of which nobody knows the day."""

    SENTENCING = "sentencing", "at sentencing"
    PLEA = "plea", "with a plea"
    TRIAL = "trial", "at trial"
    OTHER = "other", "at a later act"


@event("intent.announced")
class IntentAnnounced(Event):
    """Somebody says that an event is to come; `actor` is whose act it would be.

    Where that event would file an item that nobody has filed yet, `party_id` says against whom. A
    claim of several parties is announced by `claim.filed` itself, with the assertion announced.
    What is to come at an `occasion` is awaited until that was, whenever that is; what is `expected`
    by a day is overdue once that has passed.
    """

    assertion: ClassVar = "announced"
    sentence: ClassVar = (
        "Announced for {item_id}: {intended_words}[ against {party_id}][, {prejudice}], by {actor}"
        "[, {occasion}][, expected {expected}][, {confirmed_by_actor?confirmed by the actor}]"
    )

    intended_event: TypeName
    item_id: ItemId
    actor: Name
    confirmed_by_actor: bool = False
    prejudice: Prejudice | None = None
    party_id: PartyId | None = None
    occasion: Occasion | None = None
    expected: PartialDate | None = None

    def __post_init__(self) -> None:
        """Check that there is such an event; raises ValueError."""
        super().__post_init__()
        if self.intended_event not in CATALOGUE:
            message = f"{self.intended_event!r} is no type of event, like charge.dismissed."
            raise UnfitFields(message, "intended_event")

    @property
    def intended_words(self) -> str:
        """Return the intended event in words."""
        return announced_as(self.intended)

    @property
    def intended(self) -> type[Event]:
        """Return the class of the event that is to come."""
        return CATALOGUE[self.intended_event]

    def filing(self) -> str:
        """Return the type that would file the item, where its party is named."""
        return self.intended_event if self.intended.files_item and self.party_id else ""

    def item_track(self) -> str:
        """Return the track of the item that is to be filed."""
        return str(self.intended.track) if self.filing() else ""

    def sides(self) -> tuple[tuple[str, str], ...]:
        """Return the party that the item would be against."""
        if not (self.filing() and self.party_id):
            return ()
        side = "respondent" if self.intended.track is Track.REGULATORY else "defendant"
        return ((self.party_id, side),)

    def about(self, matter_id: str) -> Iterable[str]:
        """Return what waits in the matter for an occasion."""
        return (subjects.awaited(matter_id),) if self.occasion else ()

    def whom(self) -> tuple[str, ...]:
        """Return the party whom an act on an item that is there already would concern."""
        return (self.party_id,) if self.party_id and not self.intended.files_item else ()


@event("intent.withdrawn")
class IntentWithdrawn(Event):
    """An announced event is not to come after all."""

    sentence: ClassVar = "Intention of {actor} for {item_id} withdrawn"

    item_id: ItemId
    actor: Name


@event("statement.recorded")
class StatementRecorded(Event):
    """Somebody says something worth keeping, which moves nothing."""

    assertion: ClassVar = "statement"
    sentence: ClassVar = "Statement[ by {speaker}][ ({capacity})], {topic}[: {quote}]"

    topic: Phrase
    speaker: Name | None = None
    capacity: Phrase | None = None
    quote: Words | None = None
    party_id: PartyId | None = None
    item_id: ItemId | None = None

    def actors(self) -> tuple[str, ...]:
        """Return who says it."""
        return (self.speaker,) if self.speaker else ()


@event("note.recorded")
class NoteRecorded(Event):
    """The office notes something."""

    of_file: ClassVar = True
    sentence: ClassVar = "Note: {text}"
    rank: ClassVar = Rank.OF_FILE

    text: Words
    party_id: PartyId | None = None
    item_id: ItemId | None = None


@event("source.conflict_recorded")
class SourceConflictRecorded(Event):
    """Sources contradict each other; a resolution says which is followed, and why."""

    of_file: ClassVar = True
    sentence: ClassVar = "Sources conflict: {events}[; resolved: {resolution}]"

    events: Annotated[tuple[EventId, ...], Meta(min_length=2)]
    resolution: Words | None = None

    def follows(self) -> tuple[str, ...]:
        """Return the events that contradict each other."""
        return self.events


class Amending(Event):
    """An event that changes what another one says from here on."""

    target: EventId


@event("event.corrected", version=2)
class EventCorrected(Amending):
    """An event is corrected from here on; as known before, it stays what it was."""

    upcasts: ClassVar = {1: unchanged}
    sentence: ClassVar = "Event {target} corrected: {changes}[; because: {reason}]"

    # Which of them are personal is for the target's type to say: see `personal.personal_changes`.
    changes: Annotated[dict[FieldName, Any], Meta(min_length=1, extra={"personal": True})]
    reason: Words | None = None


@event("event.retracted", version=2)
class EventRetracted(Amending):
    """An event is taken back from here on; as known before, it stays."""

    upcasts: ClassVar = {1: unchanged}
    sentence: ClassVar = "Event {target} retracted ({reason})[: {explanation}]"

    reason: RetractionReason
    explanation: Words | None = None
