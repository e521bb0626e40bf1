"""Verification: everything recomputed from the stored bytes, and the first thing that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, select

from casefile.answers.clock import ahead
from casefile.projections.parked import list_parked
from casefile.projections.version import SENTENCE, rebuild_due
from casefile.store import log
from casefile.store.database import Database
from casefile.store.tables import recorded_days
from casefile.upkeep import ending
from casefile.upkeep.chain import Chain, leaf_of, repeated
from casefile.upkeep.comparison import compare, last_known
from casefile.upkeep.folding import TABLES, fold_log
from casefile.upkeep.forms import misshapen
from casefile.upkeep.progress import Progress, untold
from casefile.upkeep.staging import Staging, scratch
from casefile.upkeep.triggers import weakened

# What a row of the log repeats of its body, so that it can be found by it.
FILED_UNDER = ("matter_id", "version", "event_id", "type", "recorded_at")


class Failure(NamedTuple):
    """One thing that is wrong, at the position of the event that shows it where there is one."""

    position: int | None
    sentence: str


class Verified(NamedTuple):
    """What verification found: how far it read, and everything that is wrong, in order."""

    position: int
    failures: list[Failure]

    @property
    def sound(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.failures


def verify(
    database: Database, progress: Progress = untold, *, now_us: int | None = None
) -> Verified:
    """Recompute the log and the read tables from the stored bytes.

    Checked is everything that `restore` checks of a file but the clock, what each event is filed
    under, the head, the triggers, the form of what stands beside the log, and every read table
    against a new fold of the log. `progress` is told (events done, events in all). No writer waits:
    what is compared is what was known at one position, and each statement reads little. Where a
    rebuild is due, that is said in place of what differs. `now_us`, in microseconds since 1970, is
    what the head is not to be ahead of.
    """
    chain = Chain()
    with database.read() as connection:
        failures = [Failure(None, sentence) for sentence in weakened(connection)]
        failures += [Failure(None, sentence) for sentence in misshapen(connection)]
        failures += _follow(chain, connection, ending.last(connection).position, progress)
    with database.read(snapshot=True) as connection:
        failures += _follow(chain, connection, ending.last(connection).position, progress)
        failures += _end(chain, connection)
        failures += [] if failures else _days(chain, connection)
    if not failures:
        failures += _derived(database, progress, now_us)
    return Verified(chain.position, failures)


def _follow(
    chain: Chain, connection: Connection, upto: int, progress: Progress
) -> Iterator[Failure]:
    """Read the log on to a position, and yield what is wrong on the way."""
    for page in log.pages(connection, after=chain.position, upto=upto, as_bytes=True):
        again = repeated(connection, {one.position: one.event_id for one in page})
        for stored in page:
            envelope, wrong = chain.check(leaf_of(stored))
            for one in wrong:
                yield Failure(stored.position, one.sentence)
            for name in FILED_UNDER if envelope else ():
                if getattr(envelope, name) != getattr(stored, name):
                    sentence = f"The column {name} says something else than the body."
                    yield Failure(stored.position, sentence)
            if earlier := again.get(stored.position):
                sentence = f"The event {stored.event_id} stands at position {earlier} already."
                yield Failure(stored.position, sentence)
            chain.follow(stored)  # by what it is filed under, so that one fault is told once
        progress(chain.position, upto)


def _end(chain: Chain, connection: Connection) -> Iterator[Failure]:
    """Yield what is wrong with the end of the log, which is that of the moment read here."""
    misfits = list(ending.misfits(connection))
    for sentence in misfits:
        yield Failure(chain.position, sentence)
    if not misfits and log.head(connection).recorded_on != chain.day:
        yield Failure(chain.position, "The head's day is not that of the last event.")
    yield from (Failure(chain.position, wrong.sentence) for wrong in chain.end())


def _days(chain: Chain, connection: Connection) -> Iterator[Failure]:
    """Yield where the days on which events were recorded are not those that the events have."""
    turns = select(recorded_days).order_by(recorded_days.c.position)
    found = {row.position: row.day for row in connection.execute(turns)}
    told = dict(chain.turns)
    for position in sorted(told.keys() | found.keys()):
        if told.get(position) != found.get(position):
            sentence = (
                f"From here on events were recorded on {told.get(position) or 'the same day'}, and "
                f"the table recorded_days says {found.get(position) or 'nothing of it'}."
            )
            yield Failure(position, sentence)
            return


def _derived(database: Database, progress: Progress, now_us: int | None) -> Iterator[Failure]:
    """Yield what is wrong with a sound log's clock, and with what was derived from it."""
    with database.read() as connection:
        head = log.head(connection)
    if now_us is not None and (told := ahead(head, now_us)):
        yield Failure(head.position, told.sentence)
    if rebuild_due(head):
        yield Failure(None, f"{SENTENCE}.")
    else:
        yield from _read_tables(database, progress)


def _read_tables(database: Database, progress: Progress) -> Iterator[Failure]:
    """Fold the log into temporary tables, hold the read tables against them, and drop them."""
    staging = Staging(tuple(TABLES.values()), sqlite=database.is_sqlite, temporary=True)
    with database.own() as connection:
        for one in list_parked(connection):
            yield Failure(one.position, one.sentence)
        with scratch(connection):
            yield from _differences(connection, staging, progress)


def _differences(connection: Connection, staging: Staging, progress: Progress) -> Iterator[Failure]:
    """Fold the log into the staging tables, and yield where the read tables differ from them."""
    position = log.head(connection).position
    staging.make(connection)
    for folded in fold_log(connection, position):
        staging.write(connection, folded.rows)
        for each in folded.failed:
            yield Failure(each.position, each.sentence)
            staging.carry(connection, each.matters, position)
        progress(folded.done, position)
    staging.index(connection)
    for name, table in TABLES.items():
        found = compare(connection, name, table, staging[table], position)
        beyond = last_known(connection, table)
        if beyond > (end := log.head(connection).position):
            yield Failure(
                None,
                f"The read table {name} has a row of position {beyond}, and the log ends at {end}.",
            )
        if not found.equal:
            yield Failure(
                None,
                f"The read table {found.name} differs from the log: {found.missing} rows "
                f"are missing, {found.surplus} should not be there.",
            )
