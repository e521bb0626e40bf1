"""Somebody who is named in a matter and is no party: beside the parties, and an insurer nowhere."""

from __future__ import annotations

import pytest

from casefile.answers.facts import chronicle
from casefile.answers.facts.chronicle import Audience, Heading
from casefile.answers.facts.withholding import Reason
from casefile.exports import columns
from casefile.law.stance import insures, is_side
from tests.answers.test_withholding import OURS, court, left_out
from tests.exports.conftest import asking
from tests.histories import Office

WESTERN = "2022-01-02 party.added party_id=w name=Western role=insurer kind=organization"
WITNESS = "2022-01-02 party.added party_id=x name=Sam role=witness"


def heading(office: Office, audience: Audience) -> Heading:
    with chronicle.of_matter(asking(office), "m1", audience=audience) as found:
        return found.heading


def test_above__of_somebody_who_is_no_party__stands_under_others(office: Office) -> None:
    office.post(f"{OURS}\n{WITNESS}\n{WESTERN}")
    listed = [
        (one.label, one.text)
        for one in columns.above(heading(office, Audience.OFFICE))
        if "since" in one.text
    ]
    assert [label for label, _ in listed] == ["Parties", "Others", ""]
    assert listed[1:] == [
        ("Others", "witness: Sam, named since 2022-01-02"),
        ("", "insurer: Western, named since 2022-01-02"),
    ]


def test_insurer__who_is_no_party__is_left_out_for_a_court_and_counted(office: Office) -> None:
    office.post(
        f"{OURS}\n{WESTERN}\n2022-02-01 docket.entry_recorded text=WESTERN_pays\n"
        "2022-02-02 docket.entry_recorded text=Heard"
    )
    told, _, _ = court(office)
    assert "western" not in " ".join(told).lower()
    assert left_out(office) == {Reason.INSURANCE: 2}
    names = [one.text for one in columns.above(heading(office, Audience.COURT))]
    assert "western" not in " ".join(names).lower()


def test_insurer__that_is_sued__is_a_party(office: Office) -> None:
    office.post(
        f"{OURS}\n{WESTERN}\n2022-02-01 claim.filed item_id=k claimants=p1 against=w cause=coverage"
    )
    assert Reason.INSURANCE not in left_out(office)


@pytest.mark.parametrize(
    "role", ["defendant", "Counter-Defendant", "third_party plaintiff", "plaintiff, Ana's aunt"]
)
def test_role__of_a_side__is_a_party_s(role: str) -> None:
    assert is_side(role)
    assert not insures(role)


@pytest.mark.parametrize(
    "role",
    [
        "insurer",
        "not a party",
        "non-party",
        "witness",
        "next of kin",
        "witness, the defendant's wife",
        "expert witness for the plaintiff",
        "the State's expert",
    ],
)
def test_role__of_no_side__is_not(role: str) -> None:
    assert not is_side(role)


@pytest.mark.parametrize("role", ["insurer", "Insurance carrier", "liability insurer"])
def test_role__of_an_insurer__is_one(role: str) -> None:
    assert insures(role)
