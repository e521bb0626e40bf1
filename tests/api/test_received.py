"""What the office had received, over HTTP: said with a post, and asked by."""

from __future__ import annotations

import pytest

from tests.api.conftest import Caller, read

NOTE = {
    "type": "note.recorded",
    "effective": "2023-03-02",
    "data": {"text": "By telephone."},
    "event_id": "phoned",
    "received": "2023-03-02",
}
THEN = "known_at=2023-03-02&known_by=received"


def test_received__posted__is_in_the_event_and_counts_from_its_day(story: Caller) -> None:
    answer = story.post("/api/matters/m-1/events", NOTE)
    assert answer.status_code == 201, answer.get_json()
    assert read(story, "/api/events/phoned")["received"] == "2023-03-02"
    page = read(story, f"/api/matters/m-1/chronology?{THEN}")
    assert [one["event_id"] for one in page["entries"]] == ["phoned"]
    assert (page["known_by"], page["stays"]) == ("received", False)
    (lacking,) = page["lacking"]
    assert lacking["event_id"] == "phoned"
    recorded = read(story, "/api/matters/m-1/chronology?known_at=2023-03-02")
    assert recorded["entries"] == []
    assert "known_by" not in recorded


@pytest.mark.parametrize(
    ("day", "status", "code"),
    [
        ("2999-01-01", 409, "received.after_recorded"),
        ("2023-02-30", 422, "date.invalid"),
        ("yesterday", 422, "event.invalid"),
    ],
)
def test_received__that_cannot_be__refused(story: Caller, day: str, status: int, code: str) -> None:
    answer = story.post("/api/matters/m-1/events", {**NOTE, "received": day})
    told = answer.get_json()
    assert (answer.status_code, told["code"]) == (status, code), told
    head = story.head()
    batch = {"events": [{"matter_id": "m-1", **NOTE, "received": day}]}
    assert story.post("/api/events", batch).status_code == status
    assert story.head() == head


def test_matter__by_what_had_been_received__has_an_etag_without_a_version(story: Caller) -> None:
    query = "/api/matters/m-1?known_at=2999-01-01&known_by=received"
    tag = story.get(query).headers["ETag"]
    assert story.get(query, **{"If-None-Match": tag}).status_code == 304
    posted = story.post("/api/matters/m-1/events", NOTE, **{"If-Match": tag})
    assert (posted.status_code, posted.get_json()["code"]) == (412, "matter.stale")
    named = story.get("/api/matters/m-1?known_by=recorded")
    version = named.get_json()["version"]
    assert named.get_json()["known_by"] == "recorded"
    assert named.headers["ETag"].startswith(f'"{version}.')


@pytest.mark.parametrize(
    "path", ["parties/doe/status", "parties/doe/history", "matters/m-1", "matters/m-1/chronology"]
)
@pytest.mark.parametrize(
    "query", ["known_by=received", "known_by=received&known_at=@3", "known_by=heard"]
)
def test_axis__without_a_day_or_that_there_is_not__refused(
    story: Caller, path: str, query: str
) -> None:
    assert story.get(f"/api/{path}?{query}").status_code == 422


@pytest.mark.parametrize(
    "path", ["matters", "parties", "caseload", "reports/status", "calendar", "matters/m-1/parties"]
)
def test_whole_office__by_what_had_been_received__refused(story: Caller, path: str) -> None:
    answer = story.get(f"/api/{path}?{THEN}")
    assert answer.status_code == 400
    assert [one["field"] for one in answer.get_json()["errors"]] == ["known_by"]


def test_document__by_what_had_been_received__is_named_and_says_so(story: Caller) -> None:
    story.post("/api/matters/m-1/events", NOTE)
    answer = story.get(f"/api/matters/m-1/chronology.csv?for=office&as_of=2023-03-02&{THEN}")
    assert answer.status_code == 200
    assert "2023-03-02-received-2023-03-02" in answer.headers["Content-Disposition"]
    assert "It rests on what had been received by 2023-03-02" in answer.text
    of_court = story.get(f"/api/matters/m-1/chronology.csv?as_of=2023-03-02&{THEN}")
    assert (of_court.status_code, of_court.get_json()["code"]) == (409, "document.received")
