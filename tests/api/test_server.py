"""The application behind the real server, over real connections."""

from __future__ import annotations

import http.client
import json
import threading
import time
import urllib.error
import urllib.request
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit

import pytest

from casefile.app import WAITERS
from casefile.auth import tokens
from casefile.auth.roles import Role
from casefile.store.database import Database
from tests.api.conftest import MATTER


@pytest.fixture
def headers(database: Database) -> dict[str, str]:
    token = tokens.issue(database, "ann", Role.PARALEGAL, days=1)
    return {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}


def fetch(
    url: str, headers: dict[str, str], body: bytes | None = None
) -> tuple[int, Any, dict[str, str]]:
    """Return the status, the JSON and the headers of an answer."""
    request = urllib.request.Request(url, data=body, headers=headers)  # noqa: S310 - our own server
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - our own server
            return answer.status, json.load(answer), dict(answer.headers)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error), dict(error.headers)


def test_server__a_matter_opened_and_read__over_http(server: str, headers: dict[str, str]) -> None:
    body = json.dumps({"matter_id": "m-1", "data": MATTER}).encode()
    status, _, _ = fetch(f"{server}/api/matters", headers, body)
    read, matter, given = fetch(f"{server}/api/matters/m-1", headers)

    assert (status, read) == (201, 200)
    assert matter["matter"]["title"] == MATTER["title"]
    assert given["etag"].startswith('"1.')
    assert given["x-content-type-options"] == "nosniff"
    assert given["cache-control"] == "no-store"


def test_server__problems__are_problems_there_too(server: str, headers: dict[str, str]) -> None:
    unknown, problem, given = fetch(f"{server}/api/matters/m-9", headers)
    nobody, _, _ = fetch(f"{server}/api/matters", {})
    wrong, _, _ = fetch(f"{server}/api/matters", headers, b'{"data": ')

    assert (unknown, nobody, wrong) == (404, 401, 400)
    assert problem["code"] == "matter.unknown"
    assert given["content-type"] == "application/problem+json"


def exchange(server: str, headers: dict[str, str], chunks: list[bytes], length: int | None) -> int:
    """Send a body piece by piece, with its length or in chunks, and return the status."""
    at = urlsplit(server)
    with closing(http.client.HTTPConnection(at.hostname or "", at.port, timeout=60)) as line:
        line.putrequest("POST", "/api/matters")
        for name, value in headers.items():
            line.putheader(name, value)
        if length is None:
            line.putheader("Transfer-Encoding", "chunked")
        else:
            line.putheader("Content-Length", str(length))
        line.endheaders()
        try:
            for chunk in chunks:
                line.send(b"%x\r\n%b\r\n" % (len(chunk), chunk) if length is None else chunk)
            if length is None:
                line.send(b"0\r\n\r\n")
        except ConnectionError:
            pass  # the server has answered without reading on
        return line.getresponse().status


def test_server__body_in_chunks__read(server: str, headers: dict[str, str]) -> None:
    body = json.dumps({"data": MATTER}).encode()

    assert exchange(server, headers, [body[:10], body[10:]], None) == 201


def test_server__address_that_is_too_long__refused(server: str, headers: dict[str, str]) -> None:
    status, problem, _ = fetch(f"{server}/api/parties?q={'a' * 20_000}", headers)

    assert (status, problem["code"]) == (414, "input.address")


@pytest.mark.parametrize("length", [None, 10_000_000])
def test_server__ten_megabytes__refused(
    server: str, headers: dict[str, str], length: int | None
) -> None:
    assert exchange(server, headers, [b" " * 100_000] * 100, length) == 413


def test_server__more_polls_than_may_wait__leave_room_for_others(
    server: str, headers: dict[str, str]
) -> None:
    answers: list[tuple[float, str | None]] = []

    def poll() -> None:
        began = time.monotonic()
        _, _, given = fetch(f"{server}/api/events?wait=3", headers)
        answers.append((time.monotonic() - began, given.get("retry-after")))

    waiters = [threading.Thread(target=poll) for _ in range(WAITERS + 4)]
    for waiter in waiters:
        waiter.start()
    time.sleep(0.5)
    began = time.monotonic()
    status, _, _ = fetch(f"{server}/api/log/head", headers)
    took = time.monotonic() - began
    for waiter in waiters:
        waiter.join(60)

    assert status == 200
    assert took < 2
    sent_away = [retry for _, retry in answers if retry]
    assert len(sent_away) == 4
