"""One post over HTTP, beside a bare Flask route with one INSERT and its commit."""

from __future__ import annotations

from benchmarks.comparison import Comparison, Size
from benchmarks.figures.status_http import over_http
from benchmarks.script import script

# By connections: what is to be reached, and the aim.
GOALS = {1: (0.3, 0.5), 8: (0.35, 0.5)}


def comparisons(size: Size) -> list[Comparison]:
    """Return what is compared."""
    return [
        over_http("one post over HTTP", "post", size, clients, *goal)
        for clients, goal in GOALS.items()
    ]


if __name__ == "__main__":
    script(comparisons)
