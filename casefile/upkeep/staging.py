"""The staging tables: the next read tables, made beside the live ones and then put in their place.

On PostgreSQL they have the names of the live ones and a schema of their own. SQLite has no schemas,
so there they have names of their own. Temporary ones, for a comparison alone, are seen by nobody
else and are gone with their connection.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import (
    Column,
    Connection,
    Index,
    MetaData,
    Table,
    insert,
    select,
    text,
)
from sqlalchemy.schema import CreateIndex, CreateTable

from casefile.projections.projector import Rows
from casefile.projections.tables import in_key_order
from casefile.store.database import Database
from casefile.store.writing import copy_rows
from casefile.upkeep.comparison import as_known, of_matters

NEXT, OLD = "casefile_next", "casefile_old"  # schemas of PostgreSQL
SCRATCH = "scratch"  # a file of its own that SQLite keeps beside the database for a while
FEW = 1_000  # rows of a temporary table that PostgreSQL needs no key for
_LARGE = 200_000  # rows of a table that SQLite takes too long to drop at once
_SLICE = 20_000  # rows of such a table that are taken away in one transaction


class Staging:
    """A staging table for each of some live tables."""

    def __init__(self, tables: Sequence[Table], *, sqlite: bool, temporary: bool = False) -> None:
        self.tables = tuple(tables)
        self.sqlite = sqlite
        self.temporary = temporary
        self._next = {table: _staged(table, sqlite, temporary) for table in tables}
        self._written: Counter[Table] = Counter()

    def __getitem__(self, table: Table) -> Table:
        """Return the staging table of a live table."""
        return self._next[table]

    def make(self, connection: Connection) -> None:
        """Make the tables, empty."""
        if not self.sqlite and not self.temporary:
            connection.execute(text(f"CREATE SCHEMA {NEXT}"))
        for table in self.tables:
            connection.execute(CreateTable(self[table]))

    def write(self, connection: Connection, rows: Rows) -> None:
        """Write the rows of live tables to their staging tables, those that are there."""
        with self._first_in_path(connection), self._at_once(connection):
            for table in self.tables:
                if some := rows.get(table):
                    copy_rows(connection, self[table], in_key_order(table, some))
                    self._written[table] += len(some)

    def carry(self, connection: Connection, matters: Sequence[str], position: int) -> None:
        """Take over the live rows of some matters as they were known at a position."""
        for table in self.tables if matters else ():
            rows = select(*as_known(table, position)).where(of_matters(table, matters, position))
            columns = [column.name for column in table.columns]
            carried = connection.execute(insert(self[table]).from_select(columns, rows))
            self._written[table] += carried.rowcount

    def index(self, connection: Connection) -> None:
        """Make the primary keys and indexes, which is done at once when the rows are there.

        Few rows are compared as quickly without them.
        """
        for table in self.tables:
            staged = self[table]
            if not self.sqlite and not (self.temporary and self._written[table] < FEW):
                keys = ", ".join(table.primary_key.columns.keys())
                connection.execute(text(f"ALTER TABLE {staged.fullname} ADD PRIMARY KEY ({keys})"))
                connection.execute(text(f"ANALYZE {staged.fullname}"))
            for index in () if self.temporary else table.indexes:
                name = self._free_name(connection, str(index.name))
                columns = [staged.c[one.name] for one in index.columns]
                connection.execute(CreateIndex(Index(name, *columns, **index.dialect_kwargs)))

    def _free_name(self, connection: Connection, name: str) -> str:
        """Return the name of an index, which on SQLite that of the live table may have."""
        if not self.sqlite:
            return name
        query = text("SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = :name")
        taken = connection.execute(query, {"name": name}).first()
        return f"{name}_next" if taken else name

    @contextmanager
    def as_live(self, connection: Connection) -> Iterator[None]:
        """Let the staging tables answer to the names of the live ones in this transaction."""
        if self.sqlite:
            self._rename(connection, self.tables, "", "_old")
            self._rename(connection, self.tables, "_next", "")
            yield
            self._rename(connection, self.tables, "", "_next")
            self._rename(connection, self.tables, "_old", "")
        else:
            with self._first_in_path(connection):
                yield

    @contextmanager
    def _first_in_path(self, connection: Connection) -> Iterator[None]:
        """Let PostgreSQL look for a table among the staging ones first."""
        if self.sqlite or self.temporary:
            yield
            return
        path = connection.scalar(text("SELECT current_setting('search_path')"))
        change = text("SELECT set_config('search_path', :path, true)")
        connection.execute(change, {"path": f"{NEXT}, {path}"})
        yield
        connection.execute(change, {"path": path})

    @contextmanager
    def _at_once(self, connection: Connection) -> Iterator[None]:
        """Let SQLite write many rows to temporary tables at once, where nothing has begun."""
        if not (self.sqlite and self.temporary):
            yield
            return
        connection.execute(text("BEGIN"))
        yield
        connection.execute(text("COMMIT"))

    def switch(self, connection: Connection, chosen: Sequence[Table]) -> None:
        """Put the chosen tables in the place of the live ones, which `clear` then takes away."""
        if self.sqlite:
            self._rename(connection, chosen, "", "_old")
            self._rename(connection, chosen, "_next", "")
            return
        here = connection.scalar(text("SELECT current_schema()"))
        connection.execute(text(f"CREATE SCHEMA {OLD}"))
        for table in chosen:
            connection.execute(text(f"ALTER TABLE {here}.{table.name} SET SCHEMA {OLD}"))
            connection.execute(text(f"ALTER TABLE {NEXT}.{table.name} SET SCHEMA {here}"))

    def _rename(self, connection: Connection, tables: Sequence[Table], now: str, then: str) -> None:
        for table in tables:
            name = f"{table.name}{now}"
            connection.execute(text(f"ALTER TABLE {name} RENAME TO {table.name}{then}"))


@cache
def _staged(table: Table, sqlite: bool, temporary: bool) -> Table:
    """Return a live table's columns as a table of its own, which has no index yet."""
    keyed = sqlite  # whose tables have their primary key from the beginning
    columns = [
        Column(one.name, one.type, nullable=one.nullable, primary_key=one.primary_key and keyed)
        for one in table.columns
    ]
    how = table.dialect_kwargs
    if temporary:
        schema = SCRATCH if sqlite else "pg_temp"
        return Table(f"{table.name}_again", MetaData(), *columns, schema=schema, **how)
    if sqlite:
        return Table(f"{table.name}_next", MetaData(), *columns, **how)
    return Table(table.name, MetaData(), *columns, schema=NEXT)


@contextmanager
def scratch(connection: Connection) -> Iterator[None]:
    """Give SQLite a file for temporary tables, which it may keep in memory otherwise.

    Where there is no temporary folder, that is where they are.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    with ExitStack() as stack:
        path = ":memory:"
        with suppress(OSError):
            folder = stack.enter_context(TemporaryDirectory(prefix="casefile-"))
            path = str(Path(folder) / "scratch.db")
        connection.execute(text(f"ATTACH :path AS {SCRATCH}"), {"path": path})
        for setting in ("journal_mode", "synchronous"):  # after a crash it is not wanted
            connection.execute(text(f"PRAGMA {SCRATCH}.{setting} = OFF"))
        yield
        connection.execute(text(f"DETACH {SCRATCH}"))


def clear(database: Database, tables: Iterable[Table]) -> None:
    """Take away every table that a rebuild has left, in slices that hold nobody up."""
    if not database.is_sqlite:
        with database.write() as connection:
            connection.execute(text(f"DROP SCHEMA IF EXISTS {NEXT}, {OLD} CASCADE"))
        return
    names = {
        f"{table.name}{suffix}": ", ".join(table.primary_key.columns.keys())
        for table in tables
        for suffix in ("_next", "_old")
    }
    with database.read() as connection:
        there = set(connection.scalars(text("SELECT name FROM sqlite_master")))
    for name in there.intersection(names):
        while not _dropped(database, name, names[name]):
            pass


def _dropped(database: Database, name: str, key: str) -> bool:
    """Drop a table that is not too large for that, or else take a slice of its rows away."""
    with database.write() as connection:
        large = text(f"SELECT 1 FROM {name} LIMIT 1 OFFSET {_LARGE}")  # noqa: S608 - our own table
        if connection.execute(large).first() is None:
            connection.execute(text(f"DROP TABLE {name}"))
            return True
        rows = f"SELECT {key} FROM {name} LIMIT {_SLICE}"  # noqa: S608 - our own table
        connection.execute(text(f"DELETE FROM {name} WHERE ({key}) IN ({rows})"))  # noqa: S608 - as above
        return False
