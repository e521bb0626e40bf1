"""Sentences with their day behind them, and those whose day is another one."""

from __future__ import annotations

import pytest

from tests.cli.conftest import DAY, Terminal
from tests.cli.test_days import choose
from tests.once import once


@pytest.fixture
@once
def suit(terminal: Terminal) -> Terminal:
    """Return the program on a suit of 2025, whose days are written month first."""
    opened = ("open matter", "title=Lee v. Lobo Inc.", "type=civil", "state=NM", "client=Bo Lee")
    terminal("post", "l", *opened, *DAY)
    for name, role in (("Bo Lee", "plaintiff"), ("Lobo Inc.", "defendant")):
        terminal("post", "l", "add party", f"name={name}", f"role={role}", *DAY)
    terminal("post", "l", "complaint filed", "cause=negligence", "against=Lobo", *DAY)
    choose(terminal, date_order="month_first", chosen=True)
    return terminal


def last(suit: Terminal) -> tuple[str, str]:
    """Return the type and the day of the last event."""
    event = suit.json("events", "--newest", "--limit", "1")["events"][0]
    return event["type"], event["effective"]


@pytest.mark.parametrize(
    ("typed", "type_", "day"),
    [
        ("Lobo was served by certified mail on 4/18/2025", "claim.served", "2025-04-18"),
        ("Ana Kerr appeared for Lobo on May 2, 2025", "counsel.appeared", "2025-05-02"),
        ("Ana Kerr appeared for Lobo on Sept. 2, 2025", "counsel.appeared", "2025-09-02"),
        ("Ana Kerr appeared for Lobo on 2 May 2025", "counsel.appeared", "2025-05-02"),
        ("notice of hearing on May 2, 2025", None, None),
        ("hearing set on May 2, 2025", None, None),
        ("Lobo was not served on 4/18/2025", None, None),
        ("Lobo will be served on 4/18/2027", None, None),
    ],
)
def test_day__behind_a_sentence__is_that_of_the_act_alone(
    suit: Terminal, typed: str, type_: str | None, day: str | None
) -> None:
    before = last(suit)
    suit("post", "l", typed, code=0 if type_ else 2)
    assert last(suit) == ((type_, day) if type_ else before)


def test_day__behind_a_sentence_that_has_another__is_asked_about(suit: Terminal) -> None:
    words = "Ana Kerr appeared for Lobo on May 2, 2025"
    for more in (("--effective", "2025-05-03"), ("on=May 3, 2025",), ("date=May 3, 2025",)):
        suit("post", "l", words, *more, code=2)
        assert "no type of event" in suit.error


def test_day__behind_a_sentence_that_is_read_with_it__stays_where_it_is(suit: Terminal) -> None:
    suit("post", "l", "letter from Lobo on May 2, 2025", *DAY)
    assert last(suit) == ("document.filed", "2025-04-08")
