"""Questions about the whole office: how much there is of what."""

from __future__ import annotations

from typing import Any

from casefile.answers.asking import Asking
from casefile.projections import caseload


class ReportQuestions(Asking):
    """What can be counted."""

    def caseload(self, *, as_of: str | None = None, known_at: str | None = None) -> dict[str, Any]:
        """Return how many items of open matters stand in which state on each track."""
        on = self.day(as_of)
        with self.database.read() as connection:
            at = self.at(connection, known_at)
            states = caseload.counts(connection, on, at.position)
            return {"as_of": on.isoformat(), **at.said(), "states": states}
