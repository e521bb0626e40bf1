"""The database: how a connection is opened, read from and written to, on both kinds."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import BigInteger, Connection, bindparam, create_engine, event, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from casefile.errors import Busy, Malformed

BUSY_MILLISECONDS = 10_000
# SQLite's write-ahead log could lose a commit until the fix that came in these releases.
WAL_IS_SAFE = ((3, 44, 6), (3, 50, 7), (3, 51, 3))

_lock = text(
    "SELECT pg_advisory_xact_lock(key)"
    " FROM (SELECT key FROM unnest(:keys) AS key ORDER BY key) AS in_order"
).bindparams(bindparam("keys", type_=ARRAY(BigInteger)))


_alone = text("SELECT pg_advisory_xact_lock(:key)")
_beside_others = text("SELECT pg_advisory_xact_lock_shared(:key)")


class Database:
    """One database, reached through a pool of connections."""

    def __init__(self, url: str) -> None:
        try:
            parsed = make_url(url)
        except ArgumentError as error:
            sentence = "CASEFILE_DATABASE_URL is no database address."
            raise Malformed(sentence, code="config.database_url") from error
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        if self.is_sqlite:
            self.engine = create_engine(
                parsed, connect_args={"timeout": BUSY_MILLISECONDS / 1000}, hide_parameters=True
            )
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        else:
            self.engine = create_engine(
                parsed,
                pool_pre_ping=True,
                hide_parameters=True,
                connect_args={"options": f"-c lock_timeout={BUSY_MILLISECONDS}"},
            )

    @contextmanager
    def read(self, *, snapshot: bool = False) -> Iterator[Connection]:
        """Open a connection that only reads; a snapshot reads all of it as of one moment."""
        with busy_is_an_answer(), self.engine.connect() as connection:
            if snapshot and not self.is_sqlite:  # a transaction of SQLite is one in any case
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def write(self, *, keep: bool = True) -> Iterator[Connection]:
        """Open a transaction that writes; it commits at the end unless `keep` forbids."""
        writing = self.engine.execution_options(casefile_writes=True)
        with busy_is_an_answer(), writing.connect() as connection:
            transaction = connection.begin()
            yield connection
            if keep:
                transaction.commit()

    def lock(self, connection: Connection, names: Iterable[str], *, alone: bool) -> None:
        """Lock names to the transaction's end, in one order; SQLite's one writer has them all.

        `alone` waits until no other writer is under way, and holds all of them up.
        """
        if not self.is_sqlite:
            connection.execute(_alone if alone else _beside_others, {"key": _key("office")})
            connection.execute(_lock, {"keys": [_key(name) for name in set(names)]})

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
    """Tell whether two writers met, so that trying once more is right."""
    state = getattr(error.orig, "sqlstate", None)
    unique = isinstance(error.orig, sqlite3.IntegrityError)
    return unique or state in {"23505", "40001", "40P01"}


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_sqlite alone
    version = sqlite3.sqlite_version_info
    safe = version >= WAL_IS_SAFE[-1] or any(
        version[:2] == fixed[:2] and version >= fixed for fixed in WAL_IS_SAFE
    )
    connection.execute(f"PRAGMA journal_mode = {'WAL' if safe else 'DELETE'}")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("casefile_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
