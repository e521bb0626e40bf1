"""verify: recomputing everything from the stored bytes."""

from __future__ import annotations

import click

from casefile.cli.main import REFUSED
from casefile.cli.screen import print_json, progress, say
from casefile.config import collect_seldom
from casefile.office import open_office
from casefile.upkeep.verify import verify


@click.command("verify")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """Recompute the log and the read tables from the stored bytes.

    Checked is everything that restore-log checks of a file: hashes, canonical bytes, positions,
    versions, ids, instants, types, control characters; then the triggers, and every read table
    against a new fold of the log. Exits with 1 where anything is wrong, and names the first
    position that shows it.
    """
    collect_seldom()
    with open_office() as office, progress("Verifying") as told:
        verdict = verify(office.database, told, now_us=office.clock_us())
    if as_json:
        failures = [failure._asdict() for failure in verdict.failures]
        print_json({"sound": verdict.sound, "position": verdict.position, "failures": failures})
    elif verdict.sound:
        say(f"Sound: all {verdict.position} events and every read table.")
    if not verdict.sound:
        for position, sentence in verdict.failures:
            where = f"Position {position}: " if position is not None else ""
            click.echo(f"{where}{sentence}", err=True)
        context.exit(REFUSED)
