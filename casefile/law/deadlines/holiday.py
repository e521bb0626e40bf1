"""Legal holidays: the days that a court keeps as such, federal and of each state.

A holiday that falls on a Saturday or Sunday is also kept on the weekday that the law sets aside
for observing it (5 U.S.C. 6103(b) and the states' own laws), as the library `holidays` has them.
Whether each of these days is a legal holiday for a court is not settled (docs/decisions, 11); a
file of rules adds days and takes days away, also for one court.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from casefile.law.deadlines.bodies import beside, bodies
from casefile.law.deadlines.observed import SATURDAY

if TYPE_CHECKING:
    from holidays import HolidayBase

# The district and bankruptcy courts, by the ids of the Free Law Project: nmd, nysd, txwb.
_federal_court = re.compile(r"([a-z]{2})[nsewmc]?[db]")
# Those whose ids are other than the rest: arb is not of Arkansas, which has areb and arwb.
_ODD = {"arb": "US-AZ", "nebraskab": "US-NE", "nmid": "US-MP", "nmib": "US-MP"}


@cache
def places() -> frozenset[str]:
    """Return the jurisdictions whose holidays are known: US, and US-NM and the like."""
    return frozenset({"US", *(f"US-{one}" for one in _holidays("US").subdivisions)})


def state_of(court_id: str) -> str:
    """Return the state in which a federal district or bankruptcy court sits, "" if unknown."""
    place = place_of(court_id)
    return place if place in places() else ""


def place_of(court_id: str) -> str:
    """Return the state that the id of a federal district or bankruptcy court says, or ""."""
    found = _federal_court.fullmatch(court_id)
    return _ODD.get(court_id) or (f"US-{found[1].upper()}" if found else "")


def closing(court_id: str) -> tuple[str, ...]:
    """Return a court as a place with holidays of its own, if any file of rules has such days."""
    own = any(one.court == court_id for body in bodies(beside()) for one in body.holidays)
    return (court_id,) if court_id and own else ()


def name_of(day: date, places_of: Sequence[str]) -> str:
    """Return the name of the legal holiday that a day is in any of these places, or ""."""
    kept = (_kept(one, day.year, beside()) for one in places_of)
    return next((name for one in kept if (name := one.get(day))), "")


def court_days(after: date, until: date, places_of: Sequence[str]) -> int:
    """Return how many days after one day, up to another, are neither weekends nor holidays."""
    days = map(date.fromordinal, range(after.toordinal() + 1, until.toordinal() + 1))
    return sum(day.weekday() < SATURDAY and not name_of(day, places_of) for day in days)


@lru_cache(maxsize=512)
def _kept(place: str, year: int, folder: str) -> Mapping[date, str]:
    """Return the holidays of a jurisdiction or a court in a year, by their days.

    A day that a file of rules adds is called with its citation.
    """
    observed = [
        one
        for body in bodies(folder)
        for one in body.holidays
        if place == (one.court or body.jurisdiction)
    ]
    names = {
        day: [name for name in each if not any(one.takes_away(day, name) for one in observed)]
        for day, each in _listed(place, year)
    }
    for one in observed:
        for day in one.days_in(year) if one.kept else ():
            names.setdefault(day, []).append(f"{one.name} ({one.citation})")
    return {day: " and ".join(each) for day, each in sorted(names.items()) if each}


def _listed(place: str, year: int) -> Iterator[tuple[date, Sequence[str]]]:
    """Yield the holidays of a jurisdiction as the library has them; a court has none there."""
    if place in places():
        country, _, state = place.partition("-")
        found = _holidays(country, subdiv=state or None, years=year, expand=False)
        yield from ((day, found.get_list(day)) for day in found if day.year == year)


def _holidays(country: str, **how: Any) -> HolidayBase:
    # Few posts have a deadline, and they alone need the library.
    from holidays import country_holidays  # noqa: PLC0415 - importing it takes 0.1 s

    return country_holidays(country, **how)
