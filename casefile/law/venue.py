"""The venue of a hearing or a deadline: whose clocks tell its hour, and which instant that is."""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from casefile.event import Code
from casefile.law.edtf import LAST_DAY, When, parse
from casefile.law.refusals import HourInDoubt
from casefile.law.zones import zone_of_place

FARTHEST = timedelta(hours=16)  # no clock was ever further from UTC than that of Manila before 1845


class Doubt(Code):
    """Why an hour is no one instant."""

    ZONE_UNKNOWN = "zone_unknown", "zone unknown"
    SKIPPED = "skipped", "clock skips this hour"
    TWICE = "twice", "clock shows this hour twice"
    OTHER_OFFSET = "other_offset", "its zone is not at this offset"


class Hour(NamedTuple):
    """A time of day, how far its clock is from UTC, and why that is not known where it is not."""

    wall: datetime
    offset: timedelta | None
    doubt: Doubt | None


def zone_at(own: str, of_matter: str, court_id: str, jurisdiction: str) -> str:
    """Return the time zone of a venue, or "" where nobody knows it.

    It is its own; else its matter's; else that of the court, or of the jurisdiction, where that has
    one.
    """
    return own or of_matter or zone_of_place(court_id, jurisdiction)


@lru_cache(maxsize=16_384)
def read_hour(when: When, zone: str) -> Hour | None:
    """Read the hour of a date by the clocks of a zone, "" if unknown; None where it has no hour."""
    if not when.clock:
        return None
    wall = datetime.combine(when.earliest or LAST_DAY, time.fromisoformat(when.clock))
    written = time.fromisoformat(when.clock + when.offset).utcoffset()
    if not zone:
        known = written is not None and abs(written) < FARTHEST
        return Hour(wall, written, None) if known else Hour(wall, None, Doubt.ZONE_UNKNOWN)
    before, after = _offsets(wall, zone)
    if before < after:
        return Hour(wall, None, Doubt.SKIPPED)
    if written is None:
        return Hour(wall, None, Doubt.TWICE) if before > after else Hour(wall, before, None)
    if written not in (before, after):
        return Hour(wall, None, Doubt.OTHER_OFFSET)
    return Hour(wall, written, None)


def with_offset(when: When, zone: str) -> When:
    """Return a date with the offset of its hour from UTC, by a zone where one is given."""
    hour = read_hour(when, zone) if zone else None
    if hour is None or hour.offset is None:
        return when
    return parse(_written(hour.wall, hour.offset), offset=True)


def check_hour(when: When, zone: str) -> None:
    """Ask which instant is meant, where the clocks of a zone leave it open; raises HourInDoubt."""
    hour = read_hour(when, zone)
    if hour is None or hour.doubt in (None, Doubt.ZONE_UNKNOWN):
        return
    wall = hour.wall
    before, after = _offsets(wall, zone)
    first, second = _written(wall, before), _written(wall, after)
    shown = f"{wall:%H:%M} on {wall:%Y-%m-%d}"
    match hour.doubt:
        case Doubt.SKIPPED:
            said = f"The clocks of {zone} skip {shown}"
            first = _written(wall - (after - before), before)
            second = _written(wall + (after - before), after)
        case Doubt.TWICE:
            said = f"The clocks of {zone} show {shown} twice"
        case _:
            said = f"The clocks of {zone} are not at {when.offset} at {shown}"
    which = first if first == second else f"{first} or {second}"
    raise HourInDoubt(f"{said}. Write which it is: {which}; or its `time_zone`, if it is another.")


def _offsets(wall: datetime, zone: str) -> tuple[timedelta, timedelta]:
    """Return how far a zone is from UTC at a time of its clocks, before and after they are changed.

    The two differ only while clocks are changed: the first is the greater one where they show the
    time twice, and the lesser one where they skip it.
    """
    clock = wall.replace(tzinfo=ZoneInfo(zone))
    before, after = (clock.replace(fold=fold).utcoffset() or timedelta() for fold in (0, 1))
    return before, after


def _written(wall: datetime, offset: timedelta) -> str:
    """Write a time of day with its offset, as a date of an event has it."""
    unit = "seconds" if wall.second else "minutes"
    return wall.replace(tzinfo=timezone(offset)).isoformat(timespec=unit)
