"""Every figure, and at the end the one table: python -m benchmarks --short."""

from __future__ import annotations

from benchmarks.figures import (
    append_batches,
    append_one,
    eight_clients,
    import_dockets,
    load,
    long_docket,
    long_item,
    post_http,
    post_one,
    rebuild,
    status,
    status_http,
    two_processes,
    verify,
)
from benchmarks.script import script

FIGURES = (
    append_one,
    append_batches,
    post_one,
    two_processes,
    eight_clients,
    load,
    import_dockets,
    rebuild,
    verify,
    status,
    status_http,
    post_http,
    long_docket,
    long_item,
)

if __name__ == "__main__":
    script(*(figure.comparisons for figure in FIGURES), summary=True)
