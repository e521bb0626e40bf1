"""A server in this process, whose limits of time a test can make short."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Event, Thread

import pytest
from flask import Flask

from casefile.config import Config
from casefile.server.gate import Gate
from casefile.server.running import Stoppable, settings_of

Serve = Callable[[Flask], int]


@contextmanager
def _served(app: Flask) -> Iterator[int]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    gate = Gate(app)
    server = Stoppable(settings_of(gate, Config(database_url="sqlite://", port=port)), Event())
    thread = Thread(target=lambda: asyncio.run(server.serve()))
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        yield port
    finally:
        server.should_exit = server.force_exit = True
        thread.join(30)
        gate.close()


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Return what serves an application until the test is over, and tells its port."""
    with ExitStack() as stack:
        yield lambda app: stack.enter_context(_served(app))
