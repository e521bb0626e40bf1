"""A table of typed sentences: what each would be recorded as, or what is asked of it.

In a file stands each sentence with its matter, before the events that it tells (=), or before the
beginning of what is asked (?); where that is empty, no more is said than that no type is called so.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from tests.cli.conftest import DAY, ON, Terminal

NONE = re.compile(
    r"There is no type of event called (?P<words>'.+?'|\".+?\")\.(?P<more> Did .+?\?)?"
)
Alike = Callable[[str], str]  # what is read, in an order that no ids decide


def open_all(
    terminal: Terminal,
    opened: Mapping[str, Sequence[str]],
    parties: Mapping[str, Mapping[str, str]],
    filed: str,
) -> Terminal:
    """Return the program with matters that are opened, their parties, and what is filed there."""
    for matter, fields in opened.items():
        terminal("post", matter, "open matter", *fields, *DAY)
        for name, role in parties[matter].items():
            kind = "organization" if re.search(r"\b(?:Inc|Ltd|LLC)\b", name) else "person"
            new = () if f"client={name}" in fields else ("party=new",)
            added = (f"name={name}", f"role={role}", f"kind={kind}", *new)
            terminal("post", matter, "add party", *added, *DAY)
    for line in filter(None, filed.splitlines()):
        terminal("post", *shlex.split(line), *DAY)
    return terminal


def table_of(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the matter and the rest of each line, with what is expected of it."""
    lines = [one for one in path.read_text(encoding="utf-8").splitlines() if one]
    for line, expected in pairwise(lines):
        if line[0] not in "=?":
            yield line[0], line[2:], in_order(expected) if expected[0] == "=" else expected


def read_as(terminal: Terminal, matter: str, line: str, on: Sequence[str] = ON) -> str:
    """Return what a sentence would be recorded as, or what is asked of it, as in a table."""
    words, _, fields = line.partition(" | ")
    typed = (matter, words, *shlex.split(fields), *on, "--dry-run")
    try:
        recorded = terminal("post", *typed).splitlines()
    except AssertionError:
        asked = [one for one in terminal.error.splitlines() if not one.startswith("Read as")]
        if none := NONE.match(asked[0]):
            return f"?{none['more'] or ''}"
        return " ".join(" ".join(asked).split())
    said = [one.removeprefix("Would be recorded: ") for one in recorded if one.startswith("Would")]
    return in_order(f"= {' / '.join(said)}")


def in_order(recorded: str) -> str:
    """Return what is recorded in an order that no ids decide."""
    alike = recorded.replace("Ida Kerr and Lobo Inc.", "Lobo Inc. and Ida Kerr")
    return f"= {' / '.join(sorted(alike.removeprefix('= ').split(' / ')))}"


def read_otherwise(
    terminal: Terminal, path: Path, matter: str, alike: Alike = str, on: Sequence[str] = ON
) -> dict[str, str]:
    """Return the sentences of a matter that are read otherwise than a table has it, with how.

    Those that are of the day they tell have none beside: `on` is nothing then.
    """
    wrong = {}
    for of, line, expected in table_of(path):
        if of != matter:
            continue
        found = alike(read_as(terminal, matter, line, on))
        begins = expected[:2] == "? " and expected[2:7] != "Did y" and expected[2:] in found
        if found != alike(expected) and not begins:
            wrong[line] = found
    return wrong


def several_alike(*names: str) -> Alike:
    """Return how those who are named together are put in one order."""
    one_of = "|".join(map(re.escape, names))
    several = re.compile(rf"(?:{one_of})(?:(?:, | and )(?:{one_of}))+")

    def alike(said: str) -> str:
        return several.sub(lambda one: " and ".join(sorted(re.split(", | and ", one[0]))), said)

    return alike
