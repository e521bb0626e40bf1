"""The databases that contenders run on: those of the tests, but durable like an operator's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
from sqlalchemy import make_url

from benchmarks import workload
from benchmarks.comparison import Database
from benchmarks.cpu import cpu_seconds
from tests import databases as testing
from tests.databases import (
    Databases,
    PostgresqlDatabases,
    SqliteDatabases,
    postgresql_server,
    quick_place,
)

# The tests' server does without these, because no test is afraid of a crash. Here everything has
# PostgreSQL's own defaults.
DURABLE = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "max_wal_size": "1GB",
}

MATTERS = 200  # that contenders go through again and again


class Office:
    """Lends empty databases and a folder, all in one place."""

    def __init__(self, place: Path, stack: ExitStack) -> None:
        self.folder = Path(
            stack.enter_context(TemporaryDirectory(prefix="casefile-bench-", dir=place))
        )
        # The server can run as another user, who is to remove what it made here.
        self.folder.chmod(0o1777)
        self._stack = stack
        self._workload = self.folder / "stored.jsonl"
        workload.write_stored(self._workload, MATTERS)

    @contextmanager
    def empty(self, kind: Database) -> Iterator[dict[str, Any]]:
        """Lend a new database, as the settings that a contender is started with."""
        lender: Databases = self._postgresql if kind == "postgresql" else self._sqlite
        with lender.fresh(migrated=False) as url:
            parsed = make_url(url)
            yield {
                "kind": kind,
                "url": url,
                "database": parsed.database,
                "user": parsed.username,
                "host": parsed.query.get("host"),
                "folder": str(self.folder),
                "workload": str(self._workload),
            }

    def server_cpu(self, kind: Database) -> float | None:
        """Return the CPU time of the database's own server so far; SQLite has none."""
        return cpu_seconds(self._postmaster) if kind == "postgresql" else None

    @cached_property
    def _postmaster(self) -> int:
        with self.empty("postgresql") as settings:
            return int((Path(settings["host"]) / "data/postmaster.pid").read_text().split()[0])

    @cached_property
    def _sqlite(self) -> SqliteDatabases:
        return SqliteDatabases(lambda _url: None, self.folder)

    @cached_property
    def _postgresql(self) -> PostgresqlDatabases:
        url = self._stack.enter_context(_server(self.folder))
        lender = PostgresqlDatabases(lambda _url: None, url)
        self._stack.callback(lender.close)
        return lender


@contextmanager
def open_office(place: Path | None) -> Iterator[Office]:
    """Open an office whose storage lies in a place, by default in memory."""
    with ExitStack() as stack:
        yield Office(place or Path(quick_place()), stack)


@contextmanager
def _server(place: Path) -> Iterator[str]:
    """Run the tests' PostgreSQL with its data in a place, and as durable as it is delivered."""
    usual = testing.quick_place
    testing.quick_place = lambda: str(place)
    try:
        with postgresql_server() as url:
            plain = make_url(url).set(drivername="postgresql").render_as_string(False)
            with psycopg.connect(plain, autocommit=True) as connection:
                for name, value in DURABLE.items():
                    connection.execute(f"ALTER SYSTEM SET {name} = '{value}'".encode())
                connection.execute("SELECT pg_reload_conf()")
            yield url
    finally:
        testing.quick_place = usual
