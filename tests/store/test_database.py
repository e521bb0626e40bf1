"""The database: how SQLite keeps what it changes, and how errors of a driver come out."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from casefile.store import log
from casefile.store.database import Database, is_contention
from casefile.store.log import append
from casefile.store.sqlite import journal_mode, sqlite3
from casefile.store.statement import execute
from casefile.store.tables import events
from casefile.store.writing import MANY, write_rows


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "PERSIST"),
        ((3, 44, 5), "PERSIST"),
        ((3, 44, 6), "WAL"),
        ((3, 45, 0), "PERSIST"),
        ((3, 50, 6), "PERSIST"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 2), "PERSIST"),
        ((3, 51, 3), "WAL"),
        ((3, 53, 0), "WAL"),
    ],
)
def test_journal__by_version__write_ahead_only_where_it_is_safe(
    version: tuple[int, int, int], mode: str
) -> None:
    assert journal_mode(version) == mode


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("postgresql://ada:secret@host/firm", "postgresql://ada:***@host/firm"),
        ("postgresql://host/firm?user=ada&password=secret", "postgresql://host/firm"),
        ("sqlite:////office/casefile.db", "/office/casefile.db"),
        ("sqlite:///casefile.db", str(Path("casefile.db").absolute())),
        ("sqlite://", "sqlite://"),
    ],
)
def test_place__for_a_person__has_no_password_and_the_whole_path(url: str, place: str) -> None:
    with closing(Database(url)) as database:
        assert database.place == place


def test_sqlite__as_it_is_linked__keeps_commits_through_a_crash(
    database: Database,
) -> None:
    if not database.is_sqlite:
        pytest.skip("PostgreSQL keeps its own settings.")
    with database.read() as connection:
        said = [
            execute(connection, f"PRAGMA {name}", ()).fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert said == [journal_mode(sqlite3.sqlite_version_info).lower(), 2, 1]


def row(position: int) -> tuple[object, ...]:
    """Return a row of the log with nothing in it."""
    at = "2023-01-01T00:00:00.000000Z"
    return (position, "m1", position, f"e{position}", "note.recorded", at, "{}", b"\x00" * 32)


@pytest.mark.parametrize("count", [1, MANY])
def test_write__of_a_position_that_is_taken__is_told_as_contention(
    database: Database, count: int
) -> None:
    rows = [row(position) for position in range(1, count + 1)]
    with database.write() as connection:
        write_rows(connection, {events: rows}, {})
    with pytest.raises(IntegrityError) as caught, database.write() as connection:
        write_rows(connection, {events: rows}, {})
    assert is_contention(caught.value)


def test_statement__of_a_table_that_is_not_there__is_told_as_sqlalchemy_tells_it(
    database: Database,
) -> None:
    expected = OperationalError if database.is_sqlite else Exception
    with pytest.raises(expected) as caught, database.read() as connection:
        execute(connection, "SELECT * FROM nowhere", ())
    assert type(caught.value).__module__ == "sqlalchemy.exc"


def test_append__nothing__writes_nothing(database: Database) -> None:
    with database.write() as connection:
        head = log.head(connection)
        assert append(connection, head, head, [])
    with database.read() as connection:
        assert execute(connection, "SELECT count(*) FROM events", ()).fetchone()[0] == 0
