"""init: an empty office, with its name, its time zone and its order of dates."""

import click

from casefile.cli.choosing import choose, dates_option, name_option, zone_option
from casefile.cli.screen import print_json, say
from casefile.errors import Refused
from casefile.installation import called
from casefile.office import open_office, settle_roles
from casefile.store.migrate import is_new, pending, upgrade


@click.command("init")
@name_option
@zone_option
@dates_option
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def command(name: str | None, time_zone: str | None, date_order: str | None, as_json: bool) -> None:
    """Make the database of an office in which nothing has been recorded yet.

    What is not given is asked: what the office is called, in which time zone it is, and how dates
    are written there. The zone is changed later only on record.
    """
    with open_office(migrated=False, owner=True) as office:
        if not is_new(pending(office.database)):
            sentence = (
                f"There is a database already: {office.database.place}; for another office name "
                "another place in CASEFILE_DATABASE_URL."
            )
            raise Refused(sentence, code="init.exists")
        choice = choose(office.config, name, time_zone, date_order)
        upgrade(office.config.owner_url or office.config.database_url, choice)
        settle_roles(office)
        key = office.anchor.make_key()
    if as_json:
        print_json(
            {
                "name": choice.name,
                "time_zone": choice.time_zone,
                "date_order": choice.date_order,
                "database": office.database.place,
            }
        )
    else:
        say(f"The office is ready; its time zone is {choice.time_zone}.")
        say(f"Its database is {office.database.place}.")
        if key:
            say(key)
        say(f"Record what happens with: {called()} post, and serve it with: {called()} serve")
