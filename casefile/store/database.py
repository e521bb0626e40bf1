"""The database: how a connection is opened, read from and written to, on both kinds."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from select import POLLIN, poll
from threading import Lock
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from casefile.errors import Busy, Malformed
from casefile.store.lock_holder import lock_holder
from casefile.store.statement import execute

BUSY_MILLISECONDS = 10_000
OWNER_ONLY = 0o600
# A transaction that writes holds locks, and one that reads has the server keep old rows for it. So
# neither may be left lying about: its program may have been stopped, or its machine be asleep.
WRITER_RESTS, SNAPSHOT_RESTS = "60s", "600s"
IDLE_SECONDS = 5  # a line that rests longer goes back to the pool, which tries what it gives out
MOST_HELD = 8  # lines that rest at a time
# The SQLite of a library of ours is newer than that of most systems; not every platform has it.
sqlite3 = import_module("pysqlite3.dbapi2" if find_spec("pysqlite3") else "sqlite3")
# SQLite's write-ahead log could lose a commit until the fix that came in these releases.
WAL_IS_SAFE = ((3, 44, 6), (3, 50, 7), (3, 51, 3))

# A unique key is taken, two transactions cannot be put in an order, two wait for each other.
_MET = ("23505", "40001", "40P01")
_TOOK_TOO_LONG = "57014"
_TAKES_NO_CHANGES = "25006"  # as a standby says, or a server that is kept from changing
# What SQLite says of a unique key, and what the trigger `events_no_replace` says in its place.
_TAKEN = ("UNIQUE constraint failed", "the log is append-only: this event has its place")

_SQLITE: dict[str, Any] = {
    "module": sqlite3,
    "connect_args": {"timeout": BUSY_MILLISECONDS / 1000},
}
# Statements are planned once for each connection, at their first use: planning one takes longer
# than running it, and none of them depends on the values. Each follows an index from the few rows
# that it begins with; without statistics, or with old ones, PostgreSQL would rather read a whole
# table and hash it.
_POSTGRESQL: dict[str, Any] = {
    "isolation_level": "AUTOCOMMIT",
    "paramstyle": "format",
    "connect_args": {
        "options": f"-c lock_timeout={BUSY_MILLISECONDS}"
        f" -c idle_in_transaction_session_timeout={WRITER_RESTS}"
        " -c plan_cache_mode=force_generic_plan -c enable_hashjoin=off -c enable_mergejoin=off",
        "connect_timeout": BUSY_MILLISECONDS // 1000,
        "prepare_threshold": 0,
    },
}


def _postgresql(longest: int | None) -> dict[str, Any]:
    """Return how PostgreSQL is reached, where a statement may take so many seconds."""
    connecting = _POSTGRESQL["connect_args"]
    limit = f" -c statement_timeout={longest}s" if longest else ""
    return _POSTGRESQL | {"connect_args": connecting | {"options": connecting["options"] + limit}}


class Database:
    """One database, reached over lines: open connections that are held between their uses.

    Taking a connection from the pool costs as much as asking a question. So a line rests for a
    moment after it was used, for whoever comes next, and then goes back to the pool. Outside of
    `atomic` every statement is a transaction of its own. `longest` is how many seconds a statement
    may take on PostgreSQL; SQLite knows no such limit.
    """

    def __init__(self, url: str, *, longest: int | None = None) -> None:
        try:
            parsed = make_url(url)
        except ArgumentError as error:
            sentence = "CASEFILE_DATABASE_URL is no database address."
            raise Malformed(sentence, code="config.database_url") from error
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        given = _SQLITE if self.is_sqlite else _postgresql(longest)
        if parsed.database not in (None, "", ":memory:"):
            # Whoever needs a line gets one: who waits for the pool would not see those that rest.
            given = {**given, "max_overflow": -1}
        self.engine = create_engine(parsed, hide_parameters=True, pool_pre_ping=True, **given)
        if self.is_sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            if self.file:
                event.listen(self.engine, "do_connect", partial(_make_private, self.file))
        self._resting: deque[tuple[float, Connection]] = deque()
        self._losses = 0  # how often all lines that there were have been given up
        self._mutex = Lock()

    @property
    def file(self) -> Path | None:
        """Return the file of a SQLite database, or None where there is none."""
        beside = self.engine.url.database
        return Path(beside) if self.is_sqlite and beside not in (None, "", ":memory:") else None

    @property
    def place(self) -> str:
        """Return where the database is, for a person: without its password."""
        return str(self.file.absolute() if self.file else self.engine.url.set(query={}))

    @contextmanager
    def read(self, *, snapshot: bool = False) -> Iterator[Connection]:
        """Open a line that only reads; a snapshot reads all of it as of one moment.

        Without one, each statement reads what is there by then: an answer is made one by being
        read as known at one position.
        """
        with self._busy_is_an_answer(), self._line() as line:
            if not snapshot:
                yield line
                return
            how = "BEGIN" if self.is_sqlite else "BEGIN ISOLATION LEVEL REPEATABLE READ"
            with atomic(line, how):
                if not self.is_sqlite:
                    rests = f"SET LOCAL idle_in_transaction_session_timeout = '{SNAPSHOT_RESTS}'"
                    execute(line, rests, ())
                yield line

    @contextmanager
    def write(self, *, keep: bool = True) -> Iterator[Connection]:
        """Open a transaction that writes; it commits at the end unless `keep` forbids."""
        with self._busy_is_an_answer(), self._line() as line, atomic(line, keep=keep):
            yield line

    @contextmanager
    def own(self) -> Iterator[Connection]:
        """Open a connection for temporary tables, which go with it."""
        with self._busy_is_an_answer(), self.engine.connect() as connection:
            connection.detach()
            yield connection

    @contextmanager
    def _line(self) -> Iterator[Connection]:
        """Take a line, and let it rest afterwards; after an error the pool sees to it."""
        losses = self._losses
        line, used = self._rested() or self.engine.connect(), False
        try:
            yield line
            used = True
        except DBAPIError as error:
            if error.connection_invalidated or _takes_no_changes(error):
                self._give_up(line)
            raise
        finally:
            if not used:
                line.close()
        if line.in_transaction():  # SQLAlchemy's own count, which knows nothing of `atomic`
            line.rollback()
        if losses != self._losses:  # it leads where those led that were given up meanwhile
            line.invalidate()
            line.close()
            return
        with self._mutex:
            self._resting.append((time.monotonic(), line))
            weary = list(self._take_weary())
        for one in weary:
            one.close()

    @contextmanager
    def _busy_is_an_answer(self) -> Iterator[None]:
        """Turn a lock that could not be had, a limit of time and a standby into Busy."""
        try:
            yield
        except DBAPIError as error:
            state = getattr(error.orig, "sqlstate", None)
            if _takes_no_changes(error):
                sentence = "The database takes no changes just now, as a standby does; try again."
                raise Busy(sentence, code="database.read_only") from error
            if state == _TOOK_TOO_LONG:
                sentence = "The database took too long for this; ask for less, or try again."
                raise Busy(sentence, code="database.too_slow") from error
            if _is_locked(error):
                holder = lock_holder(self.file) if self.file else ""
                why = f": {holder} holds its lock" if holder else ""
                raise Busy(f"The database is busy{why}; try again.") from error
            raise

    def _give_up(self, line: Connection) -> None:
        """Drop a line that was lost or leads to a standby, and every other: they lead there too."""
        line.invalidate()
        with self._mutex:
            self._losses += 1
        self._close_resting()
        self.engine.pool.dispose()  # it stays, for those that are in use

    def _close_resting(self) -> None:
        with self._mutex:
            resting = [line for _, line in self._resting]
            self._resting.clear()
        for line in resting:
            line.close()

    def _rested(self) -> Connection | None:
        with self._mutex:
            since, line = self._resting.pop() if self._resting else (0.0, None)
        if line is not None and (time.monotonic() - since > IDLE_SECONDS or _was_told(line)):
            line.close()
            return None
        return line

    def _take_weary(self) -> Iterator[Connection]:
        """Yield the lines that have rested long, or are too many, which are held no more."""
        now = time.monotonic()
        while self._resting and (
            len(self._resting) > MOST_HELD or now - self._resting[0][0] > IDLE_SECONDS
        ):
            yield self._resting.popleft()[1]

    def close(self) -> None:
        """Close every connection."""
        self._close_resting()
        self.engine.dispose()


@contextmanager
def atomic(line: Connection, begin: str = "", *, keep: bool = True) -> Iterator[None]:
    """Make one transaction of what is done on a line; within one already, be a part of it.

    It is one that writes unless `begin` says otherwise, and is kept unless `keep` forbids.
    """
    if in_transaction(line):
        yield
        return
    writes = "BEGIN IMMEDIATE" if line.dialect.name == "sqlite" else "BEGIN"
    execute(line, begin or writes, ())
    ended = False
    try:
        yield
        execute(line, "COMMIT" if keep else "ROLLBACK", ())
        ended = True
    finally:
        if not (ended or line.invalidated):  # with the connection its transaction is lost
            with suppress(DBAPIError):
                execute(line, "ROLLBACK", ())


def in_transaction(line: Connection) -> bool:
    """Tell whether a transaction has been begun on a line."""
    driver: Any = line.connection.dbapi_connection
    if line.dialect.name == "sqlite":
        return bool(driver.in_transaction)
    return bool(driver.info.transaction_status)


def _is_locked(error: DBAPIError) -> bool:
    """Tell whether a lock could not be had in time."""
    if isinstance(error.orig, sqlite3.OperationalError):
        return "locked" in str(error.orig)
    return getattr(error.orig, "sqlstate", None) == "55P03"


def is_contention(error: DBAPIError) -> bool:
    """Tell whether two writers met, so that trying once more is right.

    Of what a table refuses, that is a unique key alone. SQLite has one kind of error for all, which
    its message tells apart. Whatever else is refused is a fault of ours, and would be again.
    """
    if isinstance(error.orig, sqlite3.IntegrityError):
        return str(error.orig).startswith(_TAKEN)
    return getattr(error.orig, "sqlstate", None) in _MET


def _takes_no_changes(error: DBAPIError) -> bool:
    return getattr(error.orig, "sqlstate", None) == _TAKES_NO_CHANGES


def _was_told(line: Connection) -> bool:
    """Tell whether PostgreSQL has said something unasked on a line that rests: that it goes away.

    Whatever else it was, the pool reads it.
    """
    if line.dialect.name == "sqlite":
        return False
    driver: Any = line.connection.dbapi_connection
    if driver.closed:
        return True
    waiting = poll()
    waiting.register(driver.fileno(), POLLIN)
    return bool(waiting.poll(0))


def journal_mode(version: tuple[int, int, int]) -> str:
    """Return how a version of SQLite keeps what it is about to change."""
    safe = version >= WAL_IS_SAFE[-1] or any(
        version[:2] == fixed[:2] and version >= fixed for fixed in WAL_IS_SAFE
    )
    return "WAL" if safe else "PERSIST"  # which spares making and removing a file each time


def _make_private(file: Path, *_how: Any) -> None:
    """Make a new file its owner's alone before SQLite opens it, which gives its mode to the others.

    One that is there is not opened here: closing it would lose the locks that this process has.
    """
    with suppress(OSError):  # it is there, or SQLite will say why it cannot be
        file.touch(OWNER_ONLY, exist_ok=False)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by `atomic` alone
    connection.execute(f"PRAGMA journal_mode = {journal_mode(sqlite3.sqlite_version_info)}")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
