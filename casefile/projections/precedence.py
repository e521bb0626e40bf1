"""Precedence: the events that stand before others on an item where dates alone do not say so."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, Table

from casefile.law import subjects
from casefile.law.folding import Folds
from casefile.law.precedence import precedence as told
from casefile.projections.projection import Values
from casefile.projections.spans import SPANS
from casefile.projections.tables import KEYS_ALONE, Key, known_columns, metadata

precedence = Table(
    "precedence",
    metadata,
    Column("matter_id", Key, primary_key=True),
    Column("item_id", Key, primary_key=True),
    Column("event_id", Key, primary_key=True),
    Column("before_id", Key, primary_key=True),
    *known_columns(),
    **KEYS_ALONE,
)


def _rows(entity: str, folds: Folds) -> Iterator[Values]:
    owner = subjects.ids_of(entity)
    return ((*owner, *pair) for pair in told(folds.fold(subjects.name_of(entity))))


PRECEDENCE = SPANS._replace(name="precedence", table=precedence, rows=_rows)
