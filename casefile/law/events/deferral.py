"""Deferrals: a charge put off on conditions, and how that ends."""

from __future__ import annotations

from typing import ClassVar

from casefile.event import Code
from casefile.law.catalogue import Rank, event
from casefile.law.codes import Prejudice
from casefile.law.criminal import CHARGED, CONVICTED, DEFERRED, PLEA_TENDERED, PLEADED_NOT_GUILTY
from casefile.law.events.charge import ChargeEvent
from casefile.law.fields import Long, PartialDate
from casefile.law.item import DISMISSED, Item, Move


class DeferralKind(Code):
    """How a charge is put off."""

    DIVERSION = "diversion"
    DEFERRED_PROSECUTION = "deferred_prosecution"
    UNKNOWN = "unknown"
    DEFERRED_ADJUDICATION = "deferred_adjudication"
    ADJUDICATION_WITHHELD = "adjudication_withheld"
    SUPERVISION = "supervision"
    FIRST_OFFENDER_PROBATION = "first_offender_probation"
    CONDITIONAL_DISCHARGE = "conditional_discharge"
    DEFERRED_SENTENCE = "deferred_sentence"


DEFERRED_AFTER_GUILT = ("deferred_adjudication", "conditional_discharge", "deferred_sentence")


class DeferralResult(Code):
    """How a deferral ended."""

    COMPLETED = "completed"
    REVOKED = "revoked"


@event("charge.deferral_ordered")
class ChargeDeferralOrdered(ChargeEvent):
    """The charge is put off on conditions: diversion, deferred prosecution or adjudication."""

    sentence: ClassVar = "Charge {item_id} deferred[, {kind}][, until {ends}][: {conditions}]"
    rank: ClassVar = Rank.DEFERRAL
    moves: ClassVar = (Move((CHARGED, PLEADED_NOT_GUILTY, PLEA_TENDERED), DEFERRED),)

    kind: DeferralKind = DeferralKind.UNKNOWN
    conditions: tuple[Long, ...] = ()
    ends: PartialDate | None = None

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge with the kind of its deferral."""
        del field, item_id
        return item.having(detail={"deferral": str(self.kind), "deferred_until": self.ends})


@event("charge.deferral_ended")
class ChargeDeferralEnded(ChargeEvent):
    """The deferral is completed, which dismisses the charge, or revoked."""

    sentence: ClassVar = "Deferral of charge {item_id} {result}"
    rank: ClassVar = Rank.DISMISSED
    moves: ClassVar = (
        Move((DEFERRED,), DISMISSED, lambda ended, _: ended.result == DeferralResult.COMPLETED),
        Move((DEFERRED,), CONVICTED, lambda _, item: _deferred_after_guilt(item)),
        Move((DEFERRED,), PLEADED_NOT_GUILTY, lambda _, item: not _deferred_after_guilt(item)),
    )

    result: DeferralResult

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge; a completed deferral leaves open whether it bars a new charge."""
        del field, item_id
        if self.result == DeferralResult.REVOKED:
            return item
        return item.having(prejudice=str(Prejudice.UNKNOWN))


def _deferred_after_guilt(item: Item) -> bool:
    return item.detail.get("deferral") in DEFERRED_AFTER_GUILT
