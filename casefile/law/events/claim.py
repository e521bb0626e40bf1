"""Claims: every event that files, moves or ends one, as rows of the civil lifecycle."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from casefile.event import Code
from casefile.law.catalogue import Event, Rank, event
from casefile.law.civil import (
    ANSWERED,
    DEFAULTED,
    DETERMINED,
    FILED,
    IN_TRIAL,
    JUDGMENT,
    OPEN,
    SERVED,
    SETTLED,
    SETTLED_PENDING_APPROVAL,
    TRANSFERRED,
)
from casefile.law.codes import Prejudice, Track
from casefile.law.fields import ItemId, Long, Money, PartyId, Short
from casefile.law.item import DISMISSED, LAST_OPEN, NONE, SAME, Item, Move
from casefile.law.rule_41 import VOLUNTARY, DismissedHow, prejudice_by_rule


class Side(Code):
    """A side of a claim."""

    CLAIMANT = "claimant"
    DEFENDANT = "defendant"


class JudgmentKind(Code):
    """How a judgment came about."""

    DEFAULT = "default"
    CONSENT = "consent"
    SUMMARY = "summary"
    JURY = "jury"
    BENCH = "bench"
    DIRECTED = "directed"
    ARBITRAL = "arbitral"


JUDGED_FROM = {
    JudgmentKind.DEFAULT: (DEFAULTED,),
    JudgmentKind.CONSENT: OPEN,
    JudgmentKind.SUMMARY: (ANSWERED,),
    JudgmentKind.JURY: (IN_TRIAL,),
    JudgmentKind.BENCH: (IN_TRIAL,),
    JudgmentKind.DIRECTED: (IN_TRIAL,),
    JudgmentKind.ARBITRAL: (ANSWERED, IN_TRIAL),
}


class ClaimEvent(Event):
    """An event on one claim."""

    track: ClassVar = Track.CIVIL

    item_id: ItemId


@event("claim.filed")
class ClaimFiled(ClaimEvent):
    """A claim is filed: complaint, counterclaim, crossclaim or third-party claim."""

    sentence: ClassVar = (
        "Claim {item_id} filed[ by {claimants}][ against {against}]: {cause}[ ({kind})]"
        "[, seeking {relief}][, {amount}]"
    )
    rank: ClassVar = Rank.FILED
    files_item: ClassVar = True
    moves: ClassVar = (Move((NONE,), FILED),)

    cause: Short
    claimants: tuple[PartyId, ...] = ()
    against: tuple[PartyId, ...] = ()
    kind: Short = "unknown"
    relief: Long | None = None
    amount: Money | None = None

    def __post_init__(self) -> None:
        """Check that the claim has a party, and none on both sides; raises ValueError."""
        super().__post_init__()
        if not (self.claimants or self.against):
            message = "A claim needs at least one party, in claimants or in against."
            raise ValueError(message)
        if both := set(self.claimants) & set(self.against):
            message = f"{min(both)} cannot stand on both sides of one claim."
            raise ValueError(message)

    def parties(self) -> tuple[tuple[str, str], ...]:
        """Return the parties on both sides."""
        return (
            *((party, str(Side.CLAIMANT)) for party in self.claimants),
            *((party, str(Side.DEFENDANT)) for party in self.against),
        )

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the new claim with its facts."""
        del field, item_id
        amount = msgspec.to_builtins(self.amount)
        return item.having(
            filed=True,
            kind=self.kind,
            detail={"cause": self.cause, "relief": self.relief, "amount": amount},
        )


@event("claim.served")
class ClaimServed(ClaimEvent):
    """The claim is served on those that it is against, or service is waived."""

    sentence: ClassVar = "Claim {item_id} served"
    moves: ClassVar = (Move((FILED,), SERVED),)


@event("claim.answered")
class ClaimAnswered(ClaimEvent):
    """The claim is answered."""

    sentence: ClassVar = "Claim {item_id} answered"
    rank: ClassVar = Rank.SERVED + 1  # on the day of service, it comes after it
    moves: ClassVar = (Move((SERVED,), ANSWERED),)


@event("claim.default_entered")
class ClaimDefaultEntered(ClaimEvent):
    """Default is entered against those who did not answer; judgment may follow."""

    sentence: ClassVar = "Default entered on claim {item_id}"
    rank: ClassVar = Rank.SERVED + 1
    moves: ClassVar = (Move((SERVED,), DEFAULTED),)


@event("claim.trial_commenced")
class ClaimTrialCommenced(ClaimEvent):
    """Trial on the claim begins."""

    sentence: ClassVar = "Trial on claim {item_id} begins"
    rank: ClassVar = Rank.TRIAL
    moves: ClassVar = (Move((ANSWERED, DEFAULTED), IN_TRIAL),)


@event("claim.settled")
class ClaimSettled(ClaimEvent):
    """The claim is settled, at once or once the court approves."""

    sentence: ClassVar = (
        "Claim {item_id} settled[, {amount}][, {confidential?confidential}]"
        "[, {needs_approval?subject to approval}]"
    )
    rank: ClassVar = Rank.SETTLED
    moves: ClassVar = (
        Move(OPEN, SETTLED_PENDING_APPROVAL, lambda settled, _: settled.needs_approval),
        Move(OPEN, SETTLED, lambda settled, _: not settled.needs_approval),
    )

    amount: Money | None = None
    confidential: bool = False
    needs_approval: bool = False

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the claim with the terms of its settlement."""
        del field, item_id
        amount = {"amount": msgspec.to_builtins(self.amount)} if self.amount else {}
        return item.having(detail={"settlement": {**amount, "confidential": self.confidential}})


@event("claim.settlement_approved")
class ClaimSettlementApproved(ClaimEvent):
    """The court approves the settlement."""

    sentence: ClassVar = "Settlement of claim {item_id} approved"
    rank: ClassVar = Rank.SETTLED + 1
    moves: ClassVar = (Move((SETTLED_PENDING_APPROVAL,), SETTLED),)


@event("claim.judgment_entered")
class ClaimJudgmentEntered(ClaimEvent):
    """Judgment on the claim is entered for one side."""

    sentence: ClassVar = "Judgment on claim {item_id} for {for_} ({kind})[, {amount}]"
    rank: ClassVar = Rank.VERDICT
    moves: ClassVar = (
        Move(OPEN, JUDGMENT, lambda entered, item: item.state in JUDGED_FROM[entered.kind]),
    )

    kind: JudgmentKind
    for_: Side = msgspec.field(name="for")
    amount: Money | None = None

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the claim with its judgment."""
        del field, item_id
        judgment = {"judgment_for": str(self.for_), "judgment_kind": str(self.kind)}
        amount = msgspec.to_builtins(self.amount)
        return item.having(detail={**judgment, "judgment_amount": amount})


@event("claim.satisfied")
class ClaimSatisfied(ClaimEvent):
    """What the judgment or the settlement asks for has been done; a mark beside the state."""

    sentence: ClassVar = "Claim {item_id} satisfied"
    rank: ClassVar = Rank.COMPLETED
    moves: ClassVar = (
        Move((JUDGMENT, SETTLED), SAME),
        Move((DISMISSED,), SAME, lambda _, item: SETTLED in item.marks),
    )

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the claim, satisfied."""
        del field, item_id
        return item.marked("satisfied")


@event("claim.transferred")
class ClaimTransferred(ClaimEvent):
    """The claim goes on in another court."""

    sentence: ClassVar = "Claim {item_id} transferred[ to {to}]"
    rank: ClassVar = Rank.DISMISSED  # it ends the claim here, after all else on that day
    moves: ClassVar = (Move(OPEN, TRANSFERRED),)

    to: Short | None = None

    def successors(self, field: str) -> tuple[str, ...]:
        """Return the claim in which it lives on, where that is named as matter_id/item_id."""
        del field
        return (self.to,) if self.to and "/" in self.to else ()


@event("claim.dismissed")
class ClaimDismissed(ClaimEvent):
    """The claim is dismissed, by those who brought it or by the court."""

    sentence: ClassVar = "Claim {item_id} dismissed[ {how}][ {prejudice}]"
    rank: ClassVar = Rank.DISMISSED
    moves: ClassVar = (Move((*OPEN, SETTLED, SETTLED_PENDING_APPROVAL), DISMISSED),)

    how: DismissedHow = DismissedHow.UNKNOWN
    prejudice: Prejudice = Prejudice.UNKNOWN

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the claim with its prejudice as stated and, apart from it, by rule."""
        del field, item_id
        notices = item.detail.get("voluntary_dismissals", 0) + (self.how == DismissedHow.NOTICE)
        by_rule = prejudice_by_rule(self.how, self.prejudice, notices)
        dismissed = item.having(
            prejudice=str(self.prejudice),
            detail={
                "dismissed_how": str(self.how),
                "prejudice_by_rule": str(by_rule),
                "voluntary_dismissals": notices or None,
            },
        )
        settled = item.state in (SETTLED, SETTLED_PENDING_APPROVAL) and self.how in VOLUNTARY
        return dismissed.marked(SETTLED) if settled else dismissed


@event("claim.dismissal_clarified")
class ClaimDismissalClarified(ClaimEvent):
    """It becomes known, or is ordered, whether a dismissal bars the claim for good."""

    sentence: ClassVar = "Dismissal of claim {item_id} is {prejudice}[, per {authority}]"
    rank: ClassVar = Rank.FOLLOWS
    settles_prejudice: ClassVar = True
    moves: ClassVar = (Move((DISMISSED,), SAME),)

    prejudice: Prejudice
    authority: Long | None = None

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the claim with its prejudice."""
        del field, item_id
        return item.having(prejudice=str(self.prejudice))


@event("claim.reinstated")
class ClaimReinstated(ClaimEvent):
    """A dismissed claim is taken up again where it stood."""

    sentence: ClassVar = "Claim {item_id} reinstated[: {basis}]"
    rank: ClassVar = Rank.FOLLOWS
    moves: ClassVar = (Move((DISMISSED,), LAST_OPEN),)

    basis: Long | None = None

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the claim without its dismissal, and without a settlement that led to it."""
        del field, item_id
        return item.having(
            prejudice="",
            marks=tuple(mark for mark in item.marks if mark != SETTLED),
            detail=dict.fromkeys(("dismissed_how", "prejudice_by_rule", "settlement")),
        )


@event("claim.determined")
class ClaimDetermined(ClaimEvent):
    """The question that the claim puts is answered, for no side: a certification, a declaration."""

    sentence: ClassVar = "Claim {item_id} determined: {outcome}"
    rank: ClassVar = Rank.VERDICT
    moves: ClassVar = (Move(OPEN, DETERMINED),)

    outcome: Short

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the claim with its answer, and without the prejudice of an earlier dismissal."""
        del field, item_id
        return item.having(prejudice="", detail={"outcome": self.outcome})
