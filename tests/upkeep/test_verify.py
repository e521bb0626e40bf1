"""Verification and rebuild: what was changed behind casefile's back is found, and where."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, text
from sqlalchemy.exc import DBAPIError

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.record import log as answers_log
from casefile.answers.standing import status
from casefile.auth import people, tokens
from casefile.auth.roles import Role
from casefile.canonical import leaf_hash
from casefile.errors import Damaged, Malformed
from casefile.projections import PROJECTIONS
from casefile.projections.tables import metadata as read_tables
from casefile.store.database import Database
from casefile.store.migrate import MIGRATIONS, numbers, pending, triggers, upgrade
from casefile.store.tables import metadata as log_tables
from casefile.upkeep import comparison, staging
from casefile.upkeep.mending import mend
from casefile.upkeep.rebuild import NAMES, rebuild
from casefile.upkeep.verify import verify
from tests.store.writing import entry, opened, recorder
from tests.tampering import tamper

SWAPPED_HASH = (
    "UPDATE events SET leaf_hash = (SELECT leaf_hash FROM events WHERE position = 1)"
    " WHERE position = 2"
)


@pytest.fixture
def written(database: Database) -> Database:
    """Return a database with five events in two matters."""
    recorder(database).record([opened("a"), entry("a"), opened("b")], by="test")
    recorder(database).record([entry("b"), entry("a")], by="test")
    return database


def test_verify__nothing_touched__sound(written: Database) -> None:
    assert verify(written) == (5, [])


@pytest.mark.parametrize("rows", [1, 2, 3])
def test_verify__of_tables_in_ranges_with_their_keys__finds_what_it_finds_at_once(
    written: Database, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    tamper(written, "DELETE FROM matters WHERE matter_id = 'a'")
    tamper(written, "UPDATE chronology SET type = 'x' WHERE position = 3")
    at_once = verify(written)
    assert len(at_once.failures) == 2
    monkeypatch.setattr(comparison, "RANGE", rows)
    monkeypatch.setattr(staging, "FEW", 0)
    assert verify(written) == at_once


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
        ("UPDATE log_head SET recorded_us = recorded_us + 1", 5, "The head's instant is 2"),
        ("UPDATE log_head SET recorded_us = 4611686018427387904", 5, "The head's instant is 4611"),
        ("DELETE FROM log_head", 5, "The log has no heads, where it has one"),
        ("INSERT INTO log_head (id, position, recorded_us) VALUES (2, 5, 0)", 5, "has 2 heads"),
        ("UPDATE log_head SET id = 2", 5, "The row of the head is none that casefile writes"),
        ("UPDATE log_head SET epoch = -1", 5, "The row of the head is none that casefile writes"),
    ],
)  # fmt: skip
def test_verify__changed_behind_the_triggers__found_at_its_position(
    written: Database, statement: str, position: int, found: str
) -> None:
    tamper(written, statement)
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
    tamper(
        written,
        "UPDATE events SET body = replace(body, 'Entry.', 'Forged.'),"
        f" leaf_hash = {digest} WHERE position = 4",
    )
    failures = verify(written).failures
    assert [one.sentence for one in failures if "chronology" in one.sentence]


# How a trigger is weakened: which, and what in its definition is replaced by what.
WEAKER = {
    "when": {
        "sqlite": ("events_no_delete", "BEGIN", "WHEN OLD.position > 9 BEGIN"),
        "postgresql": ("events_append_only", "EXECUTE", "WHEN (OLD.position > 9) EXECUTE"),
    },
    "update of a column": {
        "sqlite": ("events_no_update", "UPDATE", "UPDATE OF type"),
        "postgresql": ("events_append_only", "UPDATE", "UPDATE OF type"),
    },
    "another event": {
        "sqlite": ("events_no_delete", "DELETE", "UPDATE"),
        "postgresql": ("events_append_only", "DELETE OR UPDATE", "UPDATE"),
    },
    "another table": {
        "sqlite": ("log_head_no_delete", "ON log_head", "ON parked"),
        "postgresql": ("log_head_no_delete", "ON log_head", "ON parked"),
    },
    "hollow": {
        "sqlite": ("events_no_replace", "SELECT RAISE(ABORT, 'the", "SELECT ('the"),
        "postgresql": ("casefile_append_only", "RAISE EXCEPTION", "RETURN OLD; RAISE EXCEPTION"),
    },
}


@pytest.mark.parametrize("how", WEAKER)
def test_verify__trigger_weakened__named(written: Database, how: str) -> None:
    kind = written.engine.dialect.name
    name, strong, weak = WEAKER[how][kind]
    made = triggers(kind)[name]
    weaker = made.replace(strong, weak, 1)
    table = re.findall(" ON (events|log_head)", made)
    with written.write() as connection:
        if table:
            on = "" if written.is_sqlite else f" ON {table[0]}"
            connection.exec_driver_sql(f"DROP TRIGGER {name}{on}")
        connection.exec_driver_sql(weaker.replace("%", "%%"))
        if table and not written.is_sqlite:
            on = re.findall(" ON ([a-z_]+)", weaker)[0]
            connection.exec_driver_sql(f"ALTER TABLE {on} ENABLE ALWAYS TRIGGER {name}")
    ((position, sentence),) = verify(written).failures
    assert position is None
    assert sentence.startswith(f"The trigger {name}, which keeps the log append-only, is ")


def test_verify__every_trigger_dropped__each_named(written: Database) -> None:
    made = triggers(written.engine.dialect.name)
    dropped = [name for name in made if made[name].startswith("CREATE TRIGGER")]
    with written.write() as connection:
        for name in dropped:
            on = "" if written.is_sqlite else re.findall(" ON [a-z_]+", made[name])[0]
            connection.execute(text(f"DROP TRIGGER {name}{on}"))
    told = [sentence for _, sentence in verify(written).failures]
    for name in dropped:
        assert f"The trigger {name}, which keeps the log append-only, is missing." in told


@pytest.mark.parametrize("how", ["DISABLE", "ENABLE", "ENABLE REPLICA"])
def test_verify__trigger_not_in_force_in_every_session__named(written: Database, how: str) -> None:
    if written.is_sqlite:
        pytest.skip("SQLite cannot put a trigger out of force.")
    with written.write() as connection:
        connection.execute(text(f"ALTER TABLE log_head {how} TRIGGER log_head_no_truncate"))
    ((_, sentence),) = verify(written).failures
    assert "log_head_no_truncate" in sentence


def test_triggers__of_a_session_that_plays_a_replica__refuse_too(written: Database) -> None:
    if written.is_sqlite:
        pytest.skip("SQLite has no replicas.")
    with written.own() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        for statement in ("DELETE FROM events", "TRUNCATE log_head"):
            with pytest.raises(DBAPIError, match="append-only"):
                connection.execute(text(statement))


def test_verify__second_schema_with_a_log_of_its_own__no_false_alarm(written: Database) -> None:
    """The other log has no trigger at all."""
    if written.is_sqlite:
        pytest.skip("SQLite has one schema.")
    with written.write() as connection:
        connection.execute(text("CREATE SCHEMA other"))
        for table in ("events", "log_head", "alembic_version", "tokens", "chronology"):
            connection.execute(text(f"CREATE TABLE other.{table} (LIKE {table})"))
        connection.execute(
            text(
                "CREATE FUNCTION other.casefile_append_only() RETURNS trigger LANGUAGE plpgsql"
                " AS $$ BEGIN RETURN OLD; END $$"
            )
        )
        connection.execute(
            text(
                "CREATE TRIGGER events_append_only BEFORE UPDATE ON other.events FOR EACH ROW"
                " EXECUTE FUNCTION other.casefile_append_only()"
            )
        )
    assert verify(written) == (5, [])


def test_verify__triggers_of_a_second_schema_alone__named_as_missing(written: Database) -> None:
    if written.is_sqlite:
        pytest.skip("SQLite has one schema.")
    with written.write() as connection:
        connection.execute(text("CREATE SCHEMA other"))
        connection.execute(text("CREATE TABLE other.events (LIKE events)"))
        connection.execute(text("DROP TRIGGER events_no_truncate ON events"))
        connection.execute(
            text(
                "CREATE TRIGGER events_no_truncate BEFORE TRUNCATE ON other.events"
                " FOR EACH STATEMENT EXECUTE FUNCTION casefile_append_only()"
            )
        )
        connection.execute(
            text("ALTER TABLE other.events ENABLE ALWAYS TRIGGER events_no_truncate")
        )
    assert "events_no_truncate" in verify(written).failures[0].sentence


BEYOND = (
    "UPDATE chronology SET known_to = 9 WHERE position = 4",
    "UPDATE chronology SET known_to = 4611686018427387905 WHERE position = 4",
    "INSERT INTO merges VALUES ('p1', 'p2', 9, 4611686018427387904)",
    "INSERT INTO event_subjects VALUES ('matter/a', 9)",
)


@pytest.mark.parametrize("statement", BEYOND)
def test_verify__row_that_opens_or_closes_beyond_the_head__found(
    written: Database, statement: str
) -> None:
    tamper(written, statement)
    ((position, sentence),) = verify(written).failures
    assert position is None
    assert "and the log ends at 5" in sentence
    rebuild(written)
    assert verify(written) == (5, [])


def test_verify__head_of_sqlite_that_is_no_number__found(written: Database) -> None:
    if not written.is_sqlite:
        pytest.skip("PostgreSQL keeps numbers in a number.")
    tamper(written, "UPDATE log_head SET position = 'five', recorded_us = 'now'")
    assert "The head is at five" in verify(written).failures[0].sentence


FOREIGN = {
    "an unknown role": "UPDATE tokens SET role = 'king'",
    "a hash of another length": "UPDATE tokens SET token_hash = {short}",
    "another created_at than an instant": "UPDATE tokens SET created_at = 'yesterday'",
    "another revoked_at than an instant": "UPDATE tokens SET revoked_at = ''",
    "a matter that its role cannot have": "UPDATE tokens SET matter_id = 'a'",
    "The person 1 has an unknown role": "UPDATE people SET role = 'king'",
    "a password that is kept in another way": "UPDATE people SET password_hash = 'secret'",
    "another ended_at than an instant": "UPDATE people SET ended_at = ''",
    "the database says 0001": "UPDATE alembic_version SET version_num = '0001'",
    "the database says none": "DELETE FROM alembic_version",
    " and 9999": "INSERT INTO alembic_version VALUES ('9999')",
}


@pytest.mark.parametrize("found", FOREIGN)
def test_verify__row_that_casefile_cannot_have_written__found(
    written: Database, found: str
) -> None:
    tokens.issue(written, "ann", Role.PARALEGAL, days=1)
    people.add(written, "ann", Role.PARALEGAL)
    assert verify(written).sound
    short = "x'00'" if written.is_sqlite else "decode('00', 'hex')"
    tamper(written, FOREIGN[found].format(short=short))
    ((_, sentence),) = verify(written).failures
    assert found in sentence


def test_pending__two_revisions__is_told(written: Database) -> None:
    tamper(written, "INSERT INTO alembic_version VALUES ('0003')")
    with pytest.raises(Damaged, match="of 0003 and of"):
        pending(written)


HEADLESS = {
    "none": "DELETE FROM log_head",
    "two": "INSERT INTO log_head (id, position, recorded_us) VALUES (2, 5, 0)",
}


@pytest.mark.parametrize("how", HEADLESS)
def test_head__none_or_two__told_in_a_sentence_to_whoever_reads_it(
    written: Database, how: str
) -> None:
    tamper(written, HEADLESS[how])
    asking = Asking(written)
    for ask in (
        lambda: recorder(written).record([entry("a")], by="test"),
        lambda: rebuild(written),
        lambda: mend(written, "a"),
        lambda: matters.page(asking),
        lambda: answers_log.head(asking),
        lambda: status.of_party(asking, "p1"),
    ):
        with pytest.raises(Damaged, match="heads, where it has one"):
            ask()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log_head SET position = 4",
        "UPDATE log_head SET position = 6",
        "UPDATE log_head SET recorded_us = recorded_us - 1",
        "DELETE FROM events WHERE position = 5",
    ],
)
@pytest.mark.parametrize("made", [rebuild, lambda database: mend(database, "a")])
def test_rebuild__head_that_does_not_verify__refused_and_nothing_changed(
    written: Database, statement: str, made: Callable[[Database], object]
) -> None:
    tamper(written, statement)
    with written.read() as connection:
        before = connection.execute(text("SELECT * FROM chronology ORDER BY position")).all()
    with pytest.raises(Damaged, match="`verify` says more"):
        made(written)
    with written.read() as connection:
        after = connection.execute(text("SELECT * FROM chronology ORDER BY position")).all()
    assert before == after


def test_verify__bytes_that_are_no_text__found_at_their_position(written: Database) -> None:
    if not written.is_sqlite:
        with pytest.raises(DBAPIError):  # PostgreSQL keeps nothing but text in a text
            tamper(written, "UPDATE events SET body = convert_from('\\xff', 'UTF8')")
        return
    tamper(written, "UPDATE events SET body = CAST(x'7bff7d' AS TEXT) WHERE position = 3")
    assert verify(written).failures[0].position == 3


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
    assert pending(database) == numbers()
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
ENTRY = "'hearing', 'a', 'h', 'trial', '2023-06-01T09:00', '2023-06-01', '2023-06-01', 'Taos'"
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
        for matter, zone in (("a", "UTC"), ("b", "America/Denver")):
            matter_row = f"'{matter}', 'X', 'civil', 'US', '{zone}', '', '', 'open', 'public'"
            connection.execute(
                text(f"INSERT INTO matters VALUES ({matter_row}, false, '2023', 1, 9)")
            )
        connection.execute(text(f"INSERT INTO calendar VALUES ({ENTRY}, 'scheduled', 'e', 1, 9)"))
    upgrade(empty_database_url)
    with database.read() as connection:
        (span,) = connection.execute(text("SELECT * FROM item_spans")).all()
        (listed,) = connection.execute(text("SELECT * FROM chronology")).all()
        zones = connection.execute(
            text("SELECT matter_id, time_zone FROM matters ORDER BY matter_id")
        ).all()
        (entry,) = connection.execute(text("SELECT * FROM calendar")).all()
    database.close()
    assert tuple(span)[-5:] == ("{}", '["e"]', None, 1, 9)
    # A matter that was opened without a zone had UTC in its row, which nobody had said.
    assert [tuple(row) for row in zones] == [("a", ""), ("b", "America/Denver")]
    assert tuple(entry)[3:5] == ("0001-01-01", 0)
    assert tuple(entry)[8:] == (
        *("2023-06-01", "2023-06-01T09:00", "Taos", "", "", "", "scheduled"),
        *("[]", "e", "", "e", "9999-12-31"),
        *(False, True, 1, 9),
    )
    assert tuple(listed)[:2] == (1, "a")
    assert tuple(listed)[2:] == ("note.recorded", "2023-01-01", "2023-01-31", 30, "", 0, 1, 9)


def ours(name: str | None, kind: str, _parents: object) -> bool:
    """Leave the tables of other layers to their own tests."""
    known = log_tables.tables.keys() | read_tables.tables.keys()
    return kind != "table" or name in known


def test_migrations__each_file__is_numbered_and_says_its_intention() -> None:
    folder = Path(__file__).parents[2] / "migrations" / "versions"
    files = sorted(folder.glob("*.py"))
    assert [path.name[:4] for path in files] == [f"{n:04d}" for n in range(1, len(files) + 1)]
