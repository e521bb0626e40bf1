"""The gate: it lets a request in when it is whole and has a seat, and gives out its answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from io import BytesIO
from threading import Event
from typing import Any, NamedTuple, TypeVar

from flask import Flask
from werkzeug.exceptions import HTTPException

from casefile.app import WAITERS
from casefile.canonical import MAX_BYTES
from casefile.door import GONE, REFUSAL, Room, stated_room
from casefile.errors import Busy, CasefileError, TooLarge, TooSlow
from casefile.server.environ import environ_of

BODY_WITHIN = 30.0  # seconds for a whole body
SEAT_WITHIN = 30.0  # seconds for which a request waits for a seat
PIECE = 1 << 18  # bytes of an answer that are made in one turn

# How many threads each room has. Those who wait for the log leave some to those who only read it,
# and whatever calculates for long has few: all threads of Python's share one processor.
SEATS: Mapping[Room, int] = {
    Room.HALL: 4,
    Room.READING: 8,
    Room.LOG: WAITERS + 4,
    Room.POSTING: 4,
    Room.LONG_POSTING: 2,
    Room.DOCUMENTS: 2,
    Room.SIGNING_IN: 4,
}
LONGEST_ADDRESS = 16_000
LONG = 1 << 14  # bytes from which on a post is a long one

Scope = Mapping[str, Any]
Receive = Callable[[], Any]
Send = Callable[[Mapping[str, Any]], Any]
T = TypeVar("T")


class Gone(Exception):
    """The client has gone before it was answered."""


class Outgoing(NamedTuple):
    """An answer on its way: its head, and its body piece by piece."""

    status: int
    headers: list[tuple[bytes, bytes]]
    parts: Iterator[bytes]
    close: Callable[[], None]


class Gate:
    """An ASGI application that asks a WSGI application, in threads that are parted into rooms.

    Whoever only connects, sends slowly or does not read holds no thread, and whoever asks for much
    holds those of its room alone.
    """

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._urls = app.url_map.bind("")
        self._rooms = {
            room: ThreadPoolExecutor(seats, thread_name_prefix=room.value)
            for room, seats in SEATS.items()
        }
        self._at_work: set[Future[Any]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Outgoing one request."""
        request = _Request(self, scope, receive, send)
        try:
            await request.answer()
        except Gone:
            pass
        finally:
            request.end()

    def room_of(self, scope: Scope, length: int) -> Room:
        """Return the room of a request: the one that its route states, or by its method."""
        method, path = scope["method"], scope["path"]
        try:
            endpoint, _ = self._urls.match(path, method)
        except HTTPException:
            return Room.HALL
        stated = stated_room(self._app.view_functions[endpoint])
        if stated is not None:
            return stated
        if method in ("GET", "HEAD"):
            return Room.READING
        return Room.LONG_POSTING if length >= LONG else Room.POSTING

    def begin(self, environ: dict[str, Any]) -> tuple[Outgoing, bytes, bool]:
        """Ask the application, and make the first piece of its answer; it runs in a thread."""
        begun: list[Any] = []

        def start_response(status: str, headers: list[tuple[str, str]], _info: Any = None) -> Any:
            begun[:] = status, headers

        parts: Iterable[bytes] = self._app(environ, start_response)
        status, headers = begun
        answer = Outgoing(
            int(status.split(" ", 1)[0]),
            [(name.lower().encode("latin-1"), said.encode("latin-1")) for name, said in headers],
            iter(parts),
            getattr(parts, "close", lambda: None),
        )
        with ExitStack() as stack:
            stack.callback(answer.close)
            first = piece_of(answer)
            stack.pop_all()
        return answer, *first

    def submit(self, room: Room, work: Callable[[], T]) -> Future[T]:
        """Have work done in a room, when it has a thread free."""
        future = self._rooms[room].submit(work)
        self._at_work.add(future)
        future.add_done_callback(self._at_work.discard)
        return future

    def close(self) -> bool:
        """Take in nothing more; tell whether no thread is at work."""
        for room in self._rooms.values():
            room.shutdown(wait=False, cancel_futures=True)
        return not self._at_work


class _Request:
    """A request from its first byte to the last of its answer."""

    def __init__(self, gate: Gate, scope: Scope, receive: Receive, send: Send) -> None:
        self._gate, self._scope = gate, scope
        self._receive, self._send = receive, send
        self._gone = Event()
        self._leaving: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

    async def answer(self) -> None:
        """Read, ask and send; raises Gone."""
        refusal: CasefileError | None = None
        body = b""
        if len(self._scope["raw_path"]) + len(self._scope["query_string"]) > LONGEST_ADDRESS:
            sentence = f"The address has more than {LONGEST_ADDRESS:,} characters."
            refusal = TooLarge(sentence, code="input.address")
        try:
            async with asyncio.timeout(BODY_WITHIN):
                body = await self._body()
        except TimeoutError:
            sentence = f"The request has not come whole within {BODY_WITHIN:.0f} seconds."
            refusal = TooSlow(sentence)
        environ = environ_of(self._scope, body) | {GONE: self._gone, REFUSAL: refusal}
        room = Room.HALL if refusal else self._gate.room_of(self._scope, len(body))
        self._leaving = asyncio.create_task(self._left())
        try:
            begun = await self._turn(room, lambda: self._gate.begin(environ))
        except Busy as busy:
            environ |= {"wsgi.input": BytesIO(body), REFUSAL: busy}
            begun = await self._turn(Room.HALL, lambda: self._gate.begin(environ))
        await self._give(*begun)

    def end(self) -> None:
        """Be over: whatever is still done for this request may end."""
        self._gone.set()
        self._leaving.cancel()

    async def _body(self) -> bytes:
        """Return the body, or as much of it as shows that it is too long."""
        parts, length, more = [], 0, True
        while more:
            message = await self._receive()
            if message["type"] != "http.request":
                raise Gone
            part, more = message.get("body", b""), message.get("more_body", False)
            if length <= MAX_BYTES + 1:
                parts.append(part)
            length += len(part)
        return b"".join(parts)[: MAX_BYTES + 2]

    async def _left(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._gone.set()

    async def _turn(self, room: Room, work: Callable[[], T], *, goes_on: bool = False) -> T:
        """Do work in a room, unless its client goes before it has begun; raises Busy and Gone."""
        within = None if goes_on else SEAT_WITHIN
        future = self._gate.submit(room, work)
        wrapped = asyncio.wrap_future(future)
        waited: set[asyncio.Future[Any]] = {wrapped, self._leaving}
        await asyncio.wait(waited, timeout=within, return_when=asyncio.FIRST_COMPLETED)
        if not wrapped.done() and future.cancel():
            if self._gone.is_set():
                raise Gone
            raise Busy("Too much is asked of the server just now; try again.", code="server.seats")
        return await wrapped

    async def _give(self, answer: Outgoing, piece: bytes, last: bool) -> None:
        """Send an answer, whose next piece is made when its client has taken the one before.

        That is no long work any more: what an answer had to wait for is behind it.
        """
        start = {"type": "http.response.start", "status": answer.status, "headers": answer.headers}
        try:
            await self._send(start)
            while not (last or self._gone.is_set()):
                await self._send({"type": "http.response.body", "body": piece, "more_body": True})
                piece, last = await self._turn(Room.READING, lambda: piece_of(answer), goes_on=True)
            await self._send({"type": "http.response.body", "body": piece})
        finally:
            if not last:
                self._gate.submit(Room.HALL, answer.close)


def piece_of(answer: Outgoing) -> tuple[bytes, bool]:
    """Return the next piece of an answer, and whether it is the last; then the answer is closed."""
    found, length = [], 0
    for part in answer.parts:
        found.append(part)
        length += len(part)
        if length >= PIECE:
            return b"".join(found), False
    answer.close()
    return b"".join(found), True
