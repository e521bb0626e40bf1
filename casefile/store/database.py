"""The database: how a connection is opened, read from and written to, on both kinds."""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError, OperationalError

from casefile.errors import Busy, Malformed
from casefile.store.statement import execute

BUSY_MILLISECONDS = 10_000
IDLE_SECONDS = 5  # a connection that rested longer is tried before it is used
# The SQLite of a library of ours is newer than that of most systems; not every platform has it.
sqlite3 = import_module("pysqlite3.dbapi2" if find_spec("pysqlite3") else "sqlite3")
# SQLite's write-ahead log could lose a commit until the fix that came in these releases.
WAL_IS_SAFE = ((3, 44, 6), (3, 50, 7), (3, 51, 3))

# The locks are taken in the order of these rows, the office's own first.
_LOCKS = (
    "SELECT {office}(%s)"
    " UNION ALL SELECT pg_advisory_xact_lock(key) FROM unnest(%s::bigint[]) AS key"
)
_ALONE = _LOCKS.format(office="pg_advisory_xact_lock")
_BESIDE_OTHERS = _LOCKS.format(office="pg_advisory_xact_lock_shared")

# A unique key is taken, two transactions cannot be put in an order, two wait for each other.
_MET = ("23505", "40001", "40P01")
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
    "options": f"-c lock_timeout={BUSY_MILLISECONDS} -c plan_cache_mode=force_generic_plan"
    " -c enable_hashjoin=off -c enable_mergejoin=off",
    "prepare_threshold": 0,
}


class Database:
    """One database, reached through a pool of connections."""

    def __init__(self, url: str) -> None:
        try:
            parsed = make_url(url)
        except ArgumentError as error:
            sentence = "CASEFILE_DATABASE_URL is no database address."
            raise Malformed(sentence, code="config.database_url") from error
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        given = _SQLITE if self.is_sqlite else {"connect_args": _POSTGRESQL}
        self.engine = create_engine(parsed, hide_parameters=True, **given)
        if self.is_sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        else:
            event.listen(self.engine, "checkin", _rest)
            event.listen(self.engine, "checkout", _try_again)
        level = {} if self.is_sqlite else {"isolation_level": "AUTOCOMMIT"}
        whole = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        self._reading = self.engine.execution_options(casefile_begin="", **level)
        self._snapshot = self.engine.execution_options(casefile_begin="BEGIN", **whole)
        self._writing = self.engine.execution_options(casefile_begin="BEGIN IMMEDIATE")

    @contextmanager
    def read(self, *, snapshot: bool = False) -> Iterator[Connection]:
        """Open a connection that only reads; a snapshot reads all of it as of one moment.

        Without one, each statement reads what is there by then: an answer is made one by being
        read as known at one position.
        """
        with busy_is_an_answer(), (self._snapshot if snapshot else self._reading).connect() as one:
            if snapshot:
                one.begin()
            yield one

    @contextmanager
    def write(self, *, keep: bool = True) -> Iterator[Connection]:
        """Open a transaction that writes; it commits at the end unless `keep` forbids."""
        with busy_is_an_answer(), self._writing.connect() as connection:
            transaction = connection.begin()
            yield connection
            if keep:
                transaction.commit()

    def lock(self, connection: Connection, names: Iterable[str], *, alone: bool) -> None:
        """Lock names to the transaction's end, in one order; SQLite's one writer has them all.

        `alone` waits until no other writer is under way, and holds all of them up.
        """
        if not self.is_sqlite:
            keys = sorted(_key(name) for name in set(names))
            execute(connection, _ALONE if alone else _BESIDE_OTHERS, (_key("office"), keys))

    def close(self) -> None:
        """Close every connection of the pool."""
        self.engine.dispose()


def _key(name: str) -> int:
    """Return the 64 bits by which PostgreSQL knows a name."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), signed=True)


@contextmanager
def busy_is_an_answer() -> Iterator[None]:
    """Turn a lock that could not be had in time into Busy."""
    try:
        yield
    except OperationalError as error:
        locked = isinstance(error.orig, sqlite3.OperationalError) and "locked" in str(error.orig)
        if locked or getattr(error.orig, "sqlstate", None) == "55P03":
            raise Busy("The database is busy; try again.") from error
        raise


def is_contention(error: DBAPIError) -> bool:
    """Tell whether two writers met, so that trying once more is right.

    Of what a table refuses, that is a unique key alone. SQLite has one kind of error for all, which
    its message tells apart. Whatever else is refused is a fault of ours, and would be again.
    """
    if isinstance(error.orig, sqlite3.IntegrityError):
        return str(error.orig).startswith(_TAKEN)
    return getattr(error.orig, "sqlstate", None) in _MET


def journal_mode(version: tuple[int, int, int]) -> str:
    """Return how a version of SQLite keeps what it is about to change."""
    safe = version >= WAL_IS_SAFE[-1] or any(
        version[:2] == fixed[:2] and version >= fixed for fixed in WAL_IS_SAFE
    )
    return "WAL" if safe else "PERSIST"  # which spares making and removing a file each time


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_sqlite alone
    connection.execute(f"PRAGMA journal_mode = {journal_mode(sqlite3.sqlite_version_info)}")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    if begin := connection.get_execution_options().get("casefile_begin", "BEGIN"):
        execute(connection, begin, ())


def _rest(_connection: Any, record: Any) -> None:
    record.info["rests_since"] = time.monotonic()


def _try_again(connection: Any, record: Any, _proxy: Any) -> None:
    """Try a connection that has rested, which costs a round trip; the pool replaces a lost one."""
    if time.monotonic() - record.info.get("rests_since", math.inf) > IDLE_SECONDS:
        try:
            connection.execute("SELECT")
            connection.rollback()
        except connection.Error as error:
            raise DisconnectionError from error
