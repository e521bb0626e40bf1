"""Requests over a few connections that stay open, to casefile's server or to a bare one."""

from __future__ import annotations

import gc
import json
import socket
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from functools import partial
from itertools import count
from random import Random
from selectors import EVENT_READ, DefaultSelector
from time import perf_counter_ns
from typing import Any

import msgspec

from benchmarks import workload
from benchmarks.contender import Timing, batches, serve, settings, timing
from benchmarks.cpu import cpu_between
from benchmarks.filling import record_in_steps
from benchmarks.http_server import Server
from casefile.auth import tokens
from casefile.auth.roles import Role
from casefile.recording.recorder import Recorder
from casefile.store.database import Database
from casefile.store.migrate import upgrade

ROWS = 1_000
MATTERS_APART = 100_000
Line = tuple[socket.socket, Iterator[bytes]]


class HttpClient:
    """Asks one server what it is told to, over one connection or several at once."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.server: Server | None = None
        self.token = ""
        self.matters = 0
        self.position = 0
        self.turn = count(1)
        self.random = Random(1)

    def warm_up(self) -> Timing:
        """Do nothing: which server it is comes with the preparation."""
        return timing(1, 1, 1, [])

    def serve_casefile(self, matters: int) -> Timing:
        """Start casefile's server on an office with some matters."""
        upgrade(self.url)
        with closing(Database(self.url)) as database:
            recorder = Recorder(database)
            for numbers in batches(range(matters), 40):
                drafts = [draft for number in numbers for draft in workload.matter(number)]
                self.position = record_in_steps(recorder, drafts)
            self.token = tokens.issue(database, "bench", Role.PARALEGAL, days=1)
        self.matters = matters
        self.server = Server(self.url, "manage.py", "serve")
        return self._warmed()

    def serve_bare(self) -> Timing:
        """Start the bare Flask application behind the same server."""
        self.server = Server(self.url, "-m", "benchmarks.baselines.bare_flask", str(ROWS))
        return self._warmed()

    def get(self, seconds: float, clients: int) -> Timing:
        """Ask for a status, or for the bare application's row."""
        return self._drive([self._questions() for _ in range(clients)], seconds)

    def post(self, seconds: float, clients: int) -> Timing:
        """Post single events."""
        return self._drive([self._posts(next(self.turn)) for _ in range(clients)], seconds)

    def close(self) -> None:
        """Stop the server."""
        if self.server:
            self.server.stop()

    def _warmed(self) -> Timing:
        # Every thread of the server has then opened its connection to the database.
        return self.get(1, 8)

    def _questions(self) -> Iterator[bytes]:
        while True:
            if not self.matters:
                yield self._request("GET", f"/rows/{self.random.randrange(1, ROWS + 1)}")
                continue
            party = workload.party_id(self.random.randrange(self.matters) // 10 * 10)
            day = workload.FIRST_DAY + timedelta(days=self.random.randrange(1_100))
            query = f"as_of={day}&known_at=@{self.position}"
            yield self._request("GET", f"/api/parties/{party}/status?{query}")

    def _posts(self, client: int) -> Iterator[bytes]:
        path = "/api/events" if self.matters else "/rows"
        for draft in workload.events(client * MATTERS_APART):
            given: dict[str, Any] = msgspec.to_builtins(draft)
            yield self._request("POST", path, json.dumps({"events": [given]}).encode())

    def _request(self, method: str, path: str, body: bytes = b"") -> bytes:
        lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}"]
        if self.token:
            lines.append(f"Authorization: Bearer {self.token}")
        if body:
            lines.append("Content-Type: application/json")
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + body

    def _drive(self, requests: list[Iterator[bytes]], seconds: float) -> Timing:
        """Keep one request under way on each connection until the time is over."""
        assert self.server
        connect = partial(socket.create_connection, ("127.0.0.1", self.server.port))
        lines = [(connect(), given) for given in requests]
        try:
            return self._timed(self.server, lines, seconds)
        finally:
            for line, _ in lines:
                line.close()

    def _timed(self, server: Server, lines: list[Line], seconds: float) -> Timing:
        gc.collect()
        latencies: list[int] = []
        cpu_before, began = server.cpu_seconds(), perf_counter_ns()
        ends = began + seconds * 1e9
        with DefaultSelector() as selector:
            for line, given in lines:
                line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                line.sendall(next(given))
                selector.register(line, EVENT_READ, [line, given, perf_counter_ns()])
            while selector.get_map():
                for key, _ in selector.select():
                    line, given, asked = key.data
                    _read_answer(line)
                    now = perf_counter_ns()
                    latencies.append(now - asked)
                    if now >= ends:
                        selector.unregister(line)
                        continue
                    request = next(given)
                    key.data[2] = perf_counter_ns()
                    line.sendall(request)
        spent, cpu = perf_counter_ns() - began, cpu_between(cpu_before, server.cpu_seconds())
        return timing(len(latencies), spent, None if cpu is None else cpu * 1e9, latencies)


def _read_answer(line: Any) -> None:
    """Read one answer to its end; raises RuntimeError where it is no success."""
    data = line.recv(65_536)
    while b"\r\n\r\n" not in data:
        data += line.recv(65_536)
    head, _, body = data.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
    while len(body) < length:
        body += line.recv(65_536)
    if not head.startswith(b"HTTP/1.1 2"):
        raise RuntimeError(f"{head.decode()}\n{body.decode()}")


if __name__ == "__main__":
    client = HttpClient(settings()["url"])
    works = ("warm_up", "serve_casefile", "serve_bare", "get", "post")
    serve({name: getattr(client, name) for name in works})
    client.close()
