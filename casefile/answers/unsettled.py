"""Unsettled: hearings whose day has passed, and of which no outcome is on record."""

from __future__ import annotations

from sqlalchemy import or_

from casefile.answers.asking import Asking
from casefile.answers.calendar import CalendarPage, Listing, Window, entry_of
from casefile.answers.paging import LIMIT, check_limit
from casefile.law.edtf import LAST_DAY
from casefile.law.entry import HEARING, SCHEDULED
from casefile.projections.calendar import calendar


def hearings(
    asking: Asking,
    *,
    as_of: str | None = None,
    known_at: str | None = None,
    matter_id: str | None = None,
    limit: int = LIMIT,
) -> CalendarPage:
    """Return the hearings that were set for a day before `as_of` and neither held nor cancelled.

    The last ones come first.
    """
    with asking.gate(known_at, as_of=as_of) as at:
        on, every = at.on.isoformat(), Listing(at, "", "", Window(matter_id=matter_id), False)
        query = every.wanted().where(
            calendar.c.entry == HEARING,
            calendar.c.status == SCHEDULED,
            calendar.c.latest < on,
            or_(calendar.c.due, calendar.c.valid_to < LAST_DAY.isoformat()),
        )
        by_day = query.order_by(calendar.c.latest.desc(), calendar.c.matter_id, calendar.c.entry_id)
        rows = at.connection.execute(by_day.limit(check_limit(limit))).mappings()
        entries = [entry_of(at.on, **row) for row in rows]
        return at.named(CalendarPage(entries=entries, next=None, **at.said()))
