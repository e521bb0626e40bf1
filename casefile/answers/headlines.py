"""Headlines: every person of the office with the items that the headline is chosen from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, distinct, func, select

from casefile.answers.asking import At
from casefile.answers.parties import known_among, known_parties, merged_groups
from casefile.answers.status import ON_DAY, as_seen
from casefile.law.item import NONE
from casefile.law.seen import Seen
from casefile.law.timeline import CERTAIN, RECORD
from casefile.projections.matters import matters
from casefile.projections.spans import FLAG, item_spans
from casefile.projections.tables import known_at
from casefile.store.statement import Row, Statement

PAGE = 500  # parties whose items are held in memory at once
NOBODY = ""  # the party of an item that names none

_party_of = itemgetter(list(ON_DAY.selected_columns.keys()).index("party_id"))


class MattersInScope(NamedTuple):
    """Which matters count: those of a court, of a category, of both, or all."""

    court: str | None = None
    category: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns of the matter list that the scope holds to a value."""
        chosen = {"court_id": self.court, "category": self.category}
        return tuple(name for name, value in chosen.items() if value is not None)

    @property
    def given(self) -> dict[str, str]:
        """Return the values of the statements' parameters."""
        chosen = {"court_id": self.court, "category": self.category}
        return {name: value for name, value in chosen.items() if value is not None}


def persons(at: At, scope: MattersInScope, *, after: str = "") -> Iterator[tuple[str, list[Seen]]]:
    """Yield everybody known at a position, by id, with the items in scope as they stand on a day.

    A person under several ids comes once, under the first of them whose name was known, and one
    without an item in scope does not come at all. Memory is that of one page and of the merges.
    What a headline does not say is not read: flags, and the evidence of earlier days.
    """
    merged = merged_groups(at)
    named = known_among(at, list(merged)) if merged else set()
    first = {min(named.intersection(group)) for group in _disjoint(merged, named)}
    while ids := known_parties(at, after=after, limit=PAGE):
        after = ids[-1]
        found = _items(at, scope, ids[0], ids[-1])
        for party_id in ids:
            rows = found.get(party_id, [])
            if party_id in merged:
                if party_id not in first:
                    continue
                rows = [
                    row
                    for one in merged[party_id]
                    for row in _items(at, scope, one, one).get(one, ())
                ]
            if rows:
                yield party_id, as_seen(rows)


def _disjoint(merged: dict[str, list[str]], named: set[str]) -> list[Sequence[str]]:
    """Return each group of ids once, if any of them has a name."""
    return [group for one, group in merged.items() if one == group[0] and named.intersection(group)]


def _items(at: At, scope: MattersInScope, first: str, last: str) -> dict[str, list[Row]]:
    """Return the rows of the items of all parties from one id to another, by party."""
    given = {"position": at.position, "day": at.on.isoformat(), **scope.given}
    rows = _between(scope.columns).rows(at.connection, first=first, last=last, **given)
    return {party_id: list(some) for party_id, some in groupby(rows, _party_of)}


@cache
def _between(columns: tuple[str, ...]) -> Statement:
    query = ON_DAY.where(
        item_spans.c.party_id >= bindparam("first"),
        item_spans.c.party_id <= bindparam("last"),
        item_spans.c.valid_to > bindparam("day"),
        item_spans.c.certainty != FLAG,
    )
    in_order = ("party_id", "matter_id", "item_id", "ordinal")
    query = _in_scope(query, columns)
    return Statement(query.order_by(*(item_spans.c[name] for name in in_order)))


def _in_scope(query: Select[Any], columns: tuple[str, ...]) -> Select[Any]:
    """Hold a question about items to the matters in scope, as known at the same position."""
    if not columns:
        return query
    return query.join(matters, matters.c.matter_id == item_spans.c.matter_id).where(
        known_at(matters, bindparam("position")),
        *(matters.c[name] == bindparam(name) for name in columns),
    )


@cache
def _matters_in(columns: tuple[str, ...]) -> Statement:
    query = select(func.count()).select_from(matters)
    return Statement(
        query.where(
            known_at(matters, bindparam("position")),
            *(matters.c[name] == bindparam(name) for name in columns),
        )
    )


@cache
def _of_nobody(columns: tuple[str, ...]) -> Statement:
    query = select(func.count(distinct(item_spans.c.matter_id + "/" + item_spans.c.item_id)))
    query = query.select_from(item_spans).where(
        item_spans.c.party_id == NOBODY,
        known_at(item_spans, bindparam("position")),
        item_spans.c.valid_from <= bindparam("day"),
        item_spans.c.valid_to > bindparam("day"),
        item_spans.c.certainty == CERTAIN,
        item_spans.c.basis == RECORD,
        item_spans.c.state != NONE,
    )
    return Statement(_in_scope(query, columns))


def matters_in(at: At, scope: MattersInScope) -> int:
    """Return how many matters are in scope, as known at a position."""
    found = _matters_in(scope.columns).rows(at.connection, position=at.position, **scope.given)
    return int(found[0][0])


def items_of_nobody(at: At, scope: MattersInScope) -> int:
    """Return how many items in scope stand on the record without anybody named as their party."""
    given = {"position": at.position, "day": at.on.isoformat(), **scope.given}
    return int(_of_nobody(scope.columns).rows(at.connection, **given)[0][0])
