"""Tickets: what is paid, found or taken back, and what becomes of the day to pay or to contest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from casefile.answers.due.calendar import Window, page
from tests.asking import Answers
from tests.histories import Office, open_office

DEADLINE = "2023-01-05 deadline.set deadline_id=d due=2023-02-01 kind=pay-or-contest of=p1 met_by="
SUM = 'penalty={"amount":"75"}'
CHARGE = (
    f"2023-01-04 charge.filed item_id=c instrument=citation {SUM}\n{DEADLINE}charge.plea_entered"
)
CITATION = f"2023-01-04 citation.issued item_id=c {SUM}\n{DEADLINE}citation.contested"
PAID_CHARGE = "charge.ticket_paid item_id=c"
PAID = "citation.obligation_performed item_id=c what=penalty complied=true"
UNPAID = "citation.obligation_performed item_id=c what=penalty complied=false"
OVERDUE = "OVERDUE"


@pytest.fixture
def ticketed(database_url: str) -> Iterator[Office]:
    with open_office(database_url, parties=("p1", "p2")) as office:
        yield office


def stands(office: Office, day: str = "2023-03-15") -> tuple[str, str]:
    """Return how the party stands on a day, and its deadline."""
    found = page(Answers(office.database), Window(), as_of=day, overdue=True).entries
    (label,) = (one.label for one in found if one.entry == "deadline")
    return str(office.status(day)["label"]), label.partition(",")[0]


# What is recorded, how the party stands by it, and the day to pay or to contest.
TICKETS = {
    "paid": (CHARGE, f"2023-01-20 {PAID_CHARGE}", "ticket paid (no finding on record)", "met"),
    "paid late": (
        CHARGE,
        f"2023-03-01 {PAID_CHARGE}",
        "ticket paid (no finding on record)",
        "met late",
    ),
    "paid in part": (
        CHARGE,
        f'2023-01-20 {PAID_CHARGE} amount={{"amount":"50"}}',
        "charged; paid in part",
        OVERDUE,
    ),
    "paid in two parts": (
        CHARGE,
        (
            f'2023-01-20 {PAID_CHARGE} amount={{"amount":"50"}}\n'
            f'2023-01-21 {PAID_CHARGE} amount={{"amount":"25"}}'
        ),
        "ticket paid (no finding on record)",
        "met",
    ),
    "paid, and the check came back": (
        CHARGE,
        f"2023-01-20 {PAID_CHARGE}\n2023-02-10 {PAID_CHARGE} came_back=true",
        "charged",
        OVERDUE,
    ),
    "contested and paid": (
        CHARGE,
        f"2023-01-10 charge.plea_entered item_id=c plea=not_guilty\n2023-02-20 {PAID_CHARGE}",
        "ticket paid (no finding on record)",
        "met",
    ),
    "found responsible, and paid": (
        CHARGE,
        (
            "2023-01-10 charge.plea_entered item_id=c plea=not_guilty\n"
            "2023-02-10 charge.liability_found item_id=c finding=responsible\n"
            f"2023-02-20 {PAID_CHARGE}"
        ),
        "found responsible; paid",
        "met",
    ),
    "found responsible by default": (
        CHARGE,
        "2023-02-10 charge.liability_found item_id=c finding=responsible",
        "found responsible",
        OVERDUE,
    ),
    "found responsible, and more was fixed than is paid": (
        CHARGE,
        (
            f'2023-01-20 {PAID_CHARGE} amount={{"amount":"75"}}\n'
            '2023-02-10 charge.liability_found item_id=c finding=liable penalty={"amount":"90"}'
        ),
        "found liable; paid in part",
        "met",
    ),
    "found not responsible": (
        CHARGE,
        (
            "2023-01-10 charge.plea_entered item_id=c plea=not_guilty\n"
            "2023-02-10 charge.liability_found item_id=c finding=not_responsible"
        ),
        "found not responsible",
        "met",
    ),
    "reversed on appeal": (
        CHARGE,
        (
            "2023-01-10 charge.plea_entered item_id=c plea=not_guilty\n"
            "2023-02-10 charge.liability_found item_id=c finding=committed\n"
            "2023-02-11 appeal.filed item_ids=c\n"
            '2023-03-01 appeal.decided outcomes={"c":"reversed"}'
        ),
        "pleaded not guilty",
        "met",
    ),
    "a citation paid": (CITATION, f"2023-01-20 {PAID}", "cited; paid", "met"),
    "a citation paid in part": (
        CITATION,
        f'2023-01-20 {PAID} amount={{"amount":"50"}}',
        "cited; paid in part",
        OVERDUE,
    ),
    "a citation abated": (
        CITATION,
        f"2023-01-20 {PAID}".replace("penalty", "abatement"),
        "cited; abated",
        OVERDUE,
    ),
    "a citation paid, and the check came back": (
        CITATION,
        f"2023-01-20 {PAID}\n2023-02-10 {UNPAID}",
        "cited",
        OVERDUE,
    ),
    "a citation paid, and not abated": (
        CITATION,
        f"2023-01-20 {PAID}\n2023-02-10 {UNPAID}".replace(
            "penalty complied=false", "abatement complied=false"
        ),
        "cited; paid",
        "met",
    ),
}


@pytest.mark.parametrize("name", TICKETS)
def test_ticket__paid_or_found_on__says_so_and_its_day_is_met(ticketed: Office, name: str) -> None:
    filed, history, label, deadline = TICKETS[name]
    ticketed.post(f"{filed}\n{history}")
    assert stands(ticketed) == (label, deadline)
    assert ticketed.status()["certain"]
    assert set(ticketed.flags()) <= {"appeal_pending"}


@pytest.mark.parametrize("whose", ["", " of=p1"])
@pytest.mark.parametrize(("filed", "paid"), [(CHARGE, PAID_CHARGE), (CITATION, PAID)])
def test_day_to_pay__that_names_no_event__met_by_payment_of_the_only_ticket(
    ticketed: Office, filed: str, paid: str, whose: str
) -> None:
    ticketed.post(f"{filed.partition(' of=p1')[0]}{whose}\n2023-01-20 {paid}")
    assert stands(ticketed)[1] == "met"


def test_two_tickets__one_paid__no_day_is_met_for_certain(ticketed: Office) -> None:
    other = "2023-01-04 charge.filed item_id=c2 instrument=citation"
    receipt = ticketed.post(f"{CHARGE}\n{other}\n2023-01-20 {PAID_CHARGE}")
    assert stands(ticketed) == ("charged", OVERDUE)
    assert "deadline.perhaps_met" in {one.code for one in receipt.warnings}


def test_two_tickets__of_two__the_day_of_whoever_pays_is_met(ticketed: Office) -> None:
    other = "2023-01-04 charge.filed item_id=c2 instrument=citation party_id=p2"
    ticketed.post(f"{CHARGE}\n{other}\n2023-01-20 {PAID_CHARGE}")
    assert stands(ticketed)[1] == "met"


@pytest.mark.parametrize(
    ("filed", "act", "code"),
    [
        ("instrument=complaint", "charge.ticket_paid", "item.wrong_state"),
        ("instrument=complaint", "charge.liability_found finding=liable", "liability.of_crime"),
        (
            "instrument=citation severity=misdemeanor",
            "charge.liability_found finding=liable",
            "liability.of_crime",
        ),
    ],
)
def test_crime__paid_or_found_on_like_a_ticket__refused(
    ticketed: Office, filed: str, act: str, code: str
) -> None:
    ticketed.post(f"2023-01-04 charge.filed {filed}")
    ticketed.refused(f"2023-02-01 {act}", code)


def test_ticket__unread_as_paid__read_once_it_is_recorded_as_paid(ticketed: Office) -> None:
    ticketed.post(f"{CHARGE}\n2023-01-20 charge.disposition_recorded item_id=c text=paid")
    assert ticketed.flags() == ["unread_disposition"]
    ticketed.post(f"2023-01-20 {PAID_CHARGE}")
    assert ticketed.flags() == []


@pytest.mark.parametrize("kind", ["pay-or-contest", "payment-of-ticket"])
def test_deadline__of_nobody__is_met_by_the_payment_that_comes_later(
    ticketed: Office, kind: str
) -> None:
    set_ = f"deadline.set deadline_id=d due=2023-02-01 kind={kind}"
    ticketed.post(f"2023-01-04 charge.filed item_id=c instrument=citation\n2023-01-04 {set_}")
    assert stands(ticketed)[1] == OVERDUE

    ticketed.post(f"2023-01-20 {PAID_CHARGE}")

    assert stands(ticketed)[1] == "met"
