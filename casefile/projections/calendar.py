"""The docket calendar: hearings, deadlines, and the days on which motions are due."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Connection, Index, String, Table, and_, or_, select, tuple_

from casefile.errors import Malformed
from casefile.law import subjects
from casefile.law.edtf import FIRST_DAY, LAST_DAY, parse
from casefile.law.entry import DEADLINE, KINDS
from casefile.law.folding import Folds, fold_entry
from casefile.projections.matters import as_answer
from casefile.projections.projection import Projection, Values
from casefile.projections.tables import Key, known_at, known_columns, metadata

calendar = Table(
    "calendar",
    metadata,
    Column("entry", Key, primary_key=True),
    Column("matter_id", Key, primary_key=True),
    Column("entry_id", Key, primary_key=True),
    Column("kind", String, nullable=False),
    Column("at", Key, nullable=False),
    Column("earliest", Key, nullable=False),
    Column("latest", Key, nullable=False),
    Column("place", String, nullable=False),
    Column("status", Key, nullable=False),
    Column("set_by", Key, nullable=False),
    *known_columns(),
    Index("calendar_by_day", "earliest", "matter_id", "entry", "entry_id"),
)

OVERDUE = (DEADLINE, "open")  # the entries that are overdue once their last day has passed


def _rows(entity: str, folds: Folds) -> Iterator[Values]:
    matter_id, entry_id = subjects.ids_of(entity)
    found = fold_entry(entry_id, folds.known.facts(entity))
    if found:
        entry, set_by = found
        at = parse(entry.at)
        earliest, latest = at.earliest or FIRST_DAY, at.latest or LAST_DAY
        yield (
            subjects.kind_of(entity),
            matter_id,
            entry_id,
            entry.kind,
            at.text,
            earliest.isoformat(),
            latest.isoformat(),
            entry.place,
            entry.status,
            set_by.event_id,
        )


CALENDAR = Projection("calendar", calendar, ("entry", "matter_id", "entry_id"), KINDS, _rows)


ORDER = ("earliest", "matter_id", "entry", "entry_id")


def next_entries(
    connection: Connection,
    position: int,
    *,
    first: str,
    last: str,
    on: str,
    overdue: bool,
    matter_id: str | None,
    after: str,
    limit: int,
) -> list[dict[str, Any]]:
    """Return the next entries that can fall between two days, as known at a position.

    Each says whether it is overdue on a day; with `overdue`, those are there whenever they were
    due. Each comes with the `key` to go on from.
    """
    place = [calendar.c[name] for name in ORDER]
    ahead = calendar.c.latest >= first
    if overdue:
        late = and_(
            calendar.c.entry == OVERDUE[0],
            calendar.c.status == OVERDUE[1],
            calendar.c.latest < on,
        )
        ahead = or_(ahead, late)
    query = select(calendar).where(known_at(calendar, position), calendar.c.earliest <= last, ahead)
    if matter_id is not None:
        # Each kind by its name, so that the index of the rows' keys, which begins with it, is used.
        query = query.where(calendar.c.entry.in_(KINDS), calendar.c.matter_id == matter_id)
    if after:
        parts = after.split("/")
        if len(parts) != len(ORDER):
            raise Malformed(f"{after!r} is not the `next` of a page.", code="page.after")
        query = query.where(tuple_(*place) > tuple_(*parts))
    rows = connection.execute(query.order_by(*place).limit(limit)).mappings()
    return [_entry(dict(row), on) for row in rows]


def _entry(row: dict[str, Any], on: str) -> dict[str, Any]:
    late = (row["entry"], row["status"]) == OVERDUE and row["latest"] < on
    return as_answer(row) | {"overdue": late, "key": "/".join(row[name] for name in ORDER)}
