"""message-db as a contender: its own SQL, called through psycopg."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

from benchmarks.contender import Timing, batches, repeat, serve, settings, streams

# The order of its own install.sh. pgcrypto is left out: what it was needed for is part of
# PostgreSQL since version 13.
PARTS = """
schema/message-store tables/messages types/message functions/message-store-version
functions/hash-64 functions/acquire-lock functions/category functions/is-category functions/id
functions/cardinal-id functions/stream-version functions/write-message
functions/get-stream-messages functions/get-category-messages functions/get-last-stream-message
indexes/messages-id indexes/messages-stream indexes/messages-category
"""
WRITE = b"SELECT write_message(%s, %s, %s, %s::jsonb, NULL, %s)"

Message = tuple[str, str, str, str, int]


class MessageDb:
    """Every kind of work that is timed."""

    def __init__(self) -> None:
        given = settings()
        self.connection = psycopg.connect(
            dbname=given["database"], host=given["host"], user=given["user"], autocommit=True
        )
        package = Path(os.environ["BENCH_MODULES"]) / "@eventide/message-db/database"
        self.connection.execute("SET client_min_messages = warning")
        self.connection.execute("SET search_path = message_store, public")
        for part in PARTS.split():
            self.connection.execute((package / f"{part}.sql").read_bytes())
        self.messages = self._messages()

    def warm_up(self) -> Timing:
        """Write a few messages, so that the statement is prepared."""
        return repeat(self._write, [next(self.messages) for _ in range(20)], 1)

    def append(self, seconds: float, batch: int = 1) -> Timing:
        """Write messages with the version that is expected, each or a batch in one transaction."""
        if batch == 1:
            return repeat(self._write, self.messages, seconds)
        return repeat(self._write_many, batches(self.messages, batch), seconds, each=batch)

    def _write(self, message: Message) -> None:
        self.connection.execute(WRITE, message)

    def _write_many(self, messages: list[Message]) -> None:
        # executemany sends them without waiting for each.
        with self.connection.transaction(), self.connection.cursor() as cursor:
            cursor.executemany(WRITE, messages)

    def _messages(self) -> Iterator[Message]:
        for name, rows in streams():
            for version, row in enumerate(rows):
                yield str(uuid4()), name, row["type"], _json(row), version - 1


def _json(row: dict[str, Any]) -> str:
    return json.dumps(row, separators=(",", ":"))


if __name__ == "__main__":
    contender = MessageDb()
    serve({name: getattr(contender, name) for name in ("warm_up", "append")})
    contender.connection.close()
