"""The columns that every read table shares, and the one collection that holds them all."""

from collections.abc import Iterable
from operator import itemgetter
from typing import Any

from sqlalchemy import BigInteger, Column, ColumnElement, MetaData, Table, and_

from casefile.store.tables import NEVER, Key

metadata = MetaData()

# A table that is little more than its key: SQLite keeps it as that, and no copy of it beside.
KEYS_ALONE: dict[str, Any] = {"sqlite_with_rowid": False}


def known_columns() -> tuple[Column[int], Column[int]]:
    """Return the half-open span of positions at which a row was what casefile knew."""
    return (
        Column("known_from", BigInteger, primary_key=True, autoincrement=False),
        Column("known_to", BigInteger, nullable=False),
    )


def known_at(table: Table, position: int | ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition that a row was known at a position."""
    return and_(table.c.known_from <= position, table.c.known_to > position)


def in_key_order(table: Table, rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Return rows of a table in the order of its primary key, as an index takes them best."""
    columns = list(table.columns)
    return sorted(rows, key=itemgetter(*map(columns.index, table.primary_key)))


__all__ = ["KEYS_ALONE", "NEVER", "Key", "in_key_order", "known_at", "known_columns", "metadata"]
