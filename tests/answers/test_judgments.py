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


OTHER = """2021-02-01 claim.filed item_id=k2 claimants=maria against=mart cause=fraud
2021-03-01 claim.served item_id=k2"""
LOST = "2021-04-01 claim.judgment_entered item_id=k kind=summary for=defendant"


def headline(office: Office, party: str = "maria", on: str = "2021-12-31") -> str:
    """Return the headline of a party, with names."""
    answers = Answers(office.database, office.recorder.clock.now_us)
    label: str = answers.status(party, as_of=on)["tracks"]["civil"]["label"]
    return label


def test_headline__of_a_claimant_who_lost_one_claim__says_which_others_are_open(
    office: Office,
) -> None:
    office.post(f"{SUIT}\n{OTHER}\n{LOST}")
    assert headline(office) == "summary judgment against; still open: Maria v. Mart: fraud (served)"
    assert headline(office, on="2021-03-31") == "answered"
    assert headline(office, "mart") == "served"  # what is left to fear of both
    office.post("2021-05-01 claim.dismissed item_id=k2 prejudice=with")
    assert headline(office) == "summary judgment against"


def test_headline__of_a_claimant_who_settles_one_claim__says_which_others_are_open(
    office: Office,
) -> None:
    office.post(f"{SUIT}\n{OTHER}\n2021-04-01 claim.settled item_id=k needs_approval=true")
    settled, named = "settled pending approval", "(Maria v. Mart: negligence)"
    assert headline(office) == f"{settled} {named}; still open: Maria v. Mart: fraud (served)"
    office.post("2021-05-01 claim.settlement_approved item_id=k")
    assert headline(office) == f"served; settled {named}"


def test_headline__of_a_claimant_with_many_open_claims__counts_those_that_it_does_not_name(
    office: Office,
) -> None:
    office.post(f"{SUIT}\n{LOST}")
    for number in range(5):
        office.post(f"2021-02-01 claim.filed item_id=c{number} claimants=maria against=mart")
    said = headline(office)
    assert said.count("Maria v. Mart: ") == 3
    assert said.endswith("(filed) and 2 more")


def test_headline__of_a_claimant_on_both_sides__says_what_is_open_of_its_own(
    office: Office,
) -> None:
    counterclaim = (
        "2021-03-01 claim.filed item_id=cc kind=counterclaim claimants=mart against=maria"
    )
    office.post(f"{SUIT}\n{OTHER}\n{counterclaim}\n{LOST}")
    assert headline(office) == (
        "as claimant: summary judgment against; as defendant: filed; "
        "still open: Maria v. Mart: fraud (served)"
    )


def test_headline__of_a_claimant_who_lost_against_all_and_settled_with_one__tells_the_sum(
    office: Office,
) -> None:
    office.post(
        f"""{SUIT}
2021-01-01 party.added party_id=bo name=Bo role=defendant
2021-02-01 claim.filed item_id=k3 claimants=maria against=mart,bo cause=hiring
2021-03-01 claim.answered item_id=k3
{LOST}
2021-05-01 claim.settled item_id=k3 parties=mart amount={{"amount":"210000"}}
2021-06-01 claim.satisfied item_id=k3 parties=mart
2021-06-02 claim.dismissed item_id=k3 parties=mart prejudice=with"""
    )
    assert headline(office, on="2021-05-01") == (
        "summary judgment against; settled, $210,000 (with Mart); "
        "still open: Maria v. Bo and Mart: hiring (answered by Bo)"
    )
    assert headline(office) == (
        "summary judgment against; settled, $210,000; dismissed with prejudice; satisfied "
        "(against Mart); still open: Maria v. Bo and Mart: hiring (answered by Bo)"
    )
    assert headline(office, "mart") == "settled, $210,000; dismissed with prejudice; satisfied"
    assert headline(office, "bo") == "answered"


COUNTERCLAIM = """2021-03-01 claim.filed item_id=cc kind=counterclaim claimants=mart against=maria
2021-04-01 claim.trial_commenced item_id=k
2021-04-01 claim.trial_commenced item_id=cc
2021-04-01 claim.judgment_entered item_id=k kind=bench for=defendant
2021-04-01 claim.judgment_entered item_id=cc kind=bench for=claimant amount={"amount":"900"}
2021-05-01 claim.satisfied item_id=cc"""


def test_headline__of_who_has_won_on_both_sides__says_what_against_whom(office: Office) -> None:
    office.post(f"{SUIT}\n{COUNTERCLAIM}")
    assert headline(office, "mart") == (
        "as claimant: bench judgment for Mart, $900, satisfied (Mart v. Maria: negligence); "
        "as defendant: bench judgment for Mart"
    )


def test_headline__of_many_claims_that_are_settled__names_some(office: Office) -> None:
    office.post(f"{SUIT}\n{LOST}")
    for number in range(5):
        office.post(f"""2021-02-01 claim.filed item_id=c{number} claimants=maria cause=c{number}
2021-03-01 claim.settled item_id=c{number}""")
    said = headline(office)
    assert said.count("settled (") == 3
    assert said.endswith("; and 2 more won or settled")


def test_headline__of_one_sum_for_several_claims__tells_it_once(office: Office) -> None:
    office.post(f"{SUIT}\n{OTHER}")
    for claim in ("k", "k2"):
        office.post(f'2021-05-01 claim.settled item_id={claim} amount={{"amount":"9"}} in_all=true')
    assert headline(office) == "settled, $9 for several claims together"
