"""The lifecycle of a citation: every row of its table, and a refusal for every move without one."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from casefile.law.regulatory import REGULATORY
from tests.histories import Office, ended, fold, outcome, refusals, table

# How a citation gets into each state, in as few events as the law allows.
CITED = '2023-01-01 citation.issued classification=willful penalty={"amount":"136793"}'
CONTESTED = f"{CITED}\n2023-01-02 citation.contested"
LITIGATED = f"{CONTESTED}\n2023-01-03 citation.complaint_filed"
SETTLED = f"{CITED}\n2023-01-06 citation.settled"
PENDING = f"{SETTLED} needs_approval=true"
FINAL = f"{CITED}\n2023-01-06 citation.final_order_entered by=law"
REACHED: Mapping[str, str] = {
    "none": "",
    "cited": CITED,
    "contested": CONTESTED,
    "litigated": LITIGATED,
    "settled": SETTLED,
    "settled_pending_approval": PENDING,
    "withdrawn": f"{CITED}\n2023-01-06 citation.withdrawn by=agency",
    "final": FINAL,
    "final on appeal": f"{FINAL}\n2023-02-01 appeal.filed",
    "final on a settlement": f"{SETTLED}\n2023-01-07 citation.final_order_entered by=commission",
    "order vacated": f"{FINAL}\n2023-01-07 citation.order_vacated",
}
CLASSES = {
    "open": "cited, order vacated, contested, litigated",
    "under settlement": "settled, settled_pending_approval",
    "ordered": "final, final on appeal, final on a settlement",
}
LAW = """
none | citation.issued | cited
cited; order vacated | citation.contested | contested
contested | citation.complaint_filed | litigated
open | citation.amended | =
open | citation.settled | settled
open | citation.settled needs_approval=true | settled_pending_approval
settled_pending_approval | citation.settlement_approved | settled
under settlement | citation.settlement_set_aside | cited
open | citation.withdrawn by=agency | withdrawn
contested; litigated | citation.withdrawn by=contester | final
withdrawn | citation.reinstated | cited
open; under settlement | citation.final_order_entered by=law | final
open; under settlement | citation.final_order_entered by=alj | final
open; under settlement | citation.final_order_entered by=commission | final
open; under settlement | citation.final_order_entered by=court | final
final; final on appeal | citation.order_vacated | cited
final on a settlement | citation.order_vacated | settled
order vacated | citation.order_vacated | =
open; under settlement; ordered | citation.obligation_performed | =
open; under settlement; withdrawn; ordered | appeal.filed | =
final on appeal | appeal.decided decided=vacated | cited
final on appeal | appeal.decided decided=affirmed | =
"""
ROWS = list(table(LAW, CLASSES))
EVENTS = list(dict.fromkeys(event for _, event, _ in ROWS))
LEGAL = {(stands, event) for stands, event, _ in ROWS}
NEXT = "next: 2023-03-01"


@pytest.mark.parametrize(("stands", "event", "to"), ROWS)
def test_citation__move_in_the_table__taken(stands: str, event: str, to: str) -> None:
    before, after = fold(REACHED[stands]), fold(f"{REACHED[stands]}\n{NEXT} {event}")
    assert refusals(after) == []
    assert outcome(after) == (outcome(before) if to == "=" else to)


@pytest.mark.parametrize("stands", REACHED)
def test_citation__every_move_not_in_the_table__refused(stands: str) -> None:
    others = [event for event in EVENTS if (stands, event) not in LEGAL]
    refused = {event: refusals(fold(f"{REACHED[stands]}\n{NEXT} {event}")) for event in others}
    assert refused == {event: [("next", code(stands, event))] for event in others}


def code(stands: str, event: str) -> str:
    """Return why a move is refused, as section 4 of the law has it."""
    decided = event.startswith("appeal.decided") and "on appeal" not in stands
    return "appeal.none" if decided else "item.wrong_state"


def test_table__every_state__reached() -> None:
    assert {outcome(fold(history)) for history in REACHED.values()} == set(REGULATORY.states)


@pytest.mark.parametrize("stands", [stands for stands in REACHED if stands != "none"])
def test_citation__in_every_state__recorded_and_answered(office: Office, stands: str) -> None:
    office.post(REACHED[stands])
    assert office.state() == outcome(fold(REACHED[stands]))


def test_contest_by__passed__still_cited_until_an_order(office: Office) -> None:
    office.post("2023-01-01 citation.issued contest_by=2023-01-22")
    assert office.state(on="2023-12-30") == "cited"


@pytest.mark.parametrize(
    ("ends", "label"),
    [
        ("citation.final_order_entered by=law", "final, penalty $136,793"),
        (
            'citation.final_order_entered by=alj penalty={"amount":"5000"}',
            "final, penalty $5,000 (proposed: willful, $136,793)",
        ),
        ('citation.settled penalty={"amount":"136793.00"}', "settled, penalty $136,793"),
        (
            'citation.settled classification=other penalty={"amount":"2500"}',
            "settled, classified other, penalty $2,500 (proposed: willful, $136,793)",
        ),
        ("citation.settled classification=Willful", "settled"),
        (
            "citation.settled classification=serious needs_approval=true",
            "settled pending approval, classified serious (proposed: willful, $136,793)",
        ),
        ("citation.withdrawn by=contester", "final, penalty $136,793"),
        ("citation.withdrawn by=agency", "withdrawn"),
    ],
)
def test_citation__each_end__label_with_its_terms(office: Office, ends: str, label: str) -> None:
    office.post(f"{CONTESTED}\n2023-02-01 {ends}")
    assert office.status()["label"] == label


def test_settled__on_terms_of_which_nothing_was_proposed__told_alone(office: Office) -> None:
    office.post("2023-01-01 citation.issued classification=serious(draft)")
    office.post('2023-02-01 citation.settled classification=serious penalty={"amount":"100000"}')
    assert office.status()["label"] == "settled, penalty $100,000"


ON_TERMS = (
    f'{CONTESTED}\n2023-02-01 citation.settled classification=other penalty={{"amount":"2500"}}'
)
WITH_TERMS = "classified other, penalty $2,500 (proposed: willful, $136,793)"
PAID = "2023-02-02 citation.obligation_performed"


@pytest.mark.parametrize(
    ("history", "label"),
    [
        (f"{ON_TERMS}\n2023-02-03 citation.final_order_entered by=law", f"final, {WITH_TERMS}"),
        (
            f"{ON_TERMS}\n{PAID}\n2023-02-03 citation.final_order_entered by=commission",
            f"final, {WITH_TERMS}; paid",
        ),
        (
            (
                f"{ON_TERMS}\n{PAID}\n"
                '2023-02-03 citation.final_order_entered by=alj penalty={"amount":"9000"}\n'
                "2023-02-04 citation.order_vacated"
            ),
            f"settled, {WITH_TERMS}",
        ),
        (
            f"{ON_TERMS}\n{PAID}\n{PAID} what=abatement\n2023-02-03 citation.settlement_set_aside",
            "contested; abated",
        ),
        (f"{FINAL}\n{PAID}\n2023-02-03 citation.order_vacated", "cited"),
        (
            (
                f"{FINAL}\n2023-02-03 citation.order_vacated\n2023-02-04 citation.contested\n"
                "2023-02-05 citation.final_order_entered by=alj"
            ),
            "final",
        ),
        (
            (
                f'{CITED}\n2023-02-01 citation.amended changes={{"classification":"other"}}\n'
                '2023-02-02 citation.settled penalty={"amount":"90"}'
            ),
            "settled, penalty $90 (proposed: other, $136,793)",
        ),
    ],
)
def test_terms__of_a_settlement_or_order__stay_and_go_with_it(
    office: Office, history: str, label: str
) -> None:
    office.post(history)
    assert office.status()["label"] == label
    assert office.flags() == []


def test_obligation__performed__marks_beside_the_state() -> None:
    folded = fold(
        f"""
        {FINAL}
        2023-02-01 citation.obligation_performed what=penalty
        2023-02-02 citation.obligation_performed what=abatement complied=false
        """
    )
    assert ended(folded).marks == ("paid",)


PAYS = "citation.obligation_performed what=penalty"
DUE = (
    '2023-01-01 citation.issued penalty={"amount":"9000"}\n'
    "2023-01-25 citation.final_order_entered by=law"
)


@pytest.mark.parametrize(
    ("follows", "label"),
    [
        (f"2023-02-01 {PAYS}\n2023-02-09 {PAYS} complied=false", ""),
        (f"2023-02-01 {PAYS} complied=false\n2023-02-09 {PAYS}", "; paid"),
        (
            (
                "2023-02-01 citation.obligation_performed what=abatement\n"
                "2023-02-09 citation.obligation_performed what=abatement complied=false"
            ),
            "",
        ),
        (f'2023-02-01 {PAYS} amount={{"amount":"1000"}}', "; paid in part"),
        (
            (
                f'2023-02-01 {PAYS} amount={{"amount":"1000"}}\n'
                f'2023-02-09 {PAYS} amount={{"amount":"8000.00"}}'
            ),
            "; paid",
        ),
        (
            (
                f'2023-02-01 {PAYS} amount={{"amount":"1000"}}\n2023-02-02 {PAYS} complied=false\n'
                f'2023-02-09 {PAYS} amount={{"amount":"8000"}}'
            ),
            "; paid in part",
        ),
        (f'2023-02-01 {PAYS} amount={{"amount":"9000","currency":"EUR"}}', "; paid"),
    ],
)
def test_obligation__found_undone_or_paid_in_part__is_said(
    office: Office, follows: str, label: str
) -> None:
    office.post(f"{DUE}\n{follows}")
    assert office.status()["label"] == f"final, penalty $9,000{label}"


def test_obligation__paid_as_settled_before_the_settlement__is_paid(office: Office) -> None:
    office.post(
        f"""
        2023-01-01 citation.issued penalty={{"amount":"9000"}}
        2023-01-10 {PAYS} amount={{"amount":"4000"}}
        2023-02-01 citation.settled penalty={{"amount":"4000"}}
        """
    )
    assert office.status("2023-01-10")["label"] == "cited; paid in part"
    assert office.status("2023-02-01")["label"].endswith("; paid")


def test_obligation__paid_in_part_before_a_settlement_of_unknown_penalty__is_not_said(
    office: Office,
) -> None:
    office.post(
        f"""
        2023-01-01 citation.issued penalty={{"amount":"9000"}}
        2023-01-10 {PAYS} amount={{"amount":"4000"}}
        2023-02-01 citation.settled
        """
    )
    assert office.status("2023-02-01")["label"] == "settled"
