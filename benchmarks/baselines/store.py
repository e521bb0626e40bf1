"""The plainest store on each database: one table, and the driver with nothing around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol, cast

import psycopg
from sqlalchemy import make_url

from casefile.store.database import Database

# position (given by the database), stream, version, body
Row = tuple[str, int, str]

EVENTS = """
CREATE TABLE events (
    position {position} PRIMARY KEY, stream text NOT NULL, version integer NOT NULL,
    body text NOT NULL, UNIQUE (stream, version))
"""
SPANS = """
CREATE TABLE spans (
    stream text NOT NULL, number integer NOT NULL, state text NOT NULL, valid_from text NOT NULL,
    valid_to text NOT NULL, known_from bigint NOT NULL, known_to bigint NOT NULL)
"""
SPANS_INDEX = "CREATE INDEX spans_by_stream ON spans (stream, valid_from, known_from)"
SPAN = """
SELECT state FROM spans
WHERE stream = {0} AND valid_from <= {0} AND valid_to > {0} AND known_from <= {0} AND known_to > {0}
ORDER BY valid_from DESC LIMIT 1
"""
SPAN_COLUMNS = ("stream", "number", "state", "valid_from", "valid_to", "known_from", "known_to")


class Store(Protocol):
    """What is timed of a driver."""

    def insert(self, row: Row) -> None:
        """Insert one event and commit."""

    def insert_many(self, rows: Sequence[Row]) -> None:
        """Insert events in one transaction, row by row."""

    def insert_bulk(self, rows: Sequence[Row]) -> None:
        """Insert events in one transaction, in the way meant for many."""

    def scan(self) -> Iterator[tuple[int, str]]:
        """Yield positions and bodies by a cursor."""

    def replace_spans(self, rows: Iterator[tuple[Any, ...]]) -> None:
        """Write spans into a new table, and then its index."""

    def span(self, given: tuple[Any, ...]) -> Any:
        """Read one interval row by its index."""

    def close(self) -> None:
        """Close the connection."""


class SqliteStore:
    """casefile's own driver of SQLite, on a file with its settings."""

    def __init__(self, url: str) -> None:
        database = Database(url)
        # casefile opens the connection, so that journal mode and flushes are the same.
        self._pooled = database.engine.raw_connection()
        self.connection = cast("Any", self._pooled.dbapi_connection)
        self.connection.execute(EVENTS.format(position="integer"))
        self._insert = "INSERT INTO events (stream, version, body) VALUES (?, ?, ?)"
        self._span = SPAN.format("?")

    def insert(self, row: Row) -> None:
        self.connection.execute(self._insert, row)

    def insert_many(self, rows: Sequence[Row]) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        for row in rows:
            self.connection.execute(self._insert, row)
        self.connection.execute("COMMIT")

    def insert_bulk(self, rows: Sequence[Row]) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.executemany(self._insert, rows)
        self.connection.execute("COMMIT")

    def scan(self) -> Iterator[tuple[int, str]]:
        yield from self.connection.execute("SELECT position, body FROM events ORDER BY position")

    def replace_spans(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.execute("DROP TABLE IF EXISTS spans")
        self.connection.execute(SPANS)
        self.connection.executemany(f"INSERT INTO spans VALUES (?{', ?' * 6})", rows)
        self.connection.execute(SPANS_INDEX)
        self.connection.execute("COMMIT")

    def span(self, given: tuple[Any, ...]) -> Any:
        return self.connection.execute(self._span, given).fetchone()

    def close(self) -> None:
        self.connection.close()


class PostgresqlStore:
    """psycopg, which prepares a statement by itself once it has seen it often."""

    def __init__(self, url: str, *, first: bool = True) -> None:
        plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        # One statement is then one transaction and one round trip.
        self.connection = psycopg.connect(plain, autocommit=True)
        if first:
            position = "bigint GENERATED ALWAYS AS IDENTITY"
            self.connection.execute(EVENTS.format(position=position).encode())
        self._insert = b"INSERT INTO events (stream, version, body) VALUES (%s, %s, %s)"
        self._span = SPAN.format("%s").encode()

    def insert(self, row: Row) -> None:
        self.connection.execute(self._insert, row)

    def insert_many(self, rows: Sequence[Row]) -> None:
        with self.connection.transaction(), self.connection.cursor() as cursor:
            cursor.executemany(self._insert, rows)

    def insert_bulk(self, rows: Sequence[Row]) -> None:
        copy = "COPY events (stream, version, body) FROM STDIN"
        with (
            self.connection.transaction(),
            self.connection.cursor() as cursor,
            cursor.copy(copy) as into,
        ):
            for row in rows:
                into.write_row(row)

    def scan(self) -> Iterator[tuple[int, str]]:
        query = "SELECT position, body FROM events ORDER BY position"
        with self.connection.transaction(), self.connection.cursor("scan") as cursor:
            cursor.itersize = 5_000
            yield from cursor.execute(query)

    def replace_spans(self, rows: Iterator[tuple[Any, ...]]) -> None:
        made = list(rows)  # one connection cannot scan and copy at once
        with self.connection.transaction(), self.connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS spans")
            cursor.execute(SPANS)
            with cursor.copy("COPY spans FROM STDIN") as into:
                for row in made:
                    into.write_row(row)
            cursor.execute(SPANS_INDEX)

    def span(self, given: tuple[Any, ...]) -> Any:
        return self.connection.execute(self._span, given).fetchone()

    def close(self) -> None:
        self.connection.close()
