"""The command line where the read tables were made by the rules of another version."""

from __future__ import annotations

from contextlib import closing

import pytest

from casefile.projections.version import DUE, SENTENCE
from casefile.store.database import Database
from tests.cli.conftest import FIXTURES, Terminal
from tests.histories import made_by_other_rules

SEED = str(FIXTURES / "rust.jsonl")
MATTER, PARTY = "nm-v-baldwin", "alec-baldwin"


@pytest.fixture
def due(story: Terminal) -> Terminal:
    """Return the program on an office in which a rebuild is due."""
    with closing(Database(story.url)) as database:
        made_by_other_rules(database)
    return story


@pytest.mark.parametrize(
    "typed", [("status", PARTY), ("matters",), ("calendar",), ("report", "status")]
)
def test_question__where_a_rebuild_is_due__answered_and_told_beside_it(
    due: Terminal, typed: tuple[str, ...]
) -> None:
    assert due(*typed)
    assert SENTENCE in due.error
    due("rebuild")
    assert due(*typed)
    assert due.error == ""


def writes(matter: str, event: str) -> list[tuple[str, ...]]:
    """Return every command that writes to the log."""
    return [
        ("post", matter, "note.recorded", "text=A note."),
        ("correct", event, "as_written=so"),
        ("retract", event, "--reason", "error"),
        ("deadline", "set", matter, "d1", "--trigger", event, "--rule", "frcp-4m"),
        ("load", SEED),
        ("import", "csv", SEED),
        ("serve",),
    ]


@pytest.mark.parametrize("place", range(7))
def test_write__where_a_rebuild_is_due__refused(due: Terminal, place: int) -> None:
    event = due.json("events")["events"][0]
    typed = writes(event["matter_id"], event["event_id"])[place]
    due(*typed, code=4)
    assert SENTENCE in due.error


def test_write__with_rebuild__makes_it_first(due: Terminal) -> None:
    matter = due.json("events")["events"][0]["matter_id"]
    due("post", matter, "note.recorded", "text=A note.", "--rebuild")
    assert "have been made anew" in due.error
    again = ("text=Another.", "--effective", "2023-04-20", "--rebuild")
    due("post", matter, "note.recorded", *again)
    assert due.error == ""
    assert due("verify").startswith("Sound")


def test_verify__where_a_rebuild_is_due__tells(due: Terminal) -> None:
    due("verify", code=1)
    assert SENTENCE in due.error
    assert due.json("rebuild")["due"]
    due("verify")


def test_error__where_a_rebuild_is_due__has_its_code(due: Terminal) -> None:
    due("load", SEED, "--json", code=4)
    assert f'"{DUE}"' in due.error
