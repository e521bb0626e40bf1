"""Loading a history: 100,000 events by the whole path."""

from __future__ import annotations

from benchmarks.comparison import Comparison, Contender, Database, Goal, Size
from benchmarks.script import script

GOALS: dict[Database, float] = {"postgresql": 6_000, "sqlite": 10_000}


def comparisons(size: Size) -> list[Comparison]:
    """Return what is compared."""
    how = {"events": size.load}
    casefile = Contender(
        name="casefile load", program="casefile_office", do="load", how=how, timed=False
    )
    contenders = (
        casefile,
        Contender(name="raw bulk insert", program="baselines/raw", do="bulk", how=how, timed=False),
        Contender(
            name="eventsourcing Application.save, batches of 25",
            program="peers/eventsourcing_store",
            do="save_batches",
            how=how,
            timed=False,
        ),
    )
    return [
        Comparison(
            work=f"load of {size.load:,} events",
            database=database,
            contenders=contenders,
            goals=[Goal(of=casefile.name, least=least)],
        )
        for database, least in GOALS.items()
    ]


if __name__ == "__main__":
    script(comparisons)
