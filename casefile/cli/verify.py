"""verify: recomputing everything from the stored bytes."""

from __future__ import annotations

from collections.abc import Sequence

import click

from casefile.cli.ending import REFUSED
from casefile.cli.options import against_option
from casefile.cli.screen import print_json, progress, say
from casefile.config import collect_seldom
from casefile.law.wording import so_many
from casefile.office import open_office
from casefile.upkeep.verify import verify


@click.command("verify")
@against_option
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_context
def command(context: click.Context, against: Sequence[str], as_json: bool) -> None:
    """Recompute the log and the read tables from the stored bytes.

    Checked is everything that restore-log checks of a file: hashes, canonical bytes, positions,
    versions, ids, instants, types, control characters; then the triggers, and every read table
    against a new fold of the log. The log is held to every checkpoint: of the database, of the
    folder CASEFILE_CHECKPOINTS, and those given. Exits with 1 where anything is wrong, and names
    the first position that shows it.
    """
    collect_seldom()
    with (
        open_office(owner=True) as office,
        progress("Verifying", left="Nothing was changed.") as told,
    ):
        verdict = verify(office.database, told, now_us=office.clock_us())
        audited = office.anchor.audit(against)
    found = [*audited.departures, *verdict.failures]
    if as_json:
        failures = [{"position": at, "sentence": sentence} for at, sentence in found]
        said = {"sound": not found, "position": verdict.position, "failures": failures}
        print_json(said | {"remarks": list(audited.remarks)})
    else:
        if not found:
            say(f"Sound: all {so_many(verdict.position, 'event')} and every read table.")
        for remark in audited.remarks:
            say(remark)
    if found:
        for position, sentence in found:
            where = f"Position {position}: " if position is not None else ""
            click.echo(f"{where}{sentence}", err=True)
        context.exit(REFUSED)
