"""Restore: a log file taken back into an empty casefile, byte for byte, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import uuid_utils
from sqlalchemy import Connection, bindparam, select

from casefile.answers.settings import vouch
from casefile.errors import Malformed, Refused
from casefile.event import clock_us, instant_microseconds
from casefile.projections.parked import Parked, list_parked, park
from casefile.projections.version import FOLDS
from casefile.proof.anchor import Anchor
from casefile.proof.holding import Holding
from casefile.store import log
from casefile.store.database import Database
from casefile.store.statement import Row, Statement
from casefile.store.tables import events, recorded_days
from casefile.store.writing import copy_rows
from casefile.upkeep.chain import Chain, repeated
from casefile.upkeep.claim import Claim
from casefile.upkeep.folding import TABLES, fold_log
from casefile.upkeep.log_file import PAGE, LogFile
from casefile.upkeep.progress import Progress, untold

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
    progress: Progress = untold,
    claim: Claim | None = None,
) -> Restored:
    """Take a log back into an empty casefile: the same positions, bytes, hashes and answers.

    The log, its head and every read table appear with one commit, so that whoever is interrupted
    leaves an empty casefile or a whole one. `progress` is told (steps done, steps in all), two for
    each event. `claim` has the notes that the file is held to beside its own. Raises Refused where
    anything has been recorded or a note says otherwise, Malformed with the number of the line where
    the file is not a whole and sound log, and Busy.
    """
    count = file.header.events
    now = clock_us() if now_us is None else now_us
    chain = Chain(now)
    claim = claim or Claim(file, Anchor(database))
    with database.write() as connection:
        empty = _check_empty(connection)
        for rows in _paged(_rows(file, chain, claim.holding)):
            _check_new(connection, file, rows)
            copy_rows(connection, events, rows)
            progress(rows[-1][0], 2 * count)
        if chain.instant != file.header.recorded_at:
            sentence = "The header does not say when the last event was recorded."
            raise file.wrong(sentence, "header")
        claim.end()
        claim.take_over(connection, now)
        if count:
            recorded_us = instant_microseconds(chain.instant)
            head = log.Head(count, recorded_us, FOLDS, empty.epoch + 1, chain.day)
            log.move_head(connection, empty, head)
            copy_rows(connection, recorded_days, chain.turns)
            vouch(connection, now)
        _fold(connection, count, progress)
        parked = list_parked(connection)
    return Restored(count, chain.instant, parked)


def _check_empty(connection: Connection) -> log.Head:
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
    return head


def _paged(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while page := list(islice(rows, PAGE)):
        yield page


def _rows(file: LogFile, chain: Chain, holding: Holding) -> Iterator[Row]:
    """Yield each event of a file as a row of the log; raises Malformed."""
    for leaf in file.leaves():
        envelope, wrong = chain.check(leaf)
        if wrong or envelope is None:
            raise file.wrong(*wrong[0])
        chain.follow(envelope)
        holding.add(leaf.leaf_hash)
        yield (
            leaf.position,
            envelope.matter_id,
            envelope.version,
            envelope.event_id,
            envelope.type,
            envelope.recorded_at,
            leaf.body.decode(),
            leaf.leaf_hash,
        )
    for one in chain.end():
        raise file.wrong(*one)


def _check_new(connection: Connection, file: LogFile, rows: Sequence[Row]) -> None:
    """Refuse an event id that stands on an earlier line; its version tells a place apart by now."""
    ids = {row[0]: row[3] for row in rows}
    for position, earlier in repeated(connection, ids).items():
        # The header is the first line.
        sentence = (
            f"{file.name}, line {position + 1}: The event {ids[position]} stands on line "
            f"{earlier + 1} already."
        )
        raise Malformed(sentence, code="restore.event_id")


def _fold(connection: Connection, count: int, progress: Progress) -> None:
    """Fill the read tables from the log, as a rebuild does."""
    parking = str(uuid_utils.uuid7())
    for folded in fold_log(connection, count):
        for table, rows in folded.rows.items():
            copy_rows(connection, table, rows)
        park(connection, folded.failed, parking)
        progress(count + folded.done, 2 * count)
