"""In memory: a database of its own for a few events and what is derived from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache

from sqlalchemy import (
    Connection,
    Engine,
    MetaData,
    NullPool,
    Table,
    create_engine,
    create_mock_engine,
    insert,
)
from sqlalchemy.schema import ExecutableDDLElement

from casefile.event import Recorded
from casefile.store import log
from casefile.store.sqlite import sqlite3
from casefile.store.statement import Row
from casefile.store.tables import log_head
from casefile.store.tables import metadata as log_tables


@contextmanager
def holding(
    head: log.Head,
    events: Iterable[Recorded],
    rows: Mapping[Table, Sequence[Row]],
    derived: MetaData,
) -> Iterator[Connection]:
    """Open a log of these events that ends at a head, with these rows of derived tables.

    It is one of SQLite, and goes with its connection.
    """
    with _engine().connect() as connection:
        for statement in _made_by(log_tables, derived):
            connection.exec_driver_sql(statement)
        empty = log.Head(0, 0, 0)
        connection.execute(insert(log_head), {"id": 1, **empty._asdict()})
        log.append(connection, empty, head, events, rows)
        yield connection


@cache
def _made_by(*tables: MetaData) -> Sequence[str]:
    """Return the statements that make these tables: what is compiled takes longer than they do."""
    found: list[str] = []

    def note(statement: ExecutableDDLElement, *_: object) -> None:
        found.append(str(statement.compile(dialect=_engine().dialect)))

    maker = create_mock_engine("sqlite://", note)
    for some in tables:
        some.create_all(maker, checkfirst=False)
    return found


@cache
def _engine() -> Engine:
    # Each connection is a database; transactions are begun by `atomic` alone.
    return create_engine(
        "sqlite://",
        hide_parameters=True,
        poolclass=NullPool,
        module=sqlite3,
        connect_args={"isolation_level": None},
    )
