"""The watch on the clock: what it says, held against the log and against clocks beside it.

A clock that runs ahead would stamp every later event ahead too, and a question about today would
find none of them. It cannot be told from the log alone whether the clock is right or nothing was
recorded for long, so it is held against the clock of the database's server and against the time
since this process began, and after a month of silence somebody is asked.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from sqlalchemy import Connection, func, select

from casefile.answers.clock import TOLERANCE, ahead
from casefile.answers.settings import settings_in
from casefile.errors import Busy
from casefile.event import clock_us, instant_microseconds, instant_text
from casefile.installation import called
from casefile.store import log
from casefile.store.statement import Statement

SILENCE = 30 * 86_400 * 1_000_000  # microseconds after which the clock is asked about
AGAIN = 60 * 1_000_000  # microseconds after which the server's clock is looked at again

_SERVER_CLOCK = Statement(select(func.extract("epoch", func.clock_timestamp())))


def steady_us() -> int:
    """Return the microseconds since the machine began, its sleep too where that is told."""
    clock = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
    return time.clock_gettime_ns(clock) // 1_000


class Watch:
    """Holds a clock to the log's end, and to the clocks beside it where it has any.

    `steady_us` is a clock that nobody sets, which only says how much time has passed. Without one
    the clock is held to the log alone.
    """

    def __init__(
        self,
        clock_us: Callable[[], int] = clock_us,
        steady_us: Callable[[], int] | None = None,
        tolerance: int = TOLERANCE,
    ) -> None:
        self.tolerance = tolerance
        self._steady_us = steady_us
        self._began = (clock_us(), steady_us()) if steady_us else (0, 0)
        self._looked: int | None = None  # when the server's clock was looked at

    def check(self, line: Connection, head: log.Head, now: int, *, confirming: bool) -> None:
        """Refuse to record by a clock that is not to be trusted; raises Busy.

        `now` is what it says. `confirming` says that the post is what says that it is right.
        """
        if told := ahead(head, now, self.tolerance):
            raise Busy(told.sentence, code="clock.behind")
        if self._steady_us is None:
            return
        steady = self._steady_us()
        self._check_jump(now, steady)
        if self._looked is None or steady - self._looked > AGAIN:
            self._check_server(line, now)
            self._looked = steady
        if head.position and now - head.recorded_us > SILENCE and not confirming:
            self._check_silence(line, head, now)

    def _check_jump(self, now: int, steady: int) -> None:
        """Refuse a clock that has gone further than time has since this process began."""
        began, steady_then = self._began
        by = (now - began) - (steady - steady_then)
        if by > self.tolerance * 1_000_000:
            sentence = (
                f"The clock of this machine was put forward by {by // 1_000_000:,} seconds while "
                f"casefile was running, and says {instant_text(now)}. Set it right, or, where it "
                "is right by now, start casefile again."
            )
            raise Busy(sentence, code="clock.jumped")

    def _check_server(self, line: Connection, now: int) -> None:
        """Refuse a clock that differs from that of the database's server, which may be another."""
        if line.dialect.name == "sqlite":
            return
        server = int(_SERVER_CLOCK.rows(line)[0][0] * 1_000_000)
        if abs(now - server) > self.tolerance * 1_000_000:
            sentence = (
                f"The clock of this machine says {instant_text(now)}, that of the database's "
                f"server {instant_text(server)}. Set right the one that is wrong."
            )
            raise Busy(sentence, code="clock.apart")

    def _check_silence(self, line: Connection, head: log.Head, now: int) -> None:
        """Refuse to go on after a long silence until somebody has looked at the clock.

        A log that was loaded or taken back has old instants and was not silent.
        """
        (last,) = log.since(line, head.position - 1)
        loaded = last.envelope.loaded_at
        heard = max(settings_in(line).watched_us, instant_microseconds(loaded) if loaded else 0)
        if now - heard > SILENCE:
            sentence = (
                f"Nothing was recorded here since {last.envelope.recorded_on}, and the clock of "
                f"this machine says {instant_text(now)}. If that is right, run: "
                f"{called()} clock confirm"
            )
            raise Busy(sentence, code="clock.unconfirmed")
