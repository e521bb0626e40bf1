"""Citations: every event that issues, moves or ends one, as rows of the regulatory lifecycle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import msgspec

from casefile.event import Code
from casefile.law.catalogue import Event, event
from casefile.law.codes import Track
from casefile.law.fields import (
    Changes,
    Citation,
    Grade,
    ItemId,
    Kind,
    Money,
    PartialDate,
    PartyId,
    Phrase,
    Words,
    check_date,
)
from casefile.law.item import (
    LAST_OPEN,
    NONE,
    RESTORED,
    SAME,
    STOOD,
    Item,
    Move,
    appealed_since,
)
from casefile.law.rank import Rank
from casefile.law.regulatory import (
    CITED,
    CONTESTED,
    FINAL,
    LITIGATED,
    OPEN,
    SETTLED,
    SETTLED_PENDING_APPROVAL,
    TERMS,
    WITHDRAWN,
    by_payments,
    with_terms,
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


class OrderVacatedBy(Code):
    """Whose decision takes a final order back."""

    ALJ = "alj", "by an administrative law judge"
    COMMISSION = "commission", "by the commission"
    COURT = "court", "by a court"


UNDER_SETTLEMENT = (SETTLED, SETTLED_PENDING_APPROVAL)
# Where a final order goes that is taken back, on appeal or below.
ORDER_UNDONE = (Move((FINAL,), STOOD),)
# Where it goes when a higher court reverses what took the order back.
ORDER_RESTORED = Move(
    (*OPEN, *UNDER_SETTLEMENT),
    STOOD,
    lambda _, item: item.taken_back == "order" and appealed_since(item),
)


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
    agency: Phrase
    standards: tuple[Citation, ...] = ()
    classification: Grade = "unknown"
    penalty: Money | None = None
    contest_by: PartialDate | None = None

    def sides(self) -> tuple[tuple[str, str], ...]:
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
    meets: ClassVar = True
    moves: ClassVar = (Move((CITED,), CONTESTED),)

    timely: bool | None = None

    def done_by(self, sides: Mapping[str, str]) -> tuple[str, ...]:
        """Return the party cited."""
        return tuple(sides)


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

    kind: Kind = "unknown"
    classification: Grade | None = None
    penalty: Money | None = None
    needs_approval: bool = False

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the citation with the terms of its settlement."""
        del field, item_id
        terms = {
            "settlement_kind": self.kind,
            "classification": self.classification,
            "penalty": msgspec.to_builtins(self.penalty),
        }
        return by_payments(item.having(detail=terms))


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
        return item if self.by == WithdrawnBy.AGENCY else with_order(item, as_issued(item))


@event("citation.final_order_entered")
class CitationFinalOrderEntered(CitationEvent):
    """The citation becomes a final order: by operation of law, or by a decision."""

    sentence: ClassVar = "Final order on citation {item_id} {by}[, penalty {penalty}]"
    rank: ClassVar = Rank.SETTLED + 2  # on the day of a settlement, after its approval
    moves: ClassVar = (
        Move((*OPEN, *UNDER_SETTLEMENT), FINAL),
        Move((FINAL,), SAME, lambda _, item: item.taken_back == RESTORED),
    )

    by: FinalOrderBy
    penalty: Money | None = None

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the citation with its final terms; by law, what was issued or settled stands."""
        del field, item_id
        if self.penalty:
            return with_order(item, {"penalty": msgspec.to_builtins(self.penalty)})
        by_law = self.by == FinalOrderBy.LAW and item.state not in UNDER_SETTLEMENT
        return with_order(item, as_issued(item) if by_law else {})


@event("citation.order_vacated")
class CitationOrderVacated(CitationEvent):
    """A final order is taken back; the citation stands where it stood before, terms and all.

    The way, too, for a late contest that is allowed: it follows on a citation that is open again.
    """

    sentence: ClassVar = "Final order on citation {item_id} vacated {by}[: {reason}]"
    rank: ClassVar = Rank.UNDONE
    undoes: ClassVar = True
    voids: ClassVar = (CitationFinalOrderEntered.tag,)
    moves: ClassVar = (
        *ORDER_UNDONE,
        Move((*OPEN, *UNDER_SETTLEMENT), SAME, lambda _, item: item.taken_back == "order"),
    )

    by: OrderVacatedBy
    reason: Words | None = None

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the citation without its final order, where that has not gone already."""
        del field, item_id
        return order_undone(item) if item.state == FINAL else item


@event("citation.settlement_set_aside")
class CitationSettlementSetAside(CitationEvent):
    """The settlement is taken back; the citation stands where it stood before."""

    sentence: ClassVar = "Settlement of citation {item_id} set aside: {reason}"
    rank: ClassVar = Rank.UNDONE + 1  # on the day on which an order on it is vacated, after that
    undoes: ClassVar = True
    moves: ClassVar = (Move(UNDER_SETTLEMENT, LAST_OPEN),)

    reason: Words

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the citation without the terms of its settlement."""
        del field, item_id
        return with_terms(item, dict.fromkeys((*TERMS, "settlement_kind")))


@event("citation.reinstated")
class CitationReinstated(CitationEvent):
    """A citation that the agency withdrew is taken up again where it stood."""

    sentence: ClassVar = "Citation {item_id} reinstated"
    rank: ClassVar = Rank.UNDONE
    undoes: ClassVar = True
    moves: ClassVar = (Move((WITHDRAWN,), LAST_OPEN),)


class CitationChanges(Changes):
    """What an amendment of a citation may change; only what is given changes."""

    standards: tuple[Citation, ...] = ()
    classification: Grade | None = None
    penalty: Money | None = None
    contest_by: PartialDate | None = None

    def __post_init__(self) -> None:
        """Check that something changes, and the date; raises ValueError."""
        super().__post_init__()
        check_date(self.contest_by)


@event("citation.amended")
class CitationAmended(CitationEvent):
    """The citation is changed in place; its earlier wording stays in the record."""

    sentence: ClassVar = "Citation {item_id} amended[: {changes}]"
    rank: ClassVar = Rank.AMENDED
    renames_item: ClassVar = True
    moves: ClassVar = (Move(OPEN, SAME),)

    changes: CitationChanges

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the citation as it is issued now, with one more version."""
        del field, item_id
        given = self.changes.given()
        issued = {f"issued_{name}": given.pop(name) for name in TERMS if name in given}
        version = int(item.detail.get("version", 1)) + 1
        return by_payments(item.having(detail={**given, **issued, "version": version}))


def as_issued(item: Item) -> dict[str, Any]:
    """Return the issued classification and penalty as the final ones (29 U.S.C. 659(a))."""
    return {name: item.detail.get(f"issued_{name}") for name in TERMS}


def with_order(item: Item, terms: dict[str, Any]) -> Item:
    """Return the citation with a final order, which puts aside how it stood before any."""
    stood = item.stood if item.state == FINAL else item.put_aside(*TERMS)
    return with_terms(item, terms).having(stood=stood)


def order_undone(item: Item) -> Item:
    """Return the citation without its final order, on the terms that this had put aside.

    The order is put aside in its turn, to stand again if that is reversed.
    """
    terms = item.stood.detail if item.stood else dict.fromkeys(TERMS)
    return with_terms(item, terms).having(stood=item.put_aside(*TERMS), taken_back="order")


def order_restored(item: Item) -> Item:
    """Return the citation with the final order that had been taken back."""
    restored = item.restored(item.stood) if item.stood else item
    return restored.having(stood=item.put_aside(*TERMS), taken_back=RESTORED)
