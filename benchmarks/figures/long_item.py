"""An item of 1,000 events: the next event on it, and its party's status, beside an item of 10."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.comparison import Comparison, Contender, Database, Goal, Size
from benchmarks.script import script

LONG, SHORT = 1_000, 10
DATABASES: tuple[Database, ...] = ("postgresql", "sqlite")


def comparisons(size: Size) -> list[Comparison]:
    """Return what is compared."""
    # The short ones are many, so that they stay short.
    post, short_post = _post(1, LONG), _post(size.entries // SHORT, SHORT)
    status, short_status = _status(post, LONG), _status(short_post, SHORT)
    return [
        Comparison(
            work=f"an item of {LONG:,} events",
            database=database,
            contenders=(post, short_post, status, short_status),
            goals=(
                Goal(of=post.name, beside=short_post.name, figure="p50"),
                Goal(of=status.name, beside=short_status.name, figure="p50"),
            ),
        )
        for database in DATABASES
    ]


def _post(items: int, events: int) -> Contender:
    return Contender(
        name=f"casefile post onto an item of {events:,}",
        program="casefile_office",
        do="post_next",
        prepare={"do": "file_items", "items": items, "events": events},
    )


def _status(post: Contender, events: int) -> Contender:
    name = f"casefile status of an item of {events:,}"
    return replace(post, name=name, do="item_status", sharing=post.name)


if __name__ == "__main__":
    script(comparisons)
