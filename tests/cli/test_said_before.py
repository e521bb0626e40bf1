"""What stands before what happened, and what is kept of a sentence when a part of it is asked."""

from __future__ import annotations

from typing import Any

import click
import pytest

from casefile.cli.assignments import check_dollars
from casefile.words.forms.dated import dated, day_first
from casefile.words.told.opening import opening
from tests.cli.at_screen import at_screen
from tests.cli.conftest import DAY, ON, Terminal
from tests.cli.test_dialogue import RIGHT, case

__all__ = ["case"]


def of_type(terminal: Terminal, tag: str) -> list[dict[str, Any]]:
    """Return the events of a type, the last one first."""
    found: list[dict[str, Any]] = terminal.json("events", "--type", tag, "--newest")["events"]
    return found


@pytest.mark.parametrize(
    ("typed", "day", "said"),
    [
        ("9/1 arraigned, not guilty", "9/1", "arraigned, not guilty"),
        ("On 9/1/2026, he pled guilty", "9/1/2026", "he pled guilty"),
        ("Nov 5, 2026: complaint filed", "Nov 5, 2026", "complaint filed"),
        ("yesterday the client called", "yesterday", "the client called"),
    ],
)
def test_day__at_the_head_of_a_sentence__is_that_of_the_event(
    typed: str, day: str, said: str
) -> None:
    assert day_first(typed) == (said, day)


@pytest.mark.parametrize(
    "typed", ["9/18 hearing cancelled", "10/6 trial moved to 10/13", "5 fines"]
)
def test_day__that_can_be_that_of_a_hearing_of_before__is_left(typed: str) -> None:
    assert day_first(typed) is None


def test_day__behind_what_was_asked_for__is_that_of_the_asking() -> None:
    asked = ("we requested the hearing", "9/8")
    assert dated("we requested the hearing on 9/8", {}) == asked
    assert dated("we subpoenaed the hearing on 9/8", {}) is None


def test_sentence__with_its_day_in_front__is_recorded_of_that_day(case: Terminal) -> None:
    case("post", "r", "May 4, 2025 arraigned, not guilty to all")
    held = of_type(case, "hearing.held")
    pleaded = of_type(case, "charge.plea_entered")
    assert {one["effective"] for one in (*held, *pleaded)} == {"2025-05-04"}
    assert [one["data"]["plea"] for one in pleaded] == ["not_guilty", "not_guilty"]


def test_motion__with_its_day_behind_it__has_none_in_its_name(case: Terminal) -> None:
    case("post", "r", "the defendant moved to suppress the breath test on March 5, 2023")
    [filed] = of_type(case, "motion.filed")
    assert (filed["effective"], filed["data"]["kind"]) == (
        "2023-03-05",
        "motion to suppress the breath test",
    )


def test_note__that_is_said_to_be_one__is_its_words_alone(case: Terminal) -> None:
    case("post", "r", "note", "The clerk called back", *ON)
    case("post", "r", "note: the judge is ill", *ON)
    assert [one["data"]["text"] for one in of_type(case, "note.recorded")] == [
        "the judge is ill",
        "The clerk called back",
    ]


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        (
            (
                "opened a matter, State v. Po, traffic, New Mexico, Santa Fe Magistrate Court, "
                "M-49-TR-2026-0012, we defend Ray Po"
            ),
            {
                "title": "State v. Po",
                "category": "traffic",
                "jurisdiction": "New Mexico",
                "court": "Santa Fe Magistrate Court",
                "docket": "M-49-TR-2026-0012",
                "for": "Ray Po",
            },
        ),
        (
            "new civil case: Lobo, Inc. v. Po; our client is Lobo, Inc.",
            {"category": "civil", "title": "Lobo, Inc. v. Po", "for": "Lobo, Inc."},
        ),
        (
            "we opened a new matter called In the matter of P.Q., juvenile, no trial date yet",
            {
                "title": "In the matter of P.Q.",
                "category": "juvenile",
                "note": "We opened a new matter called In the matter of P.Q., juvenile, "
                "no trial date yet",
            },
        ),
        (
            (
                "opened a matter for Ann Low: a charge before the National Labor Relations Board, "
                "Region 28, 28-CA-300111, against Lobo Inc."
            ),
            {
                "for": "Ann Low",
                "category": "regulatory",
                "court": "National Labor Relations Board, Region 28",
                "docket": "28-CA-300111",
                "title": "Ann Low v. Lobo Inc.",
            },
        ),
    ],
)
def test_matter__opened_in_a_sentence__is_read_by_its_parts(
    said: str, fields: dict[str, str]
) -> None:
    assert opening(said) == {name: [value] for name, value in fields.items()}


@pytest.mark.parametrize("said", ["new trial ordered", "opened settlement talks", "new evidence"])
def test_sentence__that_opens_no_matter__is_none(said: str) -> None:
    assert opening(said) is None


def test_matter__opened_first_for_another_command__is_where_that_goes_on(case: Terminal) -> None:
    answers = [
        ("new one", "1"),
        ("On which day", "March 1, 2023"),
        ("category", "civil"),
        ("jurisdiction", "NM"),
        ("title", "Po v. Lobo"),
        RIGHT,
        RIGHT,
    ]
    at_screen(case, answers, "post", "new", "note.recorded", "text=It begins", *ON)
    [note] = of_type(case, "note.recorded")
    assert note["data"]["text"] == "It begins"


def test_counts__of_a_sentence_whose_day_is_asked__are_all_recorded(case: Terminal) -> None:
    words = "charged by complaint with count 7, arson; count 8, theft"
    at_screen(case, [("Which day", "1"), RIGHT], "post", "r", words, "on=3/4/2023")
    filed = {one["data"].get("count_no"): one for one in of_type(case, "charge.filed")}
    assert {7, 8} <= filed.keys()
    assert filed[8]["data"]["offense"] == "theft"


def test_penalties__of_which_one_is_asked__are_all_imposed(case: Terminal) -> None:
    case("post", "r", "pleaded guilty", "item=count 1", *DAY)
    case("post", "r", "conviction entered", "item=count 1", *DAY)
    said = "60 months, 3 years supervised release, $100 fine"
    answers = [("What was imposed", "60 months in prison"), RIGHT]
    at_screen(case, answers, "post", "r", "sentenced", "item=count 1", f"components={said}", *ON)
    [imposed] = of_type(case, "sentence.imposed")
    assert [one["kind"] for one in imposed["data"]["components"]] == [
        "incarceration",
        "supervised_release",
        "fine",
    ]


@pytest.mark.parametrize("typed", ["the judge fined him 5 plus more", "pay 5 court costs"])
def test_sum__of_which_the_shell_took_the_beginning__is_asked_about(typed: str) -> None:
    with pytest.raises(click.UsageError, match="single quotes"):
        check_dollars([typed])


@pytest.mark.parametrize("typed", ["fined him $85", "fined him 5 times", "$500 fine", "2 counts"])
def test_numbers__that_are_whole__are_none_that_the_shell_took(typed: str) -> None:
    check_dollars([typed])
