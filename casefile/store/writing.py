"""Writing rows: many tables in as few round trips as each kind of database allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, Dialect, LargeBinary, Table

from casefile.store.statement import Row, as_sqlalchemy, execute

# From here on COPY is quicker than JSON parameters, which take one round trip for all tables.
MANY = 400


def write_rows(
    connection: Connection,
    inserted: Mapping[Table, Sequence[Row]],
    closed: Mapping[Table, Sequence[Row]],
) -> None:
    """Insert rows and close rows, which then are no longer known from a position on.

    A row to insert has a value for every column of its table, in their order. A row to close is
    given by the values of the primary key, with the new `known_to` behind them.
    """
    inserts = {table: rows for table, rows in inserted.items() if rows}
    closes = {table: rows for table, rows in closed.items() if rows}
    if connection.dialect.name == "sqlite":
        for table, rows in closes.items():
            execute(
                connection, _close_one(table), [(row[-1], *row[:-1]) for row in rows], many=True
            )
        for table, rows in inserts.items():
            execute(connection, _insert_one(table), rows, many=True)
        return
    if sum(map(len, inserts.values())) >= MANY:
        for table, rows in inserts.items():
            copy_rows(connection, table, rows)
        inserts = {}
    if inserts or closes:
        text = _all_at_once(tuple(inserts), tuple(closes), connection.dialect)
        given = [*inserts.values(), *closes.values()]
        execute(connection, text, [msgspec.json.encode(rows).decode() for rows in given])


def copy_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert many rows the quickest way; they are as `write_rows` takes them."""
    if connection.dialect.name == "sqlite":
        execute(connection, _insert_one(table), rows, many=True)
        return
    cursor: Any = connection.connection.cursor()
    text = f"COPY {table.name} FROM STDIN"
    try:
        with cursor.copy(text) as copy:
            for row in rows:
                copy.write_row(row)
    except connection.dialect.loaded_dbapi.Error as error:
        raise as_sqlalchemy(connection, error, text) from error


@cache
def _insert_one(table: Table) -> str:
    return f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})"  # noqa: S608 - names of our own tables


@cache
def _close_one(table: Table) -> str:
    keys = " AND ".join(f"{column.name} = ?" for column in table.primary_key)
    return f"UPDATE {table.name} SET known_to = ? WHERE {keys}"  # noqa: S608 - names of our own tables


@cache
def _all_at_once(inserts: Sequence[Table], closes: Sequence[Table], dialect: Dialect) -> str:
    """Return one statement of PostgreSQL for all tables, with one JSON parameter for each."""
    inserting = [_insert_all(table, dialect) for table in inserts]
    *before, last = inserting + [_close_all(table, dialect) for table in closes]
    named = [f"part_{number} AS ({part})" for number, part in enumerate(before)]
    return (f"WITH {', '.join(named)} " if named else "") + last


def _insert_all(table: Table, dialect: Dialect) -> str:
    values = ", ".join(_value(one, place, dialect) for place, one in enumerate(table.columns))
    return f"INSERT INTO {table.name} SELECT {values} FROM jsonb_array_elements(%s::jsonb) AS given"  # noqa: S608 - names of our own tables


def _close_all(table: Table, dialect: Dialect) -> str:
    keys = list(table.primary_key)
    same = [f"{one.name} = {_value(one, place, dialect)}" for place, one in enumerate(keys)]
    return (
        f"UPDATE {table.name} SET known_to = {_value(table.c.known_to, len(keys), dialect)}"  # noqa: S608 - names of our own tables
        f" FROM jsonb_array_elements(%s::jsonb) AS given WHERE {' AND '.join(same)}"
    )


def _value(column: Column[Any], place: int, dialect: Dialect) -> str:
    """Return what reads a column's value from an array of JSON."""
    if isinstance(column.type, LargeBinary):
        return f"decode(given ->> {place}, 'base64')"
    kind = column.type.compile(dialect=dialect).partition(" COLLATE")[0]
    return f"(given ->> {place})::{kind}"
