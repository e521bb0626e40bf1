"""Answers: every question that a door can ask, with the coordinates that its answer rests on."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from casefile.store.database import Database

LIMIT = 100
MAX_LIMIT = 1_000


class Coordinates(NamedTuple):
    """Where an answer stands: the day in law, and the position and instant of our knowledge."""

    as_of: str
    known_at: str
    position: int
    past_head: bool


class Answers:
    """The questions. Every one opens its own connection and returns plain JSON values.

    `as_of` is a day like 2023-04-20 (default: today in the office's zone). `known_at` is a day, an
    instant with its zone, or @POSITION (default: the head of the log). Pages go by key: `after` is
    the `next` of the page before, which is None on the last one. All raise Malformed for what
    cannot be read and Unknown for a matter, party or event that was never recorded.
    """

    def __init__(
        self,
        database: Database,
        zone: ZoneInfo,
        clock_us: Callable[[], int] = lambda: time.time_ns() // 1000,
    ) -> None:
        self.database = database
        self.zone = zone
        self.clock_us = clock_us

    def status(
        self,
        party_id: str,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        basis: str = "record",
    ) -> dict[str, Any]: ...
    def history(
        self, party_id: str, *, known_at: str | None = None, basis: str = "record"
    ) -> dict[str, Any]: ...
    def matter(
        self, matter_id: str, *, as_of: str | None = None, known_at: str | None = None
    ) -> dict[str, Any]: ...  # has "version"
    def matters(
        self,
        *,
        status: str | None = None,
        category: str | None = None,
        q: str | None = None,
        known_at: str | None = None,
        after: str | None = None,
        limit: int = LIMIT,
    ) -> dict[str, Any]: ...  # {"matters": [...], "next", "position", "known_at"}
    def chronology(
        self,
        matter_id: str,
        *,
        known_at: str | None = None,
        after: str | None = None,
        limit: int = LIMIT,
    ) -> dict[str, Any]: ...  # {"matter_id", "entries": [...], "next", ...}
    def events(
        self, *, matter_id: str | None = None, after: int = 0, limit: int = LIMIT
    ) -> dict[str, Any]: ...  # {"events": [...], "next": int, "head": int}
    def event(
        self, event_id: str
    ) -> dict[str, Any]: ...  # the event + "corrections": [...], "stands": bool, "sentence"
    def calendar(
        self,
        *,
        first: str | None = None,
        last: str | None = None,
        matter_id: str | None = None,
        known_at: str | None = None,
        after: str | None = None,
        limit: int = LIMIT,
    ) -> dict[str, Any]: ...  # {"entries": [...], "next", ...}
    def parties(
        self, q: str, *, known_at: str | None = None, after: str | None = None, limit: int = LIMIT
    ) -> dict[str, Any]: ...  # {"parties": [...], "next", ...}
    def head(self) -> dict[str, Any]: ...  # {"position", "recorded_at"}


def event_types() -> list[
    dict[str, Any]
]: ...  # [{"type","schema_version","description","track","personal":[...],"schema":{...}}]


def as_posted(
    recorded,
) -> dict[str, Any]: ...  # one log entry as JSON: position + the whole envelope
