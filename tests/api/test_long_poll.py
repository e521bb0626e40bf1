"""Whoever waits for the log hears of an event at once, and leaves threads for others."""

from __future__ import annotations

import threading
import time
from typing import Any

from casefile.app import WAITERS, Casefile
from tests.api.conftest import Caller, read

NOTE = {"type": "note.recorded", "effective": "2023-05-01", "data": {"text": "Called."}}


def test_long_poll__an_event_arrives__answers_at_once(story: Caller) -> None:
    head = story.head()
    answers: list[tuple[dict[str, Any], float]] = []

    def poll() -> None:
        began = time.monotonic()
        page = read(story, f"/api/events?after={head}&wait=25")
        answers.append((page, time.monotonic() - began))

    waiter = threading.Thread(target=poll)
    waiter.start()
    time.sleep(0.5)
    assert answers == []
    assert story.post("/api/matters/m-1/events", NOTE).status_code == 201
    waiter.join(10)
    [(page, took)] = answers

    assert [one["position"] for one in page["events"]] == [head + 1]
    assert took < 10


def test_long_poll__nothing_arrives__answers_an_empty_page_in_time(story: Caller) -> None:
    began = time.monotonic()
    page = read(story, f"/api/events?after={story.head()}&wait=1")

    assert page["events"] == []
    assert page["next"] == story.head()
    assert 1 <= time.monotonic() - began < 10


def test_long_poll__more_than_may_wait__is_sent_away_with_retry_after(
    story: Caller, app: Casefile
) -> None:
    seats = app.extensions["casefile.waiting"].seats
    taken = 0
    while seats.acquire(blocking=False):
        taken += 1
    began = time.monotonic()
    answer = story.get(f"/api/events?after={story.head()}&wait=25")

    assert taken == WAITERS
    assert time.monotonic() - began < 10
    assert answer.get_json()["events"] == []
    assert answer.headers["Retry-After"] == "1"
    assert story.get("/api/events?wait=25").get_json()["events"]
    seats.release(taken)
    assert "Retry-After" not in story.get(f"/api/events?after={story.head()}&wait=1").headers
