"""Claims of several parties: each pair of a claimant and a defendant stands as its own acts say."""

from __future__ import annotations

from typing import Any

import pytest

from tests.histories import Office

PARTIES = ("p1", "p2", "oak", "pine")
FILED = "2023-01-01 claim.filed item_id=k1 claimants=p1,p2 against=oak,pine"
SERVED = f"{FILED}\n2023-01-10 claim.served item_id=k1"


@pytest.fixture
def office(office: Office) -> Office:
    """Return an office with a suit of two plaintiffs against two defendants."""
    for party in PARTIES[1:]:
        office.post(f"2022-12-01 party.added party_id={party}")
    return office


def standings(office: Office, on: str = "2023-12-31", **how: Any) -> dict[str, list[str]]:
    """Return how each party reads: its headline, then each of its pairs."""
    found = {}
    for party in PARTIES:
        status = office.tracks(on, party=party, **how)["civil"]
        found[party] = [status["label"], *(one["label"] for one in status["items"])]
    return found


def test_claim__that_nothing_tells_apart__is_one_state(office: Office) -> None:
    office.post(f"{SERVED}\n2023-02-01 claim.answered item_id=k1")
    assert standings(office) == {party: ["answered", "answered"] for party in PARTIES}


def test_dismissed__as_to_one_defendant__the_other_is_still_sued(office: Office) -> None:
    office.post(SERVED)
    office.post("2023-02-01 claim.dismissed item_id=k1 parties=oak prejudice=with")
    assert standings(office) == {
        "p1": [
            "served (against pine)",
            "dismissed with prejudice (against oak)",
            "served (against pine)",
        ],
        "p2": [
            "served (against pine)",
            "dismissed with prejudice (against oak)",
            "served (against pine)",
        ],
        "oak": ["dismissed with prejudice", "dismissed with prejudice"],
        "pine": ["served", "served"],
    }
    assert standings(office, "2023-01-31") == {party: ["served", "served"] for party in PARTIES}


def test_act__that_names_nobody__is_for_those_for_whom_it_is_legal(office: Office) -> None:
    office.post(SERVED)
    office.post("2023-02-01 claim.dismissed item_id=k1 parties=oak prejudice=with")
    office.post("2023-03-01 claim.answered item_id=k1")
    office.post("2023-04-01 claim.trial_commenced item_id=k1")
    assert standings(office)["oak"][0].startswith("dismissed with prejudice")
    assert standings(office)["pine"][0].startswith("in trial")
    assert office.flags(party="pine") == []
    office.refused("2023-05-01 claim.settlement_approved item_id=k1", "item.wrong_state")


def test_judgment__for_one_claimant_and_against_the_other__both_are_named(office: Office) -> None:
    office.post(f"{SERVED}\n2023-02-01 claim.answered item_id=k1")
    office.post("2023-03-01 claim.trial_commenced item_id=k1")
    office.post(
        "2023-04-01 claim.judgment_entered item_id=k1 parties=p1,oak kind=jury for=claimant"
    )
    office.post(
        "2023-04-01 claim.judgment_entered item_id=k1 parties=p1,pine kind=jury for=defendant"
    )
    label = standings(office)["p1"][0]
    assert label == "jury judgment against (against pine); jury judgment for (against oak)"
    assert standings(office)["p2"] == ["in trial", "in trial"]
    assert standings(office)["oak"][0] == "jury judgment against (on the claim of p1)"
