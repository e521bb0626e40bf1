"""Sentences with their days: each clause is an act, or a note, of the day that it tells."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Terminal
from tests.cli.test_days import choose
from tests.cli.typed_table import open_all, table_of
from tests.once import once

SENTENCES = Path(__file__).parent / "typed_by_day.txt"
WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day ")
# Before an agency, of a divorce, and of a charge.
OPENED = {
    "y": (
        "title=Yates v. Valley Dental",
        "type=regulatory",
        "state=federal",
        "client=Monica Yates",
    ),
    "d": ("title=Dorn v. Dorn", "type=civil", "state=NM", "client=Kathy Dorn"),
    "r": ("title=State v. Baca", "type=criminal", "state=NM", "client=Luis Baca"),
}
PARTIES = {
    "y": {"Monica Yates": "charging party", "Valley Dental": "respondent"},
    "d": {"Kathy Dorn": "petitioner", "Will Dorn": "respondent"},
    "r": {"Luis Baca": "defendant", "Nora Kent": "codefendant"},
}
FILED = """\
y "Yates filed a charge against Valley Dental for sex discrimination"
d "complaint filed" cause=dissolution by="Kathy Dorn" against="Will Dorn"
r "charged with" count=1 offense=battery against="Luis Baca"
"""


@pytest.fixture
@once
def office(terminal: Terminal) -> Terminal:
    """Return the program on the matters of the table."""
    choose(terminal, date_order="month_first", chosen=True)
    return open_all(terminal, OPENED, PARTIES, FILED)


@pytest.mark.parametrize(("matter", "typed", "expected"), [*table_of(SENTENCES)])
def test_clause__with_a_day__is_recorded_of_that_day_or_asked_about(
    office: Terminal, matter: str, typed: str, expected: str
) -> None:
    typed, expected = next_year(typed), next_year(expected)
    if expected.startswith("?"):
        before = office.json("events", matter)["events"]
        office("post", matter, typed, code=2)
        assert expected[2:] in " ".join(office.error.split())
        assert office.json("events", matter)["events"] == before
        return
    recorded = office.json("post", matter, typed)["events"]
    days = {one["event_id"]: day_of(one) for one in office.json("events", matter)["events"]}
    told = sorted(
        f"{days[one['event_id']]} {one['sentence'].removeprefix('Recorded: ')}" for one in recorded
    )
    assert WEEKDAY.sub("", f"= {' / '.join(told)}") == expected


def next_year(text: str) -> str:
    """Return a text in which NEXT is the year after this one: what is to come is not far away."""
    return text.replace("NEXT", str(datetime.now(UTC).year + 1))


def day_of(event: dict[str, Any]) -> str:
    """Return the day of an event, which is today's for what is told as of now."""
    return str(event["effective"].removeprefix("../").replace(event["recorded_on"], "today"))
