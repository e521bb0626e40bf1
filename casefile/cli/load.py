"""load: recording the events of history files, all of a file or none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

import click

from casefile.cli.office import Office, by_option, dry_run_option, open_office
from casefile.cli.receipt import print_consequences
from casefile.cli.screen import print_json, progress, say
from casefile.history import History, read_history
from casefile.receipt import Receipt


@click.command("load")
@click.argument("files", nargs=-1, required=True, type=click.File("rb"))
@click.option(
    "--as-recorded",
    is_flag=True,
    help="Take over when each line was recorded (recorded_at), to move an older log here.",
)
@dry_run_option
@by_option
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON, one line a file.")
def command(
    files: Sequence[BinaryIO], as_recorded: bool, dry_run: bool, by: str, as_json: bool
) -> None:
    """Record the events of history files, in order: all of a file, or none of it.

    A file is JSON Lines: one event a line, as it is posted, with its matter_id; lines that begin
    with # are comments, and - is the standard input. A file is judged as a whole, and loading it
    again adds nothing.
    """
    before = History([])
    with open_office() as office:
        for file in files:
            name = getattr(file, "name", "the standard input")
            history = read_history(name, file)
            # A dry run keeps nothing, so each file is tried together with those before it.
            tried = History([*before.lines, *history.lines])
            receipt = load(office, tried, by=by, as_recorded=as_recorded, dry_run=dry_run)
            entries = receipt.entries[len(before.lines) :]
            before = tried if dry_run else before
            _print(name, receipt._replace(entries=entries), dry_run, as_json)


def load(
    office: Office, history: History, *, by: str, as_recorded: bool, dry_run: bool = False
) -> Receipt:
    """Record a history file; raises what reading or recording refuses, with the line."""
    instants = history.instants(office.config.zone) if as_recorded else None
    total, done = len(history.lines), 0
    with progress("Recording", total) as told, history.located():

        def advance(count: int) -> None:
            nonlocal done
            done = done + count if done < total else count
            told(done, total)

        return office.recorder.record(
            history.drafts, by=by, dry_run=dry_run, recorded_us=instants, progress=advance
        )


def _print(name: str, receipt: Receipt, dry_run: bool, as_json: bool) -> None:
    already = sum(entry.already for entry in receipt.entries)
    fresh = len(receipt.entries) - already
    if as_json:
        said = receipt.as_answer(dry_run=dry_run)
        del said["events"]
        print_json({"file": name, "recorded": fresh, "already": already, **said}, indent=None)
        return
    would = "would be " if dry_run else ""
    there = f"; {already} were there already" if already else ""
    say(f"{name}: {fresh} event{'' if fresh == 1 else 's'} {would}recorded{there}.")
    print_consequences(receipt.warnings, receipt.effects, dry_run=dry_run)
