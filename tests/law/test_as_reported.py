"""As reported: what sources say of several charges, and of one that has ended in an acquittal."""

from __future__ import annotations

import pytest

from tests.histories import Office
from tests.law.test_several import in_order

TWO = "2023-01-01 charge.filed item_id=c1\n2023-01-01 charge.filed item_id=c2"
TRIED = "2023-02-01 charge.trial_commenced item_id=c1"
ACQUITTED = "2023-02-05 charge.verdict_returned item_id=c1 verdict=not_guilty"
ONE = f"2023-01-01 charge.filed item_id=c1\n{TRIED}"
DISMISSED = "2023-02-06 charge.dismissed item_id=c1 (reported)"
OTHER_DISMISSED = "2023-02-06 charge.dismissed item_id=c2 (reported)"
APART = "c2 dismissed (prejudice unknown); c1 acquitted"
SAYS = "A source reports c1 as dismissed; the record has it as {}."
# What is recorded and reported, how the party stands, as reported, and what is said of c1.
REPORTED = {
    "one acquitted, the other reported dismissed": (
        f"{TWO}\n{TRIED}\n{ACQUITTED}\n{OTHER_DISMISSED}",
        ("charged", APART, []),
    ),
    "both reported": (
        f"{TWO}\n{ACQUITTED} (reported)\n{OTHER_DISMISSED}",
        (
            "charged",
            APART,
            ["A source reports c1 as acquitted; the record has it as charged."],
        ),
    ),
    "both reported dismissed, and one acquitted later": (
        (
            f"{TWO}\n2023-01-20 charge.dismissed item_id=c1 (reported)\n{OTHER_DISMISSED}\n"
            f"{TRIED}\n{ACQUITTED}"
        ),
        ("charged", APART, []),
    ),
    "both reported dismissed": (
        f"{TWO}\n{DISMISSED}\n{OTHER_DISMISSED}",
        ("charged", "dismissed (prejudice unknown)", [SAYS.format("charged")]),
    ),
    "one convicted, the other reported dismissed": (
        f"{TWO}\n2023-02-05 charge.conviction_entered item_id=c1 basis=unknown\n{OTHER_DISMISSED}",
        (
            "convicted; still open: c2 (charged)",
            "c1 convicted; c2 dismissed (prejudice unknown)",
            [],
        ),
    ),
    "acquitted, and reported dismissed": (
        f"{ONE}\n{ACQUITTED}\n{DISMISSED}",
        ("acquitted", None, [SAYS.format("acquitted")]),
    ),
    "acquitted, and reported dismissed by some day": (
        f"{ONE}\n{ACQUITTED}\n../{DISMISSED}",
        ("acquitted", None, [SAYS.format("acquitted")]),
    ),
    "reported acquitted, and dismissed": (
        f"{ONE}\n{ACQUITTED} (reported)\n{DISMISSED}",
        ("in trial", "acquitted", [SAYS.format("in trial")]),
    ),
    "reported dismissed, and acquitted later": (
        f"{ONE}\n{ACQUITTED}\n{DISMISSED.replace('02-06', '02-04')}",
        ("acquitted", None, []),
    ),
}


@pytest.mark.parametrize("order", [0, 1, 2])
@pytest.mark.parametrize("name", REPORTED)
def test_reported__of_several_or_after_an_acquittal__told_of_each(
    office: Office, name: str, order: int
) -> None:
    history, (label, as_reported, of_c1) = REPORTED[name]
    office.post(in_order(history, order))
    status = office.status()
    reported = status["as_reported"] and status["as_reported"]["label"]
    told = [one["sentence"] for one in office.flagged() if one["code"] == "source_conflict"]
    assert (status["label"], reported) == (label, as_reported)
    assert [one for one in told if " c1 " in one] == of_c1
