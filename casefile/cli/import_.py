"""import: recording what a court's or an agency's own files say, whole and repeatably."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from casefile.cli.desk import recording
from casefile.cli.ending import REFUSED, UNREADABLE
from casefile.cli.options import by_option, dry_run_option, rebuild_option
from casefile.cli.receipt import print_namesakes
from casefile.cli.screen import print_json_parts, print_table, progress, say
from casefile.importers.faults import Faults
from casefile.importers.files import named
from casefile.importers.intake import Intake
from casefile.importers.material import Unreadable, never
from casefile.importers.sources import SOURCES, importer
from casefile.importers.tally import OUTCOMES, Tally
from casefile.law.wording import so_many

IMPORTED_IN_PART = "What was recorded before stays; the same import again goes on from there."
SHOWN = 10  # lines of one kind; an import can have thousands
HEADS = {
    "recorded": "Recorded",
    "changed": "Changed",
    "already": "There already",
    "left_out": "Left out",
    "refused": "Refused",
}


@click.command(
    "import",
    epilog="Sources:\n\n\b\n"
    + "\n".join(f"  {name:12} {summary}" for name, (_, summary) in SOURCES.items()),
)
@click.argument("source", type=click.Choice(tuple(SOURCES)))
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(exists=True, readable=False, path_type=Path)
)
@click.option(
    "--all-or-nothing",
    is_flag=True,
    help="Record nothing at all where a file cannot be read, or something in one is refused.",
)
@click.option(
    "--as-recorded",
    is_flag=True,
    help="Take over when the source recorded each fact, into an empty log or behind an older one.",
)
@dry_run_option
@rebuild_option
@by_option
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_context
def command(
    context: click.Context,
    source: str,
    paths: Sequence[Path],
    all_or_nothing: bool,
    as_recorded: bool,
    dry_run: bool,
    rebuild: bool,
    by: str,
    as_json: bool,
) -> None:
    """Record what the files of a source say; a folder stands for all of its files.

    Every record becomes an event or is listed with the reason. Importing the same files again adds
    nothing; a newer copy adds what is new, and records changed words as corrections. What a court
    did against the rules is recorded as irregular. Each file comes in as a whole or not at all:
    one that cannot be read is told with everything that is wrong with it, and the rest comes in.
    The tables of cook-county and of nlrb say what the rows of one another mean, so they come in
    together or not at all.
    """
    with recording(rebuild=rebuild) as office:
        found, faults = importer(source), Faults()
        files = list(_files(paths, found.suffix, faults))
        with progress("Recording", left=IMPORTED_IN_PART) as told:
            intake = Intake(office.database, office.recorder)
            # Whether the source says when it recorded each is looked at in every record.
            as_before = never if as_recorded else intake.as_before
            tally = intake.take(
                found.read_sound(files, faults, as_before),
                by=by,
                dry_run=dry_run,
                as_recorded=as_recorded,
                all_or_nothing=all_or_nothing,
                faults=faults,
                progress=told,
            )
        tally.files = len({*named(files), *(one.file for one in tally.broken)})
        tally.clauses_of = found.clauses
        tally.look_again(office)
    if as_json:
        print_json_parts(tally.parts(dry_run=dry_run))
    else:
        _print(tally, dry_run=dry_run)
    if tally.refused or tally.broken:
        context.exit(REFUSED if tally.refused else UNREADABLE)


def _files(paths: Iterable[Path], suffix: str, faults: Faults) -> Iterable[Path]:
    """Yield the files that are named, and those of the source in the folders that are.

    What is called like a file of the source and is none, and a folder that cannot be looked into,
    are told as faults.
    """

    def closed(error: OSError) -> None:
        faults.add(error.filename, Unreadable(f"{error.filename}: {error.strerror}."))

    for path in paths:
        if not path.is_dir():
            yield path
            continue
        within = []
        for folder, _, names in os.walk(path, onerror=closed):
            here = [Path(folder, one) for one in names if one.endswith(suffix)]
            within += here or [Path(folder)] * folder.endswith(suffix)
        if not within:
            faults.add(str(path), Unreadable(f"{path} has no file that ends in {suffix}."))
        for one in sorted(within):
            if one.exists() and not (one.is_file() or one.is_dir()):
                faults.add(str(one), Unreadable(f"{one} is no file."))
            else:
                yield one


def _print(tally: Tally, *, dry_run: bool) -> None:
    rows = [
        (kind, f"{sum(counted.values()):,}", *(_number(counted[one]) for one in OUTCOMES))
        for kind, counted in sorted(tally.outcomes.items())
    ]
    if not rows and not tally.broken:
        say("There is nothing in these files.")
        return
    _print_broken(tally)
    print_table(("Record", "In the files", *(HEADS[one] for one in OUTCOMES)), rows)
    _print_events(tally, dry_run=dry_run)
    _print_told("Left out", [(one.sentence, one.where) for one in tally.left_out])
    _print_told("Refused", [(one.sentence, one.where) for one in tally.refused])
    changed = [(", ".join(one.fields), one.where) for one in tally.changed]
    _print_told("Changed since an earlier copy, recorded as corrections", changed)
    _print_told(
        "No longer what the source says, taken back",
        [(one.sentence, one.where) for one in tally.withdrawn],
        each=True,
    )
    lost = [(one.document, one.sentence) for one in tally.vanished]
    _print_told("No longer in the source, kept on record", lost)
    for code in dict.fromkeys(one.code for one in tally.warned):
        title = code.replace(".", ": ").replace("_", " ").capitalize()
        _print_told(title, [(one.sentence, one.where) for one in tally.warnings(code)], each=True)
    moved = [(one.matter_id, one.sentence) for one in tally.calendar]
    title = "Hearings and deadlines that stand otherwise now"
    _print_told(title, moved, each=True, shown=len(moved))
    _print_unread(tally)
    print_namesakes(tally.namesakes)
    if dry_run:
        say("Nothing was written.")


def _print_broken(tally: Tally) -> None:
    """Print which files do not come in, and what is wrong with each: the first of much."""
    if not tally.broken:
        return
    say(f"Did not come in: {len(tally.broken):,} of {tally.files:,} files", style="bold")
    for broken in tally.broken:
        for fault in broken.faults[:SHOWN]:
            say(f"  {fault}")
        if broken.number > SHOWN:
            say(f"  And {broken.number - SHOWN:,} more in {broken.file}.")


def _print_events(tally: Tally, *, dry_run: bool) -> None:
    count = tally.events.total()
    would = "would be " if dry_run else ""
    say(f"{so_many(count, 'event')} {would}recorded.")
    by_type = [(name, f"{number:,}") for name, number in tally.events.most_common()]
    print_table(("Type", "Events"), by_type, indent=2)


def _print_unread(tally: Tally) -> None:
    """Print how much is read of what the records say of outcomes, and all that is not."""
    if not tally.clauses:
        return
    read = tally.clauses - len(tally.unread)
    say(f"{tally.clauses_of} read: {read:,} of {tally.clauses:,} ({read / tally.clauses:.1%}).")
    counted = Counter(one.sentence for one in tally.unread)
    first = {one.sentence: one.where for one in reversed(tally.unread)}
    rows = [(f"{number:,}", words, first[words]) for words, number in counted.most_common()]
    print_table(("Unread", "Words", "First"), rows, indent=2)


def _print_told(
    title: str, told: Sequence[tuple[str, str]], *, each: bool = False, shown: int = SHOWN
) -> None:
    """Print what is told of records: one line a sentence with its places, or `each` by itself."""
    if not told:
        return
    say(f"{title}: {len(told):,}", style="bold")
    if each:
        places = [(where or "-", said) for said, where in told[:shown]]
        print_table(("Where", "What"), places, indent=2)
        if len(told) > shown:
            say(f"  And {len(told) - shown:,} more; --json has them all.")
        return
    counted = Counter(said for said, _ in told)
    first = dict(reversed(told))
    rows = [(f"{number:,}", said, first[said]) for said, number in counted.most_common(SHOWN)]
    print_table(("Records", "Why", "First"), rows, indent=2)
    if len(counted) > SHOWN:
        say(f"  And {len(counted) - SHOWN:,} more reasons; --json has them all.")


def _number(count: int) -> str:
    return f"{count:,}" if count else "-"
