"""Statements: SQLAlchemy Core compiled once, and run on the driver's own cursor.

Running a small statement through SQLAlchemy costs ten times what SQLite needs to answer it, and
half of what PostgreSQL does; every post and every question is made of small statements.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import count
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import (
    BindParameter,
    ClauseElement,
    ColumnElement,
    Connection,
    Dialect,
    FunctionElement,
    SelectBase,
    TableValuedAlias,
    bindparam,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import Boolean, Text

Row = tuple[Any, ...]


class _Compiled(NamedTuple):
    """A statement as one kind of database takes it."""

    text: str
    names: Sequence[str]  # of its parameters, which go by place
    constants: dict[str, Any]


class Statement:
    """A statement that is run often: its text is made once for each kind of database.

    Values come back as the driver gives them, rows as plain tuples. A list given for a parameter
    is one for `among`. Failures are raised as SQLAlchemy's own.
    """

    def __init__(self, clause: ClauseElement) -> None:
        self.clause = clause
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, connection: Connection, **given: Any) -> list[Row]:
        """Run the statement and return its rows."""
        found: list[Row] = execute(connection, *self.ready(connection, given)).fetchall()
        return found

    def run(self, connection: Connection, **given: Any) -> None:
        """Run the statement, which returns no rows."""
        execute(connection, *self.ready(connection, given))

    def ready(self, connection: Connection, given: Mapping[str, Any]) -> tuple[str, list[Any]]:
        """Return the text and the values, in their places, with which the driver runs it."""
        text, names, constants = self.compiled(connection.dialect)
        values = {**constants, **given}
        placed = [values[name] for name in names]
        if connection.dialect.name == "sqlite":
            placed = [_json(one) if type(one) is list else one for one in placed]
        return text, placed

    def compiled(self, dialect: Dialect) -> _Compiled:
        """Return the statement as a kind of database takes it."""
        if dialect.name not in self._compiled:
            made: Any = self.clause.compile(dialect=dialect)
            self._compiled[dialect.name] = _Compiled(str(made), made.positiontup, dict(made.params))
        return self._compiled[dialect.name]


def execute(connection: Connection, text: str, values: Any, *, many: bool = False) -> Any:
    """Run a text on the driver's cursor and return the cursor."""
    driver: Any = connection.connection.dbapi_connection
    assert driver is not None  # noqa: S101 - nobody has closed it
    if connection.dialect.name == "sqlite":
        cursor = driver.cursor()
    else:
        cursor, text = connection.dialect.loaded_dbapi.RawCursor(driver), _numbered(text)
    try:
        (cursor.executemany if many else cursor.execute)(text, values)
    except connection.dialect.loaded_dbapi.Error as error:
        raise as_sqlalchemy(connection, error, text) from error
    return cursor


@lru_cache(maxsize=1_000)
def _numbered(text: str) -> str:
    """Return a text with its parameters by number, as PostgreSQL reads it.

    The driver would do that at each use, for a text of many parameters from its beginning.
    """
    places = count(1)
    return re.sub("%[s%]", lambda one: "%" if one[0] == "%%" else f"${next(places)}", text)


def as_sqlalchemy(connection: Connection, error: Any, text: str) -> BaseException:
    """Return an error of the driver as SQLAlchemy's own; a lost connection is given up."""
    dialect = connection.dialect
    if lost := dialect.is_disconnect(error, connection.connection, None):
        connection.invalidate(error)
    raised: BaseException = DBAPIError.instance(
        text,
        None,
        error,
        dialect.loaded_dbapi.Error,
        hide_parameters=True,
        connection_invalidated=lost,
        dialect=dialect,
    )
    return raised


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


class among(ColumnElement[bool]):  # noqa: N801 - it reads as a condition: among(column, "ids")
    """The condition that a column's value is in a list, which is one parameter of any length."""

    type = Boolean()
    inherit_cache = False

    def __init__(self, column: ColumnElement[Any], name: str) -> None:
        self.column = column
        self.members: BindParameter[Any] = bindparam(name)

    def self_group(self, against: Any = None) -> among:  # noqa: ARG002 - needs no brackets
        """Return the condition as it stands: it is no number to be compared with 1."""
        return self


@compiles(among, "sqlite")
def _among_sqlite(condition: among, compiler: SQLCompiler, **how: Any) -> str:
    column, members = (
        compiler.process(one, **how) for one in (condition.column, condition.members)
    )
    return f"{column} IN (SELECT value FROM json_each({members}))"  # noqa: S608 - compiled


@compiles(among, "postgresql")
def _among_postgresql(condition: among, compiler: SQLCompiler, **how: Any) -> str:
    column, members = (
        compiler.process(one, **how) for one in (condition.column, condition.members)
    )
    return f"{column} = ANY ({members})"


class as_text(FunctionElement[str]):  # noqa: N801 - it reads as a column: as_text(column)
    """A column's values as text, where a union of queries needs one type; SQLite needs none."""

    type = Text()
    inherit_cache = False


@compiles(as_text, "sqlite")
def _as_text_sqlite(text: as_text, compiler: SQLCompiler, **how: Any) -> str:
    return str(compiler.process(text.clauses, **how))


@compiles(as_text, "postgresql")
def _as_text_postgresql(text: as_text, compiler: SQLCompiler, **how: Any) -> str:
    return f"CAST({compiler.process(text.clauses, **how)} AS TEXT)"


class found_by(FunctionElement[bool]):  # noqa: N801 - it reads as a condition: found_by(column, query)
    """The condition that a column's value is one of the few that a query finds first.

    PostgreSQL would guess how many those are, and rather read a whole table.
    """

    type = Boolean()
    inherit_cache = True

    def __init__(self, column: ColumnElement[Any], query: SelectBase) -> None:
        super().__init__(column, query.scalar_subquery())

    def self_group(self, against: Any = None) -> found_by:  # noqa: ARG002 - needs no brackets
        """Return the condition as it stands."""
        return self


@compiles(found_by, "sqlite")
def _found_by_sqlite(condition: found_by, compiler: SQLCompiler, **how: Any) -> str:
    column, query = (compiler.process(one, **how) for one in condition.clauses)
    return f"{column} IN {query}"


@compiles(found_by, "postgresql")
def _found_by_postgresql(condition: found_by, compiler: SQLCompiler, **how: Any) -> str:
    column, query = (compiler.process(one, **how) for one in condition.clauses)
    return f"{column} = ANY (ARRAY{query})"


class given(FunctionElement[str]):  # noqa: N801 - it reads as a table: given("ids")
    """A list, which is one parameter of any length, as a table with the one column `value`."""

    name = "given"
    inherit_cache = False

    def __init__(self, name: str) -> None:
        super().__init__(bindparam(name))

    def as_table(self) -> TableValuedAlias:
        """Return the list as something to select from."""
        return self.table_valued("value", name="value")


@compiles(given, "sqlite")
def _given_sqlite(listed: given, compiler: SQLCompiler, **how: Any) -> str:
    return f"json_each({compiler.process(listed.clauses, **how)})"


@compiles(given, "postgresql")
def _given_postgresql(listed: given, compiler: SQLCompiler, **how: Any) -> str:
    return f"unnest({compiler.process(listed.clauses, **how)}::text[])"
