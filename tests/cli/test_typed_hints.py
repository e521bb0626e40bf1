"""What a message names to keep words that are of no type: with all that was typed beside them."""

from __future__ import annotations

import re
import shlex

import pytest

from tests.cli.conftest import DAY, Terminal

WORDS = "she felt dizzy at work"
POST = re.compile(r"casefile post (.+?)(?:; if it is a paper: |; to keep no more|\.? \[)")


def named(terminal: Terminal) -> list[list[str]]:
    """Return each command that the last message names, as it is typed."""
    return [shlex.split(one) for one in POST.findall(terminal.error)]


@pytest.mark.parametrize(
    "typed",
    [
        ("--source-kind", "client", "--source-privilege", "attorney_client"),
        ("source=client", "privileged=yes"),
        ("source=client", "privileged"),
    ],
)
@pytest.mark.parametrize("day", [("--effective", "May 2, 2025"), ("on=May 2, 2025",)])
@pytest.mark.parametrize("words", [WORDS, "the statement of a list"])
def test_command__that_a_message_names__keeps_the_privilege_and_the_day(
    bare_suit: Terminal, typed: tuple[str, ...], day: tuple[str, ...], words: str
) -> None:
    bare_suit("post", "l", words, *typed, *day, code=2)
    commands = named(bare_suit)
    assert len(commands) == 2
    for command in commands:
        bare_suit("post", *command)
        event = bare_suit.json("events", "--newest")["events"][0]
        assert event["effective"] == "2025-05-02"
        assert event["source"]["privilege"] == "attorney_client"
        assert event["source"]["kind"] == "client"
        assert "privilege" not in str(event["data"])


def test_command__that_asks_what_became_of_a_plea__keeps_the_source(bare_case: Terminal) -> None:
    bare_case("post", "r", "criminal complaint", "count=1", "offense=battery", *DAY)
    said = ("--asserted-by", "Bo Lee", "--source-quote", "it was accepted")
    bare_case("post", "r", "the court accepted the plea", *said, "on=May 2, 2025", code=2)
    each = bare_case.error.split("casefile post r ")[1:]
    kept = "--asserted-by 'Bo Lee' --source-quote 'it was accepted' "
    assert len(each) == 4
    assert all(one.startswith(kept) and "May 2, 2025" in one for one in each)


def test_message__of_no_type__has_the_nearest_type_and_keeps_the_words(
    bare_suit: Terminal,
) -> None:
    bare_suit("post", "l", "criminal judgement entered", *DAY, code=2)
    assert "Did you mean claim.judgment_entered? To keep the words: " in bare_suit.error
