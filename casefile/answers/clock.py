"""The clock: whether the log is ahead of it, so that nothing may be recorded by it."""

from __future__ import annotations

from typing import NamedTuple

from casefile.event import instant_text
from casefile.installation import called
from casefile.store import log

TOLERANCE = 3_600  # seconds by which clocks may differ, and the log be ahead of the clock


class Ahead(NamedTuple):
    """A log whose last event was recorded later than the clock says it is."""

    recorded_at: str
    now: str

    @property
    def sentence(self) -> str:
        """Return what is wrong, and what to do, for whoever runs the machine."""
        return (
            f"The log's last event was recorded at {self.recorded_at}, and the clock of this "
            f"machine says {self.now}. Set the clock right; where the log is what is wrong, run: "
            f"{called()} clock correct"
        )


def ahead(head: log.Head, now_us: int, tolerance: int = TOLERANCE) -> Ahead | None:
    """Return what says that a log is ahead of the clock by more than a tolerance in seconds."""
    if not head.position or head.recorded_us - now_us <= tolerance * 1_000_000:
        return None
    return Ahead(instant_text(head.recorded_us), instant_text(now_us))
