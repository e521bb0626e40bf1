"""matters: the list of the office's matters, and one of them with its chronology."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import click

from casefile.answers.dockets import matters
from casefile.answers.dockets.docket_numbers import in_words
from casefile.answers.dockets.matters import MatterItem, MatterPage, MatterSummary, MatterView
from casefile.answers.facts import chronology
from casefile.answers.facts.chronology import ChronologyEntry
from casefile.answers.people.renamed import on_other_days
from casefile.cli import days
from casefile.cli.called import in_matter
from casefile.cli.desk import asking
from casefile.cli.names import Shown, ids_option, shown_names
from casefile.cli.options import (
    as_of_option,
    json_option,
    known_at_option,
    known_by_option,
    limit_option,
)
from casefile.cli.screen import print_flags, print_json, print_table, say
from casefile.cli.status import known, print_lacking
from casefile.event import Assertion, Privilege
from casefile.law.edtf import parse
from casefile.law.events.matter import MatterCategory, MatterStatus
from casefile.law.wording import listed
from casefile.office import Office

# What the pages of a chronology are asked for by, one like the other.
AXES = ("as_of", "known_at", "known_by")


@click.command("matters")
@click.argument("matter", required=False, metavar="[MATTER]")
@click.option("--find", metavar="WORDS", help="Only matters with these words.")
@click.option("--status", type=click.Choice([one.value for one in MatterStatus]))
@click.option("--category", type=click.Choice([one.value for one in MatterCategory]))
@as_of_option
@known_at_option
@known_by_option
@click.option(
    "--chronology", "by_date", is_flag=True, help="With MATTER: its facts by date, and no more."
)
@click.option("--after", metavar="KEY", help="Go on after a page, from its `next`.")
@limit_option
@ids_option
@json_option
def command(
    matter: str | None,
    as_of: str | None,
    known_at: str | None,
    known_by: str | None,
    by_date: bool,
    ids: bool,
    as_json: bool,
    **choice: Any,
) -> None:
    """List the office's matters; or show one: who is in it, how its items stand, what happened."""
    page = {name: choice.pop(name) for name in ("after", "limit")}
    with asking() as office:
        matter = in_matter(office, matter)
        as_of = days.as_of(office, as_of, matter)
        known_at = days.known_at(office, known_at)
        if matter is None:
            if as_of or known_by or by_date:
                message = "--as-of, --known-by and --chronology need a MATTER."
                raise click.UsageError(message)
            q = choice.pop("find")
            _print_list(
                office,
                matters.page(office, q=q, known_at=known_at, **choice, **page),
                ids=ids,
                as_json=as_json,
            )
            return
        asked = {"as_of": as_of, "known_at": known_at, "known_by": known_by}
        if by_date:
            _show_chronology(office, matter, {**asked, **page}, ids=ids, as_json=as_json)
        else:
            _show(office, matter, asked, ids=ids, as_json=as_json)


def _print_list(office: Office, answer: MatterPage, *, ids: bool, as_json: bool) -> None:
    if as_json:
        print_json(answer)
        return
    names = shown_names(office, answer, ids=ids)
    clients = any(one.for_ for one in answer.matters)
    alone = Counter(one.title for one in answer.matters)
    rows = [
        (
            names.beside(one.title, one.matter_id)
            if alone[one.title] == 1
            else names.matter(one.matter_id),
            one.category,
            one.docket_no or "",
            one.status.replace("_", " ") + _stayed(one, names),
            one.opened,
            *([_client(one, names)] if clients else ()),
        )
        for one in answer.matters
    ]
    heads = ("Matter", "Category", "Docket", "Status", "Opened")
    print_table((*heads, "For") if clients else heads, rows)
    if not rows:
        say("No matter.")
    say_more(answer.next)


def _stayed(one: MatterSummary, names: Shown) -> str:
    """Return in words what of a matter stands still, to follow its status."""
    said = ", stayed" if one.stayed else ""
    for word, parties in ((", but not", one.not_stayed_for), (", stayed", one.stayed_for)):
        if parties:
            named = listed(names.party(party_id, one.matter_id) for party_id in parties)
            said += f"{word} as to {named}"
    return said


def say_more(following: str | None) -> None:
    """Say how to see the next page, where there is one."""
    if following:
        say(f"There are more: --after {following}")


def _show(
    office: Office,
    matter_id: str,
    asked: dict[str, str | None],
    *,
    ids: bool,
    as_json: bool,
) -> None:
    answer = matters.view(office, matter_id, **asked)
    if as_json:
        print_json(answer)
        return
    found, names = answer.matter, shown_names(office, answer, ids=ids, cite=True)
    say(names.beside(found.title if found else "Not known then", matter_id), style="bold")
    say(f"As of {answer.as_of}, as known at {known(answer, office.zone)}.")
    for line in _people(answer, names):
        say(f"  {line}")
    rows = [
        (
            names.item(matter_id, one.item_id) + _as_to(answer, one, names),
            one.label,
            names.rests_on(one.evidence),
        )
        for one in answer.by_then
    ]
    print_table(("Item", "State", "Rests on"), rows)
    for possible in answer.possible:
        states = ", ".join(possible.states).replace("_", " ")
        item = names.item(matter_id, possible.item_id)
        say(f"Possible for {item}: {states}", style="cyan")
    print_flags(answer.flags, names.events)
    _show_chronology(office, matter_id, asked, ids=ids, as_json=False)


def _client(one: MatterSummary, names: Shown) -> str:
    """Return for whom the office is in a matter: who stands there now, and in whose place."""
    if not one.for_:
        return ""
    client = names.party(one.for_, one.matter_id)
    if not one.stands_for_it:
        return client
    return f"{names.party(one.stands_for_it, one.matter_id)} (in the place of {client})"


def _people(answer: MatterView, names: Shown) -> Iterator[str]:
    if one := answer.matter:
        docket = f", {one.docket_no}" if one.docket_no else ""
        yield f"{one.category}, {one.jurisdiction}{docket}, {one.status}, {one.open_to}"
        if numbers := in_words(answer.docket_numbers):
            yield f"docket numbers: {numbers}"
        if one.for_ and one.for_ not in {party.party_id for party in answer.parties}:
            client = names.party(one.for_, answer.matter_id)
            yield f"the office is for {client}, who has not been added here"
    for party in answer.parties:
        called = f"{party.name}{on_other_days(party.renamed)}"
        name = names.beside(called, party.party_id)
        yield ", ".join(filter(None, (f"{party.role}: {name}", party.label, party.to_the_office)))
    for counsel in answer.counsel:
        client = names.party(counsel.for_, answer.matter_id)
        yield f"counsel for {client}: {counsel.name} ({counsel.role})"
    for official in answer.officials:
        yield f"{official.role.replace('_', ' ')}: {official.name or 'name not known'}"
    for related in answer.related:
        yield f"{related.relation.replace('_', ' ')}: {names.matter(related.matter_id)}"


def _marks(one: ChronologyEntry) -> Iterator[str]:
    """Yield what no reader of a fact must overlook: that it is none, or that it is privileged."""
    if one.assertion != Assertion.OCCURRED:
        yield one.assertion
    if one.privilege:
        yield f"privileged: {Privilege(one.privilege).label}"


def _as_to(answer: MatterView, one: MatterItem, names: Shown) -> str:
    """Return as to whom a part of an item is, where the item has parts that stand apart."""
    parts = [each for each in answer.items if each.item_id == one.item_id]
    of_all = set.intersection(*({party.party_id for party in each.parties} for each in parts))
    own = [party.party_id for party in one.parties if party.party_id not in of_all]
    each = listed(names.party(party_id, answer.matter_id) for party_id in own)
    return f"\nas to {each}" if len(parts) > 1 and own else ""


def _show_chronology(
    office: Office, matter_id: str, asked: dict[str, Any], *, ids: bool, as_json: bool
) -> None:
    """Print a matter's facts by the day on which they took effect."""
    answer = chronology.page(office, matter_id, **asked)
    if as_json:
        print_json(answer)
        return
    names = shown_names(office, answer, ids=ids)
    rows = [
        (
            parse(one.effective).shown,
            one.sentence + "".join(f" [{mark}]" for mark in _marks(one)),
            names.beside(f"@{one.position}", one.event_id),
        )
        for one in answer.entries
    ]
    print_table(("When", "What", "No."), rows)
    print_lacking(answer)
    if answer.next:
        again = [f"--{name.replace('_', '-')} {asked[name]}" for name in AXES if asked[name]]
        command = " ".join(("matters", matter_id, "--chronology", *again))
        say(f"There are more: {command} --after {answer.next}")
