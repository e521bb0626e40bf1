"""demo: casefile with the seed story, ready to be tried."""

from __future__ import annotations

from collections.abc import Sequence
from shlex import quote

import click

from casefile.answers.record import log
from casefile.answers.standing.status import of_party
from casefile.auth import people
from casefile.auth.roles import Role
from casefile.auth.tokens import issue, revoke_labelled
from casefile.cli.desk import keep_anchored, rebuild_where_due
from casefile.cli.load import load
from casefile.cli.names import shown_names
from casefile.cli.screen import say
from casefile.cli.serve import address, check_port, link_to, serve, stop_told
from casefile.cli.status import print_status
from casefile.config import read_config
from casefile.errors import Refused, Unknown
from casefile.importers.history import read_history
from casefile.installation import STORY, called, shipped
from casefile.office import Office, open_office, settle_roles
from casefile.store.log import page
from casefile.store.migrate import Choice, is_new, pending, upgrade

SEED = shipped("fixtures") / "rust.jsonl"
NAME, FIRST = "Seed story", "rust-open"  # what its office is called, and its first event
DEMO = "demo"  # who comes in, and the label by which the last token is found
PARTY, DAY = "alec-baldwin", "2023-04-20"


@click.command("demo")
def command() -> None:
    """Migrate, load the seed story if the database is new, make a link and a token, and serve.

    Each start makes a token and a link to the pages, and those of the last start end. The
    seed story has a database of its own, and that of an office is left alone.
    """
    with open_office(read_config(file=STORY), migrated=False, owner=True) as office:
        check_port(office.config)
        prepare(office)
        office.anchor.check()
        keep_anchored(office)
        revoke_labelled(office.database, DEMO)
        token = issue(office.database, DEMO, Role.ATTORNEY, days=1, label=DEMO)
        person = people.found(office.database, DEMO) or people.add(
            office.database, DEMO, Role.ATTORNEY
        )
        told = stop_told()
        _introduce(office, token, link_to(office, person.person_id))
        config = office.config
    serve(config, told)


def prepare(office: Office) -> None:
    """Bring the database and its read tables to this version, and the seed story into a new one.

    Raises Refused for a database that was not made for the seed story.
    """
    missing = pending(office.database)
    choice = None
    if is_new(missing):
        zone = SEED.with_suffix(".zone").read_text("utf-8").strip()
        choice = Choice(NAME, zone, "month_first")
    else:
        _check_story(office, missing)
    if missing:
        upgrade(office.config.owner_url or office.config.database_url, choice)
        settle_roles(office)
    _ = office.zone
    office.anchor.make_key()
    rebuild_where_due(office)
    if log.head(office).position == 0:
        with SEED.open("rb") as file:
            history = read_history(SEED.name, file)
        receipt = load(office, history, by=DEMO, as_recorded=True)
        say(f"The database is new: {len(receipt.entries)} events of the seed story are in it.")


def _check_story(office: Office, missing: Sequence[str]) -> None:
    with office.database.read() as connection:
        begins = page(connection, after=0, limit=1)
    # One that is empty was broken off before the story was in it.
    empty = not begins and not missing and office.settings.name == NAME
    if not empty and [one.event_id for one in begins] != [FIRST]:
        sentence = (
            f"The database {office.database.place} is that of an office, and the seed story does "
            f"not belong there. To serve the office, run: {called()} serve"
        )
        raise Refused(sentence, code="demo.office")


def _introduce(office: Office, token: str, link: str) -> None:
    url = address(office.config)
    click.echo(f"\ncasefile is at  {url}")
    click.echo(f"Come in by      {link}  (once, within a day)")
    click.echo(f"Its API         {url}/api/docs")
    click.echo(f"Your token      {token}  (for one day, role attorney)\n")
    try:
        answer = of_party(office, PARTY, as_of=DAY)
    except Unknown:
        return
    click.echo("A question:\n")
    click.echo(f"  curl -H 'Authorization: Bearer {token}' \\")
    click.echo(f"    '{url}/api/parties/{PARTY}/status?as_of={DAY}'\n")
    typed = f"{called()} status {PARTY} --as-of {DAY}"
    if office.config != read_config():  # other commands ask the office
        typed = f"CASEFILE_DATABASE_URL={quote(office.config.database_url)} {typed}"
    click.echo(f"or: {typed}. The answer, for a person:\n")
    print_status(office, answer, shown_names(office, answer, ids=False, about=[PARTY], cite=True))
    click.echo("\nCtrl-C stops the server.\n")
