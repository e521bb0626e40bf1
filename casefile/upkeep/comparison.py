"""The comparison of a live read table with one that was folded anew, by the database itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    case,
    except_,
    func,
    literal,
    select,
    tuple_,
)

from casefile.law import subjects
from casefile.projections.subjects import event_subjects
from casefile.projections.tables import NEVER
from casefile.store.statement import Row
from casefile.store.tables import events

RANGE = 20_000  # rows that are compared in one statement
SAMPLE = 5


class Comparison(NamedTuple):
    """A read table held against the log: how many rows it lacks, and how many it has too many.

    The samples are the keys of some of them.
    """

    name: str
    rows: int
    missing: int
    surplus: int
    samples: Sequence[Row] = ()

    @property
    def equal(self) -> bool:
        """Tell whether the table is what the log says, row for row."""
        return not self.missing and not self.surplus


def compare(
    connection: Connection, name: str, live: Table, anew: Table, position: int
) -> Comparison:
    """Compare two tables as they were known at a position, which later posts do not change.

    Each range of the primary key is a statement of its own, so that no reader is in the way long.
    """
    rows = missing = surplus = 0
    samples: list[Row] = []
    for after, upto in _ranges(connection, live, anew):
        expected = _known(anew, live, position, after, upto)
        found = _known(live, live, position, after, upto)
        count = _count(connection, expected)
        rows += count
        lacking = _count(connection, except_(expected, found))
        if not lacking and count == _count(connection, found):
            continue
        missing += lacking
        surplus += _count(connection, except_(found, expected))
        for one, other in ((expected, found), (found, expected)):
            if len(samples) < SAMPLE:
                keys = [column.name for column in live.primary_key]
                differing = except_(one, other).subquery()
                query = select(*(differing.c[key] for key in keys)).limit(SAMPLE - len(samples))
                samples += map(tuple, connection.execute(query))
    return Comparison(name, rows, missing, surplus, samples)


def _ranges(
    connection: Connection, live: Table, anew: Table
) -> Iterator[tuple[Row | None, Row | None]]:
    """Yield (after, up to) of the ranges that a table's keys fall into; None is without an end."""
    keys = [anew.c[column.name] for column in live.primary_key]
    after: Row | None = None
    while True:
        query = select(*keys).order_by(*keys).offset(RANGE - 1).limit(1)
        if after is not None:
            query = query.where(tuple_(*keys) > _tuple(after))
        last = connection.execute(query).first()
        yield after, tuple(last) if last else None
        if last is None:
            return
        after = tuple(last)


def _known(
    table: Table, live: Table, position: int, after: Row | None, upto: Row | None
) -> Select[Any]:
    """Return the query for a table's rows in a range, as they were known at a position."""
    keys = tuple_(*(table.c[column.name] for column in live.primary_key))
    conditions = [since(table) <= position]
    conditions += [] if after is None else [keys > _tuple(after)]
    conditions += [] if upto is None else [keys <= _tuple(upto)]
    return select(*as_known(table, position)).where(and_(*conditions))


def since(table: Table) -> ColumnElement[int]:
    """Return the column with the position of the event that opened a row."""
    return table.c["known_from" if "known_from" in table.c else "position"]


def last_known(connection: Connection, table: Table) -> int:
    """Return the last position at which a row of a table opens or closes; 0 where it has none.

    What is no number, as SQLite would keep it as well, lies beyond every log.
    """
    ends = [since(table)]
    if "known_to" in table.c:
        ends.append(case((table.c.known_to != NEVER, table.c.known_to)))
    found = connection.execute(select(*map(func.max, ends))).one()
    numbers = (one if isinstance(one, int) else NEVER for one in found if one is not None)
    return max(numbers, default=0)


def as_known(table: Table, position: int) -> Iterator[ColumnElement[Any]]:
    """Yield the columns of a row that was known at a position, as it was known there."""
    for column in table.columns:
        if column.name == "known_to":
            later = case((column > position, literal(NEVER)), else_=column)
            yield later.label(column.name)
        else:
            yield column


def of_matters(table: Table, matters: Sequence[str], position: int) -> ColumnElement[bool]:
    """Return the condition that a row comes from the events of some matters up to a position."""
    if "matter_id" in table.c:
        return and_(table.c.matter_id.in_(matters), since(table) <= position)
    theirs = select(events.c.position).where(
        events.c.matter_id.in_(matters), events.c.position <= position
    )
    if table is event_subjects:
        return since(table).in_(theirs)
    # A row of a party: the events of a post have one position from which they are known.
    parties = select(event_subjects.c.subject).where(event_subjects.c.position.in_(theirs))
    owned = literal(subjects.party("")).concat(table.c.party_id)
    return and_(owned.in_(parties), since(table) <= position)


def _tuple(values: Row) -> Any:
    return tuple_(*(literal(value) for value in values))


def _count(connection: Connection, query: Any) -> int:
    return connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
