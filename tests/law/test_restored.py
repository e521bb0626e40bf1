"""What took a judgment or a final order away is reversed itself: then that stands again."""

from __future__ import annotations

from datetime import date

import pytest

from casefile.law.item import LIFECYCLES
from tests.histories import ended, fold, refusals

ANSWERED = "2023-01-01 claim.filed\n2023-01-02 claim.answered"
JUDGED = (
    f"{ANSWERED}\n2023-01-03 claim.judgment_entered kind=summary for=claimant "
    'amount={"amount":"10.00"}\n2023-01-04 claim.satisfied'
)
BY_DEFAULT = (
    "2023-01-01 claim.filed\n2023-01-02 claim.served\n2023-01-02 claim.default_entered\n"
    "2023-01-03 claim.judgment_entered kind=default for=claimant"
)
FINAL = (
    '2023-01-01 citation.issued penalty={"amount":"100.00"}\n2023-01-02 citation.contested\n'
    '2023-01-03 citation.final_order_entered by=alj penalty={"amount":"80.00"}'
)
APPEAL, AGAIN = "2023-02-01 appeal.filed", "2023-04-01 appeal.filed"
REVERSED = "2023-03-01 appeal.decided decided=reversed"
REVERSED_AGAIN = "2023-05-01 appeal.decided decided=reversed"
BELOW = "2023-02-01 claim.judgment_vacated by=trial_court"
ORDER_BELOW = "2023-02-01 citation.order_vacated by=commission"
SUMMARY, DEFAULT = "summary judgment against, $10; satisfied", "default judgment against"
ORDER = "final, penalty $80 (proposed: $100)"
LABELS = {
    "reversed, and that reversed": (
        f"{JUDGED}\n{APPEAL}\n{REVERSED}\n{AGAIN}\n{REVERSED_AGAIN}",
        SUMMARY,
    ),
    "vacated below, and that reversed": (f"{JUDGED}\n{BELOW}\n{AGAIN}\n{REVERSED_AGAIN}", SUMMARY),
    "vacated below, and that affirmed": (
        f"{JUDGED}\n{BELOW}\n{AGAIN}\n2023-05-01 appeal.decided decided=affirmed",
        "judgment vacated",
    ),
    "vacated on two appeals": (
        f"{JUDGED}\n{APPEAL}\n{APPEAL}\n{REVERSED}\n{REVERSED_AGAIN}",
        "judgment vacated",
    ),
    "restored, and entered anew on remand": (
        (
            f"{JUDGED}\n{BELOW}\n{AGAIN}\n{REVERSED_AGAIN}\n"
            "2023-06-01 claim.judgment_entered kind=summary for=claimant"
        ),
        "summary judgment against",
    ),
    "restored, and vacated once more": (
        (
            f"{JUDGED}\n{BELOW}\n{AGAIN}\n{REVERSED_AGAIN}\n"
            "2023-06-01 claim.judgment_vacated by=agreement"
        ),
        "judgment vacated",
    ),
    "by default, set aside, and that reversed": (
        f"{BY_DEFAULT}\n2023-02-01 claim.default_set_aside\n{AGAIN}\n{REVERSED_AGAIN}",
        DEFAULT,
    ),
    "by default, vacated but for the default, and that reversed": (
        f"{BY_DEFAULT}\n{BELOW} default_stands=true\n{AGAIN}\n{REVERSED_AGAIN}",
        DEFAULT,
    ),
    "vacated, gone on with, and reversed too late": (
        f"{JUDGED}\n{BELOW}\n2023-02-02 claim.trial_commenced\n{AGAIN}\n{REVERSED_AGAIN}",
        "in trial",
    ),
    "vacated, dismissed, and that reversed": (
        f"{JUDGED}\n{BELOW}\n2023-02-02 claim.dismissed\n{AGAIN}\n{REVERSED_AGAIN}",
        "judgment vacated",
    ),
    "vacated, settled, and the settlement set aside": (
        f"{JUDGED}\n{BELOW}\n2023-02-02 claim.settled\n2023-03-01 claim.settlement_set_aside",
        "judgment vacated",
    ),
    "order reversed, and that reversed": (
        f"{FINAL}\n{APPEAL}\n{REVERSED}\n{AGAIN}\n{REVERSED_AGAIN}",
        ORDER,
    ),
    "order vacated by the commission, and that reversed": (
        f"{FINAL}\n{ORDER_BELOW}\n{AGAIN}\n{REVERSED_AGAIN}",
        ORDER,
    ),
    "order vacated on two appeals": (
        f"{FINAL}\n{APPEAL}\n{APPEAL}\n{REVERSED}\n{REVERSED_AGAIN}",
        "contested",
    ),
    "order restored, and vacated once more": (
        (
            f"{FINAL}\n{ORDER_BELOW}\n{AGAIN}\n{REVERSED_AGAIN}\n"
            "2023-06-01 citation.order_vacated by=court"
        ),
        "contested",
    ),
    "order restored, and entered anew on remand": (
        (
            f"{FINAL}\n{ORDER_BELOW}\n{AGAIN}\n{REVERSED_AGAIN}\n"
            '2023-06-01 citation.final_order_entered by=commission penalty={"amount":"70.00"}'
        ),
        "final, penalty $70 (proposed: $100)",
    ),
    "order vacated, gone on with, and reversed too late": (
        f"{FINAL}\n{ORDER_BELOW}\n2023-02-02 citation.complaint_filed\n{AGAIN}\n{REVERSED_AGAIN}",
        "in litigation",
    ),
}


@pytest.mark.parametrize("name", LABELS)
def test_decision__whose_undoing_is_undone__stands_as_that_leaves_it(name: str) -> None:
    history, label = LABELS[name]
    folded = fold(history)
    item = ended(folded)
    assert refusals(folded) == []
    assert LIFECYCLES[item.track].label(item, date(2023, 12, 31)) == label
