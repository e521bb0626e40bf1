"""A question: several queries in one statement, which sees one moment, with the end of the log."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Connection,
    Integer,
    Select,
    Text,
    bindparam,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)

from casefile.store.log import Head
from casefile.store.statement import Row, Statement
from casefile.store.tables import log_head

# As known at which position: one that is given, or that of the end of the log.
POSITION = func.coalesce(
    bindparam("position", type_=BigInteger), select(log_head.c.position).scalar_subquery()
)
_HEAD = select(*(log_head.c[name] for name in Head._fields))


class Question:
    """Queries for rows as known at POSITION, which take one round trip together.

    Their rows come back apart, in no order, and with the types of their columns.
    """

    def __init__(self, *queries: Select[Any]) -> None:
        parts = (_HEAD, *queries)
        width = max(len(part.selected_columns) for part in parts)
        self._readers = [[_reader(one.type) for one in part.selected_columns] for part in parts]
        self._statement = Statement(
            union_all(*(_numbered(number, part, width) for number, part in enumerate(parts)))
        )

    def ask(
        self, connection: Connection, position: int | None, **given: Any
    ) -> tuple[Head, list[list[Row]]]:
        """Return the end of the log, and the rows of each query."""
        found: list[list[Row]] = [[] for _ in self._readers]
        for number, *texts in self._statement.rows(connection, position=position, **given):
            values = zip(self._readers[number], texts, strict=False)  # what is padded is left out
            found[number].append(tuple([read(text) for read, text in values]))
        return Head(*found[0][0]), found[1:]


def _numbered(number: int, query: Select[Any], width: int) -> Select[Any]:
    """Return a query whose rows say which they are of, all columns texts, as many as any has."""
    texts = [cast(one, Text) for one in query.selected_columns]
    padding = [cast(null(), Text)] * (width - len(texts))
    columns: list[ColumnElement[Any]] = [literal(number, Integer), *texts, *padding]
    return query.order_by(None).with_only_columns(*columns)


def _reader(kind: Any) -> Callable[[str | None], Any]:
    """Return the function that reads a column's value from its text."""
    if isinstance(kind, Boolean):
        return lambda text: text if text is None else text in ("1", "true")
    if isinstance(kind, Integer):
        return lambda text: text if text is None else int(text)
    return lambda text: text
