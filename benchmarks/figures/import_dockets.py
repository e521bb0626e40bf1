"""Importing 300 federal dockets; benchmarks.imports does it with real ones, where there are any."""

from __future__ import annotations

from benchmarks.comparison import Comparison, Contender, Database, Goal, Size
from benchmarks.script import script

DOCKETS = 300
DATABASES: tuple[Database, ...] = ("postgresql", "sqlite")
CASEFILE = Contender(
    name="casefile import",
    program="casefile_office",
    do="import_dockets",
    how={"count": DOCKETS},
    timed=False,
)


def comparisons(_size: Size) -> list[Comparison]:
    """Return what is measured; nothing stands beside it."""
    return [
        Comparison(
            work=f"import of {DOCKETS} dockets",
            database=database,
            contenders=(CASEFILE,),
            goals=(Goal(of=CASEFILE.name),),
        )
        for database in DATABASES
    ]


if __name__ == "__main__":
    script(comparisons)
