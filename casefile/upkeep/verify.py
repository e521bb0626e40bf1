"""Verification: everything recomputed from the stored bytes, and the first thing that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, text

from casefile.canonical import encode, leaf_hash
from casefile.errors import CasefileError
from casefile.event import instant_text, read_body
from casefile.law.catalogue import decode
from casefile.law.edtf import parse
from casefile.projections import PROJECTIONS
from casefile.projections.parked import list_parked
from casefile.store import log
from casefile.store.database import Database
from casefile.upkeep.comparison import compare
from casefile.upkeep.folding import folded
from casefile.upkeep.groups import pages
from casefile.upkeep.partition import Partition
from casefile.upkeep.rebuild import TABLES
from casefile.upkeep.staging import Staging, scratch

# The triggers that keep the log append-only, each with its table.
TRIGGERS = {
    "sqlite": {
        "events_no_update": "events",
        "events_no_delete": "events",
        "events_no_replace": "events",
        "log_head_no_delete": "log_head",
    },
    "postgresql": {
        "events_append_only": "events",
        "events_no_truncate": "events",
        "log_head_no_delete": "log_head",
        "log_head_no_truncate": "log_head",
    },
}
# What finds the triggers that are in force: the name, and its definition with what it does.
FIND_TRIGGERS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT tgname, replace(pg_get_triggerdef(t.oid), 'public.', '') || ' ' || prosrc"
        " FROM pg_trigger AS t JOIN pg_proc AS p ON p.oid = t.tgfoid"
        " WHERE tgenabled IN ('O', 'A') AND NOT tgisinternal"
    ),
}


class Failure(NamedTuple):
    """One thing that is wrong, at the position of the event that shows it where there is one."""

    position: int | None
    sentence: str


class Verdict(NamedTuple):
    """What verification found: how far it read, and everything that is wrong, in order."""

    position: int
    failures: list[Failure]

    @property
    def sound(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.failures


def verify(
    database: Database, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> Verdict:
    """Recompute the log and the read tables from the stored bytes.

    Checked are leaf hashes, canonical bytes, dense positions and versions, instants that never go
    back, known event types, the head, the triggers, and every read table against a new fold of
    the log. `progress` is told (events done, events in all). No writer waits: what is compared is
    what was known at one position, and each statement reads little.
    """
    with database.read() as connection:
        failures = list(_triggers(connection))
        chain = _Chain()
        head = log.head(connection)
        failures += chain.follow(connection, head.position, progress)
    with database.read(snapshot=True) as connection:
        head = log.head(connection)
        failures += chain.follow(connection, head.position, progress)
        failures += chain.end(connection, head)
    if not failures:
        failures += _read_tables(database, progress)
    return Verdict(head.position, failures)


def _triggers(connection: Connection) -> Iterator[Failure]:
    kind = connection.dialect.name
    there = {row[0]: str(row[1]) for row in connection.execute(text(FIND_TRIGGERS[kind]))}
    for name, table in sorted(TRIGGERS[kind].items()):
        body = there.get(name, "")
        if f" ON {table}" not in body or "RAISE" not in body or "WHEN 0" in body:
            yield Failure(None, f"The trigger {name}, which keeps the log append-only, is missing.")


class _Chain:
    """The log as far as it has been read: what the next event must follow."""

    def __init__(self) -> None:
        self.versions: dict[str, int] = {}
        self.position = 0
        self.instant = ""

    def follow(
        self, connection: Connection, upto: int, progress: Callable[[int, int], None]
    ) -> Iterator[Failure]:
        """Read on to a position and yield what is wrong on the way."""
        for page in log.pages(connection, after=self.position, upto=upto, as_bytes=True):
            for stored in page:
                expected = self.versions.get(stored.matter_id, 0) + 1
                for sentence in _wrong(stored, self.position + 1, expected, self.instant):
                    yield Failure(stored.position, sentence)
                self.position, self.instant = stored.position, stored.recorded_at
                self.versions[stored.matter_id] = stored.version
            progress(self.position, upto)

    def end(self, connection: Connection, head: log.Head) -> Iterator[Failure]:
        """Yield what is wrong with the head, which is that of the moment read here."""
        beyond = log.page(connection, after=head.position, limit=1)
        if self.position != head.position or beyond:
            last = beyond[0].position if beyond else self.position
            yield Failure(last, f"The head is at {head.position}; the last event is at {last}.")
        elif self.position and instant_text(head.recorded_us) < self.instant:
            yield Failure(self.position, "The head's instant lies before that of the last event.")


def _wrong(stored: log.Stored, position: int, version: int, instant: str) -> Iterator[str]:
    """Yield what is wrong with one stored event."""
    if stored.position != position:
        yield f"Position {position} is missing."
    body = stored.body if isinstance(stored.body, bytes) else stored.body.encode()
    if leaf_hash(body) != stored.leaf_hash:
        yield "The body does not have the hash that was stored with it."
        return
    try:
        envelope = read_body(body)
        decode(envelope.type, envelope.schema_version, envelope.data)
        parse(envelope.effective)
    except (msgspec.ValidationError, msgspec.DecodeError, CasefileError, ValueError) as error:
        yield f"The body cannot be read: {error}"
        return
    if encode(envelope) != body:
        yield "The body is not in canonical form."
    for name in ("matter_id", "version", "event_id", "type", "recorded_at"):
        if getattr(envelope, name) != getattr(stored, name):
            yield f"The column {name} says something else than the body."
    if stored.version != version:
        yield f"Version {version} of matter {stored.matter_id} is missing."
    if stored.recorded_at < instant:
        yield "It was recorded before the event that it follows."


def _read_tables(database: Database, progress: Callable[[int, int], None]) -> Iterator[Failure]:
    """Fold the log into temporary tables, hold the read tables against them, and drop them."""
    staging = Staging(tuple(TABLES.values()), sqlite=database.is_sqlite, temporary=True)
    with database.read() as connection:
        for one in list_parked(connection):
            yield Failure(one.position, one.sentence)
        connection.detach()  # the temporary tables go with it
        with scratch(connection):
            yield from _differences(connection, staging, progress)


def _differences(
    connection: Connection, staging: Staging, progress: Callable[[int, int], None]
) -> Iterator[Failure]:
    """Fold the log into the staging tables, and yield where the read tables differ from them."""
    partition = Partition()
    partition.read(connection, log.head(connection).position)
    staging.make(connection)
    done = 0
    every = pages(connection, partition)
    for page, rows, failed in folded(PROJECTIONS, every, partition.position):
        staging.write(connection, rows)
        for each in failed:
            yield Failure(each.position, each.sentence)
            staging.carry(connection, each.matters, partition.position)
        done += page.size
        progress(done, partition.position)
    staging.index(connection)
    for name, table in TABLES.items():
        found = compare(connection, name, table, staging[table], partition.position)
        if not found.equal:
            yield Failure(
                None,
                f"The read table {found.name} differs from the log: {found.missing} rows "
                f"are missing, {found.surplus} should not be there.",
            )
