"""Claims: every event that files, moves or ends one, as rows of the civil lifecycle."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import ClassVar

import msgspec

from casefile.event import Code
from casefile.law.catalogue import Event, event
from casefile.law.civil import (
    ANSWERED,
    DECIDED,
    DECISION,
    DEFAULTED,
    DETERMINED,
    FILED,
    JUDGMENT,
    OPEN,
    SERVED,
    SETTLED,
    SETTLED_PENDING_APPROVAL,
    VACATED,
    amount_vacated,
)
from casefile.law.codes import Track
from casefile.law.fields import Changes, ItemId, Kind, Money, PartyId, Phrase, UnfitFields, Words
from casefile.law.item import ALONE, DISMISSED, IN_TRIAL, NONE, SAME, STOOD, Item, Move
from casefile.law.rank import Rank

# Words for a way of service that say by themselves that it is one: in person, personally.
_says_how = re.compile(
    r"(?:by|in|on|at|through|via|with|under|pursuant to|personally|electronically)\b",
    re.IGNORECASE,
).match


class Side(Code):
    """A side of a claim."""

    CLAIMANT = "claimant"
    DEFENDANT = "defendant"


UNDER_SETTLEMENT = (SETTLED, SETTLED_PENDING_APPROVAL)
# Where a claim stands of which those against whom it is may be expected to settle or to consent.
CONTESTED = (SERVED, ANSWERED, IN_TRIAL, VACATED)


# Where one stands who has not answered, and against whom no default is entered.
UNANSWERED = (FILED, SERVED)


def _is_tried_from(state: str, _: Event, item: Item) -> bool:
    """Tell whether a claim came to trial from a state in which nobody had answered it."""
    return item.detail.get("unanswered") == state


# What the sentence of an act ends with that concerns only some of a claim's parties.
AS_TO = "[ (as to {parties})]"


class ClaimEvent(Event):
    """An event on one claim."""

    track: ClassVar = Track.CIVIL

    item_id: ItemId


class ClaimAct(ClaimEvent, kw_only=True):
    """An act on one claim, or on what is between some of its parties (Fed. R. Civ. P. 54(b)).

    `parties` are those of either side whom it concerns. Without any it concerns those of whom it is
    ordinarily said, as they stand then, or else everybody for whom it is legal.
    """

    takes_up: ClassVar[bool] = False  # whether it is about one earlier act, which stays

    parties: tuple[PartyId, ...] | None = None

    def whom(self) -> tuple[str, ...]:
        """Return those parties of the claim whom alone the act concerns."""
        return self.parties or ()

    def is_likely(self, item: Item) -> bool:
        """Tell that it is not of those who are in default, and out of court."""
        return item.state != DEFAULTED

    def in_doubt(self, items: Sequence[Item]) -> bool:
        """Tell whether it is about one earlier act, and there are several."""
        return (self.undoes or self.takes_up) and len({item.since for item in items}) > 1


@event("claim.filed")
class ClaimFiled(ClaimEvent):
    """A claim is filed: complaint, counterclaim, crossclaim or third-party claim."""

    meets: ClassVar = True
    sentence: ClassVar = (
        "Claim filed[ by {claimants}][ against {against}]: {cause}[ ({kind})]"
        "[, seeking {relief}][, {amount}]"
    )
    rank: ClassVar = Rank.FILED
    files_item: ClassVar = True
    moves: ClassVar = (Move((NONE,), FILED),)

    cause: Phrase
    claimants: tuple[PartyId, ...] = ()
    against: tuple[PartyId, ...] = ()
    kind: Kind = "unknown"
    relief: Words | None = None
    amount: Money | None = None

    def __post_init__(self) -> None:
        """Check that the claim has a party, and none on both sides; raises ValueError."""
        super().__post_init__()
        if not (self.claimants or self.against):
            message = "A claim needs at least one party, in claimants or in against."
            raise UnfitFields(message, "claimants", "against")
        if both := set(self.claimants) & set(self.against):
            message = f"{min(both)} cannot stand on both sides of one claim."
            raise UnfitFields(message, "claimants", "against")

    def sides(self) -> tuple[tuple[str, str], ...]:
        """Return the parties on both sides."""
        return (
            *((party, str(Side.CLAIMANT)) for party in self.claimants),
            *((party, str(Side.DEFENDANT)) for party in self.against),
        )

    def done_by(self, sides: Mapping[str, str]) -> tuple[str, ...]:
        """Return those who file it."""
        del sides
        return self.claimants

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the new claim with its facts."""
        del field, item_id
        amount = msgspec.to_builtins(self.amount)
        return item.having(
            filed=True,
            kind=self.kind,
            detail={"cause": self.cause, "relief": self.relief, "amount": amount},
        )


class ClaimChanges(Changes):
    """What an amendment of a claim may change; only what is given changes."""

    cause: Phrase | None = None
    kind: Kind | None = None
    relief: Words | None = None
    amount: Money | None = None


@event("claim.amended")
class ClaimAmended(ClaimEvent):
    """The claim is changed in place; its earlier wording stays in the record."""

    may_meet: ClassVar = True
    sentence: ClassVar = "Claim {item_id} amended[: {changes}]"
    rank: ClassVar = Rank.AMENDED
    renames_item: ClassVar = True
    moves: ClassVar = (Move((*OPEN, DETERMINED), SAME),)

    changes: ClaimChanges

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the claim with its new facts and one more version."""
        del field, item_id
        facts = self.changes.given()
        kind = facts.pop("kind", item.kind)
        version = int(item.detail.get("version", 1)) + 1
        return item.having(kind=kind, detail={**facts, "version": version})


@event("claim.served")
class ClaimServed(ClaimAct):
    """The claim is served on those that it is against, or service is waived."""

    sentence: ClassVar = "Claim {item_id} served[ {means}]" + AS_TO
    may_meet: ClassVar = True
    moves: ClassVar = (
        Move((FILED,), SERVED),
        # A default is often set aside because the service was none: then it is served anew.
        Move((SERVED,), SAME, lambda _, item: item.taken_back in ("default", "judgment")),
    )

    method: Phrase | None = None

    @property
    def means(self) -> str:
        """Return how it is served, with the word by where nothing like it is said."""
        method = self.method or ""
        return method if not method or _says_how(method) else f"by {method}"


@event("claim.answered")
class ClaimAnswered(ClaimAct):
    """The claim is answered, which waives service that is not on record."""

    sentence: ClassVar = "Claim {item_id} answered" + AS_TO
    rank: ClassVar = Rank.SERVED + 1  # on the day of service, it comes after it
    meets: ClassVar = True
    moves: ClassVar = (
        Move((SERVED,), ANSWERED),
        Move((FILED, VACATED), ANSWERED, named=True),
    )

    def done_by(self, sides: Mapping[str, str]) -> tuple[str, ...]:
        """Return those who answer: all whom the claim is against, where nobody is named."""
        against = tuple(party for party, side in sides.items() if side == Side.DEFENDANT)
        return self.parties or against


@event("claim.answer_stricken")
class ClaimAnswerStricken(ClaimAct):
    """The answer is struck out; the claim stands as if there were none, and default may follow."""

    sentence: ClassVar = "Answer to claim {item_id} stricken" + AS_TO
    rank: ClassVar = Rank.UNDONE
    undoes: ClassVar = True
    takes_back: ClassVar = ClaimAnswered.tag
    moves: ClassVar = (
        Move((ANSWERED,), SERVED, back=True),
        Move((VACATED,), SERVED, back=True, named=True),
    )


@event("claim.trial_commenced")
class ClaimTrialCommenced(ClaimAct):
    """Trial on the claim begins.

    Whoever is in default is out of court (Frow v. De La Vega, 82 U.S. 552 (1872)), and stands
    trial, of what is due, only where the act names them or there is nobody else. So does whoever
    has not answered, as to a counterclaim that is tried by consent (Fed. R. Civ. P. 15(b)(2)).
    """

    sentence: ClassVar = "Trial on claim {item_id} begins" + AS_TO
    to_come: ClassVar = "that it will be tried"
    rank: ClassVar = Rank.TRIAL
    may_meet: ClassVar = True
    moves: ClassVar = (
        Move((ANSWERED, VACATED), IN_TRIAL),
        Move((DEFAULTED,), IN_TRIAL, named=True),
        Move(UNANSWERED, IN_TRIAL, named=ALONE),
        Move((JUDGMENT,), SAME, lambda _, item: amount_vacated(item)),
    )

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the claim, on trial with or without an answer."""
        del field, item_id
        unanswered = item.state if item.state in UNANSWERED else None
        in_default = True if item.state == DEFAULTED else None
        return item.having(detail={"in_default": in_default, "unanswered": unanswered})


@event("claim.mistrial_declared")
class ClaimMistrialDeclared(ClaimAct):
    """The trial ends without a decision; the claim stands where it stood before."""

    sentence: ClassVar = "Mistrial on claim {item_id}" + AS_TO
    rank: ClassVar = Rank.UNDONE
    undoes: ClassVar = True
    moves: ClassVar = (
        Move((IN_TRIAL,), DEFAULTED, lambda _, item: "in_default" in item.detail),
        *(
            Move((IN_TRIAL,), state, partial(_is_tried_from, state), back=True)
            for state in UNANSWERED
        ),
        Move((IN_TRIAL,), ANSWERED, back=True),
        Move((JUDGMENT,), SAME, lambda _, item: amount_vacated(item)),
    )


@event("claim.settled")
class ClaimSettled(ClaimAct):
    """The claim is settled, at once or once the court approves.

    With `in_all` the amount is one sum for all claims that the settlement settles.
    """

    sentence: ClassVar = (
        "Claim {item_id} settled[, {amount}][ {in_all?for several claims together}]"
        "[, {confidential?confidential}]"
        "[, {needs_approval?subject to approval}][ (parties to it: {parties})]"
    )
    rank: ClassVar = Rank.SETTLED
    moves: ClassVar = tuple(
        Move(sources, to, when, named=sources is not CONTESTED)
        for sources in (CONTESTED, (FILED, DEFAULTED, *DECIDED))
        for to, when in (
            (SETTLED_PENDING_APPROVAL, lambda settled, _: settled.needs_approval),
            (SETTLED, lambda settled, _: not settled.needs_approval),
        )
    )

    amount: Money | None = None
    confidential: bool = False
    needs_approval: bool = False
    in_all: bool | None = None

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the claim with the terms of its settlement, which puts a decision aside."""
        del field, item_id
        amount = {"amount": msgspec.to_builtins(self.amount)} if self.amount else {}
        in_all = {"in_all": True} if self.in_all else {}
        settlement = {**amount, **in_all, "confidential": self.confidential}
        settled = item.having(
            stood=item.put_aside(*DECISION) if item.state in DECIDED else None,
            detail={**dict.fromkeys(DECISION), "settlement": settlement},
        )
        return settled.unmarked("satisfied")


@event("claim.settlement_approved")
class ClaimSettlementApproved(ClaimAct):
    """The court approves the settlement."""

    takes_up: ClassVar = True

    sentence: ClassVar = "Settlement of claim {item_id} approved" + AS_TO
    rank: ClassVar = Rank.SETTLED + 1
    moves: ClassVar = (Move((SETTLED_PENDING_APPROVAL,), SETTLED),)


@event("claim.settlement_disapproved")
class ClaimSettlementDisapproved(ClaimAct):
    """The court does not approve the settlement; the claim stands where it stood before."""

    sentence: ClassVar = "Settlement of claim {item_id} not approved" + AS_TO
    rank: ClassVar = Rank.UNDONE
    undoes: ClassVar = True
    moves: ClassVar = (Move((SETTLED_PENDING_APPROVAL,), STOOD),)

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the claim without its settlement."""
        del field, item_id
        return unsettled(item)


@event("claim.settlement_set_aside")
class ClaimSettlementSetAside(ClaimAct):
    """The settlement is taken back; the claim stands where it stood before."""

    sentence: ClassVar = "Settlement of claim {item_id} set aside: {reason}" + AS_TO
    rank: ClassVar = Rank.UNDONE + 1  # on the day on which a judgment on it is vacated, after that
    undoes: ClassVar = True
    moves: ClassVar = (
        Move(UNDER_SETTLEMENT, STOOD),
        # It may have been followed by a dismissal, or by a judgment on it that has gone.
        Move((*OPEN, DISMISSED), SAME, lambda _, item: "settlement" in item.detail),
        Move((*OPEN, *DECIDED), SAME, lambda _, item: item.taken_back == "settlement"),
    )

    reason: Words

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the claim without its settlement."""
        del field, item_id
        if item.state in UNDER_SETTLEMENT:
            stood = item.put_aside("settlement", *DECISION)
            return unsettled(item).having(taken_back="settlement", stood=stood)
        return item.having(detail={"settlement": None}).unmarked(SETTLED, "satisfied")


@event("claim.satisfied")
class ClaimSatisfied(ClaimAct):
    """What the judgment or the settlement asks for has been done; a mark beside the state."""

    sentence: ClassVar = "Claim {item_id} satisfied" + AS_TO
    rank: ClassVar = Rank.COMPLETED
    takes_up: ClassVar = True
    moves: ClassVar = (
        Move((JUDGMENT,), SAME, lambda _, item: item.detail.get("judgment_for") == Side.CLAIMANT),
        Move((JUDGMENT,), SAME, named=True),
        Move((SETTLED,), SAME),
        Move((DISMISSED,), SAME, lambda _, item: SETTLED in item.marks),
    )

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the claim, satisfied."""
        del field, item_id
        return item.marked("satisfied")


def unsettled(item: Item) -> Item:
    """Return the claim without its settlement, and with the decision that this put aside."""
    decision = item.stood.detail if item.stood else {}
    settlement_gone = item.having(stood=None, detail={**decision, "settlement": None})
    return settlement_gone.unmarked(SETTLED, "satisfied")
