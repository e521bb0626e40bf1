"""Dismissals and transfers: how a claim ends undecided, and what brings it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from casefile.law.catalogue import event
from casefile.law.civil import DECIDED, DECISION, OPEN, SETTLED, TRANSFERRED
from casefile.law.codes import Prejudice
from casefile.law.events.claim import AS_TO, UNDER_SETTLEMENT, ClaimAct, unsettled
from casefile.law.fields import Phrase, Words
from casefile.law.item import DISMISSED, LAST_OPEN, SAME, STOOD, Item, Move
from casefile.law.rank import Rank
from casefile.law.rule_41 import MAY_BE_AGREED, ON_SETTLEMENT, DismissedHow, prejudice_by_rule

# Where a claim goes whose dismissal, or transfer, is taken back, on appeal or below.
DISMISSAL_UNDONE = (Move((DISMISSED,), STOOD),)
TRANSFER_UNDONE = (Move((TRANSFERRED,), LAST_OPEN),)


@event("claim.transferred")
class ClaimTransferred(ClaimAct):
    """The claim goes on in another court."""

    sentence: ClassVar = "Claim {item_id} transferred[ to {to}]" + AS_TO
    rank: ClassVar = Rank.DISMISSED  # it ends the claim here, after all else on that day
    moves: ClassVar = (Move(OPEN, TRANSFERRED),)

    to: Phrase | None = None

    def successors(self, field: str) -> tuple[str, ...]:
        """Return the claim in which it lives on, where that is named as matter_id/item_id."""
        del field
        return (self.to,) if self.to and "/" in self.to else ()

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the claim without what it lived on in before."""
        del field, item_id
        return item.having(successors=())


@event("claim.returned")
class ClaimReturned(ClaimAct):
    """A transferred claim comes back from the other court, and is taken up where it stood."""

    sentence: ClassVar = "Claim {item_id} returned" + AS_TO
    rank: ClassVar = Rank.UNDONE
    undoes: ClassVar = True
    moves: ClassVar = (
        *TRANSFER_UNDONE,
        Move(OPEN, SAME, lambda _, item: item.taken_back == "transfer"),
    )

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the claim without its transfer, where that has not gone already."""
        del field, item_id
        return item if item.state in OPEN else transfer_undone(item)


@event("claim.dismissed")
class ClaimDismissed(ClaimAct):
    """The claim is dismissed, by those who brought it, by the court, or by an agency.

    A charge before the National Labor Relations Board is dismissed by the director of its region
    (29 C.F.R. 101.24(a)), which is no act of a court; `agency` says whose act it is. A
    charge or petition that those who filed it withdraw from an agency (29 C.F.R. 101.5) is
    dismissed by `withdrawal`, and called withdrawn.
    """

    sentence: ClassVar = "Claim {item_id} {ended}[ by {agency}][ {manner}][ {prejudice}]" + AS_TO
    rank: ClassVar = Rank.DISMISSED
    moves: ClassVar = (
        Move(OPEN, DISMISSED),
        Move(UNDER_SETTLEMENT, DISMISSED, lambda dismissed, _: dismissed.may_be_agreed),
        Move(UNDER_SETTLEMENT, DISMISSED, named=True),
    )

    how: DismissedHow = DismissedHow.UNKNOWN
    prejudice: Prejudice = Prejudice.UNKNOWN
    agency: Phrase | None = None

    def in_doubt(self, items: Sequence[Item]) -> bool:
        """Tell whether it may be of those alone with whom the claim is settled, or of the others.

        Which of both is not said where the parties may have agreed on it.
        """
        settled = {item.state in UNDER_SETTLEMENT for item in items}
        return self.may_be_agreed and len(settled) > 1

    @property
    def ended(self) -> str:
        """Return in a word how it ended."""
        return "withdrawn" if self.how == DismissedHow.WITHDRAWAL else DISMISSED

    @property
    def manner(self) -> str:
        """Return how it was dismissed, where one word has not said it."""
        return "" if self.ended != DISMISSED else self.how.label

    @property
    def may_be_agreed(self) -> bool:
        """Tell whether the parties may have agreed on it."""
        return self.how in MAY_BE_AGREED and not self.agency

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the claim with its prejudice as stated and, apart from it, by rule."""
        del field, item_id
        notices = item.detail.get("voluntary_dismissals", 0) + (self.how == DismissedHow.NOTICE)
        by_rule = prejudice_by_rule(self.how, self.prejudice, notices)
        # An appeal that is pending by now is from something else.
        pending = item.appeals and item.state in OPEN
        dismissed = item.having(
            prejudice=str(self.prejudice),
            stood=item.put_aside() if pending else item.stood,
            detail={
                "dismissed_how": str(self.how),
                "dismissed_by": self.agency,
                "prejudice_by_rule": str(by_rule),
                "voluntary_dismissals": notices or None,
            },
        )
        settled = item.state in UNDER_SETTLEMENT and self.how in ON_SETTLEMENT
        return dismissed.marked(SETTLED) if settled else dismissed


@event("claim.dismissal_clarified")
class ClaimDismissalClarified(ClaimAct):
    """It becomes known, or is ordered, whether a dismissal bars the claim for good."""

    sentence: ClassVar = "Dismissal of claim {item_id} is {prejudice}[, per {authority}]" + AS_TO
    rank: ClassVar = Rank.FOLLOWS
    takes_up: ClassVar = True
    settles_prejudice: ClassVar = True
    moves: ClassVar = (Move((DISMISSED,), SAME),)

    prejudice: Prejudice
    authority: Words | None = None

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the claim with its prejudice."""
        del field, item_id
        return item.having(prejudice=str(self.prejudice))


@event("claim.reinstated")
class ClaimReinstated(ClaimAct):
    """A dismissed claim is taken up again where it stood."""

    sentence: ClassVar = "Claim {item_id} reinstated[: {basis}]" + AS_TO
    rank: ClassVar = Rank.FOLLOWS + 1  # after what becomes known of the dismissal on that day
    undoes: ClassVar = True
    voids: ClassVar = (ClaimDismissed.tag,)
    moves: ClassVar = (
        *DISMISSAL_UNDONE,
        Move(
            (*OPEN, *DECIDED),
            SAME,
            lambda _, item: item.taken_back in ("dismissal", "settlement"),
        ),
    )

    basis: Words | None = None

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the claim without its dismissal, where that has not gone already."""
        del field, item_id
        return item if item.state in (*OPEN, *DECIDED) else dismissal_undone(item)


def dismissal_undone(item: Item) -> Item:
    """Return the claim without its dismissal, and without a settlement that led to it."""
    taken_back = "settlement" if "settlement" in item.detail else "dismissal"
    gone = ("dismissed_how", "dismissed_by", "prejudice_by_rule")
    stood = item.put_aside("settlement", *DECISION, *gone)
    return unsettled(item).having(
        prejudice="", taken_back=taken_back, stood=stood, detail=dict.fromkeys(gone)
    )


def transfer_undone(item: Item) -> Item:
    """Return the claim as one that goes on here and nowhere else."""
    return item.come_back().having(taken_back="transfer")
