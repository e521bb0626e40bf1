"""A dismissed charge of whose offense another one is filed later, with no link between the two."""

from __future__ import annotations

import pytest

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from tests.asking import Answers, unnamed
from tests.histories import Office, with_ids

DISMISSED = """2023-03-03 charge.filed count_no=3 instrument=indictment offense=tampering
2023-06-04 charge.dismissed by=prosecution prejudice=without"""
AGAIN = f"""{DISMISSED}
2023-07-20 charge.filed item_id=c3 count_no=3 instrument=indictment offense=Tampering"""
TRIED = "2023-09-14 charge.trial_commenced item_id=c3"
ENDS = {
    "not_guilty": "acquitted",
    "guilty": "found guilty; convicted",
}


def refilable(office: Office, on: str = "2023-12-31", party: str = "p1") -> list[str]:
    """Return what the flags on charges that can be filed again say."""
    found = office.flagged(on, party=party)
    return [flag["sentence"] for flag in found if flag["code"] == "refilable_until"]


def test_charged_again__without_a_link__reads_as_refiled(office: Office) -> None:
    filed, dismissed, again = (one.recorded.envelope.event_id for one in office.post(AGAIN).entries)
    assert refilable(office, "2023-07-19") != []
    assert "refilable" in office.item(on="2023-07-19")["label"]
    assert office.item(on="2023-07-20")["label"] == "dismissed without prejudice; refiled as c3"
    assert office.item(on="2023-07-20")["evidence"] == [filed, dismissed, again]
    assert refilable(office, "2023-07-20") == []
    assert office.status("2023-07-20")["label"] == "charged"


@pytest.mark.parametrize("verdict", ENDS)
def test_charged_again__decided_there__is_not_refilable(office: Office, verdict: str) -> None:
    office.post(
        f"{AGAIN}\n{TRIED}\n2023-09-17 charge.verdict_returned item_id=c3 verdict={verdict}"
    )
    status = office.status()
    assert (status["label"], refilable(office)) == (ENDS[verdict], [])
    assert status["breakdown"] == {{"not_guilty": "acquitted", "guilty": "convicted"}[verdict]: 1}


def test_charged_again__dismissed_again__the_last_one_can_be_filed_again(office: Office) -> None:
    office.post(f"{AGAIN}\n2023-09-01 charge.dismissed item_id=c3 prejudice=without")
    (said,) = refilable(office)
    assert "c3" in said
    assert office.status()["label"] == "dismissed without prejudice (refilable)"
    office.post("2023-10-01 charge.filed item_id=c4 offense=tampering")
    labels = [one["label"] for one in office.status()["items"]]
    refiled = "dismissed without prejudice; refiled as"
    assert labels == [f"{refiled} c3", f"{refiled} c4", "charged"]


def test_charged_again__taken_back__can_be_filed_again(office: Office) -> None:
    office.post(f"{DISMISSED}\nagain: {AGAIN.splitlines()[-1]}")
    office.post("2023-08-01 event.retracted target=again")
    assert len(refilable(office)) == 1


def test_charged_again__against_one_of_two__is_of_that_one_alone(office: Office) -> None:
    office.post("2021-01-01 party.added party_id=p2 name=Kim")
    office.post(f"{AGAIN}\n2023-03-03 charge.filed item_id=c9 party_id=p2 offense=tampering")
    office.post("2023-06-04 charge.dismissed item_id=c9 prejudice=without")
    assert (refilable(office), len(refilable(office, party="p2"))) == ([], 1)


# What is filed after the dismissal that is not, or not for sure, what was dismissed.
OTHERS: dict[str, tuple[str, str]] = {
    "another offense": ("2023-07-20 charge.filed item_id=c3 offense=racketeering", ""),
    "a matter of its own": ("2023-07-20 charge.filed @m2 item_id=c3 offense=tampering", ""),
    "before the dismissal": ("2023-05-20 charge.filed item_id=c3 offense=tampering", ""),
    "fewer than there were": (
        """2023-03-03 charge.filed item_id=c2 offense=tampering
2023-06-04 charge.dismissed item_id=c2 prejudice=without
2023-07-20 charge.filed item_id=c3 offense=tampering""",
        "c3",
    ),
    "perhaps the one that was open": (
        """2023-03-03 charge.filed item_id=c2 offense=tampering
2023-07-20 charge.filed item_id=c3 offense=tampering""",
        "c3",
    ),
    "the one that was superseded": (
        """2023-03-03 charge.filed item_id=c2 offense=tampering
2023-07-20 charge.filed item_id=c3 offense=tampering
2023-07-20 charges.superseded old=c2 new=c3""",
        "",
    ),
}


@pytest.mark.parametrize("case", OTHERS)
def test_charged_again__not_for_sure__still_refilable(office: Office, case: str) -> None:
    others, perhaps = OTHERS[case]
    office.open("m2").post(f"{DISMISSED}\n{others}")
    label = "dismissed without prejudice (refilable)"
    assert office.item()["label"] == label + (f"; perhaps refiled as {perhaps}" if perhaps else "")
    told = [one for one in refilable(office) if one.endswith("c1.")]
    unless = f"Unless it was filed again as {perhaps}: it" if perhaps else "It"
    assert told == [f"{unless} can be filed again without a known end: c1."]


def test_charged_again__as_many_as_there_were__each_by_its_count(office: Office) -> None:
    old = "2023-03-03 charge.filed offense=fraud"
    new = "2023-07-20 charge.filed offense=fraud"
    office.post(f"""{old} count_no=1 item_id=c1\n{old} count_no=2 item_id=c2
2023-06-04 charge.dismissed item_id=c1 prejudice=without
2023-06-04 charge.dismissed item_id=c2 prejudice=unknown
{new} count_no=2 item_id=c4\n{new} count_no=1 item_id=c3""")
    labels = {one["item_id"]: one["label"] for one in office.status()["items"]}
    assert labels["c1"] == "dismissed without prejudice; refiled as c3"
    assert labels["c2"] == "dismissed (prejudice unknown); refiled as c4"
    assert refilable(office) == []


def test_charged_again__under_the_same_statute_alone__perhaps(office: Office) -> None:
    office.post("""2023-03-03 charge.filed offense=grand_embezzlement statute=["30-16-8"]
2023-06-04 charge.dismissed prejudice=without
2023-07-20 charge.filed item_id=c3 offense=embezzlement statute=["30-16-8"]""")
    assert office.item()["label"].endswith("; perhaps refiled as c3")


def test_charged_again__in_another_degree__is_the_same(office: Office) -> None:
    office.post(f"{DISMISSED}\n2023-07-20 charge.filed item_id=c3 offense=tampering degree=4th")
    assert refilable(office) == []


def test_charged_again__an_enhancement__with_what_it_enhances(office: Office) -> None:
    firearm = "offense=firearm kind=enhancement"
    office.post(f"""{DISMISSED}\n2023-03-03 charge.filed item_id=e1 {firearm} attaches_to=c1
2023-06-04 charge.dismissed item_id=e1 prejudice=without
2023-07-20 charge.filed item_id=c5 offense=fraud
2023-07-20 charge.filed item_id=e5 {firearm} attaches_to=c5""")
    assert "refiled" not in office.item("e1")["label"]
    office.post(f"""2023-08-20 charge.filed item_id=c3 offense=tampering
2023-08-20 charge.filed item_id=e3 {firearm} attaches_to=c3""")
    assert office.item("e1")["label"].startswith("dismissed without prejudice; refiled as e3")


def test_charged_again__what_was_superseded_by_it__does_not_count_again(office: Office) -> None:
    """What was superseded goes on in what its successor was filed again as."""
    office.post("""2023-01-01 charge.filed
2023-02-01 charge.filed item_id=c2
2023-02-01 charges.superseded old=c1 new=c2
2023-03-01 charge.dismissed item_id=c2 prejudice=without""")
    assert office.status()["label"].startswith("c1 counts again: charged")
    office.post("2023-04-01 charge.filed item_id=c3")
    assert office.status()["label"] == "charged"
    assert office.status()["breakdown"] == {"charged": 1}


def test_charged_again__history__says_so_from_its_day_on(office: Office) -> None:
    office.post(AGAIN)
    spans = unnamed(Answers(office.database).history("p1"))["spans"]
    told = [(one["valid_from"], with_ids(one["label"])) for one in spans if one["item_id"] == "c1"]
    refiled = ("2023-07-20", "dismissed without prejudice; refiled as Tampering (count 3)")
    assert told[-2:] == [("2023-06-04", "dismissed without prejudice (refilable)"), refiled]


def test_charged_again__in_its_matter__is_told_alike(office: Office) -> None:
    office.post(AGAIN)
    matter = Answers(office.database).matter("m1")
    labels = [one["label"] for one in matter["items"] if one["item_id"] == "c1"]
    assert labels == ["dismissed without prejudice; refiled as Tampering (count 3) against Pat Doe"]
    assert [one for one in matter["flags"] if one["code"] == "refilable_until"] == []


def test_dismissed__beside_the_like_charge_of_another_one__is_not_that_filed_again(
    office: Office,
) -> None:
    office.post(
        """
        2021-01-01 party.added party_id=p2
        2023-01-01 charge.filed offense=larceny
        2023-02-01 charge.dismissed prejudice=without
        2023-03-01 charge.filed item_id=c2 offense=larceny party_id=p2
        """
    )
    view = matters.view(Asking(office.database, office.recorder.clock.now_us), "m1")
    (first,) = (one.label for one in view.items if one.item_id == "c1")
    assert "refiled" not in first
