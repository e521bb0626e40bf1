"""Options: what many commands take, and who is at the keyboard."""

from __future__ import annotations

import getpass
from collections.abc import Sequence

import click

from casefile.answers.coordinates import RECEIVED, RECORDED
from casefile.canonical import check_text
from casefile.proof.notes import MAX_NOTE

MAX_NAME = 200


def system_user() -> str:
    """Return the name of the system's user."""
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        message = "Say who records it: --by NAME."
        raise click.UsageError(message) from error


def read_name(_context: click.Context, _option: click.Parameter, name: str) -> str:
    """Check the name of who records."""
    check_text(name)
    if not name.strip() or len(name) > MAX_NAME:
        message = f"a name has 1 to {MAX_NAME} characters."
        raise click.BadParameter(message)
    return name.strip()


def read_notes(
    _context: click.Context, _option: click.Parameter, files: Sequence[str]
) -> list[str]:
    """Return what is in the files of notes."""
    found = []
    for name in files:
        with click.open_file(name, "rb") as file:
            found.append(file.read(MAX_NOTE + 1).decode(errors="replace"))
    return found


by_option = click.option(
    "--by",
    metavar="NAME",
    default=system_user,
    callback=read_name,
    help="Who records it (default: the system's user).",
)
json_option = click.option(
    "--json", "as_json", is_flag=True, help="Answer in JSON, as the API does."
)
dry_run_option = click.option(
    "--dry-run", is_flag=True, help="Show the effect and the warnings, and write nothing."
)
as_of_option = click.option(
    "--as-of", metavar="DAY", help="The day in law, like 4/20/2023 or yesterday (default: today)."
)
known_at_option = click.option(
    "--known-at",
    metavar="DAY|INSTANT|@POSITION",
    help="As casefile knew it then, like 4/20/2023, 2023-04-20T09:00:00Z or @34 (default: now).",
)
known_by_option = click.option(
    "--known-by",
    type=click.Choice([RECORDED, RECEIVED]),
    help="By what had been recorded (the default), or received by the day in --known-at.",
)
matter_option = click.option(
    "--matter", metavar="MATTER", help="Only the items of this matter; what goes on says where."
)
limit_option = click.option(
    "--limit", type=click.IntRange(1, 1_000), default=100, show_default=True, help="Lines a page."
)
against_option = click.option(
    "--against",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
    multiple=True,
    metavar="NOTE",
    callback=read_notes,
    help="A file with a checkpoint that was kept elsewhere; may be given several times.",
)
rebuild_option = click.option(
    "--rebuild",
    is_flag=True,
    help="Make the read tables anew first, where another version had made them.",
)
