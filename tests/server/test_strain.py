"""With everything going on that clients do to a server, it answers others as before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from benchmarks.http_server import Server
from benchmarks.strained import Latencies, fill, strained, watch
from benchmarks.strains import STRAINS, Strain, Target, half_bodies, idle, slow_headers
from tests.databases import Databases
from tests.length import LONG, at_length

TIMES = at_length(short=25, long=100)
# Seconds, where nothing else runs; on a busy machine what is longer at rest may be so then, too.
HEALTH_WITHIN, STATUS_WITHIN = 0.1, 1.0
BUSY = 20  # times as long as at rest
QUICK: dict[str, Strain] = {
    "slow headers": partial(slow_headers, clients=40),
    "half-sent bodies": partial(half_bodies, clients=60),
    "idle connections": partial(idle, clients=300),
}


@contextmanager
def served(databases: Databases, folder: Path) -> Iterator[Target]:
    with databases.fresh(migrated=False) as url:
        token, matter_id, party_id = fill(url, at_length(short=20, long=3_000), 20)
        server = Server(url, "manage.py", "serve")
        try:
            yield Target(server.port, url, token, matter_id, party_id, folder)
        finally:
            server.stop()


def ninety_ninth(found: tuple[Latencies, Latencies]) -> tuple[float, float]:
    health, status = found
    return health.ninety_ninth, status.ninety_ninth


@pytest.mark.parametrize("name", STRAINS if LONG else QUICK)
def test_server__under_strain__answers_health_and_statuses_soon(
    databases: Databases, tmp_path: Path, name: str
) -> None:
    if "held lock" in name and "PostgreSQL" in type(databases).__name__:
        pytest.skip("PostgreSQL locks no database.")
    with served(databases, tmp_path) as at:
        rest = ninety_ninth(watch(at, TIMES))
        with strained((STRAINS if LONG else QUICK)[name], at):
            found = ninety_ninth(watch(at, TIMES, 60))
    assert found[0] < max(HEALTH_WITHIN, BUSY * rest[0])
    assert found[1] < max(STATUS_WITHIN, BUSY * rest[1])
