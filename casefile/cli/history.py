"""history: every status that a party has had, certain or possible, from when to when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click
from msgspec.structs import replace

from casefile.answers.standing import history as answers
from casefile.answers.standing.history import StateSpan
from casefile.cli.called import in_matter, party_called
from casefile.cli.days import coordinates
from casefile.cli.desk import asking
from casefile.cli.names import ids_option, shown_names
from casefile.cli.options import json_option, known_at_option, known_by_option, matter_option
from casefile.cli.screen import print_json, print_table, say
from casefile.cli.status import (
    basis_option,
    item_named,
    known,
    persons_ids,
    print_lacking,
    print_party,
)
from casefile.law.edtf import LAST_DAY


@click.command("history")
@click.argument("party", metavar="PARTY")
@known_at_option
@known_by_option
@basis_option
@matter_option
@ids_option
@json_option
def command(party: str, as_json: bool, ids: bool, **asked: Any) -> None:
    """Show the states of each of a party's items, and the days on which each of them held."""
    with asking() as office:
        asked["matter"] = in_matter(office, asked["matter"])
        party = party_called(office, party, asked["matter"])
        answer = answers.of_party(office, party, **coordinates(office, asked))
        if as_json:
            print_json(answer)
            return
        names = shown_names(office, answer, ids=ids, about=persons_ids(answer.party))
        print_party(office, answer.party, names)
    only = f", only {names.matter(answer.matter)}" if answer.matter else ""
    several = len({span.matter_id for span in answer.spans}) > 1
    say(f"As known at {known(answer, office.zone)}{only}.")
    rows = [
        (
            item_named(span, names, several=several, called=span.called),
            span.valid_from,
            span.valid_to if span.valid_to != LAST_DAY.isoformat() else "",
            span.label if span.certainty == "certain" else f"possibly {span.label}",
            names.events(span.evidence),
        )
        for span in _joined(answer.spans)
        if span.state != "none"
    ]
    print_table(("Item", "From", "Until before", "State", "Rests on"), rows)
    if not rows:
        say("No charge, claim or citation of this party was known then.")
    print_lacking(answer)


def _joined(spans: Iterable[StateSpan]) -> Iterable[StateSpan]:
    """Join spans of one state that follow each other, which other possible states had parted."""
    joined: dict[int, StateSpan] = {}
    last: dict[tuple[str, ...], int] = {}
    for number, span in enumerate(spans):
        key = (span.matter_id, span.item_id, span.certainty, span.label, *span.evidence)
        before = last.get(key)
        if before is not None and joined[before].valid_to == span.valid_from:
            joined[before] = replace(joined[before], valid_to=span.valid_to)
        else:
            last[key] = number
            joined[number] = span
    return joined.values()
