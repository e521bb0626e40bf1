"""The matter list: what each matter is and where it stands today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Boolean, Column, Connection, String, Table, or_, select

from casefile.law import subjects
from casefile.law.folding import Folds, fold_matter
from casefile.law.matter import Matter
from casefile.projections.projection import Projection, Values
from casefile.projections.tables import Key, known_at, known_columns, metadata

matters = Table(
    "matters",
    metadata,
    Column("matter_id", Key, primary_key=True),
    Column("title", String, nullable=False),
    Column("category", Key, nullable=False),
    Column("jurisdiction", Key, nullable=False),
    Column("time_zone", Key, nullable=False),
    Column("court_id", Key, nullable=False),
    Column("docket_no", Key, nullable=False),
    Column("status", Key, nullable=False),
    Column("access", Key, nullable=False),
    Column("stayed", Boolean, nullable=False),
    Column("opened", Key, nullable=False),
    *known_columns(),
)


def _rows(entity: str, folds: Folds) -> Iterator[Values]:
    matter_id = subjects.name_of(entity)
    matter = fold_matter(matter_id, folds.known.facts(entity))
    if matter:
        yield matter_row(matter_id, matter)


def matter_row(matter_id: str, matter: Matter) -> Values:
    """Return a matter's row: the values of its columns in their order."""
    return (
        matter_id,
        matter.title,
        matter.category,
        matter.jurisdiction,
        matter.time_zone,
        matter.court_id,
        matter.docket_no,
        matter.status,
        matter.access,
        matter.stayed,
        matter.opened,
    )


MATTERS = Projection("matters", matters, ("", "matter_id"), (subjects.MATTER,), _rows)


def list_matters(
    connection: Connection,
    position: int,
    *,
    wanted: Mapping[str, str],
    words: str | None,
    after: str,
    limit: int,
) -> list[dict[str, Any]]:
    """Return the next matters by id, as known at a position.

    `wanted` gives the values that columns must have, `words` a text that the title, the docket
    number or the id contains.
    """
    query = select(matters).where(known_at(matters, position), matters.c.matter_id > after)
    for name, value in wanted.items():
        query = query.where(matters.c[name] == value)
    if words:
        hit = [
            matters.c[name].icontains(words, autoescape=True)
            for name in ("title", "docket_no", "matter_id")
        ]
        query = query.where(or_(*hit))
    rows = connection.execute(query.order_by(matters.c.matter_id).limit(limit)).mappings()
    return [as_answer(dict(row)) for row in rows]


def as_answer(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a read table's row as it is answered: without positions, absent text as null."""
    return {
        name: None if value == "" else value
        for name, value in row.items()
        if name not in ("known_from", "known_to")
    }
