"""The whole post of one event: decided on, appended, projected and durable."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.comparison import Comparison, Contender, Database, Goal, Size
from benchmarks.script import script

CASEFILE = Contender(name="casefile post", program="casefile_office", do="post")
RAW = Contender(name="raw insert", program="baselines/raw", do="append")
EVENTSOURCING = Contender(
    name="eventsourcing get, change, save", program="peers/eventsourcing_store", do="post"
)
SIMPLE = Contender(name="django-simple-history save", program="peers/simple_history", do="save")
CONTINUUM = Contender(name="SQLAlchemy-Continuum commit", program="peers/continuum", do="save")
PGHISTORY = Contender(name="django-pghistory save", program="peers/pghistory_models", do="save")


CONTENDERS: dict[Database, Sequence[Contender]] = {
    "postgresql": (CASEFILE, RAW, EVENTSOURCING, SIMPLE, CONTINUUM, PGHISTORY),
    "sqlite": (CASEFILE, RAW, EVENTSOURCING, SIMPLE, CONTINUUM),
}
GOALS: dict[Database, Sequence[Goal]] = {
    "postgresql": (
        Goal(of=CASEFILE.name, beside=EVENTSOURCING.name, least=2, aim=2.3),
        Goal(of=CASEFILE.name, beside=SIMPLE.name, least=1.4, aim=1.8),
    ),
    "sqlite": (
        Goal(of=CASEFILE.name, beside=EVENTSOURCING.name, least=1.3, aim=1.6),
        Goal(of=CASEFILE.name, beside=SIMPLE.name, least=1.5, aim=1.8),
    ),
}


def comparisons(_size: Size) -> list[Comparison]:
    """Return what is compared."""
    return [
        Comparison(
            work="the whole post, 1 event",
            database=database,
            contenders=contenders,
            goals=GOALS[database],
        )
        for database, contenders in CONTENDERS.items()
    ]


if __name__ == "__main__":
    script(comparisons)
