"""The calendar: hearings, deadlines and days on which motions are due, across all matters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from msgspec import Struct
from sqlalchemy import and_, or_, select, tuple_

from casefile.answers.asking import Answer, Asking, At, read_day
from casefile.answers.paging import LIMIT, check_limit
from casefile.errors import Malformed
from casefile.law.edtf import FIRST_DAY, LAST_DAY
from casefile.law.entry import DEADLINE, KINDS
from casefile.projections.calendar import calendar
from casefile.projections.tables import known_at

OVERDUE = (DEADLINE, "open")  # the entries that are overdue once their last day has passed
ORDER = ("earliest", "matter_id", "entry", "entry_id")


class CalendarEntry(Struct, frozen=True, kw_only=True):
    """A hearing, a deadline or a motion's day, with the interval in which it can fall.

    `at` is as it was set, in EDTF, and `set_by` the event that set it last. `overdue` tells whether
    a deadline is still open after the last day on which it can be due.
    """

    entry: str
    matter_id: str
    entry_id: str
    kind: str | None
    at: str
    earliest: str
    latest: str
    place: str | None
    status: str
    set_by: str
    overdue: bool

    @property
    def key(self) -> str:
        """Return what to go on from after this entry."""
        return f"{self.earliest}/{self.matter_id}/{self.entry}/{self.entry_id}"


class CalendarPage(Answer, frozen=True, kw_only=True):
    """A page of the calendar, by day; `next` is what to give as `after` for the next one."""

    entries: Sequence[CalendarEntry]
    next: str | None
    known_at: str
    position: int
    past_head: bool


class Window(NamedTuple):
    """Which entries are asked for: those that can fall between two days, and of which matter."""

    first: str | None = None
    last: str | None = None
    matter_id: str | None = None
    known_at: str | None = None


def page(
    asking: Asking,
    window: Window,
    *,
    as_of: str | None = None,
    overdue: bool = False,
    after: str | None = None,
    limit: int = LIMIT,
) -> CalendarPage:
    """Return a page of the hearings and deadlines in a window.

    A deadline is overdue that is open and was due before `as_of`. With `overdue`, those before
    the first day are there as well.
    """
    first = read_day(window.first) if window.first else FIRST_DAY
    last = read_day(window.last) if window.last else LAST_DAY
    with asking.gate(window.known_at, as_of=as_of, after=after) as at:
        days = (first.isoformat(), last.isoformat())
        found = _next_entries(
            at,
            days,
            window.matter_id,
            overdue=overdue,
            limit=check_limit(limit) + 1,
        )
        entries, following = at.page(found, limit, lambda one: one.key)
        return at.named(CalendarPage(entries=entries, next=following, **at.said()))


def _next_entries(
    at: At, days: tuple[str, str], matter_id: str | None, *, overdue: bool, limit: int
) -> list[CalendarEntry]:
    """Return the next entries that can fall between two days; `overdue` ones whenever they were."""
    (first, last), on = days, at.on.isoformat()
    place = [calendar.c[name] for name in ORDER]
    ahead = calendar.c.latest >= first
    if overdue:
        late = and_(
            calendar.c.entry == OVERDUE[0],
            calendar.c.status == OVERDUE[1],
            calendar.c.latest < on,
        )
        ahead = or_(ahead, late)
    columns = [one for one in calendar.c if one.name in CalendarEntry.__struct_fields__]
    query = select(*columns).where(
        known_at(calendar, at.position), calendar.c.earliest <= last, ahead
    )
    if matter_id is not None:
        # Each kind by its name, so that the index of the rows' keys, which begins with it, is used.
        query = query.where(calendar.c.entry.in_(KINDS), calendar.c.matter_id == matter_id)
    if at.after:
        parts = at.after.split("/")
        if len(parts) != len(ORDER):
            raise Malformed(f"{at.after!r} is not the `next` of a page.", code="page.after")
        query = query.where(tuple_(*place) > tuple_(*parts))
    rows = at.connection.execute(query.order_by(*place).limit(limit)).mappings()
    return [_entry(on, **row) for row in rows]


def _entry(on: str, *, kind: str, place: str, **said: Any) -> CalendarEntry:
    overdue = (said["entry"], said["status"]) == OVERDUE and said["latest"] < on
    return CalendarEntry(kind=kind or None, place=place or None, overdue=overdue, **said)
