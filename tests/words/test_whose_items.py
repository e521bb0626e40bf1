"""Whose items: which claim or charge is meant by whose it is, or by what it is in other words."""

from __future__ import annotations

import pytest

from casefile.answers.asking import Asking
from casefile.answers.meaning.meant_items import item
from casefile.errors import Several, Unknown
from tests.histories import Office

SUIT = """
2021-01-01 party.added party_id=maria name=Maria role=plaintiff
2021-01-01 party.added party_id=jose name=Jose role=plaintiff
2021-01-01 party.added party_id=mega name=MegaMart kind=organization role=defendant
2021-01-01 party.added party_id=lobo name=Lobo role=defendant
2021-02-01 claim.filed item_id=k1 claimants=maria against=mega cause=negligence
2021-02-01 claim.filed item_id=k2 claimants=jose against=mega cause=loss-of-consortium
2021-02-01 claim.filed item_id=k3 claimants=jose against=mega cause=breach-of-contract
2021-02-01 claim.filed item_id=cc claimants=mega against=maria cause=rent kind=counterclaim
2021-03-01 charge.filed item_id=c1 party_id=lobo offense=fraud
2021-03-01 charge.filed item_id=c2 party_id=mega offense=contempt-of-court
"""
# As typed | which item is meant, behind ? which may be, or none.
TYPED = [
    ("Maria's negligence", "k1"),
    ("Maria's negligence claim", "k1"),
    ("Maria's claim", "k1"),
    ("Maria\N{RIGHT SINGLE QUOTATION MARK}s claim", "k1"),
    ("Jose's claim", "?k2,k3"),
    ("Jose's contract claim", "k3"),
    ("Jose's negligence", ""),
    ("Jose's rent", ""),
    ("MegaMart's negligence", "k1"),  # which is claimed against it
    ("MegaMart's counterclaim", "cc"),
    ("Maria's counterclaim", ""),  # it is against her
    ("MegaMart's claim", "cc"),
    ("the contract", "k3"),
    ("the contract claim", "k3"),
    ("the counterclaim", "cc"),
    ("the claim", "?cc,k1,k2,k3"),
    ("Lobo's charge", "c1"),
    ("Lobo's fraud charge", "c1"),
    ("the charge", "?c1,c2"),
    ("the fraud claim", ""),
    ("Kerr's claim", ""),
    ("the court", ""),  # which acts, and is no contempt
    ("the MegaMart", ""),
    ("the contempt", "c2"),
]


def meant(office: Office, typed: str) -> str:
    """Return the id of the item that is meant, behind ? those that may be, or nothing."""
    try:
        return item(Asking(office.database), "m1", typed).id
    except Several as several:
        return f"?{','.join(sorted(one.id for one in several.candidates))}"
    except Unknown:
        return ""


def test_item__by_whose_it_is_or_by_what__is_the_only_one_that_fits(office: Office) -> None:
    office.post(SUIT)

    assert [(typed, meant(office, typed)) for typed, _ in TYPED] == TYPED


@pytest.mark.parametrize("typed", ["the ticket", "the citation"])
@pytest.mark.parametrize("filed", ["citation.issued", "charge.filed instrument=citation"])
def test_item__by_a_noun_of_which_there_is_one__is_that(
    office: Office, typed: str, filed: str
) -> None:
    office.post(f"2021-01-01 {filed} item_id=t1\n2021-01-01 charge.filed item_id=c1")

    assert meant(office, typed) == "t1"


def test_item__that_there_is_none_of__is_answered_with_those_that_there_are(office: Office) -> None:
    office.post(SUIT)

    with pytest.raises(Unknown, match=r"no item Kerr's claim in matter m1\. It has: c1 \(fraud"):
        item(Asking(office.database), "m1", "Kerr's claim")
