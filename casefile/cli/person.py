"""person: who may sign in to the pages, each first by a link that works once."""

from __future__ import annotations

import click

from casefile.auth import people, sessions
from casefile.auth.people import Colleague
from casefile.auth.roles import WORDS, Role, read_role
from casefile.cli.options import json_option
from casefile.cli.screen import print_json, print_table, say
from casefile.cli.serve import link_to
from casefile.office import Office, open_office

ROLES = tuple(word for word in WORDS if read_role(word) > Role.CALENDAR)


@click.group("person")
def command() -> None:
    """Add, list and end the people who sign in to the pages."""


@command.command("add")
@click.argument("name", metavar="NAME")
@click.option(
    "--role",
    type=click.Choice(ROLES),
    default="paralegal",
    show_default=True,
    help="What they may do: each role also all that those before it may.",
)
@json_option
def add(name: str, role: str, as_json: bool) -> None:
    """Add somebody, and print the link by which they come in and choose a password.

    What they record stands under this name.
    """
    with open_office() as office:
        person = people.add(office.database, name, read_role(role))
        _print_link(office, person, as_json)


@command.command("link")
@click.argument("name", metavar="NAME")
@json_option
def link(name: str, as_json: bool) -> None:
    """Print a new link for somebody who has forgotten their password."""
    with open_office() as office:
        _print_link(office, people.called(office.database, name), as_json)


@command.command("list")
@json_option
def list_(as_json: bool) -> None:
    """List everybody who was ever added."""
    with open_office() as office:
        found = people.everybody(office.database)
    if as_json:
        print_json({"people": [_plain(one) for one in found]})
        return
    rows = [
        (
            one.user.name,
            one.user.role.word,
            one.created_at[:10],
            f"ended {one.ended_at[:10]}"
            if one.ended_at
            else "signs in"
            if one.has_password
            else "has no password yet",
        )
        for one in found
    ]
    print_table(("Name", "Role", "Added", "State"), rows)
    if not rows:
        say("Nobody.")


@command.command("end")
@click.argument("name", metavar="NAME")
@json_option
def end(name: str, as_json: bool) -> None:
    """Let somebody sign in no more; their sessions and tokens end now; what they recorded stays."""
    with open_office() as office:
        person = people.called(office.database, name)
        sessions.let_go(office.database, person)
    if as_json:
        print_json({"name": person.user.name, "ended": True})
    else:
        say(f"{person.user.name} signs in no more.")


def _print_link(office: Office, person: Colleague, as_json: bool) -> None:
    url = link_to(office, person.person_id)
    if as_json:
        print_json(_plain(person) | {"link": url})
        return
    click.echo(url)
    click.echo(f"For {person.user.name}, once, for a day. It is shown only now.", err=True)


def _plain(person: Colleague) -> dict[str, str | bool | None]:
    return {
        "name": person.user.name,
        "role": person.user.role.word,
        "created_at": person.created_at,
        "ended_at": person.ended_at,
        "has_password": person.has_password,
    }
