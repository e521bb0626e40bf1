"""Judgments: for whom one is, where nobody's side is looked from."""

from __future__ import annotations

import pytest

from tests.asking import Answers
from tests.histories import Office

SUIT = """2021-01-01 party.added party_id=maria name=Maria role=plaintiff
2021-01-01 party.added party_id=mart name=Mart kind=organization role=defendant
2021-02-01 claim.filed item_id=k claimants=maria against=mart cause=negligence
2021-03-01 claim.answered item_id=k"""


@pytest.mark.parametrize("side", ["claimant", "defendant"])
def test_matter__a_judgment_in_it__says_for_which_side_it_is(office: Office, side: str) -> None:
    office.post(f"{SUIT}\n2021-04-01 claim.judgment_entered item_id=k kind=summary for={side}")
    (item,) = Answers(office.database, office.recorder.clock.now_us).matter("m1")["items"]
    assert item["label"] == f"summary judgment for the {side}"
    assert office.status(party="mart")["label"].startswith(
        "summary judgment " + ("against" if side == "claimant" else "for")
    )


def test_headline__two_judgments_against_one_party__hides_neither(office: Office) -> None:
    """The larger one stands on the claim, and the counterclaim is lost as well."""
    office.post(
        f"{SUIT}\n2021-03-01 claim.filed item_id=cc kind=counterclaim claimants=mart against=maria "
        "cause=contract\n2021-03-20 claim.answered item_id=cc\n"
        "2021-04-01 claim.trial_commenced item_id=k\n2021-04-01 claim.trial_commenced item_id=cc\n"
        "2021-04-09 claim.judgment_entered item_id=cc kind=jury for=defendant\n"
        '2021-04-09 claim.judgment_entered item_id=k kind=jury for=claimant amount={"amount":"900"}'
    )
    said = office.status(party="mart")["label"]
    assert sorted(said.split("; ")) == [
        "as claimant: jury judgment against",
        "as defendant: jury judgment against, $900",
    ]
