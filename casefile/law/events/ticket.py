"""Tickets: how a charge ends that is brought by one, or is an infraction, without a conviction.

A ticket is paid, or somebody is found liable or not after a hearing, in whatever word the court has
for it: responsible (MCL 257.747(5)), having committed the infraction (RCW 46.63.090), liable. What
either makes of whoever pays is the law's of each place: an admission in one (Fla. Stat. 318.14(4)),
no conviction of a crime in another (NMSA 1978, 31-19A-1(A)). Neither is told as a conviction here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import msgspec

from casefile.errors import Refused
from casefile.event import Code
from casefile.law.catalogue import event
from casefile.law.criminal import (
    CHARGED,
    LIABLE,
    NOT_LIABLE,
    PLEADED_NOT_GUILTY,
    TICKET_PAID,
    VACATED,
    WITH_CONVICTION,
    is_of_no_crime,
    is_of_ticket,
)
from casefile.law.events.charge import ChargeEvent
from casefile.law.fields import Money, Name, Words
from casefile.law.item import IN_TRIAL, LAST_OPEN, SAME, Item, Move
from casefile.law.rank import Rank
from casefile.law.refusals import OfCrime, WrongState
from casefile.law.regulatory import PAID, PAID_IN_PART, by_payments

UNPAID = (CHARGED, PLEADED_NOT_GUILTY)
FOUND_ON = (LIABLE, *WITH_CONVICTION)  # where a penalty is due that is fixed already


class TicketFinding(Code):
    """What is found on a ticket, in the word of the court."""

    LIABLE = "liable", "found liable"
    RESPONSIBLE = "responsible", "found responsible"
    COMMITTED = "committed", "found to have committed it"
    NOT_LIABLE = "not_liable", "found not liable"
    NOT_RESPONSIBLE = "not_responsible", "found not responsible"
    NOT_COMMITTED = "not_committed", "found not to have committed it"


AGAINST = (TicketFinding.LIABLE, TicketFinding.RESPONSIBLE, TicketFinding.COMMITTED)


@event("charge.ticket_paid")
class ChargeTicketPaid(ChargeEvent):
    """What a ticket asks for is paid, or a payment comes to nothing, like a check.

    Paid without a hearing, the ticket has ended; less than it asks for leaves it open. After a
    finding or a conviction payment is a mark beside that.
    """

    sentence: ClassVar = "Ticket on charge {item_id}, {what}[, {amount}]"
    rank: ClassVar = Rank.COMPLETED
    meets: ClassVar = True
    moves: ClassVar = (
        Move((TICKET_PAID,), LAST_OPEN, lambda paid, _: paid.came_back, back=True),
        Move(UNPAID, TICKET_PAID, lambda paid, item: is_of_ticket(item) and paid.is_all(item)),
        Move((*UNPAID, TICKET_PAID, *FOUND_ON), SAME, lambda _, item: is_of_ticket(item)),
    )

    amount: Money | None = None
    came_back: bool = False

    @property
    def what(self) -> str:
        """Return whether it is paid, or the payment came to nothing."""
        return "the payment came back" if self.came_back else "paid"

    @property
    def deed(self) -> str:
        """Return that it is paid; nothing where the payment came to nothing."""
        return "" if self.came_back else self.tag

    @property
    def undone(self) -> str:
        """Return the payments that count as not made from here on."""
        return self.tag if self.came_back else ""

    def undoes_on(self, field: str, item_id: str) -> bool:
        """Tell whether it takes a payment back."""
        del field, item_id
        return self.came_back

    def done_by(self, sides: Mapping[str, str]) -> tuple[str, ...]:
        """Return the defendant, where it is paid."""
        return () if self.came_back else tuple(sides)

    def is_all(self, item: Item) -> bool:
        """Tell whether nothing is left to pay, as far as is known."""
        return not self.came_back and PAID in self._marked(item).marks

    def _marked(self, item: Item) -> Item:
        return by_payments(item.marked(PAID), self.amount)

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge with its payments; of a ticket that is paid the state says so."""
        del field, item_id
        if self.came_back:
            return item.unmarked(PAID, PAID_IN_PART).having(detail={"payments": None})
        marked = self._marked(item)
        return marked if item.state in FOUND_ON else marked.unmarked(PAID)


@event("charge.liability_found")
class ChargeLiabilityFound(ChargeEvent):
    """On a ticket, or an infraction, it is found whether the defendant is liable for it.

    Of a crime a verdict is returned, or a conviction entered.
    """

    sentence: ClassVar = "On charge {item_id}, {finding}[, penalty {penalty}]"
    rank: ClassVar = Rank.CONVICTION
    moves: ClassVar = (
        Move(
            (*UNPAID, TICKET_PAID, IN_TRIAL, VACATED),
            LIABLE,
            lambda found, item: is_of_no_crime(item) and found.against,
        ),
        Move(
            (*UNPAID, IN_TRIAL, VACATED),
            NOT_LIABLE,
            lambda found, item: is_of_no_crime(item) and not found.against,
        ),
    )

    finding: TicketFinding
    penalty: Money | None = None

    @property
    def against(self) -> bool:
        """Tell whether it is against the defendant."""
        return self.finding in AGAINST

    def refusal_on(self, item: Item) -> type[Refused]:
        """Return why there is no such finding: the state, or because a crime is charged."""
        return WrongState if is_of_no_crime(item) else OfCrime

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge with the finding, and with the penalty that it fixes."""
        del field, item_id
        paid = item.marked(PAID) if item.state == TICKET_PAID else item
        found = {"finding": str(self.finding), "finding_label": self.finding.label}
        fixed = {"penalty": msgspec.to_builtins(self.penalty)} if self.penalty else {}
        return by_payments(paid.having(detail={**found, **fixed}))


@event("charge.liability_vacated")
class ChargeLiabilityVacated(ChargeEvent):
    """What was found on a ticket is set aside, and the charge stands as before it."""

    sentence: ClassVar = "Finding on charge {item_id} vacated[ by {by}][: {reason}]"
    rank: ClassVar = Rank.UNDONE
    undoes: ClassVar = True
    moves: ClassVar = (Move((LIABLE, NOT_LIABLE), LAST_OPEN),)

    by: Name | None = None
    reason: Words | None = None

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge without a finding."""
        del field, item_id
        return finding_undone(item)


def finding_undone(item: Item) -> Item:
    """Return the charge without what was found on it."""
    gone = item.having(detail=dict.fromkeys(("finding", "finding_label")))
    return gone.unmarked(PAID, PAID_IN_PART)
