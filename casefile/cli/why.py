"""why: the events on which it rests how a party's charges, claims and citations stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from casefile.answers.standing import resting
from casefile.answers.standing.evidence import EventTold
from casefile.answers.standing.resting import Rests
from casefile.cli.called import in_matter, item_called, party_called
from casefile.cli.days import coordinates
from casefile.cli.desk import asking
from casefile.cli.names import Shown, ids_option, shown_names
from casefile.cli.options import as_of_option, json_option, known_at_option, matter_option
from casefile.cli.screen import print_json, print_table, say
from casefile.cli.status import item_named, known, persons_ids, print_party
from casefile.errors import Candidate, Several, Unknown
from casefile.law.edtf import parse
from casefile.office import Office


@click.command("why")
@click.argument("party", metavar="PARTY")
@click.argument("item", metavar="[ITEM]", required=False)
@as_of_option
@known_at_option
@matter_option
@ids_option
@json_option
def command(party: str, item: str | None, as_json: bool, ids: bool, **asked: Any) -> None:
    """Show why a party stands as it does: each event that this rests on, and its source.

    With an ITEM (a charge, a claim, a citation, by its name or count) only of that.
    """
    with asking() as office:
        asked["matter"] = in_matter(office, asked["matter"])
        party = party_called(office, party, asked["matter"])
        asked = coordinates(office, asked, party)
        answer = resting.of_party(office, party, **asked)
        if item is not None:
            answer = resting.of_party(office, party, _called(office, answer, item), **asked)
        if as_json:
            print_json(answer)
            return
        names = shown_names(office, answer, ids=ids, about=persons_ids(answer.party))
        print_party(office, answer.party, names)
    say(f"As of {answer.as_of}, as known at {known(answer, office.zone)}.")
    several = len({one.matter_id for one in answer.items}) > 1
    for one in answer.items:
        say()
        said = item_named(one, names, several=several).replace("\n", " ")
        say(f"{said}: {one.label}", style="bold green")
        rows = [_row(event, names) for event in one.events]
        print_table(("No.", "Day", "What happened", "Source", "Recorded"), rows, indent=2)
    if not answer.items:
        say("No charge, claim or citation of this party was known then.")


def _called(office: Office, answer: Rests, typed: str) -> list[tuple[str, str]]:
    """Return all items of a party that a text means; raises Unknown."""
    own = [(one.matter_id, one.item_id) for one in answer.items]
    found = []
    for matter_id in dict.fromkeys(matter_id for matter_id, _ in own):
        try:
            found.append((matter_id, item_called(office, matter_id, typed)))
        except Several as several:
            found += [(matter_id, one.id) for one in several.candidates]
        except Unknown:
            continue
    meant = [one for one in found if one in own]
    if not meant:
        sentence = f"{answer.party.name} has no item called {typed!r} here."
        there = [Candidate(one.item_id, f"{one.item_id}, {one.label}") for one in answer.items]
        raise Unknown(sentence, code="item.unknown", typed=typed, near=there)
    return meant


def _row(event: EventTold, names: Shown) -> tuple[str, ...]:
    said = [event.sentence, *(f"[{one.said}]" for one in event.amended)]
    return (
        names.beside(f"@{event.position}", event.event_id),
        parse(event.effective).shown,
        "\n".join(said),
        "\n".join(_source(event)),
        f"{event.recorded_on}\nby {event.recorded_by}",
    )


def _source(event: EventTold) -> Iterator[str]:
    """Yield where an event was read, and who says so."""
    if source := event.source:
        yield ", ".join(filter(None, (source.document or source.kind.label, source.locator)))
        if source.quote:
            yield f"\N{LEFT DOUBLE QUOTATION MARK}{source.quote}\N{RIGHT DOUBLE QUOTATION MARK}"
    if event.asserted_by:
        yield f"says {event.asserted_by}"
