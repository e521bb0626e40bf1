"""The calendar: hearings, deadlines and days on which motions are due, across all matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from itertools import islice
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from msgspec import Struct
from sqlalchemy import Select, and_, or_, select, tuple_

from casefile.answers.asking import Answer, Asking, At, read_day
from casefile.answers.paging import LIMIT, check_limit
from casefile.errors import Malformed
from casefile.law.edtf import FIRST_DAY, LAST_DAY, parse
from casefile.law.entry import DEADLINE, KINDS
from casefile.law.venue import Doubt, read_hour, zone_at
from casefile.projections.calendar import calendar
from casefile.projections.matters import matters
from casefile.projections.tables import known_at

OVERDUE = (DEADLINE, "open")  # the entries that are overdue once their last day has passed
BY_DAY = ("earliest", "matter_id", "entry", "entry_id")
PLACE = ("time_zone", "court_id", "jurisdiction")  # what a matter says of its venue
APART = timedelta(days=2)  # no two clocks are further apart at one instant
AHEAD = 100  # entries of later days that are read with a page, among which its last may stand

Key = tuple[str, str, str, str]  # an instant, and which entry it is: how they are listed


class CalendarEntry(Struct, frozen=True, kw_only=True):
    """A hearing, a deadline or a motion's day, with the interval in which it can fall.

    `at` is as it was set, in EDTF, and `set_by` the event that set it last. `time_zone` is that of
    its venue, null where nobody knows it. `begins_at` is the instant of its hour, in UTC, and
    `doubt` says why an hour has none. `overdue` tells whether a deadline is still open after the
    last day on which it can be due.
    """

    entry: str
    matter_id: str
    entry_id: str
    kind: str | None
    at: str
    earliest: str
    latest: str
    place: str | None
    time_zone: str | None
    begins_at: str | None
    doubt: Doubt | None
    status: str
    set_by: str
    overdue: bool

    def key(self, office: ZoneInfo) -> Key:
        """Return what an entry is listed by: its instant first, in UTC.

        What has none stands where its day begins, or its hour is, by the clocks of the office.
        """
        return (self.begins_at or self._begins(office), self.matter_id, self.entry, self.entry_id)

    def when(self, office: ZoneInfo) -> str:
        """Return when it is, as it was set, with whose clocks say so where that is not plain."""
        at = parse(self.at, offset=True).shown
        if self.doubt:
            return f"{at} ({self.doubt.label})"
        elsewhere = self.begins_at and self.time_zone not in (None, office.key)
        return f"{at} {self.time_zone}" if elsewhere else at

    def _begins(self, office: ZoneInfo) -> str:
        clock = time.fromisoformat(parse(self.at, offset=True).clock or "00:00")
        wall = datetime.combine(date.fromisoformat(self.earliest), clock)
        return _utc(wall, wall.replace(tzinfo=office).utcoffset() or timedelta())


class CalendarPage(Answer, frozen=True, kw_only=True):
    """A page of the calendar, by instant; `next` is what to give as `after` for the next one."""

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
    size, office = check_limit(limit), asking.zone
    with asking.gate(window.known_at, as_of=as_of, after=after) as at:
        key = _key(at.after) if at.after else None
        wanted = _wanted(at, (first, last), window.matter_id, overdue=overdue)
        by_day = _by_day(at, wanted, _first_day(key), size + AHEAD)
        listed = (one for one in _by_instant(by_day, office) if key is None or one[0] > key)
        found, following = at.page(
            list(islice(listed, size + 1)), size, lambda one: "/".join(one[0])
        )
        entries = [entry for _, entry in found]
        return at.named(CalendarPage(entries=entries, next=following, **at.said()))


def _key(after: str) -> Key:
    """Read the `next` of a page; raises Malformed."""
    try:
        instant, matter_id, entry, entry_id = after.split("/")
        moment = datetime.strptime(instant, "%Y-%m-%dT%H:%M:%S%z").replace(tzinfo=None)
    except ValueError as error:
        sentence = f"{after!r} is not the `next` of a page."
        raise Malformed(sentence, code="page.after") from error
    return _utc(moment, timedelta()), matter_id, entry, entry_id


def _first_day(key: Key | None) -> date:
    """Return the first day that an entry can have which is listed behind a key."""
    listed = datetime.fromisoformat(key[0]).date() if key else FIRST_DAY
    return date.fromordinal(max(FIRST_DAY.toordinal(), listed.toordinal() - APART.days))


def _wanted(
    at: At, days: tuple[date, date], matter_id: str | None, *, overdue: bool
) -> Select[Any]:
    """Return the query for the entries that can fall between two days.

    With `overdue`, those deadlines are there as well whenever they were.
    """
    first, last, on = days[0].isoformat(), days[1].isoformat(), at.on.isoformat()
    ahead = calendar.c.latest >= first
    if overdue:
        late = and_(
            calendar.c.entry == OVERDUE[0],
            calendar.c.status == OVERDUE[1],
            calendar.c.latest < on,
        )
        ahead = or_(ahead, late)
    columns = [one for one in calendar.c if one.name in CalendarEntry.__struct_fields__]
    matter = and_(matters.c.matter_id == calendar.c.matter_id, known_at(matters, at.position))
    query = (
        select(*columns, *(matters.c[name].label(f"of_{name}") for name in PLACE))
        .join_from(calendar, matters, matter, isouter=True)
        .where(known_at(calendar, at.position), calendar.c.earliest <= last, ahead)
    )
    if matter_id is not None:
        # Each kind by its name, so that the index of the rows' keys, which begins with it, is used.
        query = query.where(calendar.c.entry.in_(KINDS), calendar.c.matter_id == matter_id)
    return query


def _by_day(at: At, wanted: Select[Any], begins: date, size: int) -> Iterator[CalendarEntry]:
    """Yield the entries of a query from a day on, by their days as they are written."""
    place = [calendar.c[name] for name in BY_DAY]
    on, last = at.on.isoformat(), (begins.isoformat(), "", "", "")
    while True:
        query = wanted.where(tuple_(*place) > tuple_(*last)).order_by(*place).limit(size)
        rows = at.connection.execute(query).mappings().all()
        yield from (_entry(on, **row) for row in rows)
        if len(rows) < size:
            return
        last = tuple(rows[-1][name] for name in BY_DAY)


def _by_instant(
    entries: Iterable[CalendarEntry], office: ZoneInfo
) -> Iterator[tuple[Key, CalendarEntry]]:
    """Yield entries that come by day in the order in which they are listed."""
    held: list[tuple[Key, CalendarEntry]] = []
    for entry in entries:
        sure = _utc(datetime.combine(date.fromisoformat(entry.earliest), time()), APART)
        while held and held[0][0][0] < sure:
            yield heappop(held)
        heappush(held, (entry.key(office), entry))
    while held:
        yield heappop(held)


def _entry(
    on: str,
    *,
    kind: str,
    place: str,
    time_zone: str,
    of_time_zone: str | None,
    of_court_id: str | None,
    of_jurisdiction: str | None,
    **said: Any,
) -> CalendarEntry:
    zone = zone_at(time_zone, of_time_zone or "", of_court_id or "", of_jurisdiction or "")
    hour = read_hour(parse(said["at"], offset=True), zone)
    return CalendarEntry(
        kind=kind or None,
        place=place or None,
        time_zone=zone or None,
        begins_at=_utc(hour.wall, hour.offset) if hour and hour.offset is not None else None,
        doubt=hour.doubt if hour else None,
        overdue=(said["entry"], said["status"]) == OVERDUE and said["latest"] < on,
        **said,
    )


def _utc(wall: datetime, offset: timedelta) -> str:
    """Return the instant of a time of day in UTC; where no calendar has it, the time itself."""
    try:
        instant = wall - offset
    except OverflowError:
        instant = wall
    return f"{instant.isoformat(timespec='seconds')}Z"
