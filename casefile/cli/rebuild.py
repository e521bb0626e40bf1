"""rebuild: making the read tables anew, and holding the live ones against them."""

from __future__ import annotations

from typing import Any

import click

from casefile.cli.desk import FOLDED_IN_PART
from casefile.cli.ending import REFUSED
from casefile.cli.screen import print_json, print_table, progress, say
from casefile.config import collect_seldom
from casefile.law.wording import so_many
from casefile.office import open_office
from casefile.upkeep.comparison import Comparison
from casefile.upkeep.mending import mend
from casefile.upkeep.rebuild import Report, rebuild


@click.command("rebuild")
@click.argument("names", nargs=-1, metavar="[NAME...]")
@click.option("--matter", "matter_id", metavar="MATTER_ID", help="Mend this matter where it is.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_context
def command(
    context: click.Context, names: tuple[str, ...], matter_id: str | None, as_json: bool
) -> None:
    """Make the read tables anew beside the live ones, compare them, and put them in their place.

    Posting and asking go on meanwhile, and a rebuild that was broken off is gone on with. Exits
    with 1 where a live table of this version differed, which should never be, or where a matter
    could not be folded and is parked: it keeps its rows, and --matter tries it again. `verify`
    compares without changing anything.
    """
    if names and matter_id:
        raise click.UsageError("A matter is mended in every read table; leave the names out.")
    collect_seldom()
    with open_office(owner=True) as office:
        if matter_id:
            report = mend(office.database, matter_id)
        else:
            with progress("Folding", left=FOLDED_IN_PART) as told:
                report = rebuild(office.database, names, told)
    if as_json:
        print_json(_answer(report))
    else:
        _show(report)
    if not report.sound:
        context.exit(REFUSED)


def _answer(report: Report) -> dict[str, Any]:
    return {
        "projections": [
            one._asdict() | {"equal": one.equal, "samples": [list(key) for key in one.samples]}
            for one in report.tables
        ],
        "parked": [one._asdict() for one in report.parked],
        "due": report.due,
        "events": report.events,
        "seconds": round(report.seconds, 3),
        "events_per_second": report.rate,
        "posts_held_up_seconds": round(report.held, 3),
    }


def _show(report: Report) -> None:
    print_table(
        ("Read table", "Rows", "Live table was"),
        [(one.name, f"{one.rows}", _found(one)) for one in report.tables],
    )
    for one in report.tables:
        for key in one.samples:
            say(f"{one.name}: {' / '.join(map(str, key))}", style="dim")
    for parked in report.parked:
        say(parked.sentence)
    say(
        f"Folded {so_many(report.events, 'event')} in {report.seconds:.1f} seconds,"
        f" {report.rate} a second; posts were held up for {report.held * 1000:.0f} milliseconds."
    )
    if report.sound and report.due:
        say("The read tables were of another version; they are of this one now.")
    elif report.sound:
        say("Every read table equals the log.")
    elif report.parked:
        say("What is parked keeps its rows; `rebuild --matter` tries it again.")
    else:
        say("Mended.")


def _found(one: Comparison) -> str:
    if one.equal:
        return "equal"
    return f"mended: {one.missing} rows missing, {one.surplus} too many"
