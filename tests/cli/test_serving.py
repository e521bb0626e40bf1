"""demo and serve: a server that starts quickly, answers, and stops when it is told to."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.programs import Program, start

ROOT = Path(__file__).parents[2]
SOON = 15  # seconds; it takes less than one where nothing else runs


@contextmanager
def served(command: str, url: str) -> Iterator[tuple[str, str, Program]]:
    """Run a command that serves; yield its address, what it printed first, and its process."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    settings = {"CASEFILE_DATABASE_URL": url, "CASEFILE_PORT": str(port)}
    reading, writing = os.pipe()
    process = start(command, environ=settings, streams=(None, writing, writing))
    os.close(writing)
    with os.fdopen(reading) as output:
        try:
            said = ""
            for line in output:
                said += line
                if "stops" in line:
                    break
            # What follows is read and left, so that the server is never kept from writing.
            threading.Thread(target=output.read, daemon=True).start()
            yield f"http://127.0.0.1:{port}", said, process
        finally:
            process.terminate()
            process.wait(30)


def ask(address: str, token: str = "") -> Any:
    """Return what is answered, once the server is there."""
    request = urllib.request.Request(  # noqa: S310 - our own server
        address, headers={"Authorization": f"Bearer {token}"}
    )
    until = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - as above
                return json.load(answer)
        except ConnectionError:
            raise
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def test_demo__a_second_time__answers_soon_and_stops_while_somebody_waits(
    empty_database_url: str,
) -> None:
    with served("demo", empty_database_url) as (address, said, _):
        assert "43 events of the seed story" in said
        assert ask(f"{address}/api/health")["status"] == "ok"

    began = time.monotonic()
    with served("demo", empty_database_url) as (address, said, process):
        assert ask(f"{address}/api/health")["status"] == "ok"
        assert time.monotonic() - began < SOON
        found = re.search(r"casefile_[\w-]+", said)
        assert found
        token = found[0]
        head = ask(f"{address}/api/log/head", token)["position"]
        pages: list[Any] = []
        poll = f"{address}/api/events?after={head}&wait=25"
        waiter = threading.Thread(target=lambda: pages.append(ask(poll, token)))
        waiter.start()
        time.sleep(1)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        waiter.join(30)

        assert time.monotonic() - began < 5
        assert [page["events"] for page in pages] == [[]]


def test_serve__on_a_database__answers_that_it_is_ready(database_url: str) -> None:
    with served("serve", database_url) as (address, said, _):
        assert f"link, once, within a day: {address}/sign-in/link?link=" in said
        assert f"\nServing on {address}" in said
        assert ask(f"{address}/api/ready")["status"] == "ready"


def test_serve__killed_outright__leaves_nobody_who_serves(database_url: str) -> None:
    with served("serve", database_url) as (address, _, process):
        assert ask(f"{address}/api/health")["status"] == "ok"
        process.send_signal(signal.SIGKILL)
        process.wait(30)
        with pytest.raises(ConnectionRefusedError), socket.socket() as line:
            line.connect(("127.0.0.1", int(address.rpartition(":")[2])))


def test_serve__on_what_is_only_read__answers_and_makes_no_link(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEFILE_READ_ONLY", "1")
    with served("serve", database_url) as (address, said, _):
        assert said.startswith("Serving on ")
        assert ask(f"{address}/api/ready")["status"] == "ready"
