"""conflicts: whom the office knows who may be somebody that it is asked to act for or against."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

import click
from rich.padding import Padding
from rich.text import Text

from casefile.answers import conflicts
from casefile.answers.conflicts import NameAsked, NameHit
from casefile.cli.desk import asking
from casefile.cli.matters import say_more
from casefile.cli.options import json_option, known_at_option, limit_option
from casefile.cli.screen import console, print_json, say, shown
from casefile.cli.status import known


@click.command("conflicts")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@known_at_option
@click.option("--after", metavar="KEY", help="Go on after a page, from its `next`.")
@limit_option
@json_option
def command(names: Sequence[str], as_json: bool, **page: Any) -> None:
    """Look for everybody whom a NAME may mean: parties, aliases, former names, counsel, officials.

    Put a name of several words in quotation marks. A - reads names from the standard input, one a
    line, which keeps them out of the shell's history. Each hit says why it is one; the strongest
    come first. Nothing is written.
    """
    if "-" in names:
        typed = sys.stdin.read().splitlines()
        names = [one for one in names if one != "-"] + [line for line in typed if line.strip()]
    with asking() as office:
        answer = conflicts.check(office, names, **page)
    if as_json:
        print_json(answer)
        return
    say(f"As known at {known(answer)}, in matters of every access.")
    for asked in answer.asked:
        _print_asked(asked)
    if answer.next:
        say()
        say_more(answer.next)


def _print_asked(asked: NameAsked) -> None:
    say()
    shown = sum(len(person.hits) for person in asked.persons)
    count = f"{asked.hits:,} {'hit' if asked.hits == 1 else 'hits'}" + (
        f", {shown:,} of them here" if shown != asked.hits else ""
    )
    say(f"{asked.name}: {count if asked.hits else 'nobody'}", style="bold")
    for person in asked.persons:
        ids = f" ({', '.join(person.party_ids)})" if person.party_ids else ""
        _line(2, f"{person.name}{ids}", style="bold green")
        for (name, why), hits in groupby(person.hits, attrgetter("name", "why")):
            _line(4, f"{name}: {why}")
            for hit in hits:
                _line(6, _where(hit, acting=not person.party_ids), style="dim")


def _where(hit: NameHit, *, acting: bool) -> str:
    """Return in words what a name is to a matter, and which matter that is."""
    what, role = hit.kind.replace("_", " "), hit.role.replace("_", " ")
    known_as = [what, role] if role and what not in role else [role or what]
    client = f" for {hit.party_id}" if acting and hit.party_id else ""
    title = hit.title or "a matter without a title"
    about = [hit.matter_id, hit.docket_no, "" if hit.access == "public" else hit.access]
    return f"{', '.join(known_as)}{client} in {title} ({', '.join(filter(None, about))})"


def _line(indent: int, text: str, *, style: str = "") -> None:
    """Print a line; on a terminal what does not fit is folded under its own beginning."""
    screen = console()
    if screen.is_terminal:
        screen.print(Padding(Text(shown(text), style=style), (0, 0, 0, indent), expand=False))
    else:
        say(f"{' ' * indent}{text}")
