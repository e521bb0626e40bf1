"""Strains: what clients do to a server by ill will, by ill luck, or by asking for much."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

from benchmarks import workload
from benchmarks.http_server import ROOT

SMALL = 4_096  # bytes that the system of a client that does not read takes all the same
DRIP = 0.5  # seconds between two bytes of a slow client


class Target(NamedTuple):
    """A server on an office: `matter_id` has a chronology of thousands of facts."""

    port: int
    database_url: str
    token: str  # of an admin
    matter_id: str
    party_id: str
    folder: Path

    def request(self, method: str, path: str, body: bytes = b"", *, length: int = 0) -> bytes:
        """Return a request; `length` is what it says of its body, where that is not the truth."""
        lines = [
            f"{method} {path} HTTP/1.1",
            "Host: 127.0.0.1",
            f"Authorization: Bearer {self.token}",
            f"Content-Length: {length or len(body)}",
            "Content-Type: application/json",
        ]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + body

    def connect(self) -> socket.socket:
        """Return a new connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)


Strain = Callable[[Target], AbstractContextManager[None]]


@contextmanager
def nothing(_at: Target) -> Iterator[None]:
    """Do nothing."""
    yield


@contextmanager
def slow_headers(at: Target, clients: int = 50) -> Iterator[None]:
    """Send the headers of a request byte by byte."""
    with _dripping(at, b"GET /api/health HTTP/1.1\r\nHost: x\r\nX-Slow: ", clients):
        yield


@contextmanager
def half_bodies(at: Target, clients: int = 50) -> Iterator[None]:
    """Send half of a body, with a token that is valid, and then nothing more."""
    half = at.request("POST", "/api/events", b'{"events": [', length=1_000)
    with _held([(at, half)] * clients):
        yield


@contextmanager
def slow_bodies(at: Target, clients: int = 50) -> Iterator[None]:
    """Send a body byte by byte, with a token that is valid."""
    half = at.request("POST", "/api/events", b'{"events": [', length=100_000)
    with _dripping(at, half, clients):
        yield


@contextmanager
def unread_answers(at: Target, clients: int = 10) -> Iterator[None]:
    """Ask for the whole log, which is more than 4 MB, and read nothing of it."""
    with _held([(at, at.request("GET", "/api/log"))] * clients):
        yield


@contextmanager
def idle(at: Target, clients: int = 1_100) -> Iterator[None]:
    """Connect, and say nothing."""
    with _held([(at, b"")] * clients):
        yield


@contextmanager
def polls(at: Target, clients: int = 200) -> Iterator[None]:
    """Wait for the next event, all at once, and again when sent away."""
    poll = at.request("GET", f"/api/events?after={_head(at)}&wait=25")
    with _asking(at, poll, clients, pause=1.0):
        yield


@contextmanager
def documents(at: Target, clients: int = 6, kind: str = "pdf") -> Iterator[None]:
    """Ask for large documents, all at once, and again when they have come."""
    path = f"/api/matters/{at.matter_id}/chronology.{kind}?for=office"
    with _asking(at, at.request("GET", path), clients, pause=1.0):
        yield


@contextmanager
def long_posts(at: Target, clients: int = 12, events: int = 200) -> Iterator[None]:
    """Try large posts, all at once, and again when they are answered."""
    drafts = [workload.docket_entry(10, 900_000 + place) for place in range(events)]
    given = [{**workload.envelope(one, 1), "event_id": None} for one in drafts]
    bodies = [{k: v for k, v in one.items() if k not in workload.STORED} for one in given]
    for one in bodies:
        one.pop("version")
    body = json.dumps({"events": bodies}).encode()
    with _asking(at, at.request("POST", "/api/events?dry_run=true", body), clients, pause=0.1):
        yield


@contextmanager
def load(at: Target, matters: int = 356) -> Iterator[None]:
    """Load a history of 9,600 events beside the server, with the command."""
    path = at.folder / "load.jsonl"
    first = 1_000_000 + time.monotonic_ns() % 1_000_000_000
    drafts = (one for n in range(matters) for one in workload.matter(first + n * 10))
    workload.write_history(path, drafts)
    with _running(at, "load", str(path)):
        yield


@contextmanager
def rebuild(at: Target) -> Iterator[None]:
    """Rebuild every read table beside the server, with the command."""
    with _running(at, "rebuild"):
        yield


@contextmanager
def held_lock(at: Target, clients: int = 12) -> Iterator[None]:
    """Hold the lock of a SQLite database in another program, and have posts wait for it."""
    program = (
        "import sys\n"
        "from casefile.store.database import Database\n"
        "with Database(sys.argv[1]).write() as line:\n"
        "    print(flush=True)\n"
        "    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, at.database_url],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout
        holder.stdout.readline()
        draft = workload.docket_entry(10, 990_000)
        given = {"matter_id": draft.matter_id, "type": draft.type, "effective": draft.effective}
        body = json.dumps({"events": [{**given, "data": draft.data}]}).encode()
        with _asking(at, at.request("POST", "/api/events", body), clients, pause=0.1):
            yield
        holder.kill()


STRAINS: dict[str, Strain] = {
    "nothing": nothing,
    "slow headers, 50 clients": slow_headers,
    "half-sent bodies, 5 clients": partial(half_bodies, clients=5),
    "half-sent bodies, 50 clients": half_bodies,
    "slow bodies, 50 clients": slow_bodies,
    "unread answers, 10 clients": unread_answers,
    "idle connections, 1,100": idle,
    "waiting polls, 200": polls,
    "large PDFs, 6 at once": documents,
    "dry runs of 200 events, 12 at once": long_posts,
    "posts behind a held lock, 12": held_lock,
    "load of 9,600 events": load,
    "rebuild": rebuild,
}


@contextmanager
def _held(sent: list[tuple[Target, bytes]]) -> Iterator[None]:
    """Send each on a connection of its own, and do nothing more."""
    with ExitStack() as stack:
        for at, what in sent:
            line = stack.enter_context(socket.socket())
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL)
            line.settimeout(10)
            with suppress(OSError):  # a server may refuse so many
                line.connect(("127.0.0.1", at.port))
                line.sendall(what)
        yield


@contextmanager
def _dripping(at: Target, begun: bytes, clients: int) -> Iterator[None]:
    """Begin a request on each connection, and send a byte of the rest now and then."""
    over = Event()

    def drip(lines: list[socket.socket]) -> None:
        while not over.wait(DRIP):
            for line in lines:
                with suppress(OSError):  # a server may have had enough
                    line.sendall(b"a")

    with ExitStack() as stack:
        lines = [stack.enter_context(at.connect()) for _ in range(clients)]
        for line in lines:
            line.sendall(begun)
        thread = Thread(target=drip, args=(lines,))
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()


@contextmanager
def _asking(at: Target, request: bytes, clients: int, pause: float) -> Iterator[None]:
    """Have so many clients ask one thing again and again, each when it was answered."""
    over = Event()
    with ExitStack() as stack:
        threads = [Thread(target=_ask, args=(at, request, over, pause)) for _ in range(clients)]
        for one in threads:
            stack.callback(one.join)
            one.start()
        stack.callback(over.set)
        yield


def _ask(at: Target, request: bytes, over: Event, pause: float) -> None:
    while not over.is_set():
        with suppress(OSError), at.connect() as line:
            line.settimeout(0.5)
            line.sendall(request)
            _read(line, over)
        over.wait(pause)


def _read(line: socket.socket, over: Event) -> None:
    """Read an answer to its end, or until it is over."""
    data = b""
    while not over.is_set():
        try:
            part = line.recv(1 << 16)
        except TimeoutError:
            continue
        if not part:
            return
        data = (data + part)[-64:] if len(data) > SMALL else data + part
        if data.startswith(b"HTTP") and b"\r\n\r\n" in data:
            head, _, body = data.partition(b"\r\n\r\n")
            _, said, rest = head.lower().partition(b"content-length:")
            if said:
                _read_rest(line, int(rest.split(b"\r\n")[0]) - len(body), over)
                return
        if data.endswith(b"0\r\n\r\n"):
            return


def _read_rest(line: socket.socket, length: int, over: Event) -> None:
    while length > 0 and not over.is_set():
        with suppress(TimeoutError):
            part = line.recv(1 << 16)
            if not part:
                return
            length -= len(part)


@contextmanager
def _running(at: Target, *command: str) -> Iterator[None]:
    """Run a command of casefile beside the server, and end it where it has not ended."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=os.environ | {"CASEFILE_DATABASE_URL": at.database_url},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        time.sleep(1)  # it has begun
        yield
    finally:
        process.kill()
        process.wait(30)


def _head(at: Target) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", at.port, timeout=10)) as line:
        line.request("GET", "/api/log/head", headers={"Authorization": f"Bearer {at.token}"})
        return int(json.load(line.getresponse())["position"])
