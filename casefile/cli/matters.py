"""matters: the list of the office's matters, and one of them with its chronology."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from casefile.answers import chronology, matters
from casefile.answers.chronology import ChronologyPage
from casefile.answers.matters import MatterPage, MatterView
from casefile.cli.called import in_matter
from casefile.cli.desk import asking
from casefile.cli.options import as_of_option, json_option, known_at_option, limit_option
from casefile.cli.screen import print_flags, print_json, print_table, say
from casefile.cli.status import known
from casefile.law.events.matter import MatterCategory, MatterStatus
from casefile.office import Office


@click.command("matters")
@click.argument("matter", required=False, metavar="[MATTER]")
@click.option("--find", metavar="WORDS", help="Only matters with these words.")
@click.option("--status", type=click.Choice([one.value for one in MatterStatus]))
@click.option("--category", type=click.Choice([one.value for one in MatterCategory]))
@as_of_option
@known_at_option
@click.option(
    "--chronology", "by_date", is_flag=True, help="With MATTER: its facts by date, and no more."
)
@click.option("--after", metavar="KEY", help="Go on after a page, from its `next`.")
@limit_option
@json_option
def command(
    matter: str | None,
    as_of: str | None,
    known_at: str | None,
    by_date: bool,
    as_json: bool,
    **choice: Any,
) -> None:
    """List the office's matters; or show one: who is in it, how its items stand, what happened."""
    page = {name: choice.pop(name) for name in ("after", "limit")} | {"known_at": known_at}
    with asking() as office:
        matter = in_matter(office, matter)
        if matter is None:
            if as_of or by_date:
                message = "--as-of and --chronology need a MATTER."
                raise click.UsageError(message)
            q = choice.pop("find")
            _print_list(matters.page(office, q=q, **choice, **page), as_json)
        elif by_date:
            print_chronology(chronology.page(office, matter, **page), as_json)
        else:
            _show(office, matter, as_of, known_at, as_json)


def _print_list(answer: MatterPage, as_json: bool) -> None:
    if as_json:
        print_json(answer)
        return
    clients = any(one.for_ for one in answer.matters)
    rows = [
        (
            one.matter_id,
            one.title,
            one.category,
            one.docket_no or "",
            one.status.replace("_", " ") + (", stayed" if one.stayed else ""),
            one.opened,
            *([one.for_ or ""] if clients else ()),
        )
        for one in answer.matters
    ]
    heads = ("Matter", "Title", "Category", "Docket", "Status", "Opened")
    print_table((*heads, "For") if clients else heads, rows)
    if not rows:
        say("No matter.")
    say_more(answer.next)


def say_more(following: str | None) -> None:
    """Say how to see the next page, where there is one."""
    if following:
        say(f"There are more: --after {following}")


def _show(
    office: Office, matter_id: str, as_of: str | None, known_at: str | None, as_json: bool
) -> None:
    answer = matters.view(office, matter_id, as_of=as_of, known_at=known_at)
    if as_json:
        print_json(answer)
        return
    found = answer.matter
    say(f"{found.title if found else 'Not known then'} ({matter_id})", style="bold")
    say(f"As of {answer.as_of}, as known at {known(answer)}.")
    for line in _people(answer):
        say(f"  {line}")
    rows = [
        (
            one.item_id,
            ", ".join(party.party_id for party in one.parties),
            one.label,
            ", ".join(one.evidence),
        )
        for one in answer.items
    ]
    print_table(("Item", "Party", "State", "Rests on"), rows)
    for possible in answer.possible:
        states = ", ".join(possible.states).replace("_", " ")
        say(f"Possible for {possible.item_id}: {states}", style="cyan")
    print_flags(answer.flags)
    print_chronology(chronology.page(office, matter_id, known_at=known_at), as_json=False)


def _people(answer: MatterView) -> Iterator[str]:
    if one := answer.matter:
        docket = f", {one.docket_no}" if one.docket_no else ""
        yield f"{one.category}, {one.jurisdiction}{docket}, {one.status}, {one.access}"
        if one.for_ and one.for_ not in {party.party_id for party in answer.parties}:
            yield f"the office is for {one.for_}, who has not been added here"
    for party in answer.parties:
        stance = f", {party.stance.label}" if party.stance else ""
        yield f"{party.role}: {party.name} ({party.party_id}), {party.label}{stance}"
    for counsel in answer.counsel:
        yield f"counsel for {counsel.for_}: {counsel.name} ({counsel.role})"
    for official in answer.officials:
        yield f"{official.role.replace('_', ' ')}: {official.name or 'name not known'}"
    for related in answer.related:
        yield f"{related.relation.replace('_', ' ')}: matter {related.matter_id}"


def print_chronology(answer: ChronologyPage, as_json: bool) -> None:
    """Print a matter's facts by the day on which they took effect."""
    if as_json:
        print_json(answer)
        return
    rows = [
        (
            one.effective,
            one.sentence + ("" if one.assertion == "occurred" else f" [{one.assertion}]"),
            one.event_id,
        )
        for one in answer.entries
    ]
    print_table(("When", "What", "Event"), rows)
    if answer.next:
        say(f"There are more: matters {answer.matter_id} --chronology --after {answer.next}")
