"""The office's clock: what it says, whether it is to be trusted, and which day an instant is of."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from casefile.answers.settings import settings_in
from casefile.event import civil_day, day_begins_us
from casefile.recording.watch import Watch
from casefile.store import log
from casefile.store.database import Database


class OfficeClock:
    """The clock of this machine, with the watch on it and the zone of the office.

    `now_us` says what it shows, in microseconds since 1970.
    """

    def __init__(self, database: Database, now_us: Callable[[], int], watch: Watch) -> None:
        self.database = database
        self.now_us = now_us
        self.watch = watch
        self._zone: tuple[int, ZoneInfo] | None = None  # of the epoch in which it was read
        self._day = 0, ""  # a second, and its day

    @property
    def zone(self) -> ZoneInfo:
        """Return the office's time zone, as it was read last."""
        if self._zone is None:
            with self.database.read() as line:
                self.follow(line, log.head(line).epoch)
        assert self._zone  # noqa: S101 - as just read
        return self._zone[1]

    def follow(self, line: Connection, epoch: int) -> None:
        """Read the office's time zone where it can have been changed since it was read last."""
        if self._zone is None or self._zone[0] != epoch:
            self._zone = (epoch, settings_in(line).zone)
            self._day = 0, ""

    def on_one_day(self, first_us: int, count: int) -> int:
        """Return from when on so many microseconds are of one day: at once, or from midnight on."""
        last_us = first_us + max(count, 1) - 1
        if self.day(first_us) == self.day(last_us):
            return first_us
        return max(first_us, day_begins_us(civil_day(last_us, self.zone), self.zone))

    def day(self, instant_us: int) -> str:
        """Return the office's civil day of an instant."""
        second = instant_us // 1_000_000
        if self._day[0] != second:  # which a whole post has in common, as a rule
            self._day = second, civil_day(instant_us, self.zone).isoformat()
        return self._day[1]
