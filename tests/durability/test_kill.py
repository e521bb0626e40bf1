"""A writer killed at any moment: what it was told is recorded stays, and nothing is half."""

import itertools
import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from multiprocessing.connection import Connection

from casefile.store import log
from casefile.store.database import Database
from casefile.upkeep.verify import verify
from tests.length import at_length
from tests.store.writing import entry, opened, recorder

KILLS = at_length(short=6, long=50)
BATCH = 7


def load(url: str, run: int, acknowledged: Connection) -> None:
    """Record batches without an end, and say after each one that it is durable."""
    writer = recorder(Database(url))
    for number in itertools.count():
        name = f"r{run}-{number}"
        names = [f"{name}-{part}" for part in range(BATCH)]
        matter = opened(name, names[0])
        writer.record([matter, *(entry(name, one) for one in names[1:])], by="test")
        acknowledged.send(names)


def test_kill__fifty_times_during_a_load__acknowledged_stays_and_no_batch_is_half(
    database_url: str,
) -> None:
    chance = random.Random(1)  # noqa: S311 - chance, not secrets
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    acknowledged: list[str] = []
    for run in range(KILLS):
        ours, theirs = context.Pipe(duplex=False)
        child = context.Process(target=load, args=(database_url, run, theirs))
        child.start()
        theirs.close()
        acknowledged += ours.recv()
        time.sleep(chance.random() / 10)
        assert child.pid
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        while ours.poll():
            try:
                acknowledged += ours.recv()
            except EOFError:
                break
        ours.close()
        child.close()
    database = Database(database_url)
    with database.read() as connection:
        there = [row.event_id for row in log.page(connection, after=0, limit=1_000_000)]
    assert set(acknowledged) <= set(there)
    assert set(Counter(name.rpartition("-")[0] for name in there).values()) == {BATCH}
    assert verify(database).sound
    database.close()
