"""Whatever is changed in the log, in a column, a row or a table, is found by verify."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, TypeVar

import pytest
from sqlalchemy import Column, MetaData, Table, and_, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from casefile.projections.parked import parked
from casefile.store.database import Database
from casefile.store.tables import events, log_head, office, recorded_days
from casefile.upkeep.folding import TABLES
from casefile.upkeep.verify import verify
from tests.histories import Office, open_office
from tests.length import at_length
from tests.store.writing import opened, recorder
from tests.tampering import unguarded

T = TypeVar("T")
Change = tuple[Table, tuple[Any, ...], Column[Any]]

MATTERS = ("m1", "m2", "m3", "m4", "m5", "m6", "m7")
LIFE = """
2023-01-02 charge.filed @{0} item_id=c1
2023-01-02 charge.filed @{0} item_id=c2
2023-02-01 charge.plea_entered @{0} item_id=c1 plea=not_guilty
2023-02-01 hearing.scheduled @{0} hearing_id=h1 kind=status at=2023-09-01
2023-03-01 charge.dismissed @{0} item_id=c2 prejudice=without
2023-04-01 docket.entry_recorded @{0} text=Entry
"""
TIES = """
2023-05-01 matter.related @m3 other=m4
2023-05-01 matter.related @m5 other=m6
2023-05-02 matter.related @m6 other=m7
2023-05-03 note.recorded text=Note
"""
EVENTS = 60
revision = Table("alembic_version", MetaData(), Column("version_num"))
# How often the derived was changed, what the office is called, whether somebody chose its zone and
# when its clock was vouched for have nothing that they could be held against.
UNHELD = {log_head.c.epoch, office.c.name, office.c.chosen, office.c.watched_us}


@pytest.fixture(scope="module")
def full(databases: Any) -> Iterator[Database]:
    """Yield a database with sixty events; whoever changes it puts it back."""
    with databases.fresh() as url, open_office(url, *MATTERS) as office:
        fill(office)
        assert office.position == EVENTS
        assert verify(office.database) == (EVENTS, [])
        yield office.database
        assert verify(office.database) == (EVENTS, [])


def fill(office: Office) -> None:
    for one in MATTERS:
        office.post(LIFE.format(one).strip())
    office.post(TIES.strip())


def some(every: Sequence[T], *, short: int) -> Sequence[T]:
    """Return all of them in a long run, a few in a short one."""
    chance = random.Random(8)  # noqa: S311 - chance, not secrets
    return at_length(short=chance.sample(every, min(short, len(every))), long=every)


def found(database: Database) -> bool:
    """Tell whether verify finds anything, be it that there is nothing to read."""
    try:
        return not verify(database).sound
    except DBAPIError:
        return True


def other(value: Any, column: Column[Any], step: int = 1) -> Any:
    """Return another value of a column than the one that it has; a number is a step higher."""
    match value:
        case bool():
            return not value
        case int():
            return value + step
        case str():
            return f"{value}x"
        case bytes():
            return bytes([value[0] ^ 1]) + value[1:]
    return 7 if column.type.python_type is int else "x"


def same(table: Table, row: Sequence[Any]) -> Any:
    """Return the condition that a row is this one."""
    return and_(
        *(column.is_not_distinct_from(value) for column, value in zip(table.c, row, strict=True))
    )


def rows_of(database: Database, table: Table) -> list[tuple[Any, ...]]:
    with database.read() as connection:
        return sorted(map(tuple, connection.execute(select(table))), key=repr)


def change(database: Database, table: Table, row: Sequence[Any], column: Column[Any]) -> None:
    """Change a value of a row to the next one, or, where another row is there, to one far off."""
    place, before = list(table.c).index(column), rows_of(database, table)
    for step in (1, 1_000):
        new = other(row[place], column, step)
        with (
            suppress(IntegrityError),
            database.write() as connection,
            unguarded(connection),
        ):
            connection.execute(update(table).where(same(table, row)).values({column: new}))
        if rows_of(database, table) != before:
            return
    raise AssertionError(column)


def putting_back(database: Database, table: Table, rows: Sequence[Sequence[Any]]) -> None:
    """Make a table what it was."""
    with database.write() as connection, unguarded(connection):
        connection.execute(table.delete())
        connection.execute(
            insert(table), [dict(zip(table.c.keys(), row, strict=True)) for row in rows]
        )


def test_bytes__each_of_a_log_changed__found_at_its_event(full: Database) -> None:
    bodies = {row[0]: row[6] for row in rows_of(full, events)}
    every = [(position, place) for position, body in bodies.items() for place in range(len(body))]
    assert len(every) > 300 * EVENTS
    changed = None
    for position, place in some(every, short=60):
        body = bodies[position]
        byte = chr(ord(body[place]) ^ 1)
        with full.write() as connection, unguarded(connection):
            if changed:
                back = events.c.position == changed
                connection.execute(update(events).where(back).values(body=bodies[changed]))
            here = events.c.position == position
            new = f"{body[:place]}{byte}{body[place + 1 :]}"
            connection.execute(update(events).where(here).values(body=new))
        changed = position
        assert verify(full).failures[0].position == position, (position, place)
    with full.write() as connection, unguarded(connection):
        back = events.c.position == changed
        connection.execute(update(events).where(back).values(body=bodies[changed or 0]))


HELD = (events, log_head, recorded_days, office, revision, *TABLES.values())


@pytest.mark.parametrize("table", HELD, ids=str)
def test_columns__each_of_every_row_changed__found(full: Database, table: Table) -> None:
    rows = rows_of(full, table)
    every = [(row, column) for row in rows for column in table.c if column not in UNHELD]
    for row, column in some(every, short=2):
        change(full, table, row, column)
        assert found(full), (column.name, row)
        putting_back(full, table, rows)


@pytest.mark.parametrize("table", HELD, ids=str)
def test_rows__each_taken_away_or_put_in__found(full: Database, table: Table) -> None:
    rows = rows_of(full, table)
    for row in some(rows, short=1):
        with full.write() as connection, unguarded(connection):
            connection.execute(table.delete().where(same(table, row)))
        assert found(full), row
        putting_back(full, table, rows)
        new = [
            other(value, column)
            if column.primary_key or column.unique or table is revision
            else value
            for column, value in zip(table.c, row, strict=True)
        ]
        if table is events:  # a place that nobody has
            new[0], new[2] = EVENTS + 1, 99
        with full.write() as connection, unguarded(connection):
            connection.execute(insert(table).values(tuple(new)))
        assert found(full), new
        putting_back(full, table, rows)


def test_row__of_parked__found(full: Database) -> None:
    with full.write() as connection:
        connection.execute(insert(parked).values(("m1", 3, "Nothing.", "2023-01-01", "r")))
    assert found(full)
    with full.write() as connection:
        connection.execute(parked.delete())


@pytest.mark.parametrize("table", HELD, ids=str)
def test_tables__each_emptied__found(full: Database, table: Table) -> None:
    rows = rows_of(full, table)
    with full.write() as connection, unguarded(connection):
        connection.execute(table.delete())
    assert found(full) == bool(rows)
    if rows:
        putting_back(full, table, rows)


@pytest.mark.parametrize("table", HELD, ids=str)
def test_tables__each_dropped__found(database: Database, table: Table) -> None:
    recorder(database).record([opened("m")], by="test")
    with database.write() as connection:
        connection.exec_driver_sql(f"DROP TABLE {table.name}")
    assert found(database)
