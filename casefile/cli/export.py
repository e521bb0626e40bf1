"""export: a matter's or a party's chronology as a document: Excel, Word, PDF or CSV."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import click
from click.core import ParameterSource

from casefile.answers.facts import chronicle
from casefile.answers.facts.chronicle import Audience, Chronicle, Heading, Selection
from casefile.answers.facts.withholding import Reason
from casefile.cli import days
from casefile.cli.called import in_matter, item_called, party_called
from casefile.cli.desk import asking
from casefile.cli.options import as_of_option, json_option, known_at_option, known_by_option
from casefile.cli.output import STANDARD, check_free, opened_output
from casefile.cli.screen import print_json, progress, say
from casefile.errors import Refused
from casefile.exports.columns import as_of as said_as_of
from casefile.exports.columns import incomplete
from casefile.exports.columns import known_at as said_known_at
from casefile.exports.formats import FORMATS, Format
from casefile.installation import called
from casefile.office import Office


@click.command("export")
@click.argument("matter", required=False, metavar="[MATTER]")
@click.option(
    "--party",
    metavar="PARTY",
    help="A party's chronology, over all its matters; with a MATTER, what names the party there.",
)
@click.option(
    "--whole-matters", is_flag=True, help="With --party: also what belongs to its matters as such."
)
@click.option(
    "--for",
    "audience",
    type=click.Choice([one.value for one in Audience]),
    default=Audience.COURT.value,
    show_default=True,
    help="For whom it is: a court reads nothing that is the office's own, and the office all.",
)
@click.option("--item", "item_id", metavar="ITEM", help="Only what names this item.")
@click.option("--type", "kind", metavar="TYPE", help="Only this type or family of events.")
@click.option("--from", "first", metavar="DAY", help="Nothing that took effect before.")
@click.option("--to", "last", metavar="DAY", help="Nothing that took effect later.")
@click.option(
    "--format",
    "suffix",
    type=click.Choice(list(FORMATS)),
    help="What it is written as (default: what the name of the file ends in).",
)
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
    suffix: str | None,
    target: str | None,
    force: bool,
    as_json: bool,
    **asked: Any,
) -> None:
    """Write the chronology of a MATTER or a party as a document.

    It holds every fact that can have taken effect by the as-of day, as known then, each with its
    source and in words with what is disputed, possible or only said about it. A party's chronology
    has what names the party or one of its charges, claims and citations.

    Unless it is --for office, it can be filed: it leaves out notes and whatever else is of the
    office's own file, what the client or counsel told, privileged sources, statements of the client
    and confidential amounts, and says how much that is. Nobody else may read the file.
    """
    if (matter is None and party is None) or (whole_matters and (party is None or matter)):
        message = "Give a MATTER, or --party PARTY, to which --whole-matters can be added."
        raise click.UsageError(message)
    suffix = suffix or Path(target or "").suffix.removeprefix(".").lower()
    if suffix not in FORMATS:
        message = f"Say as what it is written: --format, one of {', '.join(FORMATS)}."
        raise click.UsageError(message)
    with asking() as office:
        matter = in_matter(office, matter)
        party = party and party_called(office, party)
        if matter and (named := asked["item_id"]) and "/" not in named:
            asked["item_id"] = item_called(office, matter, named)
        how = {"whole_matters": whole_matters, **asked}
        with _or_for_the_office(), _opened(office, matter, party, **how) as found:
            chosen = FORMATS[suffix]
            path = target or chosen.file_name(found.heading)
            check_free(path, force=force)
            with opened_output(path) as file:
                count = _write(found, chosen, file)
    _tell(found.heading, path, count, as_json=as_json)


@contextmanager
def _or_for_the_office() -> Iterator[None]:
    """Say of what is refused for a court by which command the office's own copy is written."""
    try:
        yield
    except Refused as refused:
        if refused.code == "document.not_public":
            sentence = f"{refused.sentence.rstrip('.')}: {_as_typed()} --for office"
            raise Refused(sentence, code=refused.code) from refused
        raise


def _as_typed() -> str:
    """Return the command as it was typed, but for whom the document is."""
    context = click.get_current_context()
    typed = [called(), "export"]
    for param in context.command.params:
        name, value = param.name or "", context.params.get(param.name or "")
        if name != "audience" and context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            option = [] if isinstance(param, click.Argument) else [param.opts[-1]]
            typed += option if value is True else [*option, shlex.quote(str(value))]
    return " ".join(typed)


def _tell(heading: Heading, path: str, count: int, *, as_json: bool) -> None:
    """Say what was written, and to the office alone what was left out and why."""
    out = heading.left_out
    if as_json and path != STANDARD:
        told = {"file": path, "facts": count, "as_of": heading.as_of.isoformat()}
        left_out = {one.value: number for one, number in out.facts.items()} if out else {}
        amounts = {"amounts": out.amounts} if out else {}
        own = {"for": heading.audience.value, "left_out": left_out | amounts}
        print_json({**told, **own, **heading.known._asdict()})
    elif path == STANDARD:
        click.echo(f"{count:,} facts written.", err=True)
    else:
        say(f"{path}: {count:,} facts. {said_as_of(heading)}. {said_known_at(heading)}.")
    for sentence in (*_left_out(heading), *incomplete(heading)):
        click.echo(sentence, err=True)


def _left_out(heading: Heading) -> Iterator[str]:
    """Yield what was left out of a document for a court, and what could not be told apart."""
    out = heading.left_out
    if out is None:
        return
    parts = [f"{number:,} {reason.label}" for reason, number in out.facts.items()]
    parts += [f"{out.amounts:,} confidential in amount"] if out.amounts else []
    if parts:
        yield f"Left out for the court: {'; '.join(parts)}."
    if out.facts.get(Reason.STATEMENT):
        for matter_id in out.clientless:
            yield (
                f"Nothing says for whom the office is in {matter_id}, so no statement was told. "
                "Correct its opening: for=PARTY."
            )


def _opened(
    office: Office,
    matter: str | None,
    party: str | None,
    *,
    whole_matters: bool,
    audience: str,
    item_id: str | None,
    kind: str | None,
    first: str | None,
    last: str | None,
    **when: str | None,
) -> AbstractContextManager[Chronicle]:
    asked = {**when, "as_of": days.as_of(office, when["as_of"], matter, party)}
    asked["known_at"] = days.known_at(office, when["known_at"])
    how: Any = {"audience": Audience(audience), **asked}
    selection = Selection(
        item_id=item_id,
        kind=kind,
        first=days.first_day(office, first, as_of=how["as_of"]),
        last=days.last_day(office, last, as_of=how["as_of"]),
    )
    if matter is not None:
        selection = selection._replace(party_id=party)
        return chronicle.of_matter(office, matter, selection=selection, **how)
    return chronicle.of_party(
        office, party or "", selection=selection, whole_matters=whole_matters, **how
    )


def _write(found: Chronicle, chosen: Format, file: BinaryIO) -> int:
    """Write the document, showing how far it is, and return how many facts it has."""
    count = 0
    with progress("Facts", found.most, left="No file was written.") as told:

        def counted() -> Iterator[chronicle.Line]:
            nonlocal count
            for line in found.lines:
                count += 1
                told(count, found.most)
                yield line

        chosen.write(found._replace(lines=counted()), file)
    return count
