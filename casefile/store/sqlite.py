"""SQLite: how a file is opened, to change it or only to read it, and how it keeps what it holds."""

from __future__ import annotations

import os
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

OWNER_ONLY = 0o600
# The SQLite of a library of ours is newer than that of most systems; not every platform has it.
sqlite3 = import_module("pysqlite3.dbapi2" if find_spec("pysqlite3") else "sqlite3")
# SQLite's write-ahead log could lose a commit until the fix that came in these releases.
WAL_IS_SAFE = ((3, 44, 6), (3, 50, 7), (3, 51, 3))


def journal_mode(version: tuple[int, int, int]) -> str:
    """Return how a version of SQLite keeps what it is about to change."""
    safe = version >= WAL_IS_SAFE[-1] or any(
        version[:2] == fixed[:2] and version >= fixed for fixed in WAL_IS_SAFE
    )
    return "WAL" if safe else "PERSIST"  # which spares making and removing a file each time


def can_change(file: Path) -> bool:
    """Tell whether the system lets this process change a database, or make one that is missing."""
    if not file.exists():
        return True  # or SQLite will say why not
    beside = any(_beside(file, end).exists() for end in ("-shm", "-journal"))
    return os.access(file, os.W_OK) and (beside or os.access(file.parent, os.W_OK))


def make_private(file: Path) -> None:
    """Make a new file its owner's alone before SQLite opens it, which gives its mode to the others.

    One that is there is not opened here: closing it would lose the locks that this process has.
    """
    with suppress(OSError):  # it is there, or SQLite will say why it cannot be
        file.touch(OWNER_ONLY, exist_ok=False)


def address_to_read(file: Path) -> str:
    """Return the address under which SQLite reads a file and changes nothing.

    It would make files beside one that is kept with a write-ahead log. Where it cannot, and there
    is nothing in that log, nobody can change the database here, and it is read as it stands.
    """
    log = _beside(file, "-wal")
    empty = not log.exists() or log.stat().st_size == 0
    as_it_stands = empty and not os.access(file.parent, os.W_OK)
    return f"{file.absolute().as_uri()}?mode=ro{'&immutable=1' if as_it_stands else ''}"


def prepare(connection: Any, *, to_read: bool) -> None:
    """Set a new connection up."""
    connection.isolation_level = None  # transactions are begun by `atomic` alone
    if not to_read:
        connection.execute(f"PRAGMA journal_mode = {journal_mode(sqlite3.sqlite_version_info)}")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _beside(file: Path, end: str) -> Path:
    return file.with_name(f"{file.name}{end}")
