"""Rebuilding every read table from the log."""

from __future__ import annotations

from benchmarks.comparison import Comparison, Contender, Database, Goal, Size
from benchmarks.script import script

LEAST_OF_REPLAY: dict[Database, float] = {"postgresql": 0.5, "sqlite": 0.2}
PEER = "peers/eventsourcing_store"


def comparisons(size: Size) -> list[Comparison]:
    """Return what is compared."""
    return [
        _comparison(size, events, database)
        for events in size.rebuilt
        for database in LEAST_OF_REPLAY
    ]


def _comparison(size: Size, events: int, database: Database) -> Comparison:
    casefile = _contender("casefile rebuild", "casefile_office", "rebuild", events)
    replay = _contender("raw scan, decode, fold, bulk-write", "baselines/raw", "replay", events)
    fold = _contender("eventsourcing replay, nothing written", PEER, "replay", events)
    # The runner of eventsourcing does not run on SQLite; its part is done by hand there.
    by_hand = _contender("eventsourcing, each event into a view", PEER, "pull", size.runner)
    runners = () if database == "sqlite" else _runners(size)
    goals = [Goal(of=casefile.name, beside=one.name, least=10) for one in runners]
    return Comparison(
        work=f"rebuild of all projections, {events:,} events",
        database=database,
        contenders=(casefile, replay, fold, *(runners or [by_hand])),
        goals=(
            *goals,
            Goal(of=casefile.name, beside=fold.name, least=1),
            Goal(of=casefile.name, beside=replay.name, least=LEAST_OF_REPLAY[database]),
        ),
    )


def _runners(size: Size) -> tuple[Contender, ...]:
    return (
        _contender("eventsourcing ProjectionRunner", PEER, "run", size.runner),
        _contender("Emmett projection", "peers/emmett.mjs", "run", size.runner),
    )


def _contender(name: str, program: str, do: str, events: int) -> Contender:
    fill = {"do": "fill", "events": events}
    return Contender(name=name, program=program, do=do, prepare=fill, timed=False)


if __name__ == "__main__":
    script(comparisons)
