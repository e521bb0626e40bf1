"""casefile's log alone: taking the head and appending under it, with no law and no read table."""

from __future__ import annotations

import time
from collections.abc import Sequence

import msgspec

from casefile.event import Assertion, Confidence, Draft, Envelope, Recorded, instant_text
from casefile.store import log
from casefile.store.database import Database


class Log:
    """Appends drafts as they are, whatever the law would say."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._versions: dict[str, int] = {}

    def append_one(self, draft: Draft) -> None:
        """Append one event in one transaction."""
        self.append([draft])

    def append(self, drafts: Sequence[Draft]) -> None:
        """Append a batch in one transaction; one instance is for one client."""
        now_us = time.time_ns() // 1000
        with self.database.write() as connection:
            head = log.take_head(connection, len(drafts), now_us)
            first = head.position - len(drafts) + 1
            log.append(
                connection,
                [
                    Recorded(first + number, self._envelope(draft, head.recorded_us))
                    for number, draft in enumerate(drafts)
                ],
            )

    def _envelope(self, draft: Draft, recorded_us: int) -> Envelope:
        version = self._versions[draft.matter_id] = self._versions.get(draft.matter_id, 0) + 1
        return Envelope(
            event_id=draft.event_id or "",
            matter_id=draft.matter_id,
            version=version,
            type=draft.type,
            schema_version=1,
            effective=draft.effective,
            data=msgspec.Raw(msgspec.json.encode(draft.data, order="sorted")),
            assertion=Assertion.OCCURRED,
            confidence=Confidence.STATED,
            recorded_at=instant_text(recorded_us),
            recorded_on=instant_text(recorded_us)[:10],
            recorded_by="bench",
        )
