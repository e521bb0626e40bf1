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
    return [
        Comparison(
            work="log-only append, 1 event",
            database="postgresql",
            contenders=CONTENDERS["postgresql"],
            goals=(
                Goal(of=CASEFILE.name, beside=RAW.name, least=0.5, aim=0.6),
                Goal(of=CASEFILE.name, beside=EVENTSOURCING.name, least=3),
                Goal(of=CASEFILE.name, beside=EMMETT.name, least=2.5),
                Goal(of=CASEFILE.name, beside=MESSAGE_DB.name, aim=1),
            ),
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
