"""calendar: hearings, deadlines, and the days on which motions are due."""

from __future__ import annotations

import click

from casefile.cli.matters import say_more
from casefile.cli.office import json_option, known_at_option, limit_option, open_office
from casefile.cli.screen import print_json, print_table, say


@click.command("calendar")
@click.option("--from", "first", metavar="DAY", help="Nothing that ends before (default: today).")
@click.option("--to", "last", metavar="DAY", help="Nothing that begins later.")
@click.option("--matter", metavar="MATTER", help="Only this matter.")
@known_at_option
@click.option("--after", metavar="KEY", help="Go on after a page, from its `next`.")
@limit_option
@json_option
def command(
    first: str | None,
    last: str | None,
    matter: str | None,
    known_at: str | None,
    after: str | None,
    limit: int,
    as_json: bool,
) -> None:
    """List the hearings and deadlines that can fall between two days."""
    with open_office() as office:
        answer = office.answers.calendar(
            first=first or office.answers.today().isoformat(),
            last=last,
            matter_id=matter,
            known_at=known_at,
            after=after,
            limit=limit,
        )
    if as_json:
        print_json(answer)
        return
    rows = [
        (
            one["at"],
            f"{one['entry']} {one['entry_id']}",
            one["kind"],
            one["matter_id"],
            one["place"] or "",
            one["status"],
        )
        for one in answer["entries"]
    ]
    print_table(("When", "What", "Kind", "Matter", "Place", "Status"), rows)
    if not rows:
        say("Nothing between these days.")
    say_more(answer)
