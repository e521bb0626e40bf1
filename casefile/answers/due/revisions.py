"""Revisions: since when the entries of the calendar are as they are, for programs that keep them.

An entry changes with every event that makes another row of it, of its matter, or of the names in
it; and by itself, as a day comes on which what was possible is certain. Its number counts both: the
position of its last event, and the last day on which it changed. No event is recorded on a day
before that of another one, so that neither ever makes up for the other, and the number never falls.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from msgspec.structs import asdict
from sqlalchemy import Table, case, func, select

from casefile.answers.asking import At
from casefile.answers.due.calendar_entry import CalendarEntry
from casefile.answers.due.stayed import StayedMatters
from casefile.law import subjects
from casefile.law.entry import ITEM, KINDS
from casefile.law.known import Known
from casefile.projections.calendar import calendar
from casefile.projections.matters import matters
from casefile.projections.names import PARTY, names
from casefile.store.tables import events

MANY = 1_000  # positions that are looked up at once


class Revision(NamedTuple):
    """Which revision of an entry it is, and the instants at which it was set and last changed."""

    number: int
    set_on: datetime
    changed_on: datetime


class CalendarRow(NamedTuple):
    """What a row says of when an entry can be, on which days it stands, and since when."""

    entry: str
    matter_id: str
    entry_id: str
    ordinal: int
    kind: str
    at: str
    earliest: str
    latest: str
    whose: str
    status: str
    valid_from: str
    valid_to: str
    known_from: int
    known_to: int

    @property
    def subject(self) -> str:
        """Return the subject of the entry."""
        return subjects.entry(self.entry, self.matter_id, self.entry_id)

    def stands(self, at: At) -> bool:
        """Tell whether it is known, and so on the day that is asked about."""
        on = at.on.isoformat()
        return self.known_to > at.position and self.valid_from <= on < self.valid_to

    def edges(self, at: At) -> Iterable[str]:
        """Return the days up to that day on which it begins and ends, if it is known."""
        days = (self.valid_from, self.valid_to) if self.known_to > at.position else ()
        return (day for day in days if day <= at.on.isoformat())


def rows_of(at: At, entries: Iterable[CalendarEntry]) -> dict[str, list[CalendarRow]]:
    """Return all rows that the entries have had so far, by their subjects."""
    ids = {(one.matter_id, one.entry_id) for one in entries}
    query = select(*(calendar.c[name] for name in CalendarRow._fields)).where(
        calendar.c.entry.in_((*KINDS, ITEM)),
        calendar.c.matter_id.in_(sorted({matter_id for matter_id, _ in ids})),
        # They are found by the matter: each id in each matter would be looked up.
        func.coalesce(calendar.c.entry_id, "").in_(sorted({entry_id for _, entry_id in ids})),
        calendar.c.known_from <= at.position,
    )
    found: dict[str, list[CalendarRow]] = {}
    for row in map(CalendarRow._make, at.connection.execute(query)):
        found.setdefault(row.subject, []).append(row)
    return found


class Revisions:
    """The revisions of some entries, of which all that they rest on has been read."""

    def __init__(
        self,
        at: At,
        entries: Sequence[CalendarEntry],
        known: Known,
        rows: Mapping[str, Sequence[CalendarRow]],
        office: ZoneInfo,
    ) -> None:
        self._at = at
        self._known = known
        self._stayed = StayedMatters(known, [asdict(one) for one in entries])
        self._office = office
        self._rows = rows
        matter_ids = sorted({one.matter_id for one in entries})
        self._by_matter = _last_change(at, matters, matter_ids)
        self._by_names = _last_change(at, names, matter_ids)
        self._own = {_key(one): _positions(one, known) for one in entries}
        wanted = {self._last(one) for one in entries} | {min(one) for one in self._own.values()}
        self._instants = _instants(at, sorted(wanted))

    def _stays(self, matter_id: str) -> list[int]:
        """Return the positions of what stays a matter or its parties, and lets them go on."""
        return [one.position for one in self._known.recorded(subjects.stays(matter_id))]

    def of(self, entry: CalendarEntry) -> Revision:
        """Return which revision of an entry this is."""
        last = self._last(entry)
        changed_on = self._instants[last]
        day = changed_on.astimezone(self._office).date()
        edges = [date.fromisoformat(one) for row in self._of(entry) for one in row.edges(self._at)]
        stays = (one for one in self._stayed.edges(entry.matter_id) if one <= self._at.on)
        come = max((*edges, *stays))
        if come > day:
            day, changed_on = come, datetime.combine(come, time(), self._office).astimezone(UTC)
        set_on = self._instants[min(self._own[_key(entry)])]
        return Revision(last + day.toordinal(), set_on, changed_on)

    def _of(self, entry: CalendarEntry) -> Sequence[CalendarRow]:
        return self._rows[subjects.entry(entry.entry, entry.matter_id, entry.entry_id)]

    def _last(self, entry: CalendarEntry) -> int:
        """Return the position of the last event with which anything changed that is told of it."""
        by_names = self._by_names if entry.whose or entry.entry == ITEM else {}
        return max(
            *self._own[_key(entry)],
            *(row.known_from for row in self._of(entry)),
            *(row.known_to for row in self._of(entry) if row.known_to <= self._at.position),
            *self._stays(entry.matter_id),
            self._by_matter.get(entry.matter_id, 0),
            by_names.get(entry.matter_id, 0),
        )


def _key(entry: CalendarEntry) -> tuple[str, str, str, int]:
    return entry.entry, entry.matter_id, entry.entry_id, entry.ordinal


def _positions(entry: CalendarEntry, known: Known) -> Sequence[int]:
    """Return the positions of the events about an entry, and about what it stands by."""
    about = subjects.entry(entry.entry, entry.matter_id, entry.entry_id)
    asked = (about, subjects.event(entry.by), subjects.event(entry.set_by))
    return [one.position for subject in asked for one in known.recorded(subject)]


def _last_change(at: At, table: Table, matter_ids: Sequence[str]) -> dict[str, int]:
    """Return the position of the last event that changed what a table says of each matter."""
    left = case((table.c.known_to <= at.position, table.c.known_to), else_=0)
    columns = (table.c.matter_id, func.max(table.c.known_from), func.max(left))
    query = select(*columns).where(
        table.c.matter_id.in_(matter_ids), table.c.known_from <= at.position
    )
    if table is names:
        query = query.where(names.c.who == PARTY)
    rows = at.connection.execute(query.group_by(table.c.matter_id))
    return {matter_id: max(came, went) for matter_id, came, went in rows}


def _instants(at: At, positions: Sequence[int]) -> dict[int, datetime]:
    """Return when the events at these positions were recorded."""
    query = select(events.c.position, events.c.recorded_at)
    found: dict[int, datetime] = {}
    for begin in range(0, len(positions), MANY):
        some = positions[begin : begin + MANY]
        rows = at.connection.execute(query.where(events.c.position.in_(some)))
        found |= {position: datetime.fromisoformat(instant) for position, instant in rows}
    return found
