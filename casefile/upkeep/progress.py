"""Progress: how whoever waits is told how far something has come."""

from __future__ import annotations

from collections.abc import Callable

# Told (steps done, steps in all).
Progress = Callable[[int, int], None]


def untold(_done: int, _all: int) -> None:
    """Tell nobody."""
