"""What is said of judges and newspapers, what a shell left of a sum, and days of lately."""

from __future__ import annotations

from datetime import date

import pytest

from casefile.words.when.here import Here
from casefile.words.when.years import of_day
from tests.cli.at_screen import at_screen
from tests.cli.conftest import DAY, ON, Terminal
from tests.cli.test_dialogue import RIGHT, case, events, suit
from tests.cli.test_typed_charges import agency, charged

__all__ = ["agency", "case", "charged", "suit"]


@pytest.mark.parametrize("took", ["took over from", "replaced"])
def test_judge__who_takes_the_place_of_another__ends_that_ones_office(
    case: Terminal, took: str
) -> None:
    case("post", "r", "Judge Ann Vale assigned", *DAY)
    told = case("post", "r", f"Judge Bo Ruiz {took} Judge Ann Vale", *ON)
    assert "Assigned: judge Bo Ruiz." in told
    assert "No longer on the matter: judge Ann Vale (reassigned)." in told


@pytest.mark.parametrize("who", ["the union", "Baker Union"])
def test_charge__that_its_union_withdraws__is_found_by_what_it_is_of(
    charged: Terminal, who: str
) -> None:
    charged("post", "n", "Baker Union charged Lobo Inc. with section 8(a)(5)", *DAY)
    told = charged("post", "n", f"{who} withdrew the 8(a)(5) charge", *ON)
    assert "Claim Baker Union v. Lobo Inc.: section 8(a)(5) withdrawn." in told
    assert f"Note: {who[0].upper()}{who[1:]} withdrew the 8(a)(5) charge." in told


def test_newspaper__that_corrected_itself__says_what_to_do(case: Terminal) -> None:
    case("post", "r", "the newspaper corrected itself: only Ann was convicted", *ON, code=2)
    assert "retract EVENT --reason error --why" in case.error


@pytest.mark.parametrize("words", ["settled for ,850", "shoplifting over 00, felony"])
def test_sum__of_which_the_shell_took_the_beginning__is_told(case: Terminal, words: str) -> None:
    before = events(case)
    case("post", "r", words, *ON, code=2)
    assert "type it in single quotes, like '$1,850'" in case.error
    assert events(case) == before


@pytest.mark.parametrize("text", ["paid 2,850 at 10:00", "room 00A", "agent 007"])
def test_sum__that_is_whole__is_recorded(case: Terminal, text: str) -> None:
    case("post", "r", "note", f"text={text}", *ON)
    assert events(case)[0]["data"]["text"] == text


def test_trial__that_was_held__is_the_day_on_which_it_began(suit: Terminal) -> None:
    suit("post", "l", "bench trial held", *ON)
    judged = ("kind=bench", "for=claimant", "amount=$600", *ON)
    shown = at_screen(suit, [RIGHT, RIGHT], "post", "l", "claim.judgment_entered", *judged)
    judgment, trial, *_ = events(suit)
    assert (trial["type"], trial["effective"]) == ("claim.trial_commenced", "2025-05-20")
    assert judgment["type"] == "claim.judgment_entered"
    assert "On which day" not in shown


def test_worklist__says_where_what_is_due_stands(case: Terminal) -> None:
    assert "Due from then on until 2025-05-27:" in case("worklist", "--as-of", "2025-05-20")


def test_day__of_some_months_ago__is_not_asked_where_nothing_tells_of_another_year() -> None:
    here = Here(today=date(2026, 11, 29), past=True)
    assert of_day(6, 2, lambda _: True, here).options == ("2026-06-02",)
    assert of_day(1, 2, lambda _: True, here).options == ("2026-01-02",)


def test_hearings__of_one_kind_set_in_one_sentence__are_two(suit: Terminal) -> None:
    said = "Deposition of Bo Lee is set for 5/26/2025. Lobo's deposition is 5/27/2025."
    suit("post", "l", said, *ON)
    first, second = (one["data"]["hearing_id"] for one in events(suit)[:2])
    assert first != second
    told = suit("calendar", "l", "--as-of", "2025-05-21")
    assert "Deposition of Bo Lee" in told
    assert "deposition of Lobo" in told
