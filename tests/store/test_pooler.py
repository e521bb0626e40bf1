"""A pooler that hands out its lines by transactions: nothing is left on them, and appends hold."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError

from casefile.errors import Busy, Malformed
from casefile.store import log, postgresql
from casefile.store.database import Database
from casefile.upkeep.rebuild import rebuild
from casefile.upkeep.verify import verify
from tests.cli.conftest import Terminal
from tests.pooler import LINES, PooledDatabases, past, reconnect
from tests.store.writing import entry, opened, recorder

SHOWN = "SELECT name, setting FROM pg_settings WHERE name = ANY (%s)"


@pytest.fixture
def url(pooled: PooledDatabases) -> Iterator[str]:
    """Yield the address at the pooler of a fresh database, migrated."""
    with pooled.fresh() as lent:
        yield lent


@pytest.fixture
def own_url(url: str, postgresql_url: str) -> str:
    """Return the address of the same database at the server itself."""
    return past(url, postgresql_url)


@contextmanager
def another_client(url: str) -> Iterator[psycopg.Connection]:
    """Be another program, which has the same pooler's lines."""
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True, prepare_threshold=None) as client:
        yield client


def lines_of(client: psycopg.Connection) -> dict[str, set[str]]:
    """Return what the pooler's lines are set to, as far as one client gets to see."""
    found: dict[str, set[str]] = {}
    for _ in range(3 * LINES):
        for name, value in client.execute(SHOWN, [list(postgresql.settings(1))]).fetchall():
            found.setdefault(name, set()).add(value)
    return found


def test_pooler__between__is_seen_and_nothing_is_prepared(url: str, own_url: str) -> None:
    for address, pooled in ((url, True), (own_url, False)):
        with closing(Database(address)) as database, database.read() as line:
            for _ in range(7):
                log.head(line)
            prepared = line.scalar(text("SELECT count(*) FROM pg_prepared_statements"))
            assert (database.pooled, prepared == 0) == (pooled, pooled)


def test_pooler__settings_of_one_client__do_not_meet_another(url: str) -> None:
    with another_client(url) as client:
        before = lines_of(client)
        with closing(Database(url, longest=1)) as database, ThreadPoolExecutor(LINES) as threads:

            def ask(_: int) -> None:
                with database.read(snapshot=True) as line:
                    line.execute(text("SELECT pg_sleep(0.05)"))
                with database.write() as line:
                    log.hold_head(line)

            list(threads.map(ask, range(3 * LINES)))
        assert lines_of(client) == before
        assert all(len(values) == 1 for values in before.values())


def test_pooler__many_who_post_at_once__lose_and_double_nothing(url: str, own_url: str) -> None:
    with closing(Database(url)) as one:
        recorder(one).record([opened("m")], by="test")
    many = 2 * LINES
    offices = [Database(url) for _ in range(many)]

    def post(number: int) -> None:
        writer = recorder(offices[number])
        for each in range(5):
            writer.record([entry("m", f"e-{number}-{each}")], by="test")

    with ThreadPoolExecutor(many) as threads:
        list(threads.map(post, range(many)))
    for each in offices:
        each.close()
    with closing(Database(own_url)) as owned:
        found = verify(owned)
        assert (found.failures, found.position) == ([], 1 + 5 * many)


def test_pooler__what_makes_tables__goes_past_it_or_not_at_all(url: str, own_url: str) -> None:
    with closing(Database(url)) as pooled:
        recorder(pooled).record([opened("m")], by="test")
        with pytest.raises(Malformed, match="CASEFILE_OWNER_URL"):
            verify(pooled)
    refused = Database(url, direct=True)
    with closing(refused), pytest.raises(Malformed, match="CASEFILE_OWNER_URL"), refused.read():
        pass
    with closing(Database(own_url, direct=True)) as owned:
        assert rebuild(owned).sound
        assert verify(owned).sound


def stop_amid(stopped: Database, url: str) -> None:
    """Hold the head of the log, and say no more until another has recorded, which waits for it."""
    with stopped.write() as line, closing(Database(url)) as other:
        log.hold_head(line)
        recorder(other).record([opened("m")], by="test")
        log.hold_head(line)


def test_pooler__limits_of_time__hold_by_the_role(
    url: str, own_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "WRITER_RESTS", 0.3)
    monkeypatch.setattr(postgresql, "LONGEST", 1)
    with closing(Database(own_url)) as owned, owned.write() as line:
        postgresql.set_role(line)
    reconnect(url)
    with closing(Database(url)) as database:
        with pytest.raises(Busy) as caught, database.read() as line:
            line.execute(text("SELECT pg_sleep(30)"))
        assert caught.value.code == "database.too_slow"
        with pytest.raises(DBAPIError):
            stop_amid(database, url)
        with database.read() as line:
            assert log.head(line).position == 1


@pytest.fixture
def office(pooled: PooledDatabases, postgresql_url: str, tmp_path: Path) -> Iterator[Terminal]:
    """Return the program in a new office behind a pooler, with its owner's address."""
    with pooled.fresh(migrated=False) as lent:
        terminal = Terminal(lent)
        terminal.environ |= {
            "CASEFILE_OWNER_URL": past(lent, postgresql_url),
            "CASEFILE_KEY": str(tmp_path / "key"),
            "CASEFILE_CHECKPOINTS": str(tmp_path),
        }
        terminal("init", "--name", "Office", "--time-zone", "America/Denver", "--json")
        reconnect(lent)
        yield terminal


def told(office: Terminal) -> dict[str, str]:
    """Return what doctor says is to be mended, but for the durability that the tests do without."""
    answer = office.json("doctor", code=1)
    return {
        one["about"]: f"{one['sentence']} {one['do']}"
        for one in answer["findings"]
        if one["wrong"] and one["about"] != "durability"
    }


def test_office__behind_a_pooler__works_by_its_owners_address(office: Terminal) -> None:
    assert told(office) == {}
    assert "A pooler stands between" in office("doctor", code=1)
    office("load", "fixtures/rust.jsonl", "--as-recorded")
    assert office("verify").startswith("Sound:")
    assert office("rebuild").endswith("Every read table equals the log.\n")
    assert office("status", "alec-baldwin", "--as-of", "2023-04-20").startswith("Alec Baldwin")


@pytest.mark.parametrize("typed", ["verify", "rebuild", "migrate"])
def test_office__behind_a_pooler_without_its_owners_address__is_told_so(
    office: Terminal, typed: str
) -> None:
    del office.environ["CASEFILE_OWNER_URL"]
    assert office.json_error(typed, code=2)["code"] == "config.owner_url"
    assert "CASEFILE_OWNER_URL" in told(office)["owner"]


def test_office__owners_address_of_another_database__is_refused(
    office: Terminal, own_url: str
) -> None:
    office.environ["CASEFILE_OWNER_URL"] = own_url
    office("migrate", code=2)
    assert "do not lead to one database" in office.error
    assert "do not lead to one database" in told(office)["owner"]


def test_office__role_that_is_not_set__is_told_what_to_do(office: Terminal) -> None:
    with another_client(office.url) as client:
        client.execute(
            sql.SQL("ALTER ROLE CURRENT_USER IN DATABASE {} RESET ALL").format(
                sql.Identifier(make_url(office.url).database or "")
            )
        )
    reconnect(office.url)
    assert "enable_hashjoin, enable_mergejoin" in told(office)["settings"]
    office("migrate")
    reconnect(office.url)
    assert told(office) == {}


@pytest.fixture
def owner(pooled: PooledDatabases, postgresql_url: str) -> Iterator[str]:
    """Yield the owner's address of a fresh database with nothing in it."""
    with pooled.fresh(migrated=False) as lent:
        yield past(lent, postgresql_url)


@pytest.fixture
def clerk(owner: str) -> Iterator[str]:
    """Lend a role that owns nothing; its name has to be quoted."""
    name = f'clerk 1% "{uuid4().hex}"'
    with another_client(owner) as admin:
        admin.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(name)))
        yield name
        for statement in ("DROP OWNED BY {}", "DROP ROLE {}"):
            admin.execute(sql.SQL(statement).format(sql.Identifier(name)))


def test_office__served_by_a_role_that_owns_nothing__works_and_cannot_weaken_the_log(
    clerk: str, owner: str, tmp_path: Path
) -> None:
    served = make_url(owner).set(username=clerk).render_as_string(hide_password=False)
    office = Terminal(served)
    office.environ |= {"CASEFILE_OWNER_URL": owner, "CASEFILE_KEY": str(tmp_path / "key")}
    office("init", "--name", "Office", "--time-zone", "America/Denver", "--json")
    office("load", "fixtures/rust.jsonl", "--as-recorded")
    office("rebuild")
    office("post", "baldwin", "note.recorded", "text=Seen.")
    assert office("verify").startswith("Sound:")
    role = office.json("doctor", code=1)["findings"]
    assert f"{clerk} is no superuser." in [one["sentence"] for one in role]
    del office.environ["CASEFILE_OWNER_URL"]
    assert f"GRANT CREATE ON DATABASE ... TO {clerk}" in told(office)["owner"]
    with closing(Database(served)) as database:
        for statement in ("ALTER TABLE events DISABLE TRIGGER ALL", "TRUNCATE events"):
            with pytest.raises(DBAPIError) as caught, database.write() as line:
                line.execute(text(statement))
            assert getattr(caught.value.orig, "sqlstate", None) == "42501"
