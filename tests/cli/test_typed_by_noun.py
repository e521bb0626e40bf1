"""Acts that are told by a noun, hearings before which somebody is named, and days at the end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.at_screen import at_screen
from tests.cli.conftest import DAY, Terminal
from tests.cli.test_days import choose
from tests.cli.test_typed_understood import of_type
from tests.cli.typed_table import open_all, read_otherwise, several_alike
from tests.once import once

SENTENCES = Path(__file__).parent / "typed_by_noun.txt"
# Charged; charged beside somebody else; found guilty; on probation; a suit; one with a judgment.
OPENED = {
    "t": ("title=State v. Jon Tull", "type=criminal", "state=NM", "client=Jon Tull"),
    "d": ("title=State v. Lee Dow and Kim Fay", "type=criminal", "state=NM", "client=Lee Dow"),
    "p": ("title=State v. Max Poe", "type=criminal", "state=NM", "client=Max Poe"),
    "f": ("title=State v. Eva Fox", "type=criminal", "state=NM", "client=Eva Fox"),
    "l": ("title=Lee v. Kerr", "type=civil", "state=NM", "client=Bo Lee"),
    "w": ("title=Ward v. Cole", "type=civil", "state=NM", "client=Sue Ward"),
}
PARTIES = {
    "t": {"Jon Tull": "defendant"},
    "d": {"Lee Dow": "defendant", "Kim Fay": "defendant"},
    "p": {"Max Poe": "defendant"},
    "f": {"Eva Fox": "defendant"},
    "l": {"Bo Lee": "plaintiff", "Ida Kerr": "defendant", "Lobo Inc.": "defendant"},
    "w": {"Sue Ward": "plaintiff", "Bob Cole": "defendant"},
}
FILED = """\
t "charged with count 1, burglary; count 2, larceny"
t "motion to suppress filed" by=Tull
t "trial set for June 16, 2025 at 9:00"
t "status conference set for June 2, 2025 at 10:00"
d "indictment filed: count 1, burglary, against Lee Dow and Kim Fay; count 2, larceny, against Dow"
p "charged with count 1, burglary; count 2, larceny"
p "trial began on both counts"
p "jury found Poe guilty on counts 1 and 2"
f "charged with count 1, burglary"
f "Fox pleaded guilty to count 1"
f "Fox convicted of count 1"
f "Fox sentenced to 2 years probation on count 1"
l "complaint filed" cause=negligence by="Bo Lee" against="Ida Kerr" against="Lobo Inc."
w "complaint filed" cause="breach of contract" by="Sue Ward" against="Bob Cole"
w "Cole was served"
w "default entered against Cole"
w "default judgment for Ward against Cole, $12,000"
"""


@pytest.fixture
@once
def office(terminal: Terminal) -> Terminal:
    """Return the program with matters of several kinds, whose days are written month first."""
    choose(terminal, date_order="month_first", chosen=True)
    return open_all(terminal, OPENED, PARTIES, FILED)


@pytest.mark.parametrize("matter", OPENED)
def test_sentence__of_the_table__is_read_or_asked(office: Terminal, matter: str) -> None:
    alike = several_alike("Ida Kerr", "Lobo Inc.", "Bo Lee")
    assert read_otherwise(office, SENTENCES, matter, alike) == {}


@pytest.mark.parametrize(
    ("matter", "typed", "tag", "day", "said"),
    [
        ("t", "Tull charged with theft 4/25/2025", "charge.filed", "2025-04-25", "theft"),
        (
            "t",
            "Tull filed his witness list 4/25/2025",
            "document.filed",
            "2025-04-25",
            "Witness list",
        ),
        (
            "t",
            "State's motion in limine filed 4/25/2025",
            "motion.filed",
            "2025-04-25",
            "motion in limine",
        ),
        (
            "t",
            "motion to sever filed by Tull 4/25/2025",
            "motion.filed",
            "2025-04-25",
            "motion to sever",
        ),
        (
            "p",
            "Poe filed a motion for new trial on 4/25/2025",
            "motion.filed",
            "2025-04-25",
            "motion for new trial",
        ),
        (
            "l",
            "interrogatories served on Kerr 4/25/2025",
            "note.recorded",
            "2025-04-25",
            "Interrogatories served on Kerr",
        ),
        (
            "l",
            "Kerr filed her exhibit list 4/25/2025",
            "document.filed",
            "2025-04-25",
            "Exhibit list",
        ),
    ],
)
def test_day__at_the_end_without_on__is_that_of_the_act_and_no_part_of_a_name(
    office: Terminal, matter: str, typed: str, tag: str, day: str, said: str
) -> None:
    office("post", matter, typed)
    told = of_type(office, tag)[-1]
    assert told["effective"] == day
    assert said in told["data"].values()


@pytest.mark.parametrize(
    ("matter", "typed"),
    [
        ("p", "Poe filed a notice of appeal 4/25/2025"),
        ("p", "we filed a notice of appeal 4/25/2025"),
        ("l", "Lee filed an amended complaint on 4/25/2025"),
    ],
)
def test_act__that_is_asked_about__is_not_kept_as_a_paper_with_its_day_in_the_title(
    office: Terminal, matter: str, typed: str
) -> None:
    office("post", matter, typed, code=2)
    assert all("4/25" not in str(one["data"]) for one in of_type(office, "document.filed"))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (
            "4/21/2025-4/24/2025 trial: guilty on count 1, not guilty on count 2",
            ["guilty", "not_guilty"],
        ),
        (
            "trial of Tull 4/21/2025-4/24/2025: guilty on count 1, not guilty on count 2",
            ["guilty", "not_guilty"],
        ),
        ("jury trial held 4/21/2025-4/24/2025, guilty on both counts", ["guilty", "guilty"]),
        (
            "trial was held 4/21/2025 through 4/24/2025; acquitted on both counts",
            ["not_guilty", "not_guilty"],
        ),
    ],
)
def test_trial__of_several_days__begins_on_the_first_and_is_decided_on_the_last(
    office: Terminal, typed: str, found: list[str]
) -> None:
    before = len(of_type(office, "charge.trial_commenced"))
    office("post", "t", typed)
    begun = of_type(office, "charge.trial_commenced")[before:]
    verdicts = of_type(office, "charge.verdict_returned")[-2:]
    assert [one["effective"] for one in begun] == ["2025-04-21"] * 2
    assert [(one["effective"], one["data"]["verdict"]) for one in verdicts] == [
        ("2025-04-24", one) for one in found
    ]


def test_trial__of_one_day__is_decided_on_it(office: Terminal) -> None:
    office("post", "t", "trial held 4/21/2025, acquitted on both counts")
    days: list[Any] = [one["effective"] for one in of_type(office, "charge.verdict_returned")[-2:]]
    assert days == ["2025-04-21"] * 2


def test_hearing__called_by_its_day__is_that_which_is_set_for_it(office: Terminal) -> None:
    office("post", "t", "Tull's 6/16 trial was continued to July 7, 2025", *DAY)
    assert of_type(office, "hearing.scheduled")[-1]["data"]["replaces"] == "trial"
    office("post", "t", "Tull's 6/17 trial was continued to July 8, 2025", *DAY, code=2)
    assert "No hearing is set for 6/17 here" in office.error


def test_arraigned__chosen_beside_the_plea__has_no_plea_of_its_own(office: Terminal) -> None:
    told = "both defendants were arraigned and pleaded not guilty to all counts"
    before = len(of_type(office, "charge.plea_entered"))
    shown = at_screen(
        office,
        [("What happened", "1, 2"), ("Record that", ""), ("Keep the whole", ""), ("Record", "")],
        *("post", "d", f"5/12/2025 {told}, which took an hour"),
    )
    assert "the defendant answers" in shown
    assert len(of_type(office, "charge.plea_entered")) - before == 3
    assert of_type(office, "hearing.held")[-1]["effective"] == "2025-05-12"
