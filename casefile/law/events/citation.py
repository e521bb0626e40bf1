"""Citations: every event that issues, moves or ends one, as rows of the regulatory lifecycle."""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec

from casefile.event import Code
from casefile.law.catalogue import Event, Rank, event
from casefile.law.codes import Track
from casefile.law.fields import ItemId, Money, PartialDate, PartyId, Short
from casefile.law.item import NONE, SAME, Item, Move
from casefile.law.regulatory import (
    CITED,
    CONTESTED,
    FINAL,
    LITIGATED,
    OPEN,
    SETTLED,
    SETTLED_PENDING_APPROVAL,
    WITHDRAWN,
)


class WithdrawnBy(Code):
    """Who withdraws: the agency its citation, or the contester the contest."""

    AGENCY = "agency", "by the agency"
    CONTESTER = "contester", "by the contester"


class FinalOrderBy(Code):
    """Whose order makes a citation final; by law where nobody contested it in time."""

    LAW = "law", "by operation of law"
    ALJ = "alj", "by an administrative law judge"
    COMMISSION = "commission", "by the commission"
    COURT = "court", "by a court"


class Obligation(Code):
    """What a citation asks for."""

    PENALTY = "penalty"
    ABATEMENT = "abatement"


DONE = {Obligation.PENALTY: "paid", Obligation.ABATEMENT: "abated"}


class CitationEvent(Event):
    """An event on one citation."""

    track: ClassVar = Track.REGULATORY

    item_id: ItemId


@event("citation.issued")
class CitationIssued(Event):
    """An agency cites a party for the violation of standards."""

    sentence: ClassVar = (
        "{agency} cites {party_id}[ ({classification})][ under {standards}][, penalty {penalty}]"
        "[, contest by {contest_by}]"
    )
    track: ClassVar = Track.REGULATORY
    rank: ClassVar = Rank.FILED
    files_item: ClassVar = True
    moves: ClassVar = (Move((NONE,), CITED),)

    party_id: PartyId
    item_id: ItemId
    agency: Short
    standards: tuple[Short, ...] = ()
    classification: Short = "unknown"
    penalty: Money | None = None
    contest_by: PartialDate | None = None

    def parties(self) -> tuple[tuple[str, str], ...]:
        """Return the party cited."""
        return ((self.party_id, "respondent"),)

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the new citation; what was issued is kept apart from what becomes of it."""
        del field, item_id
        return item.having(
            filed=True,
            kind="citation",
            detail={
                "agency": self.agency,
                "standards": list(self.standards) or None,
                "issued_classification": self.classification,
                "issued_penalty": msgspec.to_builtins(self.penalty),
                "contest_by": self.contest_by,
            },
        )


@event("citation.contested")
class CitationContested(CitationEvent):
    """The party cited contests the citation, the penalty or the time for abatement."""

    sentence: ClassVar = "Citation {item_id} contested[ {timely?in time|out of time}]"
    moves: ClassVar = (Move((CITED,), CONTESTED),)

    timely: bool | None = None


@event("citation.complaint_filed")
class CitationComplaintFiled(CitationEvent):
    """The agency files its complaint with the commission that hears the contest."""

    sentence: ClassVar = "Complaint filed on citation {item_id}"
    rank: ClassVar = Rank.SERVED + 1  # on the day of the contest, it comes after it
    moves: ClassVar = (Move((CONTESTED,), LITIGATED),)


@event("citation.settled")
class CitationSettled(CitationEvent):
    """The citation is settled, at once or once the settlement is approved."""

    sentence: ClassVar = (
        "Citation {item_id} settled[, {kind}][, classified {classification}][, penalty {penalty}]"
        "[, {needs_approval?subject to approval}]"
    )
    rank: ClassVar = Rank.SETTLED
    moves: ClassVar = (
        Move(OPEN, SETTLED_PENDING_APPROVAL, lambda settled, _: settled.needs_approval),
        Move(OPEN, SETTLED, lambda settled, _: not settled.needs_approval),
    )

    kind: Short = "unknown"
    classification: Short | None = None
    penalty: Money | None = None
    needs_approval: bool = False

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the citation with the terms of its settlement."""
        del field, item_id
        return item.having(
            detail={
                "settlement_kind": self.kind,
                "classification": self.classification,
                "penalty": msgspec.to_builtins(self.penalty),
            }
        )


@event("citation.settlement_approved")
class CitationSettlementApproved(CitationEvent):
    """The settlement is approved."""

    sentence: ClassVar = "Settlement of citation {item_id} approved"
    rank: ClassVar = Rank.SETTLED + 1
    moves: ClassVar = (Move((SETTLED_PENDING_APPROVAL,), SETTLED),)


@event("citation.withdrawn")
class CitationWithdrawn(CitationEvent):
    """The agency withdraws the citation, or the contester the contest, which makes it final."""

    sentence: ClassVar = "Citation or contest {item_id} withdrawn {by}"
    rank: ClassVar = Rank.DISMISSED
    moves: ClassVar = (
        Move(OPEN, WITHDRAWN, lambda withdrawn, _: withdrawn.by == WithdrawnBy.AGENCY),
        Move(
            (CONTESTED, LITIGATED),
            FINAL,
            lambda withdrawn, _: withdrawn.by == WithdrawnBy.CONTESTER,
        ),
    )

    by: WithdrawnBy

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the citation; without a contest the issued penalty stands."""
        del field, item_id
        return item if self.by == WithdrawnBy.AGENCY else item.having(detail=as_issued(item))


@event("citation.final_order_entered")
class CitationFinalOrderEntered(CitationEvent):
    """The citation becomes a final order: by operation of law, or by a decision."""

    sentence: ClassVar = "Final order on citation {item_id} {by}[, penalty {penalty}]"
    rank: ClassVar = Rank.VERDICT
    moves: ClassVar = (Move(OPEN, FINAL),)

    by: FinalOrderBy
    penalty: Money | None = None

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the citation with its final penalty; by law, what was issued stands."""
        del field, item_id
        if self.penalty:
            return item.having(detail={"penalty": msgspec.to_builtins(self.penalty)})
        return item.having(detail=as_issued(item)) if self.by == FinalOrderBy.LAW else item


@event("citation.obligation_performed")
class CitationObligationPerformed(CitationEvent):
    """What a citation asks for is done, or found not to have been done."""

    sentence: ClassVar = (
        "On citation {item_id}, {what}[, {complied?complied with|not complied with}][, {amount}]"
    )
    rank: ClassVar = Rank.COMPLETED
    # A penalty may be paid, and a violation abated, before the citation is final.
    moves: ClassVar = (Move((*OPEN, SETTLED_PENDING_APPROVAL, SETTLED, FINAL), SAME),)

    what: Obligation
    complied: bool
    amount: Money | None = None

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the citation, paid or abated where the party complied."""
        del field, item_id
        return item.marked(DONE[self.what]) if self.complied else item


def as_issued(item: Item) -> dict[str, Any]:
    """Return the issued classification and penalty as the final ones (29 U.S.C. 659(a))."""
    issued = ("classification", "penalty")
    return {name: item.detail.get(f"issued_{name}") for name in issued}
