"""A projection: a read table, and the pure function that says what its rows are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Column, Table

from casefile.event import Recorded
from casefile.projections.known import Known

Columns = Mapping[str, Any]


class Projection(NamedTuple):
    """A table whose rows are a function of what is known about its entities.

    `entities` returns the entities that an event touches, each a path like item/M/I whose parts are
    the values of the columns in `identity` ("" for a part that is no column). `rows` returns an
    entity's rows, without the span of positions in which they are known.
    """

    name: str
    table: Table
    identity: Sequence[str]
    entities: Callable[[Recorded, Sequence[str], Known], Iterable[str]]
    rows: Callable[[str, Known], Iterable[Columns]]

    def identify(self, entity: str) -> dict[str, str]:
        """Return the values of the identity columns of an entity."""
        parts = zip(self.identity, entity.split("/"), strict=True)
        return {name: value for name, value in parts if name}


@cache
def value_columns(table: Table) -> tuple[Column[Any], ...]:
    """Return the columns of a read table, without the span in which a row is known."""
    return tuple(one for one in table.columns if one.name not in ("known_from", "known_to"))


@cache
def value_names(table: Table) -> tuple[str, ...]:
    """Return the names of `value_columns`."""
    return tuple(column.name for column in value_columns(table))


@cache
def values_of(table: Table) -> Callable[[Columns], tuple[Any, ...]]:
    """Return the function that takes a row's values in the order of `value_names`."""
    return itemgetter(*value_names(table))
