"""Logged: what was recorded, the newest first, of one matter, type, person or day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from msgspec import Struct
from sqlalchemy import Select, select

from casefile.answers import evidence
from casefile.answers.asking import Asking, At, check_matter, read_day
from casefile.answers.evidence import EventTold
from casefile.answers.paging import LIMIT, check_limit, page_of
from casefile.canonical import encode
from casefile.errors import Unknown
from casefile.law.edtf import FIRST_DAY
from casefile.store import log
from casefile.store.tables import events


class LogFilters(NamedTuple):
    """Which events: of a matter, of a type, by whom recorded, on which of the office's days."""

    matter: str | None = None
    kind: str | None = None
    by: str | None = None
    on: str | None = None


FILTERS = LogFilters._fields


class LoggedPage(Struct, frozen=True, kw_only=True):
    """A page of what was recorded, the newest first; `before` is what to give for the next one.

    `head` is the end of the log.
    """

    events: Sequence[EventTold]
    before: int | None
    head: int


def page(
    asking: Asking, sought: LogFilters, *, before: int | None = None, limit: int = LIMIT
) -> LoggedPage:
    """Return a page of what was recorded, before a position; raises Malformed and Unknown."""
    with asking.gate() as at:
        if sought.matter:
            check_matter(at.connection, sought.matter)
        query = _query(at, sought, before).limit(check_limit(limit) + 1)
        found = [log.recorded(row) for row in at.connection.execute(query)]
        some, last = page_of(found, limit, lambda one: str(one.position))
        return at.named(
            LoggedPage(
                events=evidence.in_words(at, some),
                before=int(last) if last else None,
                head=at.known.position,
            )
        )


def event_at(asking: Asking, position: int) -> str:
    """Return the id of the event with this number; raises Unknown."""
    with asking.gate() as at:
        query = select(events.c.event_id).where(events.c.position == position)
        found: str | None = at.connection.execute(query).scalar()
    if found is None:
        raise Unknown(f"There is no event \N{NUMERO SIGN} {position}.", code="event.unknown")
    return found


def _query(at: At, sought: LogFilters, before: int | None) -> Select[tuple[int, str]]:
    query = select(events.c.position, events.c.body).order_by(events.c.position.desc())
    if before is not None:
        query = query.where(events.c.position < before)
    if sought.matter:
        query = query.where(events.c.matter_id == sought.matter)
    if sought.kind:
        query = query.where(events.c.type == sought.kind)
    if sought.by:
        # A quotation mark inside a text is escaped, so that this can only be the field itself.
        written = f'"recorded_by":{encode(sought.by).decode()}'
        query = query.where(events.c.body.contains(written, autoescape=True))
    if sought.on:
        first, last = _on(at, sought.on)
        query = query.where(events.c.position > first, events.c.position <= last)
    return query


def _on(at: At, day: str) -> tuple[int, int]:
    """Return the last position before one of the office's days, and the last one on it."""
    on, head = read_day(day), at.position
    before = on - timedelta(days=1) if on > FIRST_DAY else on
    return (
        log.last_on(at.connection, before.isoformat(), upto=head),
        log.last_on(at.connection, on.isoformat(), upto=head),
    )
