"""Due: what a page shows of the calendar around a day, what is late apart from what is to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from casefile.answers.due import calendar
from casefile.answers.due.calendar import Window
from casefile.answers.due.calendar_entry import CalendarEntry
from casefile.door import office
from casefile.law.edtf import LAST_DAY

MOST_LATE, MOST_AHEAD = 6, 12


class Outlook(NamedTuple):
    """What is overdue or has no outcome on record, what is ahead, and whether there is more."""

    late: Sequence[CalendarEntry]
    ahead: Sequence[CalendarEntry]
    more_late: bool
    more_ahead: bool

    @property
    def entries(self) -> list[CalendarEntry]:
        """Return all of them as they are listed."""
        return [*self.late, *self.ahead]


def read_due(
    on: date,
    *,
    within: timedelta | None = None,
    matter_id: str | None = None,
    known_at: str | None = None,
) -> Outlook:
    """Return what is due as of a day, all of it or within so many days.

    What is late never takes the place of what is to come.
    """
    today, end = on.isoformat(), LAST_DAY - timedelta(days=1)
    last = min(on + within, end).isoformat() if within and on < end - within else None
    window = Window(first=today, matter_id=matter_id, known_at=known_at)
    past = calendar.page(
        office(), window._replace(last=today), as_of=today, overdue=True, limit=MOST_LATE
    )
    late = [one for one in past.entries if one.overdue or one.no_outcome]
    ahead = calendar.page(office(), window._replace(last=last), as_of=today, limit=MOST_AHEAD)
    return Outlook(
        late, ahead.entries, len(late) == MOST_LATE and bool(past.next), bool(ahead.next)
    )
