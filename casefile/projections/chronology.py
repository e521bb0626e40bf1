"""The chronology: every fact of a matter by the day on which it took effect."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    SmallInteger,
    String,
    Table,
    Text,
    bindparam,
    select,
    tuple_,
)

from casefile.domain.edtf import FIRST_DAY, parse
from casefile.domain.wording import sentence
from casefile.errors import Malformed
from casefile.event import Recorded
from casefile.projections.known import Known, as_json
from casefile.projections.projection import Projection, Values
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


def _entities(recorded: Recorded, _subjects: Sequence[str], known: Known) -> Iterable[str]:
    return [f"event/{known.origin(recorded).envelope.event_id}"]


def _rows(entity: str, known: Known) -> Iterator[Values]:
    for fact in known.facts(entity):
        earliest, latest = fact.bounds(FIRST_DAY)
        yield (
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


CHRONOLOGY = Projection("chronology", chronology, ("", "event_id"), ("event",), _rows, _entities)


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
