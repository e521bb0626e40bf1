"""Limitation: until when a charge may be filed again, by jurisdiction, severity and degree.

The table of periods holds the general ones and no exceptions (tax offenses, identity theft,
offenses against children, flight): a period that has passed is a warning, never a refusal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache

from casefile.law.deadlines.periods import ANY, LIMITATIONS, NEVER
from casefile.law.edtf import LAST_DAY, When

_degree = re.compile(r"\b(capital|first|second|third|fourth|fifth|[1-5](?=st|nd|rd|th|\b))")
_ordinals = {"1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth"}


Days = tuple[date, date]  # from a day until before another


def last_days(
    jurisdiction: str, severity: str, degree: str, incident: When | None, tolled: Iterable[Days]
) -> tuple[date | None, date | None]:
    """Return the earliest and the latest last day on which a charge may be filed again.

    They differ where severity, degree or the day of the incident is not known for certain. A
    latest of None is no end: the law sets none, the period still stands still, or not enough is
    known to name one. `tolled` are the spans, in order, in which the period stands still.
    """
    periods = LIMITATIONS.get(jurisdiction)
    if periods is None or incident is None:
        return (None, None)
    possible = list(_years(periods, severity, degree))
    limited = [years for years in possible if years is not NEVER]
    tolled = list(tolled)
    first = last = None
    if limited and incident.earliest:
        first = _later(incident.earliest, min(limited), tolled)
    if limited and incident.latest and len(limited) == len(possible):
        last = _later(incident.latest, max(limited), tolled)
    return (first, last)


@lru_cache(maxsize=1_024)
def degree_name(text: str) -> str:
    """Return a degree in one form: "4", "4th" and "Fourth degree" are all "fourth"."""
    found = _degree.search(text.lower())
    return _ordinals.get(found[1], found[1]) if found else ""


def _years(
    periods: Mapping[str, Mapping[str, int | None]], severity: str, degree: str
) -> Iterator[int | None]:
    """Yield each period that may apply; all severities may where this one is not in the table."""
    name = degree_name(degree)
    for by_degree in [periods[severity]] if severity in periods else periods.values():
        if name in by_degree:
            yield by_degree[name]
        elif ANY in by_degree:
            yield by_degree[ANY]
        else:
            yield from by_degree.values()


def _later(day: date, years: int, tolled: Sequence[Days]) -> date | None:
    """Return a day some years later, and as much later as the period stood still before it ended.

    Counted from 29 February, a period that ends in a common year ends on the last day of that
    month (NMSA 1978, 12-2A-7(D)). Weekends and holidays, which can only lengthen it, are left out.
    """
    if day.year + years > MAXYEAR:
        return date.max
    try:
        ends = day.replace(year=day.year + years)
    except ValueError:
        ends = date(day.year + years, 2, 28)
    for begins, over in tolled:
        if begins <= ends:
            if over == LAST_DAY:
                return None
            ends += timedelta(days=min((over - begins).days, (date.max - ends).days))
    return ends
