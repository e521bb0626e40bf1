"""An entry of the calendar as it stands on a day: its words, its instant, and the days left."""

from __future__ import annotations

import re
from calendar import day_name
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct
from sqlalchemy import RowMapping

from casefile.answers.due.stayed import Stayed, StayedMatters
from casefile.law import placeholders
from casefile.law.deadlines.body import WrongRules
from casefile.law.deadlines.holiday import closing, court_days, places, state_of
from casefile.law.edtf import LAST_DAY, parse
from casefile.law.entry import CLOSED, DEADLINE, HEARING, ITEM, MOOT, OPEN, SCHEDULED, STANDING
from casefile.law.venue import Doubt, Hour, read_hour, zone_at
from casefile.projections.calendar import met_late

FAR = 366 * 2  # days, further than which no court days are counted
# What an entry's own zone is of, beside its court's, and where it is read.
APART = "time_zone", "of_time_zone", "wall"
NO_OUTCOME = "no outcome on record"
# What a hearing is called that says by itself that it is one.
_hearing = re.compile(
    r"\b(?:hearing|trial|conference|arraignment|sentencing|argument|mediation|appearance)\b",
    re.IGNORECASE,
)

Key = tuple[str, str, str, str, int]  # an instant, and which entry it is: how they are listed


class CalendarEntry(Struct, frozen=True, kw_only=True):
    """A hearing, a deadline, a motion's day or what lasts until a day, with when it can be.

    `at` is as it was set, in EDTF, and `set_by` the event that set it; `weekday` is that of its
    day, where that is exact. It has its `status` since the day `since`, in EDTF, by the event `by`;
    `possible` are statuses that it may have beside that one, because the dates of what happened are
    not exact. Where `certain` is false it is only possible that it is set like this. `whose` is the
    party whose deadline it is, `whose_name` what that is called, or the charge, claim or citation
    that something runs on, and `responsible` who in the office sees to it. `time_zone` is that
    of its venue, null where nobody knows it. `begins_at` is the instant of its hour, in UTC, and
    `doubt` says why an hour has none.

    `overdue` tells whether a deadline is still open after the last day on which it can be due, and
    `may_be_tolled` whether a stay may have lengthened its time, so that it is overdue unless that
    is so; `late` tells whether it was met only then. `stays` are in words the stays of the matter
    and of its parties that are, and those that were while the time of the deadline ran.
    `no_outcome` tells whether a hearing is still set after its last day: nobody has said what
    became of it. `days_left` are calendar days to that day, and `court_days_left` those of them on
    which the court sits, by the legal holidays known of it; both
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
    responsible: str | None
    status: str
    since: str
    by: str
    possible: Sequence[str]
    certain: bool
    set_by: str
    overdue: bool
    may_be_tolled: bool
    late: bool
    no_outcome: bool
    stays: Sequence[str]

    @property
    def called(self) -> str:
        """Return what it is called: "trial", "status hearing", "answer"."""
        kind = self.kind or self.entry
        of_its_own = self.entry != HEARING or _hearing.search(kind)
        return kind if of_its_own else f"{kind} hearing"

    @property
    def label(self) -> str:
        """Return how it stands on its day in words, like "OVERDUE" or "met late"."""
        if self.no_outcome:
            return self.words.replace(SCHEDULED, NO_OUTCOME, 1)
        if not self.overdue:
            return self.words
        overdue = "OVERDUE unless the stay tolls it" if self.may_be_tolled else "OVERDUE"
        return f"{overdue}, {self.words}" if self.again else self.words.replace(OPEN, overdue, 1)

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
        if self.status == MOOT:
            said += f" since {parse(self.since).shown} (what it runs from was taken back)"
        if not self.certain:
            said = f"may be {self.status}"
        if self.possible:
            said += f", may be {' or '.join(self.possible)}"
        closed = self.matter_closed and self.status in STANDING
        beside = [*(["the matter is closed"] if closed else []), *self.stays]
        return f"{said} ({'; '.join(beside)})" if beside else said

    def when(self, office: ZoneInfo) -> str:
        """Return when it is, as it was set, with whose clocks say so where that is not plain."""
        at = parse(self.at, offset=True).shown
        if self.doubt:
            return f"{at} ({self.doubt.label})"
        elsewhere = self.begins_at and self.time_zone not in (None, office.key)
        return f"{at} {self.time_zone}" if elsewhere else at


class ListedEntry(NamedTuple):
    """An entry as it was read, with where it stands in the list, and its hour by whose clocks.

    Many are read to put few in order, so that the entry itself is made of what is listed.
    """

    key: Key
    zone: str
    hour: Hour | None
    said: RowMapping

    def entry(self, on: date, stayed: StayedMatters) -> CalendarEntry:
        """Return the entry as it stands on a day."""
        row = dict(self.said)
        said = {name: one for name, one in row.items() if name not in APART}
        return _entry(on, self.zone, self.hour, stayed.beside(row, on), **said)


def row_of(office: ZoneInfo, said: RowMapping) -> ListedEntry:
    """Return an entry of its row and of what its matter says (`of_...`), and its place in the list.

    That is by its instant, as the clocks of its place tell it, and then by which entry it is.
    """
    zone = zone_at(
        said["time_zone"],
        said["of_time_zone"] or "",
        said["of_court_id"] or "",
        said["of_jurisdiction"] or "",
    )
    hour, begins = _begins(said["at"], zone, said["wall"], office)
    key = (begins, said["matter_id"], said["entry"], said["entry_id"], said["ordinal"])
    return ListedEntry(key, zone, hour, said)


@lru_cache(maxsize=4_096)
def _begins(at: str, zone: str, wall: str, office: ZoneInfo) -> tuple[Hour | None, str]:
    """Return the hour of a date, and its instant in UTC.

    What has none stands where its day begins, or its hour is, by the clocks of the office.
    """
    hour = read_hour(parse(at, offset=True), zone)
    moment = datetime.fromisoformat(wall)
    of_office = moment.replace(tzinfo=office).utcoffset() or timedelta()
    return hour, instant_of(hour) or utc_of(moment, of_office)


def _entry(
    on: date,
    zone: str,
    hour: Hour | None,
    stayed: Stayed,
    *,
    kind: str,
    place: str,
    whose: str,
    responsible: str,
    possible: str,
    of_title: str | None,
    of_status: str | None,
    of_court_id: str | None,
    of_jurisdiction: str | None,
    **said: Any,
) -> CalendarEntry:
    latest, status = date.fromisoformat(said["latest"]), said["status"]
    exact = said["earliest"] == said["latest"]
    maybe = msgspec.json.decode(possible, type=tuple[str, ...])
    ahead = latest >= on and any(one in STANDING for one in (status, *maybe))
    certain = said["entry"] == ITEM or said["ordinal"] == 0
    overdue = (said["entry"], status) == (DEADLINE, OPEN) and latest < on
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
        whose_name=_whose_name(whose, **said),
        responsible=responsible or None,
        possible=maybe,
        certain=certain,
        overdue=overdue,
        may_be_tolled=overdue and stayed.may_toll,
        late=met_late(status, said["since"], said["latest"]),
        no_outcome=certain and (said["entry"], status) == (HEARING, SCHEDULED) and latest < on,
        stays=stayed.told,
        **said,
    )


def _whose_name(
    whose: str, *, entry: str, matter_id: str, entry_id: str, **_said: Any
) -> str | None:
    """Return whose a deadline is, and what it is that something runs on, to be named."""
    if entry == ITEM:
        return placeholders.item(f"{matter_id}/{entry_id}")
    return placeholders.party_in(matter_id, whose) if whose else None


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
    return utc_of(hour.wall, hour.offset) if hour and hour.offset is not None else None


def utc_of(wall: datetime, offset: timedelta) -> str:
    """Return the instant of a time of day in UTC; where no calendar has it, the time itself."""
    try:
        instant = wall - offset
    except OverflowError:
        instant = wall
    return f"{instant.isoformat(timespec='seconds')}Z"
