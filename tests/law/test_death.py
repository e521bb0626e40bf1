"""The death of a party charged: nothing is open, or can be opened, against somebody who is dead."""

from __future__ import annotations

from itertools import permutations

import pytest

from tests.histories import Office

FILED = "a: 2023-01-03 charge.filed"
DIED = "2023-03-01 party.died"
SENTENCED = (
    "2023-01-05 charge.plea_entered plea=guilty\n"
    "2023-01-05 charge.conviction_entered basis=plea_guilty\n"
    "2023-01-05 sentence.imposed\n2023-02-05 appeal.filed"
)


@pytest.mark.parametrize(
    ("sent_on", "again", "label"),
    [
        (
            "2023-01-20 charge.moved how=bound_over to=m2/c9",
            "",
            "abated by death (bound_over to c9 in m2 on 2023-01-20)",
        ),
        (
            (
                "2023-01-20 charge.filed item_id=c9\n2023-01-20 charges.superseded new=c9\n"
                "2023-02-10 charge.dismissed item_id=c9"
            ),
            "c1 counts again: ",
            "abated by death (superseded by c9 on 2023-01-20)",
        ),
    ],
    ids=["bound over and not filed there yet", "superseded by what was dismissed"],
)
def test_death__of_somebody_whose_charge_went_on_elsewhere__abates_it(
    office: Office, sent_on: str, again: str, label: str
) -> None:
    office.open("m2")
    office.post(f"{FILED}\n{sent_on}\n{DIED}")
    assert office.status("2023-02-28")["label"].removeprefix(again).startswith("charged (")
    dead = office.status("2023-03-01")["label"]
    assert label in dead
    assert "again" not in dead
    assert "charged" not in office.status("2023-03-01")["breakdown"]


def test_death__of_a_day_not_known__a_charge_sent_on_may_have_abated(office: Office) -> None:
    office.open("m2")
    office.post(f"{FILED}\n2023-01-20 charge.moved to=m2/c9\n2023-02 party.died")
    within = office.status("2023-02-15")
    assert (within["status"], within["certain"]) == ("charged", False)
    assert [one["states"] for one in within["possible"]] == [["abated"]]
    assert office.status("2023-03-01")["certain"]


def test_death__of_somebody_whose_charge_comes_back__it_is_abated(office: Office) -> None:
    office.post(f"{FILED}\n2023-01-20 charge.moved\n{DIED}\n2023-04-01 charge.returned")
    assert office.status("2023-04-01")["label"] == "abated by death"


@pytest.mark.parametrize("prejudice", ["without", "unknown"])
def test_death__of_somebody_whose_charge_was_dismissed__it_cannot_be_filed_again(
    office: Office, prejudice: str
) -> None:
    office.post(
        f"2022-12-01 matter.incident_occurred\n{FILED} severity=misdemeanor\n"
        f"2023-01-20 charge.dismissed prejudice={prejudice}\n{DIED}"
    )
    assert office.flags("2023-02-28") == ["refilable_until"]
    assert office.flags("2023-03-01") == []
    assert "refilable" not in office.status("2023-03-01")["label"]


ORDERS = {
    "dismissed": f"{FILED}\n{DIED}\n2023-03-05 charge.dismissed by=prosecution",
    "conviction vacated, and dismissed": (
        f"{FILED}\n{SENTENCED}\n{DIED}\n2023-04-01 appeal.decided decided=vacated\n"
        "2023-04-02 charge.conviction_vacated\n2023-04-03 charge.dismissed prejudice=with"
    ),
    "superseded, and dismissed": (
        f"{FILED}\n2023-01-20 charge.filed item_id=c9\n2023-01-20 charges.superseded new=c9\n"
        f"{DIED}\n2023-03-05 charge.dismissed item_id=c9\n2023-03-05 charge.dismissed"
    ),
}


@pytest.mark.parametrize("name", ORDERS)
def test_order__that_closes_the_case_of_the_dead__leaves_it_abated(
    office: Office, name: str
) -> None:
    office.post(ORDERS[name])
    assert office.status()["label"] == "abated by death"
    assert office.flags() == []


@pytest.mark.parametrize("lines", [*permutations(ORDERS["dismissed"].splitlines()[1:])])
def test_death__typed_in_before_or_after_the_dismissal__the_same(
    office: Office, lines: tuple[str, ...]
) -> None:
    for line in (FILED, *lines):
        office.post(line)
    assert office.status()["label"] == "abated by death"


def test_death__of_somebody_whose_conviction_is_on_appeal__ends_the_appeal(office: Office) -> None:
    office.post(f"{FILED}\n{SENTENCED}\n{DIED}")
    assert office.status("2023-02-28")["label"].endswith("; on appeal")
    assert office.status("2023-03-01")["label"] == "abated by death"
    assert "appeal_pending" not in office.flags("2023-03-01")
    # The court says so later, which is its decision of the appeal and no error.
    office.post("2023-04-01 appeal.decided decided=dismissed")
    assert office.status("2023-04-01")["label"] == "abated by death"
    assert "irregular" not in office.flags("2023-04-01")


def test_death__while_an_acquittal_is_on_appeal__ends_that_appeal(office: Office) -> None:
    office.post(
        f"{FILED}\n2023-01-05 charge.trial_commenced\n"
        "2023-01-06 charge.verdict_returned verdict=guilty\n2023-01-07 charge.acquittal_entered\n"
        f"2023-02-05 appeal.filed appellant=State\n{DIED}"
    )
    acquitted = "acquitted (verdict of guilty set aside)"
    assert office.status("2023-02-28")["label"] == f"{acquitted}; on appeal"
    assert office.status("2023-03-01")["label"] == acquitted
    assert office.state(on="2023-03-01") == "acquitted"


def test_death__while_the_appeal_of_somebody_who_has_served_is_pending__abates_it(
    office: Office,
) -> None:
    office.post(f"{FILED}\n{SENTENCED}\n2023-02-20 sentence.completed\n{DIED}")
    assert (office.state(on="2023-02-28"), office.state(on="2023-03-01")) == (
        "sentence_completed",
        "abated",
    )
    assert office.flags("2023-02-28") == ["appeal_pending"]
    assert office.flags("2023-03-01") == []


def test_death__of_somebody_who_has_served_and_has_not_appealed__leaves_the_conviction(
    office: Office,
) -> None:
    served = SENTENCED.rpartition("\n")[0]
    office.post(f"{FILED}\n{served}\n2023-02-20 sentence.completed\n{DIED}")
    assert office.state(on="2023-03-01") == "sentence_completed"
