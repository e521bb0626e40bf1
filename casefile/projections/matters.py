"""The matter list: what each matter is and where it stands today."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, String, Table

from casefile.law import subjects
from casefile.law.folding import Folds
from casefile.law.setting import fold_matter
from casefile.projections.projection import Projection, Values
from casefile.projections.tables import Key, known_columns, metadata

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
    Column("for_", Key, nullable=False),
    Column("opened", Key, nullable=False),
    *known_columns(),
)


def _rows(entity: str, folds: Folds) -> list[Values]:
    matter_id = subjects.name_of(entity)
    matter = fold_matter(matter_id, folds.known.facts(entity))
    if matter is None:
        return []
    opened, *said = matter
    return [(matter_id, *said, opened)]


MATTERS = Projection("matters", matters, ("", "matter_id"), (subjects.MATTER,), _rows)
