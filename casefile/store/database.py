"""The database: how a connection is opened, read from and written to, on both kinds."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from select import POLLIN, poll
from threading import Lock
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from casefile.errors import Busy, Malformed
from casefile.store import postgresql, sqlite
from casefile.store.lock_holder import lock_holder
from casefile.store.sqlite import sqlite3
from casefile.store.statement import execute

READ_ONLY = "database.read_only"
IDLE_SECONDS = 5  # a line that rests longer goes back to the pool, which tries what it gives out
MOST_HELD = 8  # lines that rest at a time
# A unique key is taken, two transactions cannot be put in an order, two wait for each other.
_MET = ("23505", "40001", "40P01")
_TOOK_TOO_LONG = "57014"
_TAKES_NO_CHANGES = "25006"  # as a standby says, or a server that is kept from changing
_IS_READ_ONLY = "readonly database"  # in what SQLite says
# What SQLite says of a unique key, and what the trigger `events_no_replace` says in its place.
_TAKEN = ("UNIQUE constraint failed", "the log is append-only: this event has its place")
_SQLITE: dict[str, Any] = {
    "module": sqlite3,
    "connect_args": {"timeout": postgresql.BUSY_MILLISECONDS / 1000},
}


class Database:
    """One database, reached over lines: open connections that are held between their uses.

    Taking a connection from the pool costs as much as asking a question. So a line rests for a
    moment after it was used, for whoever comes next, and then goes back to the pool. Outside of
    `atomic` every statement is a transaction of its own. `longest` is how many seconds a statement
    may take on PostgreSQL; SQLite knows no such limit. `read_only` refuses to change anything, and
    `direct` to go through a pooler.
    """

    def __init__(
        self,
        url: str,
        *,
        longest: int | None = None,
        read_only: bool = False,
        direct: bool = False,
    ) -> None:
        try:
            parsed = postgresql.driven(make_url(url))
        except ArgumentError as error:
            sentence = "CASEFILE_DATABASE_URL is no database address."
            raise Malformed(sentence, code="config.database_url") from error
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        self.pooled = False  # whether a pooler stands between, as far as a line was opened
        self._longest, self._asked_to_read, self._direct = longest, read_only, direct
        given = _SQLITE if self.is_sqlite else postgresql.REACHING
        if parsed.database not in (None, "", ":memory:"):
            # Whoever needs a line gets one: who waits for the pool would not see those that rest.
            given = {**given, "max_overflow": -1}
        self.engine = create_engine(parsed, hide_parameters=True, pool_pre_ping=True, **given)
        event.listen(self.engine, "do_connect", self._begin)
        event.listen(self.engine, "connect", self._prepare)
        self._resting: deque[tuple[float, Connection]] = deque()
        self._losses = 0  # how often all lines that there were have been given up
        self._mutex = Lock()

    def _begin(self, _dialect: Any, _record: Any, places: list[Any], given: dict[str, Any]) -> None:
        """Have a file of SQLite be made as it has to be, or opened to be read alone."""
        if self.file and self.read_only:
            places[0], given["uri"] = sqlite.address_to_read(self.file), True
        elif self.file:
            sqlite.make_private(self.file)

    def _prepare(self, connection: Any, _record: Any) -> None:
        if self.is_sqlite:
            sqlite.prepare(connection, to_read=self.read_only)
            return
        self.pooled = postgresql.settle(connection, self._longest)
        if self.pooled and self._direct:
            connection.close()
            self._refuse_pooler()

    def _refuse_pooler(self) -> None:
        sentence = (
            "A pooler stands between, and this has to reach PostgreSQL itself, as the owner of the "
            "tables: give the address in CASEFILE_OWNER_URL."
        )
        raise Malformed(sentence, code="config.owner_url")

    @property
    def file(self) -> Path | None:
        """Return the file of a SQLite database, or None where there is none."""
        beside = self.engine.url.database or ""
        named = self.is_sqlite and beside not in ("", ":memory:") and not beside.startswith("file:")
        return Path(beside) if named else None

    @property
    def read_only(self) -> bool:
        """Tell whether nothing can be changed: that was asked for, or the system keeps its file."""
        return self._asked_to_read or not (self.file is None or sqlite.can_change(self.file))

    def check_writable(self) -> None:
        """Refuse to change what was opened to be read alone; raises Busy."""
        if self._asked_to_read:
            sentence = (
                "casefile was asked to change nothing here (--read-only, CASEFILE_READ_ONLY)."
            )
            raise Busy(sentence, code=READ_ONLY)

    @property
    def place(self) -> str:
        """Return where the database is, for a person: without its password."""
        if self.file:
            return str(self.file.absolute())
        kind = self.engine.url.get_backend_name()
        return str(self.engine.url.set(drivername=kind, query={}))

    def read(self, *, snapshot: bool = False) -> AbstractContextManager[Connection]:
        """Open a line that only reads; a snapshot reads all of it as of one moment.

        Without one, each statement reads what is there by then: an answer is made one by being
        read as known at one position.
        """
        return self._snapshot() if snapshot else self._line()

    @contextmanager
    def _snapshot(self) -> Iterator[Connection]:
        how = "BEGIN" if self.is_sqlite else "BEGIN ISOLATION LEVEL REPEATABLE READ"
        with self._line() as line, atomic(line, how):
            if not self.is_sqlite:
                rests = f"{postgresql.SNAPSHOT_RESTS}s"
                execute(line, f"SET LOCAL idle_in_transaction_session_timeout = '{rests}'", ())
            yield line

    @contextmanager
    def write(self, *, keep: bool = True) -> Iterator[Connection]:
        """Open a transaction that writes; it commits at the end unless `keep` forbids."""
        self.check_writable()
        with self._line() as line, atomic(line, keep=keep):
            yield line

    @contextmanager
    def own(self) -> Iterator[Connection]:
        """Open a connection for temporary tables, which go with it."""
        try:
            with self.engine.connect() as connection:
                if self.pooled:
                    self._refuse_pooler()
                connection.detach()
                yield connection
        except DBAPIError as error:
            if busy := self._as_busy(error):
                raise busy from error
            raise

    @contextmanager
    def _line(self) -> Iterator[Connection]:
        """Take a line, and let it rest afterwards; after an error the pool sees to it."""
        losses = self._losses
        try:
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
            self._put_back(line, losses)
        except DBAPIError as error:
            if busy := self._as_busy(error):
                raise busy from error
            raise

    def _put_back(self, line: Connection, losses: int) -> None:
        """Let a line rest that was taken when so many losses had been."""
        if line.in_transaction():  # SQLAlchemy's own count, which knows nothing of `atomic`
            line.rollback()
        if losses != self._losses:  # it leads where those led that were given up meanwhile
            line.invalidate()
            line.close()
            return
        with self._mutex:
            self._resting.append((time.monotonic(), line))
            weary = self._take_weary()
        for one in weary:
            one.close()

    def _as_busy(self, error: DBAPIError) -> Busy | None:
        """Return as Busy a lock that could not be had, a limit of time and a standby."""
        if _takes_no_changes(error):
            sentence = (
                f"The database {self.place} can only be read: its file, its folder or its disk "
                "is kept from being changed."
                if self.is_sqlite
                else "The database takes no changes just now, as a standby does; try again."
            )
            return Busy(sentence, code=READ_ONLY)
        if getattr(error.orig, "sqlstate", None) == _TOOK_TOO_LONG:
            sentence = "The database took too long for this; ask for less, or try again."
            return Busy(sentence, code="database.too_slow")
        if _is_locked(error):
            holder = lock_holder(self.file) if self.file else ""
            why = f": {holder} holds its lock" if holder else ""
            return Busy(f"The database is busy{why}; try again.")
        return None

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

    def _take_weary(self) -> list[Connection]:
        """Return the lines that have rested long, or are too many, which are held no more."""
        now, weary = time.monotonic(), []
        while self._resting and (
            len(self._resting) > MOST_HELD or now - self._resting[0][0] > IDLE_SECONDS
        ):
            weary.append(self._resting.popleft()[1])
        return weary

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
    if isinstance(error.orig, sqlite3.OperationalError):
        return _IS_READ_ONLY in str(error.orig)
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
