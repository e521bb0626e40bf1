"""checkpoint: signing what the log is, and the keys that sign."""

from __future__ import annotations

import click

from casefile.cli.output import STANDARD, write_output
from casefile.cli.screen import say
from casefile.errors import Refused
from casefile.office import open_office


@click.group("checkpoint")
def command() -> None:
    """Sign what the log is at this moment, so that it can be held to that later.

    A checkpoint is a note of a few lines. Kept where nobody who can open the database gets at it,
    on paper or in a mail to oneself, it shows whether anything before it was changed:
    `verify --against NOTE`.
    """


@command.command("make")
@click.option(
    "--output",
    "target",
    type=click.Path(dir_okay=False, allow_dash=True),
    default=STANDARD,
    metavar="FILE|-",
    help="The file to write (default: the standard output).",
)
def make(target: str) -> None:
    """Make a checkpoint of the log as it ends now, and write its note."""
    with open_office() as office:
        made = office.anchor.checkpoint()
    if made is None:
        raise Refused("Nothing has been recorded yet.", code="checkpoint.empty")
    write_output(target, [made.note.encode()])


@command.command("rotate-key")
@click.option(
    "--lost", is_flag=True, help="The key before is lost, and cannot announce the new one."
)
def rotate_key(lost: bool) -> None:
    """Have a new key sign from now on; the key before it signs that it does.

    What was signed before stays signed. The new key takes the place of the old one in its file.
    """
    with open_office() as office:
        key = office.anchor.rotate_key(lost=lost)
        say(f"From now on checkpoints are signed by {key.text}, in {office.anchor.key}.")
