"""The database itself refuses every change of what was recorded."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from casefile.store.database import Database
from tests.store.writing import entry, opened, recorder

REFUSED = {
    "update": "UPDATE events SET type = 'x' WHERE position = 1",
    "update-of-hash": "UPDATE events SET leaf_hash = leaf_hash",
    "delete": "DELETE FROM events WHERE position = 2",
    "delete-of-all": "DELETE FROM events",
    "delete-of-head": "DELETE FROM log_head",
    "second-position": "INSERT INTO events SELECT * FROM events WHERE position = 1",
}
REPLACED = (
    "INSERT OR REPLACE INTO events SELECT {position}, matter_id, {version}, {event_id}, 'x',"
    " recorded_at, body, leaf_hash FROM events WHERE position = 1"
)
OF_ONE_DATABASE = {
    "postgresql": ("TRUNCATE events", "TRUNCATE log_head"),
    "sqlite": (
        REPLACED.format(position=1, version=9, event_id="'new'"),
        REPLACED.format(position=9, version=9, event_id="event_id"),
        REPLACED.format(position=9, version=1, event_id="'new'"),
    ),
}


def rows(database: Database) -> list[tuple[object, ...]]:
    with database.read() as connection:
        return [tuple(row) for row in connection.execute(text("SELECT * FROM events"))]


def refuse(database: Database, statement: str) -> None:
    before = rows(database)
    with (
        pytest.raises(DBAPIError, match=r"append-only|never deleted|unique|UNIQUE"),
        database.write() as connection,
    ):
        connection.execute(text(statement))
    assert rows(database) == before


@pytest.mark.parametrize("statement", REFUSED.values(), ids=REFUSED)
def test_append_only__change_of_the_log__refused(database: Database, statement: str) -> None:
    recorder(database).record([opened("m"), entry("m")], by="test")
    refuse(database, statement)


def test_append_only__truncate_or_replace__refused(database: Database) -> None:
    recorder(database).record([opened("m"), entry("m")], by="test")
    for statement in OF_ONE_DATABASE[database.engine.dialect.name]:
        refuse(database, statement)
