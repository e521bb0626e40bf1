"""restore-log: taking a log file back into an empty casefile."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

import click

from casefile.cli.ending import REFUSED
from casefile.cli.options import against_option
from casefile.cli.screen import print_json, progress, say
from casefile.config import collect_seldom
from casefile.installation import called
from casefile.law.wording import so_many
from casefile.office import open_office
from casefile.upkeep.claim import Claim
from casefile.upkeep.log_file import LogFile
from casefile.upkeep.restore import restore


@click.command("restore-log")
@click.argument("file", type=click.File("rb"), metavar="FILE|-")
@against_option
@click.option(
    "--continue",
    "go_on",
    is_flag=True,
    help="Be the log of the file from now on, with its id; the one it was taken from is given up.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_context
def command(
    context: click.Context, file: BinaryIO, against: Sequence[str], go_on: bool, as_json: bool
) -> None:
    """Take a log that export-log wrote back into an empty, migrated casefile.

    Every event comes back at its position with the same bytes and the same hash, and every answer
    is what it was. Each line is checked, and all of the file is kept or nothing. Tokens are no part
    of the log; make new ones with `token create`. `verify` can be run afterwards, as at any time.

    The file is held to its own checkpoint, to that of the folder CASEFILE_CHECKPOINTS where it is
    of the same log, and to the notes given. What was taken back is a log of its own, with another
    id, unless --continue says that it goes on in the place of the one that it was taken from.
    """
    collect_seldom()
    with open_office(owner=True) as office:
        whole = LogFile(getattr(file, "name", "the standard input"), file)
        with progress("Restoring", left="Nothing was taken back.") as told:
            claim = Claim(whole, office.anchor, against, go_on=go_on)
            restored = restore(office.database, whole, progress=told, claim=claim)
    if as_json:
        parked = [one._asdict() for one in restored.parked]
        print_json(restored._asdict() | {"parked": parked})
    else:
        last = f", the last recorded at {restored.recorded_at}" if restored.events else ""
        say(f"{so_many(restored.events, 'event')} restored{last}; every read table is made.")
        say(f"Tokens are no part of the log; make new ones with: {called()} token create")
        for one in restored.parked:
            say(one.sentence)
    if restored.parked:
        context.exit(REFUSED)
