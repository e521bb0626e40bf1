"""Folding: the log made into rows, portion by portion, several at once where it pays."""

from __future__ import annotations

import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import (
    forkserver,
    get_all_start_methods,
    get_context,
    parent_process,
    resource_tracker,
)
from multiprocessing.context import BaseContext
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread, current_thread, main_thread
from typing import NamedTuple

from sqlalchemy import Connection

from casefile.config import collect_seldom
from casefile.event import Recorded, read_body
from casefile.law.known import Known
from casefile.projections import PROJECTIONS
from casefile.projections.parked import Failed
from casefile.projections.projection import Projection
from casefile.projections.projector import Projector, Rows
from casefile.projections.subjects import event_subjects
from casefile.store.statement import Row
from casefile.upkeep.groups import Group, Portion, portions
from casefile.upkeep.partition import Partition

MANY = 20_000  # events, from where on starting other processes pays
SUBJECTS = "subjects"  # the index of subjects, which is folded and compared like a projection
# The read tables by the names that an operator gives them.
TABLES = {SUBJECTS: event_subjects} | {
    name: table for one in PROJECTIONS for name, table in one.tables.items()
}
_BY_NAME = {table.name: table for table in TABLES.values()}
# What a process hands to another one: rows by the name of their table, and what has failed.
_Handed = tuple[dict[str, list[Row]], list[Failed]]


class Folded(NamedTuple):
    """A portion of the log as rows: the mark behind it, and how many events are done with it.

    `failed` are the groups in it that cannot be folded.
    """

    mark: str
    done: int
    rows: Rows
    failed: Sequence[Failed]


def fold_log(
    connection: Connection,
    upto: int,
    *,
    projections: Sequence[Projection] = PROJECTIONS,
    mark: str = "",
    done: int = 0,
) -> Iterator[Folded]:
    """Fold the log up to a position from nothing, portion by portion.

    `mark` and `done` are where an earlier run was broken off. Raises Damaged where an event that
    ties matters cannot be read.
    """
    several = _starting() if upto - done >= MANY and os.cpu_count() != 1 else None
    partition = Partition()
    partition.read(connection, upto)
    every = portions(connection, partition, mark)
    for portion, (rows, failed) in _folded(projections, every, several):
        done += portion.size
        yield Folded(portion.mark, done, rows, failed)


def _folded(
    projections: Sequence[Projection], every: Iterable[Portion], several: BaseContext | None
) -> Iterator[tuple[Portion, tuple[Rows, list[Failed]]]]:
    """Yield the portions in their order, each with its rows and the groups that failed.

    Each is folded by itself, so with many events to come every processor has a process that
    folds, and this one is left to read and to write. `several` starts them.
    """
    if several is None:
        for portion in every:
            yield portion, fold(projections, portion.groups)
        return
    workers = os.cpu_count() or 1
    names = [one.name for one in projections]  # a table cannot be handed to another process
    with (
        _interruptions_held() as check_interrupted,
        ProcessPoolExecutor(workers, several, initializer=_begin) as pool,
    ):
        waiting: deque[tuple[Portion, Future[_Handed]]] = deque()
        for portion in every:
            check_interrupted()
            waiting.append((portion, pool.submit(_fold, names, portion.groups)))
            if len(waiting) > 2 * workers:
                first, future = waiting.popleft()
                yield first, _by_table(future.result())
        while waiting:
            check_interrupted()
            first, future = waiting.popleft()
            yield first, _by_table(future.result())


@contextmanager
def _interruptions_held() -> Iterator[Callable[[], None]]:
    """Have an interruption wait until it is asked for; yields what raises it then.

    One that came while work is handed to a process would leave both waiting for ever. What is
    ignored stays ignored, and only the first thread is ever interrupted.
    """
    first = current_thread() is main_thread()
    if not first or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield lambda: None
        return
    told = Event()

    def check() -> None:
        if told.is_set():
            raise KeyboardInterrupt

    signal.signal(signal.SIGINT, lambda _number, _frame: told.set())
    try:
        yield check
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def fold(projections: Sequence[Projection], groups: Sequence[Group]) -> tuple[Rows, list[Failed]]:
    """Fold groups of matters from nothing: their rows, and the groups that cannot be folded."""
    projector = Projector(projections, Known())
    unread = 0  # the position of the event that is read
    try:
        for group in groups:
            for _, _, position, body in group.rows:
                unread = position
                recorded = Recorded(position, read_body(body))
                unread = 0
                projector.follow(recorded)
        return projector.changes()[0], []
    # Whatever is wrong with one matter, in its events or in our code, must not stop the others.
    except Exception as error:  # noqa: BLE001 - the one place that answers for every error
        if len(groups) == 1:
            return {}, [Failed(groups[0].matters, unread or projector.at, _told(error))]
        wrong = [fold(projections, [one])[1] for one in groups]
        good = [group for group, its in zip(groups, wrong, strict=True) if not its]
        return fold(projections, good)[0], [one for its in wrong for one in its]


def _told(error: Exception) -> str:
    """Say what went wrong without a word of the event: the kind of error, and the line of code."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"


def _fold(names: Sequence[str], groups: Sequence[Group]) -> _Handed:
    rows, failed = fold([one for one in PROJECTIONS if one.name in names], groups)
    return {table.name: some for table, some in rows.items()}, failed


def _by_table(handed: _Handed) -> tuple[Rows, list[Failed]]:
    rows, failed = handed
    return {_BY_NAME[name]: some for name, some in rows.items()}, failed


def _starting() -> BaseContext:
    """Return the way in which processes are started: without threads and connections of this one.

    Where the system has it, a server forks them, which begins here to import what they need; it
    listens in a temporary folder, and knows of no interruption, like whatever it starts.
    """
    if "forkserver" not in get_all_start_methods() or not _has_temporary_folder():
        return get_context("spawn")
    serving = get_context("forkserver")
    serving.set_forkserver_preload([__name__])
    resource_tracker.ensure_running()  # by itself, because it would let interruptions in again
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    return serving


def _has_temporary_folder() -> bool:
    try:
        with TemporaryDirectory():
            return True
    except OSError:
        return False


def _begin() -> None:
    """Prepare a process that folds; it ends with the one that started it, however that ends.

    Whoever interrupts at a terminal interrupts both, and the other tells of it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_seldom()
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
