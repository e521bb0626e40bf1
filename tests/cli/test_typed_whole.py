"""Whole sentences of a new user: judgments of eviction, counsel, stays, indictments of several."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.at_screen import at_screen
from tests.cli.conftest import ON, Terminal
from tests.cli.test_days import choose
from tests.cli.test_typed_understood import of_type
from tests.cli.typed_table import open_all, read_otherwise, several_alike
from tests.once import once

SENTENCES = Path(__file__).parent / "typed_whole.txt"
# An eviction in default; charged; two accused; awaiting sentence; suits; an agency; a ticket.
OPENED = {
    "e": ("title=Desert Sun LLC v. Ray Po", "type=civil", "state=NM", "client=Ray Po"),
    "t": ("title=State v. Elena Duran", "type=criminal", "state=NM", "client=Elena Duran"),
    "d": ("title=State v. Lee Dow and Kim Fay", "type=criminal", "state=NM", "client=Lee Dow"),
    "p": ("title=State v. Mae Poe", "type=criminal", "state=NM", "client=Mae Poe"),
    "l": ("title=Lee v. Kerr", "type=civil", "state=NM", "client=Bo Lee"),
    "w": ("title=Ward v. Cole", "type=civil", "state=NM", "client=Sue Ward"),
    "b": ("title=Lee v. Lobo Inc.", "type=civil", "state=NM", "client=Rosa Lee"),
    "s": ("title=Gil v. Hobbs", "type=civil", "state=NM", "client=Ana Gil"),
    "n": ("title=Mesa Foods Inc.", "type=regulatory", "state=federal", "client=Mesa Foods Inc."),
    "a": ("title=Ann Roe, Acme Inc.", "type=regulatory", "state=federal", "client=Ann Roe"),
    "v": ("title=State v. Jo Baca", "type=traffic", "state=NM", "client=Jo Baca"),
    "x": ("title=Lee v. Low", "type=civil", "state=NM"),
    "c": ("title=Pena v. Orr", "type=civil", "state=NM", "client=Eva Pena"),
}
PARTIES = {
    "e": {"Ray Po": "defendant", "Desert Sun LLC": "plaintiff"},
    "t": {"Elena Duran": "defendant"},
    "d": {"Lee Dow": "defendant", "Kim Fay": "defendant"},
    "p": {"Mae Poe": "defendant"},
    "l": {"Bo Lee": "plaintiff", "Ida Kerr": "defendant", "Western Casualty Inc.": "defendant"},
    "w": {"Sue Ward": "plaintiff", "Bob Cole": "defendant"},
    "b": {"Rosa Lee": "plaintiff", "Ida Kerr": "defendant", "Lobo Inc.": "defendant"},
    "s": {"Ana Gil": "plaintiff", "Tom Hobbs": "defendant", "Zia Freight LLC": "defendant"},
    "n": {"Mesa Foods Inc.": "respondent", "Local 5": "charging party"},
    "a": {"Ann Roe": "charging party", "Acme Inc.": "respondent"},
    "v": {"Jo Baca": "defendant"},
    "x": {},
    "c": {"Eva Pena": "plaintiff", "Jim Orr": "defendant", "Acme Ltd": "defendant"},
}
FILED = """\
e "complaint filed" cause=eviction by="Desert Sun LLC" against="Ray Po"
e "Po was served"
e "default entered against Po"
t "charged with count 1, burglary; count 2, larceny"
t "motion to suppress filed" by=Duran
t "trial set for June 16, 2025 at 9:00"
p "charged with count 1, burglary; count 2, larceny"
p "Poe pleaded guilty to count 1"
p "Poe convicted of count 1"
l "complaint filed" cause=negligence by="Bo Lee" against="Ida Kerr" against="Western Casualty Inc."
l "complaint filed" cause="bad faith" by="Bo Lee" against="Western Casualty Inc."
w "complaint filed" cause="breach of contract" by="Sue Ward" against="Bob Cole"
w "Cole was served"
w "default entered against Cole"
w "default judgment for Ward against Cole, $40,000"
s "complaint filed" cause=negligence by="Ana Gil" against="Tom Hobbs" against="Zia Freight LLC"
s "complaint filed" cause="negligent hiring" by="Ana Gil" against="Zia Freight LLC"
s "Zia Freight LLC was served"
s "Hobbs was served"
c "complaint filed" cause=negligence by="Eva Pena" against="Jim Orr" against="Acme Ltd"
c "Pena and Orr settled the negligence claim for $9,000"
a "Roe filed an 8(a)(1) charge with Region 28 against Acme Inc."
a "the claim was settled for $4,750" needs_approval=yes
n "hearing set for June 30, 2025 at 9:00"
"""


@pytest.fixture
@once
def office(terminal: Terminal) -> Terminal:
    """Return the program with matters of several kinds, whose days are written month first."""
    choose(terminal, date_order="month_first", chosen=True)
    return open_all(terminal, OPENED, PARTIES, FILED)


@pytest.mark.parametrize("matter", OPENED)
def test_sentence__of_the_table__is_read_or_asked(office: Terminal, matter: str) -> None:
    alike = several_alike(*PARTIES["l"], *PARTIES["b"], *PARTIES["s"], *PARTIES["c"])
    assert read_otherwise(office, SENTENCES, matter, alike) == {}


@pytest.mark.parametrize(
    ("matter", "typed", "tag", "day"),
    [
        ("t", "Duran had her first appearance on 4/25/2025", "hearing.held", "2025-04-25"),
        ("t", "she had a status conference on 4/25/2025", "hearing.held", "2025-04-25"),
        ("d", "our client appeared for arraignment on 4/25/2025", "hearing.held", "2025-04-25"),
        (
            "b",
            "the crash happened on 4/25/2025",
            "matter.incident_occurred",
            "2025-04-25",
        ),
        ("b", "On 4/25/2025 the accident happened", "matter.incident_occurred", "2025-04-25"),
        (
            "s",
            "Hobbs never answered, so on 4/25/2025 the clerk entered his default",
            "claim.default_entered",
            "2025-04-25",
        ),
        ("t", "Tom Ruiz represents Duran since 4/25/2025", "counsel.appeared", "2025-04-25"),
        (
            "n",
            "Local 5 filed a charge with NLRB Region 28 on 4/25/2025 under 8(a)(1)",
            "claim.filed",
            "2025-04-25",
        ),
        (
            "e",
            "judgment for possession by default against Po on 4/25/2025; writ may issue 5/2/2025",
            "claim.judgment_entered",
            "2025-04-25",
        ),
        (
            "v",
            "ticket T-12345 for speeding, written by Officer Hale on 4/25/2025",
            "charge.filed",
            "2025-04-25",
        ),
    ],
)
def test_day__in_the_sentence__is_that_of_the_act(
    office: Terminal, matter: str, typed: str, tag: str, day: str
) -> None:
    office("post", matter, typed)
    assert of_type(office, tag)[-1]["effective"] == day


def test_counsel__of_whom_nobody_says_since_when__acts_by_today(office: Terminal) -> None:
    office("post", "t", "Tom Ruiz is her lawyer")
    assert of_type(office, "counsel.appeared")[-1]["effective"].startswith("../")


def test_hearings__told_as_held_and_as_set__are_both(office: Terminal) -> None:
    said = "Duran had her first appearance on 4/25/2025, and the detention hearing was set for {}"
    office("post", "t", said.format("5/2/2025"))
    assert of_type(office, "hearing.held")[-1]["effective"] == "2025-04-25"
    assert of_type(office, "hearing.scheduled")[-1]["data"]["at"] == "2025-05-02"


def test_writ__told_alone__is_said_of_the_judgment_on_record(office: Terminal) -> None:
    office(
        "post", "e", "default judgment for Desert Sun for possession", "--effective", "5/20/2025"
    )
    office("post", "e", "writ of restitution may issue 6/6/2025", code=2)
    found = re.search(r"correct (?P<number>\d+) writ_on=(?P<day>\S+?)\.? ", office.error)
    assert found
    office("correct", found["number"], f"writ_on={found['day']}")
    assert of_type(office, "claim.judgment_entered")[-1]["data"].get("possession")


def test_claims__of_which_nobody_says_against_whom__are_asked_about_as_one(
    office: Terminal,
) -> None:
    shown = at_screen(
        office,
        [("What happened", "#against all defendants"), ("Record that", "")],
        *("post", "b", "Lee filed a complaint for negligence and bad faith", *ON),
    )
    assert "Against whom" not in shown
    filed = [one["data"] for one in of_type(office, "claim.filed")][-2:]
    assert [(one["cause"], len(one["against"])) for one in filed] == [
        ("negligence", 2),
        ("bad faith", 2),
    ]
