"""Charges, verdicts and sentences, as they are told of one of several who are accused."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import ON, Terminal
from tests.cli.test_days import choose
from tests.cli.test_typed_understood import of_type
from tests.cli.typed_table import open_all, read_otherwise
from tests.once import once

SENTENCES = Path(__file__).parent / "typed_criminal.txt"
# Two who are indicted; two who are charged with the same; one who is charged alone; one to whom
# more is charged by a second indictment, on trial; two who wait for their sentences; nobody yet.
OPENED = {
    "t": ("title=State v. Tafoya", "type=criminal", "state=NM", "client=Denise Tafoya"),
    "r": ("title=State v. Rudd", "type=criminal", "state=NM", "client=Ada Rudd"),
    "b": ("title=State v. Brandt", "type=criminal", "state=NM", "client=Owen Brandt"),
    "s": ("title=State v. Sena", "type=criminal", "state=NM", "client=Lia Sena"),
    "c": ("title=State v. Cruz", "type=criminal", "state=NM", "client=Eva Cruz"),
    "n": ("title=State v. Nye", "type=criminal", "state=NM", "client=Ida Nye"),
}
PARTIES = {
    "t": {"Denise Tafoya": "defendant", "Carl Munro": "co-defendant"},
    "r": {"Ada Rudd": "defendant", "Bo Lamb": "co-defendant"},
    "b": {"Owen Brandt": "defendant"},
    "s": {"Lia Sena": "defendant", "Max Ott": "co-defendant"},
    "c": {"Eva Cruz": "defendant", "Jon Dow": "co-defendant"},
    "n": {"Carl Poe": "co-defendant"},
}
FILED = """\
r "Rudd was charged with fraud and forgery, and Lamb with fraud"
b "Brandt was charged with aggravated DWI (count 1), reckless driving (count 2), speeding (count 3)"
s "an indictment was filed: count 1, fraud, against Sena; count 2, theft, against both"
c "an indictment was filed: count 1, fraud, against Cruz; count 2, theft, against both"
"""
LATER = """\
2025-04-20 s "the State dismissed count 1 without prejudice"
2025-04-28 s "a superseding indictment was returned against Sena only: fraud is charged again as \
count 1, and count 3 charges racketeering"
2025-05-02 s "Sena was arraigned on the superseding indictment and pleaded not guilty"
2025-05-10 s "Ott pleaded no contest to theft"
2025-05-12 s "trial began against Sena on racketeering"
2025-05-01 c "Dow pleaded guilty to theft"
2025-05-02 c "Dow was convicted of theft on his plea"
2025-05-02 c "Cruz pleaded guilty to fraud"
2025-05-03 c "Cruz was convicted of fraud on her plea"
2025-05-04 c "the State filed a motion to compel"
"""


@pytest.fixture
@once
def office(terminal: Terminal) -> Terminal:
    """Return the program with these matters, as they stand on the day of the sentences."""
    choose(terminal, date_order="month_first", chosen=True)
    open_all(terminal, OPENED, PARTIES, FILED)
    for line in LATER.splitlines():
        day, matter, said = shlex.split(line)
        terminal("post", matter, said, "--effective", day)
    return terminal


@pytest.mark.parametrize("matter", OPENED)
def test_sentence__of_charges__is_of_whom_it_names_or_asked(office: Terminal, matter: str) -> None:
    assert read_otherwise(office, SENTENCES, matter) == {}


def test_charge__filed_again_by_a_superseding_indictment__can_not_be_filed_once_more(
    office: Terminal,
) -> None:
    filed = {one["data"]["offense"]: one["data"] for one in of_type(office, "charge.filed")[-2:]}
    assert filed["fraud"]["count_no"] == 1
    again = [one for one in of_type(office, "charge.filed") if one["data"].get("refiles")]
    assert len(again) == 1
    shown = office("status", "Lia Sena", "--as-of", "2025-05-20")
    assert "refiled as fraud" in " ".join(shown.split())
    assert "can be filed again" not in shown


def test_note__on_a_superseding_indictment__says_that_it_supersedes(office: Terminal) -> None:
    notes = [one["data"]["text"] for one in of_type(office, "note.recorded")]
    assert any(one.startswith("A superseding indictment was returned") for one in notes)


@pytest.mark.parametrize(
    ("said", "reasons"),
    [
        (
            "both defendants were arraigned and pleaded not guilty to all counts",
            (
                "Ida Nye, for whom this matter was opened, is not in it yet. Add them first: ",
                "casefile post n 'Ida Nye is the defendant' --effective 2025-05-20",
                "Nobody is charged in this matter yet. Record that first: ",
                "casefile post n charge.filed party=... offense=... on=...",
            ),
        ),
        ("Zed Low pleaded guilty", ("Nobody in this matter is called Zed Low yet.",)),
    ],
)
def test_words__for_which_the_matter_lacks_something__say_what_that_is(
    office: Terminal, said: str, reasons: tuple[str, ...]
) -> None:
    office("post", "n", said, *ON, code=2)
    shown = " ".join(office.error.split())
    assert [one for one in reasons if one not in shown] == []


def test_acts__of_charges_that_nobody_has_filed__say_so_before_they_are_told_apart(
    office: Terminal,
) -> None:
    for name in ("Ann Fay", "Lee Roe"):
        office("post", "n", "party.added", f"name={name}", "role=defendant", "party=new", *ON)
    office("post", "n", "Ann Fay was arraigned and pleaded guilty to all counts", *ON, code=2)
    assert "Nobody is charged in this matter yet." in " ".join(office.error.split())


def test_words__that_tell_of_nothing__say_no_more_than_that(office: Terminal) -> None:
    office("post", "n", "the wombat sang", *ON, code=2)
    assert "yet" not in office.error


def test_commands__that_are_offered_for_a_motion_and_its_ruling__run_as_they_are(
    office: Terminal,
) -> None:
    office("post", "c", "the court denied it on May 19, 2025")
    assert of_type(office, "motion.decided")[-1]["data"]["outcome"] == "denied"
