"""Who sues whom for what, and what becomes of it, where several are sued for several things."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import DAY, ON, Terminal
from tests.cli.test_days import choose
from tests.cli.test_typed_understood import of_type
from tests.cli.typed_table import in_order, open_all, read_otherwise, several_alike
from tests.once import once

SENTENCES = Path(__file__).parent / "typed_sued.txt"
# A suit that is not filed yet; one with a crossclaim of later; one that is answered by two of
# three; one that is served; one with a counterclaim; a default judgment and a motion on it.
OPENED = {
    "g": ("title=Ibarra v. Sunland", "type=civil", "state=NM", "client=Hector Ibarra"),
    "i": ("title=Ortiz v. Corona", "type=civil", "state=NM", "client=Lena Ortiz"),
    "o": ("title=Hale v. Mesa Clinic", "type=civil", "state=NM", "client=Ada Hale"),
    "s": ("title=Summit v. Poe", "type=civil", "state=NM", "client=Eli Poe"),
    "t": ("title=Ridge v. Dunn", "type=civil", "state=NM", "client=Ann Dunn"),
    "v": ("title=Harbor v. Nye", "type=civil", "state=NM", "client=Gus Nye"),
}
PARTIES = {
    "g": {
        "Hector Ibarra": "plaintiff",
        "Sunland Inc.": "defendant",
        "Dale Moss": "defendant",
        "Granite LLC": "defendant",
    },
    "i": {
        "Lena Ortiz": "plaintiff",
        "Corona Inc.": "defendant",
        "Cal Vega": "defendant",
        "Basalt LLC": "defendant",
    },
    "o": {
        "Ada Hale": "plaintiff",
        "Mesa Clinic LLC": "defendant",
        "Ruth Price": "defendant",
        "Joy Lund": "defendant",
    },
    "s": {"Summit LLC": "plaintiff", "Eli Poe": "defendant", "Fay Low": "defendant"},
    "t": {"Ridge LLC": "plaintiff", "Ann Dunn": "defendant", "Bo Kerr": "defendant"},
    "v": {"Harbor LLC": "plaintiff", "Gus Nye": "defendant", "Ian Voss": "defendant"},
}
FILED = """\
i "complaint filed" item=neg claimants=Ortiz against=Corona against=Vega cause=negligence
i "complaint filed" item=bond claimants=Ortiz against=Basalt cause="breach of bond"
i served item=neg parties=Corona
i served item=bond
o "complaint filed" item=med claimants=Hale against=Mesa against=Price against=Lund cause=battery
o "complaint filed" item=hire claimants=Hale against=Mesa cause="negligent hiring"
o claim.answered item=med parties=Mesa parties=Price
o claim.answered item=hire
o "the clinic moved for summary judgment on negligent hiring"
s "complaint filed" item=rent claimants=Summit against=Poe against=Low cause="unpaid rent"
s served item=rent
t "complaint filed" item=rent claimants=Ridge against=Dunn against=Kerr cause="unpaid rent"
t claim.answered item=rent parties=Dunn
t served item=rent parties=Kerr
t "counterclaim filed" item=heat claimants=Dunn against=Ridge cause="breach of warranty"
v "complaint filed" item=rent claimants=Harbor against=Nye against=Voss cause="unpaid rent"
v claim.answered item=rent parties=Nye
v served item=rent parties=Voss
v claim.default_entered item=rent parties=Voss
v "judgment entered" item=rent parties=Voss for=claimant kind=default amount=$4,000
v "Voss moved to set aside the default judgment"
"""
SUED = """\
o "complaint filed" item=med claimants=Hale against=Mesa against=Price against=Lund cause=battery
"""
LATER = ("--effective", "2025-09-18")
IN_ONE_ORDER = several_alike(*(name for some in PARTIES.values() for name in some))


def alike(said: str) -> str:
    """Return what is read in an order that no ids decide, also of those who stand together."""
    told = IN_ONE_ORDER(said)
    return in_order(told) if told.startswith("= ") else told


@pytest.fixture
@once
def office(terminal: Terminal) -> Terminal:
    """Return the program with suits of several, and a crossclaim of a later day in one."""
    choose(terminal, date_order="month_first", chosen=True)
    open_all(terminal, OPENED, PARTIES, FILED)
    crossclaim = ("claimants=Corona", "against=Vega", "cause=indemnity", "item=indemnity")
    terminal("post", "i", "crossclaim filed", *crossclaim, *LATER)
    return terminal


@pytest.mark.parametrize("matter", OPENED)
def test_sentence__of_a_suit_of_several__is_of_its_claims_and_parties_or_asked(
    office: Terminal, matter: str
) -> None:
    assert read_otherwise(office, SENTENCES, matter, alike) == {}


def standing(terminal: Terminal, matter: str) -> set[tuple[str, str, str]]:
    """Return of each claim of a matter how each party stands in it, and since when."""
    view = terminal.json("matters", matter)
    who = {one["party_id"]: one["name"] for one in view["parties"]}
    return {
        (one["item_id"], who[party["party_id"]], f"{one['state']} {one['since']['effective']}")
        for one in view["items"]
        for party in one["parties"]
        if party["side"] == "defendant"
    }


@pytest.mark.parametrize(
    ("matter", "said", "changed"),
    [
        ("i", "Vega was served on June 17, 2025", {("neg", "Cal Vega")}),
        ("i", "all claims were dismissed on June 17, 2025", {
            ("neg", "Cal Vega"), ("neg", "Corona Inc."), ("bond", "Basalt LLC"),
        }),
        (
            "i",
            "Basalt answered on 6/17/2025, Corona on 6/17/2025 and Vega on 6/17/2025",
            {("bond", "Basalt LLC"), ("neg", "Corona Inc."), ("neg", "Cal Vega")},
        ),
        ("i", "Vega was served with the crossclaim on 10/1/2025", {("indemnity", "Cal Vega")}),
        (
            "o",
            "Joy Lund was never found; we dismissed her without prejudice by notice on 6/10/2025",
            {("med", "Joy Lund")},
        ),
        ("o", "we dismissed the clinic with prejudice on 6/10/2025", {
            ("med", "Mesa Clinic LLC"), ("hire", "Mesa Clinic LLC"),
        }),
        ("o", "the clinic settled all claims for $210,000 on 6/10/2025", {
            ("med", "Mesa Clinic LLC"), ("hire", "Mesa Clinic LLC"),
        }),
        (
            "o",
            "Price settled for $50,000 on 6/10/2025 and paid on 6/17/2025",
            {("med", "Ruth Price")},
        ),
        ("o", "summary judgment was granted to the clinic on negligent hiring on 6/10/2025", {
            ("hire", "Mesa Clinic LLC"),
        }),
        ("t", "Ridge answered our counterclaim on 6/10/2025", {("heat", "Ridge LLC")}),
        ("t", "we withdrew our counterclaim on 6/10/2025", {("heat", "Ridge LLC")}),
        ("v", "the default judgment against Voss was set aside on 6/10/2025", {
            ("rent", "Ian Voss"),
        }),
    ],
)  # fmt: skip
def test_status__of_who_is_not_named__stays(
    office: Terminal, matter: str, said: str, changed: set[tuple[str, str]]
) -> None:
    before = standing(office, matter)
    office("post", matter, said)
    after = standing(office, matter)
    assert {one[:2] for one in before ^ after} == changed
    days = {one[2].rpartition(" ")[2] for one in after - before}
    assert len(days) == 1
    assert days < {"2025-06-17", "2025-06-10", "2025-10-01"}


def test_answer__of_who_brings_the_claim_alone__is_refused_wherever_it_is_typed(
    office: Terminal,
) -> None:
    before = standing(office, "s")
    for typed in (("Summit answered",), ("claim.answered", "item=rent", "parties=Summit")):
        office("post", "s", *typed, *ON, code=2)
        assert "No claim on record is against Summit LLC." in office.error
    assert standing(office, "s") == before


def test_service__that_can_be_of_two_papers_of_different_days__is_asked_for(
    office: Terminal,
) -> None:
    office("post", "i", "Vega was served", "--effective", "2025-10-01", code=2)
    asked = " ".join(office.error.split())
    assert "Which one? Write item=indemnity" in asked
    assert "or item=neg" in asked


def test_ruling__at_the_hearing_of_a_day__is_of_that_day(office: Terminal) -> None:
    said = "the motion to set aside the default judgment was granted at the hearing on 6/10/2025"
    office("post", "v", said)
    (ruling,) = of_type(office, "motion.decided")
    assert (ruling["effective"], ruling["data"]["outcome"]) == ("2025-06-10", "granted")


def test_all_claims__of_which_two_named_have_different_ones__are_each_of_their_own(
    office: Terminal,
) -> None:
    office("post", "i", "served", "item=all", "parties=Vega", "--effective", "2025-10-01")
    served = {one[:2] for one in standing(office, "i") if one[2] == "served 2025-10-01"}
    assert served == {("neg", "Cal Vega"), ("indemnity", "Cal Vega")}


def test_sum__of_one_settlement_with_several__is_with_each_claim(office: Terminal) -> None:
    office("post", "o", "Hale settled all claims with the clinic and Price for $250,000", *ON)
    view = office.json("matters", "o")
    terms = [one["detail"]["settlement"] for one in view["items"] if one["state"] == "settled"]
    assert all(one["in_all"] and one["amount"]["amount"] == "250000" for one in terms)
    assert {("med", "Joy Lund", f"filed {DAY[1]}")} <= standing(office, "o")


def test_answer__by_counsel_on_record__is_of_whom_they_answer_for(office: Terminal) -> None:
    office("post", "o", "Sam Dunn appeared for Lund", *ON)
    office("post", "o", "Dunn answered for Lund", *ON)
    answers = office.json("events", "--type", "claim.answered", "--matter", "o")["events"]
    parties = office.json("parties", "--find", "Joy Lund")["parties"]
    assert answers[-1]["data"]["parties"] == [parties[0]["party_id"]]
    assert "Dunn answered for Lund" in office("events", "--matter", "o")


def test_service__of_two_and_not_of_who_was_never_found__is_of_their_own_days(
    terminal: Terminal,
) -> None:
    choose(terminal, date_order="month_first", chosen=True)
    open_all(terminal, {"o": OPENED["o"]}, {"o": PARTIES["o"]}, SUED)
    said = "The clinic was served on May 15 and Dr. Price on May 16, but nurse Lund was never found"
    terminal("post", "o", said)
    assert standing(terminal, "o") == {
        ("med", "Mesa Clinic LLC", "served 2025-05-15"),
        ("med", "Ruth Price", "served 2025-05-16"),
        ("med", "Joy Lund", "filed 2025-04-08"),
    }
    [note] = terminal.json("events", "--type", "note.recorded", "--matter", "o")["events"]
    assert note["data"]["text"] == "Nurse Lund was never found"
    [lund] = terminal.json("parties", "--find", "Joy Lund")["parties"]
    assert note["data"]["party_id"] == lund["party_id"]
