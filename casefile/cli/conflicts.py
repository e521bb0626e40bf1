"""conflicts: whom the office knows who may be somebody that it is asked to act for or against."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from casefile.cli.office import json_option, known_at_option, limit_option, open_office
from casefile.cli.screen import print_json, print_table, say
from casefile.cli.status import known

Answer = Mapping[str, Any]


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
    with open_office() as office:
        answer = office.answers.conflicts(names, **page)
    if as_json:
        print_json(answer)
        return
    say(f"As known at {known(answer)}, in matters of every access.")
    for asked in answer["asked"]:
        _print_asked(asked)
    if answer["next"]:
        say()
        say(f"There are more: --after {answer['next']}")


def _print_asked(asked: Answer) -> None:
    say()
    shown = sum(len(person["hits"]) for person in asked["persons"])
    count = f"{asked['hits']:,} {'hit' if asked['hits'] == 1 else 'hits'}" + (
        f", {shown:,} of them here" if shown != asked["hits"] else ""
    )
    say(f"{asked['name']}: {count if asked['hits'] else 'nobody'}", style="bold")
    for person in asked["persons"]:
        ids = f" ({', '.join(person['party_ids'])})" if person["party_ids"] else ""
        say(f"  {person['name']}{ids}", style="bold green")
        print_table(("Name", "In", "Why"), list(_rows(person)), indent=4)


def _rows(person: Answer) -> Iterator[Sequence[str]]:
    for hit in person["hits"]:
        what = hit["kind"].replace("_", " ")
        role = hit["role"].replace("_", " ")
        lines = [hit["name"], what if what in role else f"{what}, {role}" if role else what]
        if not person["party_ids"] and hit["party_id"]:
            lines.append(f"for {hit['party_id']}")
        where = [
            f"{hit['title'] or 'untitled'}",
            " ".join(filter(None, (hit["matter_id"], hit["docket_no"] or ""))),
            *([hit["access"]] if hit["access"] not in (None, "public") else []),
        ]
        yield "\n".join(lines), "\n".join(where), hit["why"]
