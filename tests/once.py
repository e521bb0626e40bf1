"""Fixtures that record: each worker posts once what a fixture has recorded, and then copies it.

A fixture under `once` is handed something that is on a database of its own, records there, and
returns what it was handed. What this changed in the rows is kept; where the fixture begins with
the same log again, on another database, the same changes are made there and nothing is posted.
Every test still has a database that is its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import wraps
from typing import Any, NamedTuple, ParamSpec, Protocol, TypeVar

import psycopg
from sqlalchemy import MetaData, Table, make_url

from casefile.store.database import Database
from casefile.store.postgresql import driven
from casefile.store.sqlite import sqlite3


class OnDatabase(Protocol):
    """Somebody or something that works on one database."""

    @property
    def url(self) -> str:
        """Return the address of that database."""


H = TypeVar("H", bound=OnDatabase)
P = ParamSpec("P")
Row = tuple[Any, ...]
_tables: dict[str, Sequence[Table]] = {}  # of a migrated database, by its kind


class Change(NamedTuple):
    """A statement, and the rows of values that it is given."""

    statement: str
    rows: Sequence[Row]


def once(fixture: Callable[P, H]) -> Callable[P, H]:
    """Have a fixture record once for each log that it begins with, and copy that from then on.

    It may do nothing else, and returns what it is handed first.
    """
    kept: dict[Row, list[Change]] = {}

    @wraps(fixture)
    def recorded(*args: P.args, **more: P.kwargs) -> H:
        on: Any = next(iter((*args, *more.values())))
        with _opened(on.url) as rows:
            begun = rows.head()
            if changes := kept.get(begun):
                rows.change(changes)
                return on
            before = rows.everything()
        assert fixture(*args, **more) is on
        with _opened(on.url) as rows:
            kept[begun] = rows.since(before)
        return on

    return recorded


@contextmanager
def _opened(url: str) -> Iterator[_Rows]:
    address = driven(make_url(url))
    if address.get_backend_name() == "sqlite":
        connection = sqlite3.connect(address.database, isolation_level=None)
    else:
        plain = address.set(drivername="postgresql").render_as_string(hide_password=False)
        connection = psycopg.connect(plain, autocommit=True, prepare_threshold=None)
    with closing(connection):
        yield _Rows(connection, url)


class _Rows:
    """The rows of all tables, by a connection of the driver itself."""

    def __init__(self, connection: Any, url: str) -> None:
        self._connection, self._url = connection, url
        self._kind = make_url(url).get_backend_name()

    def head(self) -> Row:
        """Return the end of the log, on a kind of database."""
        (head,) = self._connection.execute("SELECT * FROM log_head").fetchall()
        return self._kind, *head

    def everything(self) -> dict[str, dict[Row, Row]]:
        """Return the rows of every table, by their keys."""
        return {table.name: self._of(table) for table in self._tables()}

    def _tables(self) -> Sequence[Table]:
        if self._kind not in _tables:
            found = MetaData()
            with closing(Database(self._url)) as database:
                found.reflect(database.engine)
            _tables[self._kind] = found.sorted_tables
        return _tables[self._kind]

    def _of(self, table: Table) -> dict[Row, Row]:
        key, rest = _columns(table)
        found = self._connection.execute(f"SELECT {', '.join([*key, *rest])} FROM {table.name}")
        return {tuple(row[: len(key)]): tuple(row[len(key) :]) for row in found.fetchall()}

    def since(self, before: dict[str, dict[Row, Row]]) -> list[Change]:
        """Return what has been changed since."""
        return [
            change
            for table in self._tables()
            for change in self._changes(table, before[table.name], self._of(table))
            if change.rows
        ]

    def _changes(
        self, table: Table, before: dict[Row, Row], now: dict[Row, Row]
    ) -> Iterator[Change]:
        key, rest = _columns(table)
        mark = "?" if self._kind == "sqlite" else "%s"
        this = " AND ".join(f"{name} = {mark}" for name in key)
        gone = [one for one in before if one not in now]
        yield Change(f"DELETE FROM {table.name} WHERE {this}", gone)
        for place, name in enumerate(rest):
            changed = [
                (row[place], *one)
                for one, row in now.items()
                if one in before and row[place] != before[one][place]
            ]
            yield Change(f"UPDATE {table.name} SET {name} = {mark} WHERE {this}", changed)
        names = ", ".join([*key, *rest])
        marks = ", ".join([mark] * len(table.columns))
        added = [one + row for one, row in now.items() if one not in before]
        yield Change(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", added)

    def change(self, changes: Sequence[Change]) -> None:
        """Make the same changes."""
        cursor = self._connection.cursor()
        cursor.execute("BEGIN")
        for statement, rows in changes:
            cursor.executemany(statement, rows)
        cursor.execute("COMMIT")


def _columns(table: Table) -> tuple[list[str], list[str]]:
    """Return the names of the columns that are the key of a table, and of the rest."""
    key = table.primary_key.columns
    return [one.name for one in key], [one.name for one in table.columns if one.name not in key]
