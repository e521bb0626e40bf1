"""zone: the office's time zone, which says whose day it is, and is changed only on record."""

from __future__ import annotations

import click

from casefile.answers.settings import confirm_zone
from casefile.cli.desk import recording
from casefile.cli.options import by_option, json_option
from casefile.cli.screen import print_json, say
from casefile.config import check_zone
from casefile.errors import Refused
from casefile.law.events.office import ZoneChanged
from casefile.office import open_office


@click.group("zone")
def command() -> None:
    """Show, confirm or change the office's time zone."""


@command.command("show")
@json_option
def show(as_json: bool) -> None:
    """Show the office's time zone, and whether somebody has chosen it."""
    with open_office() as office:
        settings = office.settings
    if as_json:
        print_json({"time_zone": settings.time_zone, "chosen": settings.chosen})
        return
    say(f"{settings.time_zone}{'' if settings.chosen else ', which nobody has chosen'}.")


@command.command("confirm")
def confirm() -> None:
    """Say that the zone which a database made by an older casefile was given is the right one."""
    with open_office() as office:
        with office.database.write() as connection:
            confirm_zone(connection)
        say(f"The office's time zone is {office.zone.key}.")


@command.command("change")
@click.argument("zone", metavar="ZONE")
@click.option("--reason", metavar="WORDS", help="Why it is changed.")
@by_option
def change(zone: str, reason: str | None, by: str) -> None:
    """Change the office's time zone from here on, on record.

    The days on which earlier events were recorded stay what they are.
    """
    check_zone(zone, "The time zone")
    with recording(rebuild=False) as office:
        if zone == office.zone.key:
            raise Refused(f"The office's time zone is {zone} already.", code="zone.same")
        office.recorder.record_of_office(ZoneChanged(to=zone, reason=reason), by=by)
    say(f"The office's time zone is {zone} from here on; start the server again.")
