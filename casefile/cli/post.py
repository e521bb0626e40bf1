"""post: recording one event."""

from __future__ import annotations

from typing import Any

import click

from casefile.cli.assignments import HELP, read_fields
from casefile.cli.drafting import amendment_options, post_draft, source_options
from casefile.cli.types import beginning


@click.command("post", epilog=f"Fields:\n\n{HELP}")
@click.argument("matter", metavar="MATTER")
@click.argument("type_", metavar="TYPE", shell_complete=beginning)
@click.argument("fields", nargs=-1, metavar="NAME=VALUE...")
@source_options
@amendment_options
def command(matter: str, type_: str, fields: tuple[str, ...], **options: Any) -> None:
    """Record one event of a matter: its type, like charge.dismissed, and its fields.

    `types TYPE` shows the fields of a type. With --dry-run you see what would become of every
    status. A value given as -, of a field or of an option that takes words, is asked for, or read
    from the standard input, a line each: first those of options, then those of fields. So names
    need not stand in the shell's history.
    """
    draft = {"matter_id": matter, "type": type_, "data": read_fields(fields, type_)}
    post_draft(draft, options)
