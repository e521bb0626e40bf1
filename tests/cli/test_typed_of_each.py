"""Who is charged with what, and who is sued for what, where one sentence tells it of several."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.at_screen import at_screen
from tests.cli.conftest import DAY, ON, Terminal
from tests.cli.test_days import choose
from tests.cli.test_typed_understood import of_type
from tests.cli.typed_table import in_order, open_all, read_otherwise, several_alike
from tests.once import once

SENTENCES = Path(__file__).parent / "typed_of_each.txt"
# Two accused; charged, both; one who has pleaded; a ticket; a suit against three; an agency.
# The client is nobody yet: in a prosecution, in a suit, and in one that is against them.
OPENED = {
    "q": (
        "title=State v. Quintana and Bell",
        "type=criminal",
        "state=NM",
        "client=Dolores Quintana",
    ),
    "d": ("title=State v. Dow and Fay", "type=criminal", "state=NM", "client=Lee Dow"),
    "e": ("title=State v. Nina Ortiz", "type=criminal", "state=NM", "client=Nina Ortiz"),
    "w": ("title=State v. Wills", "type=criminal", "state=NM", "client=Joel Wills"),
    "s": ("title=Sandoval v. Mesa Verde", "type=civil", "state=NM", "client=Inez Sandoval"),
    "r": ("title=Baca and Desert Linen", "type=regulatory", "state=federal", "client=Ana Baca"),
    "c": ("title=State v. Cole", "type=criminal", "state=NM", "client=Nina Cole"),
    "j": ("title=In re Kim Fay", "type=juvenile", "state=NM", "client=Kim Fay"),
    "v": ("title=Roe v. Acme LLC", "type=civil", "state=NM", "client=Ann Roe"),
    "b": ("title=Poe v. Lobo Inc.", "type=civil", "state=NM", "client=Lobo Inc."),
}
PARTIES = {
    "q": {"Dolores Quintana": "defendant", "Terrence Bell": "defendant", "Eva Lund": "victim"},
    "d": {"Lee Dow": "defendant", "Kim Fay": "defendant"},
    "e": {"Nina Ortiz": "defendant"},
    "w": {"Joel Wills": "defendant"},
    "s": {
        "Inez Sandoval": "plaintiff",
        "Carl Nye": "defendant",
        "Mesa Verde Trucking LLC": "defendant",
        "Acme Insurance Company": "defendant",
    },
    "r": {"Ana Baca": "charging party", "Desert Linen Services LLC": "employer"},
    "c": {},
    "j": {},
    "v": {"Acme LLC": "defendant"},
    "b": {"Bo Poe": "plaintiff"},
}
FILED = """\
d "indictment filed: count 1, burglary, against Lee Dow and Kim Fay; count 2, larceny, against Dow"
e "charged with count 1, burglary; count 2, larceny; count 3, forgery"
e "Ortiz pleaded guilty to count 1"
"""


IN_ONE_ORDER = several_alike("Carl Nye", "Mesa Verde Trucking LLC", "Acme Insurance Company")


def alike(said: str) -> str:
    """Return what is read in an order that no ids decide, also of those who stand together."""
    told = IN_ONE_ORDER(said)
    return in_order(told) if told.startswith("= ") else told


@pytest.fixture
@once
def office(terminal: Terminal) -> Terminal:
    """Return the program with matters of several, or of a client who is nobody in them yet."""
    choose(terminal, date_order="month_first", chosen=True)
    return open_all(terminal, OPENED, PARTIES, FILED)


@pytest.mark.parametrize("matter", OPENED)
def test_sentence__of_several__is_of_each_as_it_was_told_or_asked(
    office: Terminal, matter: str
) -> None:
    assert read_otherwise(office, SENTENCES, matter, alike) == {}


def test_client__who_is_charged_first__is_added_as_whom_the_matter_was_opened_for(
    office: Terminal,
) -> None:
    said = "criminal complaint filed charging Nina Cole with forgery (count 1) and fraud (count 2)"
    office("post", "c", said, *ON)
    (opened,) = (one for one in of_type(office, "matter.opened") if one["matter_id"] == "c")
    filed = [one["data"]["party_id"] for one in of_type(office, "charge.filed")[-2:]]
    assert filed == [opened["data"]["for"]] * 2
    office("post", "c", "the State charged Ms. Cole with theft", *ON)
    named = [one["data"]["name"] for one in of_type(office, "party.added")]
    assert named.count("Nina Cole") == 1


def test_day__of_each_of_two_who_are_charged__is_asked_for(office: Terminal) -> None:
    office(
        "post", "q", "Quintana was charged with forgery on 8/3 and Bell with fraud on 8/5", code=2
    )
    assert of_type(office, "charge.filed")[-1]["data"]["offense"] != "forgery on 8/3"


def test_offense__that_is_typed_as_a_field__is_what_it_is_called(office: Terminal) -> None:
    office("post", "q", "charge.filed", "offense=assault on Bell", "party=Quintana", *DAY)
    assert of_type(office, "charge.filed")[-1]["data"]["offense"] == "assault on Bell"


def test_paper__that_charges_who_is_nobody_there__asks_for_them_first(office: Terminal) -> None:
    said = "the State filed a criminal complaint charging Bo Lee with aggravated assault"
    answers = [
        ("Record first who Bo Lee is", "y"),
        ("What is Bo Lee in this matter", "defendant"),
        ("Record that", ""),
        ("Record that", ""),
    ]
    at_screen(office, answers, "post", "e", said, *ON)
    *_, filed = of_type(office, "charge.filed")
    added = next(one for one in of_type(office, "party.added") if one["data"]["name"] == "Bo Lee")
    assert filed["data"]["party_id"] == added["data"]["party_id"]


def test_offense__that_tells_of_another_one__is_asked_for_at_a_terminal(office: Terminal) -> None:
    said = "Quintana was charged with forgery but Bell with fraud"
    answers = [
        ("What happened", "#(charge.filed)"),
        ("What is the offense", "forgery"),
        ("Keep the whole", ""),
        ("Record that", ""),
    ]
    shown = at_screen(office, answers, "post", "q", said, *ON)
    assert "'forgery but Bell with fraud' tells of Terrence Bell as well." in shown
    assert of_type(office, "charge.filed")[-1]["data"]["offense"] == "forgery"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("{} because it fired her on May 3, 2025", ""),
        ("On May 5, 2025 {} because it fired her on May 3, 2025", "2025-05-05"),
        ("{} on May 5, 2025, because it fired her on May 3, 2025", "2025-05-05"),
    ],
)
def test_charge__with_a_day_in_why_it_is_brought__is_not_of_that_day(
    office: Terminal, said: str, day: str
) -> None:
    charge = "Ana Baca filed an 8(a)(3) charge against Desert Linen Services"
    office("post", "r", said.format(charge))
    shown = " ".join(office.error.split())
    filed = of_type(office, "claim.filed")[-1]
    assert filed["effective"] == (day or filed["recorded_on"])
    assert ("nothing says that it was 'May 3, 2025'" in shown) is (not day)


@pytest.mark.parametrize("field", ["party=Bell", "who=Bell", "against=Bell"])
def test_counts__of_one_paper__are_all_against_whom_a_field_names(
    office: Terminal, field: str
) -> None:
    office("post", "q", "complaint: count 7, forgery; count 8, fraud", field, *ON)
    forgery, fraud = of_type(office, "charge.filed")[-2:]
    assert [one["data"]["offense"] for one in (forgery, fraud)] == ["forgery", "fraud"]
    assert forgery["data"]["party_id"] == fraud["data"]["party_id"]


def test_counts__of_one_paper__are_asked_about_with_a_field_of_one_alone(office: Terminal) -> None:
    office("post", "q", "complaint: count 7, forgery; count 8, fraud", "degree=third", *ON, code=2)
    assert "each with fields of its own" in office.error


@pytest.mark.parametrize(
    "typed",
    [
        "The Region approved the withdrawal of the charge.",
        "Region 28 has approved her withdrawal request",
        "Her withdrawal request was approved by the Regional Director",
    ],
)
def test_withdrawal__that_an_agency_approves__ends_the_charge_once(
    office: Terminal, typed: str
) -> None:
    charge = "Ana Baca filed an 8(a)(3) charge against Desert Linen Services"
    office("post", "r", charge, *ON)
    office("post", "r", typed, "--effective", "2025-05-24")
    (ended,) = of_type(office, "claim.dismissed")
    assert (ended["data"]["how"], ended["effective"]) == ("withdrawal", "2025-05-24")
    office("post", "r", typed, "--effective", "2025-05-26")
    assert len(of_type(office, "claim.dismissed")) == 1
    assert of_type(office, "note.recorded")[-1]["effective"] == "2025-05-26"
