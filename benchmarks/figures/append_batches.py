"""Log-only append in batches of 25 events, each batch in one transaction."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.comparison import Comparison, Contender, Database, Goal, Size
from benchmarks.figures.append_one import CASEFILE, CONTENDERS, EVENTSOURCING
from benchmarks.script import script

BATCH = 25
GOALS: dict[Database, Goal] = {
    "postgresql": Goal(of=CASEFILE.name, beside=EVENTSOURCING.name, least=2),
    "sqlite": Goal(of=CASEFILE.name, beside=EVENTSOURCING.name, least=0.45, aim=0.55),
}


def comparisons(_size: Size) -> list[Comparison]:
    """Return what is compared."""
    return [
        Comparison(
            work=f"log-only append, batches of {BATCH}",
            database=database,
            contenders=[_in_batches(one) for one in CONTENDERS[database]],
            goals=(goal,),
        )
        for database, goal in GOALS.items()
    ]


def _in_batches(contender: Contender) -> Contender:
    return replace(contender, how={**contender.how, "batch": BATCH})


if __name__ == "__main__":
    script(comparisons)
