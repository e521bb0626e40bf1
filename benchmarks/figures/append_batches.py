"""Log-only append in batches of 25 events, each batch in one transaction."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.comparison import Comparison, Contender, Database, Goal, Size
from benchmarks.figures import append_one
from benchmarks.script import script

BATCH = 25
LEAST: dict[Database, float] = {"postgresql": 2, "sqlite": 0.7}


def comparisons(_size: Size) -> list[Comparison]:
    """Return what is compared."""
    return [
        Comparison(
            work=f"log-only append, batches of {BATCH}",
            database=database,
            contenders=[_in_batches(one) for one in append_one.CONTENDERS[database]],
            goals=[Goal(of="casefile log", beside=append_one.EVENTSOURCING.name, least=least)],
        )
        for database, least in LEAST.items()
    ]


def _in_batches(contender: Contender) -> Contender:
    return replace(contender, how={**contender.how, "batch": BATCH})


if __name__ == "__main__":
    script(comparisons)
