"""A client that is slow, or does not read, is given up in time, and holds nobody's thread."""

from __future__ import annotations

import socket
import time
from contextlib import closing
from http.client import HTTPConnection
from threading import Event

import pytest
from flask import Flask, Response, request

from casefile.door import GONE, REFUSAL
from casefile.errors import CasefileError
from casefile.server import connection, gate
from tests.server.conftest import Serve

SOON = 15  # seconds, on a busy machine
LIMIT = 0.3  # seconds, of whatever is being limited
HALF = b"POST /long HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf"


@pytest.fixture
def app() -> Flask:
    app = Flask("small")

    @app.before_request
    def refuse() -> Response | None:
        refusal: CasefileError | None = request.environ[REFUSAL]
        return Response(refusal.code, 408) if refusal else None

    app.add_url_rule("/short", view_func=lambda: "short", endpoint="short")
    app.add_url_rule("/long", view_func=lambda: request.data, endpoint="long", methods=["POST"])
    return app


def ask(line: socket.socket, path: str = "/short") -> bytes:
    """Ask on a connection, and return all that comes until it is closed."""
    line.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    return all_of(line)


def all_of(line: socket.socket) -> bytes:
    found = b""
    while part := line.recv(1 << 16):
        found += part
    return found


def answer_to(line: socket.socket, dripped: bytes, seconds: float) -> bytes:
    """Send the same again and again until there is an answer, or none because it is given up."""
    ends = time.monotonic() + seconds
    line.settimeout(0.05)
    while time.monotonic() < ends:
        try:
            line.sendall(dripped)
            return line.recv(1 << 16)
        except TimeoutError:
            continue
        except ConnectionError:
            return b""
    raise AssertionError("The connection is still there.")


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=SOON)


@pytest.mark.parametrize("begun", [b"", b"GET /short HTTP/1.1\r\nHost: x\r\nX-Slow: "])
def test_headers__that_do_not_come__connection_is_given_up(
    serve: Serve, app: Flask, monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    monkeypatch.setattr(connection, "HEADERS_WITHIN", LIMIT)
    with connect(serve(app)) as line:
        line.sendall(begun)
        began = time.monotonic()
        assert answer_to(line, begun and b"a", SOON) == b""  # however many bytes come meanwhile
        assert LIMIT / 2 < time.monotonic() - began < SOON


def test_headers__after_an_answer__are_waited_for_anew(
    serve: Serve, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "HEADERS_WITHIN", 2.0)
    with closing(HTTPConnection("127.0.0.1", serve(app), timeout=SOON)) as line:
        for _ in range(4):
            line.request("GET", "/short")
            assert line.getresponse().read() == b"short"
            time.sleep(0.7)


def test_body__that_comes_half__refused_in_time(
    serve: Serve, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "BODY_WITHIN", LIMIT)
    with connect(serve(app)) as line:
        line.sendall(HALF)
        assert line.recv(1 << 16).startswith(b"HTTP/1.1 408 ")


def test_bodies__that_come_half__hold_no_thread(serve: Serve, app: Flask) -> None:
    port = serve(app)
    lines = [connect(port) for _ in range(sum(gate.SEATS.values()))]
    for line in lines:
        line.sendall(HALF)
    with connect(port) as other:
        assert ask(other).endswith(b"short")
    lines[0].sendall(b"e" * 96)
    assert lines[0].recv(1 << 16).startswith(b"HTTP/1.1 200 ")
    for line in lines:
        line.close()


def test_answer__that_nobody_reads__is_given_up_and_closed(
    serve: Serve, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "READ_WITHIN", LIMIT)
    closed, gone = Event(), Event()

    @app.get("/endless")
    def endless() -> Response:
        left = request.environ[GONE]

        def parts() -> object:
            while True:
                yield b"x" * 100_000

        response = Response(parts())  # type: ignore[arg-type]  # it yields bytes
        response.call_on_close(closed.set)
        response.call_on_close(lambda: gone.set() if left.is_set() else None)
        return response

    port = serve(app)
    with connect(port) as line:
        line.sendall(b"GET /endless HTTP/1.1\r\nHost: x\r\n\r\n")
        assert line.recv(10)
        assert closed.wait(SOON)
        assert gone.is_set()
        with connect(port) as other:
            assert ask(other).endswith(b"short")


def test_headers__longer_than_any_are__refused(serve: Serve, app: Flask) -> None:
    with connect(serve(app)) as line:
        line.sendall(b"GET /short HTTP/1.1\r\nHost: x\r\n")
        assert answer_to(line, b"X-Long: " + b"a" * 20_000 + b"\r\n", SOON).startswith(
            b"HTTP/1.1 400 "
        )
