"""export-log: the whole log as JSON Lines, to be kept elsewhere and taken back."""

from __future__ import annotations

import click

from casefile.cli.output import output_option, write_output
from casefile.cli.screen import progress
from casefile.law.wording import so_many
from casefile.office import open_office
from casefile.upkeep.log_file import log_lines


@click.command("export-log")
@output_option
def command(target: str) -> None:
    """Write the whole log as JSON Lines: each event's stored body, its position and its hash.

    The file is what `restore-log` takes back into an empty casefile. It holds everything that was
    recorded, of sealed matters too; tokens are no part of it. Where there is a key, the file
    carries a checkpoint of the log as it ends there.
    """
    done = 0

    with open_office() as office, progress("Writing", left="No file was written.") as told:

        def advance(count: int, every: int) -> None:
            nonlocal done
            done = count
            told(count, every)

        sealed = office.anchor.seal()
        write_output(target, log_lines(office.database, advance, sealed=sealed))
    click.echo(f"{so_many(done, 'event')} written. Tokens are no part of the log.", err=True)
    if done and not sealed.note:
        click.echo(f"The file carries no checkpoint: {sealed.why}", err=True)
