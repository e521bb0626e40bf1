"""Courts: the office's matters by court, and what of them is unread, irregular or in conflict."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    case,
    distinct,
    func,
    literal_column,
    or_,
    select,
)

from casefile.answers.asking import Answer, Asking
from casefile.answers.overview.worklist import FLAGS, Work
from casefile.answers.standing.headlines import MattersInScope
from casefile.law.item import NONE
from casefile.law.timeline import CERTAIN, RECORD
from casefile.projections.matters import matters
from casefile.projections.spans import FLAG, item_spans
from casefile.projections.tables import known_at
from casefile.store.statement import Statement

COUNTED = (Work.UNREAD, Work.PARTLY_READ, Work.IRREGULAR, Work.CONFLICT)


class CourtLine(Struct, frozen=True, kw_only=True):
    """What the office has at one court; `court` is null for matters of which none is known.

    `items` stand on the record, `parties` are those who have one, by their ids. `unread`,
    `partly_read`, `irregular` and `conflicting` count the items of which that is so.
    """

    court: str | None
    matters: int
    items: int
    parties: int
    unread: int
    partly_read: int
    irregular: int
    conflicting: int


class CourtReport(Answer, frozen=True, kw_only=True):
    """The office's matters by court, as of a day, as known at a moment; those with most first."""

    as_of: str
    known_at: str
    position: int
    past_head: bool
    category: str | None
    courts: Sequence[CourtLine]


def report(
    asking: Asking,
    *,
    as_of: str | None = None,
    known_at: str | None = None,
    category: str | None = None,
) -> CourtReport:
    """Return the matters of each court with their items, and what of these has to be looked at."""
    scope = MattersInScope(category=category)
    with asking.gate(known_at, as_of=as_of) as at:
        given = {"position": at.position, **scope.given}
        on = {**given, "day": at.on.isoformat()}
        counted = dict(map(tuple, _matters(scope.columns).rows(at.connection, **given)))
        items = {one: more for one, *more in _items(scope.columns).rows(at.connection, **on)}
        flags = {one: more for one, *more in _flags(scope.columns).rows(at.connection, **on)}
        lines = [
            _line(court, number, items.get(court, (0, 0)), flags.get(court, (0,) * len(COUNTED)))
            for court, number in counted.items()
        ]
        return at.named(
            CourtReport(
                as_of=at.on.isoformat(),
                **at.said(),
                category=category,
                courts=sorted(lines, key=lambda one: (-one.matters, one.court or "")),
            )
        )


def _line(court: str, number: int, items: Sequence[int], flags: Sequence[int]) -> CourtLine:
    unread, partly_read, irregular, conflicting = flags
    return CourtLine(
        court=court or None,
        matters=number,
        items=items[0],
        parties=items[1],
        unread=unread,
        partly_read=partly_read,
        irregular=irregular,
        conflicting=conflicting,
    )


_key = item_spans.c.matter_id + "/" + item_spans.c.item_id
_of_matter = matters.c.matter_id == item_spans.c.matter_id
_on_day = and_(
    item_spans.c.valid_from <= bindparam("day"), item_spans.c.valid_to > bindparam("day")
)


@cache
def _matters(columns: tuple[str, ...]) -> Statement:
    query = select(matters.c.court_id, func.count()).where(*_in_scope(columns))
    return Statement(query.group_by(matters.c.court_id))


@cache
def _items(columns: tuple[str, ...]) -> Statement:
    party = func.nullif(item_spans.c.party_id, "")
    query = select(
        matters.c.court_id, func.count(distinct(_key)), func.count(distinct(party))
    ).join_from(item_spans, matters, _of_matter)
    query = query.where(
        *_in_scope(columns),
        known_at(item_spans, bindparam("position")),
        _on_day,
        item_spans.c.certainty == CERTAIN,
        item_spans.c.basis == RECORD,
        item_spans.c.state != NONE,
    )
    return Statement(query.group_by(matters.c.court_id))


@cache
def _flags(columns: tuple[str, ...]) -> Statement:
    ways = (or_(*(item_spans.c.state == code for code in FLAGS[one])) for one in COUNTED)
    counts = [func.count(distinct(case((way, _key)))) for way in ways]
    query = select(matters.c.court_id, *counts).join_from(item_spans, matters, _of_matter)
    query = query.where(
        *_in_scope(columns),
        known_at(item_spans, bindparam("position")),
        _on_day,
        item_spans.c.certainty == literal_column(f"'{FLAG}'"),
    )
    return Statement(query.group_by(matters.c.court_id))


def _in_scope(columns: tuple[str, ...]) -> list[ColumnElement[bool]]:
    """Return what holds a question to the matters that were known then, of a category."""
    held = (matters.c[name] == bindparam(name) for name in columns)
    return [known_at(matters, bindparam("position")), *held]
