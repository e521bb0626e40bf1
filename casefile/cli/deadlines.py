"""deadlines: the deadlines of a matter, or of all, with whose they are and how they stand."""

from __future__ import annotations

import click
from msgspec.structs import replace

from casefile.answers.due import calendar
from casefile.answers.due.calendar import CalendarPage, Window
from casefile.answers.paging import MAX_LIMIT
from casefile.cli import days
from casefile.cli.calendar import print_entries
from casefile.cli.called import in_matter, matter_called, party_called
from casefile.cli.desk import asking
from casefile.cli.names import ids_option, shown_names
from casefile.cli.options import json_option
from casefile.cli.screen import print_json
from casefile.law.entry import DEADLINE
from casefile.office import Office


@click.command("deadlines")
@click.argument("matter", required=False, metavar="[MATTER]")
@click.option("--party", metavar="PARTY", help="Only those of this party, or of nobody alone.")
@click.option("--responsible", metavar="NAME", help="Only what NAME in the office sees to.")
@click.option("--as-of", metavar="DAY", help="As they stand on this day (default: today).")
@click.option("--all", "every", is_flag=True, help="Also those of past days that are not overdue.")
@ids_option
@json_option
def command(
    matter: str | None,
    party: str | None,
    responsible: str | None,
    as_of: str | None,
    every: bool,
    ids: bool,
    as_json: bool,
) -> None:
    """List the deadlines that are to come or overdue, of a matter or of all.

    How one is set or counted is told by `deadline`; hearings are on the `calendar`.
    """
    with asking() as office:
        as_of = days.as_of(office, as_of)
        of_matter = in_matter(office, matter_called(office, matter)) if matter else None
        whose = party_called(office, party, of_matter) if party else None
        first = None if every else as_of or office.today().isoformat()
        window = Window(first, matter_id=of_matter, party=whose, responsible=responsible)
        answer = _read(office, window, as_of)
        if as_json:
            print_json(answer)
            return
        print_entries(office, answer.entries, shown_names(office, answer, ids=ids))


def _read(office: Office, window: Window, as_of: str | None) -> CalendarPage:
    """Return all deadlines in a window, and what is overdue before it."""
    page = first = calendar.page(office, window, as_of=as_of, overdue=True, limit=MAX_LIMIT)
    found = list(page.entries)
    while page.next:
        page = calendar.page(
            office, window, as_of=as_of, overdue=True, after=page.next, limit=MAX_LIMIT
        )
        found += page.entries
    return replace(first, entries=[one for one in found if one.entry == DEADLINE], next=None)
