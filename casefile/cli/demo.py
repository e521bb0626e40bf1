"""demo: casefile with the seed story, ready to be tried."""

from __future__ import annotations

from pathlib import Path

import click

from casefile.answers import log
from casefile.answers.status import of_party
from casefile.auth.roles import Role
from casefile.auth.tokens import issue, revoke_labelled
from casefile.cli.desk import keep_anchored, rebuild_where_due
from casefile.cli.load import load
from casefile.cli.names import shown_names
from casefile.cli.screen import say
from casefile.cli.serve import address, check_port, serve
from casefile.cli.status import print_status
from casefile.errors import Unknown
from casefile.importers.history import read_history
from casefile.office import Office, open_office
from casefile.store.migrate import Choice, is_new, pending, upgrade

SEED = Path(__file__).parents[2] / "fixtures" / "rust.jsonl"
DEMO = "demo"  # the user of the token, and the label by which the last one is found
PARTY, DAY = "alec-baldwin", "2023-04-20"


@click.command("demo")
def command() -> None:
    """Migrate, load the seed story if the database is new, make a one-day token, and serve.

    Each start makes a token and revokes that of the last start.
    """
    with open_office(migrated=False) as office:
        check_port(office.config)
        prepare(office)
        office.anchor.check()
        keep_anchored(office)
        revoke_labelled(office.database, DEMO)
        token = issue(office.database, DEMO, Role.ATTORNEY, days=1, label=DEMO)
        _introduce(office, token)
        config = office.config
    serve(config)


def prepare(office: Office) -> None:
    """Bring the database and its read tables to this version, and the seed story into a new one."""
    if missing := pending(office.database):
        zone = SEED.with_suffix(".zone").read_text("utf-8").strip()
        choice = Choice("Seed story", zone, "month_first") if is_new(missing) else None
        upgrade(office.config.database_url, choice)
    _ = office.zone
    office.anchor.make_key()
    rebuild_where_due(office)
    if log.head(office).position == 0:
        with SEED.open("rb") as file:
            history = read_history(SEED.name, file)
        receipt = load(office, history, by=DEMO, as_recorded=True)
        say(f"The database is new: {len(receipt.entries)} events of the seed story are in it.")


def _introduce(office: Office, token: str) -> None:
    url = address(office.config)
    click.echo(f"\ncasefile is at  {url}")
    click.echo(f"Its pages       {url}/api/docs")
    click.echo(f"Your token      {token}  (for one day, role attorney)\n")
    try:
        answer = of_party(office, PARTY, as_of=DAY)
    except Unknown:
        return
    click.echo("A question:\n")
    click.echo(f"  curl -H 'Authorization: Bearer {token}' \\")
    click.echo(f"    '{url}/api/parties/{PARTY}/status?as_of={DAY}'\n")
    click.echo(f"or: python manage.py status {PARTY} --as-of {DAY}. The answer, for a person:\n")
    print_status(answer, shown_names(office, answer, ids=False, about=[PARTY], cite=True))
    click.echo("\nCtrl-C stops the server.\n")
