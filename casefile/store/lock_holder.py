"""Who holds the lock of a SQLite file, as the system tells it.

The file is never opened for that: where a process closes a file, all locks that it has on it are
gone, on whichever descriptor they were taken.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

LOCKS = Path("/proc/locks")
# SQLite locks these bytes to write: of the file itself, and in its write-ahead mode of the `-shm`.
_PENDING, _RESERVED, _WRITING = 0x4000_0000, 0x4000_0001, 120


def lock_holder(file: Path) -> str:
    """Return who keeps others from writing, as "process 123 (python3)", or nothing."""
    for pid in _writers(file):
        if pid not in (0, os.getpid()):
            try:
                name = Path(f"/proc/{pid}/comm").read_text("utf-8", "replace").strip()
            except OSError:  # it has ended, or is another user's
                return f"process {pid}"
            return f"process {pid} ({name})"
    return ""


def _writers(file: Path) -> Iterator[int]:
    """Yield the processes that hold a lock by which SQLite writes."""
    places = {
        (found, byte)
        for path, bytes_ in ((file, (_PENDING, _RESERVED)), (Path(f"{file}-shm"), (_WRITING,)))
        if (found := _inode(path))
        for byte in bytes_
    }
    try:
        lines = LOCKS.read_text("ascii").splitlines()
    except OSError:  # a system that does not tell
        return
    for line in lines:
        fields = line.split()  # 1: POSIX ADVISORY WRITE 12658 00:1b:61207076 120 120
        if len(fields) == 8 and fields[3] == "WRITE":  # noqa: PLR2004 - as that line has
            inode, first, last = int(fields[5].rpartition(":")[2]), fields[6], fields[7]
            end = float("inf") if last == "EOF" else int(last)
            if any(one == inode and int(first) <= byte <= end for one, byte in places):
                yield int(fields[4])


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except OSError:
        return 0
