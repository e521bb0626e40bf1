"""Asking: what every question has in common: its coordinates, its pages, what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from casefile.answers.coordinates import Coordinates, coordinates
from casefile.errors import Malformed, Unknown
from casefile.event import clock_us
from casefile.law.edtf import LAST_DAY, parse_day
from casefile.law.timeline import RECORD, REPORTED
from casefile.store import log
from casefile.store.database import Database

LIMIT = 100
MAX_LIMIT = 1_000


class Asking:
    """Where a question is asked: the office's database, its zone and its clock."""

    def __init__(
        self,
        database: Database,
        zone: ZoneInfo,
        clock_us: Callable[[], int] = clock_us,
    ) -> None:
        self.database = database
        self.zone = zone
        self.clock_us = clock_us

    def today(self) -> date:
        """Return the office's day."""
        return datetime.fromtimestamp(self.clock_us() / 1_000_000, self.zone).date()

    def day(self, as_of: str | None) -> date:
        """Return the day that is asked for, or the office's own; raises Malformed.

        The last day of the calendar stands for an end that never comes, so that nothing has a state
        on it.
        """
        on = read_day(as_of) if as_of else self.today()
        if on == LAST_DAY:
            raise Malformed(f"Ask about a day before {LAST_DAY}.", code="date.invalid")
        return on

    def at(self, connection: Connection, known_at: str | None) -> Coordinates:
        """Return where the knowledge that is asked for stands; raises Malformed."""
        return coordinates(connection, known_at, self.zone)


def read_day(text: str) -> date:
    """Read a day like 2023-04-20; raises Malformed."""
    try:
        return parse_day(text)
    except ValueError as error:
        raise Malformed(str(error), code="date.invalid") from error


def check_basis(basis: str) -> None:
    """Refuse what is no basis; raises Malformed."""
    if basis not in (RECORD, REPORTED):
        raise Malformed(f"{basis!r} is no basis; there are record and reported.", code="basis")


def check_matter(connection: Connection, matter_id: str) -> None:
    """Refuse a matter without any event; raises Unknown."""
    if matter_id not in log.versions(connection, [matter_id]):
        raise Unknown(f"There is no matter {matter_id}.", code="matter.unknown")


def bounded(limit: int) -> int:
    """Return how many entries a page may have; raises Malformed."""
    if not 1 <= limit <= MAX_LIMIT:
        raise Malformed(f"A page has 1 to {MAX_LIMIT} entries.", code="page.limit")
    return limit


def page_of(
    rows: list[dict[str, Any]], limit: int, key: str
) -> tuple[list[dict[str, Any]], str | None]:
    """Cut a page from rows that were read one too many; return it and the key of the next one."""
    more = len(rows) > limit
    return rows[:limit], str(rows[limit - 1][key]) if more else None
