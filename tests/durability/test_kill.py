"""A writer killed at any moment: what it was told is recorded stays, and nothing is half."""

import itertools
import json
import multiprocessing
import os
import random
import signal
import socket
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.client import HTTPException
from multiprocessing.connection import Connection
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from casefile.auth import tokens
from casefile.auth.roles import Role
from casefile.store import log
from casefile.store.database import Database
from casefile.upkeep.verify import verify
from tests.length import at_length
from tests.programs import start
from tests.store.writing import entry, opened, recorder

# On both kinds of database a thousand in all.
KILLS = at_length(short=6, long=400)
KILLS_OF_SERVERS = at_length(short=1, long=100)
THREADS = 4
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


def test_kill__of_a_writer_during_a_load__acknowledged_stays_and_no_batch_is_half(
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
    check(database_url, acknowledged)


def check(url: str, acknowledged: Sequence[str]) -> None:
    """Check that what was acknowledged is there, that no batch is half, and that all is sound."""
    with closing(Database(url)) as database:
        with database.read() as connection:
            there = [row.event_id for row in log.page(connection, after=0, limit=1_000_000)]
        assert set(acknowledged) <= set(there)
        assert set(Counter(name.rpartition("-")[0] for name in there).values()) == {BATCH}
        assert verify(database).sound


@contextmanager
def serving(url: str) -> Iterator[str]:
    """Serve a database, yield the address, and kill the server with all of its processes."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {"CASEFILE_DATABASE_URL": url, "CASEFILE_PORT": str(port)}
    server = start("serve", environ=settings)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def post_on(address: str, token: str, name: str) -> list[str]:
    """Post batches until the server is gone, and return the ids that it has acknowledged."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    acknowledged: list[str] = []
    until = time.monotonic() + 60
    for number in itertools.count():
        matter = f"{name}-{number}"
        drafts = [opened(matter, f"{matter}-0"), *(entry(matter) for _ in range(BATCH - 1))]
        batch = [
            {"matter_id": one.matter_id, "type": one.type, "effective": one.effective}
            | {"data": one.data, "event_id": f"{matter}-{place}"}
            for place, one in enumerate(drafts)
        ]
        body = json.dumps({"events": batch}).encode()
        try:
            with urlopen(  # noqa: S310 - our own server
                Request(f"{address}/api/events", data=body, headers=headers),  # noqa: S310 - as above
                timeout=60,
            ) as answer:
                acknowledged += [one["event_id"] for one in json.load(answer)["events"]]
        except HTTPError as error:
            with error:
                raise AssertionError(error.read()) from error
        except (OSError, HTTPException):
            if acknowledged or time.monotonic() > until:
                return acknowledged
            time.sleep(0.05)  # it is still starting
    return acknowledged


def test_kill__of_a_server_during_a_load__acknowledged_stays_and_no_batch_is_half(
    database_url: str,
) -> None:
    chance = random.Random(2)  # noqa: S311 - chance, not secrets
    acknowledged: list[str] = []
    with closing(Database(database_url)) as database, ThreadPoolExecutor(THREADS) as threads:
        token = tokens.issue(database, "ann", Role.PARALEGAL, days=1)
        for run in range(KILLS_OF_SERVERS):
            with serving(database_url) as address:
                posting = [
                    threads.submit(post_on, address, token, f"s{run}-{number}")
                    for number in range(THREADS)
                ]
                wait_for_post(database)
                time.sleep(chance.random() / 2)
            for one in posting:
                acknowledged += one.result()
    assert len(acknowledged) > KILLS_OF_SERVERS * BATCH
    check(database_url, acknowledged)


def wait_for_post(database: Database) -> None:
    """Wait until the server has recorded something."""
    before, until = position(database), time.monotonic() + 60
    while position(database) == before:
        assert time.monotonic() < until, "The server does not start."
        time.sleep(0.02)


def position(database: Database) -> int:
    with database.read() as connection:
        return log.head(connection).position
