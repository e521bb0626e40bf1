"""calendar: hearings, deadlines, and the days on which motions are due."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import click

from casefile.answers.due import calendar
from casefile.answers.due.calendar import Window
from casefile.answers.due.calendar_entry import CalendarEntry
from casefile.answers.record import log
from casefile.cli import days
from casefile.cli.called import in_matter, matter_called, party_called
from casefile.cli.desk import asking
from casefile.cli.matters import say_more
from casefile.cli.names import Shown, ids_option, shown_names
from casefile.cli.options import json_option, known_at_option, limit_option
from casefile.cli.screen import print_json, print_table, say
from casefile.errors import Malformed, Unknown
from casefile.law.catalogue import decode
from casefile.law.entry import DEADLINE, MOTION, RETENTION, STAY
from casefile.law.events.process import DeadlineSet
from casefile.law.wording import day
from casefile.office import Office

# What an entry is, where its kind does not say so.
WHAT = {
    DEADLINE: "deadline",
    MOTION: "motion due",
    STAY: "stay",
    RETENTION: "evidence to be kept until then",
}
HEADS = ("When", "What", "Kind", "Matter", "Place", "Whose", "Sees to it", "Days (court)", "Status")


@click.command("calendar")
@click.argument("stretch", nargs=-1, metavar="[STRETCH|MATTER]")
@click.option(
    "--from",
    "first",
    metavar="DAY",
    help="Nothing that ends before (default: today, and what is overdue or has no outcome).",
)
@click.option("--to", "last", metavar="DAY", help="Nothing that begins later.")
@click.option("--matter", metavar="MATTER", help="Only this matter.")
@click.option("--party", metavar="PARTY", help="Only what concerns this party.")
@click.option("--responsible", metavar="NAME", help="Only what NAME in the office sees to.")
@click.option("--as-of", metavar="DAY", help="As they stand on this day (default: today).")
@click.option(
    "--overdue", is_flag=True, help="Also what is overdue, or has no outcome, before --from."
)
@click.option("--steps", is_flag=True, help="Show how each deadline was counted.")
@known_at_option
@click.option("--after", metavar="KEY", help="Go on after a page, from its `next`.")
@limit_option
@ids_option
@json_option
def command(
    stretch: tuple[str, ...],
    first: str | None,
    last: str | None,
    matter: str | None,
    party: str | None,
    responsible: str | None,
    as_of: str | None,
    overdue: bool,
    steps: bool,
    known_at: str | None,
    after: str | None,
    limit: int,
    ids: bool,
    as_json: bool,
) -> None:
    """List the hearings and deadlines that can fall between two days, or in a stretch of them.

    A stretch is "next month", "this week" or a day, from its begin to its end, as of the day asked.
    What is none names a matter, as --matter does.
    """
    if steps and (known_at or as_json):
        message = "--steps shows deadlines as they stand, in a table; leave out what is beside it."
        raise click.UsageError(message)
    with asking() as office:
        as_of, known_at = days.as_of(office, as_of), days.known_at(office, known_at)
        words = " ".join(stretch)
        named = _matter_named(office, words, as_of) if words and not matter else None
        first, last = _ends(office, "" if named else words, first, last, as_of)
        matter = named or in_matter(office, matter)
        whose = party_called(office, party, matter) if party else None
        begins = first or as_of or office.today().isoformat()
        answer = calendar.page(
            office,
            Window(begins, last, matter, known_at, whose, responsible),
            as_of=as_of,
            overdue=overdue or first is None,
            after=after,
            limit=limit,
        )
        if as_json:
            print_json(answer)
            return
        names = shown_names(office, answer, ids=ids)
        print_entries(office, answer.entries, names)
        for one in answer.entries if steps else ():
            _print_steps(office, one, names)
    say_more(answer.next)


def _ends(
    office: Office, stretch: str, first: str | None, last: str | None, as_of: str | None
) -> tuple[str | None, str | None]:
    """Return the first and the last day that are asked for; raises UsageError."""
    if stretch and (first or last):
        raise click.UsageError(f"{stretch!r} says when; leave out --from and --to.")
    if stretch:
        return days.stretch(office, stretch, as_of=as_of)
    return (
        days.first_day(office, first, as_of=as_of),
        days.last_day(office, last, as_of=as_of),
    )


def _matter_named(office: Office, words: str, as_of: str | None) -> str | None:
    """Return the id of the matter that words name which say of no time when; None for others."""
    try:
        days.stretch(office, words, as_of=as_of)
    except Malformed:
        with suppress(Unknown):
            return matter_called(office, words)
    return None


def print_entries(office: Office, entries: Sequence[CalendarEntry], names: Shown) -> None:
    """Print hearings and deadlines as a table."""
    rows = [
        (
            f"{one.weekday[:3]} {one.when(office.zone)}" if one.weekday else one.when(office.zone),
            names.beside(WHAT.get(one.entry, ""), one.entry_id),
            one.kind or "",
            names.matter(one.matter_id),
            one.place or "",
            names.beside(one.whose_name or "", *([one.whose] if one.whose else [])),
            one.responsible or "",
            _days_left(one),
            one.label,
        )
        for one in entries
    ]
    told = [number for number in range(len(HEADS)) if any(row[number] for row in rows)]
    print_table([HEADS[one] for one in told], [[row[one] for one in told] for row in rows])
    if not rows:
        say("Nothing between these days.")


def _days_left(entry: CalendarEntry) -> str:
    """Return the days that are left, and behind them those on which the court sits, if known."""
    if entry.days_left is None:
        return ""
    court = "" if entry.court_days_left is None else f" ({entry.court_days_left})"
    return f"{entry.days_left}{court}"


def _print_steps(office: Office, entry: CalendarEntry, names: Shown) -> None:
    """Print how the day of a deadline was counted, as it stands."""
    event = log.in_full(office, entry.set_by)
    now = event.as_corrected or event
    match decode(now.type, now.schema_version, now.data):
        case DeadlineSet(steps=steps):
            matter = names.matter(entry.matter_id)
            called = names.beside(f"Deadline: {entry.kind or entry.entry_id}", entry.entry_id)
            say(f"{called} in {matter}, due {day(entry.at)}:", style="bold")
            for step in steps or ("The day was given.",):
                say(f"  {step}")
