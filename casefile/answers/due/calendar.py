"""The calendar: hearings, deadlines and days on which motions are due, across all matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta
from heapq import heappop, heappush
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Select,
    and_,
    bindparam,
    func,
    or_,
    select,
    true,
    tuple_,
    union_all,
)

from casefile.answers.asking import Answer, Asking, At, check_matter, read_days
from casefile.answers.due.calendar_entry import CalendarEntry, Key, ListedEntry, row_of, utc_of
from casefile.answers.due.concerning import concerns
from casefile.answers.due.filed_again import without_filed_again
from casefile.answers.due.stayed import StayedMatters
from casefile.answers.paging import LIMIT, check_limit
from casefile.errors import Malformed
from casefile.law.edtf import FIRST_DAY, LAST_DAY
from casefile.law.entry import HEARING, ITEM, KINDS
from casefile.law.venue import FARTHEST
from casefile.projections.calendar import AWAITED, IN_TURN, calendar
from casefile.projections.matters import matters
from casefile.projections.subjects import known_in
from casefile.projections.tables import known_at
from casefile.store.tables import NEVER

OF_MATTER = ("title", "status", "time_zone", "court_id", "jurisdiction")
BEHIND = tuple_(*(bindparam(f"behind_{name}", type_=calendar.c[name].type) for name in IN_TURN))
BEGINNING = datetime.combine(FIRST_DAY, time())
AHEAD = 100  # entries of later hours that are read with a page, among which its last may stand


class CalendarPage(Answer, frozen=True, kw_only=True):
    """A page of the calendar, by instant; `next` is what to give as `after` for the next one."""

    entries: Sequence[CalendarEntry]
    next: str | None
    known_at: str
    position: int
    past_head: bool


class Window(NamedTuple):
    """Which entries are asked for: those that can fall between two days, and of whom.

    `party` is whom they concern: its own deadlines, what is nobody's alone in the matters that it
    is in, and what runs on its charges, claims and citations. `responsible` is who in the office
    sees to it, however that is written in capitals. Without `hearings` it is what is due alone.
    """

    first: str | None = None
    last: str | None = None
    matter_id: str | None = None
    known_at: str | None = None
    party: str | None = None
    responsible: str | None = None
    hearings: bool = True


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
    first day are there as well, and the hearings that have no outcome.
    """
    first, last = read_days(window.first, window.last)
    size, office = check_limit(limit), asking.zone
    which = ("calendar", *window, overdue)
    with asking.gate(window.known_at, as_of=as_of, after=after, listed=which) as at:
        key = _key(at.after) if at.after else None
        if window.matter_id is not None:
            check_matter(at.connection, window.matter_id)
        party = None if window.party is None else concerns(at, window.party)
        asked = _Listing(at, first.isoformat(), last.isoformat(), window, overdue, party)
        in_turn = asked.in_turn(_first_wall(key), size + AHEAD)
        by_instant = _by_instant(row_of(office, one) for one in in_turn)
        behind = (one for one in by_instant if key is None or one.key > key)
        listed = without_filed_again(at, behind, size + 1)
        found, following = at.page(
            list(islice(listed, size + 1)), size, lambda one: _written(one.key)
        )
        known = known_in(at.connection, upto=at.position)
        stayed = StayedMatters(known, [dict(one.said) for one in found])
        entries = [one.entry(at.on, stayed) for one in found]
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
    return utc_of(moment, timedelta()), matter_id, entry, entry_id, number


def _first_wall(key: Key | None) -> str:
    """Return the first time by any clock that an entry can have which is listed behind a key."""
    listed = datetime.fromisoformat(key[0]).replace(tzinfo=None) if key else BEGINNING
    return _least(listed).isoformat(timespec="minutes")


def _least(moment: datetime) -> datetime:
    """Return the time that is as far before another one as clocks can be apart."""
    return moment - min(FARTHEST, moment - BEGINNING)


class _Listing(NamedTuple):
    """What is asked of the table: the entries as they stand on a day, in a window of days."""

    at: At
    first: str
    last: str
    window: Window
    overdue: bool
    concerns: ColumnElement[bool] | None = None

    def in_turn(self, start: str, size: int) -> Iterator[RowMapping]:
        """Yield the entries from a time on, in the order of their times as they are written.

        What begins before the window is found by itself, and comes first: what can fall on several
        days, and what is overdue. So nothing is read of what is over.
        """
        if self.window.matter_id is not None or self.first <= FIRST_DAY.isoformat():
            ahead = calendar.c.latest >= self.first
            which = or_(ahead, self._late()) if self.overdue else ahead
            yield from self._in_order(self._next(which, size), start, size)
            return
        if start < self.first:
            yield from self._in_order(self._next_before(size), start, size)
        # That it begins in the window is said by where the page begins. Told twice, PostgreSQL
        # takes the two for independent, expects few rows and puts all of them in order.
        within = self._next(true(), size)
        yield from self._in_order(within, max(start, self.first), size)

    def _late(self) -> ColumnElement[bool]:
        """Hold a question to what was to happen before the day and is still awaited then.

        A sum with nothing keeps the table's own key, of which every hearing is, out of it.
        """
        awaited = (
            and_(calendar.c.entry + "" == entry, calendar.c.status == status)
            for entry, status in AWAITED.items()
        )
        return and_(or_(*awaited), calendar.c.latest < self.at.on.isoformat())

    def _next(self, which: ColumnElement[bool], size: int) -> Select[Any]:
        """Ask for the next entries of a condition behind a place."""
        place = [calendar.c[name] for name in IN_TURN]
        wanted = self._wanted().where(which, calendar.c.wall <= f"{self.last}T24")
        return wanted.where(tuple_(*place) > BEHIND).order_by(*place).limit(size)

    def _next_before(self, size: int) -> Select[Any]:
        """Ask for the next entries that begin before the window, by an index for each kind of them.

        Nearly everything that is awaited is so until further notice, and is known still: it is read
        in order, and no more of it than a page. All others are few.
        """
        begun = calendar.c.wall < self.first
        parts = [self._few(and_(calendar.c.wide, calendar.c.latest >= self.first), size)]
        if self.overdue:
            late = and_(self._late(), calendar.c.latest < self.first)
            live = and_(calendar.c.due, calendar.c.known_to == NEVER, late)
            known = and_(calendar.c.due, calendar.c.known_to < NEVER, late)
            ending = and_(calendar.c.valid_to < LAST_DAY.isoformat(), late)
            parts.append(self._next(and_(live, begun), size))
            parts += [self._few(which, size) for which in (known, ending)]
        found = union_all(*(select(one.subquery()) for one in parts)).subquery()
        return select(found).order_by(*(found.c[name] for name in IN_TURN)).limit(size)

    def _few(self, which: ColumnElement[bool], size: int) -> Select[Any]:
        """Ask for the next of few entries that begin before the window.

        They are found first and then put in order: looking through all that begins before the
        window takes PostgreSQL longer, and it expects the contrary.
        """
        found = self._wanted().where(which).offset(0).subquery()
        place = [found.c[name] for name in IN_TURN]
        begun = select(found).where(found.c.wall < self.first, found.c.wall <= f"{self.last}T24")
        return begun.where(tuple_(*place) > BEHIND).order_by(*place).limit(size)

    def _in_order(self, following: Select[Any], start: str, size: int) -> Iterator[RowMapping]:
        """Yield entries from a time on, a page at a time, by what asks for those behind a place."""
        place: Sequence[Any] = (start, "", "", "", -1)
        while True:
            behind = {f"behind_{name}": one for name, one in zip(IN_TURN, place, strict=True)}
            rows = self.at.connection.execute(following, behind).mappings().all()
            yield from rows
            if len(rows) < size:
                return
            place = [rows[-1][name] for name in IN_TURN]

    def _wanted(self) -> Select[Any]:
        at, on = self.at, self.at.on.isoformat()
        said = (*CalendarEntry.__struct_fields__, calendar.c.wall.name)
        columns = [one for one in calendar.c if one.name in said]
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
        if self.concerns is not None:
            query = query.where(self.concerns)
        if not self.window.hearings:
            query = query.where(calendar.c.entry + "" != HEARING)
        if self.window.responsible is not None:
            by = func.lower(calendar.c.responsible)
            query = query.where(by == func.lower(self.window.responsible.strip()))
        if self.window.matter_id is not None:
            # Each kind by its name, so that the index of the rows' keys, which begins with it, is
            # used.
            own = calendar.c.matter_id == self.window.matter_id
            query = query.where(calendar.c.entry.in_((*KINDS, ITEM)), own)
        return query


def _by_instant(rows: Iterable[ListedEntry]) -> Iterator[ListedEntry]:
    """Yield entries that come by their own clocks in the order in which they are listed."""
    held: list[tuple[Key, ListedEntry]] = []
    for row in rows:
        sure = utc_of(_least(datetime.fromisoformat(row.said["wall"])), timedelta())
        while held and held[0][0][0] < sure:
            yield heappop(held)[1]
        heappush(held, (row.key, row))
    while held:
        yield heappop(held)[1]
