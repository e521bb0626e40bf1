"""Obligations: what a citation asks for, and whether it is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from casefile.event import Code
from casefile.law.catalogue import event
from casefile.law.events.citation import UNDER_SETTLEMENT, CitationEvent
from casefile.law.fields import Money
from casefile.law.item import SAME, Item, Move
from casefile.law.rank import Rank
from casefile.law.regulatory import FINAL, OPEN, PAID, PAID_IN_PART, by_payments


class Obligation(Code):
    """What a citation asks for."""

    PENALTY = "penalty"
    ABATEMENT = "abatement"


DONE = {Obligation.PENALTY: (PAID, PAID_IN_PART), Obligation.ABATEMENT: ("abated",)}


@event("citation.obligation_performed")
class CitationObligationPerformed(CitationEvent):
    """What a citation asks for is done, or found not to have been done."""

    sentence: ClassVar = (
        "On citation {item_id}, {what}[, {complied?complied with|not complied with}][, {amount}]"
    )
    rank: ClassVar = Rank.COMPLETED
    meets: ClassVar = True
    # A penalty may be paid, and a violation abated, before the citation is final.
    moves: ClassVar = (Move((*OPEN, *UNDER_SETTLEMENT, FINAL), SAME),)

    what: Obligation
    complied: bool
    amount: Money | None = None

    @classmethod
    def doing(cls, what: Obligation) -> str:
        """Return the deed that doing one of both is."""
        return f"{cls.tag}:{what}"

    @property
    def deed(self) -> str:
        """Return what is done; nothing where it is found not to be."""
        return self.doing(self.what) if self.complied else ""

    @property
    def undone(self) -> str:
        """Return what counts as not done where it is found not to be."""
        return "" if self.complied else self.doing(self.what)

    def done_by(self, sides: Mapping[str, str]) -> tuple[str, ...]:
        """Return the party cited, where it is done."""
        return tuple(sides) if self.complied else ()

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the citation, paid or abated as long as nothing says that it is not.

        Payments of which the amounts are known are added up.
        """
        del field, item_id
        if not self.complied:
            gone = {"payments": None} if self.what == Obligation.PENALTY else {}
            return item.unmarked(*DONE[self.what]).having(detail=gone)
        done = item.marked(DONE[self.what][0])
        return by_payments(done, self.amount) if self.what == Obligation.PENALTY else done
