"""Eight clients posting single events side by side, on PostgreSQL."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.comparison import Comparison, Contender, Goal, Size
from benchmarks.script import script

CLIENTS = 8


def comparisons(size: Size) -> list[Comparison]:
    """Return what is compared."""
    how = {"clients": CLIENTS}
    post = Contender(name="casefile post", program="casefile_office", do="post_together", how=how)
    two = replace(
        post, name="casefile post, two processes", processes=2, how={"clients": CLIENTS // 2}
    )
    log = Contender(name="casefile log", program="casefile_office", do="append_together", how=how)
    raw = Contender(name="raw clients", program="baselines/raw", do="append_together", how=how)
    peer = Contender(
        name="eventsourcing Application.save",
        program="peers/eventsourcing_store",
        do="save_together",
        how=how,
    )
    return [
        Comparison(
            work="8 clients posting single events",
            database="postgresql",
            contenders=(post, two, log, raw, peer),
            goals=(
                Goal(of=post.name, beside=peer.name, least=1.6, aim=1.9),
                Goal(of=post.name, figure="p99", most=20),
                Goal(of=two.name, beside=post.name),
            ),
            seconds=max(1, size.seconds),
        )
    ]


if __name__ == "__main__":
    script(comparisons)
