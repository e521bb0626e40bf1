"""A proxy before PostgreSQL, which cuts a connection at a word that goes through it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from time import sleep

from sqlalchemy import URL, make_url

MOST = 1 << 16
PARSE = b"P"  # how a message begins that has a statement prepared
READY = b"Z\0\0\0\5"  # how the message begins that ends an answer


class Cut(Enum):
    """What becomes of what the server is sent, once the client's connection is cut."""

    NEVER_SENT = "the server never has it, and sees its connection end"
    DONE = "the server has done it, and its answer is lost"
    LATE = "the server has it later, or never: when it is told"


class Proxy:
    """Passes on what goes between casefile and PostgreSQL; it cuts once it has been armed.

    `wait_until_cut` returns once that has happened; `release` sends the server what came late, and
    `drop` lets it see the end of its connection instead.
    """

    def __init__(self, server: URL) -> None:
        self._server = server
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._armed: tuple[bytes, Cut] | None = None
        self._cut = threading.Event()
        self._told = threading.Event()
        self._sends = False
        self._done = threading.Event()
        self._open: list[socket.socket] = []
        self._unanswered: dict[socket.socket, threading.Event] = {}

    @property
    def url(self) -> str:
        """Return the address of the database through the proxy."""
        given = self._server.set(host="127.0.0.1", port=self.port, query={})
        return given.render_as_string(hide_password=False)

    def arm(self, word: bytes, how: Cut) -> None:
        """Cut the connection on which a word comes next."""
        self._cut.clear()
        self._armed = word, how

    def wait_until_cut(self) -> None:
        assert self._cut.wait(30)

    def release(self) -> None:
        self._sends = True
        self._told.set()
        assert self._done.wait(30)

    def drop(self) -> None:
        self._told.set()
        assert self._done.wait(30)

    def serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                server = self._connect()
                self._open += [client, server]
                threading.Thread(target=self._to_server, args=(client, server)).start()
                threading.Thread(target=self._to_client, args=(server, client)).start()

    def close(self) -> None:
        self._told.set()
        for one in (self._listening, *self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _connect(self) -> socket.socket:
        folder = self._server.query.get("host")
        if isinstance(folder, str):
            server = socket.socket(socket.AF_UNIX)
            server.connect(f"{folder}/.s.PGSQL.{self._server.port or 5432}")
            return server
        return socket.create_connection((self._server.host, self._server.port or 5432))

    def _to_server(self, client: socket.socket, server: socket.socket) -> None:
        found: Cut | None = None
        with suppress(OSError):
            while data := client.recv(MOST):
                if self._armed and self._armed[0] in data:
                    (_, found), self._armed = self._armed, None
                    if data.startswith(PARSE):  # it is run by the message that follows
                        server.sendall(data)
                        continue
                if found:
                    self._cut_here(found, data, client, server)
                    return
                server.sendall(data)
            server.shutdown(socket.SHUT_RDWR)

    def _cut_here(
        self, how: Cut, data: bytes, client: socket.socket, server: socket.socket
    ) -> None:
        with suppress(OSError):
            if how is Cut.DONE:
                answered = self._unanswered[client] = threading.Event()
                server.sendall(data)
                assert answered.wait(30)
            client.shutdown(socket.SHUT_RDWR)
        self._cut.set()
        if how is Cut.LATE:
            self._told.wait(60)
            if self._sends:
                with suppress(OSError):
                    server.sendall(data)
                    sleep(0.3)
        with suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)
        sleep(0.1)  # PostgreSQL sees the end of a connection, and takes back what was open on it
        self._done.set()

    def _to_client(self, server: socket.socket, client: socket.socket) -> None:
        with suppress(OSError):
            while data := server.recv(MOST):
                if client in self._unanswered:
                    if READY in data:
                        self._unanswered[client].set()
                    continue
                with suppress(OSError):
                    client.sendall(data)
            client.shutdown(socket.SHUT_RDWR)


@contextmanager
def proxied(url: str) -> Iterator[Proxy]:
    """Run a proxy before the server of a database."""
    proxy = Proxy(make_url(url))
    thread = threading.Thread(target=proxy.serve)
    thread.start()
    try:
        yield proxy
    finally:
        proxy.close()
        thread.join(30)
