"""Appeals: an axis of its own beside the state of an item, which only some outcomes move."""

from __future__ import annotations

from typing import Annotated, ClassVar

from msgspec import Meta

from casefile.errors import Refused
from casefile.event import Code
from casefile.law.catalogue import Event, Rank, event
from casefile.law.civil import CIVIL
from casefile.law.codes import Track
from casefile.law.criminal import CONVICTED, CRIMINAL, SENTENCE_COMPLETED, SENTENCED, VACATED
from casefile.law.events.trial import void_conviction
from casefile.law.fields import EventId, ItemId, Name, Short
from casefile.law.item import DISMISSED, NONE, SAME, Item, Move
from casefile.law.refusals import NoAppeal, WrongState
from casefile.law.regulatory import REGULATORY

# An acquittal cannot be appealed, and what lives on elsewhere is appealed there.
APPEALABLE = tuple(
    state
    for track in (CRIMINAL, CIVIL, REGULATORY)
    for state in track.states
    if state != NONE and state not in track.barred
)
WITH_CONVICTION = (CONVICTED, SENTENCED, SENTENCE_COMPLETED)


class AppealOutcome(Code):
    """What the higher court decides on one item."""

    AFFIRMED = "affirmed"
    REVERSED = "reversed"
    VACATED = "vacated"
    REMANDED = "remanded"
    MODIFIED = "modified"
    DISMISSED = "dismissed", "appeal dismissed"
    WITHDRAWN = "withdrawn", "appeal withdrawn"


UNDOING = (AppealOutcome.REVERSED, AppealOutcome.VACATED)


@event("appeal.filed")
class AppealFiled(Event):
    """A higher court is asked to review what was decided on these items."""

    sentence: ClassVar = "Appeal filed by {appellant} on {item_ids}[, to {court_id}]"
    rank: ClassVar = Rank.APPEAL
    moves: ClassVar = (Move(APPEALABLE, SAME),)

    item_ids: Annotated[tuple[ItemId, ...], Meta(min_length=1)]
    appellant: Name
    court_id: Short | None = None
    from_event: EventId | None = None

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the item with one more appeal pending."""
        del field, item_id
        return item.having(appeals=item.appeals + 1)


def _pending(_event: AppealDecided, item: Item) -> bool:
    return item.appeals > 0


def _convicted(_event: AppealDecided, item: Item) -> bool:
    return item.state in WITH_CONVICTION


def _pending_on_conviction(event: AppealDecided, item: Item) -> bool:
    return _pending(event, item) and _convicted(event, item)


# The last row of each table has no sources: only an override takes it, where the record has
# the decision of an appeal and not its filing.
STANDS = (Move(APPEALABLE, SAME, _pending), Move((), SAME))
UNDONE = (
    Move(WITH_CONVICTION, VACATED, _pending_on_conviction),
    Move(APPEALABLE, SAME, _pending),
    Move((), VACATED, _convicted),
    Move((), SAME),
)


@event("appeal.decided")
class AppealDecided(Event):
    """The higher court decides, item by item."""

    sentence: ClassVar = "Appeal decided: {outcomes}"
    rank: ClassVar = Rank.DECIDED
    moves: ClassVar = STANDS

    outcomes: Annotated[dict[ItemId, AppealOutcome], Meta(min_length=1)]

    def moves_on(self, field: str, item_id: str) -> tuple[Move, ...]:
        """Return the rows for what was decided on this item."""
        del field
        return UNDONE if self.outcomes[item_id] in UNDOING else STANDS

    def refusal_on(self, item: Item) -> type[Refused]:
        """Return why the decision is refused: there is no appeal, or nothing to decide on."""
        return WrongState if item.appeals else NoAppeal

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the item with one appeal fewer, and without the conviction that is undone."""
        del field
        outcome = self.outcomes[item_id]
        decided = item.having(appeals=max(item.appeals - 1, 0))
        if outcome in UNDOING and item.state in WITH_CONVICTION:
            return void_conviction(decided)
        reversed_dismissal = outcome == AppealOutcome.REVERSED and item.state == DISMISSED
        if reversed_dismissal and item.track == Track.CRIMINAL:
            return decided.having(taken_back="dismissal")
        return decided
