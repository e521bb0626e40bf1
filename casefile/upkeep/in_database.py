"""In the database: whether it keeps what it is given, and is as casefile needs it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, text

from casefile.answers.clock import ahead
from casefile.answers.settings import settings_in
from casefile.event import instant_text
from casefile.installation import called
from casefile.law.wording import so_many
from casefile.projections.parked import list_parked
from casefile.projections.version import rebuild_due
from casefile.proof import checkpoints
from casefile.store import log
from casefile.store.database import Database
from casefile.store.postgresql import LONGEST, not_in_force
from casefile.store.sqlite import journal_mode, sqlite3
from casefile.upkeep.finding import Finding, right, wrong
from casefile.upkeep.triggers import weakened

LEAST_POSTGRESQL = 150_000
FULL = 2  # as SQLite numbers it
DAY_US = 86_400_000_000
# What a commit that was answered must not be without.
DURABLE = ("fsync", "full_page_writes", "synchronous_commit")
OLD_STATEMENT = "casefile cannot know when a copy of the database was made last."
BACKUP = "Copy it every night to another machine, and try now and then to begin from the copy."


def of_database(database: Database, now_us: int, tolerance: int) -> Iterator[Finding]:
    """Yield what is to be said of a database that is at the schema of this version."""
    with database.read() as line:
        if database.is_sqlite:
            yield from _of_sqlite(line)
        else:
            yield from _of_postgresql(line, now_us, tolerance)
            yield from _of_settings(line, pooled=database.pooled)
        yield from _of_log(line, now_us, tolerance)
        yield from _of_checkpoints(line, now_us)
    yield Finding("backup", OLD_STATEMENT, BACKUP)


def _of_sqlite(line: Connection) -> Iterator[Finding]:
    version, mode = sqlite3.sqlite_version, _asked(line, "PRAGMA journal_mode")
    if journal_mode(sqlite3.sqlite_version_info) == "WAL":
        yield right("SQLite", f"SQLite {version}; readers and a writer do not wait for each other.")
    else:
        sentence = (
            f"SQLite {version} could lose a commit in its write-ahead log, which is not used."
        )
        do = "Nothing must be done; with SQLite 3.51.3 readers would not wait for writers."
        yield Finding("SQLite", sentence, do)
    yield right("journal", f"The database is kept by a journal of the kind {mode}.")
    if _asked(line, "PRAGMA synchronous") == FULL:
        yield right("durability", "Every commit is on the disk before it is answered.")
    else:
        yield wrong("durability", "Commits are answered before they are on the disk.", _restart())


def _of_postgresql(line: Connection, now_us: int, tolerance: int) -> Iterator[Finding]:
    number = int(_asked(line, "SHOW server_version_num"))
    version = _asked(line, "SHOW server_version")
    if number >= LEAST_POSTGRESQL:
        yield right("PostgreSQL", f"PostgreSQL {version}.")
    else:
        yield wrong("PostgreSQL", f"PostgreSQL {version} is too old.", "Upgrade it to 15 or later.")
    off = [name for name in DURABLE if _asked(line, f"SHOW {name}") == "off"]
    for name in off:
        sentence = f"{name} is off: what was answered as recorded can be lost."
        yield wrong("durability", sentence, f"Set {name} = on in postgresql.conf")
    if not off:
        yield right("durability", "Every commit is on the disk before it is answered.")
    yield from _of_role(line)
    theirs = int(_asked(line, "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint"))
    if abs(theirs - now_us) > tolerance * 1_000_000:
        sentence = f"The clock of PostgreSQL's server says {instant_text(theirs)}."
        yield wrong("clock of PostgreSQL", sentence, "Set both machines by the same time server.")


def _of_settings(line: Connection, *, pooled: bool) -> Iterator[Finding]:
    """Yield what a connection is set to, which behind a pooler is what its role is set to."""
    if pooled:
        sentence = "A pooler stands between; what is set is set for the role, and nothing prepared."
        yield right("pooler", sentence)
    else:
        yield right("pooler", "PostgreSQL is reached itself, and through no pooler.")
    user = _asked(line, "SELECT current_user")
    if others := not_in_force(line, LONGEST if pooled else None):
        sentence = f"{user} is not set to what casefile needs: {', '.join(others)}."
        do = f"{called()} migrate; then have the pooler connect anew (RECONNECT)."
        yield wrong("settings", sentence, do)
    else:
        yield right("settings", f"{user} is set to what casefile needs.")


def _of_role(line: Connection) -> Iterator[Finding]:
    if _asked(line, "SELECT pg_is_in_recovery()"):
        do = "Name the server that it follows in CASEFILE_DATABASE_URL."
        yield wrong("role", "This server is a standby, to which nothing can be written.", do)
    user = _asked(line, "SELECT current_user")
    if _asked(line, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"):
        sentence = f"{user} is a superuser, who can switch off what keeps the log append-only."
        yield Finding("role", sentence, "Give the office a user of its own, who owns its database.")
    else:
        yield right("role", f"{user} is no superuser.")


def of_owner(database: Database) -> Iterator[Finding]:
    """Yield whether the owner of the tables, who reaches the database, may make others."""
    if database.is_sqlite:
        return
    with database.read() as line:
        user = _asked(line, "SELECT current_user")
        if _asked(line, "SELECT has_database_privilege(current_database(), 'CREATE')"):
            yield right("owner", f"{user} may make what a rebuild makes.")
        else:
            sentence = f"{user} may make no schema, as a rebuild does."
            yield wrong("owner", sentence, f"GRANT CREATE ON DATABASE ... TO {user}")


def _of_log(line: Connection, now_us: int, tolerance: int) -> Iterator[Finding]:
    found = list(weakened(line))
    for sentence in found:
        yield wrong("triggers", sentence, f"Look who did that; then: {called()} verify")
    if not found:
        yield right("triggers", "Every trigger that keeps the log append-only is there.")
    head, settings = log.head(line), settings_in(line)
    if told := ahead(head, now_us, tolerance):
        yield Finding(
            "clock", told.sentence, "Do what it says: nothing is recorded until then.", True
        )
    else:
        yield right(
            "clock", f"The clock says {instant_text(now_us)}, and the log is not ahead of it."
        )
    zone = f"The office's time zone is {settings.time_zone}"
    if settings.chosen:
        yield right("zone", f"{zone}.")
    else:
        yield wrong("zone", f"{zone}, which nobody has chosen.", f"{called()} zone confirm")
    if rebuild_due(head):
        sentence = "The read tables were made by another version; nothing can be recorded."
        yield wrong("read tables", sentence, f"{called()} rebuild")
    if parked := len(list_parked(line)):
        sentence = f"{parked} matter(s) could not be folded, and answers about them may be old."
        yield wrong("read tables", sentence, f"{called()} parked")


def _of_checkpoints(line: Connection, now_us: int) -> Iterator[Finding]:
    head, kept = log.head(line).position, checkpoints.newest(line)
    make = f"{called()} checkpoint make"
    if kept is None:
        if head:
            yield wrong("checkpoint", "The log was never anchored by a checkpoint.", make)
        return
    events = so_many(kept.size, "event")
    said = f"The last checkpoint is of {instant_text(kept.made_us)}, and of {events}"
    if head > kept.size and now_us - kept.made_us > DAY_US:
        yield wrong("checkpoint", f"{said}; {head - kept.size:,} came since then.", make)
    else:
        yield right("checkpoint", f"{said}.")


def _restart() -> str:
    return "Start it with casefile's own settings, and with no other program."


def _asked(line: Connection, statement: str) -> Any:
    return line.execute(text(statement)).scalar_one()
