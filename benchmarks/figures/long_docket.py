"""The next entry on a matter with a long docket, beside one on a short docket."""

from __future__ import annotations

from benchmarks.comparison import Comparison, Contender, Goal, Size
from benchmarks.script import script

SHORT_DOCKET = 10


def comparisons(size: Size) -> list[Comparison]:
    """Return what is compared."""
    # The short dockets are many, so that they stay short, and together as long as the long one.
    long = _contender(1, size.entries)
    short = _contender(size.entries // SHORT_DOCKET, SHORT_DOCKET)
    return [
        Comparison(
            work=f"the next entry on a matter of {size.entries:,}",
            database=database,
            contenders=(long, short),
            goals=[Goal(of=long.name, beside=short.name, figure="p50")],
        )
        for database in ("postgresql", "sqlite")
    ]


def _contender(matters: int, entries: int) -> Contender:
    return Contender(
        name=f"casefile, matter of {entries:,}",
        program="casefile_office",
        do="post_next",
        prepare={"do": "open_dockets", "matters": matters, "entries": entries},
    )


if __name__ == "__main__":
    script(comparisons)
