"""The iCalendar file (RFC 5545): hearings and deadlines as calendar programs read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

import icalendar

from casefile.answers.due.appointments import NOT_TAKING_PLACE, Appointment
from casefile.exports.columns import OUTDATED
from casefile.law.edtf import LAST_DAY
from casefile.law.entry import HEARING, ITEM, STAY
from casefile.law.venue import Hour, read_hour

MEDIA_TYPE = "text/calendar"
PRODUCT = "-//casefile//EN"
LOOK_AGAIN = timedelta(hours=1)  # how often a subscribed program is asked to come back
KEPT = 16_384  # entries that a process keeps as they were written, some 30 MB
END = b"END:VCALENDAR\r\n"
CLOSED_TO_MANY = "Not open to everybody"

# Some programs end a line at each of these, and lose the rest; by RFC 5545, 3.1 only CR LF does.
_BREAK = re.compile("\r\n?|[\x85\u2028\u2029]")
_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)


def calendar_name(matter_id: str | None) -> str:
    """Return what a calendar is called."""
    return f"casefile, {matter_id}" if matter_id else "casefile"


def ics(found: Iterable[Appointment], name: str, *, outdated: bool = False) -> bytes:
    """Return a calendar of this name with an event for each entry, and the time zones they need.

    One that is `outdated`, because a rebuild is due, says so of itself.

    There is no alarm: when to be reminded is the reader's own choice, and most programs take none
    from a calendar that they subscribe to.
    """
    made = icalendar.Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("name", name)
    made.add("x-wr-calname", name)
    if outdated:
        said = f"OUTDATED: {OUTDATED}"
        made.add("description", said)
        made.add("x-wr-caldesc", said)
    made.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    timed: dict[ZoneInfo, list[date]] = {}
    entries: list[bytes] = []
    for one in found:
        entries.append(_written(one))
        start, _ = _span(one)
        if isinstance(start, datetime) and isinstance(start.tzinfo, ZoneInfo):
            timed.setdefault(start.tzinfo, []).append(start.date())
    for zone, days in sorted(timed.items(), key=lambda item: item[0].key):
        made.add_component(_zone(zone, min(days), max(days)))
    begun, end, _ = made.to_ical().rpartition(END)
    return b"".join([begun, *entries, end])


# Whoever subscribes asks again and again, and few entries have changed since; writing one takes the
# library half a millisecond.
@lru_cache(maxsize=KEPT)
def _written(one: Appointment) -> bytes:
    """Return the event for an entry, as it stands in the file."""
    made = icalendar.Event()
    made.add("uid", f"{one.uid}@casefile")
    made.add("sequence", one.revision.number)
    # Where there is no METHOD it says the same as LAST-MODIFIED (RFC 5545, 3.8.7.2).
    made.add("dtstamp", one.revision.changed_on.replace(microsecond=0))
    made.add("last-modified", one.revision.changed_on.replace(microsecond=0))
    made.add("created", one.revision.set_on.replace(microsecond=0))
    made.add("status", _status(one))
    made.add("categories", [one.entry.capitalize()])
    made.add("summary", _text(_summary(one)))
    made.add("description", _text("\n".join(_description(one))))
    if one.place:
        made.add("location", _text(one.place))
    if not one.open:
        made.add("class", "CONFIDENTIAL")
    start, end = _span(one)
    made.add("dtstart", start)
    if end:
        made.add("dtend", end)
    made.add("transp", "OPAQUE" if one.when.clock else "TRANSPARENT")
    written: bytes = made.to_ical()
    return written


def _text(text: str) -> str:
    """Return a text in which every break of a line is the one that iCalendar has for them."""
    return _BREAK.sub("\n", text)


def _status(one: Appointment) -> str:
    off = _off(one)
    if all(off):
        return "CANCELLED"
    return "CONFIRMED" if one.when.exact and one.certain and not any(off) else "TENTATIVE"


def _off(one: Appointment) -> list[bool]:
    """Tell of each status that an entry has, or may have, whether it does not take place then."""
    return [status in NOT_TAKING_PLACE for status in (one.status, *one.possible)]


def _summary(one: Appointment) -> str:
    """Say what it is, whose, of which matter, and when, where that is not one day."""
    kind = f"{one.kind[:1].upper()}{one.kind[1:]}"
    what = one.entry.capitalize()
    if one.entry in (HEARING, STAY):
        what = kind or what
        what += f" as to {one.of}" if one.of else ""
    elif one.entry == ITEM:
        what = f"{kind}: {one.of}" if kind else what
    else:
        what += f" of {one.of}" if one.of else ""
        what += f": {one.kind}" if one.kind else ""
    title = one.title or one.matter_id
    said = [what, f"{title} ({one.docket_no})" if one.docket_no else title, _when(one)]
    marked = f"[{one.said}] " if any(_off(one)) else ""
    return marked + ", ".join(filter(None, said))


def _description(one: Appointment) -> Iterator[str]:
    if when := _when(one):
        yield f"{when[0].upper()}{when[1:]}"
    yield f"Matter: {one.matter_id}"
    named = one.entry if one.entry == STAY else f"{one.entry} {one.entry_id}"
    yield f"{named.capitalize()}: {one.said}"
    yield from one.lines
    if not one.open:
        yield CLOSED_TO_MANY


def _when(one: Appointment) -> str:
    """Say in words when it is; nothing where that is one day, or one instant."""
    when = one.when
    if one.doubt:
        return f"{when.text}, {one.doubt.label}"
    return "" if when.exact else when.label


def _span(one: Appointment) -> tuple[date, date | None]:
    """Return the start, with its time where it has one, and the day after the last.

    Where one end is open it stands on the day that is known. A time without an instant floats: it
    is told by the clocks of whoever looks at it (RFC 5545, 3.3.5).
    """
    when = one.when
    if hour := read_hour(when, one.zone):
        return _start(hour, one.zone), None
    earliest = when.earliest or when.latest or LAST_DAY
    latest = when.latest or earliest
    return earliest, latest + _DAY if latest < LAST_DAY else None


def _start(hour: Hour, zone: str) -> datetime:
    """Return when an hour begins: in its zone, in UTC, or floating."""
    if hour.offset is None:
        return hour.wall
    there = hour.wall.replace(tzinfo=ZoneInfo(zone or "UTC"))
    if zone not in ("", "UTC") and there.utcoffset() == hour.offset:
        return there
    # In a zone, a time that is shown twice is read as the first one.
    return hour.wall.replace(tzinfo=timezone(hour.offset)).astimezone(UTC)


def _zone(zone: ZoneInfo, first: date, last: date) -> icalendar.Timezone:
    """Describe a time zone for the years of these days, by when its clocks are changed.

    The library can do so as well, but has clocks go forward an hour late.
    """
    made = icalendar.Timezone()
    made.add("tzid", zone.key)
    begin = datetime(first.year, 1, 1, tzinfo=UTC) - _DAY
    end = datetime.combine(last, time(), UTC) + 2 * _DAY
    changes: dict[tuple[timedelta, timedelta, str, bool], list[datetime]] = {}
    before = begin.astimezone(zone)
    for at in (before, *_changes(zone, begin, end)):
        offset, earlier = _offset(at), _offset(before)
        kind = (earlier, offset, str(at.tzname()), bool(at.dst()))
        # A change is dated by the clocks that are about to be changed.
        changes.setdefault(kind, []).append((at - offset + earlier).replace(tzinfo=None))
        before = at
    for (earlier, offset, name, summer), starts in changes.items():
        made.add_component(_observance(earlier, offset, name, starts, summer=summer))
    return made


def _changes(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """Yield each moment, in the zone, from which its clocks show another offset or name."""
    before = begin
    while before < end:
        after = before + _DAY
        if _shown(before, zone) != _shown(after, zone):
            same, other = before, after
            while other - same > _SECOND:
                middle = same + ((other - same) / 2 // _SECOND) * _SECOND
                same, other = (
                    (middle, other)
                    if _shown(middle, zone) == _shown(before, zone)
                    else (same, middle)
                )
            yield other.astimezone(zone)
        before = after


def _shown(at: datetime, zone: ZoneInfo) -> tuple[timedelta, str | None]:
    there = at.astimezone(zone)
    return _offset(there), there.tzname()


def _offset(at: datetime) -> timedelta:
    return at.utcoffset() or timedelta(0)


def _observance(
    earlier: timedelta, offset: timedelta, name: str, starts: Sequence[datetime], *, summer: bool
) -> icalendar.Component:
    made = icalendar.TimezoneDaylight() if summer else icalendar.TimezoneStandard()
    made.add("dtstart", starts[0])
    if starts[1:]:
        made.add("rdate", list(starts[1:]))
    made.add("tzoffsetfrom", earlier)
    made.add("tzoffsetto", offset)
    made.add("tzname", name)
    return made
