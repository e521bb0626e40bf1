"""Names that are asked for, or come by the standard input, stand in no shell's history."""

import os
import pty
import select
import time
from tempfile import TemporaryFile
from typing import Any

import pytest

from tests.cli.conftest import Terminal
from tests.programs import start

ADDED = ("post", "halls", "party.added", "party_id=quill", "kind=person", "role=witness")


def event(story: Terminal) -> Any:
    """Return the last event of the log."""
    return story.json("events", "--newest", "--limit", "1")["events"][0]


def test_post__values_given_as_a_dash__are_lines_of_the_standard_input(story: Terminal) -> None:
    typed = ("name=-", "aliases=-", "--source-kind", "news", "--source-quote", "-")
    story(*ADDED, *typed, given="Rosa was there.\nRosamund Quill\r\nRosa = Q\n")

    found = event(story)
    assert found["data"]["name"] == "Rosamund Quill"
    assert found["data"]["aliases"] == ["Rosa = Q"]
    assert found["source"]["quote"] == "Rosa was there."


def test_post__a_dash_itself__is_given_as_json(story: Terminal) -> None:
    story(*ADDED, 'name:="-"', given="Rosamund Quill\n")
    assert event(story)["data"]["name"] == "-"


def test_post__a_dash_and_no_line__refused_and_nothing_recorded(story: Terminal) -> None:
    before = event(story)
    story(*ADDED, "name=-", given="", code=2)
    assert "The standard input has no line for name." in story.error
    assert event(story) == before


def test_correct__a_value_given_as_a_dash__is_a_line_of_the_standard_input(
    story: Terminal,
) -> None:
    story("correct", "rust-open-halls", "title=-", given="State v. Halls\n")
    assert event(story)["data"]["changes"] == {"title": "State v. Halls"}


def at_terminal(
    terminal: Terminal, answers: list[tuple[str, str]], *typed: str, code: int = 0
) -> str:
    """Run a command on a terminal of its own, and type each answer when its prompt is there."""
    ours, theirs = pty.openpty()
    with TemporaryFile() as output:
        environ = {**terminal.environ, "COLUMNS": "200", "NO_COLOR": "1"}
        running = start(*typed, environ=environ, streams=[theirs, output.fileno(), theirs])
        os.close(theirs)
        for prompt, answer in answers:
            _wait_for(ours, prompt)
            os.write(ours, f"{answer}\n".encode())
        ended = running.wait()
        output.seek(0)
        printed = output.read().decode()
    os.close(ours)
    assert ended == code, printed
    return printed


def _wait_for(screen: int, prompt: str) -> None:
    said, until = b"", time.monotonic() + 60
    while prompt.encode() not in said:
        ready, _, _ = select.select([screen], [], [], until - time.monotonic())
        assert ready, said
        said += os.read(screen, 1_000)


def test_post__on_a_terminal__asks_for_the_value(story: Terminal) -> None:
    at_terminal(story, [("name: ", "Rosamund Quill")], *ADDED, "name=-")
    assert event(story)["data"]["name"] == "Rosamund Quill"


@pytest.mark.parametrize("typed", [(), ("-",)])
def test_conflicts__on_a_terminal__asks_for_names_until_there_is_none(
    story: Terminal, typed: tuple[str, ...]
) -> None:
    answers = [("Name", "Halls, D."), ("Name", "Nobody Whatever"), ("Name", "")]
    printed = at_terminal(story, answers, "conflicts", *typed)
    assert printed == story("conflicts", "Halls, D.", "Nobody Whatever")


def test_conflicts__no_name_and_nobody_to_ask__refused(story: Terminal) -> None:
    story("conflicts", given="David Halls\n", code=2)
    assert "There is no name to look for." in story.error
