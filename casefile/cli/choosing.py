"""Choosing: what a new database is asked of its office: its name, its zone, its order of dates."""

from __future__ import annotations

import sys
from typing import Any
from zoneinfo import available_timezones

import click
from tzlocal import get_localzone_name

from casefile.config import Config, check_zone
from casefile.errors import Malformed
from casefile.store.migrate import DATE_ORDERS, Choice

ORDERS_IN_WORDS = {
    "month_first": "3/14/2023",
    "day_first": "14/3/2023",
    "year_first": "2023/3/14",
}

name_option = click.option("--name", metavar="NAME", help="What the office is called.")
zone_option = click.option(
    "--time-zone", metavar="ZONE", help="The office's time zone, like America/Denver."
)
dates_option = click.option(
    "--date-order",
    type=click.Choice(DATE_ORDERS),
    help="How 3/14/2023 is written here: month_first, day_first or year_first.",
)


def at_a_terminal() -> bool:
    """Tell whether somebody is there who can be asked."""
    return sys.stdin.isatty()


def ask(question: str, **how: Any) -> str:
    """Ask until there is an answer that can be taken."""
    return str(click.prompt(question, prompt_suffix=" ", **how))


def read_zone(typed: str) -> str:
    """Return the time zone that somebody means by its name or by its city; raises UsageError.

    One of no place, like EST or GMT, may know no summer time, and is nobody's to choose.
    """
    meant = typed.strip().replace(" ", "_").casefold()
    places = {zone.casefold(): zone for zone in sorted(available_timezones()) if "/" in zone}
    places["utc"] = "UTC"
    found = [
        zone
        for low, zone in places.items()
        if low.rpartition("/")[2] == meant and not low.startswith("etc/")
    ]
    exact = [places[meant]] if meant in places else found
    if len(exact) != 1:
        nearest = f"Do you mean {' or '.join(found)}?" if found else "Name it like America/Denver."
        message = f"{typed!r} says no time zone. {nearest}"
        raise click.UsageError(message)
    return exact[0]


def choose(
    config: Config, name: str | None, time_zone: str | None, date_order: str | None
) -> Choice:
    """Return what the office chooses; what was not given is asked of whoever is at the terminal.

    The environment may name the zone. Raises Malformed for an unknown one, and where nobody names
    any: UTC is never assumed.
    """
    asks = at_a_terminal()
    repeated = config.time_zone
    if name is None:
        name = ask("What is the office called?") if asks else ""
    time_zone = time_zone or repeated or None
    if time_zone is None and asks:
        own = get_localzone_name()
        told = own != "UTC" and not own.startswith("Etc/")  # where this machine is
        offered = own if told else None
        time_zone = ask("In which time zone is the office?", default=offered, value_proc=read_zone)
    if time_zone is None:
        sentence = "Say in which time zone the office is, like --time-zone America/Denver."
        raise Malformed(sentence, code="config.time_zone")
    if date_order is None and asks:
        date_order = ask(
            "How are dates written here? " + ", ".join(map(" for ".join, ORDERS_IN_WORDS.items())),
            type=click.Choice(DATE_ORDERS),
            default=DATE_ORDERS[0],
            show_choices=False,
        )
    zone = check_zone(time_zone, "The time zone")
    if repeated and repeated != zone:
        sentence = f"CASEFILE_TIME_ZONE is {repeated}, and {zone} was chosen; take one away."
        raise Malformed(sentence, code="config.time_zone")
    return Choice(name or "", zone, date_order or DATE_ORDERS[0])
