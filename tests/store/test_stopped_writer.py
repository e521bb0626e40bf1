"""A writer that is stopped amid its work stops nobody for long, and is named where it is known."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from casefile.errors import Busy
from casefile.store import log, postgresql, sqlite
from casefile.store.database import Database
from casefile.store.lock_holder import LOCKS, lock_holder
from tests.store.writing import entry, opened, recorder

ROOT = Path(__file__).parents[2]
HOLD = (
    "import sys\n"
    "from casefile.store import database, sqlite\n"
    "sqlite.journal_mode = lambda _version: sys.argv[2]\n"
    "with database.Database(sys.argv[1]).write():\n"
    "    print('held', flush=True)\n"
    "    sys.stdin.read()\n"
)
TRY = (
    "import sys\n"
    "from casefile.errors import Busy\n"
    "from casefile.store import database, sqlite\n"
    "database._SQLITE['connect_args'] = {'timeout': 0.01}\n"
    "sqlite.journal_mode = lambda _version: sys.argv[2]\n"
    "try:\n"
    "    with database.Database(sys.argv[1]).write():\n"
    "        print('free')\n"
    "except Busy as busy:\n"
    "    print(busy.sentence)\n"
)


def started(program: str, url: str, mode: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, url, mode],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@contextmanager
def held_elsewhere(url: str, mode: str) -> Iterator[int]:
    """Have another process hold the lock; yield its id."""
    with started(HOLD, url, mode) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        yield holder.pid
        holder.kill()


@pytest.fixture(params=["WAL", "PERSIST"])
def mode(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Keep a SQLite database in either way, whatever version is linked."""
    if not LOCKS.exists():
        pytest.skip("This system does not tell who holds a lock.")
    monkeypatch.setattr(sqlite, "journal_mode", lambda _version: request.param)
    return str(request.param)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'office.db'}"


def test_sqlite__lock_held_by_another_process__is_named(url: str, mode: str) -> None:
    with closing(Database(url)) as database:

        @event.listens_for(database.engine, "connect")
        def hurry(connection: object, _record: object) -> None:
            connection.execute("PRAGMA busy_timeout = 1")  # type: ignore[attr-defined]  # it has it

        with held_elsewhere(url, mode) as pid, pytest.raises(Busy) as caught, database.write():
            pass
        assert f": process {pid} (python" in caught.value.sentence
        with database.write():
            pass


def test_sqlite__asked_who_holds_its_own_lock__keeps_it(url: str, mode: str) -> None:
    with closing(Database(url)) as database, database.write():
        assert database.file
        assert lock_holder(database.file) == ""
        with started(TRY, url, mode) as other:
            said, _ = other.communicate(timeout=60)
        assert f": process {os.getpid()} (" in said


def test_postgresql__limits_of_time__are_those_of_whoever_asks(
    database: Database, database_url: str
) -> None:
    if database.is_sqlite:
        pytest.skip("SQLite has no such limits.")
    names = ("lock_timeout", "idle_in_transaction_session_timeout", "statement_timeout")
    statement = "SELECT " + ", ".join(f"current_setting('{name}')" for name in names)
    with database.write() as line:
        assert tuple(line.execute(text(statement)).one()) == ("10s", "1min", "0")
    with database.read(snapshot=True) as line:
        assert tuple(line.execute(text(statement)).one()) == ("10s", "10min", "0")
    with closing(Database(database_url, longest=1)) as hurried:
        with hurried.write() as line:
            assert tuple(line.execute(text(statement)).one()) == ("10s", "1min", "1s")
        with pytest.raises(Busy) as caught, hurried.read() as line:
            line.execute(text("SELECT pg_sleep(30)"))
        assert caught.value.code == "database.too_slow"
        with hurried.read() as line:
            assert log.head(line).position == 0


def stop_amid(stopped: Database, database: Database) -> None:
    """Hold the head of the log, and say no more until another has recorded, which waits for it."""
    with stopped.write() as line:
        log.hold_head(line)
        recorder(database).record([entry("m")], by="test")
        log.head(line)


def test_postgresql__writer_stopped_amid_its_work__others_go_on(
    database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if database.is_sqlite:
        pytest.skip("SQLite cannot end the transaction of another process; it names it.")
    recorder(database).record([opened("m")], by="test")
    monkeypatch.setattr(postgresql, "WRITER_RESTS", 0.3)
    with closing(Database(database_url)) as stopped:
        with pytest.raises(DBAPIError):
            stop_amid(stopped, database)
        with stopped.read() as line:
            assert log.head(line).position == 2
