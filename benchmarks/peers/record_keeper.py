"""A contender that keeps records with their histories, as several packages do."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from benchmarks.contender import Timing, repeat, serve, streams

EACH = 25  # changes of one record before the next is begun
FIRST = datetime(2021, 1, 1, tzinfo=UTC)


class RecordKeeper(ABC):
    """Saves changes of records, one after the other, and is asked for one as of an instant."""

    def __init__(self) -> None:
        self.changes = _changes()
        self.random = Random(1)
        self.record: Any = None
        self.versions = 0

    def warm_up(self) -> Timing:
        """Save a record a few times."""
        return repeat(self._change, [next(self.changes) for _ in range(EACH)], 1)

    def save(self, seconds: float) -> Timing:
        """Save a change of a record with its history."""
        return repeat(self._change, self.changes, seconds)

    @abstractmethod
    def fill(self, versions: int) -> Timing:
        """Give one record so many versions, an hour apart."""

    @abstractmethod
    def as_of(self, seconds: float) -> Timing:
        """Ask for a record as of an instant of its life."""

    @abstractmethod
    def begin(self, change: dict[str, Any]) -> Any:
        """Return a new record, which is not saved yet."""

    @abstractmethod
    def keep(self) -> None:
        """Save the record and commit."""

    def instants(self, first: datetime = FIRST) -> Iterator[datetime]:
        """Yield instants of the record's life without end."""
        while True:
            yield first + timedelta(hours=self.random.randrange(1, self.versions))

    def _change(self, given: tuple[bool, dict[str, Any]]) -> None:
        begins, change = given
        if begins:
            self.record = self.begin(change)
        else:
            for name, value in change.items():
                setattr(self.record, name, value)
        self.keep()

    def serve(self) -> None:
        """Carry out orders until the input ends."""
        serve({name: getattr(self, name) for name in ("warm_up", "save", "fill", "as_of")})


def _changes() -> Iterator[tuple[bool, dict[str, Any]]]:
    """Yield changes without end, each with whether it begins another record."""
    for _, rows in streams():
        for number, row in enumerate(rows):
            body = json.dumps(row, separators=(",", ":"))
            change = {"state": row["type"], "effective": row["effective"], "body": body}
            yield number % EACH == 0, change
