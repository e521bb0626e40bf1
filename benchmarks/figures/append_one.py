"""Log-only append, one event at a time."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.comparison import Comparison, Contender, Database, Goal, Size
from benchmarks.script import script

RAW = Contender(name="raw insert", program="baselines/raw", do="append")
CASEFILE = Contender(name="casefile log", program="casefile_office", do="append")
EVENTSOURCING = Contender(
    name="eventsourcing recorder", program="peers/eventsourcing_store", do="append"
)
# Its database functions take no table lock, so that its ids can commit out of order.
FUNCTIONS = Contender(
    name="eventsourcing recorder, database functions",
    program="peers/eventsourcing_store",
    do="append",
    prepare={"do": "use_functions"},
)
EMMETT = Contender(name="Emmett", program="peers/emmett.mjs", do="append")
MESSAGE_DB = Contender(name="message-db", program="peers/message_db", do="append")
UMADB = Contender(name="umadb", program="peers/uma_store", do="append")


CONTENDERS: dict[Database, Sequence[Contender]] = {
    "postgresql": (CASEFILE, RAW, EVENTSOURCING, FUNCTIONS, EMMETT, MESSAGE_DB, UMADB),
    "sqlite": (CASEFILE, RAW, EVENTSOURCING),
}


def comparisons(_size: Size) -> list[Comparison]:
    """Return what is compared."""
    least = {"raw insert": 0.5, "eventsourcing recorder": 2.2, "Emmett": 1.5}
    return [
        Comparison(
            work="log-only append, 1 event",
            database="postgresql",
            contenders=CONTENDERS["postgresql"],
            goals=[Goal(of="casefile log", beside=name, least=n) for name, n in least.items()],
        ),
        Comparison(
            work="log-only append, 1 event",
            database="sqlite",
            contenders=CONTENDERS["sqlite"],
            goals=(),
        ),
    ]


if __name__ == "__main__":
    script(comparisons)
