"""Eight clients posting single events side by side, on PostgreSQL."""

from __future__ import annotations

from benchmarks.comparison import Comparison, Contender, Goal, Size
from benchmarks.script import script

CLIENTS = {"clients": 8}


def comparisons(size: Size) -> list[Comparison]:
    """Return what is compared."""
    post = Contender(
        name="casefile post", program="casefile_office", do="post_together", how=CLIENTS
    )
    log = Contender(
        name="casefile log", program="casefile_office", do="append_together", how=CLIENTS
    )
    raw = Contender(name="raw clients", program="baselines/raw", do="append_together", how=CLIENTS)
    peer = Contender(
        name="eventsourcing Application.save",
        program="peers/eventsourcing_store",
        do="save_together",
        how=CLIENTS,
    )
    return [
        Comparison(
            work="8 clients posting single events",
            database="postgresql",
            contenders=(post, log, raw, peer),
            goals=(
                Goal(of=post.name, beside=peer.name, least=3),
                Goal(of=post.name, figure="p99", most=50),
                Goal(of=log.name, beside=raw.name, least=0.7),
            ),
            seconds=max(1, size.seconds),
        )
    ]


if __name__ == "__main__":
    script(comparisons)
