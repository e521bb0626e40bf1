"""A party's status as of a day, known at a position: in process, in a short and in a long log."""

from __future__ import annotations

from benchmarks.comparison import Comparison, Contender, Database, Goal, Size
from benchmarks.script import script

DATABASES: tuple[Database, ...] = ("sqlite", "postgresql")


def comparisons(size: Size) -> list[Comparison]:
    """Return what is compared."""
    return [_comparison(size, database) for database in DATABASES]


def _comparison(size: Size, database: Database) -> Comparison:
    few, many = (
        Contender(
            name=f"casefile status, {events:,} events",
            program="casefile_office",
            do="status",
            prepare={"do": "fill", "events": events},
        )
        for events in size.logs
    )
    return Comparison(
        work="status as of V known at K",
        database=database,
        contenders=(few, many, *_others(size, database)),
        goals=(Goal(of=many.name, beside=few.name, figure="p50", most=1.2),),
    )


def _others(size: Size, database: Database) -> list[Contender]:
    peers = {
        "django-simple-history": "peers/simple_history",
        "SQLAlchemy-Continuum": "peers/continuum",
    }
    if database == "postgresql":
        peers["django-pghistory"] = "peers/pghistory_models"
    return [
        Contender(
            name="raw interval row",
            program="baselines/raw",
            do="span",
            prepare={"do": "fill_spans", "streams_": 1_000, "each": 25},
        ),
        Contender(
            name="eventsourcing repository.get, 25 events",
            program="peers/eventsourcing_store",
            do="get",
            prepare={"do": "fill", "events": 1_000},
        ),
        *(
            Contender(
                name=f"{name} as of, {versions:,} versions",
                program=program,
                do="as_of",
                prepare={"do": "fill", "versions": versions},
            )
            for name, program in peers.items()
            for versions in size.versions
        ),
    ]


if __name__ == "__main__":
    script(comparisons)
