"""Legal holidays: the days that a court keeps as such, federal and of each state.

A holiday that falls on a Saturday or Sunday is also kept on the weekday that the law sets aside
for observing it (5 U.S.C. 6103(b) and the states' own laws), as the library `holidays` has them.
Whether each of these days is a legal holiday for a court is not settled (docs/decisions, 11).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from holidays import HolidayBase

SATURDAY = 5
JUNETEENTH, EVE = "Juneteenth", 18  # a name of the library, and the day before it

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


def name_of(day: date, jurisdictions: Sequence[str]) -> str:
    """Return the name of the legal holiday that a day is in any of these places, or ""."""
    return next((name for one in jurisdictions if (name := _kept(one, day.year).get(day))), "")


def court_days(after: date, until: date, jurisdictions: Sequence[str]) -> int:
    """Return how many days after one day, up to another, are neither weekends nor holidays."""
    days = map(date.fromordinal, range(after.toordinal() + 1, until.toordinal() + 1))
    return sum(day.weekday() < SATURDAY and not name_of(day, jurisdictions) for day in days)


@lru_cache(maxsize=512)
def _kept(jurisdiction: str, year: int) -> Mapping[date, str]:
    country, _, state = jurisdiction.partition("-")
    found = _holidays(country, subdiv=state or None, years=year, expand=False)
    kept = {day: " and ".join(found.get_list(day)) for day in found if day.year == year}
    return {day: name for day, name in kept.items() if not _is_none(jurisdiction, day, name)}


def _is_none(jurisdiction: str, day: date, name: str) -> bool:
    """Tell whether the library has a holiday that the law of a state does not.

    North Carolina's list has no Juneteenth (G.S. 103-4(a)). In Illinois it moves from a Saturday to
    no other day (5 ILCS 490/63, by P.A. 102-0014 and by P.A. 102-0334 alike).
    """
    if JUNETEENTH not in name:
        return False
    return jurisdiction == "US-NC" or (jurisdiction == "US-IL" and day.day == EVE)


def _holidays(country: str, **how: Any) -> HolidayBase:
    # Few posts have a deadline, and they alone need the library.
    from holidays import country_holidays  # noqa: PLC0415 - importing it takes 0.1 s

    return country_holidays(country, **how)
