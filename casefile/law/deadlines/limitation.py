"""Limitation: until when a charge may be filed again, by jurisdiction, severity, degree, statute.

The table of periods holds the general ones and no exceptions (tax offenses, identity theft,
offenses against children, flight): a period that has passed is a warning, never a refusal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from casefile.law.codes import Instrument, Severity
from casefile.law.deadlines.count import months_later
from casefile.law.deadlines.periods import ANY, GRACE, KEPT_OPEN, LIMITATIONS, NEVER, Statute
from casefile.law.edtf import LAST_DAY, When

_degree = re.compile(r"\b(capital|first|second|third|fourth|fifth|[1-5](?=st|nd|rd|th|\b))")
_ordinals = {"1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth"}
_untimely = re.compile(r"\blimitations?\b|\btime[- ]?barred\b|\buntimel", re.IGNORECASE)


Days = tuple[date, date]  # from a day until before another
Last = tuple[date | None, date | None]  # the earliest and the latest last day


class Prosecution(NamedTuple):
    """A prosecution that was dismissed on one of these days, and what more time hangs on."""

    earliest: date
    latest: date
    severity: str
    instrument: str
    untimely: bool
    on_appeal: bool


def last_days(
    jurisdiction: str,
    severity: str,
    degree: str,
    incident: When | None,
    tolled: Iterable[Days],
    statutes: Sequence[str] = (),
) -> Last:
    """Return the earliest and the latest last day on which a charge may be filed.

    They differ where severity, degree or the day of the incident is not known for certain, or the
    table does not say which period the statutes have. A latest of None is no end: the law sets
    none, the period still stands still, or not enough is known to name one. `tolled` are the spans,
    in order, in which the period stands still.
    """
    periods = LIMITATIONS.get(jurisdiction)
    if periods is None or incident is None:
        return (None, None)
    possible = list(_months(periods, severity, degree, statutes))
    limited = [months for months in possible if months is not NEVER]
    tolled = list(tolled)
    first = last = None
    if limited and incident.earliest:
        first = _later(incident.earliest, min(limited), tolled)
    if limited and incident.latest and len(limited) == len(possible):
        last = _later(incident.latest, max(limited), tolled)
    return (first, last)


def kept_open(jurisdiction: str, days: Last, incident: When | None, ended: Prosecution) -> Last:
    """Return the last days with what the law of some places adds to them after a prosecution."""
    if jurisdiction == "US":
        return _with_grace(days, ended)
    if jurisdiction == "US-IL" and days[1]:
        return (days[0], _without_pendency(days[1], incident, ended))
    return days


def unknown_here(jurisdiction: str) -> str:
    """Return that no limitation rule of a jurisdiction is in the table; "" where one is."""
    if jurisdiction in LIMITATIONS:
        return ""
    return f"no limitation rule{f' for {jurisdiction}' if jurisdiction else ''} is known here"


def unless_kept_open(jurisdiction: str) -> str:
    """Return in words what may give more time after a prosecution; "" where nothing does."""
    cited = KEPT_OPEN.get(jurisdiction)
    return f", unless it was kept open ({cited})" if cited else ""


def is_untimely(reason: str | None) -> bool:
    """Tell whether the reason for a dismissal says that the charge came too late."""
    return bool(reason and _untimely.search(reason))


@lru_cache(maxsize=1_024)
def degree_name(text: str) -> str:
    """Return a degree in one form: "4", "4th" and "Fourth degree" are all "fourth"."""
    found = _degree.search(text.lower())
    return _ordinals.get(found[1], found[1]) if found else ""


def _months(
    periods: Mapping[str, Mapping[str, int | None]],
    severity: str,
    degree: str,
    statutes: Sequence[str],
) -> Iterator[int | None]:
    """Yield each period that may apply; all severities may where this one is not in the table."""
    degree = degree_name(degree)
    for by_name in [periods[severity]] if severity in periods else periods.values():
        named = [_statute_in(by_name, statute) for statute in statutes]
        if degree in by_name:
            yield by_name[degree]
        elif ANY in by_name:
            yield by_name[ANY]
        elif named and all(named):
            yield from (by_name[name] for name in named)
        else:
            yield from by_name.values()


def _statute_in(by_name: Mapping[str, int | None], statute: str) -> str:
    """Return the section of the table that a statute is in; "" where there is none."""
    text = " ".join(statute.split())
    sections = (name for name in by_name if isinstance(name, Statute))
    return next((one for one in sections if re.match(rf"{re.escape(one)}(?![\w.-])", text)), "")


def _later(day: date, months: int, tolled: Sequence[Days]) -> date | None:
    """Return a day some months later, and as much later as the period stood still before it ended.

    Counted from 29 February, a period that ends in a common year ends on the last day of that
    month (NMSA 1978, 12-2A-7(D)). Weekends and holidays, which can only lengthen it, are left out.
    """
    ends = _after(day, months)
    for begins, over in tolled:
        if begins <= ends:
            if over == LAST_DAY:
                return None
            ends = _longer(ends, over - begins)
    return ends


def _with_grace(days: Last, ended: Prosecution) -> Last:
    """Return the last days of a felony that was dismissed from an indictment or information.

    Where the period had ended, a new indictment may be returned within six calendar months of the
    dismissal (18 U.S.C. 3288); where it ends within these, within six of its end (3289). Not where
    the charge came too late, and in the event of an appeal within 60 days of its end, which no
    event tells. That no grand jury is in session, which can only lengthen it, is left out.
    """
    first, last = days
    felony = ended.severity in (Severity.FELONY, Severity.UNKNOWN)
    otherwise = ended.instrument in (Instrument.COMPLAINT, Instrument.CITATION)
    if not first or not felony or otherwise or ended.untimely:
        return days
    ends = list(_ends_with_grace(first, last or LAST_DAY, ended))
    named = ended.instrument in (Instrument.INDICTMENT, Instrument.INFORMATION)
    certain = ended.severity == Severity.FELONY and named
    return (min(ends) if certain else first, None if ended.on_appeal or not last else max(ends))


def _ends_with_grace(first: date, last: date, ended: Prosecution) -> Iterator[date]:
    """Yield the end of each period that may be the shortest or the longest between two days."""
    for dismissed in (ended.earliest, ended.latest):
        grace = _after(dismissed, GRACE)
        turning = (first, last, grace, _longer(grace, timedelta(days=1)))
        for ends in (one for one in turning if first <= one <= last):
            if ends < dismissed:
                yield grace
            else:
                yield _after(ends, GRACE) if ends <= grace else ends


def _without_pendency(last: date, incident: When | None, ended: Prosecution) -> date | None:
    """Return the latest last day where the time of a prosecution does not count.

    It was pending from the incident at the earliest (720 ILCS 5/3-7(a)(3)).
    """
    if not incident or not incident.earliest:
        return None
    return _longer(last, max(ended.latest - incident.earliest, timedelta()))


def _after(day: date, months: int) -> date:
    try:
        return months_later(day, months)
    except OverflowError:
        return date.max


def _longer(day: date, span: timedelta) -> date:
    return day + min(span, date.max - day)
