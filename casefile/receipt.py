"""The receipt: what came of a post."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from casefile.event import Recorded

GIVEN = ("event_id", "matter_id", "version", "type", "recorded_at")


class Entry(NamedTuple):
    """One posted event as it stands on the log; `already` if it had been posted before."""

    recorded: Recorded
    already: bool = False


class Receipt(NamedTuple):
    """What came of a post: its events in order, the warnings, and the effect on every status."""

    entries: Sequence[Entry]
    warnings: Sequence[Mapping[str, Any]] = ()
    effects: Sequence[Mapping[str, Any]] = ()

    def as_answer(self, *, dry_run: bool) -> dict[str, Any]:
        """Return the receipt as it is answered; a dry run's positions are those it would have."""
        return {
            "events": [
                {name: getattr(entry.recorded.envelope, name) for name in GIVEN}
                | {"position": entry.recorded.position, "already": entry.already}
                for entry in self.entries
            ],
            "warnings": list(self.warnings),
            "effects": list(self.effects),
            "dry_run": dry_run,
        }
