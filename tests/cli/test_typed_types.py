"""Every type of event as people say it: what is typed is tried where it can happen, and read.

In the table `=` begins a way in which a matter stands, after that of another one where it says so,
and `+` is what is recorded for it. A type stands before what is typed for it, and `>` before what
would be recorded.
"""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from casefile.law.catalogue import posted_types
from tests.cli.conftest import Terminal
from tests.cli.test_days import choose

TABLE = Path(__file__).parent / "typed_types.txt"
COMMANDS = {"correct": "event.corrected", "retract": "event.retracted"}
MADE = re.compile(r"party-[0-9a-f]{8}")
ON = ("--effective", "2026-11-27")


class Row(NamedTuple):
    """What is typed for an event of a type, and what would be recorded."""

    tag: str
    typed: str
    said: list[str]


class Stands(NamedTuple):
    """A way in which a matter stands: after another one, what is recorded, and what is tried."""

    after: str
    recorded: list[str]
    rows: list[Row]


def read_table() -> dict[str, Stands]:
    found: dict[str, Stands] = {}
    name = ""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        sign, _, rest = line.partition(" ")
        if sign == "=":
            name, _, after = rest.partition(" < ")
            found[name] = Stands(after, [], [])
        elif sign == "+":
            found[name].recorded.append(rest)
        elif sign == ">":
            found[name].rows[-1].said.append(rest)
        elif line:
            found[name].rows.append(Row(sign, rest.removeprefix("| "), []))
    return found


TYPED = read_table()


def before(name: str) -> Iterator[str]:
    """Yield what is recorded for a way of standing, from the beginning."""
    if after := TYPED[name].after:
        yield from before(after)
    yield from TYPED[name].recorded


def as_command(typed: str) -> list[str]:
    words = shlex.split(typed)
    return words if words[0] in COMMANDS else ["post", *words]


@pytest.mark.parametrize("name", TYPED)
def test_types__as_people_say_them__are_read(terminal: Terminal, name: str) -> None:
    choose(terminal, date_order="month_first", chosen=True)
    for typed in before(name):
        terminal(*as_command(typed))
    for tag, typed, right in TYPED[name].rows:
        words = as_command(typed)
        dated = "--effective" in words or any(one.startswith("date=") for one in words)
        printed = terminal(*words, "--dry-run", *([] if dated else ON))
        read = re.search(r"Read as type = (\S+)", terminal.error)
        assert (read[1] if read else COMMANDS.get(words[0])) == tag, typed
        said = " ".join(MADE.sub("party-ID", printed).split())
        for joint in (" and ", ", "):  # they stand in the order of their ids
            said = said.replace(f"Acme LLC{joint}Ann Roe", f"Ann Roe{joint}Acme LLC")
        for sentence in right:
            assert sentence in said, typed


def test_types__every_one__is_said_in_two_ways_at_least() -> None:
    said = Counter(row.tag for one in TYPED.values() for row in one.rows)
    assert {tag: said[tag] for tag, _ in posted_types() if said[tag] < 2} == {}
