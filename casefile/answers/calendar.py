"""The calendar: hearings, deadlines and days on which motions are due, across all matters."""

from __future__ import annotations

from calendar import day_name
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from itertools import islice
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct
from sqlalchemy import ColumnElement, Select, and_, or_, select, true, tuple_

from casefile.answers.asking import Answer, Asking, At, read_day
from casefile.answers.paging import LIMIT, check_limit
from casefile.errors import Malformed
from casefile.law import placeholders
from casefile.law.deadlines.body import WrongRules
from casefile.law.deadlines.holiday import closing, court_days, places, state_of
from casefile.law.edtf import FIRST_DAY, LAST_DAY, parse
from casefile.law.entry import (
    CLOSED,
    DEADLINE,
    ITEM,
    KINDS,
    MET,
    OPEN,
    SCHEDULED,
    STANDING,
)
from casefile.law.venue import Doubt, Hour, read_hour, zone_at
from casefile.projections.calendar import calendar
from casefile.projections.matters import matters
from casefile.projections.tables import known_at

BY_DAY = ("earliest", "matter_id", "entry", "entry_id", "ordinal")
OF_MATTER = ("title", "status", "time_zone", "court_id", "jurisdiction")
APART = timedelta(days=2)  # no two clocks are further apart at one instant
AHEAD = 100  # entries of later days that are read with a page, among which its last may stand
FAR = 366 * 2  # days, further than which no court days are counted

Key = tuple[str, str, str, str, int]  # an instant, and which entry it is: how they are listed


class CalendarEntry(Struct, frozen=True, kw_only=True):
    """A hearing, a deadline, a motion's day or what runs until a day, with when it can be.

    `at` is as it was set, in EDTF, and `set_by` the event that set it; `weekday` is that of its
    day, where that is exact. It has its `status` since the day `since`, in EDTF, by the event `by`;
    `possible` are statuses that it may have beside that one, because the dates of what happened are
    not exact. Where `certain` is false it is only possible that it is set like this. `whose` is the
    party whose deadline it is. `time_zone` is that of its venue, null where nobody knows it.
    `begins_at` is the instant of its hour, in UTC, and `doubt` says why an hour has none.

    `overdue` tells whether a deadline is still open after the last day on which it can be due, and
    `late` whether it was met only then. `days_left` are calendar days to that last day, and
    `court_days_left` those of them on which the court sits, by the legal holidays known of it; both
    are null for what is not to come, and the second one beyond two years. `matter_closed` tells
    whether the books of the matter are.
    """

    entry: str
    matter_id: str
    matter: str
    matter_closed: bool
    entry_id: str
    ordinal: int
    kind: str | None
    at: str
    earliest: str
    latest: str
    weekday: str | None
    days_left: int | None
    court_days_left: int | None
    place: str | None
    time_zone: str | None
    begins_at: str | None
    doubt: Doubt | None
    whose: str | None
    whose_name: str | None
    status: str
    since: str
    by: str
    possible: Sequence[str]
    certain: bool
    set_by: str
    overdue: bool
    late: bool

    @property
    def label(self) -> str:
        """Return how it stands on its day in words, like "OVERDUE" or "met late"."""
        if not self.overdue:
            return self.words
        return f"OVERDUE, {self.words}" if self.again else self.words.replace(OPEN, "OVERDUE", 1)

    @property
    def without_outcome(self) -> bool:
        """Tell whether its day has passed, and nothing is on record of whether it was held."""
        passed = self.days_left is None and self.latest < LAST_DAY.isoformat()
        return self.status == SCHEDULED and passed

    @property
    def again(self) -> bool:
        """Tell whether a deadline is open because the answer that had met it was stricken."""
        return self.status == OPEN and self.by != self.set_by

    @property
    def words(self) -> str:
        """Return its status in words, like "open, may be met", whatever day it is."""
        said = self.status + (" late" if self.late else "")
        if self.again:
            said += f" again since {parse(self.since).shown} (answer stricken)"
        if not self.certain:
            said = f"may be {self.status}"
        if self.possible:
            said += f", may be {' or '.join(self.possible)}"
        closed = self.matter_closed and self.status in STANDING
        return f"{said} (the matter is closed)" if closed else said

    def key(self, office: ZoneInfo) -> Key:
        """Return what an entry is listed by: its instant first, in UTC.

        What has none stands where its day begins, or its hour is, by the clocks of the office.
        """
        begins = self.begins_at or self._begins(office)
        return (begins, self.matter_id, self.entry, self.entry_id, self.ordinal)

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
    """Which entries are asked for: those that can fall between two days, and of whom.

    `party` is the one whose deadline it is.
    """

    first: str | None = None
    last: str | None = None
    matter_id: str | None = None
    known_at: str | None = None
    party: str | None = None


def page(
    asking: Asking,
    window: Window,
    *,
    as_of: str | None = None,
    overdue: bool = False,
    after: str | None = None,
    limit: int = LIMIT,
) -> CalendarPage:
    """Return a page of the hearings and deadlines in a window, as they stand on the day `as_of`.

    A deadline is overdue that is open then and was due before. With `overdue`, those before the
    first day are there as well.
    """
    first = read_day(window.first) if window.first else FIRST_DAY
    last = read_day(window.last) if window.last else LAST_DAY
    size, office = check_limit(limit), asking.zone
    with asking.gate(window.known_at, as_of=as_of, after=after) as at:
        key = _key(at.after) if at.after else None
        asked = Listing(at, first.isoformat(), last.isoformat(), window, overdue)
        by_day = asked.by_day(_first_day(key), size + AHEAD)
        listed = (one for one in _by_instant(by_day, office) if key is None or one[0] > key)
        found, following = at.page(
            list(islice(listed, size + 1)), size, lambda one: _written(one[0])
        )
        entries = [entry for _, entry in found]
        return at.named(CalendarPage(entries=entries, next=following, **at.said()))


def _written(key: Key) -> str:
    return "/".join(map(str, key))


def _key(after: str) -> Key:
    """Read the `next` of a page; raises Malformed."""
    try:
        instant, matter_id, entry, entry_id, ordinal = after.split("/")
        moment = datetime.strptime(instant, "%Y-%m-%dT%H:%M:%S%z").replace(tzinfo=None)
        number = int(ordinal)
    except ValueError as error:
        sentence = f"{after!r} is not the `next` of a page."
        raise Malformed(sentence, code="page.after") from error
    return _utc(moment, timedelta()), matter_id, entry, entry_id, number


def _first_day(key: Key | None) -> date:
    """Return the first day that an entry can have which is listed behind a key."""
    listed = datetime.fromisoformat(key[0]).date() if key else FIRST_DAY
    return date.fromordinal(max(FIRST_DAY.toordinal(), listed.toordinal() - APART.days))


class Listing(NamedTuple):
    """What is asked of the table: the entries as they stand on a day, in a window of days."""

    at: At
    first: str
    last: str
    window: Window
    overdue: bool

    def by_day(self, begins: date, size: int) -> Iterator[CalendarEntry]:
        """Yield the entries from a day on, by their days as they are written.

        What begins before the window is found by itself, and comes first: what can fall on several
        days, and what is overdue. So nothing is read of what is over.
        """
        wide = and_(calendar.c.wide, calendar.c.latest >= self.first)
        on = self.at.on.isoformat()
        # Nearly everything that is open is so until further notice.
        late = and_(
            calendar.c.entry == DEADLINE,
            calendar.c.status == OPEN,
            calendar.c.latest < on,
            or_(calendar.c.due, calendar.c.valid_to < LAST_DAY.isoformat()),
        )
        before = or_(wide, late) if self.overdue else wide
        start = begins.isoformat()
        if self.window.matter_id is not None or self.first <= FIRST_DAY.isoformat():
            ahead = calendar.c.latest >= self.first
            yield from self._pages(or_(ahead, late) if self.overdue else ahead, start, size)
            return
        if start < self.first:
            yield from self._before(before, start, size)
        # That it begins in the window is said by where the page begins. Told twice, PostgreSQL
        # takes the two for independent, expects few rows and puts all of them in order.
        yield from self._pages(true(), max(start, self.first), size)

    def _before(self, which: ColumnElement[bool], start: str, size: int) -> Iterator[CalendarEntry]:
        """Yield the entries of a condition that begin before the window, a page at a time.

        They are few, and are found first and then put in order: looking through all that begins
        before the window takes PostgreSQL longer, and it expects the contrary.
        """
        found = self.wanted().where(which).offset(0).subquery()
        begun = select(found).where(found.c.earliest < self.first, found.c.earliest <= self.last)
        yield from self._in_order(begun, [found.c[name] for name in BY_DAY], start, size)

    def _pages(self, which: ColumnElement[bool], start: str, size: int) -> Iterator[CalendarEntry]:
        """Yield the entries of a condition from a day on, a page at a time."""
        wanted = self.wanted().where(which, calendar.c.earliest <= self.last)
        yield from self._in_order(wanted, [calendar.c[name] for name in BY_DAY], start, size)

    def _in_order(
        self, wanted: Select[Any], place: Sequence[ColumnElement[Any]], start: str, size: int
    ) -> Iterator[CalendarEntry]:
        last: tuple[Any, ...] = (start, "", "", "", -1)
        while True:
            query = wanted.where(tuple_(*place) > tuple_(*last)).order_by(*place).limit(size)
            rows = self.at.connection.execute(query).mappings().all()
            yield from (entry_of(self.at.on, **row) for row in rows)
            if len(rows) < size:
                return
            last = tuple(rows[-1][name] for name in BY_DAY)

    def wanted(self) -> Select[Any]:
        """Return the query for the entries as they stand on the day, of whom they are asked of."""
        at, on = self.at, self.at.on.isoformat()
        columns = [one for one in calendar.c if one.name in CalendarEntry.__struct_fields__]
        matter = and_(matters.c.matter_id == calendar.c.matter_id, known_at(matters, at.position))
        query = (
            select(*columns, *(matters.c[name].label(f"of_{name}") for name in OF_MATTER))
            .join_from(calendar, matters, matter, isouter=True)
            .where(
                known_at(calendar, at.position),
                calendar.c.valid_from <= on,
                calendar.c.valid_to > on,
            )
        )
        if self.window.party is not None:
            query = query.where(calendar.c.whose == self.window.party)
        if self.window.matter_id is not None:
            # Each kind by its name, so that the index of the rows' keys, which begins with it, is
            # used.
            own = calendar.c.matter_id == self.window.matter_id
            query = query.where(calendar.c.entry.in_((*KINDS, ITEM)), own)
        return query


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


def entry_of(
    on: date,
    *,
    kind: str,
    place: str,
    time_zone: str,
    whose: str,
    possible: str,
    of_title: str | None,
    of_status: str | None,
    of_time_zone: str | None,
    of_court_id: str | None,
    of_jurisdiction: str | None,
    **said: Any,
) -> CalendarEntry:
    """Return an entry of the calendar as it stands on a day, by its row and that of its matter."""
    zone = zone_at(time_zone, of_time_zone or "", of_court_id or "", of_jurisdiction or "")
    hour = read_hour(parse(said["at"], offset=True), zone)
    latest, status = date.fromisoformat(said["latest"]), said["status"]
    exact = said["earliest"] == said["latest"]
    ahead = status in STANDING and latest >= on
    since = parse(said["since"]).earliest if said["since"] else None
    return CalendarEntry(
        kind=kind or None,
        matter=of_title or said["matter_id"],
        matter_closed=of_status == CLOSED,
        weekday=day_name[latest.weekday()] if exact else None,
        days_left=(latest - on).days if ahead and latest < LAST_DAY else None,
        court_days_left=_court_days(on, latest, of_court_id, of_jurisdiction) if ahead else None,
        place=place or None,
        time_zone=zone or None,
        begins_at=instant_of(hour),
        doubt=hour.doubt if hour else None,
        whose=whose or None,
        whose_name=placeholders.party_in(said["matter_id"], whose) if whose else None,
        possible=msgspec.json.decode(possible, type=tuple[str, ...]),
        certain=said["entry"] == ITEM or said["ordinal"] == 0,
        overdue=(said["entry"], status) == (DEADLINE, OPEN) and latest < on,
        late=status == MET and since is not None and since > latest,
        **said,
    )


def _court_days(on: date, latest: date, court_id: str | None, place: str | None) -> int | None:
    """Return on how many days after today, up to a day, the court sits.

    It is None for what is far off, and where a file of rules cannot be read: the calendar opens.

    Its legal holidays are those of its jurisdiction, of the state in which a federal court is, and
    its own.
    """
    if (latest - on).days > FAR:
        return None
    known = (one for one in (place or "", state_of(court_id or "")) if one in places())
    try:
        return court_days(on, latest, (*known, *closing(court_id or "")))
    except WrongRules:
        return None


def instant_of(hour: Hour | None) -> str | None:
    """Return the instant of an hour in UTC; None where it has none."""
    return _utc(hour.wall, hour.offset) if hour and hour.offset is not None else None


def _utc(wall: datetime, offset: timedelta) -> str:
    """Return the instant of a time of day in UTC; where no calendar has it, the time itself."""
    try:
        instant = wall - offset
    except OverflowError:
        instant = wall
    return f"{instant.isoformat(timespec='seconds')}Z"
