"""A projection: a read table, and the pure function that says what its rows are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import zip_longest
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Column, Table

from casefile.event import Recorded
from casefile.law.fact import Fact
from casefile.law.folding import Folds
from casefile.law.known import Known

Values = tuple[Any, ...]


class Touching(NamedTuple):
    """An event as projections are told of it: with what it is about, by its kind.

    `origin` is the fact that it corrects or takes back in the end, or it itself, as recorded.
    """

    recorded: Recorded
    origin: Fact
    about: Mapping[str, Sequence[str]]

    def of(self, kinds: Sequence[str]) -> list[str]:
        """Return what the event is about of some kinds."""
        return [one for kind in self.about if kind in kinds for one in self.about[kind]]


class Finder(NamedTuple):
    """A table by which rows of a projection are found: by what they hold, from where it is known.

    `of` returns what of a row stands there, whose `known_from` is behind it. Nothing is ever closed
    there: until when a row is known it says itself.
    """

    table: Table
    of: Callable[[Values], Iterable[Values]]

    def rows(self, inserted: Iterable[Values]) -> list[Values]:
        """Return what rows that are inserted add, each once."""
        added = ((*one, row[-2]) for row in inserted for one in self.of(row[:-2]))
        return list(dict.fromkeys(added))


class Projection(NamedTuple):
    """A table whose rows are a function of what is known about its entities.

    An entity is a path like item/M/I, whose parts are the values of the columns in `identity` (""
    for a part that is no column); a column for which a path has no part is empty. An event touches
    the entities among its subjects, which begin with one of `kinds`, unless functions say
    otherwise, which are `entities`. `rows` returns an entity's rows by all that is known: the
    values of all columns in their order, without the span of positions in which they are known.
    Where they are looked for by what an index cannot find, there is a `finder`. Where the values of
    `identity` are no parts of the path, `identified` returns them.
    """

    name: str
    table: Table
    identity: Sequence[str]
    kinds: Sequence[str]
    rows: Callable[[str, Folds], Iterable[Values]]
    entities: Sequence[Callable[[Touching, Known], Sequence[str]]] = ()
    finder: Finder | None = None
    identified: Callable[[str, Known], Values] | None = None

    @property
    def tables(self) -> Mapping[str, Table]:
        """Return its tables by the names that an operator gives them."""
        own = {self.name: self.table}
        return own | {str(self.finder.table.name): self.finder.table} if self.finder else own

    def identify(self, entity: str, known: Known) -> Values:
        """Return the values of the identity columns of an entity, which is on the log."""
        if self.identified:
            return self.identified(entity, known)
        parts = zip_longest(self.identity, entity.split("/"), fillvalue="")
        return tuple(value for name, value in parts if name)

    @property
    def identity_columns(self) -> tuple[str, ...]:
        """Return the names of the columns that say which entity a row is of."""
        return tuple(name for name in self.identity if name)


@cache
def value_columns(table: Table) -> tuple[Column[Any], ...]:
    """Return the columns of a read table, without the span in which a row is known."""
    return tuple(one for one in table.columns if one.name not in ("known_from", "known_to"))


@cache
def value_names(table: Table) -> tuple[str, ...]:
    """Return the names of `value_columns`."""
    return tuple(column.name for column in value_columns(table))


def as_json(value: Any) -> str:
    """Write a value for a read table: canonical JSON text."""
    return msgspec.json.encode(value, order="sorted").decode()
