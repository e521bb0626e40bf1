"""Verifying a log and its read tables, beside a rebuild of the same, on SQLite."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.comparison import Comparison, Goal, Size
from benchmarks.figures.rebuild import on_a_log
from benchmarks.script import script


def comparisons(size: Size) -> list[Comparison]:
    """Return what is compared."""
    return [_comparison(events) for events in size.rebuilt]


def _comparison(events: int) -> Comparison:
    rebuild = on_a_log("casefile rebuild", "casefile_office", "rebuild", events)
    verify = replace(rebuild, name="casefile verify", do="verify", sharing=rebuild.name)
    return Comparison(
        work=f"verify, {events:,} events",
        database="sqlite",
        contenders=(rebuild, verify),
        goals=(
            Goal(of=verify.name, beside=rebuild.name, figure="seconds", most=1.5, aim=1.2),
            Goal(of=verify.name, figure="peak_mb", most=150),
        ),
    )


if __name__ == "__main__":
    script(comparisons)
