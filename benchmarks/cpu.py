"""The CPU time of a program that others ask: a database's server, or one of HTTP."""

from __future__ import annotations

import os
from pathlib import Path


def cpu_seconds(pid: int) -> float | None:
    """Return the CPU time of a process and its children so far, and of those that have ended.

    None where the system has no /proc to tell it.
    """
    ticks = 0
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name of the program, in brackets, can hold anything.
            fields = status.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if pid in (int(status.parent.name), int(fields[1])):
            ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK") if ticks else None


def cpu_between(before: float | None, after: float | None) -> float | None:
    """Return the CPU time that went by between two looks, in seconds, where it is known."""
    return None if before is None or after is None else after - before
