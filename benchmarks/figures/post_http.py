"""One post over HTTP, beside a bare Flask route with one INSERT and its commit."""

from __future__ import annotations

from benchmarks.comparison import Comparison, Size
from benchmarks.figures.status_http import over_http
from benchmarks.script import script

LEAST = 0.25


def comparisons(size: Size) -> list[Comparison]:
    """Return what is compared."""
    return [over_http("one post over HTTP", "post", LEAST, size, clients) for clients in (8, 1)]


if __name__ == "__main__":
    script(comparisons)
