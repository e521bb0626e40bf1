"""casefile's log alone: taking the head and appending under it, with no law and no read table."""

from __future__ import annotations

import time
from collections.abc import Sequence

import msgspec

from casefile.event import Assertion, Confidence, Draft, Envelope, Recorded, instant_text
from casefile.projections.version import FOLDS
from casefile.recording.queue import Queue
from casefile.store import log
from casefile.store.database import Database

MOST = 64  # posts in one transaction, as the recorder has it


class Log:
    """Appends drafts as they are, whatever the law would say; those that wait share a commit."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._versions: dict[str, int] = {}
        self._head: log.Head | None = None
        self._queue = Queue[Sequence[Draft], None](self._carry, lambda group, _: len(group) < MOST)

    def append_one(self, draft: Draft) -> None:
        """Append one event, and return when it is durable."""
        self._queue.put([draft])

    def append(self, drafts: Sequence[Draft]) -> None:
        """Append a batch, all or none, and return when it is durable."""
        self._queue.put(drafts)

    def _carry(self, posts: Sequence[Sequence[Draft]]) -> list[None]:
        self._write([draft for post in posts for draft in post])
        return [None] * len(posts)

    def _write(self, drafts: Sequence[Draft]) -> None:
        """Write one transaction, as the recorder does; only this knows how the store is told."""
        with self.database.read() as line:
            read = self._head or log.head(line)
            behind_us = max(time.time_ns() // 1000, read.recorded_us)
            placed = [
                Recorded(read.position + number, self._envelope(draft, behind_us + number))
                for number, draft in enumerate(drafts, 1)
            ]
            end = (read.position + len(drafts), behind_us + len(drafts))
            self._head = log.Head(*end, FOLDS, read.epoch, placed[-1].envelope.recorded_on)
            if not log.append(line, read, self._head, placed):
                message = "somebody else has written to the log"
                raise RuntimeError(message)

    def _envelope(self, draft: Draft, recorded_us: int) -> Envelope:
        version = self._versions[draft.matter_id] = self._versions.get(draft.matter_id, 0) + 1
        recorded_at = instant_text(recorded_us)
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
            recorded_at=recorded_at,
            recorded_on=recorded_at[:10],
            recorded_by="bench",
        )
