"""Rebuild: folding the log anew, comparing with the live read tables, and mending what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, select, tuple_

from casefile.errors import Malformed
from casefile.projections import PROJECTIONS
from casefile.projections.known import Known, event_subjects
from casefile.projections.projection import Projection
from casefile.projections.projector import Projector
from casefile.store import log
from casefile.store.database import Database

SUBJECTS = "subjects"  # the index of subjects, which is rebuilt and compared like a projection
NAMES = (SUBJECTS, *(one.name for one in PROJECTIONS))

Row = tuple[Any, ...]


class Comparison(NamedTuple):
    """A read table held against the log: rows that it lacks, and rows that it should not have."""

    name: str
    table: Table
    rows: int
    missing: Sequence[Row]
    surplus: Sequence[Row]

    @property
    def equal(self) -> bool:
        """Tell whether the table is what the log says, row for row."""
        return not self.missing and not self.surplus


def rebuild(
    database: Database,
    names: Iterable[str] = (),
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> list[Comparison]:
    """Fold the whole log anew, compare each read table with it, and mend every difference.

    `names` chooses among NAMES, all by default. `progress` is told (events folded, events in all).
    Posting goes on until the last events are folded; the comparison and the mending are one
    transaction. Returns what was found before mending; raises Malformed for an unknown name.
    """
    chosen = list(names) or list(NAMES)
    for name in chosen:
        if name not in NAMES:
            sentence = f"There is no projection {name!r}; there are {', '.join(NAMES)}."
            raise Malformed(sentence, code="projection.unknown")
    fold = Refold([one for one in PROJECTIONS if one.name in chosen])
    with database.read() as connection:
        fold.up_to(connection, log.head(connection).position, progress)
    with database.write() as connection:
        fold.up_to(connection, log.hold_head(connection).position, progress)
        found = [one for one in fold.compare(connection) if one.name in chosen]
        for one in found:
            _mend(connection, one)
    return found


class Refold:
    """The log folded from its beginning, with every row that the read tables should have."""

    def __init__(self, projections: Sequence[Projection] = PROJECTIONS) -> None:
        self.projector = Projector(projections, Known())
        self.position = 0

    def up_to(
        self,
        connection: Connection,
        position: int,
        progress: Callable[[int, int], None] = lambda _done, _all: None,
    ) -> None:
        """Fold what the log has up to a position."""
        for page in log.pages(connection, after=self.position, upto=position):
            for stored in page:
                self.projector.apply(log.recorded(stored))
            self.position = page[-1].position
            progress(self.position, position)

    def compare(self, connection: Connection) -> list[Comparison]:
        """Hold every table against the fold, which stands at the head."""
        inserts, _ = self.projector.changes()
        names = {event_subjects: SUBJECTS} | {
            one.table: one.name for one in self.projector.projections
        }
        return [_compare(connection, names[table], table, rows) for table, rows in inserts.items()]


def _compare(connection: Connection, name: str, table: Table, rows: Iterable[Row]) -> Comparison:
    expected = set(rows)
    live = {tuple(row) for row in connection.execute(select(table))}
    return Comparison(name, table, len(expected), sorted(expected - live), sorted(live - expected))


def _mend(connection: Connection, found: Comparison) -> None:
    table = found.table
    columns = [column.name for column in table.columns]
    keys = [column.name for column in table.primary_key]
    places = [columns.index(key) for key in keys]
    for some in batched(found.surplus):
        wrong = [tuple(row[place] for place in places) for row in some]
        connection.execute(table.delete().where(tuple_(*(table.c[key] for key in keys)).in_(wrong)))
    for some in batched(found.missing):
        connection.execute(table.insert(), [dict(zip(columns, row, strict=True)) for row in some])


def batched(rows: Sequence[Row], size: int = 500) -> Iterator[Sequence[Row]]:
    """Yield the rows in lists short enough for one statement."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
