"""Questions about the log: its events, one of them, and its end."""

from __future__ import annotations

from typing import Any

from casefile.answers.asking import LIMIT, Asking, bounded, check_matter
from casefile.answers.events import as_body, event_view
from casefile.event import instant_text
from casefile.store import log


class LogQuestions(Asking):
    """What can be asked about the events themselves."""

    def events(
        self, *, matter_id: str | None = None, after: int = 0, limit: int = LIMIT
    ) -> dict[str, Any]:
        """Return a page of the log, of one matter or of the whole office, by position."""
        with self.database.read() as connection:
            if matter_id is not None:
                check_matter(connection, matter_id)
            rows = log.page(connection, after=after, limit=bounded(limit), matter_id=matter_id)
            return {
                "events": [as_body(log.recorded(row)) for row in rows],
                "next": rows[-1].position if rows else after,
                "head": log.head(connection).position,
            }

    def event(self, event_id: str) -> dict[str, Any]:
        """Return one event with all that corrects it, and as it stands with that applied."""
        with self.database.read() as connection:
            return event_view(connection, event_id)

    def head(self) -> dict[str, Any]:
        """Return the end of the log."""
        with self.database.read() as connection:
            head = log.head(connection)
            instant = instant_text(head.recorded_us) if head.position else None
            return {"position": head.position, "recorded_at": instant}
