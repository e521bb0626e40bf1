"""token: who may use the API, each by a token that is shown once and stored hashed."""

from __future__ import annotations

import click

from casefile.auth.roles import WORDS, read_role
from casefile.auth.tokens import Token, issue, list_tokens, read, revoke
from casefile.cli.called import in_matter
from casefile.cli.options import json_option
from casefile.cli.screen import print_json, print_table, say
from casefile.event import clock_us, instant_text
from casefile.office import open_office


@click.group("token")
def command() -> None:
    """Make, list and revoke the tokens of the API."""


@command.command("create", short_help="Make a token for a user.")
@click.argument("user", metavar="USER")
@click.option(
    "--role",
    type=click.Choice(WORDS),
    default="paralegal",
    show_default=True,
    help="What the user may do: each role also all that those before it may.",
)
@click.option("--days", type=click.IntRange(1), default=90, show_default=True, help="Its life.")
@click.option("--label", metavar="WORDS", default="", help="What it is for.")
@click.option("--matter", metavar="MATTER", help="The only matter whose calendar it reads.")
@json_option
def create(user: str, role: str, days: int, label: str, matter: str | None, as_json: bool) -> None:
    """Make a token for a user; events posted with it are recorded by that name.

    The token is shown once, and only its hash is kept. One of the role calendar reads hearings and
    deadlines and nothing else, in the header or as the secret of an address that a calendar program
    subscribes to: /api/calendar.ics?token=TOKEN.
    """
    with open_office() as office:
        matter = in_matter(office, matter)
        text = issue(
            office.database, user, read_role(role), days=days, label=label, matter_id=matter
        )
        made = read(office.database, text)
    if as_json:
        print_json(made.issued(text))
        return
    click.echo(text)
    click.echo(f"For {user}, {role}, for {days} days. It is shown only now.", err=True)


@command.command("list")
@json_option
def list_(as_json: bool) -> None:
    """List every token ever made, without its text."""
    with open_office() as office:
        found = list_tokens(office.database)
    if as_json:
        print_json({"tokens": [one.shown() for one in found]})
        return
    rows = [
        (
            str(one.token_id),
            one.user.name,
            one.user.role.word + (f" of {one.matter_id}" if one.matter_id else ""),
            one.label,
            one.created_at[:10],
            one.expires_at[:10],
            _state(one),
        )
        for one in found
    ]
    print_table(("No.", "User", "Role", "Label", "Created", "Expires", "State"), rows)
    if not rows:
        say("No token.")


@command.command("revoke")
@click.argument("token_id", type=click.IntRange(1), metavar="NUMBER")
@json_option
def revoke_(token_id: int, as_json: bool) -> None:
    """End a token's life now, by its number in the list."""
    with open_office() as office:
        revoke(office.database, token_id)
    if as_json:
        print_json({"token_id": token_id, "revoked": True})
    else:
        say(f"Token {token_id} is revoked.")


def _state(token: Token) -> str:
    if token.revoked_at:
        return "revoked"
    return "valid" if token.expires_at > instant_text(clock_us()) else "expired"
