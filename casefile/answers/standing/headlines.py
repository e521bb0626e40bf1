"""Headlines: every person of the office with the items that the headline is chosen from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, distinct, func, or_, select, tuple_

from casefile.answers.asking import At
from casefile.answers.people.parties import known_among, known_parties, merged_groups
from casefile.answers.standing.status import ON_DAY, as_seen
from casefile.errors import Malformed, Unknown
from casefile.law.flags import UNREAD
from casefile.law.item import NONE
from casefile.law.seen import Seen
from casefile.law.timeline import CERTAIN, RECORD
from casefile.projections.matters import matters
from casefile.projections.spans import FLAG, item_spans
from casefile.projections.tables import known_at
from casefile.store.statement import Row, Statement, among

PAGE = 500  # parties whose items are held in memory at once
MOST_COURTS = 10  # that a refusal lists
NOBODY = ""  # the party of an item that names none

_columns = list(ON_DAY.selected_columns.keys())
_party_of = itemgetter(_columns.index("party_id"))
_item_of = itemgetter(_columns.index("matter_id"), _columns.index("item_id"))


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


def _check_scope(at: At, scope: MattersInScope) -> None:
    """Refuse a court in which no matter has ever been, whose id may be mistyped; raises Unknown."""
    if scope.court is None:
        return
    there = sorted(one for (one,) in _COURTS.rows(at.connection) if one)
    if scope.court not in there:
        known = f"; there are {', '.join(there[:MOST_COURTS])}" if there else ""
        sentence = f"No matter on record is in a court {scope.court!r}{known}."
        raise Unknown(sentence, code="court.unknown")


class Person(NamedTuple):
    """Somebody with the items in scope as they stand on a day, and those that are elsewhere."""

    party_id: str
    seen: list[Seen]
    elsewhere: list[Seen]


def persons(at: At, scope: MattersInScope, *, after: str = "") -> Iterator[Person]:
    """Yield everybody known at a position, by id, who has an item in scope.

    A person under several ids comes once, under the first of them whose name was known. Memory is
    that of one page and of the merges. What a headline does not say is not read: flags but for what
    is unread, and the evidence of earlier days.
    """
    _check_scope(at, scope)
    merged = merged_groups(at)
    named = known_among(at, list(merged)) if merged else set()
    first = {min(named.intersection(group)) for group in _disjoint(merged, named)}
    while ids := known_parties(at, after=after, limit=PAGE):
        after = ids[-1]
        found = _items(at, scope, "between", first=ids[0], last=ids[-1])
        page: dict[str, list[Row]] = {}
        for party_id in ids:
            rows = found.get(party_id, [])
            if party_id in merged:
                if party_id not in first:
                    continue
                each = _items(at, scope, "among", some=merged[party_id])
                rows = [row for one in merged[party_id] for row in each.get(one, ())]
            if rows:
                page[party_id] = rows
        yield from _seen(at, scope, page, merged)


def _seen(
    at: At, scope: MattersInScope, page: dict[str, list[Row]], merged: dict[str, list[str]]
) -> Iterator[Person]:
    """Yield each person of a page, given with its rows in scope.

    What in a narrower scope an item goes on as may be out of it, so all of their items are read.
    """
    if not scope.columns:
        for party_id, rows in page.items():
            yield Person(party_id, as_seen(rows), [])
        return
    groups = {party_id: merged.get(party_id, [party_id]) for party_id in page}
    whole = _items(
        at, MattersInScope(), "among", some=[one for group in groups.values() for one in group]
    )
    for party_id, rows in page.items():
        keys = set(map(_item_of, rows))
        every = as_seen(row for one in groups[party_id] for row in whole.get(one, ()))
        here = [one for one in every if (one.matter_id, one.item_id) in keys]
        elsewhere = [one for one in every if (one.matter_id, one.item_id) not in keys]
        yield Person(party_id, here, elsewhere)


def _disjoint(merged: dict[str, list[str]], named: set[str]) -> list[Sequence[str]]:
    """Return each group of ids once, if any of them has a name."""
    return [group for one, group in merged.items() if one == group[0] and named.intersection(group)]


_party = item_spans.c.party_id
_OF: dict[str, ColumnElement[bool]] = {
    "between": and_(_party >= bindparam("first"), _party <= bindparam("last")),
    "among": among(_party, "some"),
}


def _items(at: At, scope: MattersInScope, of: str, **parties: Any) -> dict[str, list[Row]]:
    """Return the rows of the items in scope of some parties, by party."""
    given = {"position": at.position, "day": at.on.isoformat(), **scope.given}
    rows = _rows_of(of, scope.columns).rows(at.connection, **parties, **given)
    return {party_id: list(some) for party_id, some in groupby(rows, _party_of)}


@cache
def _rows_of(of: str, columns: tuple[str, ...]) -> Statement:
    query = ON_DAY.where(
        _OF[of],
        item_spans.c.valid_to > bindparam("day"),
        or_(item_spans.c.certainty != FLAG, item_spans.c.state == UNREAD),
    )
    in_order = ("party_id", "matter_id", "item_id", "part", "ordinal")
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


_COURTS = Statement(select(matters.c.court_id).distinct())


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


class Unread(NamedTuple):
    """How an item ended in words that nobody has read: what is answered of the flag's row."""

    matter_id: str
    item_id: str
    party_id: str
    part: str
    ordinal: int
    valid_from: str
    valid_to: str
    detail: str
    evidence: str

    @property
    def key(self) -> str:
        """Return what to go on from after this one."""
        return f"{self.matter_id}/{self.item_id}/{self.party_id}/{self.part}/{self.ordinal}"


_PLACE = ("matter_id", "item_id", "party_id", "part", "ordinal")


@cache
def _unread_in(columns: tuple[str, ...]) -> Statement:
    query = select(*(item_spans.c[name] for name in Unread._fields)).where(
        item_spans.c.certainty == FLAG,
        item_spans.c.state == UNREAD,
        known_at(item_spans, bindparam("position")),
        item_spans.c.valid_from <= bindparam("day"),
        item_spans.c.valid_to > bindparam("day"),
        tuple_(*(item_spans.c[name] for name in _PLACE))
        > tuple_(*(bindparam(f"after_{name}", type_=item_spans.c[name].type) for name in _PLACE)),
    )
    query = query.order_by(*(item_spans.c[name] for name in _PLACE)).limit(bindparam("limit"))
    return Statement(_in_scope(query, columns))


def unread(at: At, scope: MattersInScope, *, after: str, limit: int) -> list[Unread]:
    """Return the next of what is unread in scope, by matter, item and party.

    Raises Malformed, and Unknown for a court of no matter.
    """
    _check_scope(at, scope)
    place = after.split("/") if after else ["", "", "", "", "0"]
    if len(place) != len(_PLACE) or not re.fullmatch("[0-9]{1,9}", place[-1]):
        raise Malformed(f"{after!r} is not the `next` of a page.", code="page.after")
    given = {"position": at.position, "day": at.on.isoformat(), "limit": limit, **scope.given}
    given |= {f"after_{name}": one for name, one in zip(_PLACE, place, strict=True)}
    given["after_ordinal"] = int(place[-1])
    return [Unread._make(row) for row in _unread_in(scope.columns).rows(at.connection, **given)]


def matters_in(at: At, scope: MattersInScope) -> int:
    """Return how many matters are in scope, as known at a position."""
    found = _matters_in(scope.columns).rows(at.connection, position=at.position, **scope.given)
    return int(found[0][0])


def items_of_nobody(at: At, scope: MattersInScope) -> int:
    """Return how many items in scope stand on the record without anybody named as their party."""
    given = {"position": at.position, "day": at.on.isoformat(), **scope.given}
    return int(_of_nobody(scope.columns).rows(at.connection, **given)[0][0])
