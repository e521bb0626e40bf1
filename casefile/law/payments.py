"""Payments: whether what is paid on a ticket or a citation is all that is due on it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from casefile.law import subjects
from casefile.law.events.charge import ChargeFiled
from casefile.law.events.citation import (
    CitationAmended,
    CitationFinalOrderEntered,
    CitationIssued,
    CitationSettled,
)
from casefile.law.events.obligation import CitationObligationPerformed, Obligation
from casefile.law.events.ticket import ChargeLiabilityFound, ChargeTicketPaid
from casefile.law.fact import Fact
from casefile.law.fields import Money
from casefile.law.known import Known


def is_short(fact: Fact, known: Known) -> bool:
    """Tell whether a payment, with those before it, is less than any penalty on record.

    Where an amount is not known, or is in another currency, nothing is known to be left.
    """
    if not _pays(fact):
        return False
    every = [one for key in fact.items for one in known.facts(subjects.item(key)) if one.occurred]
    paid = [_amount(one) for one in every if _pays(one) and _by_day(one) <= _by_day(fact)]
    due = list(_penalties(every))
    sums = [one for one in (*paid, *due) if one]
    if not due or None in paid or len({one.currency for one in sums}) != 1:
        return False
    total = sum(Decimal(one.amount) for one in paid if one)
    return total < min(Decimal(one.amount) for one in due)


def _pays(fact: Fact) -> bool:
    match fact.data:
        case CitationObligationPerformed(what=Obligation.PENALTY, complied=complied):
            return complied
        case ChargeTicketPaid(came_back=came_back):
            return not came_back
    return False


def _amount(fact: Fact) -> Money | None:
    data = fact.data
    return data.amount if isinstance(data, CitationObligationPerformed | ChargeTicketPaid) else None


def _penalties(facts: list[Fact]) -> Iterator[Money]:
    for fact in facts:
        match fact.data:
            case CitationAmended(changes=changes) if changes.penalty:
                yield changes.penalty
            case (
                ChargeFiled(penalty=Money() as due)
                | ChargeLiabilityFound(penalty=Money() as due)
                | CitationIssued(penalty=Money() as due)
                | CitationSettled(penalty=Money() as due)
                | CitationFinalOrderEntered(penalty=Money() as due)
            ):
                yield due


def _by_day(fact: Fact) -> tuple[object, str, str]:
    return fact.bounds(None)[1], fact.when.clock, fact.event_id
