"""The comparison of a live read table with one that was folded anew, by the database itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    Select,
    Table,
    and_,
    bindparam,
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
from casefile.store.statement import Row, Statement
from casefile.store.tables import events

RANGE = 20_000  # rows that are compared in one statement
SAMPLE = 5
AFTER, UPTO = "after", "upto"  # the ends of a range


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
        counts, found, expected = _range_of_rows(live, anew, after is not None, upto is not None)
        given = {"position": position, **_given(AFTER, after), **_given(UPTO, upto)}
        [(count, here, lacking)] = counts.rows(connection, **given)
        rows += count
        if not lacking and count == here:
            continue
        missing += lacking
        surplus += connection.execute(_count(except_(found, expected)), given).scalar_one()
        for one, other in ((expected, found), (found, expected)):
            if len(samples) < SAMPLE:
                keys = [column.name for column in live.primary_key]
                differing = except_(one, other).subquery()
                query = select(*(differing.c[key] for key in keys)).limit(SAMPLE - len(samples))
                samples += map(tuple, connection.execute(query, given))
    return Comparison(name, rows, missing, surplus, samples)


def _ranges(
    connection: Connection, live: Table, anew: Table
) -> Iterator[tuple[Row | None, Row | None]]:
    """Yield (after, up to) of the ranges that a table's keys fall into; None is without an end."""
    after: Row | None = None
    while True:
        ends = _end_of_range(live, anew, after is not None)
        found = ends.rows(connection, skipped=RANGE - 1, **_given(AFTER, after))
        last = found[0] if found else None
        yield after, last
        if last is None:
            return
        after = last


@cache
def _end_of_range(live: Table, anew: Table, after: bool) -> Statement:
    """Return the query for the last key of a range, which begins behind another key."""
    keys = [anew.c[column.name] for column in live.primary_key]
    query = select(*keys).order_by(*keys).offset(bindparam("skipped", type_=Integer)).limit(1)
    return Statement(query.where(tuple_(*keys) > _bound(AFTER, live)) if after else query)


class _RangeOfRows(NamedTuple):
    """How many rows there are to be in a range, how many there are, and how many are lacking.

    With it come the queries for the rows that there are and for those that there are to be.
    """

    counts: Statement
    found: Select[Any]
    expected: Select[Any]


@cache
def _range_of_rows(live: Table, anew: Table, after: bool, upto: bool) -> _RangeOfRows:
    """Return what counts the rows of two tables in a range that has these ends."""
    expected, found = (_known(one, live, after, upto) for one in (anew, live))
    some = (expected, found, except_(expected, found))
    counts = select(*(_count(one).scalar_subquery() for one in some))
    return _RangeOfRows(Statement(counts), found, expected)


def _known(table: Table, live: Table, after: bool, upto: bool) -> Select[Any]:
    """Return the query for a table's rows in a range, as they were known at a position."""
    keys = tuple_(*(table.c[column.name] for column in live.primary_key))
    position = bindparam("position", type_=BigInteger)
    conditions = [since(table) <= position]
    conditions += [keys > _bound(AFTER, live)] if after else []
    conditions += [keys <= _bound(UPTO, live)] if upto else []
    return select(*as_known(table, position)).where(and_(*conditions))


def _bound(end: str, live: Table) -> Any:
    """Return one end of a range of a table's keys, as parameters."""
    keys = enumerate(live.primary_key)
    return tuple_(*(bindparam(f"{end}_{place}", type_=column.type) for place, column in keys))


def _given(end: str, key: Row | None) -> dict[str, Any]:
    """Return the parameters of one end of a range."""
    return {f"{end}_{place}": value for place, value in enumerate(key or ())}


def since(table: Table) -> ColumnElement[int]:
    """Return the column with the position of the event that opened a row."""
    return table.c["known_from" if "known_from" in table.c else "position"]


def last_known(connection: Connection, table: Table) -> int:
    """Return the last position at which a row of a table opens or closes; 0 where it has none.

    What is no number, as SQLite would keep it as well, lies beyond every log.
    """
    [found] = _ends(table).rows(connection)
    numbers = (one if isinstance(one, int) else NEVER for one in found if one is not None)
    return max(numbers, default=0)


@cache
def _ends(table: Table) -> Statement:
    """Return the query for the last positions at which a row of a table opens and closes."""
    ends = [since(table)]
    if "known_to" in table.c:
        ends.append(case((table.c.known_to != NEVER, table.c.known_to)))
    return Statement(select(*map(func.max, ends)))


def as_known(table: Table, position: int | ColumnElement[int]) -> Iterator[ColumnElement[Any]]:
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


def _count(query: Any) -> Select[Any]:
    return select(func.count()).select_from(query.subquery())
