"""The whole post of one event: decided on, appended, projected and durable."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.comparison import Comparison, Contender, Database, Goal, Size
from benchmarks.script import script

CASEFILE = Contender(name="casefile post", program="casefile_office", do="post")
RAW = Contender(name="raw insert", program="baselines/raw", do="append")
PEERS = (
    Contender(
        name="eventsourcing get, change, save", program="peers/eventsourcing_store", do="post"
    ),
    Contender(name="django-simple-history save", program="peers/simple_history", do="save"),
    Contender(name="SQLAlchemy-Continuum commit", program="peers/continuum", do="save"),
)
PGHISTORY = Contender(name="django-pghistory save", program="peers/pghistory_models", do="save")


CONTENDERS: dict[Database, Sequence[Contender]] = {
    "postgresql": (CASEFILE, RAW, *PEERS, PGHISTORY),
    "sqlite": (CASEFILE, RAW, *PEERS),
}


def comparisons(_size: Size) -> list[Comparison]:
    """Return what is compared."""
    return [
        Comparison(
            work="the whole post, 1 event",
            database=database,
            contenders=contenders,
            goals=[Goal(of="casefile post", beside=peer.name, least=1) for peer in PEERS],
        )
        for database, contenders in CONTENDERS.items()
    ]


if __name__ == "__main__":
    script(comparisons)
