"""report: the office's parties counted, and who stands behind a count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

import click

from casefile.answers.names.courts import court_name
from casefile.answers.overview import by_court as courts
from casefile.answers.overview import reports
from casefile.answers.overview.by_court import CourtLine, CourtReport
from casefile.answers.overview.reports import (
    HeadlineCount,
    PartiesByHeadline,
    PartyBehind,
    StatusReport,
    UnreadDispositions,
)
from casefile.cli.days import coordinates
from casefile.cli.desk import asking
from casefile.cli.matters import say_more
from casefile.cli.names import Shown, ids_option, shown_names
from casefile.cli.options import as_of_option, json_option, known_at_option, limit_option
from casefile.cli.screen import print_json, print_table, say
from casefile.cli.status import basis_option, known
from casefile.law.events.matter import MatterCategory
from casefile.law.headline_codes import HEADLINES, headline_label
from casefile.law.timeline import RECORD
from casefile.law.track_names import BESIDE
from casefile.law.wording import so_many

T = TypeVar("T")
COURT_HEADS = (
    *("Court", "Matters", "Items", "Parties"),
    *("Unread", "In part", "Irregular", "Conflicting"),
)
HEADS = ("Track", "Headline", "Parties", "Certain", "Possible", "Unread")


class LineOfReport(NamedTuple):
    """A line of the report: its track, the headline, and what the track is called there."""

    track: str
    headline: str
    name: str


class ReportLine(click.ParamType[LineOfReport]):
    """A line of the report: `TRACK: HEADLINE`, in the words or in the codes of the report."""

    name = "line"

    def convert(self, value: Any, param: Any, ctx: Any) -> LineOfReport:
        name, _, said = str(value).casefold().partition(":")
        words, name = said.strip(), name.strip()
        track = BESIDE.get(name, name)
        if track not in HEADLINES:
            known = ", ".join((*HEADLINES, *BESIDE))
            self.fail(f"{name!r} is no track; there are {known}.", param, ctx)
        found = [one for one in HEADLINES[track] if words in (one, headline_label(track, one))]
        if not found:
            known = "; ".join(headline_label(track, one) for one in HEADLINES[track])
            self.fail(f"{words!r} is no {track} headline; there are: {known}.", param, ctx)
        return LineOfReport(track, found[0], name)


@click.group("report")
def command() -> None:
    """Count the whole office, as of any day, as known at any moment."""


@command.command("status", short_help="Count the parties by headline.")
@as_of_option
@known_at_option
@click.option("--court", metavar="ID", help="Only items in matters of this court.")
@click.option(
    "--category",
    type=click.Choice([one.value for one in MatterCategory]),
    help="Only items in matters of this category.",
)
@basis_option
@click.option(
    "--list",
    "line",
    type=ReportLine(),
    metavar="LINE",
    help="The parties behind one line, like 'criminal: in trial', in place of the counts.",
)
@click.option(
    "--unread",
    is_flag=True,
    help="The dispositions that nobody has read, in place of the counts.",
)
@click.option("--after", metavar="KEY", help="With --list or --unread: go on after a page.")
@limit_option
@ids_option
@json_option
def status(
    line: LineOfReport | None,
    unread: bool,
    after: str | None,
    limit: int,
    ids: bool,
    as_json: bool,
    **scope: Any,
) -> None:
    """Count the parties by headline: for each track, the highest remaining exposure first.

    The headline of a party is the one that `status` shows. Somebody under several ids counts once;
    somebody on two tracks counts on both. Court and category are as known at --known-at.
    """
    if line is None and not unread and after:
        message = "--after needs --list or --unread."
        raise click.UsageError(message)
    if unread and (line or scope["basis"] != RECORD):
        message = "--unread is of the record as a whole: it goes with neither --list nor --basis."
        raise click.UsageError(message)
    with asking() as office:
        scope = coordinates(office, scope)
        if unread:
            del scope["basis"]
            listed = reports.unread_dispositions(office, **scope, after=after, limit=limit)
            names = shown_names(office, listed, ids=ids)
            _show(listed, partial(_print_unread, names=names, zone=office.zone), as_json)
        elif line is None:
            print_it = partial(_print_report, zone=office.zone)
            _show(reports.status_report(office, **scope), print_it, as_json)
        else:
            track, headline, name = line
            found = reports.parties_by_headline(
                office, track, headline, **scope, name=name, after=after, limit=limit
            )
            names = shown_names(office, found, ids=ids)
            _show(found, partial(_print_parties, names=names, zone=office.zone), as_json)


@command.command("courts", short_help="Count the matters by court.")
@as_of_option
@known_at_option
@click.option(
    "--category",
    type=click.Choice([one.value for one in MatterCategory]),
    help="Only matters of this category.",
)
@json_option
def by_court(as_json: bool, **scope: Any) -> None:
    """Count the matters, items and parties by court, and the items that have to be looked at.

    Unread: how an item ended stands in words that nobody has read. In part: of a sentence not all
    was read. Conflicting: sources differ. `worklist` has them one by one.
    """
    with asking() as office:
        answer = courts.report(office, **coordinates(office, scope))
        _show(answer, partial(_print_courts, zone=office.zone), as_json)


def _print_courts(answer: CourtReport, zone: ZoneInfo) -> None:
    say("Matters by court", style="bold")
    category = f", only {answer.category} matters" if answer.category else ""
    say(f"As of {answer.as_of}, as known at {known(answer, zone)}, by the record{category}.")
    say()
    rows = [
        (
            court_name(one.court) if one.court else "court not known",
            *(
                f"{number:,}".rjust(len(head))
                for head, number in zip(COURT_HEADS[1:], _counts(one), strict=True)
            ),
        )
        for one in answer.courts
    ]
    print_table(COURT_HEADS, rows)
    if not rows:
        say("No matter was known then.")


def _counts(one: CourtLine) -> Sequence[int]:
    return (
        *(one.matters, one.items, one.parties),
        *(one.unread, one.partly_read, one.irregular, one.conflicting),
    )


def _show(answer: T, print_it: Callable[[T], None], as_json: bool) -> None:
    (print_json if as_json else print_it)(answer)


def _print_report(answer: StatusReport, zone: ZoneInfo) -> None:
    say("Parties by headline", style="bold")
    say(_stands(answer, zone, answer.basis))
    say()
    print_table(HEADS, list(_rows(answer.lines)))
    if not answer.lines:
        say("No party with a charge, claim or citation there was known then.")
    if not answer.matters:
        say(f"No {_matters(answer, 'matter')} was known then.")
    if answer.items_without_party:
        count = answer.items_without_party
        say(f"Besides: {count:,} {'item names' if count == 1 else 'items name'} nobody as a party.")
    if answer.lines:
        first = answer.lines[0]
        say()
        say(f"In all {so_many(answer.parties, 'party', 'parties')}.")
        say(f"Who they are: --list '{first.name}: {first.label}'", style="dim")
    if any(one.unread for one in answer.lines):
        say("How what is unread ended, in the sources' words: --unread", style="dim")


Scoped = StatusReport | PartiesByHeadline | UnreadDispositions


def _stands(answer: Scoped, zone: ZoneInfo, basis: str = RECORD) -> str:
    """Return in words what an answer is of, and as of when."""
    basis = "by the record" if basis == RECORD else "as sources report it"
    only = answer.category or answer.court
    scope = f", only {_matters(answer, 'matters')}" if only else ""
    return f"As of {answer.as_of}, as known at {known(answer, zone)}, {basis}{scope}."


def _matters(answer: Scoped, noun: str) -> str:
    """Return in words which matters an answer is of."""
    category = f"{answer.category} " if answer.category else ""
    court = f" of court {answer.court}" if answer.court else ""
    return f"{category}{noun}{court}"


def _rows(lines: Sequence[HeadlineCount]) -> Iterator[Sequence[str]]:
    before = ""
    for one in lines:
        track = one.name if one.name != before else ""
        before = one.name
        counts = (one.parties, one.certain, one.possible, one.unread)
        numbers = (f"{n:,}".rjust(len(head)) for head, n in zip(HEADS[2:], counts, strict=True))
        yield (track, one.label, *numbers)


def _print_parties(answer: PartiesByHeadline, names: Shown, zone: ZoneInfo) -> None:
    label = headline_label(answer.track, answer.headline)
    say(f"{(answer.name or answer.track).capitalize()}: {label}", style="bold")
    say(_stands(answer, zone, answer.basis))
    say()
    # Two columns fit on every screen.
    rows = [
        (
            names.beside(one.name, one.party_id),
            "\n".join([_status_of(one), *map(names.matter, one.matters)]),
        )
        for one in answer.parties
    ]
    print_table(("Party", "Status, and in which matters"), rows)
    if not rows:
        say("No party.")
    say_more(answer.next)


def _print_unread(answer: UnreadDispositions, names: Shown, zone: ZoneInfo) -> None:
    say("Dispositions that nobody has read", style="bold")
    say(_stands(answer, zone))
    say()
    rows = [
        (
            f"{names.item(one.matter_id, one.item_id)}\nin {names.matter(one.matter_id)}",
            one.certain_from,
            f"{one.words}\n{names.events(one.events)}",
        )
        for one in answer.dispositions
    ]
    print_table(("Item", "From", "As written, and in which event"), rows)
    if not rows:
        say("There is none.")
    say_more(answer.next)


def _status_of(one: PartyBehind) -> str:
    return one.label if one.certain else f"{one.label} (not certain)"
