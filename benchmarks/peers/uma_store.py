"""umadb as a contender: its server in a process of its own, and its client."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from uuid import uuid4

import umadb

from benchmarks.contender import Timing, batches, repeat, serve, settings, streams
from benchmarks.cpu import cpu_between, cpu_seconds

START_WITHIN = 20  # seconds


class Uma:
    """Every kind of work that is timed. Its storage lies where the databases of the others do."""

    def __init__(self) -> None:
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{probe.getsockname()[1]}"
        path = Path(settings()["folder"]) / f"uma-{uuid4()}.db"
        self.server = subprocess.Popen(
            [Path(sys.executable).with_name("umadb"), "--listen", address, "--db-path", path],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        self.client = self._connected(f"http://{address}")
        self.events = self._events()

    def warm_up(self) -> Timing:
        """Append a few events."""
        return self.append(0.01)

    def append(self, seconds: float, batch: int = 1) -> Timing:
        """Append events, tagged with their matter and without a condition."""
        before = cpu_seconds(self.server.pid)
        done = repeat(self.client.append, batches(self.events, batch), seconds, each=batch)
        return done | {"database_cpu_seconds": cpu_between(before, cpu_seconds(self.server.pid))}

    def close(self) -> None:
        """Stop the server."""
        self.server.terminate()
        self.server.wait(10)

    def _connected(self, url: str) -> umadb.Client:
        ends = time.monotonic() + START_WITHIN
        for _ in count():
            try:
                client = umadb.Client(url)
                client.head()
            except umadb.TransportError:
                if time.monotonic() > ends:
                    raise
                time.sleep(0.1)  # it is still starting
            else:
                return client
        raise AssertionError

    def _events(self) -> Iterator[umadb.Event]:
        for name, rows in streams():
            for row in rows:
                data = json.dumps(row, separators=(",", ":")).encode()
                yield umadb.Event(row["type"], data, [name], uuid4())


if __name__ == "__main__":
    contender = Uma()
    serve({name: getattr(contender, name) for name in ("warm_up", "append")})
    contender.close()
