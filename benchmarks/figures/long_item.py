"""An item of 1,000 events: the next event on it, and its party's status, beside an item of 10."""

from __future__ import annotations

from benchmarks.comparison import Comparison, Contender, Database, Goal, Size
from benchmarks.script import script

LONG, SHORT = 1_000, 10
WORKS = {
    f"post of one event onto an item of {LONG:,}": "post_next",
    f"status of an item of {LONG:,} events": "item_status",
}
DATABASES: tuple[Database, ...] = ("postgresql", "sqlite")


def comparisons(size: Size) -> list[Comparison]:
    """Return what is compared."""
    return [
        _comparison(work, do, database, size)
        for work, do in WORKS.items()
        for database in DATABASES
    ]


def _comparison(work: str, do: str, database: Database, size: Size) -> Comparison:
    # The short ones are many, so that they stay short.
    long, short = _contender(do, 1, LONG), _contender(do, size.entries // SHORT, SHORT)
    return Comparison(
        work=work,
        database=database,
        contenders=(long, short),
        goals=(Goal(of=long.name, beside=short.name, figure="p50"),),
    )


def _contender(do: str, items: int, events: int) -> Contender:
    return Contender(
        name=f"casefile, item of {events:,}",
        program="casefile_office",
        do=do,
        prepare={"do": "file_items", "items": items, "events": events},
    )


if __name__ == "__main__":
    script(comparisons)
