"""load: recording the events of history files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import click

from casefile.cli.desk import recording
from casefile.cli.names import ids_option, shown_names
from casefile.cli.options import by_option, dry_run_option, rebuild_option
from casefile.cli.receipt import print_added, print_calendar, print_consequences, print_namesakes
from casefile.cli.screen import print_json, progress, say
from casefile.errors import CasefileError
from casefile.event import Recorded
from casefile.importers.history import History, read_history, read_parts
from casefile.law.wording import so_many
from casefile.office import Office
from casefile.recording.afterwards.duplicates import Repeatable, duplicates, new_of, repeatable
from casefile.recording.afterwards.namesakes import AddedName, Namesakes, added_names, namesakes
from casefile.recording.receipt import Added, Receipt, ReceiptAnswer

LOADED_IN_PART = "What was recorded before stays; loading the file again goes on from there."
PART = 10_000  # events in one transaction: some 100 MB of memory, and a few seconds


@dataclass
class Loaded:
    """What has come of a file so far."""

    recorded: int = 0
    already: int = 0
    added: list[Added] = field(default_factory=list)
    warnings: list[Any] = field(default_factory=list)
    calendar: list[Any] = field(default_factory=list)
    effects: list[Any] = field(default_factory=list)
    names: list[AddedName] = field(default_factory=list)
    namesakes: Sequence[Namesakes] = ()
    repeatable: list[Repeatable] = field(default_factory=list)
    tried: list[Recorded] = field(default_factory=list)

    def add(self, receipt: Receipt, *, skipping: int = 0) -> None:
        """Count what a receipt says of the events after the first ones."""
        entries = receipt.entries[skipping:]
        already = sum(entry.already for entry in entries)
        self.recorded += len(entries) - already
        self.already += already
        self.added += receipt.added
        self.names += added_names(entries)
        self.repeatable += repeatable(entries)
        self.warnings += receipt.warnings
        self.calendar += receipt.calendar
        self.effects += receipt.effects


@click.command("load")
@click.argument("files", nargs=-1, required=True, type=click.File("rb"))
@click.option(
    "--as-recorded",
    is_flag=True,
    help="Take over when each line was recorded (recorded_at), to move an older log here.",
)
@dry_run_option
@rebuild_option
@by_option
@ids_option
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON, one line a file.")
def command(
    files: Sequence[BinaryIO],
    as_recorded: bool,
    dry_run: bool,
    rebuild: bool,
    by: str,
    ids: bool,
    as_json: bool,
) -> None:
    """Record the events of history files, in order: all of a file, or none of it.

    A file is JSON Lines: one event a line, as it is posted, with its matter_id; lines that begin
    with # are comments, and - is the standard input. A file is judged as a whole, and loading it
    again adds nothing. One of more than 10,000 events is taken in parts of as many: where a part is
    refused those before it stay, and loading the file again goes on from there.
    """
    how: dict[str, Any] = {"by": by, "as_recorded": as_recorded}
    before = History([])
    with recording(rebuild=rebuild) as office:
        for file in files:
            name = getattr(file, "name", "the standard input")
            loaded = Loaded()
            if dry_run:
                # A dry run keeps nothing, so each file is tried together with those before it.
                tried = History([*before.lines, *read_history(name, file).lines])
                receipt = load(office, tried, dry_run=True, **how)
                loaded.add(receipt, skipping=len(before.lines))
                loaded.tried = new_of(receipt.entries)
                before = tried
            else:
                _load_in_parts(office, name, file, loaded, **how)
            loaded.namesakes = namesakes(office, loaded.names)
            twice = duplicates(office, loaded.repeatable, loaded.tried)
            loaded.warnings += [one.warning(dry_run=dry_run) for one in twice]
            _print(office, name, loaded, dry_run=dry_run, ids=ids, as_json=as_json)


def _load_in_parts(office: Office, name: str, file: BinaryIO, loaded: Loaded, **how: Any) -> None:
    for number, part in enumerate(read_parts(name, file, PART)):
        try:
            loaded.add(load(office, part, what=f"Recording part {number + 1}", **how))
        except CasefileError as error:
            if number:
                rest = f"The {number * PART:,} events before this part are recorded."
                error.reword(f"{error.sentence} {rest}")
            raise


def load(
    office: Office,
    history: History,
    *,
    by: str,
    as_recorded: bool,
    dry_run: bool = False,
    what: str = "Recording",
) -> Receipt:
    """Record a history at once; raises what recording refuses, with the line."""
    instants = history.instants(office.zone) if as_recorded else None
    total, done = len(history.lines), 0
    with progress(what, total, left=LOADED_IN_PART) as told, history.located():

        def advance(count: int) -> None:
            nonlocal done
            done = done + count if done < total else count
            told(done, total)

        return office.recorder.record(
            history.drafts,
            by=by,
            dry_run=dry_run,
            recorded_us=instants,
            loaded=True,
            progress=advance,
        )


def _print(
    office: Office, name: str, loaded: Loaded, *, dry_run: bool, ids: bool, as_json: bool
) -> None:
    recorded, already = loaded.recorded, loaded.already
    if as_json:
        said = {"file": name, "recorded": recorded, "already": already}
        told = {
            "warnings": loaded.warnings,
            "calendar": loaded.calendar,
            "effects": loaded.effects,
            "dry_run": dry_run,
        }
        told |= {"namesakes": [one._asdict() for one in loaded.namesakes]}
        print_json(said | {"added": loaded.added} | told, indent=None)
        return
    would = "would be " if dry_run else ""
    there = f"; {already} were there already" if already else ""
    say(f"{name}: {so_many(recorded, 'event')} {would}recorded{there}.")
    answer = ReceiptAnswer(
        events=(),
        added=loaded.added,
        warnings=loaded.warnings,
        calendar=loaded.calendar,
        effects=loaded.effects,
        dry_run=dry_run,
    )
    names = shown_names(office, answer, ids=ids)
    print_added(loaded.added, names, dry_run=dry_run)
    print_namesakes(loaded.namesakes)
    print_calendar(loaded.calendar)
    print_consequences(loaded.warnings, loaded.effects, names, dry_run=dry_run)
