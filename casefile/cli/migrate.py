"""migrate: bringing the database to the schema of this version."""

import click

from casefile.cli.choosing import choose, dates_option, name_option, zone_option
from casefile.cli.screen import print_json, say
from casefile.office import open_office, settle_roles
from casefile.store.migrate import is_new, pending, upgrade


@click.command("migrate")
@name_option
@zone_option
@dates_option
@click.option("--dry-run", is_flag=True, help="Name the migrations that are missing; run none.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def command(
    name: str | None, time_zone: str | None, date_order: str | None, dry_run: bool, as_json: bool
) -> None:
    """Bring the database to the schema of this version, or make it where there is none.

    A new database belongs to an office, whose time zone says whose day it is; what is not given is
    asked. Stop the server and copy the database before: a migration is not undone.
    """
    with open_office(migrated=False, owner=True) as office:
        missing = pending(office.database)
        if missing and not dry_run:
            new = is_new(missing)
            choice = choose(office.config, name, time_zone, date_order) if new else None
            upgrade(office.config.owner_url or office.config.database_url, choice)
        if not dry_run:
            settle_roles(office)
        key = "" if dry_run else office.anchor.make_key()
    if as_json:
        print_json({"migrations": missing, "dry_run": dry_run})
        return
    if missing:
        say(f"{'Missing' if dry_run else 'Done'}: {', '.join(missing)}.")
    else:
        say("The database is at the schema of this version.")
    if key:
        say(key)
