"""A suit in whole sentences with their days: who sues whom, what is decided, settled and paid."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.conftest import DAY, Terminal
from tests.cli.test_days import choose
from tests.cli.test_typed_understood import of_type
from tests.cli.typed_table import in_order, open_all, read_otherwise, several_alike
from tests.once import once

SENTENCES = Path(__file__).parent / "typed_suit.txt"
# Not filed yet; filed; served; in default; with a third party; settled; tried; adjudged; charged
# before an agency, not yet and beside a suit; a divorce, not served and served.
_SUIT = ("type=civil", "state=NM", "client=Larkin Inc.")
_BEFORE_AGENCY = ("type=regulatory", "state=NM", "client=Mona Yount")
_DIVORCE = ("type=domestic", "state=NM", "client=Kay Drew")
OPENED = {
    **{one: (f"title=Moreno v. Larkin {one}", *_SUIT) for one in "ufdepstwj"},
    **{one: (f"title=Yount v. Vista {one}", *_BEFORE_AGENCY) for one in "abcg"},
    **{one: (f"title=Drew v. Drew {one}", *_DIVORCE) for one in "mn"},
}
_SUED = {"Ida Moreno": "plaintiff", "Sam Oakes": "defendant", "Larkin Inc.": "defendant"}
_YOUNT = {"Mona Yount": "charging party", "Vista LLC": "respondent"}
_DREW = {"Kay Drew": "petitioner", "Will Drew": "respondent"}
PARTIES = {
    **dict.fromkeys("ufdestwj", _SUED),
    "p": {**_SUED, "Delta LLC": "third-party defendant"},
    **dict.fromkeys("abcg", _YOUNT),
    **dict.fromkeys("mn", _DREW),
}
_FILED = """
{} "complaint filed" item=neg claimants=Moreno against=Larkin against=Oakes cause=negligence
{} "complaint filed" item=entrust claimants=Moreno against=Larkin cause="negligent entrustment"
"""
_SERVED = """
{} served item=neg
{} served item=entrust
{} claim.answered item=neg parties=Larkin
{} claim.answered item=entrust
{} "crossclaim filed" item=indemnity claimants=Larkin against=Oakes cause=indemnity
"""
_SETTLED = """
{} claim.answered item=neg parties=Oakes
{} claim.settled item=neg parties=Oakes parties=Moreno amount=$75,000
"""
_TRIED = '{} "jury trial began" item=neg parties=Larkin\n'
_CHARGED = """
{} claim.filed item=ch1 claimants=Yount against=Vista cause="sex discrimination"
"""
_SUED_TOO = """
{} claim.filed item=suit1 kind=lawsuit claimants=Yount against=Vista cause="sex discrimination"
{} claim.filed item=suit2 kind=lawsuit claimants=Yount against=Vista cause=retaliation
"""
_PETITION = """
{} claim.filed item=div claimants="Kay Drew" against="Will Drew" cause="dissolution of marriage"
"""
_OF = {
    "f": _FILED,
    "d": _FILED + _SERVED,
    "e": _FILED + _SERVED + "{} claim.default_entered item=neg parties=Oakes\n",
    "p": _FILED
    + _SERVED
    + '{} "third party complaint" item=part claimants=Larkin against=Delta cause=contribution\n',
    "s": _FILED + _SERVED + _SETTLED,
    "t": _FILED + _SERVED + _SETTLED,
    "w": _FILED + _SERVED + _SETTLED + _TRIED,
    "j": _FILED
    + _SERVED
    + _SETTLED
    + _TRIED
    + "{} claim.dismissed item=neg parties=Oakes prejudice=with\n"
    + "{} claim.judgment_entered item=neg parties=Larkin for=claimant kind=jury amount=$144,000\n",
    "b": _CHARGED,
    "c": _CHARGED + _SUED_TOO,
    "m": _PETITION,
    "n": _PETITION + "{} served item=div\n",
}
FILED = "".join(lines.replace("{}", matter) for matter, lines in _OF.items())
IN_ONE_ORDER = several_alike("Ida Moreno", "Sam Oakes", "Larkin Inc.", "Delta LLC")


def alike(said: str) -> str:
    """Return what is read in an order that no ids decide, also of those who stand together."""
    told = IN_ONE_ORDER(said)
    return in_order(told) if told.startswith("= ") else told


@pytest.fixture
@once
def office(terminal: Terminal) -> Terminal:
    """Return the program on the matters of the table, whose days are written month first."""
    choose(terminal, date_order="month_first", chosen=True)
    return open_all(terminal, OPENED, PARTIES, FILED)


@pytest.mark.parametrize("matter", OPENED)
def test_sentence__of_a_suit_with_its_day__is_recorded_as_it_was_told_or_asked(
    office: Terminal, matter: str
) -> None:
    assert read_otherwise(office, SENTENCES, matter, alike, on=()) == {}


@pytest.mark.parametrize(
    ("matter", "typed", "tag", "day"),
    [
        (
            "u",
            "Ida Moreno filed her complaint on May 6, 2025: fraud against Oakes",
            "claim.filed",
            "06",
        ),
        ("u", "Moreno sued Oakes on May 6, 2025: fraud", "claim.filed", "06"),
        ("d", "Oakes settled with Moreno for $9 on May 7, 2025, due May 30", "claim.settled", "07"),
        ("d", "Oakes settled with Moreno for $9 on May 7, 2025, due May 30", "deadline.set", "07"),
        ("d", "At mediation on May 7, 2025 Oakes settled with Moreno", "hearing.held", "07"),
        ("s", "On May 8, 2025 Oakes paid the $75,000 settlement", "claim.satisfied", "08"),
        ("w", "The jury found for Moreno, $9, on May 9, 2025", "docket.entry_recorded", "09"),
        ("j", "Larkin appealed the judgment of April 8 on May 12, 2025", "appeal.filed", "12"),
        ("j", "Larkin posted a supersedeas bond on May 13, 2025", "note.recorded", "13"),
        ("p", "Delta was served on May 1, 2025, moved to strike on May 2", "motion.filed", "02"),
    ],
)
def test_act__of_a_sentence__is_of_the_day_that_is_told(
    office: Terminal, matter: str, typed: str, tag: str, day: str
) -> None:
    office("post", matter, typed)
    assert of_type(office, tag)[-1]["effective"] == f"2025-05-{day}"


def test_default__before_an_answer_on_record__says_what_to_record_anew(office: Terminal) -> None:
    office("post", "d", "claim.answered", "item=neg", "parties=Oakes", "--effective", "2025-06-01")
    office("post", "d", "Oakes's default was entered on May 6, 2025", code=1)
    refused = office.error
    answered = of_type(office, "claim.answered")[-1]["position"]
    assert f"It conflicts with: @{answered}.\n" in refused
    assert f"retract {answered} --reason error" in refused
    assert "claim.default_set_aside item=neg" in refused


def test_day__without_a_year_of_an_act_on_a_claim__lies_behind_the_first(office: Terminal) -> None:
    """The complaint is of April 8, 2025: of the days in March, one in that year is before it."""
    with suppress(AssertionError):  # of the years behind it, it is told or asked
        office("post", "d", "Oakes filed his answer on March 23")
    assert "2025-03-23" not in office.error
    assert {one["effective"] for one in of_type(office, "claim.answered")} <= {DAY[1], "2026-03-23"}


def test_response__where_a_motion_pends__is_asked_about(office: Terminal) -> None:
    office("post", "n", "Kay Drew moved for temporary support on May 6, 2025")
    office("post", "n", "Will Drew filed his response on May 7, 2025", code=2)
    assert "To what is the response?" in office.error
    office("post", "n", "Will Drew filed his response to the petition on May 7, 2025")
    assert len(of_type(office, "claim.answered")) > 0


def test_waiver__where_no_claim_says_that_it_is_sued_for__is_asked_of_which(
    office: Terminal,
) -> None:
    own = ("claimants=Yount", "against=Vista", "cause=retaliation")
    office("post", "b", "claim.filed", "item=suit", *own, "--effective", "2025-05-06")
    office("post", "b", "Vista waived service on May 9, 2025", code=2)
    assert "Which one?" in office.error


@pytest.mark.parametrize("more", ["; Oakes was served", " and Oakes was served", ", and he moved"])
def test_cause__with_what_was_done_besides__is_no_cause(office: Terminal, more: str) -> None:
    office(
        "post", "u", "complaint filed", "cause=rent", "against=Oakes", "--effective", "2025-05-01"
    )
    before = len(of_type(office, "claim.filed"))
    office("post", "u", f"Moreno sued Oakes for fraud{more}", code=2)
    assert len(of_type(office, "claim.filed")) == before
