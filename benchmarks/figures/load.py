"""Loading a history by the whole path: in parts of one step, and as it was recorded."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.comparison import Comparison, Contender, Database, Goal, Size
from benchmarks.script import script

# Beside a save of 25 events that keeps no read table: what is to be reached, and the aim.
GOALS: dict[Database, tuple[float, float]] = {"postgresql": (0.7, 1), "sqlite": (0.25, 0.35)}


def comparisons(size: Size) -> list[Comparison]:
    """Return what is compared."""
    how = {"events": size.load}
    casefile = Contender(
        name="casefile load", program="casefile_office", do="load", how=how, timed=False
    )
    # Each event then has an instant of its own, and is a step by itself.
    as_recorded = replace(
        casefile, name="casefile load --as-recorded", how={**how, "options": ["--as-recorded"]}
    )
    raw = Contender(
        name="raw bulk insert", program="baselines/raw", do="bulk", how=how, timed=False
    )
    peer = Contender(
        name="eventsourcing Application.save, batches of 25",
        program="peers/eventsourcing_store",
        do="save_batches",
        how=how,
        timed=False,
    )
    return [
        Comparison(
            work=f"load of {size.load:,} events",
            database=database,
            contenders=(casefile, as_recorded, raw, peer),
            goals=(
                Goal(of=casefile.name, beside=peer.name, least=least, aim=aim),
                Goal(of=as_recorded.name, beside=peer.name),
            ),
        )
        for database, (least, aim) in GOALS.items()
    ]


if __name__ == "__main__":
    script(comparisons)
