"""One post at a time by each of two processes, beside one process that does as much."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.comparison import Comparison, Contender, Database, Goal, Size
from benchmarks.script import script

TWO = Contender(
    name="casefile, two processes",
    program="casefile_office",
    do="post_together",
    how={"clients": 1},
    processes=2,
)
ONE = replace(TWO, name="casefile, one process with two clients", how={"clients": 2}, processes=1)
PEER = replace(
    TWO,
    name="eventsourcing Application.save, two processes",
    program="peers/eventsourcing_store",
    do="save_together",
)
DATABASES: tuple[Database, ...] = ("postgresql", "sqlite")


def comparisons(size: Size) -> list[Comparison]:
    """Return what is compared."""
    return [
        Comparison(
            work="one post by two processes",
            database=database,
            contenders=(TWO, ONE, PEER),
            goals=(Goal(of=TWO.name, beside=ONE.name), Goal(of=TWO.name, beside=PEER.name)),
            seconds=max(1, size.seconds),
        )
        for database in DATABASES
    ]


if __name__ == "__main__":
    script(comparisons)
