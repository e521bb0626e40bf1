"""Deferrals: a charge put off on conditions, and how that ends.

Whether there was a plea or a finding of guilt decides what a deferral comes to; whether a kind is
a sentence on a conviction is a question of the jurisdiction (`law.deferrals`).
"""

from __future__ import annotations

from typing import ClassVar

from casefile.errors import Refused
from casefile.event import Code
from casefile.law.catalogue import event
from casefile.law.codes import Prejudice
from casefile.law.criminal import (
    ADJUDICATED,
    CHARGED,
    CONVICTED,
    DE_NOVO,
    DEFERRAL_COMPLETED,
    DEFERRAL_REVOKED,
    DEFERRED,
    MISTRIED,
    OF_SENTENCE,
    PLEA_TENDERED,
    PLEADED_NOT_GUILTY,
    VACATED,
    WITH_GUILT,
    after_guilt,
    de_novo_ended,
    found_by_plea,
)
from casefile.law.deferrals import no_conviction
from casefile.law.events.charge import ChargeEvent
from casefile.law.events.trial import PLEA
from casefile.law.fields import PartialDate, Words
from casefile.law.item import DISMISSED, FOUND, IN_TRIAL, SAME, Item, Move
from casefile.law.rank import Rank
from casefile.law.refusals import NoConviction, SentenceThere, WrongState

# What a conviction rests on where a guilty plea was deferred.
BASIS = {
    "guilty": "plea_guilty",
    "guilty_but_mentally_ill": "plea_guilty",
    "no_contest": "plea_no_contest",
    "alford": "plea_alford",
}


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
    DeferralKind.UNKNOWN,
)
# From where a charge is put off, a plea deal after a new trial included.
UNDECIDED = (CHARGED, PLEADED_NOT_GUILTY, PLEA_TENDERED, IN_TRIAL, MISTRIED, VACATED, DE_NOVO)


class DeferralResult(Code):
    """How a deferral ended."""

    COMPLETED = "completed"
    REVOKED = "revoked"


@event("charge.deferral_ordered")
class ChargeDeferralOrdered(ChargeEvent):
    """The charge, or the sentence on it, is put off on conditions.

    A sentence is deferred on a conviction, which stands; every other kind puts off the charge.
    """

    sentence: ClassVar = (
        "{subject} {item_id} deferred[, {deferral}][, until {ends}][: {conditions}]"
    )
    rank: ClassVar = Rank.DEFERRAL
    moves: ClassVar = (
        Move(
            (*UNDECIDED, DEFERRED),
            DEFERRED,
            lambda ordered, item: not ordered.on_conviction(item),
        ),
        Move(
            (CONVICTED, ADJUDICATED),
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
    conditions: tuple[Words, ...] = ()
    ends: PartialDate | None = None

    @property
    def subject(self) -> str:
        """Return what is deferred."""
        sentence = self.kind == DeferralKind.DEFERRED_SENTENCE
        return "Sentence on charge" if sentence else "Charge"

    @property
    def deferral(self) -> str:
        """Return the kind in words; nothing where the subject says it."""
        said = self.kind in (DeferralKind.DEFERRED_SENTENCE, DeferralKind.UNKNOWN)
        return "" if said else self.kind.label

    def renews(self, item: Item) -> bool:
        """Tell whether there is a deferral already, so that one is ordered anew."""
        return "deferral" in item.detail

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
        guilt = item.state in (PLEA_TENDERED, *WITH_GUILT) or after_guilt(item)
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
        Move((CONVICTED,), DISMISSED, lambda ended, item: _on_sentence(item) and ended.completed),
        Move((DEFERRED,), FOUND, lambda ended, item: not ended.completed and after_guilt(item)),
        Move((DEFERRED,), PLEADED_NOT_GUILTY, lambda ended, _: not ended.completed),
        Move((CONVICTED,), SAME, lambda ended, item: _on_sentence(item) and not ended.completed),
        # The order that dismissed the charge has completed it.
        Move(
            (DISMISSED,),
            SAME,
            lambda ended, item: "deferral_completed" in item.detail and ended.completed,
        ),
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
            return item if item.state == DISMISSED else completed(item)
        item = item.having(
            stood=item.put_aside(*gone, *PLEA, *OF_SENTENCE, "conviction_basis", "awaiting")
        )
        if _on_sentence(item):
            return item.having(detail={**gone, "awaiting": "deferral revoked; awaiting sentence"})
        if not after_guilt(item):
            return item.having(detail={**gone, "conviction_basis": None, **_never_denied(item)})
        plea = str(item.detail.get("plea", ""))
        basis = item.detail.get("conviction_basis") or BASIS.get(plea)
        return item.having(detail={**gone, "conviction_basis": basis})


def _never_denied(item: Item) -> dict[str, str | None]:
    """Return what stands in place of a plea: of one that nobody entered, or that was of guilt."""
    plea = item.detail.get("plea")
    if plea is None and "plea_label" in item.detail:  # that says already why there is none
        return {}
    denied = plea is not None and plea not in BASIS
    return {} if denied else {"plea": None, "plea_label": DEFERRAL_REVOKED}


def dismissed_on_completion(item: Item) -> bool:
    """Tell whether the court dismisses the charge where the conditions of a deferral are met."""
    deferred = item.state == DEFERRED and after_guilt(item) and not _withheld(item)
    return deferred or _on_sentence(item)


def completed(item: Item) -> Item:
    """Return the charge after a deferral whose conditions were met."""
    detail = {"deferral_completed": item.detail.get("deferral"), "deferred_until": None}
    if _withheld(item):
        return de_novo_ended(item).having(detail=detail)
    prejudice, ended = Prejudice.UNKNOWN, None
    if _on_sentence(item):
        prejudice, ended = Prejudice.WITH, "convicted; sentence deferred; dismissed on completion"
    elif after_guilt(item):
        prejudice, ended = Prejudice.WITH, "discharged, no conviction"
    stood = item.put_aside("deferred_until")
    return de_novo_ended(item).having(
        prejudice=str(prejudice), stood=stood, detail={**detail, "ended_label": ended}
    )


def _withheld(item: Item) -> bool:
    return item.detail.get("deferral") == DeferralKind.ADJUDICATION_WITHHELD


def _on_sentence(item: Item) -> bool:
    return item.state == CONVICTED and "deferral" in item.detail
