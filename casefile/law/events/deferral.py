"""Deferrals: a charge put off on conditions, and how that ends.

Whether there was a plea or a finding of guilt decides what a deferral comes to; whether a kind is
a sentence on a conviction is a question of the jurisdiction (`law.deferrals`).
"""

from __future__ import annotations

from typing import ClassVar

from casefile.errors import Refused
from casefile.event import Code
from casefile.law.catalogue import Rank, event
from casefile.law.codes import Prejudice
from casefile.law.criminal import (
    CHARGED,
    CONVICTED,
    DE_NOVO,
    DEFERRAL_COMPLETED,
    DEFERRED,
    PLEA_TENDERED,
    PLEADED_NOT_GUILTY,
    de_novo_ended,
    found_by_plea,
)
from casefile.law.deferrals import no_conviction
from casefile.law.events.charge import ChargeEvent
from casefile.law.fields import Long, PartialDate
from casefile.law.item import DISMISSED, FOUND, SAME, Item, Move
from casefile.law.refusals import NoConviction, SentenceThere, WrongState

# What a conviction rests on where a guilty plea was deferred.
BASIS = {"guilty": "plea_guilty", "no_contest": "plea_no_contest", "alford": "plea_alford"}


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


# Kinds that can follow a verdict or a finding, before judgment is entered on it.
OF_GUILT = (
    DeferralKind.DEFERRED_ADJUDICATION,
    DeferralKind.ADJUDICATION_WITHHELD,
    DeferralKind.SUPERVISION,
    DeferralKind.FIRST_OFFENDER_PROBATION,
    DeferralKind.CONDITIONAL_DISCHARGE,
)


class DeferralResult(Code):
    """How a deferral ended."""

    COMPLETED = "completed"
    REVOKED = "revoked"


@event("charge.deferral_ordered")
class ChargeDeferralOrdered(ChargeEvent):
    """The charge, or the sentence on it, is put off on conditions.

    A sentence is deferred on a conviction, which stands; every other kind puts off the charge.
    """

    sentence: ClassVar = "Charge {item_id} deferred[, {kind}][, until {ends}][: {conditions}]"
    rank: ClassVar = Rank.DEFERRAL
    moves: ClassVar = (
        Move(
            (CHARGED, PLEADED_NOT_GUILTY, PLEA_TENDERED, DE_NOVO),
            DEFERRED,
            lambda ordered, item: not ordered.on_conviction(item),
        ),
        Move(
            (CONVICTED,),
            DEFERRED,
            lambda ordered, item: (
                ordered.kind in OF_GUILT
                and not found_by_plea(item)
                and not ordered.on_conviction(item)
            ),
        ),
        Move(
            (CONVICTED,),
            SAME,
            lambda ordered, _: ordered.kind == DeferralKind.DEFERRED_SENTENCE,
        ),
    )

    kind: DeferralKind = DeferralKind.UNKNOWN
    conditions: tuple[Long, ...] = ()
    ends: PartialDate | None = None

    def on_conviction(self, item: Item) -> bool:
        """Tell whether the law where the item stands knows this kind on a conviction alone."""
        return no_conviction(item.jurisdiction, self.kind) is False

    def refusal_on(self, item: Item) -> type[Refused]:
        """Return why nothing is deferred here: it is a sentence, or it needs a conviction."""
        if not self.on_conviction(item):
            return WrongState
        sentence = self.kind != DeferralKind.DEFERRED_SENTENCE
        return SentenceThere if sentence else NoConviction

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge with the kind of its deferral, and whether guilt came before it."""
        del field, item_id
        guilt = item.state in (PLEA_TENDERED, CONVICTED)
        return item.having(
            detail={
                "deferral": str(self.kind),
                "deferred_until": self.ends,
                "guilt": guilt or None,
                "awaiting": None,
            }
        )


@event("charge.deferral_ended")
class ChargeDeferralEnded(ChargeEvent):
    """The deferral is completed, which discharges the party, or revoked.

    After a plea or a finding of guilt a completed deferral bars the charge for good; where
    adjudication was withheld nothing is dismissed (Fla. Stat. 948.04(2)); a deferred sentence that
    is completed ends the conviction in a dismissal (NMSA 1978, 31-20-9).
    """

    sentence: ClassVar = (
        "Deferral of charge {item_id} {result}[, {admitted?the violation admitted|not admitted}]"
    )
    undoes: ClassVar = True
    moves: ClassVar = (
        Move(
            (DEFERRED,),
            DEFERRAL_COMPLETED,
            lambda ended, item: ended.completed and _withheld(item),
        ),
        Move((DEFERRED,), DISMISSED, lambda ended, _: ended.completed),
        Move((CONVICTED,), DISMISSED, lambda ended, item: ended.completed and _on_sentence(item)),
        Move((DEFERRED,), FOUND, lambda ended, item: not ended.completed and _after_guilt(item)),
        Move((DEFERRED,), PLEADED_NOT_GUILTY, lambda ended, _: not ended.completed),
        Move((CONVICTED,), SAME, lambda ended, item: not ended.completed and _on_sentence(item)),
    )

    result: DeferralResult
    admitted: bool | None = None

    @property
    def completed(self) -> bool:
        """Tell whether the conditions were met."""
        return self.result == DeferralResult.COMPLETED

    def rank_on(self, field: str) -> int:
        """Return the rank of what completes a sentence, or of what takes something back."""
        del field
        return Rank.COMPLETED if self.completed else Rank.UNDONE

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge without its deferral, and with what that comes to."""
        del field, item_id
        gone = {"deferral": None, "deferred_until": None, "guilt": None}
        if self.completed:
            return _completed(item)
        if _on_sentence(item):
            return item.having(detail={**gone, "awaiting": "deferral revoked; awaiting sentence"})
        plea = str(item.detail.get("plea", ""))
        basis = item.detail.get("conviction_basis") or BASIS.get(plea)
        return item.having(
            detail={**gone, "conviction_basis": basis if _after_guilt(item) else None}
        )


def _completed(item: Item) -> Item:
    """Return the charge after a deferral whose conditions were met."""
    detail = {"deferral_completed": item.detail.get("deferral"), "deferred_until": None}
    if _withheld(item):
        return de_novo_ended(item).having(detail=detail)
    prejudice, ended = Prejudice.UNKNOWN, None
    if _on_sentence(item):
        prejudice, ended = Prejudice.WITH, "convicted; sentence deferred; dismissed on completion"
    elif _after_guilt(item):
        prejudice, ended = Prejudice.WITH, "discharged, no conviction"
    return de_novo_ended(item).having(
        prejudice=str(prejudice), detail={**detail, "ended_label": ended}
    )


def _withheld(item: Item) -> bool:
    return item.detail.get("deferral") == DeferralKind.ADJUDICATION_WITHHELD


def _after_guilt(item: Item) -> bool:
    return bool(item.detail.get("guilt"))


def _on_sentence(item: Item) -> bool:
    return item.state == CONVICTED and "deferral" in item.detail
