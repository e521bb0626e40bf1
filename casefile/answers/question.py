"""A question: several queries in one statement, which sees one moment, with the end of the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Connection,
    Integer,
    Select,
    bindparam,
    func,
    literal,
    null,
    select,
    union_all,
)

from casefile.store.log import Head, one_head
from casefile.store.statement import Row, Statement, as_text
from casefile.store.tables import log_head

# As known at which position: one that is given, or that of the end of the log, which has one head;
# where it has not, that is told of the rows below.
POSITION = func.coalesce(
    bindparam("position", type_=BigInteger), select(func.max(log_head.c.position)).scalar_subquery()
)
Ask = Callable[..., list[list[Row]]]  # asks a question at its coordinates
_HEAD = select(*(log_head.c[name] for name in Head._fields))


class Question:
    """Queries for rows as known at POSITION, which take one round trip together.

    Their rows come back apart, in no order, and with the types of their columns.
    """

    def __init__(self, *queries: Select[Any]) -> None:
        parts = (_HEAD, *queries)
        width = max(len(part.selected_columns) for part in parts)
        self._widths = [len(part.selected_columns) for part in parts]
        self._readers = [list(_readers(part)) for part in parts]
        self._statement = Statement(
            union_all(*(_numbered(number, part, width) for number, part in enumerate(parts)))
        )

    def ask(
        self, connection: Connection, position: int | None, **given: Any
    ) -> tuple[Head, list[list[Row]]]:
        """Return the end of the log, and the rows of each query; raises Damaged."""
        found: list[list[Row]] = [[] for _ in self._readers]
        for row in self._statement.rows(connection, position=position, **given):
            number = row[0]
            values = list(row[1 : self._widths[number] + 1])
            for place, read in self._readers[number]:
                if values[place] is not None:
                    values[place] = read(values[place])
            found[number].append(tuple(values))
        return one_head(found[0]), found[1:]


def _numbered(number: int, query: Select[Any], width: int) -> Select[Any]:
    """Return a query whose rows say which they are of, all columns texts, as many as any has."""
    texts = [as_text(one) for one in query.selected_columns]
    padding = [null()] * (width - len(texts))
    columns: list[ColumnElement[Any]] = [literal(number, Integer), *texts, *padding]
    return query.order_by(None).with_only_columns(*columns)


def _readers(query: Select[Any]) -> Iterator[tuple[int, Callable[[Any], Any]]]:
    """Yield the place of each column whose values are no texts, with what reads one."""
    for place, column in enumerate(query.selected_columns):
        if isinstance(column.type, Boolean):
            yield place, lambda value: value in (1, "true")
        elif isinstance(column.type, Integer):
            yield place, int


def ask_on(connection: Connection, position: int | None = None) -> Ask:
    """Return what asks a question on a connection, at a position or at the end of the log."""

    def ask(question: Question, **given: Any) -> list[list[Row]]:
        return question.ask(connection, position, **given)[1]

    return ask
