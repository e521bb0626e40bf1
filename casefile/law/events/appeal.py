"""Appeals: an axis of their own beside the state of an item, and what a higher court undoes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, ClassVar, NamedTuple

from msgspec import Meta
from msgspec.structs import replace

from casefile.errors import Refused
from casefile.event import Code, Part
from casefile.law.catalogue import Event, event
from casefile.law.civil import CIVIL, DECIDED, JUDGMENT
from casefile.law.civil import VACATED as VACATED_CLAIM
from casefile.law.codes import Track
from casefile.law.criminal import (
    ACQUITTED,
    ADJUDICATED,
    CONVICTED,
    CRIMINAL,
    DE_NOVO,
    DEFERRED,
    OF_JUDGMENT,
    SENTENCE_COMPLETED,
    SENTENCED,
    VACATED,
    WITH_GUILT,
    after_guilt,
    found_by_verdict,
    stood_guilty,
)
from casefile.law.criminal import OPEN as OPEN_CHARGE
from casefile.law.events.citation import ORDER_UNDONE, order_undone
from casefile.law.events.claim import UNDER_SETTLEMENT
from casefile.law.events.conviction import barred, conviction_restored, conviction_undone
from casefile.law.events.dismissal import dismissal_undone
from casefile.law.events.ending import TRANSFER_UNDONE, transfer_undone
from casefile.law.events.ending import dismissal_undone as claim_dismissal_undone
from casefile.law.events.judgment import JUDGMENT_UNDONE, amount_undone, judgment_undone
from casefile.law.events.sentence import sentence_void
from casefile.law.events.trial import PLEA
from casefile.law.fields import CourtId, EventId, ItemId, Name, PartyId
from casefile.law.item import BELOW, DISMISSED, FOUND, NONE, SAME, STOOD, Item, Move, Stood
from casefile.law.rank import Rank
from casefile.law.refusals import NoAppeal, WrongState
from casefile.law.regulatory import REGULATORY

# An acquittal cannot be appealed, and what lives on elsewhere is appealed there.
APPEALABLE = tuple(
    dict.fromkeys(
        state
        for track in (CRIMINAL, CIVIL, REGULATORY)
        for state in track.states
        if state != NONE and state not in track.barred
    )
)


class AppealOutcome(Code):
    """What the higher court decides on one item, or on a part of it."""

    AFFIRMED = "affirmed"
    REVERSED = "reversed"
    REVERSED_BARRED = "reversed_barred", "reversed, and a new trial barred"
    VACATED = "vacated"
    REMANDED = "remanded"
    MODIFIED = "modified"
    DISMISSED = "dismissed", "appeal dismissed"
    WITHDRAWN = "withdrawn", "appeal withdrawn"


class OutcomeInParts(Part):
    """What is decided on the parts of an item: of a charge the first two, of a claim the others.

    A sentence falls with its conviction, and an amount with the liability for it.
    """

    conviction: AppealOutcome | None = None
    sentence: AppealOutcome | None = None
    liability: AppealOutcome | None = None
    amount: AppealOutcome | None = None

    def __post_init__(self) -> None:
        """Check that the parts are there, and those of one item; raises ValueError."""
        charge, claim = (self.conviction, self.sentence), (self.liability, self.amount)
        if any(charge) == any(claim):
            message = "Give conviction and sentence, or liability and amount."
            raise ValueError(message)

    @property
    def label(self) -> str:
        """Return the parts in words: conviction affirmed, sentence vacated."""
        parts = ((name, getattr(self, name)) for name in self.__struct_fields__)
        return ", ".join(f"{name} {outcome.label}" for name, outcome in parts if outcome)


UNDOING = (AppealOutcome.REVERSED, AppealOutcome.VACATED)
GIVEN_UP = (AppealOutcome.DISMISSED, AppealOutcome.WITHDRAWN)
# After these a judgment that an appeal de novo annulled stands again.
LEAVING = (
    AppealOutcome.AFFIRMED,
    AppealOutcome.REMANDED,
    *GIVEN_UP,
)


@event("appeal.filed")
class AppealFiled(Event):
    """A higher court is asked to review what was decided on these items, or to try them anew.

    `annuls` says that the law annuls the judgment below at once. Of a claim that does not stand
    alike for all its parties, `from_event` or `parties` say whom the appeal concerns.
    """

    sentence: ClassVar = (
        "Appeal filed by {appellant} on {item_ids}[, to {court_id}]"
        "[, {de_novo?to be tried de novo}][, {annuls?which annuls the judgment below}]"
        "[ (as to {parties})]"
    )
    rank: ClassVar = Rank.APPEAL
    meets: ClassVar = True
    moves: ClassVar = (
        Move(WITH_GUILT, DE_NOVO, lambda filed, _: filed.annuls),
        Move(APPEALABLE, SAME, lambda filed, _: not filed.annuls),
        Move(
            (ACQUITTED,),
            SAME,
            lambda filed, item: not filed.annuls and verdict_is_set_aside(item),
        ),
    )

    item_ids: Annotated[tuple[ItemId, ...], Meta(min_length=1)]
    appellant: Name
    court_id: CourtId | None = None
    from_event: EventId | None = None
    de_novo: bool | None = None
    annuls: bool | None = None
    parties: tuple[PartyId, ...] | None = None

    def follows(self) -> tuple[str, ...]:
        """Return the event that is appealed from, whose parties alone are before the court."""
        return (self.from_event,) if self.from_event else ()

    def whom(self) -> tuple[str, ...]:
        """Return those parties of the items whom alone the appeal concerns."""
        return self.parties or ()

    def done_by(self, sides: Mapping[str, str]) -> tuple[str, ...]:
        """Return those who appeal, where they are named by an id."""
        return (self.appellant,) if self.appellant in sides else ()

    def undoes_on(self, field: str, item_id: str) -> bool:
        """Tell whether the judgment below is annulled."""
        del field, item_id
        return bool(self.annuls)

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the item with one more appeal pending, and without a judgment that is annulled."""
        del field, item_id
        filed = item.having(appeals=item.appeals + 1)
        if not self.annuls:
            return filed
        below = item.put_aside(*PLEA, *OF_JUDGMENT)
        left = conviction_undone(filed)
        return left.having(below=below, taken_back="", stood=None, detail=NO_PLEA)


NO_PLEA = dict.fromkeys(PLEA)


def _settled_judgment(_event: Any, item: Item) -> bool:
    return item.stood is not None and item.stood.state in DECIDED


def judgment_gone(item: Item) -> Item:
    """Return a claim that was settled after a judgment, which does not come back."""
    return item.having(stood=Stood(VACATED_CLAIM))


def verdict_is_set_aside(item: Item) -> bool:
    """Tell whether a charge ended as an acquittal after a verdict of guilty.

    Only then may the prosecution appeal (18 U.S.C. 3731; United States v. Wilson, 420 U.S. 332).
    """
    return item.state == ACQUITTED and "set_aside" in item.detail


def acquittal_undone(item: Item) -> Item:
    """Return the charge as it stood on the verdict of guilty, which stands again."""
    return item.having(taken_back="acquittal", detail={"set_aside": None})


def below_stands(item: Item) -> Item:
    """Return the charge as the lower court left it."""
    return item.restored(item.below).having(below=None) if item.below else item


class Reach(NamedTuple):
    """How far a decision reaches: the move that it makes, and what that leaves of the item."""

    move: Move
    leaves: Callable[[Item], Item]

    def fits(self, item: Item) -> bool:
        """Tell whether this is how a decision reaches the item as it stands."""
        return item.state in self.move.sources and self.move.when(None, item)


def _charge(_event: Any, item: Item) -> bool:
    return item.track == Track.CRIMINAL


def appealed_since(item: Item) -> bool:
    """Tell whether an appeal may be from the act that put aside how the item stood.

    An appeal that was pending by then is from what that act took back. Where no filing is on
    record, nothing says which act is appealed from.
    """
    return item.stood is not None and (not item.appeals or item.appeals > item.stood.appeals)


def _claim(_event: Any, item: Item) -> bool:
    return item.track == Track.CIVIL


def _stood_guilty(_event: Any, item: Item) -> bool:
    return _charge(_event, item) and item.taken_back != "dismissal" and stood_guilty(item)


def _undecided(_event: Any, item: Item) -> bool:
    return _charge(_event, item) and not _stood_guilty(_event, item)


def _guilty_again(_event: Any, item: Item) -> bool:
    return _stood_guilty(_event, item) and appealed_since(item)


def _sentence_stood(item: Item) -> bool:
    """Tell whether the sentence was taken back, and may stand again."""
    taken = item.stood is not None and item.stood.state in (SENTENCED, SENTENCE_COMPLETED)
    return taken and appealed_since(item)


def _verdict_stands_again(item: Item) -> bool:
    return verdict_is_set_aside(item) and (item.stood is None or appealed_since(item))


def sentence_restored(item: Item) -> Item:
    """Return the charge with the sentence that had been taken back."""
    return item.restored(item.stood).having(stood=None) if item.stood else item


CONVICTION_UNDONE = (
    Reach(Move(WITH_GUILT, VACATED), conviction_undone),
    Reach(Move((DEFERRED,), VACATED, lambda _, item: after_guilt(item)), conviction_undone),
    # What took a finding of guilt away is reversed itself.
    Reach(Move((VACATED, ACQUITTED, DISMISSED), STOOD, _guilty_again), conviction_restored),
    Reach(Move((ACQUITTED,), FOUND, lambda _, item: _verdict_stands_again(item)), acquittal_undone),
    Reach(Move((DISMISSED,), STOOD, _undecided), dismissal_undone),
)
CONVICTION_BARRED = (
    Reach(Move(WITH_GUILT, ACQUITTED, lambda _, item: found_by_verdict(item)), barred),
    Reach(Move(WITH_GUILT, DISMISSED), barred),
)
SENTENCE_UNDONE = (
    Reach(Move((CONVICTED,), STOOD, lambda _, item: _sentence_stood(item)), sentence_restored),
    Reach(Move((CONVICTED,), SAME, lambda _, item: "deferral" in item.detail), sentence_void),
    Reach(Move((SENTENCED, SENTENCE_COMPLETED), CONVICTED), sentence_void),
    Reach(Move((ADJUDICATED,), SAME), sentence_void),
)
STANDS_BELOW = (
    Reach(Move(OPEN_CHARGE, BELOW, lambda _, item: item.below is not None), below_stands),
)
CLAIM_UNDONE = (
    *(Reach(move, judgment_undone) for move in JUDGMENT_UNDONE),
    Reach(Move((DISMISSED,), STOOD, _claim), claim_dismissal_undone),
    *(Reach(move, transfer_undone) for move in TRANSFER_UNDONE),
    Reach(Move(UNDER_SETTLEMENT, SAME, _settled_judgment), judgment_gone),
)
AMOUNT_UNDONE = (Reach(Move((JUDGMENT,), SAME), amount_undone),)
CITATION_UNDONE = tuple(Reach(move, order_undone) for move in ORDER_UNDONE)
UNDONE = (*CONVICTION_UNDONE, *CLAIM_UNDONE, *CITATION_UNDONE)


def _reaches(outcome: AppealOutcome | OutcomeInParts) -> tuple[Reach, ...]:
    """Return how far a decision on an item can reach."""
    if isinstance(outcome, AppealOutcome):
        return _whole(outcome, UNDONE)
    if outcome.liability or outcome.amount:
        amount = AMOUNT_UNDONE if outcome.amount in UNDOING else ()
        return (*_whole(outcome.liability, CLAIM_UNDONE), *amount)
    sentence = SENTENCE_UNDONE if outcome.sentence in UNDOING else ()
    return (*_whole(outcome.conviction, CONVICTION_UNDONE), *sentence)


def _whole(outcome: AppealOutcome | None, undone: tuple[Reach, ...]) -> tuple[Reach, ...]:
    if outcome in UNDOING:
        return undone
    if outcome == AppealOutcome.REVERSED_BARRED:
        return CONVICTION_BARRED
    return STANDS_BELOW if outcome in LEAVING else ()


def _track(outcome: AppealOutcome | OutcomeInParts) -> str:
    """Return the track whose items alone have the parts that were decided on."""
    if isinstance(outcome, AppealOutcome):
        return ""
    return Track.CIVIL if outcome.liability or outcome.amount else Track.CRIMINAL


@cache
def _moves(reaches: tuple[Reach, ...], track: str) -> tuple[Move, ...]:
    """Return the rows of a decision: with an appeal pending, and those that only an override takes.

    The latter have no sources: the record has the decision of an appeal and not its filing.
    """

    def pending(_event: Any, item: Item) -> bool:
        return item.appeals > 0 and track in ("", item.track)

    def on_appeal(one: Reach) -> Move:
        return Move(
            one.move.sources,
            one.move.to,
            lambda event, item: pending(event, item) and one.move.when(event, item),
        )

    def overridden(one: Reach) -> Move:
        return Move((), one.move.to, lambda _, item: one.fits(item))

    return (
        *map(on_appeal, reaches),
        Move((*APPEALABLE, ACQUITTED), SAME, pending),
        *map(overridden, reaches),
        Move((), SAME),
    )


@event("appeal.decided", version=2)
class AppealDecided(Event):
    """The higher court decides, item by item: in one word, or on each part of the item."""

    sentence: ClassVar = "Appeal decided: {outcomes}[ (as to {parties})]"
    rank: ClassVar = Rank.DECIDED
    # Every outcome of version 1 is one of version 2.
    upcasts: ClassVar = {1: lambda data: data}
    moves: ClassVar = _moves((), "")
    refusal: ClassVar = NoAppeal

    outcomes: Annotated[dict[ItemId, AppealOutcome | OutcomeInParts], Meta(min_length=1)]
    parties: tuple[PartyId, ...] | None = None

    def whom(self) -> tuple[str, ...]:
        """Return those parties of the items whom alone the decision concerns."""
        return self.parties or ()

    def moves_on(self, field: str, item_id: str) -> tuple[Move, ...]:
        """Return the rows for what was decided on this item."""
        del field
        outcome = self.outcomes[item_id]
        return _moves(_reaches(outcome), _track(outcome))

    def undoes_on(self, field: str, item_id: str) -> bool:
        """Tell whether anything decided on this item takes something back."""
        del field
        return any(one not in STANDS_BELOW for one in _reaches(self.outcomes[item_id]))

    def refusal_on(self, item: Item) -> type[Refused]:
        """Return why the decision is refused: there is no appeal, or nothing to decide on."""
        return WrongState if item.appeals else NoAppeal

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the item with one appeal fewer, and without what is undone."""
        del field
        outcome = self.outcomes[item_id]
        decided = item.having(appeals=max(item.appeals - 1, 0))
        if _track(outcome) not in ("", item.track):
            return decided
        reach = next((one for one in _reaches(outcome) if one.fits(item)), None)
        return reach.leaves(decided) if reach else _one_fewer(decided, outcome)


def _one_fewer(item: Item, outcome: AppealOutcome | OutcomeInParts) -> Item:
    """Return the item without one of the appeals that were pending when something was put aside.

    What took the judgment away leaves an appeal from it nothing to decide, so that one that is
    dismissed or withdrawn is taken for such a one.
    """
    if item.stood is None or not item.stood.appeals:
        return item
    left = item.stood.appeals - (outcome in GIVEN_UP)
    return item.having(stood=replace(item.stood, appeals=min(left, item.appeals)))
