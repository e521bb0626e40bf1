"""export: a matter's or a party's chronology as a document: Excel, Word, PDF or CSV."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from tempfile import TemporaryFile
from typing import BinaryIO

import click

from casefile.answers import chronicle
from casefile.answers.chronicle import Chronicle
from casefile.cli import days
from casefile.cli.called import in_matter, party_called
from casefile.cli.desk import asking
from casefile.cli.options import as_of_option, json_option, known_at_option, known_by_option
from casefile.cli.output import STANDARD, check_free, write_output
from casefile.cli.screen import print_json, progress, say
from casefile.exports.columns import as_of as said_as_of
from casefile.exports.columns import incomplete
from casefile.exports.columns import known_at as said_known_at
from casefile.exports.formats import FORMATS, Format
from casefile.office import Office

CHUNK = 1 << 20  # bytes


@click.command("export")
@click.argument("matter", required=False, metavar="[MATTER]")
@click.option("--party", metavar="PARTY", help="A party's chronology, over all its matters.")
@click.option(
    "--whole-matters", is_flag=True, help="With --party: also what belongs to its matters as such."
)
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), required=True)
@click.option(
    "--output",
    "target",
    type=click.Path(dir_okay=False, allow_dash=True),
    metavar="FILE|-",
    help="The file to write (default: named after the id, here); - is the standard output.",
)
@click.option("--force", is_flag=True, help="Replace the file if there is one.")
@as_of_option
@known_at_option
@known_by_option
@json_option
def command(
    matter: str | None,
    party: str | None,
    whole_matters: bool,
    kind: str,
    target: str | None,
    force: bool,
    as_of: str | None,
    known_at: str | None,
    known_by: str | None,
    as_json: bool,
) -> None:
    """Write the chronology of a MATTER or a party as a document that can be filed.

    It holds every fact that can have taken effect by the as-of day, as known then, each with its
    source and with what is irregular, disputed, possible or corrected about it, in words. A party's
    chronology has what names the party or one of its charges, claims and citations. Nobody else
    may read the file.
    """
    if (matter is None) == (party is None) or (whole_matters and party is None):
        message = "Give a MATTER, or --party PARTY, to which --whole-matters can be added."
        raise click.UsageError(message)
    with asking() as office, TemporaryFile() as file:
        asked = {"as_of": as_of, "known_at": known_at, "known_by": known_by}
        asked = days.coordinates(office, asked)
        matter = in_matter(office, matter)
        party = party and party_called(office, party)
        with _opened(office, matter, party, asked, whole_matters) as found:
            chosen = FORMATS[kind]
            path = target or chosen.file_name(found.heading)
            check_free(path, force=force)
            count = _write(found, chosen, file)
        file.seek(0)
        write_output(path, iter(lambda: file.read(CHUNK), b""))
    heading = found.heading
    if as_json and path != STANDARD:
        told = {"file": path, "facts": count, "as_of": heading.as_of.isoformat()}
        print_json({**told, **heading.known._asdict()})
    elif path == STANDARD:
        click.echo(f"{count:,} facts written.", err=True)
    else:
        say(f"{path}: {count:,} facts. {said_as_of(heading)}. {said_known_at(heading)}.")
    for sentence in incomplete(heading):
        click.echo(sentence, err=True)


def _opened(
    office: Office,
    matter: str | None,
    party: str | None,
    asked: dict[str, str | None],
    whole_matters: bool,
) -> AbstractContextManager[Chronicle]:
    if party is None:
        return chronicle.of_matter(office, matter or "", **asked)
    return chronicle.of_party(office, party, whole_matters=whole_matters, **asked)


def _write(found: Chronicle, chosen: Format, file: BinaryIO) -> int:
    """Write the document, showing how far it is, and return how many facts it has."""
    count = 0
    with progress("Facts", found.most) as told:

        def counted() -> Iterator[chronicle.Line]:
            nonlocal count
            for line in found.lines:
                count += 1
                told(count, found.most)
                yield line

        chosen.write(found._replace(lines=counted()), file)
    return count
