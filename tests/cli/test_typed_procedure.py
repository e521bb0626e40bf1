"""Sentences of procedure: discovery, experts, orders, motions with their hearings, judgments."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.config import read_config
from casefile.office import open_office
from casefile.words.what.event_types import is_filed
from casefile.words.when.behind import behind
from tests.cli.conftest import ON, Terminal
from tests.cli.test_days import choose
from tests.cli.typed_table import open_all, read_otherwise, several_alike
from tests.once import once

SENTENCES = Path(__file__).parent / "typed_procedure.txt"
# A suit against three; one where nobody is yet; an eviction, and one with a counterclaim;
# a suit for one thing against two; a charge.
OPENED = {
    "s": ("title=Sandoval v. Mesa Clinic", "type=civil", "state=NM", "client=Inez Sandoval"),
    "n": ("title=Ortiz v. Lobo Inc.", "type=civil", "state=NM", "client=Nina Ortiz"),
    "e": ("title=Yucca Homes v. Dow", "type=civil", "state=NM", "client=Lee Dow"),
    "c": ("title=Yucca Homes v. Fay", "type=civil", "state=NM", "client=Kim Fay"),
    "x": ("title=Kerr v. Ray and Lund", "type=civil", "state=NM", "client=Ida Kerr"),
    "p": ("title=State v. Wills", "type=criminal", "state=NM", "client=Joel Wills"),
}
PARTIES = {
    "s": {
        "Inez Sandoval": "plaintiff",
        "Mesa Clinic LLC": "defendant",
        "Dr. Carl Nye": "defendant",
        "Joy Rudd": "defendant",
    },
    "n": {},
    "e": {"Yucca Homes LLC": "plaintiff", "Lee Dow": "defendant"},
    "c": {"Yucca Homes LLC": "plaintiff", "Kim Fay": "defendant"},
    "x": {"Ida Kerr": "plaintiff", "Bo Ray": "defendant", "Eva Lund": "defendant"},
    "p": {"Joel Wills": "defendant"},
}
FILED = """\
s "we filed the complaint: negligence against all three, and negligent hiring against the clinic"
s "the clinic moved for summary judgment"
e "Yucca Homes filed a petition against Lee Dow for possession and $900 in rent"
e "Lee Dow answered"
c "Yucca Homes filed a petition against Kim Fay for possession and $900 in rent"
c "Kim Fay answered"
c "Kim Fay counterclaimed for breach of the warranty of habitability"
c "trial began on the possession claim"
c "judgment was entered for Yucca Homes on the possession claim for possession and $900" kind=bench
x "we sued both defendants for negligence"
p "charged with count 1, burglary"
"""
IN_ONE_ORDER = several_alike("Mesa Clinic LLC", "Dr. Carl Nye", "Joy Rudd", "Bo Ray", "Eva Lund")


@pytest.fixture
@once
def office(terminal: Terminal) -> Terminal:
    """Return the program with suits and a prosecution as they stand in the middle."""
    choose(terminal, date_order="month_first", chosen=True)
    return open_all(terminal, OPENED, PARTIES, FILED)


@pytest.mark.parametrize("matter", OPENED)
def test_sentence__of_procedure__is_recorded_as_it_was_told_or_asked(
    office: Terminal, matter: str
) -> None:
    assert read_otherwise(office, SENTENCES, matter, IN_ONE_ORDER) == {}


@pytest.mark.parametrize(
    ("tag", "data", "day"),
    [
        ("hearing.scheduled", {"replaces": "trial"}, "2026-02-02"),  # where that was set
        ("motion.decided", {"motion_id": "motion-compel"}, "2026-03-10"),
        ("hearing.held", {"kind": "deposition"}, "2025-09-08"),  # in a suit behind its claims
        ("claim.answered", {"item_id": "negligence"}, "2025-09-08"),
        ("party.added", {"role": "expert witness for Inez Sandoval"}, "2025-09-08"),
        ("party.added", {"role": "defendant"}, ""),
        ("document.filed", {"title": "Letter"}, ""),
        ("claim.filed", {"cause": "fraud"}, ""),
    ],
)
def test_day__of_what_acts_on_something__lies_behind_that(
    bare_suit: Terminal, tag: str, data: dict[str, str], day: str
) -> None:
    bare_suit("post", "l", "claim filed", "by=Bo Lee", "cause=negligence", "on=2025-09-08")
    bare_suit("post", "l", "trial set", "at=November 9, 2026", "--effective", "2026-02-02")
    bare_suit("post", "l", "motion to compel filed", "by=Bo Lee", "--effective", "2026-03-10")
    with open_office(read_config({"CASEFILE_DATABASE_URL": bare_suit.url})) as office:
        found = behind(office, "l", tag, data)
    assert (found.isoformat() if found else "") == day


def test_conflicts__expert_of_either_side__stands_with_that_side(office: Terminal) -> None:
    office("post", "s", "Dr. Helen Voss is our expert witness", *ON)
    office("post", "s", "Dr. Sam Orr is the clinic's expert", *ON)
    stances = {}
    for name in ("Helen Voss", "Sam Orr"):
        (hit,) = office.json("conflicts", name)["asked"][0]["persons"][0]["hits"]
        stances[name] = hit["stance"]
    assert stances == {"Helen Voss": "neutral", "Sam Orr": "adverse"}


@pytest.mark.parametrize("typed", ["filed it that day", "filed them", "filed own against Lund"])
def test_paper__that_is_called_by_a_pronoun__is_none(typed: str) -> None:
    assert not is_filed(typed)
    assert is_filed("filed a notice of hearing")
