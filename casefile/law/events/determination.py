"""Determinations: a claim's question answered for no side in particular."""

from __future__ import annotations

from typing import ClassVar

from casefile.law.catalogue import Rank, event
from casefile.law.civil import DETERMINED, OPEN
from casefile.law.events.claim import ClaimEvent
from casefile.law.fields import Short
from casefile.law.item import Item, Move


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
