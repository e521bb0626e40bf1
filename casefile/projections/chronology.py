"""The chronology: every fact of a matter by the day on which it took effect."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Index,
    SmallInteger,
    String,
    Table,
    Text,
    and_,
    bindparam,
    func,
    select,
    tuple_,
)

from casefile.errors import Malformed
from casefile.event import Recorded
from casefile.law import subjects
from casefile.law.edtf import FIRST_DAY, parse
from casefile.law.fact import Fact
from casefile.law.folding import Folds
from casefile.law.known import Known
from casefile.law.wording import sentence
from casefile.projections.matters import matters
from casefile.projections.projection import Projection, Values, as_json
from casefile.projections.spans import FLAG, item_spans
from casefile.projections.tables import Key, known_at, known_columns, metadata
from casefile.store.statement import Statement
from casefile.store.tables import events

chronology = Table(
    "chronology",
    metadata,
    Column("event_id", Key, primary_key=True),
    Column("matter_id", Key, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("type", Key, nullable=False),
    Column("assertion", Key, nullable=False),
    Column("effective", Key, nullable=False),
    Column("earliest", Key, nullable=False),
    Column("latest", Key, nullable=False),
    Column("rank", SmallInteger, nullable=False),
    Column("clock", Key, nullable=False),
    Column("sentence", String, nullable=False),
    Column("items", Text, nullable=False),
    Column("corrections", Text, nullable=False),
    *known_columns(),
    Index("chronology_by_matter", "matter_id", "latest", "rank", "clock", "position"),
)


def _entities(recorded: Recorded, _about: Sequence[str], known: Known) -> Iterable[str]:
    return [subjects.event(known.origin(recorded).envelope.event_id)]


def _rows(entity: str, folds: Folds) -> list[Values]:
    return [_row(fact) for fact in folds.known.facts(entity)]


def _row(fact: Fact) -> Values:
    earliest, latest = fact.bounds(FIRST_DAY)
    return (
        fact.event_id,
        fact.matter_id,
        fact.position,
        fact.type,
        fact.envelope.assertion.value,
        fact.when.text,
        earliest.isoformat(),
        latest.isoformat(),
        int(fact.data.rank),
        fact.when.clock,
        sentence(fact.data),
        as_json(list(fact.items)),
        as_json(fact.corrections),
    )


CHRONOLOGY = Projection(
    "chronology", chronology, ("", "event_id"), (subjects.EVENT,), _rows, _entities
)


ORDER = ("latest", "rank", "clock", "position")


class _Entry(NamedTuple):
    """What is answered of a fact."""

    event_id: str
    position: int
    type: str
    assertion: str
    effective: str
    earliest: str
    latest: str
    rank: int
    clock: str
    sentence: str
    items: str
    corrections: str
    recorded_at: str


_place = [chronology.c[name] for name in ORDER]
_FIRST = (
    select(*(chronology.c[name] for name in _Entry._fields[:-1]), events.c.recorded_at)
    .join(events, events.c.position == chronology.c.position)
    .where(known_at(chronology, bindparam("known")), chronology.c.matter_id == bindparam("matter"))
    .order_by(*_place)
    .limit(bindparam("count"))
)
_after = [bindparam(f"after_{column.name}", type_=column.type) for column in _place]
_FIRST_PAGE, _NEXT_PAGE = (
    Statement(_FIRST),
    Statement(_FIRST.where(tuple_(*_place) > tuple_(*_after))),
)


def next_entries(
    connection: Connection, matter_id: str, position: int, *, after: str, limit: int
) -> list[dict[str, Any]]:
    """Return the next facts of a matter by effective date, as known at a position.

    Each comes with the `key` to go on from.
    """
    given: dict[str, Any] = {"matter": matter_id, "known": position, "count": limit}
    if after:
        given |= zip((one.key for one in _after), _read_key(after), strict=True)
    rows = (_NEXT_PAGE if after else _FIRST_PAGE).rows(connection, **given)
    return [_answer(_Entry._make(row)) for row in rows]


def _read_key(after: str) -> tuple[str, int, str, int]:
    key = re.fullmatch(r"([^_]*)_([0-9]{1,4})_([^_]*)_([0-9]{1,15})", after)
    if not key:
        raise Malformed(f"{after!r} is not the `next` of a page.", code="page.after")
    return key[1], int(key[2]), key[3], int(key[4])


def _answer(row: _Entry) -> dict[str, Any]:
    return {
        "event_id": row.event_id,
        "position": row.position,
        "type": row.type,
        "assertion": row.assertion,
        "effective": row.effective,
        "earliest": row.earliest,
        "latest": row.latest,
        "precision": parse(row.effective).precision,
        "sentence": row.sentence,
        "items": msgspec.json.decode(row.items),
        "corrections": msgspec.json.decode(row.corrections),
        "recorded_at": row.recorded_at,
        "key": "_".join(str(getattr(row, name)) for name in ORDER),
    }


def _begun(matter_ids: Sequence[str], position: int, until: date) -> ColumnElement[bool]:
    """Return the condition that a fact of these matters can have taken effect by a day."""
    return and_(
        known_at(chronology, position),
        chronology.c.matter_id.in_(matter_ids),
        chronology.c.earliest <= until.isoformat(),
    )


def count_entries(
    connection: Connection, matter_ids: Sequence[str], position: int, until: date
) -> int:
    """Return how many facts of these matters can have taken effect by a day."""
    begun = _begun(matter_ids, position, until)
    return connection.execute(select(func.count()).where(begun)).scalar_one()


def each_page(
    connection: Connection, matter_ids: Sequence[str], position: int, until: date, *, size: int
) -> Iterator[list[str]]:
    """Yield the ids of the facts of these matters that can have taken effect by a day, in order.

    They are read on one cursor, so that facts of many matters are put in order only once; the
    connection must hold a transaction.
    """
    query = select(chronology.c.event_id).where(_begun(matter_ids, position, until))
    by_pages = {"yield_per": size}
    with connection.execute(query.order_by(*_place), execution_options=by_pages) as found:
        for page in found.scalars().partitions():
            yield list(page)


def events_of_type(
    connection: Connection, matter_ids: Sequence[str], position: int, until: date, kind: str
) -> list[str]:
    """Return the ids of the facts of one type, in order."""
    query = select(chronology.c.event_id).where(
        _begun(matter_ids, position, until), chronology.c.type == kind
    )
    return list(connection.execute(query.order_by(*_place)).scalars())


class ItemFlag(NamedTuple):
    """A flag that stands on an item, with the events that it is about."""

    matter_id: str
    item_id: str
    code: str
    sentence: str
    events: frozenset[str]


def flags_on(
    connection: Connection, item_keys: Iterable[str], on: date, position: int
) -> list[ItemFlag]:
    """Return the flags that stand on a day on these items, given as matter_id/item_id."""
    keys = sorted(tuple(key.split("/")) for key in set(item_keys))
    table, day = item_spans.c, on.isoformat()
    query = (
        select(table.matter_id, table.item_id, table.state, table.detail, table.evidence)
        .where(
            tuple_(table.matter_id, table.item_id).in_(keys),
            table.certainty == FLAG,
            known_at(item_spans, position),
            table.valid_from <= day,
            table.valid_to > day,
        )
        .order_by(table.matter_id, table.item_id, table.party_id, table.ordinal)
    )
    found = [
        ItemFlag(
            *row[:3],
            msgspec.json.decode(row.detail)["sentence"],
            frozenset(msgspec.json.decode(row.evidence)),
        )
        for row in (connection.execute(query) if keys else ())
    ]
    return list(dict.fromkeys(found))  # a flag has a row for each party of its item


def items_of(connection: Connection, party_ids: Sequence[str], position: int) -> set[str]:
    """Return every item of these parties, as matter_id/item_id, as known at a position."""
    mine = and_(item_spans.c.party_id.in_(party_ids), known_at(item_spans, position))
    query = select(item_spans.c.matter_id, item_spans.c.item_id).distinct().where(mine)
    return {f"{matter_id}/{item_id}" for matter_id, item_id in connection.execute(query)}


def matters_by_id(
    connection: Connection, matter_ids: Sequence[str], position: int
) -> dict[str, dict[str, Any]]:
    """Return the rows of those of these matters that were known at a position."""
    query = select(matters).where(matters.c.matter_id.in_(matter_ids), known_at(matters, position))
    rows = connection.execute(query.order_by(matters.c.matter_id)).mappings()
    return {row["matter_id"]: dict(row) for row in rows}
