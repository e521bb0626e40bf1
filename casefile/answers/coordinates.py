"""Coordinates: where on the axis of our knowledge an answer stands."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from casefile.canonical import MAX_DIGITS
from casefile.errors import Malformed
from casefile.event import instant_microseconds, instant_text
from casefile.law.edtf import LAST_DAY, parse_day
from casefile.law.events.office import ClockCorrected
from casefile.projections.version import rebuild_due
from casefile.store import log

# The last instant that can be written; a time zone can put what was asked for beyond it.
LAST_US = instant_microseconds("9999-12-31T23:59:59.999999Z")


# What is known is what had been recorded, or what the office had received.
RECORDED, RECEIVED = "recorded", "received"


class Coordinates(NamedTuple):
    """Where an answer stands: the position, and the instant, of the knowledge that it rests on.

    The events of a post become known together, so that the position is always the end of one.

    `past_head` says that the instant asked for lies after the last event, so that the answer is
    that of the head and may still change; `rebuild_due`, that the read tables were made by the
    rules of another version.
    """

    known_at: str
    position: int
    past_head: bool
    rebuild_due: bool


def at_head(head: log.Head) -> Coordinates:
    """Return the coordinates of the end of the log."""
    instant, due = instant_text(head.recorded_us), rebuild_due(head)
    return Coordinates(instant, head.position, past_head=False, rebuild_due=due)


def coordinates(connection: Connection, known_at: str) -> Coordinates:
    """Return where a day, an instant or @POSITION stands; raises Malformed.

    What is known at a day or an instant is all up to the last event recorded on it or before it.
    """
    if known_at.startswith("@"):
        digits = known_at[1:]
        if not (digits.isascii() and digits.isdecimal() and len(digits) <= MAX_DIGITS):
            raise Malformed(f"{known_at!r} is no position, like @34.", code="known_at.invalid")
        head, whole = log.head_and_whole(connection, int(digits))
        return Coordinates(known_at, whole, int(digits) > head.position, rebuild_due(head))
    head = log.head(connection)
    moment = _day_or_instant(known_at)
    if isinstance(moment, date):
        day = moment.isoformat()
        found, past = log.last_on(connection, day, upto=head.position), day >= head.recorded_on
    else:
        before, fall = instant_text(moment), ClockCorrected.tag
        found = log.last_before(connection, before, upto=head.position, fall=fall)
        past = moment > head.recorded_us + 1
    return Coordinates(known_at, log.last_whole(connection, found), past, rebuild_due(head))


def by_received(
    connection: Connection, known_at: str | None, position: int | None = None
) -> Coordinates:
    """Return where what had been received by a day stands; raises Malformed.

    Any event of the log may have been, so that the position is that of its end, unless one is
    given: the end of the log when the question was asked first.
    """
    try:
        day = parse_day(known_at or "").isoformat()
    except ValueError as error:
        sentence = (
            "What had been received is known by the day, like 2023-04-12: give one as known at."
        )
        raise Malformed(sentence, code="known_at.invalid") from error
    head = log.head(connection)
    last = head.position if position is None else position
    return Coordinates(day, last, day >= head.recorded_on, rebuild_due(head))


def _day_or_instant(known_at: str) -> date | int:
    """Read a day, or return the first microsecond that is no longer known at an instant."""
    try:
        if len(known_at) == len("2023-04-20"):
            day = parse_day(known_at)
            if day >= LAST_DAY - timedelta(days=1):
                raise ValueError(f"{known_at!r} is too late.")  # noqa: TRY301 - told as any misfit
            return day
        return min(max(0, instant_microseconds(known_at) + 1), LAST_US)
    except (ValueError, OverflowError) as error:
        sentence = (
            f"{known_at!r} is no day, instant or position, like 2023-04-20, "
            "2023-04-20T09:00:00Z or @34."
        )
        raise Malformed(sentence, code="known_at.invalid") from error
