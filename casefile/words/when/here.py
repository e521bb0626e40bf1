"""Here: against what a typed day is read: the office's today, its order of dates, its matter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

from casefile.answers.asking import Asking
from casefile.answers.facts import chronology

FEW = 3  # facts of a matter, from where on a day that is far from them all is asked about
# How close a day is to today, or to those of a matter: a third of a year, so that in any other year
# it lies twice as far away.
CLOSE: Final = timedelta(days=120)
# How far from the days of a matter one lies about which it is asked whether it is meant.
FAR: Final = timedelta(days=5 * 365)
# For so long a matter is being put on record that was opened there long after its days.
NEW_ON_RECORD: Final = timedelta(days=31)


class Here(NamedTuple):
    """Against what a typed day is read: the office's today, and its order of dates.

    `order` is empty where nobody has chosen one. `said_on` is the day of the source whose words are
    typed, `own` the first and the last day that somebody gave in the matter, and `near` its days
    with today, where it has a few facts. While a matter is put on record long after its own days,
    the office is `catching_up`, and a day without a year is no more one of today's than of these.
    `past` says that what is typed is no day to come. A day without a year is the one nearest to
    what `stands`, where that is corrected, and the first one from the day `since` which it is to
    come. What is set for a day was set by then: of the years that a day may be of, it is that which
    lies before `until`, where one alone does. What acts on something lies `behind` the day of that,
    in the year in which it does. `of_court` says that an hour is one of a hearing, and
    `ahead` that the day is for which something is set.
    """

    today: date
    order: str = ""
    said_on: date | None = None
    near: tuple[date, date] | None = None
    own: tuple[date, date] | None = None
    past: bool = False
    stands: date | None = None
    since: date | None = None
    catching_up: bool = False
    until: date | None = None
    behind: date | None = None
    of_court: bool = False
    ahead: bool = False


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
    first, last = found.whole
    near = (min(first, today), max(last, today)) if found.facts >= FEW else None
    here = Here(today, order, said_on, near, found.given)
    if found.given is None:
        return here
    new_on_record = today - found.recorded_since <= NEW_ON_RECORD
    return here._replace(catching_up=new_on_record and today - found.given[1] > CLOSE)


def here_among(asking: Asking, matter_ids: Iterable[str]) -> Here:
    """Return what a day is read against that is asked about in some matters, or among them all.

    Their own days leave open what today does not: a day of another year is asked about.
    """
    every = (here_in(asking, one).own for one in matter_ids)
    own = [one for one in every if one]
    here = here_in(asking)
    if not own:
        return here
    return here._replace(own=(min(first for first, _ in own), max(last for _, last in own)))
