"""The benchmark of the pages: every page that it asks for is there, and what is over says so."""

from __future__ import annotations

from pathlib import Path

from benchmarks.http_server import Server
from benchmarks.pages import MOST_BYTES, Answered, Asked, fill, measured, pages


def test_pages__of_a_small_office__are_all_answered(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'office.db'}"
    secret, event_id = fill(url, matters=21, events=150)
    every = pages(event_id)
    server = Server(url, "manage.py", "serve")
    try:
        rows = list(measured(server, secret, every, rounds=1))
    finally:
        server.stop()
    assert len(rows) == len(every)
    assert all(row.startswith(f"| {name} | ") for row, name in zip(rows, every, strict=True))


def test_page__that_takes_or_weighs_too_much__is_said_to_be_over() -> None:
    asked = Asked("/", most_ms=100)
    assert Answered([90, 500, 80], [60, 70], [9_000]).said(asked) == "90 | 500 | 100 | 65 | 9 | "
    assert Answered([110], [], [9_000]).said(asked).endswith("| over")
    assert Answered([10], [], [MOST_BYTES + 1]).said(asked).endswith("| over")
