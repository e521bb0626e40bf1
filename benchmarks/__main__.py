"""Every figure, and at the end the one table: python -m benchmarks --short."""

from __future__ import annotations

from benchmarks.figures import (
    append_batches,
    append_one,
    eight_clients,
    load,
    long_docket,
    post_http,
    post_one,
    rebuild,
    status,
    status_http,
)
from benchmarks.script import script

FIGURES = (
    append_one,
    append_batches,
    post_one,
    eight_clients,
    load,
    rebuild,
    status,
    status_http,
    post_http,
    long_docket,
)

if __name__ == "__main__":
    script(*(figure.comparisons for figure in FIGURES), summary=True)
