"""Restore: a log file taken back into an empty casefile, byte for byte, whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import msgspec
import uuid_utils
from sqlalchemy import Connection, bindparam, select

from casefile.canonical import encode
from casefile.errors import CasefileError, Malformed, Refused
from casefile.event import (
    ID_PATTERN,
    Envelope,
    clock_us,
    instant_microseconds,
    instant_text,
    read_body,
)
from casefile.law.catalogue import decode
from casefile.law.edtf import parse, parse_day
from casefile.projections import PROJECTIONS
from casefile.projections.parked import Parked, list_parked, park
from casefile.store import log
from casefile.store.database import Database
from casefile.store.statement import Row, Statement, among
from casefile.store.tables import events
from casefile.store.writing import copy_rows
from casefile.upkeep.folding import folded
from casefile.upkeep.groups import pages
from casefile.upkeep.log_file import Entry, LogFile
from casefile.upkeep.partition import Partition
from casefile.upkeep.rebuild import TABLES

PAGE = 1_000  # events that are in memory at once

Progress = Callable[[int, int], None]

_THERE = Statement(
    select(events.c.event_id, events.c.position).where(among(events.c.event_id, "ids"))
)
_ANY_EVENT = Statement(select(events.c.position).limit(bindparam("limit")))


class Restored(NamedTuple):
    """What was taken back: how many events, the last one's instant, and what would not fold."""

    events: int
    recorded_at: str
    parked: Sequence[Parked]


def restore(
    database: Database,
    file: LogFile,
    *,
    now_us: int | None = None,
    progress: Progress = lambda _done, _all: None,
) -> Restored:
    """Take a log back into an empty casefile: the same positions, bytes, hashes and answers.

    The log, its head and every read table appear with one commit, so that whoever is interrupted
    leaves an empty casefile or a whole one. `progress` is told (steps done, steps in all), two for
    each event. Raises Refused where anything has been recorded, Malformed with the number of the
    line where the file is not a whole and sound log, and Busy.
    """
    count = file.header.events
    chain = _Chain(file, clock_us() if now_us is None else now_us)
    with database.write() as connection:
        database.lock(connection, (), alone=True)
        _check_empty(connection)
        for rows in _paged(chain.rows()):
            _check_new(connection, file, rows)
            copy_rows(connection, events, rows)
            progress(rows[-1][0], 2 * count)
        if chain.instant != file.header.recorded_at:
            sentence = "The header does not say when the last event was recorded."
            raise file.wrong(sentence, "header")
        if count:
            log.take_head(connection, count, 0)
            log.set_head_instant(connection, instant_microseconds(chain.instant))
        _fold(connection, count, progress)
        parked = list_parked(connection)
    return Restored(count, chain.instant, parked)


def _check_empty(connection: Connection) -> None:
    """Refuse a casefile in which anything was recorded, and hold its head to the end."""
    head = log.hold_head(connection)
    if head.position or _ANY_EVENT.rows(connection, limit=1):
        sentence = (
            "A log is restored into an empty casefile, and the log of this one is at position "
            f"{head.position:,} already. Nothing was changed."
        )
        raise Refused(sentence, code="restore.not_empty")
    for name, table in TABLES.items():
        if connection.execute(select(table).limit(1)).first():
            sentence = f"The log is empty, but its read table {name} is not; run `rebuild` first."
            raise Refused(sentence, code="restore.not_empty")


def _paged(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while page := list(islice(rows, PAGE)):
        yield page


def _check_new(connection: Connection, file: LogFile, rows: Sequence[Row]) -> None:
    """Refuse an event id that stands on an earlier line; its version tells a place apart by now."""
    there: dict[str, int] = dict(_THERE.rows(connection, ids=[row[3] for row in rows]))
    for row in rows:
        earlier = there.setdefault(row[3], row[0])
        if earlier != row[0]:
            # The header is the first line.
            sentence = (
                f"{file.name}, line {row[0] + 1}: The event {row[3]} stands on line "
                f"{earlier + 1} already."
            )
            raise Malformed(sentence, code="restore.event_id")


def _fold(connection: Connection, count: int, progress: Progress) -> None:
    """Fill the read tables from the log, as a rebuild does."""
    partition = Partition()
    partition.read(connection, count)
    done, parking = 0, str(uuid_utils.uuid7())
    for page, rows, failed in folded(PROJECTIONS, pages(connection, partition), count):
        for table, some in rows.items():
            copy_rows(connection, table, some)
        park(connection, failed, parking)
        done += page.size
        progress(count + done, 2 * count)


class _Chain:
    """The file as far as it has been read: what its next event must follow."""

    def __init__(self, file: LogFile, now_us: int) -> None:
        self.file = file
        self.now = instant_text(now_us)
        self.versions: dict[str, int] = {}
        self.instant = ""

    def rows(self) -> Iterator[Row]:
        """Yield each event as a row of the log; raises Malformed."""
        for entry in self.file.entries():
            envelope = self._envelope(entry)
            for what, sentence in self._broken(envelope):
                raise self.file.wrong(sentence, what)
            self.versions[envelope.matter_id] = envelope.version
            self.instant = envelope.recorded_at
            yield (
                entry.position,
                envelope.matter_id,
                envelope.version,
                envelope.event_id,
                envelope.type,
                envelope.recorded_at,
                entry.body.decode(),
                entry.leaf_hash,
            )

    def _envelope(self, entry: Entry) -> Envelope:
        """Read a body, which is canonical to its last byte."""
        try:
            envelope = read_body(entry.body)
            plain = _strict.decode(entry.body)
            decode(envelope.type, envelope.schema_version, envelope.data)
            parse(envelope.effective)
            parse_day(envelope.recorded_on)
        except (msgspec.DecodeError, CasefileError, ValueError, RecursionError) as error:
            raise self.file.wrong(f"The body cannot be read: {error}", "body") from error
        if encode(plain) != entry.body or encode(envelope) != entry.body:
            raise self.file.wrong("The body is not in canonical form.", "canonical")
        if _control.search(entry.body):
            sentence = "The body holds a control character, which no text of a record has."
            raise self.file.wrong(sentence, "body")
        return envelope

    def _broken(self, envelope: Envelope) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with an event where it stands."""
        for name in (envelope.event_id, envelope.matter_id):
            if not _id.fullmatch(name):
                yield "id", f"{name[:80]!r} is no id."
        expected = self.versions.get(envelope.matter_id, 0) + 1
        if envelope.version != expected:
            sentence = (
                f"Version {expected} of matter {envelope.matter_id} belongs here, "
                f"not {envelope.version}."
            )
            yield "version", sentence
        instant = envelope.recorded_at
        for one in filter(None, (instant, envelope.loaded_at)):
            if not _is_instant(one):
                yield "recorded_at", f"{one[:40]!r} is no instant as casefile writes it."
        if instant < self.instant:
            yield "recorded_at", f"It was recorded at {instant}, before the event that it follows."
        if instant > self.now:
            yield "recorded_at", f"It was recorded at {instant}, which is yet to come."


def _no_float(text: str) -> float:
    raise ValueError(f"{text[:20]} is not a whole number.")


def _is_instant(text: str) -> bool:
    try:
        return instant_text(instant_microseconds(text)) == text
    except (ValueError, OverflowError):
        return False


_strict: msgspec.json.Decoder[object] = msgspec.json.Decoder(float_hook=_no_float)
_id = re.compile(ID_PATTERN)
# How canonical JSON writes the characters that no text of a record may hold; a backslash before
# one of these letters is a sign of its own only after an even number of others.
_control = re.compile(rb"(?<!\\)(?:\\\\)*\\[bfu]|\x7f")
