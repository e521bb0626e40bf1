"""The raw driver as a contender: the same bytes, and nothing of a store around them."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from itertools import chain, islice
from random import Random
from typing import Any

import msgspec

from benchmarks.baselines.store import PostgresqlStore, Row, SqliteStore, Store
from benchmarks.contender import (
    Timing,
    batches,
    once,
    repeat,
    repeat_together,
    serve,
    settings,
    streams,
    timing,
)
from casefile.event import read_body

AHEAD = 8_000  # rows a second that one client is given to insert
FOREVER = ("9999-12-31", 2**62)


class Raw:
    """One table, and every kind of work that the driver sets the limit for."""

    def __init__(self) -> None:
        given = settings()
        self.url: str = given["url"]
        self.is_sqlite = given["kind"] == "sqlite"
        self.store: Store = SqliteStore(self.url) if self.is_sqlite else PostgresqlStore(self.url)
        self.rows = self._rows()
        self.others: list[tuple[PostgresqlStore, deque[Any]]] = []
        self.scanned = 0
        self.random = Random(1)

    def warm_up(self) -> Timing:
        """Insert a few rows, so that the statement is prepared."""
        return repeat(self.store.insert, islice(self.rows, 20), 1)

    def append(self, seconds: float, batch: int = 1) -> Timing:
        """Insert and commit, one row or a batch of them in a transaction."""
        if batch == 1:
            return repeat(self.store.insert, self.rows, seconds)
        inputs = batches(self.rows, batch)
        return repeat(self.store.insert_many, inputs, seconds, each=batch)

    def append_together(self, seconds: float, clients: int) -> Timing:
        """Insert and commit single rows over several connections at once."""
        while len(self.others) < clients:
            self.others.append((PostgresqlStore(self.url, first=False), deque()))
        for _, waiting in self.others:
            ahead = int(seconds * AHEAD) - len(waiting)
            waiting.extend(islice(self.rows, max(0, ahead)))
        inserts = [store.insert for store, _ in self.others]
        return repeat_together(inserts, [waiting for _, waiting in self.others], seconds)

    def bulk(self, events: int) -> Timing:
        """Insert all in one transaction: by COPY on PostgreSQL, by executemany on SQLite."""
        rows = list(islice(self.rows, events))
        return once(events, lambda: self.store.insert_bulk(rows))

    def fill(self, events: int) -> Timing:
        """Bring the table to so many rows."""
        for batch in batches(islice(self.rows, events), 10_000):
            self.store.insert_bulk(batch)
        self.scanned = events + 20
        return timing(events, 1, 1, [])

    def replay(self) -> Timing:
        """Scan, decode, fold and bulk-write one span for each event."""
        return once(self.scanned, lambda: self.store.replace_spans(self._spans()))

    def fill_spans(self, streams_: int, each: int) -> Timing:
        """Write streams with so many spans each, one day after the other."""

        def spans() -> Iterator[tuple[Any, ...]]:
            for number in range(streams_):
                for day in range(each):
                    known = number * each + day
                    row = (f"s-{number}", day, "charged", f"{2000 + day}-01-01")
                    yield (*row, f"{2001 + day}-01-01", known, FOREVER[1])

        self.store.replace_spans(spans())
        self.streams, self.each = streams_, each
        return timing(streams_ * each, 1, 1, [])

    def span(self, seconds: float) -> Timing:
        """Read one interval row by its index: a stream's on a day, as known at a position."""

        def questions() -> Iterator[tuple[Any, ...]]:
            while True:
                day = f"{2000 + self.random.randrange(self.each)}-06-01"
                known = self.streams * self.each
                yield f"s-{self.random.randrange(self.streams)}", day, day, known, known

        def ask(given: tuple[Any, ...]) -> None:
            if self.store.span(given) is None:
                raise AssertionError(given)

        return repeat(ask, questions(), seconds)

    def _rows(self) -> Iterator[Row]:
        for name, rows in streams():
            for version, row in enumerate(rows, 1):
                yield name, version, json.dumps(row, separators=(",", ":"))

    def _spans(self) -> Iterator[tuple[Any, ...]]:
        """Fold each stream into the spans between its events' days."""
        current: dict[str, tuple[str, int, str, str, int]] = {}
        for position, body in self.store.scan():
            envelope = read_body(body)
            data = msgspec.json.decode(envelope.data)
            stream, day, number = envelope.matter_id, envelope.effective, 1
            if last := current.get(stream):
                *span, known_from = last
                yield (*span, day, known_from, position)
                number = last[1] + 1
            state = data.get("item_id") or envelope.type
            current[stream] = (stream, number, state, day, position)
        for *span, known_from in current.values():
            yield (*span, FOREVER[0], known_from, FOREVER[1])


if __name__ == "__main__":
    raw = Raw()
    works = "warm_up append append_together bulk fill replay fill_spans span"
    serve({name: getattr(raw, name) for name in works.split()})
    for store in chain([raw.store], (other for other, _ in raw.others)):
        store.close()
