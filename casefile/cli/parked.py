"""parked: the matters that could not be folded."""

from __future__ import annotations

import click

from casefile.answers.record import log
from casefile.cli.desk import asking
from casefile.cli.ending import REFUSED
from casefile.cli.screen import print_json, print_table, say


@click.command("parked")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """List the matters that a rebuild could not fold, with the event at which each failed.

    They keep the rows that they had. `rebuild --matter` tries one again, `rebuild` tries all.
    Exits with 1 where there is any.
    """
    with asking() as office:
        found = log.parked(office)
    if as_json:
        print_json({"parked": [one._asdict() for one in found]})
    elif found:
        print_table(
            ("Matter", "Position", "Error", "Since"),
            [(one.matter_id, f"{one.position}", one.error, one.since) for one in found],
        )
    else:
        say("No matter is parked.")
    if found:
        context.exit(REFUSED)
