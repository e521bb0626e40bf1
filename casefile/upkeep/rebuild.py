"""Rebuild: the read tables made anew beside the live ones, compared, and put in their place."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import NamedTuple

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from casefile.errors import Busy, Malformed
from casefile.projections import PROJECTIONS
from casefile.projections.parked import Parked, list_parked, park, parked
from casefile.projections.projector import Projector
from casefile.projections.subjects import event_subjects, known_in
from casefile.projections.version import FOLDS, rebuild_due
from casefile.store import log
from casefile.store.database import Database
from casefile.store.writing import write_rows
from casefile.upkeep.comparison import Comparison, compare
from casefile.upkeep.days import put_right
from casefile.upkeep.ending import check_head
from casefile.upkeep.folding import TABLES, fold_log
from casefile.upkeep.progress import Progress, untold
from casefile.upkeep.staging import Staging, clear
from casefile.upkeep.under_way import (
    MADE,
    NOT_YET_MADE,
    TAKEN_OVER,
    WHOLE,
    Rebuild,
    rebuilds,
    take_up,
)

NAMES = tuple(TABLES)
CATCH_UP = 300  # events that are caught up with in one transaction
PAUSE = 0.1  # seconds between two of them on SQLite, where who waits looks again only so often
FEW = 50  # events that PostgreSQL catches up with while every post waits
PATIENCE = 200  # milliseconds that posts wait for the switch where something long is under way
ATTEMPTS = 300  # at the switch, one a second


class Report(NamedTuple):
    """What a rebuild found: each table beside its live one, and the matters that are parked.

    `due` says that the live ones had been made by other rules, so that they may differ.
    """

    tables: Sequence[Comparison]
    parked: Sequence[Parked]
    events: int
    seconds: float
    held: float  # seconds for which posts were held up at the most
    due: bool = False

    @property
    def rate(self) -> int:
        """Return how many events were folded in a second."""
        return round(self.events / self.seconds) if self.seconds else 0

    @property
    def sound(self) -> bool:
        """Tell whether nothing was wrong."""
        return not self.parked and (self.due or all(one.equal for one in self.tables))


def rebuild(
    database: Database,
    names: Iterable[str] = (),
    progress: Progress = untold,
) -> Report:
    """Make read tables anew beside the live ones, compare them, and put them in their place.

    `names` chooses among NAMES, all by default. `progress` is told (events folded, events in all).
    Nobody is held up but for the moment of the switch. A rebuild that was broken off is gone on
    with. Raises Malformed for an unknown name, Busy where another rebuild has taken over, Damaged
    where the head is not that of the last event: nothing could be made up to it.
    """
    chosen = _chosen(names)
    with database.read(snapshot=True) as connection:
        check_head(connection)
    return _Rebuilding(database, chosen).run(progress)


def _chosen(names: Iterable[str]) -> list[str]:
    asked = set(names) or set(NAMES)
    for name in sorted(asked - set(NAMES)):
        sentence = f"There is no projection {name!r}; there are {', '.join(NAMES)}."
        raise Malformed(sentence, code="projection.unknown")
    for one in PROJECTIONS:
        if not asked.isdisjoint(one.tables):
            asked |= one.tables.keys()
    return [name for name in NAMES if name in asked]


class _Rebuilding:
    """One rebuild, from wherever the last one was broken off to its end.

    The index of subjects is always made, because catching up reads it.
    """

    def __init__(self, database: Database, names: Sequence[str]) -> None:
        self.database = database
        self.names = list(names)
        self.projections = [one for one in PROJECTIONS if one.name in names]
        tables = [event_subjects]
        tables += [table for one in self.projections for table in one.tables.values()]
        self.staging = Staging(tables, sqlite=database.is_sqlite)
        self.rebuild: Rebuild = take_up(database, self.names)
        self.asked = 0.0  # when posts began to wait for the switch

    def run(self, progress: Progress) -> Report:
        began, done = time.monotonic(), self.rebuild.done
        with self.database.read() as connection:
            due = rebuild_due(log.head(connection))
        self._make()
        if self.rebuild.mark != WHOLE:
            self._fill(progress)
            self._index()
        found = self._compare()
        put_right(self.database, self.rebuild.begun_at)
        self._catch_up()
        held = self._switch()
        with self.database.read() as connection:
            failed = list_parked(connection, self.rebuild.rebuild_id)
        with suppress(Busy):  # what a reader still has open is taken away by the next rebuild
            clear(self.database, TABLES.values())
        folded = self.rebuild.begun_at - done
        return Report(found, failed, folded, time.monotonic() - began, held, due)

    def _make(self) -> None:
        if self.rebuild.mark == NOT_YET_MADE:
            clear(self.database, TABLES.values())
            with self.database.write() as connection:
                self.rebuild.claim(connection, mark=MADE)
                self.staging.make(connection)
            self.rebuild.took(mark=MADE)

    def _fill(self, progress: Progress) -> None:
        """Fold the log, and write the rows of each portion of it with the mark behind them."""
        position, mark, done = self.rebuild.begun_at, self.rebuild.mark, self.rebuild.done
        progress(done, position)
        with self.database.read() as connection:
            for folded in fold_log(
                connection, position, projections=self.projections, mark=mark, done=done
            ):
                steps = {"mark": folded.mark, "done": folded.done}
                with self.database.write() as writing:
                    self.rebuild.claim(writing, **steps)
                    self.staging.write(writing, folded.rows)
                    park(writing, folded.failed, self.rebuild.rebuild_id)
                self.rebuild.took(**steps)
                progress(folded.done, position)

    def _index(self) -> None:
        """Take over what is parked, and make the indexes."""
        with self.database.write() as connection:
            self.rebuild.claim(connection, mark=WHOLE)
            failed = list_parked(connection, self.rebuild.rebuild_id)
            matters = [one.matter_id for one in failed]
            self.staging.carry(connection, matters, self.rebuild.begun_at)
            self.staging.index(connection)
        self.rebuild.took(mark=WHOLE)

    def _compare(self) -> list[Comparison]:
        try:
            with ThreadPoolExecutor(os.cpu_count()) as threads:
                return list(threads.map(self._compare_one, self.names))
        except DBAPIError:
            with self.database.write() as connection:
                self.rebuild.claim(connection)  # who has taken over may have switched by now
            raise

    def _compare_one(self, name: str) -> Comparison:
        live, position = TABLES[name], self.rebuild.begun_at
        with self.database.read() as connection:
            return compare(connection, name, live, self.staging[live], position)

    def _catch_up(self) -> None:
        """Take in what was posted meanwhile, until few are left, or posting is about as quick."""
        behind = 0
        while True:
            with self.database.read() as connection:
                before, behind = behind, log.head(connection).position - self.rebuild.position
            if behind <= FEW or 0 < before <= 2 * behind:
                return
            upto = self.rebuild.position + behind
            while self.rebuild.position < upto:
                with self.database.write() as connection:
                    end = log.post_end(connection, min(self.rebuild.position + CATCH_UP, upto))
                    to = min(end, upto)  # where the log is cut off, a post may end beyond it
                    self.rebuild.claim(connection, position=to)
                    self._take_in(connection, to)
                self.rebuild.took(position=to)
                self._let_others()

    def _let_others(self) -> None:
        if self.database.is_sqlite:
            time.sleep(PAUSE)

    def _take_in(self, connection: Connection, upto: int) -> None:
        """Bring the staging tables up to a position, in the way in which a post changes tables."""
        if self.rebuild.position == upto:
            return
        with self.staging.as_live(connection):
            projector = Projector(self.projections, known_in(connection), connection)
            for page in log.pages(connection, after=self.rebuild.position, upto=upto):
                recorded = list(map(log.recorded, page))
                known = projector.known
                projector.fetch(one for each in recorded for one in known.subjects_of(each))
                for one in recorded:
                    projector.follow(one)
            write_rows(connection, *projector.changes())

    def _switch(self) -> float:
        """Put the tables in their place once everything posted is in them, while posts wait.

        A wait for a long post is given up and tried again, because other posts wait with it.
        Returns for how many seconds posts were held up at a time, at the most.
        """
        held = 0.0
        for _ in range(ATTEMPTS):
            try:
                switched = self._switched()
                held = max(held, time.monotonic() - self.asked)
                if switched:
                    return held
                self._let_others()
            except Busy as busy:
                if busy.code == TAKEN_OVER:
                    raise
                time.sleep(1)  # whoever was in the way goes on meanwhile
        raise Busy("The tables are ready, but the database was never idle; rebuild again later.")

    def _switched(self) -> bool:
        with self.database.write() as connection:
            self.asked = time.monotonic()
            if not self.database.is_sqlite:
                connection.execute(text(f"SET LOCAL lock_timeout = {PATIENCE}"))
            head = log.hold_writers(connection).position
            some = CATCH_UP if self.database.is_sqlite else FEW
            upto = min(head, log.post_end(connection, min(head, self.rebuild.position + some)))
            self.rebuild.claim(connection, position=upto)
            self._take_in(connection, upto)
            if upto == head:
                self.staging.switch(connection, [TABLES[name] for name in self.names])
                connection.execute(rebuilds.delete())
                whole = set(self.names) == set(NAMES)
                log.changed(connection, folds=FOLDS if whole else None)
                if whole:
                    healed = parked.c.rebuild_id != self.rebuild.rebuild_id
                    connection.execute(parked.delete().where(healed))
        self.rebuild.took(position=upto)
        return upto == head
