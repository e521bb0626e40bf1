"""Whoever asks for much waits for their like alone, and work that nobody waits for ends."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from threading import Event, Thread

import pytest
from flask import Flask, Response, request

from casefile.app import create_app
from casefile.config import Config
from casefile.door import REFUSAL, Room, belongs_in, is_asked, while_asked
from casefile.errors import Busy
from casefile.server import gate
from casefile.server.gate import SEATS, Gate
from tests.server.conftest import Serve
from tests.server.test_connection import SOON, ask, connect


class Office:
    """A small application whose slow views wait until they may go on."""

    def __init__(self) -> None:
        self.go_on = Event()
        self.begun: list[str] = []
        self.app = Flask("small")
        self.app.before_request(self._refuse)
        for room in (Room.DOCUMENTS, Room.LOG, Room.READING):
            view = belongs_in(room)(self._slow(room))
            self.app.add_url_rule(f"/{room}", view_func=view, endpoint=room)
        self.app.add_url_rule("/hall", view_func=belongs_in(Room.HALL)(lambda: "hall"))
        self.app.add_url_rule("/short", view_func=lambda: "short", endpoint="short")

    def _refuse(self) -> Response | None:
        refusal: Busy | None = request.environ[REFUSAL]
        return Response(refusal.code, 503) if refusal else None

    def _slow(self, room: Room) -> Callable[[], str]:
        def slow() -> str:
            self.begun.append(room)
            self.go_on.wait(SOON)
            return "done"

        return slow

    def wait_for(self, count: int) -> None:
        until = time.monotonic() + SOON
        while len(self.begun) < count and time.monotonic() < until:
            time.sleep(0.01)
        assert len(self.begun) == count


@pytest.fixture
def office() -> Iterator[Office]:
    office = Office()
    yield office
    office.go_on.set()


def asking(port: int, path: str, count: int, answers: list[bytes]) -> list[Thread]:
    """Ask so many times at once; the answers come into a list."""

    def one() -> None:
        with connect(port) as line:
            answers.append(ask(line, path))

    threads = [Thread(target=one) for _ in range(count)]
    for thread in threads:
        thread.start()
    return threads


@pytest.mark.parametrize("room", [Room.DOCUMENTS, Room.LOG])
def test_room__that_is_full__others_are_answered_and_all_of_it_in_the_end(
    serve: Serve, office: Office, room: Room
) -> None:
    port = serve(office.app)
    answers: list[bytes] = []
    threads = asking(port, f"/{room}", SEATS[room] + 2, answers)
    office.wait_for(SEATS[room])
    with connect(port) as line:
        assert ask(line).endswith(b"short")
    assert not answers
    office.go_on.set()
    for thread in threads:
        thread.join(SOON)
    assert len(answers) == SEATS[room] + 2
    assert all(one.endswith(b"done") for one in answers)


def test_health__while_every_other_seat_is_taken__answers(serve: Serve, office: Office) -> None:
    port = serve(office.app)
    asking(port, "/reading", SEATS[Room.READING] + 2, [])
    office.wait_for(SEATS[Room.READING])
    with connect(port) as line:
        assert ask(line, "/hall").endswith(b"hall")


def test_room__no_seat_in_time__busy(
    serve: Serve, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "SEAT_WITHIN", 0.3)
    port = serve(office.app)
    asking(port, "/documents", SEATS[Room.DOCUMENTS], [])
    office.wait_for(SEATS[Room.DOCUMENTS])
    with connect(port) as line:
        answer = ask(line, "/documents")
    assert answer.startswith(b"HTTP/1.1 503 ")
    assert answer.endswith(b"server.seats")


def test_request__its_client_has_gone_before_its_turn__is_never_begun(
    serve: Serve, office: Office
) -> None:
    port = serve(office.app)
    answers: list[bytes] = []
    threads = asking(port, "/documents", SEATS[Room.DOCUMENTS], answers)
    office.wait_for(SEATS[Room.DOCUMENTS])
    with connect(port) as line:
        line.sendall(b"GET /documents HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(0.3)
    time.sleep(0.3)
    office.go_on.set()
    for thread in threads:
        thread.join(SOON)
    with connect(port) as line:
        assert ask(line, "/documents").endswith(b"done")
    assert len(office.begun) == SEATS[Room.DOCUMENTS] + 1


def test_long_work__its_client_has_gone__ends(serve: Serve) -> None:
    app, ended = Flask("small"), Event()

    @app.get("/long")
    def long() -> str:
        try:
            for _ in while_asked(iter(range(SOON * 100))):
                time.sleep(0.01)
        except Busy:
            assert not is_asked()
            ended.set()
        return "done"

    with connect(serve(app)) as line:
        line.sendall(b"GET /long HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(0.3)
        assert not ended.is_set()
    assert ended.wait(SOON / 3)


def test_rooms__of_the_routes__by_what_is_asked_for() -> None:
    rooms = Gate(create_app(Config(database_url="sqlite://"))).room_of

    def room(method: str, path: str, length: int = 0) -> Room:
        return rooms({"method": method, "path": path}, length)

    assert room("GET", "/api/health") is Room.HALL
    assert room("GET", "/api/nothing/there") is Room.HALL
    assert room("GET", "/api/events") is Room.LOG
    assert room("POST", "/api/events", 100) is Room.POSTING
    assert room("POST", "/api/events", 100_000) is Room.LONG_POSTING
    assert room("POST", "/sign-in") is Room.SIGNING_IN
    assert room("GET", "/sign-in") is Room.READING
    assert room("GET", "/api/parties/doe/status") is Room.READING
    for path in ("/api/log", "/api/calendar.ics"):
        assert room("GET", path) is Room.DOCUMENTS
    for start in ("", "/api"):
        for kind in ("matters", "parties"):
            for suffix in ("pdf", "csv", "docx", "xlsx"):
                path = f"{start}/{kind}/one/chronology.{suffix}"
                assert room("GET", path) is Room.DOCUMENTS, path
