"""The docket calendar: hearings, deadlines, and the days on which motions are due."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, Index, String, Table

from casefile.law import subjects
from casefile.law.edtf import FIRST_DAY, LAST_DAY, parse
from casefile.law.entry import KINDS
from casefile.law.folding import Folds, fold_entry
from casefile.projections.projection import Projection, Values
from casefile.projections.tables import Key, known_columns, metadata

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
    Column("time_zone", Key, nullable=False),
    Column("status", Key, nullable=False),
    Column("set_by", Key, nullable=False),
    *known_columns(),
    Index("calendar_by_day", "earliest", "matter_id", "entry", "entry_id"),
)


def _rows(entity: str, folds: Folds) -> Iterator[Values]:
    matter_id, entry_id = subjects.ids_of(entity)
    found = fold_entry(entry_id, folds.known.facts(entity))
    if found:
        entry, set_by = found
        at = parse(entry.at, offset=True)
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
            entry.time_zone,
            entry.status,
            set_by.event_id,
        )


CALENDAR = Projection("calendar", calendar, ("entry", "matter_id", "entry_id"), KINDS, _rows)
