"""caseload: in which states the items of the office's open matters stand, counted."""

from __future__ import annotations

import click

from casefile.answers.overview import caseload
from casefile.cli import days
from casefile.cli.desk import asking
from casefile.cli.options import as_of_option, json_option, known_at_option
from casefile.cli.screen import print_json, print_table, say
from casefile.cli.status import known
from casefile.law.headline_codes import state_label


@click.command("caseload")
@as_of_option
@known_at_option
@json_option
def command(as_of: str | None, known_at: str | None, as_json: bool) -> None:
    """Count the charges, claims and citations of all open matters by the state they stand in."""
    with asking() as office:
        answer = caseload.caseload(
            office, as_of=days.as_of(office, as_of), known_at=days.known_at(office, known_at)
        )
    if as_json:
        print_json(answer)
        return
    at = known(answer, office.zone)
    say(f"Open matters as of {answer.as_of}, as known at {at}, by the record.")
    rows = [
        (
            one.name,
            state_label(one.track, one.state, one.name),
            *map(str, (one.items, one.matters, one.parties)),
        )
        for one in answer.states
    ]
    print_table(("Track", "State", "Items", "Matters", "Parties"), rows)
    if not rows:
        say("No item of an open matter had been filed then.")
