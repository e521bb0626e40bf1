"""Appeals: an axis of their own beside the state of an item, and what a higher court undoes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, ClassVar

from msgspec import Meta
from msgspec.structs import replace

from casefile.errors import Refused
from casefile.event import Code, Part
from casefile.law.catalogue import Event, event
from casefile.law.civil import CIVIL
from casefile.law.codes import Track
from casefile.law.criminal import ACQUITTED, CRIMINAL, DE_NOVO, OF_JUDGMENT, WITH_GUILT
from casefile.law.events.citation import CitationOrderVacated
from casefile.law.events.conviction import ChargeConvictionVacated, conviction_undone
from casefile.law.events.dismissal import ChargeDismissalVacated
from casefile.law.events.ending import ClaimReinstated
from casefile.law.events.judgment import ClaimJudgmentVacated
from casefile.law.events.reversal import (
    AMOUNT_UNDONE,
    CLAIM_UNDONE,
    CONVICTION_BARRED,
    CONVICTION_UNDONE,
    OF_SENTENCE,
    REVERSED,
    SENTENCE_REVERSED,
    SENTENCE_UNDONE,
    STANDS_BELOW,
    VACATED_ON_APPEAL,
    Reach,
    less_reviewed,
    to_review,
    verdict_is_set_aside,
)
from casefile.law.events.sentence import SentenceVacated
from casefile.law.events.trial import PLEA
from casefile.law.fields import CourtId, EventId, ItemId, Name, PartyId
from casefile.law.item import NONE, SAME, Item, Move
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
# What a higher court can take back, of an item of any track.
DECISIONS = (
    *(*ChargeConvictionVacated.voids, *ChargeDismissalVacated.voids),
    *(*ClaimJudgmentVacated.voids, *ClaimReinstated.voids, *CitationOrderVacated.voids),
)
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
        reviewed = item.reviewed or to_review(item)
        filed = item.having(appeals=item.appeals + 1, reviewed=reviewed)
        if not self.annuls:
            return filed
        below = item.put_aside(*PLEA, *OF_JUDGMENT)
        left = conviction_undone(filed)
        return left.having(below=below, taken_back="", stood=None, detail=NO_PLEA)


NO_PLEA = dict.fromkeys(PLEA)
_MODIFIED = " (modified on appeal; how is not on record)"


def _reaches(outcome: AppealOutcome | OutcomeInParts) -> tuple[Reach, ...]:
    """Return how far a decision on an item can reach."""
    if isinstance(outcome, AppealOutcome):
        reversed_ = outcome == AppealOutcome.REVERSED
        return _whole(outcome, REVERSED if reversed_ else VACATED_ON_APPEAL)
    if outcome.liability or outcome.amount:
        amount = AMOUNT_UNDONE if outcome.amount in UNDOING else ()
        return (*_whole(outcome.liability, CLAIM_UNDONE), *amount)
    sentence = SENTENCE_UNDONE if outcome.sentence in UNDOING else ()
    if outcome.sentence == AppealOutcome.REVERSED:
        sentence = (*SENTENCE_REVERSED, *sentence)
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
    decides: ClassVar = AppealFiled.tag

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

    def undoes_whole(self, item_id: str) -> bool:
        """Tell whether one word takes back all that was decided on an item."""
        return self.outcomes[item_id] in UNDOING

    def undoes_on(self, field: str, item_id: str) -> bool:
        """Tell whether anything decided on this item takes something back."""
        del field
        outcome = self.outcomes.get(item_id)
        if outcome is None:
            return False
        return any(one not in STANDS_BELOW for one in _reaches(outcome))

    def voids_on(self, item_id: str) -> tuple[str, ...]:
        """Return all decisions on an item that a word takes back, or those of what it is said."""
        outcome = self.outcomes[item_id]
        whole = (AppealOutcome.REVERSED_BARRED, *UNDOING)
        if isinstance(outcome, AppealOutcome):
            return DECISIONS if outcome in whole else ()
        if outcome.conviction in whole or outcome.liability in whole:
            return DECISIONS
        return SentenceVacated.voids if outcome.sentence in whole else ()

    def refusal_on(self, item: Item) -> type[Refused]:
        """Return why the decision is refused: there is no appeal, or nothing to decide on."""
        return WrongState if item.appeals else NoAppeal

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the item with one appeal fewer, and without what is undone."""
        del field
        outcome = self.outcomes[item_id]
        appeals, earlier = max(item.appeals - 1, 0), item.interlocutory
        decided = item.having(appeals=appeals, interlocutory=min(earlier, appeals))
        if _track(outcome) not in ("", item.track):
            return decided
        reach = next((one for one in _reaches(outcome) if one.fits(item)), None)
        whole = isinstance(outcome, AppealOutcome)
        if whole and reach is None and earlier:  # the appeals are decided in their order
            decided = decided.having(interlocutory=earlier - 1)
        decided = _as_modified(decided, outcome)
        left = reach.leaves(decided) if reach else _one_fewer(decided, outcome)
        given_up = whole and outcome in GIVEN_UP
        return less_reviewed(left, about=_is_about(outcome, item), given_up=given_up)


def _as_modified(item: Item, outcome: AppealOutcome | OutcomeInParts) -> Item:
    """Return the charge with its sentence told as one that another has taken the place of."""
    of_sentence = outcome if isinstance(outcome, AppealOutcome) else outcome.sentence
    label = item.detail.get("sentence_label")
    if of_sentence != AppealOutcome.MODIFIED or not label or str(label).endswith(_MODIFIED):
        return item
    return item.having(detail={"sentence_label": f"{label}{_MODIFIED}"})


def _is_about(outcome: AppealOutcome | OutcomeInParts, item: Item) -> bool:
    """Tell whether a decision is about the part of an item that is under review."""
    if isinstance(outcome, AppealOutcome) or item.reviewed is None:
        return True
    if item.reviewed.taken in OF_SENTENCE:
        return outcome.sentence is not None
    return outcome.conviction is not None or outcome.liability is not None


def _one_fewer(item: Item, outcome: AppealOutcome | OutcomeInParts) -> Item:
    """Return the item without one of the appeals that were pending when something was put aside.

    What took the judgment away leaves an appeal from it nothing to decide, so that one that is
    dismissed or withdrawn is taken for such a one.
    """
    if item.stood is None or not item.stood.appeals:
        return item
    left = item.stood.appeals - (outcome in GIVEN_UP)
    return item.having(stood=replace(item.stood, appeals=min(left, item.appeals)))
