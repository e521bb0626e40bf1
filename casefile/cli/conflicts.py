"""conflicts: whom the office knows who may be somebody that it is asked to act for or against."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import click
from rich.padding import Padding
from rich.text import Text

from casefile.answers.overview import conflicts
from casefile.answers.overview.conflicts import NameAsked
from casefile.cli import days
from casefile.cli.desk import asking
from casefile.cli.matters import say_more
from casefile.cli.names import Shown, ids_option, shown_names
from casefile.cli.options import by_option, json_option, known_at_option, limit_option
from casefile.cli.output import check_free, write_output
from casefile.cli.prompt import STANDARD, is_terminal, read_lines
from casefile.cli.screen import console, print_json, say, shown
from casefile.cli.status import known
from casefile.exports.conflict_report import (
    KINDS,
    ConflictReport,
    check_kind,
    counted,
    where,
    write,
)
from casefile.law.wording import so_many
from casefile.office import Office

LOOKED_THROUGH = (
    "Looked through: the names of parties, counsel, firms and officials, and for whom nobody was "
    "found the words of all events, like those of notes and papers."
)


@click.command("conflicts")
@click.argument("names", nargs=-1, metavar="[NAME|-]...")
@known_at_option
@click.option("--after", metavar="KEY", help="Go on after a page, from its `next`.")
@limit_option
@click.option(
    "--output",
    "target",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help=f"Write a report of all hits to a file, named on {', '.join(KINDS)}.",
)
@click.option("--force", is_flag=True, help="Replace the file if there is one.")
@by_option
@ids_option
@json_option
def command(
    names: Sequence[str],
    as_json: bool,
    ids: bool,
    target: str | None,
    force: bool,
    by: str,
    after: str | None,
    limit: int,
    known_at: str | None,
) -> None:
    """Look for everybody whom a NAME may mean: parties, aliases, former names, counsel, officials.

    Put a name of several words in quotation marks. With - in place of a name they are asked for, or
    read from the standard input, one a line, which keeps them out of the shell's history. Each hit
    says why it is one; the strongest come first. Nothing is recorded. With --output all of it is
    written as a dated report.
    """
    if STANDARD in names or (not names and is_terminal()):
        names = [one for one in names if one != STANDARD] + read_lines("Name")
    if not names:
        message = "There is no name to look for."
        raise click.UsageError(message)
    if target:
        if after or as_json:
            message = "--output writes all of it, as a document: without --after and --json."
            raise click.UsageError(message)
        check_kind(target)
        check_free(target, force=force)
    with asking() as office:
        known_at = days.known_at(office, known_at)
        if target:
            _write_report(office, names, known_at, by, target)
            return
        answer = conflicts.check(office, names, known_at=known_at, after=after, limit=limit)
        if as_json:
            print_json(answer)
            return
        called = shown_names(office, answer, ids=ids)
    say(f"As known at {known(answer, office.zone)}, in matters of every access.")
    for asked in answer.asked:
        _print_asked(asked, called)
    if any(not one.hits for one in answer.asked):
        say()
        say(LOOKED_THROUGH)
    if answer.next:
        say()
        say_more(answer.next)


def _write_report(
    office: Office, names: Sequence[str], known_at: str | None, by: str, target: str
) -> None:
    """Write the report of a check, and say so without a name."""
    found = conflicts.check_whole(office, names, known_at=known_at)
    made_at = datetime.fromtimestamp(office.clock_us() // 1_000_000, office.zone)
    file = BytesIO()
    write(ConflictReport(found, by, made_at), Path(target).suffix.removeprefix("."), file)
    write_output(target, [file.getvalue()])
    asked = so_many(len(found.asked), "name")
    hits = sum(one.hits for one in found.asked)
    say(f"{target}: {asked}, {so_many(hits, 'hit')}.")


def _print_asked(asked: NameAsked, called: Shown) -> None:
    say()
    shown = sum(len(person.hits) for person in asked.persons)
    count = counted(asked) + (f", {shown:,} of them here" if shown != asked.hits else "")
    say(f"{asked.name}: {count}", style="bold")
    for person in asked.persons:
        _line(2, called.beside(person.name, *person.party_ids), style="bold green")
        if person.conflict:
            _line(4, f"CONFLICT: {person.conflict}", style="bold red")
        for (name, why), hits in groupby(person.hits, attrgetter("name", "why")):
            _line(4, f"{name}: {why}")
            for hit in hits:
                _line(6, called.beside(where(hit), hit.matter_id), style="dim")
    for one in asked.told_of or ():
        _line(2, f"Told of in {called.matter(one.matter_id)}, @{one.position}: {one.sentence}")
    if asked.same_family_name:
        others = [
            f"{called.beside(one.name, *one.party_ids)}{one.stands and f' ({one.stands})'}"
            for one in asked.same_family_name
        ]
        _line(2, f"The same family name, and no hit: {'; '.join(others)}", style="dim")


def _line(indent: int, text: str, *, style: str = "") -> None:
    """Print a line; on a terminal what does not fit is folded under its own beginning."""
    screen = console()
    if screen.is_terminal:
        screen.print(Padding(Text(shown(text), style=style), (0, 0, 0, indent), expand=False))
    else:
        say(f"{' ' * indent}{text}")
