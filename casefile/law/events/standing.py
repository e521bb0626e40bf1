"""Standing: a party's successor takes its place, it is dropped, or its appearance ends."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import msgspec

from casefile.event import Code
from casefile.law import subjects
from casefile.law.catalogue import Event, Scope, event
from casefile.law.civil import OPEN as OPEN_CLAIM
from casefile.law.codes import Prejudice, Track
from casefile.law.events.party import EVERY_STATE
from casefile.law.fields import PartyId, UnfitFields, Words
from casefile.law.item import DISMISSED, SAME, Item, Move
from casefile.law.rank import Rank
from casefile.law.regulatory import OPEN as OPEN_CITATION
from casefile.law.regulatory import WITHDRAWN


class SubstitutionReason(Code):
    """Why a party's successor takes its place."""

    DEATH = "death"
    TRANSFER = "transfer", "transfer of interest"
    SUCCESSOR_IN_OFFICE = "successor_in_office", "successor in office"
    OTHER = "other", "for another reason"


@event("party.substituted")
class PartySubstituted(Event):
    """A party's successor takes its place in the matter (Fed. R. Civ. P. 25); no charge passes."""

    sentence: ClassVar = "{to} substituted for {from_} ({reason})"
    rank: ClassVar = Rank.DEATH + 1  # on the day of a death, after it
    scope: ClassVar = Scope.PARTY_HERE
    moves: ClassVar = (Move(EVERY_STATE, SAME),)

    from_: PartyId = msgspec.field(name="from")
    to: PartyId
    reason: SubstitutionReason

    def __post_init__(self) -> None:
        """Check that there are two parties; raises ValueError."""
        super().__post_init__()
        if self.from_ == self.to:
            message = "A party cannot be substituted for itself."
            raise UnfitFields(message, "to")

    def substitution(self) -> tuple[str, str]:
        """Return the party that is replaced, and by whom."""
        return (self.from_, self.to)

    def about(self, matter_id: str) -> Iterable[str]:
        """Return who both parties are in the matter, and what the successor has by it."""
        return (
            subjects.party_in(matter_id, self.from_),
            subjects.party_in(matter_id, self.to),
            subjects.items_of(self.to),
        )


class PartyLeaves(Event):
    """An event that ends the part of one party in the matter."""

    party_id: PartyId
    reason: Words | None = None

    def about(self, matter_id: str) -> Iterable[str]:
        """Return who the party is in the matter."""
        return (subjects.party_in(matter_id, self.party_id),)


def _open_claim(_event: Event, item: Item) -> bool:
    return item.track == Track.CIVIL


def _open_citation(_event: Event, item: Item) -> bool:
    return item.track == Track.REGULATORY


@event("party.dropped")
class PartyDropped(PartyLeaves):
    """A party is dropped from the matter (Fed. R. Civ. P. 21); no charge is dropped by it.

    What is open between it and others is dismissed without prejudice, and an open citation of it
    is withdrawn.
    """

    sentence: ClassVar = "{party_id} dropped as a party[: {reason}]"
    rank: ClassVar = Rank.DISMISSED
    scope: ClassVar = Scope.PARTY_HERE
    moves: ClassVar = (
        Move(OPEN_CLAIM, DISMISSED, _open_claim),
        Move(OPEN_CITATION, WITHDRAWN, _open_citation),
        Move(EVERY_STATE, SAME),
    )

    def whom(self) -> tuple[str, ...]:
        """Return the party, whose pairs alone are dropped."""
        return (self.party_id,)

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the item; a claim that was open as one dismissed without prejudice."""
        del field, item_id
        if not (item.state in OPEN_CLAIM and item.track == Track.CIVIL):
            return item
        without = str(Prejudice.WITHOUT)
        dropped = {"dismissed_how": "dropped", "prejudice_by_rule": without}
        return item.having(prejudice=without, detail=dropped)


@event("party.terminated")
class PartyTerminated(PartyLeaves):
    """The court's docket ends a party's appearance, which moves no item and ends no matter."""

    sentence: ClassVar = "Appearance of {party_id} terminated[: {reason}]"
    rank: ClassVar = Rank.FOLLOWS
