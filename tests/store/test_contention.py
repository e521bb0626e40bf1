"""Writers that met are tried again; a row that a table refuses is a fault, and is not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from casefile.errors import Busy, Refused
from casefile.event import clock_us
from casefile.recording.recorder import Recorder
from casefile.store import log
from casefile.store.database import Database, is_contention
from tests.store.writing import entry, opened, recorder

TABLE = """
CREATE TABLE ones (
    id INTEGER PRIMARY KEY, needed TEXT NOT NULL, small INTEGER UNIQUE CHECK (small < 10),
    above INTEGER REFERENCES ones (id)
)
"""
FAULTS = {
    "NOT NULL": "INSERT INTO ones VALUES (2, NULL, 2, 1)",
    "CHECK": "INSERT INTO ones VALUES (2, 'b', 20, 1)",
    "FOREIGN KEY": "INSERT INTO ones VALUES (2, 'b', 2, 9)",
    "RAISE": "UPDATE events SET type = 'x'",
}
MEETINGS = {
    "primary key": "INSERT INTO ones VALUES (1, 'b', 2, 1)",
    "unique key": "INSERT INTO ones VALUES (2, 'b', 1, 1)",
    "event that has its place": "INSERT INTO events SELECT * FROM events",
}


@pytest.fixture
def ones(database: Database) -> Database:
    """Return a database with one event, and with a table of one row, which refuses much."""
    recorder(database).record([opened("m")], by="test")
    with database.write() as connection:
        connection.execute(text(TABLE))
        connection.execute(text("INSERT INTO ones VALUES (1, 'a', 1, 1)"))
    return database


def refusal(database: Database, statement: str) -> DBAPIError:
    """Return what the database says of a statement that it refuses."""
    with pytest.raises(DBAPIError) as caught, database.write() as connection:
        connection.execute(text(statement))
    return caught.value


@pytest.mark.parametrize("statement", MEETINGS.values(), ids=MEETINGS)
def test_contention__unique_key_that_is_taken__writers_met(ones: Database, statement: str) -> None:
    error = refusal(ones, statement)
    assert isinstance(error, IntegrityError)
    assert is_contention(error)


@pytest.mark.parametrize("statement", FAULTS.values(), ids=FAULTS)
def test_contention__row_that_the_table_refuses__fault(ones: Database, statement: str) -> None:
    assert not is_contention(refusal(ones, statement))


def test_contention__no_order_for_two_transactions__writers_met(ones: Database) -> None:
    if ones.is_sqlite:
        pytest.skip("SQLite has one writer at a time.")
    with ones.read(snapshot=True) as late:
        log.head(late)
        with ones.write() as other:
            log.changed(other)
        with pytest.raises(DBAPIError) as caught:
            log.changed(late)
    assert getattr(caught.value.orig, "sqlstate", None) == "40001"
    assert is_contention(caught.value)


def test_contention__two_that_wait_for_each_other__writers_met(ones: Database) -> None:
    if ones.is_sqlite:
        pytest.skip("SQLite has one writer at a time.")
    with ones.write() as connection:
        connection.execute(text("INSERT INTO ones VALUES (2, 'b', 2, 1)"))
    both = Barrier(2)

    def write(first: int, second: int) -> DBAPIError | None:
        change = text("UPDATE ones SET needed = 'c' WHERE id = :id")
        try:
            with ones.write() as connection:
                connection.execute(change, {"id": first})
                both.wait(60)
                connection.execute(change, {"id": second})
        except DBAPIError as error:
            return error
        return None

    with ThreadPoolExecutor(2) as threads:
        (error,) = filter(None, threads.map(write, (1, 2), (2, 1)))
    assert getattr(error.orig, "sqlstate", None) == "40P01"
    assert is_contention(error)


def test_lock__that_is_not_to_be_had__is_busy_and_no_contention(
    ones: Database, database_url: str
) -> None:
    with closing(Database(database_url)) as hasty:
        wait = "PRAGMA busy_timeout = 1" if ones.is_sqlite else "SET lock_timeout = 1"

        @event.listens_for(hasty.engine, "connect")
        def hurry(connection: object, _record: object) -> None:
            connection.execute(wait)  # type: ignore[attr-defined]  # both drivers have it

        with ones.write() as holding:
            log.hold_head(holding)
            with pytest.raises(Busy) as caught:
                recorder(hasty).record([entry("m")], by="test")
        assert isinstance(caught.value.__cause__, DBAPIError)
        assert not is_contention(caught.value.__cause__)


class Counting(Recorder):
    """A recorder that counts how often it begins to decide."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, self._tick)
        self.tries = 0

    def _tick(self) -> int:
        self.tries += 1
        return clock_us()


def test_recorder__event_id_taken_by_a_writer_that_it_met__refused_on_what_is_read_anew(
    database: Database,
) -> None:
    recorder(database).record([opened("a"), opened("b")], by="test")
    counting = Counting(database)

    def post_meanwhile(_count: int) -> None:
        recorder(database).record([entry("b", "e-1")], by="other")

    with pytest.raises(Refused) as caught:
        counting.record([entry("a", "e-1")], by="test", progress=post_meanwhile)
    assert caught.value.code == "event.id_reused"
    # The other was first; what is seen then may not refuse; with the head held it may.
    assert counting.tries == 3


@pytest.mark.parametrize("state", ["23502", "23503", "23514", "P0001"])
def test_recorder__row_that_the_table_refuses__tried_once_more_with_the_head_held(
    database: Database, state: str
) -> None:
    recorder(database).record([opened("m")], by="test")
    with database.write() as connection:
        for statement in refusing(database, state):
            connection.execute(text(statement))
    counting = Counting(database)
    with pytest.raises(DBAPIError, match="not this one"):
        counting.record([entry("m")], by="test")
    assert counting.tries == 2
    with database.read() as connection:
        assert log.head(connection).position == 1


def refusing(database: Database, state: str) -> list[str]:
    """Return what makes the log refuse every event."""
    if database.is_sqlite:
        said = {"23502": "NOT NULL constraint failed: ", "23503": "FOREIGN KEY constraint failed"}
        raised = f"SELECT RAISE(ABORT, '{said.get(state, '')}not this one')"
        return [f"CREATE TRIGGER refusing BEFORE INSERT ON events BEGIN {raised}; END"]
    raised = f"RAISE EXCEPTION 'not this one' USING ERRCODE = '{state}'"
    body = f"LANGUAGE plpgsql AS $$ BEGIN {raised}; END $$"
    return [
        f"CREATE FUNCTION refuse() RETURNS trigger {body}",
        "CREATE TRIGGER refusing BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION refuse()",
    ]
