"""Rebuilding every read table from the log."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.comparison import Comparison, Contender, Database, Goal, Size
from benchmarks.script import script

PEER = "peers/eventsourcing_store"
CASEFILE = "casefile rebuild"
RAW = "raw scan, decode, fold, bulk-write"
REPLAY = "eventsourcing replay, nothing written"
EMMETT = "Emmett projection"
GOALS: dict[Database, Sequence[Goal]] = {
    "postgresql": (
        Goal(of=CASEFILE, beside=EMMETT, least=3.3, aim=5),
        Goal(of=CASEFILE, beside=REPLAY, least=0.17, aim=0.25),
        Goal(of=CASEFILE, beside=RAW, least=0.065, aim=0.1),
    ),
    "sqlite": (
        Goal(of=CASEFILE, beside=REPLAY, least=0.17, aim=0.25),
        Goal(of=CASEFILE, beside=RAW, least=0.05, aim=0.08),
    ),
}


def comparisons(size: Size) -> list[Comparison]:
    """Return what is compared."""
    return [_comparison(size, events, database) for events in size.rebuilt for database in GOALS]


def on_a_log(name: str, program: str, do: str, events: int) -> Contender:
    """Return a contender that goes through a log of so many events."""
    fill = {"do": "fill", "events": events}
    return Contender(name=name, program=program, do=do, prepare=fill, timed=False)


def _comparison(size: Size, events: int, database: Database) -> Comparison:
    # The runner of eventsourcing does not run on SQLite; its part is done by hand there.
    by_hand = on_a_log("eventsourcing, each event into a view", PEER, "pull", size.runner)
    return Comparison(
        work=f"rebuild of all projections, {events:,} events",
        database=database,
        contenders=(
            on_a_log(CASEFILE, "casefile_office", "rebuild", events),
            on_a_log(RAW, "baselines/raw", "replay", events),
            on_a_log(REPLAY, PEER, "replay", events),
            *((by_hand,) if database == "sqlite" else _runners(size)),
        ),
        goals=GOALS[database],
    )


def _runners(size: Size) -> tuple[Contender, ...]:
    return (
        on_a_log("eventsourcing ProjectionRunner", PEER, "run", size.runner),
        on_a_log(EMMETT, "peers/emmett.mjs", "run", size.runner),
    )


if __name__ == "__main__":
    script(comparisons)
