"""Dismissals of charges: how a charge is dismissed, and how that is settled or taken back."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace

from casefile.errors import Refused
from casefile.event import Code
from casefile.law.catalogue import event
from casefile.law.codes import Prejudice
from casefile.law.criminal import (
    ACQUITTED,
    ADJUDICATED,
    CONVICTED,
    MOVED,
    OPEN,
    SUPERSEDED,
    VACATED,
    WITH_GUILT,
    de_novo_ended,
)
from casefile.law.deadlines.limitation import is_untimely
from casefile.law.events.charge import ChargeEvent, bar_on
from casefile.law.events.deferral import completed, dismissed_on_completion
from casefile.law.fields import Words
from casefile.law.item import ABATED, DISMISSED, LAST_OPEN, SAME, STOOD, Item, Move, has_abated
from casefile.law.rank import Rank


class DismissedBy(Code):
    """Who ended the charge."""

    COURT = "court", "by the court"
    PROSECUTION = "prosecution", "by the prosecution"
    AGREEMENT = "agreement", "by agreement"
    UNKNOWN = "unknown"


class VacatedBy(Code):
    """How a court comes to take a dismissal back."""

    RECONSIDERATION = "reconsideration", "on reconsideration"
    APPEAL = "appeal", "on appeal"
    OTHER = "other", ""


# The details that a dismissal leaves on a charge.
OF_DISMISSAL = ("dismissed_by", "untimely", "ended_label", "deferral_completed")
# Where a charge can stand again whose dismissal is taken back.
BACK_IN = (*OPEN, *WITH_GUILT)


@event("charge.dismissed")
class ChargeDismissed(ChargeEvent):
    """The charge is dismissed by the court, by the prosecution (nolle prosequi) or by agreement.

    What was superseded or moved may be dismissed where it was filed; after a death the order
    changes nothing, for the charge has abated. The court's order that ends a
    deferral after guilt is its completion (NMSA 1978, 31-20-9).
    """

    ends_charge: ClassVar = True
    sentence: ClassVar = "Charge {item_id} dismissed[ {by}][ {prejudice}][: {reason}]"
    rank: ClassVar = Rank.DISMISSED
    moves: ClassVar = (
        Move((ABATED, SUPERSEDED, MOVED), SAME, lambda _, item: has_abated(item)),
        Move((*OPEN, CONVICTED, ADJUDICATED, SUPERSEDED, MOVED), DISMISSED),
        Move((DISMISSED,), SAME, lambda _, item: _on_completion(item) or _is_barred(item)),
        Move((ACQUITTED,), SAME, lambda dismissed, item: dismissed.bars and _is_barred(item)),
    )

    by: DismissedBy = DismissedBy.UNKNOWN
    prejudice: Prejudice = Prejudice.UNKNOWN
    reason: Words | None = None

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge with what is known of the dismissal."""
        del field, item_id
        if has_abated(item) or (item.state == ACQUITTED and self.bars and _is_barred(item)):
            return item
        if self.on_completion and dismissed_on_completion(item):
            return completed(item).having(detail={"dismissed_by": str(self.by)})
        known = item.state == DISMISSED and item.prejudice == Prejudice.WITH
        prejudice = item.prejudice if known else str(self.prejudice)
        ended = item.detail.get("ended_label") if item.state == DISMISSED else None
        # An appeal that is pending by now is from something else.
        left = de_novo_ended(item)
        found = item.state in (CONVICTED, ADJUDICATED)
        stood = item.stood
        if found or (left.appeals and item.state != DISMISSED):
            sent_on = item.state in (SUPERSEDED, MOVED)
            stood = (left.having(state=left.last_open) if sent_on else left).put_aside()
        untimely = is_untimely(self.reason) or None
        detail = {"dismissed_by": str(self.by), "untimely": untimely, "ended_label": ended}
        return left.having(prejudice=prejudice, stood=stood, detail=detail)

    @property
    def bars(self) -> bool:
        """Tell whether the dismissal says that nothing may follow."""
        return self.prejudice == Prejudice.WITH

    @property
    def on_completion(self) -> bool:
        """Tell whether the court may dismiss because the conditions of a deferral were met."""
        return self.by == DismissedBy.COURT and self.prejudice != Prejudice.WITHOUT


def _on_completion(item: Item) -> bool:
    return "deferral_completed" in item.detail


def _is_barred(item: Item) -> bool:
    return item.taken_back == "conviction"


@event("charge.dismissal_clarified")
class ChargeDismissalClarified(ChargeEvent):
    """It becomes known, or is ordered, whether a dismissal bars the charge for good."""

    sentence: ClassVar = "Dismissal of charge {item_id} is {prejudice}[, per {authority}]"
    rank: ClassVar = Rank.FOLLOWS
    settles_prejudice: ClassVar = True
    moves: ClassVar = (
        Move(
            (DISMISSED,),
            SAME,
            lambda clarified, item: item.prejudice == Prejudice.UNKNOWN != clarified.prejudice,
        ),
    )

    prejudice: Prejudice
    authority: Words | None = None

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge with its prejudice."""
        del field, item_id
        return item.having(prejudice=str(self.prejudice))


@event("charge.dismissal_vacated")
class ChargeDismissalVacated(ChargeEvent):
    """A court takes the dismissal back, with or without prejudice, and the charge goes on."""

    sentence: ClassVar = "Dismissal of charge {item_id} vacated[ {by}][: {reason}]"
    rank: ClassVar = Rank.UNDONE
    undoes: ClassVar = True
    voids: ClassVar = (ChargeDismissed.tag,)
    moves: ClassVar = (
        Move((DISMISSED,), VACATED, lambda _, item: _is_barred(item)),
        Move((DISMISSED,), STOOD, lambda _, item: not _stood_dismissed(item)),
        Move((DISMISSED,), LAST_OPEN),
        Move(BACK_IN, SAME, lambda _, item: dismissal_is_gone(item)),
    )

    by: VacatedBy = VacatedBy.OTHER
    reason: Words | None = None

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge without its dismissal; a conviction that was vacated is not back."""
        del field, item_id
        if not _is_barred(item):
            return dismissal_undone(item)
        stood = replace(item.stood) if item.stood else None
        return item.having(prejudice="", stood=stood, detail=dict.fromkeys(OF_DISMISSAL))


@event("charge.reinstated")
class ChargeReinstated(ChargeEvent):
    """A dismissed charge is taken up again where it stood."""

    sentence: ClassVar = "Charge {item_id} reinstated[: {basis}]"
    rank: ClassVar = Rank.UNDONE
    undoes: ClassVar = True
    voids: ClassVar = (ChargeDismissed.tag,)
    moves: ClassVar = (
        Move(
            (DISMISSED,),
            STOOD,
            lambda _, item: item.prejudice != Prejudice.WITH and not _stood_dismissed(item),
        ),
        Move((DISMISSED,), LAST_OPEN, lambda _, item: item.prejudice != Prejudice.WITH),
        Move(BACK_IN, SAME, lambda _, item: dismissal_is_gone(item)),
        Move((), LAST_OPEN),
    )

    basis: Words | None = None

    def refusal_on(self, item: Item) -> type[Refused]:
        """Return why the charge cannot be reinstated from this state."""
        return bar_on(item)

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge without its dismissal."""
        del field, item_id
        return dismissal_undone(item).having(taken_back="")


def _stood_dismissed(item: Item) -> bool:
    """Tell whether what was put aside last is a dismissal, which taking one back cannot lead to."""
    return item.stood is not None and item.stood.state == DISMISSED


def dismissal_is_gone(item: Item) -> bool:
    """Tell whether the dismissal was taken back already, and nothing has moved the charge since."""
    return item.taken_back == "dismissal"


def dismissal_undone(item: Item) -> Item:
    """Return the charge without its dismissal."""
    gone = OF_DISMISSAL
    dismissed = item.put_aside(*gone) if item.state == DISMISSED else None
    left = item.restored(item.stood) if item.stood and item.state == DISMISSED else item
    if "refiled" in left.marks:  # what it was filed again as is a charge of its own from here on
        left = left.unmarked("refiled").having(successors=())
    return left.having(
        prejudice="", taken_back="dismissal", stood=dismissed, detail=dict.fromkeys(gone)
    )
