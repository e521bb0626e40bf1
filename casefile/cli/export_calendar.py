"""export-calendar: hearings and deadlines as a file that calendar programs read."""

from __future__ import annotations

import click

from casefile.answers.due.appointments import appointments
from casefile.answers.due.calendar import Window
from casefile.cli import days
from casefile.cli.called import in_matter
from casefile.cli.desk import asking
from casefile.cli.options import known_at_option
from casefile.cli.output import output_option, write_output
from casefile.exports.ics import calendar_name, ics
from casefile.law.wording import so_many


@click.command("export-calendar")
@output_option
@click.option("--from", "first", metavar="DAY", help="Nothing that ends before.")
@click.option("--to", "last", metavar="DAY", help="Nothing that begins later.")
@click.option("--matter", metavar="MATTER", help="Only this matter.")
@known_at_option
def command(
    target: str, first: str | None, last: str | None, matter: str | None, known_at: str | None
) -> None:
    """Write hearings, deadlines and days on which motions are due as an iCalendar file (.ics).

    A hearing with a time stands in its matter's time zone, a day is a whole day, and an imprecise
    date is a span with its words. To subscribe to the calendar instead, make a token with
    `token create USER --role calendar` and give the calendar program the address
    /api/calendar.ics?token=TOKEN of the server.
    """
    with asking() as office:
        matter = in_matter(office, matter)
        window = Window(
            first=days.first_day(office, first),
            last=days.last_day(office, last),
            matter_id=matter,
            known_at=days.known_at(office, known_at),
        )
        asked = appointments(office, window)
        found = list(asked.found)
    write_output(target, [ics(found, calendar_name(matter), outdated=asked.rebuild_due)])
    count = len(found)
    click.echo(f"{so_many(count, 'entry', 'entries')} written.", err=True)
