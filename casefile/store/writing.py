"""Writing rows: many tables in as few round trips as each kind of database allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Column, Connection, Dialect, LargeBinary, Table

from casefile.store.database import atomic
from casefile.store.statement import Row, Statement, as_sqlalchemy, execute

# From here on COPY is quicker than JSON parameters, which take one round trip for all tables.
MANY = 400


class Guard(NamedTuple):
    """A statement on which writing depends: where it returns no row, nothing is written."""

    statement: Statement
    given: Mapping[str, Any]


def write_rows(
    connection: Connection,
    inserted: Mapping[Table, Sequence[Row]],
    closed: Mapping[Table, Sequence[Row]],
    guard: Guard | None = None,
) -> bool:
    """Insert rows and close rows, all or none; tell whether the guard, if any, allowed it.

    A row to insert has a value for every column of its table, in their order. A row to close is
    given by the values of the primary key, with the new `known_to` behind them; it then is no
    longer known from that position on.
    """
    inserts = {table: rows for table, rows in inserted.items() if rows}
    closes = {table: rows for table, rows in closed.items() if rows}
    if connection.dialect.name != "sqlite" and sum(map(len, inserts.values())) < MANY:
        return _write_at_once(connection, inserts, closes, guard)
    with atomic(connection):
        if guard and not guard.statement.rows(connection, **guard.given):
            return False
        if connection.dialect.name == "sqlite":
            for table, rows in closes.items():
                given = [(row[-1], *row[:-1]) for row in rows]
                execute(connection, _close_one(table), given, many=True)
        for table, rows in inserts.items():
            copy_rows(connection, table, rows)
        if connection.dialect.name != "sqlite":
            _write_at_once(connection, {}, closes, None)
    return True


def _write_at_once(
    connection: Connection,
    inserts: Mapping[Table, Sequence[Row]],
    closes: Mapping[Table, Sequence[Row]],
    guard: Guard | None,
) -> bool:
    """Write to all tables in one statement of PostgreSQL, guarded by another one within it.

    A table with one new row takes its values as they are; otherwise a table is one parameter.
    """
    if not (inserts or closes or guard):
        return True
    plain = frozenset(table for table, rows in inserts.items() if len(rows) == 1)
    statement = guard.statement if guard else None
    text = _all_at_once(tuple(inserts), tuple(closes), plain, statement, connection.dialect)
    values = guard.statement.ready(connection, guard.given)[1] if guard else []
    for table, rows in inserts.items():
        values += rows[0] if table in plain else [_json(rows)]
    values += map(_json, closes.values())
    (done,) = execute(connection, text, values).fetchone()
    return bool(done)


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
def _all_at_once(
    inserts: Sequence[Table],
    closes: Sequence[Table],
    plain: frozenset[Table],
    guard: Statement | None,
    dialect: Dialect,
) -> str:
    """Return one statement of PostgreSQL for all tables; it says whether the guard allowed it."""
    parts = {"allowed": guard.compiled(dialect).text if guard else "SELECT 1"}
    for table in inserts:
        given = _plain_row(table, dialect) if table in plain else _given_rows(table, dialect)
        parts[f"insert_{len(parts)}"] = f"INSERT INTO {table.name} {given}"
    for table in closes:
        parts[f"close_{len(parts)}"] = _close_all(table, dialect)
    named = ", ".join(f"{name} AS ({part})" for name, part in parts.items())
    return f"WITH {named} SELECT count(*) FROM allowed"  # noqa: S608 - names of our own tables


def _plain_row(table: Table, dialect: Dialect) -> str:
    values = ", ".join(f"%s::{_type(column, dialect)}" for column in table.columns)
    return f"SELECT {values} FROM allowed"  # noqa: S608 - names of our own tables


def _given_rows(table: Table, dialect: Dialect) -> str:
    values = ", ".join(_value(one, place, dialect) for place, one in enumerate(table.columns))
    return f"SELECT {values} FROM jsonb_array_elements(%s::jsonb) AS given, allowed"  # noqa: S608 - names of our own tables


def _close_all(table: Table, dialect: Dialect) -> str:
    keys = list(table.primary_key)
    same = [
        f"{table.name}.{one.name} = {_value(one, place, dialect)}" for place, one in enumerate(keys)
    ]
    return (
        f"UPDATE {table.name} SET known_to = {_value(table.c.known_to, len(keys), dialect)}"  # noqa: S608 - names of our own tables
        f" FROM jsonb_array_elements(%s::jsonb) AS given, allowed WHERE {' AND '.join(same)}"
    )


def _value(column: Column[Any], place: int, dialect: Dialect) -> str:
    """Return what reads a column's value from an array of JSON."""
    if isinstance(column.type, LargeBinary):
        return f"decode(given ->> {place}, 'base64')"
    return f"(given ->> {place})::{_type(column, dialect)}"


def _type(column: Column[Any], dialect: Dialect) -> str:
    return column.type.compile(dialect=dialect).partition(" COLLATE")[0]


def _json(rows: Sequence[Row]) -> str:
    return msgspec.json.encode(rows).decode()
