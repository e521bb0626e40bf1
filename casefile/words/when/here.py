"""Here: against what a typed day is read: the office's today, its order of dates, its matter."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from casefile.answers.asking import Asking
from casefile.answers.facts import chronology

FEW = 3  # facts of a matter, from where on a day that is far from them all is asked about


class Here(NamedTuple):
    """Against what a typed day is read: the office's today, and its order of dates.

    `order` is empty where nobody has chosen one. `said_on` is the day of the source whose words are
    typed, `own` the first and the last day of the matter, and `near` these with today, where it has
    a few facts. `past` says that what is typed is no day to come. A day without a year is the one
    nearest to what `stands`, where that is corrected, and the first one from the day `since` which
    it is to come.
    """

    today: date
    order: str = ""
    said_on: date | None = None
    near: tuple[date, date] | None = None
    own: tuple[date, date] | None = None
    past: bool = False
    stands: date | None = None
    since: date | None = None


def here_in(
    asking: Asking,
    matter_id: str | None = None,
    *,
    today: date | None = None,
    said_on: date | None = None,
) -> Here:
    """Return what typed days are read against in an office, and in a matter where one is given.

    An order of dates that a database of before was given, and nobody has chosen, is none.
    """
    settings, today = asking.settings, today or asking.today()
    order = settings.date_order if settings.chosen else ""
    found = chronology.dates_of(asking, matter_id) if matter_id else None
    if found is None:
        return Here(today, order, said_on)
    first, last, facts = found
    near = (min(first, today), max(last, today)) if facts >= FEW else None
    return Here(today, order, said_on, near, (first, last))
