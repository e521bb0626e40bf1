"""Verification and rebuild: what was changed behind casefile's back is found, and where."""

from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, text
from sqlalchemy.exc import DBAPIError

from casefile.canonical import leaf_hash
from casefile.errors import Malformed
from casefile.projections import PROJECTIONS
from casefile.projections.tables import metadata as read_tables
from casefile.store.database import Database
from casefile.store.migrate import MIGRATIONS, pending, upgrade
from casefile.store.tables import metadata as log_tables
from casefile.upkeep.rebuild import NAMES, rebuild
from casefile.upkeep.verify import verify
from tests.store.writing import entry, opened, recorder

SWAPPED_HASH = (
    "UPDATE events SET leaf_hash = (SELECT leaf_hash FROM events WHERE position = 1)"
    " WHERE position = 2"
)


def tampered(database: Database, *statements: str) -> None:
    """Change the log the way an administrator could: with the triggers out of the way."""
    with database.write() as connection:
        if database.is_sqlite:
            names = connection.scalars(
                text("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
            ).all()
            triggers = [name.split()[2] for name in names]
            for trigger in triggers:
                connection.execute(text(f"DROP TRIGGER {trigger}"))
        else:
            connection.execute(text("ALTER TABLE events DISABLE TRIGGER USER"))
            names = []
        for statement in statements:
            connection.execute(text(statement))
        for create in names:
            connection.execute(text(create))
        if not database.is_sqlite:
            connection.execute(text("ALTER TABLE events ENABLE TRIGGER USER"))


@pytest.fixture
def written(database: Database) -> Database:
    """Return a database with five events in two matters."""
    recorder(database).record([opened("a"), entry("a"), opened("b")], by="test")
    recorder(database).record([entry("b"), entry("a")], by="test")
    return database


def test_verify__nothing_touched__sound(written: Database) -> None:
    assert verify(written) == (5, [])


def test_verify__clock_set_back_after_posts__sound(database: Database) -> None:
    """What was recorded by a clock that was ahead is as casefile recorded it."""
    recorder(database, 4_000_000_000_000_000).record([opened("a")], by="test")
    recorder(database, 3_999_999_000_000_000).record([entry("a")], by="test")
    assert verify(database) == (2, [])
    (failure,) = verify(database, now_us=1_000_000_000_000_000).failures
    assert "Set the clock right" in failure.sentence


@pytest.mark.parametrize(
    ("statement", "position", "found"),
    [
        ("UPDATE events SET body = replace(body, 'y.', 'y!') WHERE position = 4", 4, "hash"),
        (SWAPPED_HASH, 2, "hash"),
        ("UPDATE events SET type = 'note.recorded' WHERE position = 2", 2, "column type"),
        ("UPDATE events SET recorded_at = '2020-01-01T00:00:00.000000Z' WHERE position = 3",
         3, "column recorded_at"),
        ("UPDATE events SET matter_id = 'b', version = 3 WHERE position = 5", 5, "matter_id"),
        ("DELETE FROM events WHERE position = 2", 3, "Position 2 is missing"),
        ("DELETE FROM events WHERE position = 5", 4, "The head is at 5"),
        ("UPDATE log_head SET position = 4", 5, "The head is at 4"),
    ],
)  # fmt: skip
def test_verify__changed_behind_the_triggers__found_at_its_position(
    written: Database, statement: str, position: int, found: str
) -> None:
    tampered(written, statement)
    first = verify(written).failures[0]
    assert first.position == position
    assert found in first.sentence


def test_verify__body_rewritten_with_its_hash__found_by_the_read_tables(written: Database) -> None:
    """A forger who also mends the hash still leaves the read tables as they were."""
    with written.read() as connection:
        body = connection.scalar(text("SELECT body FROM events WHERE position = 4"))
    assert body
    forged = body.replace("Entry.", "Forged.")
    literal = "x'{}'" if written.is_sqlite else "decode('{}', 'hex')"
    digest = literal.format(leaf_hash(forged.encode()).hex())
    tampered(
        written,
        "UPDATE events SET body = replace(body, 'Entry.', 'Forged.'),"
        f" leaf_hash = {digest} WHERE position = 4",
    )
    failures = verify(written).failures
    assert [one.sentence for one in failures if "chronology" in one.sentence]


def test_verify__trigger_dropped__named(written: Database) -> None:
    name = "events_no_delete" if written.is_sqlite else "events_append_only"
    with written.write() as connection:
        where = "" if written.is_sqlite else " ON events"
        connection.execute(text(f"DROP TRIGGER {name}{where}"))
    assert name in verify(written).failures[0].sentence


def test_verify__bytes_that_are_no_text__found_at_their_position(written: Database) -> None:
    if not written.is_sqlite:
        with pytest.raises(DBAPIError):  # PostgreSQL keeps nothing but text in a text
            tampered(written, "UPDATE events SET body = convert_from('\\xff', 'UTF8')")
        return
    tampered(written, "UPDATE events SET body = CAST(x'7bff7d' AS TEXT) WHERE position = 3")
    assert verify(written).failures[0].position == 3


def test_verify__trigger_made_hollow__named(written: Database) -> None:
    with written.write() as connection:
        if written.is_sqlite:
            connection.execute(text("DROP TRIGGER events_no_update"))
            hollow = "CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN SELECT 1; END"
        else:
            hollow = (
                "CREATE OR REPLACE FUNCTION casefile_append_only() RETURNS trigger"
                " LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$"
            )
        connection.execute(text(hollow))
    assert "append-only" in verify(written).failures[0].sentence


def wrong_row(connection: Connection) -> None:
    connection.execute(text("UPDATE chronology SET checksum = 1 WHERE position = 4"))


def lost_row(connection: Connection) -> None:
    connection.execute(text("DELETE FROM matters WHERE matter_id = 'b'"))


def lost_table(connection: Connection) -> None:
    for one in PROJECTIONS:
        connection.execute(one.table.delete())


@pytest.mark.parametrize("damage", [wrong_row, lost_row, lost_table])
def test_rebuild__damaged_read_tables__mended_and_equal_again(
    written: Database, damage: Callable[[Connection], None]
) -> None:
    with written.write() as connection:
        damage(connection)
    assert not verify(written).sound
    assert not rebuild(written).sound
    assert rebuild(written).sound
    assert verify(written).sound


def test_rebuild__one_projection__the_others_untouched(written: Database) -> None:
    with written.write() as connection:
        lost_row(connection)
    assert [found.equal for found in rebuild(written, ["chronology"]).tables] == [True]
    assert [found.equal for found in rebuild(written, ["matters"]).tables] == [False]


def test_rebuild__unknown_projection__refused(written: Database) -> None:
    with pytest.raises(Malformed, match="no projection 'x'"):
        rebuild(written, ["x"])
    assert "spans" in NAMES


def test_migrations__empty_database__gives_the_tables_of_the_code(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    files = MIGRATIONS.glob("versions/[0-9]*.py")
    assert pending(database) == sorted(path.name[:4] for path in files)
    upgrade(empty_database_url)
    upgrade(empty_database_url)
    assert pending(database) == []
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": ours})
        every = MetaData()
        for table in (*log_tables.tables.values(), *read_tables.tables.values()):
            table.to_metadata(every)
        found = list(compare_metadata(context, every))
    database.close()
    assert found == []


SPAN = "'a', 'c', 'p', 'record', 'certain', 0, '0001-01-01', '9999-12-31', 'criminal', 'none', '{}'"
LISTED = "'e', 'a', 1, 'note.recorded'"


def test_migrations__rows_of_an_earlier_version__carried_over(empty_database_url: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = empty_database_url
    command.upgrade(config, "0007")
    database = Database(empty_database_url)
    with database.write() as connection:
        connection.execute(text(f"INSERT INTO item_spans VALUES ({SPAN}, '[\"e\"]', 1, 9)"))
        said = "'occurred', '2023-01', '2023-01-01', '2023-01-31', 30, '', 'A note.', '[]', '[]'"
        connection.execute(text(f"INSERT INTO chronology VALUES ({LISTED}, {said}, 1, 9)"))
    upgrade(empty_database_url)
    with database.read() as connection:
        (span,) = connection.execute(text("SELECT * FROM item_spans")).all()
        (listed,) = connection.execute(text("SELECT * FROM chronology")).all()
    database.close()
    assert tuple(span)[-5:] == ("{}", '["e"]', None, 1, 9)
    assert tuple(listed)[3:] == ("note.recorded", "2023-01-01", "2023-01-31", 30, "", 0, 1, 9)


def ours(name: str | None, kind: str, _parents: object) -> bool:
    """Leave the tables of other layers to their own tests."""
    known = log_tables.tables.keys() | read_tables.tables.keys()
    return kind != "table" or name in known


def test_migrations__each_file__is_numbered_and_says_its_intention() -> None:
    folder = Path(__file__).parents[2] / "migrations" / "versions"
    files = sorted(folder.glob("*.py"))
    assert [path.name[:4] for path in files] == [f"{n:04d}" for n in range(1, len(files) + 1)]
