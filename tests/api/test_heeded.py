"""What a request asks for is heeded, or refused with a problem that names it."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest
from werkzeug.test import TestResponse

from casefile.auth.roles import Role
from tests.api.conftest import MATTER, STORY, Ask, Caller
from tests.api.test_access import ROUTES

NOTE = {"type": "note.recorded", "effective": "2023-05-01", "data": {"text": "Called."}}
HERE = {**NOTE, "matter_id": "m-1"}
THERE = {**NOTE, "matter_id": "m-2"}
VERSION = len(STORY)


def code(answer: TestResponse) -> tuple[int, str]:
    """Return the status and the code of a problem."""
    return answer.status_code, answer.get_json()["code"]


@pytest.mark.parametrize(("method", "path", "role", "body"), ROUTES)
def test_parameters__that_a_route_does_not_take__refused_by_name(
    story: Caller, ask: Ask, method: str, path: str, role: Any, body: Any
) -> None:
    before = story.head()
    sign = "&" if "?" in path else "?"
    send = getattr(ask(role), method.lower())
    answer = send(f"{path}{sign}colour=red&shape=round", *([body] if method == "POST" else []))

    assert code(answer) == (400, "query.unknown")
    assert [one["field"] for one in answer.get_json()["errors"]] == ["colour", "shape"]
    assert "'colour', 'shape'" in answer.get_json()["detail"]
    assert story.head() == before


def test_parameters__unknown_and_from_nobody__are_not_looked_at(ask: Ask, story: Caller) -> None:
    del story
    assert ask(Role.ANYONE).get("/api/matters?colour=red").status_code == 401


@pytest.mark.parametrize("tag", ['"3"', 'W/"3"', '"99"', '"x"', f'"{VERSION - 1}.0a"'])
def test_if_match__of_a_batch_to_a_matter_that_moved_on__refused(story: Caller, tag: str) -> None:
    before = story.head()
    answer = story.post("/api/events", {"events": [HERE, HERE]}, If_Match=tag)

    assert code(answer) == (412, "matter.stale")
    assert story.head() == before


@pytest.mark.parametrize("tag", [f'"{VERSION}"', f'W/"{VERSION}"', f'"{VERSION}.0a"', "*"])
def test_if_match__of_a_batch_to_the_matter_as_read__lets_it_in(story: Caller, tag: str) -> None:
    answer = story.post("/api/events", {"events": [HERE, HERE]}, If_Match=tag)

    assert answer.status_code == 201


def test_if_match__of_a_batch_to_several_matters__refused(story: Caller) -> None:
    story.post("/api/matters", {"matter_id": "m-2", "data": MATTER})
    before = story.head()
    answer = story.post("/api/events", {"events": [HERE, THERE]}, If_Match=f'"{VERSION}"')

    assert code(answer) == (422, "matter.if_match")
    assert "of one matter, and these events are of 2" in answer.get_json()["detail"]
    assert story.head() == before


def test_if_match__any__refused_where_a_matter_is_not_there(story: Caller) -> None:
    opening = {"type": "matter.opened", "effective": "2023-05-01", "data": MATTER}
    before = story.head()
    answer = story.post("/api/events", {"events": [{**opening, "matter_id": "m-2"}]}, If_Match="*")

    assert code(answer) == (412, "matter.stale")
    assert story.head() == before


def test_if_match__weak_as_a_proxy_makes_it__lets_the_post_in(story: Caller) -> None:
    tag = story.get("/api/matters/m-1").headers["ETag"]
    answer = story.post("/api/matters/m-1/events", NOTE, If_Match=f"W/{tag}")

    assert answer.status_code == 201
    assert answer.headers["ETag"] == f'"{VERSION + 1}"'


@pytest.mark.parametrize(
    ("method", "path", "body", "header"),
    [
        ("POST", "/api/matters", {"data": MATTER}, "If-Match"),
        ("POST", "/api/matters", {"data": MATTER}, "If-None-Match"),
        ("POST", "/api/matters/m-1/events", NOTE, "If-None-Match"),
        ("POST", "/api/matters/m-1/events", NOTE, "If-Unmodified-Since"),
        ("POST", "/api/events", {"events": [HERE]}, "If-None-Match"),
        ("POST", "/api/tokens", {"user": "bo", "role": "auditor", "days": 1}, "Idempotency-Key"),
        ("DELETE", "/api/tokens/1", None, "If-Match"),
        ("GET", "/api/matters/m-1", None, "If-Match"),
        ("GET", "/api/matters/m-1", None, "If-Unmodified-Since"),
    ],
)
def test_condition__that_a_route_does_not_look_at__refused_by_name(
    story: Caller, admin: Caller, method: str, path: str, body: Any, header: str
) -> None:
    before, issued = story.head(), admin.get("/api/tokens").get_json()
    send = getattr(admin, method.lower() if method != "DELETE" else "send")
    if method == "DELETE":
        answer = admin.send("DELETE", path, headers={header: '"1"'})
    else:
        answer = send(path, *([body] if body else []), **{header: '"1"'})

    assert code(answer) == (400, "header.not_heeded")
    assert answer.get_json()["errors"][0]["field"] == header
    assert (story.head(), admin.get("/api/tokens").get_json()) == (before, issued)


def test_if_none_match__of_a_matter__not_sent_again_until_it_reads_differently(
    story: Caller,
) -> None:
    path = "/api/matters/m-1?as_of=2023-04-01"
    tag = story.get(path).headers["ETag"]
    again = story.get(path, If_None_Match=tag)
    weak = story.get(path, If_None_Match=f'"x", W/{tag}')
    version_alone = story.get(path, If_None_Match=f'"{VERSION}"')
    another_day = story.get("/api/matters/m-1?as_of=2023-02-15", If_None_Match=tag)

    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert weak.status_code == 304
    assert (version_alone.status_code, another_day.status_code) == (200, 200)


def test_if_none_match__after_something_elsewhere_changed_what_is_said__sent_again(
    story: Caller,
) -> None:
    tag = story.get("/api/matters/m-1").headers["ETag"]
    story.post("/api/matters", {"matter_id": "m-2", "data": MATTER})
    died = {"type": "party.died", "effective": "2023-04-01", "data": {"party_id": "doe"}}
    doe = {"party_id": "doe", "name": "Jane Doe", "kind": "person", "role": "witness"}
    added = {"type": "party.added", "effective": "2023-04-01", "data": doe}
    assert story.post("/api/matters/m-2/events", {"events": [added, died]}).status_code == 201
    answer = story.get("/api/matters/m-1", If_None_Match=tag)

    assert answer.status_code == 200
    assert answer.get_json()["version"] == VERSION
    assert answer.get_json()["items"][0]["state"] == "abated"


@pytest.mark.parametrize("given", ["a", "3f2b-77", "A.b_c-9", "x" * 128])
def test_request_id__of_a_safe_form__stands_in_the_answer_and_in_the_log(
    story: Caller, caplog: pytest.LogCaptureFixture, given: str
) -> None:
    with caplog.at_level(logging.INFO, "casefile.access"):
        answer = story.get("/api/matters/m-9", X_Request_Id=given)

    assert answer.headers["X-Request-Id"] == given
    assert answer.get_json()["instance"] == f"urn:casefile:request:{given}"
    assert f"request={given} method=GET" in caplog.text


@pytest.mark.parametrize("given", ["", "a b", "a=b", "x" * 129, "Jane Doe", "a%0Ab", "ä", '"a"'])
def test_request_id__of_any_other_form__is_a_new_one(
    story: Caller, caplog: pytest.LogCaptureFixture, given: str
) -> None:
    with caplog.at_level(logging.INFO, "casefile.access"):
        answer = story.get("/api/matters", X_Request_Id=given)

    own = answer.headers["X-Request-Id"]
    assert re.fullmatch("[0-9a-f-]{36}", own)
    assert f"request={own} " in caplog.text
    assert not given or f"request={given} " not in caplog.text


def test_etag__of_a_post_whose_last_event_was_there_before__is_the_version_now(
    story: Caller,
) -> None:
    note = {**NOTE, "event_id": "note"}
    story.post("/api/matters/m-1/events", note)
    answer = story.post("/api/matters/m-1/events", {"events": [NOTE, note]})

    assert answer.status_code == 201
    assert answer.headers["ETag"] == f'"{VERSION + 2}"'


def test_batch__with_the_same_event_twice__has_two_receipts_in_the_order_posted(
    story: Caller,
) -> None:
    first, other = {**NOTE, "event_id": "first"}, {**NOTE, "event_id": "other"}
    before = story.head()
    answer = story.post("/api/matters/m-1/events", {"events": [first, other, first]})
    told = answer.get_json()["events"]

    assert answer.status_code == 201
    assert [one["event_id"] for one in told] == ["first", "other", "first"]
    assert [one["already"] for one in told] == [False, False, True]
    assert told[0] | {"already": True} == told[2]
    assert answer.headers["ETag"] == f'"{VERSION + 2}"'
    assert story.head() == before + 2


def test_etag__of_a_post_to_which_casefile_adds__is_the_version_now(story: Caller) -> None:
    days = {"number": 10, "unit": "days"}
    deadline = {"deadline_id": "d-1", "kind": "answer", "trigger": "plea", "period": days}
    story.post(
        "/api/matters/m-1/events",
        {"type": "deadline.set", "effective": "2023-05-01", "data": deadline},
    )
    changes = {"target": "plea", "changes": {"effective": "2023-03-02"}}
    answer = story.post(
        "/api/matters/m-1/events",
        {"type": "event.corrected", "effective": "2023-05-01", "data": changes},
    )

    assert len(answer.get_json()["added"]) == 1
    version = story.get("/api/matters/m-1").get_json()["version"]
    assert answer.headers["ETag"] == f'"{version}"'


def test_known_at__of_one_event__is_heeded(story: Caller) -> None:
    story.post("/api/events", {"events": [{**HERE, "event_id": "the-note"}]})
    changes = {"data": {"text": "Called back."}}
    amends = {"target": "the-note", "changes": changes}
    body = {
        "type": "event.corrected",
        "effective": "2023-05-01",
        "matter_id": "m-1",
        "data": amends,
    }
    story.post("/api/events", {"events": [body]})

    told = story.get("/api/events/the-note").get_json()
    then = story.get(f"/api/events/the-note?known_at=@{told['position']}").get_json()
    before = story.get(f"/api/events/the-note?known_at=@{told['position'] - 1}")

    assert (told["sentence"], len(told["corrections"])) == ("Note: Called back.", 1)
    assert (then["sentence"], then["corrections"]) == ("Note: Called.", [])
    assert code(before) == (404, "event.unknown")


KNOWING = [
    path
    for method, path, *_ in ROUTES
    if method == "GET" and path.startswith(("/api/parties", "/api/matters", "/api/calendar"))
]


@pytest.mark.parametrize("path", KNOWING)
def test_known_at__of_every_question_that_takes_it__is_where_the_answer_stands(
    story: Caller, path: str
) -> None:
    sign = "&" if "?" in path else "?"
    answer = story.get(f"{path}{sign}known_at=@2")
    if answer.status_code == 400:
        assert code(answer) == (400, "query.unknown")
    elif answer.status_code == 200 and answer.is_json and "position" in answer.get_json():
        assert answer.get_json()["position"] == 2
