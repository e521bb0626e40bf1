"""On the machine: what casefile needs of it, beside the database itself."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from casefile.config import Config
from casefile.store.database import Database
from casefile.store.lock_holder import lock_holder
from casefile.upkeep.finding import Finding, right, wrong

LEAST_FREE = 500_000_000  # bytes
LEAST_FILES = 1_000  # that can still be made
LEAST_OPEN = 4_096
OTHERS = stat.S_IRWXG | stat.S_IRWXO
AT_HOME = ("127.0.0.1", "::1", "localhost")


def of_files(database: Database, key: Path | None) -> Iterator[Finding]:
    """Yield what is to be said of the files of an office, which are looked at and never opened."""
    beside = (
        [Path(f"{database.file}{end}") for end in ("", "-wal", "-shm")] if database.file else []
    )
    files = [one for one in (*beside, *([key] if key else ())) if one.exists()]
    open_ones = [one for one in files if os.name == "posix" and one.stat().st_mode & OTHERS]
    for file in open_ones:
        yield wrong("permissions", f"Others on this machine can open {file}.", f"chmod 600 {file}")
    if files and not open_ones:
        yield right("permissions", "Only their owner can open the files of the office.")
    if key and not key.exists():
        sentence = f"The key that signs checkpoints is not there: {key}."
        yield wrong(
            "key", sentence, "Bring it back from where it is kept, or name it: CASEFILE_KEY"
        )
    if database.file:
        yield from of_room("disk", database.file.parent, max(LEAST_FREE, _size(beside)))
        if holder := lock_holder(database.file):
            sentence = f"{holder.capitalize()} is writing to the database at this moment."
            do = "Nothing, unless it stays so: then let that process go on, or end it."
            yield Finding("lock", sentence, do)


def of_room(about: str, folder: Path, needed: int) -> Iterator[Finding]:
    """Yield how much room a folder has, for bytes and for files."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        sentence = f"{folder} has {_mb(free)} free, and {_mb(needed)} can be needed there."
        yield wrong(about, sentence, "Make room; a rebuild needs that of a second database.")
    else:
        yield right(about, f"{folder} has {_mb(free)} free.")
    if os.name == "posix":
        found = os.statvfs(folder)
        if found.f_files and found.f_favail < LEAST_FILES:  # some file systems do not count
            sentence = f"Only {found.f_favail:,} more files can be made in {folder}."
            yield wrong(
                "inodes", sentence, "Remove files; there is room for bytes, but not for more."
            )


def of_temporary_folder() -> Iterator[Finding]:
    """Yield whether documents and imports can wait in a temporary folder.

    Documents take memory otherwise.
    """
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"casefile")
        folder = Path(tempfile.gettempdir())
    except OSError as error:
        sentence = (
            "Documents wait in memory, and nothing can be imported: no temporary folder takes them "
            f"({error.strerror})."
        )
        yield wrong("temporary folder", sentence, "Name one that can be written to: TMPDIR")
    else:
        yield from of_room("temporary folder", folder, LEAST_FREE)


def of_server(config: Config) -> Iterator[Finding]:
    """Yield what a server on these settings would be like."""
    if config.host in AT_HOME and not config.proxies:
        yield right(
            "proxy", "The server listens on this machine alone, and nothing stands before it."
        )
    elif config.proxies:
        sentence = f"{config.proxies} server(s) before this one are believed for whom they ask."
        yield Finding("proxy", sentence, "Let nobody reach this one but through them.")
    else:
        sentence = (
            f"The server listens on {config.host}, in plain HTTP, and names and tokens are seen."
        )
        do = "Put a server that speaks TLS before it, and set CASEFILE_PROXIES=1"
        yield wrong("proxy", sentence, do)
    if find_spec("resource"):
        import resource  # noqa: PLC0415 - only some systems have it

        most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        if most != resource.RLIM_INFINITY and most < LEAST_OPEN:
            sentence = f"A process may have {most:,} open files, and each connection is one."
            yield wrong("open files", sentence, f"Raise the limit: ulimit -Hn {LEAST_OPEN}")
        else:
            yield right("open files", "A process may have as many open files as a server needs.")


def _size(files: list[Path]) -> int:
    return sum(one.stat().st_size for one in files if one.exists())


def _mb(size: int) -> str:
    return f"{size // 1_000_000:,} MB"
