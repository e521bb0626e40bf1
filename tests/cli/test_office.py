"""The office's own commands: init, zone and clock."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from casefile.cli import choosing
from casefile.cli.choosing import read_zone
from casefile.cli.main import program
from casefile.store.database import Database
from tests.cli.conftest import Terminal


def test_init__on_nothing__makes_an_office_with_what_was_chosen(new_terminal: Terminal) -> None:
    new_terminal("init", "--time-zone", "Mars/Olympus", code=2)
    new_terminal("init", code=2)
    assert "--time-zone" in new_terminal.error
    told = new_terminal.json(
        "init", "--name", "Small firm", "--time-zone", "America/Denver", "--date-order", "day_first"
    )
    assert told == {
        "name": "Small firm",
        "time_zone": "America/Denver",
        "date_order": "day_first",
        "database": Database(new_terminal.url).place,
    }
    assert new_terminal.json("zone", "show") == {"time_zone": "America/Denver", "chosen": True}
    assert new_terminal("matters") == "No matter.\n"
    new_terminal("init", "--time-zone", "UTC", code=1)
    assert "init.exists" in new_terminal.error


def test_init__at_a_terminal__asks_offering_the_machines_own_zone(
    new_terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choosing, "get_localzone_name", lambda: "America/Denver")

    monkeypatch.setattr(choosing, "at_a_terminal", lambda: True)
    ran = CliRunner().invoke(program, ["init"], input="Small firm\n\n\n", env=new_terminal.environ)
    assert "In which time zone is the office? [America/Denver]" in ran.output
    assert "month_first for 3/14/2023" in ran.output
    assert new_terminal.json("zone", "show")["time_zone"] == "America/Denver"


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Denver", "America/Denver"),
        ("new york", "America/New_York"),
        ("america/chicago", "America/Chicago"),
        ("US/Mountain", "US/Mountain"),
        ("UTC", "UTC"),
        ("etc/utc", "Etc/UTC"),
    ],
)
def test_zone__typed_as_a_city__is_the_one_that_is_meant(typed: str, zone: str) -> None:
    assert read_zone(typed) == zone


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Mountain", "Do you mean Canada/Mountain or US/Mountain?"),
        ("EST", "'EST' says no time zone."),
        ("GMT", "'GMT' says no time zone."),
        ("Mars", "'Mars' says no time zone."),
    ],
)
def test_init__at_a_terminal__asks_again_for_a_zone_that_is_none(
    new_terminal: Terminal, monkeypatch: pytest.MonkeyPatch, typed: str, told: str
) -> None:
    monkeypatch.setattr(choosing, "get_localzone_name", lambda: "Etc/UTC")
    monkeypatch.setattr(choosing, "at_a_terminal", lambda: True)
    answers = f"Small firm\n\n{typed}\nDenver\n\n"
    ran = CliRunner().invoke(program, ["init"], input=answers, env=new_terminal.environ)
    assert told in ran.output
    assert ran.output.count("In which time zone is the office? ") == 3  # none is offered
    assert new_terminal.json("zone", "show")["time_zone"] == "America/Denver"


def test_environment__repeats_the_zone_or_is_refused(new_terminal: Terminal) -> None:
    new_terminal.environ["CASEFILE_TIME_ZONE"] = "America/Denver"
    new_terminal("migrate", "--time-zone", "UTC", code=2)
    new_terminal("migrate")
    assert new_terminal("matters") == "No matter.\n"
    new_terminal.environ["CASEFILE_TIME_ZONE"] = "UTC"
    new_terminal("matters", code=2)
    assert "the office's time zone is America/Denver" in new_terminal.error


def test_zone__of_a_database_of_before__is_confirmed(terminal: Terminal) -> None:
    assert terminal("zone", "show") == "UTC, which nobody has chosen.\n"
    terminal("zone", "confirm")
    assert terminal("zone", "show") == "UTC.\n"


def test_zone__changed__stands_on_record(story: Terminal) -> None:
    story("zone", "change", "Mars/Olympus", code=2)
    story("zone", "change", "America/Denver", "--reason", "The office has moved.", "--by", "Ada")
    assert story.json("zone", "show") == {"time_zone": "America/Denver", "chosen": True}
    story("zone", "change", "America/Denver", code=1)
    (last,) = story.json("events", "--after", "43")["events"]
    assert last["type"] == "office.zone_changed"
    assert "Sound" in story("verify")


def test_clock__that_is_right__is_shown_confirmed_and_not_corrected(story: Terminal) -> None:
    shown = story.json("clock", "show")
    assert shown["recorded_at"].startswith("2023-04-20")
    story("clock", "correct", "--reason", "None.", code=1)
    assert "clock.not_ahead" in story.error
    story("clock", "confirm", "--by", "Ada")
    assert story.json("clock", "show")["recorded_at"] > shown["now"]
