"""parties: everybody in the office's matters, and in what role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from casefile.answers.people import parties
from casefile.answers.people.parties import Involvement, Party
from casefile.cli.desk import asking
from casefile.cli.matters import say_more
from casefile.cli.options import json_option, known_at_option, limit_option
from casefile.cli.screen import print_json, print_table, say

FEW = 5  # matters of one role; the state is in nearly all


@click.command("parties")
@click.argument("words", nargs=-1, metavar="[NAME]...")
@click.option(
    "--find", "--name", "q", metavar="WORDS", help="Only parties with these words in a name."
)
@known_at_option
@click.option("--after", metavar="KEY", help="Go on after a page, from its `next`.")
@limit_option
@json_option
def command(
    words: Sequence[str],
    q: str | None,
    known_at: str | None,
    after: str | None,
    limit: int,
    as_json: bool,
) -> None:
    """List the parties of all matters, or those of a NAME, each with its names and its roles.

    A word is the beginning of one in a name, an alias, a former name or the id, whatever its case
    and accents.
    """
    with asking() as office:
        sought = " ".join([*words, *([q] if q else [])])
        answer = parties.find(office, sought, known_at=known_at, after=after, limit=limit)
    if as_json:
        print_json(answer)
        return
    rows = [
        (one.party_id, str(one.name or ""), ", ".join(_others(one)), "; ".join(_roles(one)))
        for one in answer.parties
    ]
    print_table(("Party", "Name", "Also called", "In what role"), rows)
    if not rows:
        say("No party.")
    say_more(answer.next)


def _others(party: Party) -> list[str]:
    """Return what else a party is called, and was."""
    return [*party.also, *(one.words for one in party.renamed or ())]


def _roles(party: Party) -> Iterator[str]:
    """Yield each role of a party with the matters where it has it, the first ones by name."""
    found: dict[str, list[Involvement]] = {}
    for one in party.matters or ():
        found.setdefault(one.as_what, []).append(one)
    for role, some in found.items():
        yield f"{role} in {_some([one.matter_id for one in some])}"


def _some(matter_ids: Sequence[str]) -> str:
    more = len(matter_ids) - FEW
    named = ", ".join(matter_ids[:FEW])
    return f"{named} and {more:,} more" if more > 0 else named
