"""Names of fields that are typed: what they mean, and what is not done by a guess."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Terminal
from tests.cli.test_typed_week import of


@pytest.fixture
def case(terminal: Terminal) -> Terminal:
    """Return the program on a prosecution of three counts with an enhancement of the first."""
    day = ("--effective", "2026-11-03")
    opened = ("matter.opened", "title=State v. Delgado", "category=criminal", "jurisdiction=NM")
    terminal("post", "delgado", *opened, "for=Tomás Delgado", *day)
    terminal("post", "delgado", "party.added", "party=Tomás Delgado", "role=defendant", *day)
    charged = ("post", "delgado", "charge filed", "instrument=information")
    for count, offense in enumerate(("aggravated battery", "false imprisonment"), start=1):
        terminal(*charged, f"name={offense}", f"count={count}", *day)
    terminal("post", "delgado", "firearm enhancement", "count=1", *day)
    return terminal


def number(terminal: Terminal, tag: str) -> str:
    """Return the number of the first event of a type."""
    return str(terminal.json("events", "--type", tag)["events"][0]["position"])


@pytest.mark.parametrize("name", ["date_of_offense", "offense_date", "occurred", "date committed"])
def test_correction__of_the_day_of_an_offense__is_not_of_its_name(
    case: Terminal, name: str
) -> None:
    charge = number(case, "charge.filed")
    case("correct", charge, f"{name}=on or about October 18", code=2)
    told = "casefile post delgado incident --effective 'on or about October 18'"
    assert f"is an event of its own: {told}" in case.error
    case("post", "delgado", "charge", "offense=theft", f"{name}=on or about October 18", code=2)
    assert told in case.error


@pytest.mark.parametrize(
    ("typed", "field"), [("description=a knife", "offense"), ("text=a knife", "offense")]
)
def test_correction__by_a_name_that_can_mean_several_fields__asks_first(
    case: Terminal, typed: str, field: str
) -> None:
    case("correct", number(case, "charge.filed"), typed, code=2)
    assert f"Is {field} meant by {typed.partition('=')[0]}? Then write {field}=..." in case.error
    assert of(case, "event.corrected") == []


def test_correction__by_a_small_word__is_not_of_who_says_so(case: Terminal) -> None:
    case("correct", number(case, "charge.filed"), "by=Boyle", code=2)
    assert of(case, "event.corrected") == []


def test_receipt__of_a_matter_for_somebody_new__says_the_name(terminal: Terminal) -> None:
    opened = ("matter.opened", "title=State v. Roe", "category=criminal", "jurisdiction=NM")
    assert "for Ann Roe." in terminal("post", "roe", *opened, "for=Ann Roe")


def test_prosecutor__by_what_people_call_the_office__is_one(case: Terminal) -> None:
    case("post", "delgado", "prosecutor assigned", "name=Karen Boyle", "role=Assistant DA")
    assert of(case, "official.assigned") == [{"name": "Karen Boyle", "office": "prosecutor"}]
