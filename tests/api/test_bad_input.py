"""Bad input gets a clear problem, and changes nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from casefile.auth.roles import Role
from tests.api.conftest import Ask, Caller

NOTE: dict[str, Any] = {
    "type": "note.recorded",
    "effective": "2023-05-01",
    "data": {"text": "Called."},
}
PLEA = {
    "type": "charge.plea_entered",
    "effective": "2023-03-05",
    "data": {"item_id": "count-1", "plea": "guilty"},
}
PATHS = ("/api/matters", "/api/matters/m-1/events", "/api/events", "/api/tokens")


def note(**changes: Any) -> str:
    """Return the JSON of a note with some fields changed."""
    return json.dumps({**NOTE, **changes})


def _hearing(at: str, **given: str) -> str:
    data = {"hearing_id": "h", "kind": "trial", "at": at, "time_zone": "America/Denver", **given}
    return note(type="hearing.scheduled", data=data)


def _bodies() -> list[Any]:
    data = '{"type": "note.recorded", "effective": "2023-05-01", "data": %s}'
    many = json.dumps({"events": [NOTE] * 1_001})
    deep = data % ("[" * 100_000 + "]" * 100_000)
    source = {"kind": "order", "page": 3}
    charge = {"party_id": "nobody", "item_id": "c-2", "offense": "Fraud"}
    early = {**PLEA, "effective": "2022-12-31"}
    return [
        ("empty", "", 400, "input.not_json"),
        ("half", '{"type": ', 400, "input.not_json"),
        ("words", "type=note.recorded", 400, "input.not_json"),
        ("not_utf8", b'{"type": "\xff"}', 400, "input.not_json"),
        ("nan", data % '{"text": NaN}', 422, "input.float"),
        ("float", data % '{"text": 1.5}', 422, "input.float"),
        ("big", data % f'{{"text": "{"a" * 10_000_000}"}}', 413, "input.too_large"),
        ("deep", deep, 413, "input.too_deep"),
        ("deep_objects", data % ('{"a":' * 100_000), 413, "input.too_deep"),
        ("number", data % f'{{"text": {"9" * 5_000}}}', 422, "input.number"),
        ("twice", '{"type": "note.recorded", "type": "x"}', 422, "input.duplicate_key"),
        ("twice_inside", data % '{"text": "a", "text": "b"}', 422, "input.duplicate_key"),
        ("key", data % '{"tëxt": "a"}', 422, "input.key"),
        ("nul", note(data={"text": "a\x00b"}), 422, "input.control_character"),
        ("escape", note(data={"text": "a\x1b[2J"}), 422, "input.control_character"),
        ("turning", note(data={"text": "Jane \u202eoeD"}), 422, "input.control_character"),
        ("isolate", note(data={"text": "Jane \u2067Doe"}), 422, "input.control_character"),
        ("surrogate", data % r'{"text": "\ud800"}', 422, "input.control_character"),
        ("list", "[]", 422, "input.invalid"),
        ("text", '"x"', 422, "input.invalid"),
        ("null", "null", 422, "input.invalid"),
        ("nothing", "{}", 422, "event.invalid"),
        ("no_events", '{"events": []}', 422, "batch.empty"),
        ("events_no_list", '{"events": {}}', 422, "input.invalid"),
        ("event_no_object", '{"events": [1]}', 422, "event.invalid"),
        ("event_null", '{"events": [null]}', 422, "input.invalid"),
        ("batch_more", json.dumps({"events": [NOTE], "by": "me"}), 422, "input.invalid"),
        ("many", many, 413, "batch.too_large"),
        ("type", note(type="note.written"), 422, "event.type_unknown"),
        ("type_number", note(type=7), 422, "event.invalid"),
        ("field", note(colour="red"), 422, "event.invalid"),
        ("field_of_data", note(data={"text": "a", "colour": "red"}), 422, "event.invalid"),
        ("field_of_source", note(source=source), 422, "event.invalid"),
        ("missing", note(data={}), 422, "event.invalid"),
        ("30_february", note(effective="2023-02-30"), 422, "date.invalid"),
        ("yesterday", note(effective="yesterday"), 422, "date.invalid"),
        ("future", note(effective="2123-01-01"), 409, "date.future"),
        ("offset", note(effective="2023-05-01T10:00-07:00"), 422, "date.invalid"),
        ("zone", _hearing("2023-06-01T09:00", time_zone="Mars/Olympus"), 422, "event.invalid"),
        ("skipped", _hearing("2023-03-12T02:30"), 409, "date.hour"),
        ("twice_shown", _hearing("2023-11-05T01:30"), 409, "date.hour"),
        ("other_offset", _hearing("2023-06-01T09:00-05:00"), 409, "date.hour"),
        ("before_incident", json.dumps(early), 409, "date.before_incident"),
        (
            "party",
            json.dumps({**NOTE, "type": "charge.filed", "data": charge}),
            409,
            "party.unknown",
        ),
        (
            "item",
            json.dumps({**PLEA, "data": {"item_id": "c-9", "plea": "guilty"}}),
            409,
            "charge.not_filed",
        ),
        ("id", note(event_id="a/b"), 422, "event.invalid"),
        ("version", note(schema_version=9), 422, "event.version_unknown"),
        *((name, note(**{name: 1}), 422, "event.field_given") for name in GIVEN),
    ]


GIVEN = ("recorded_at", "recorded_on", "recorded_by", "loaded_at", "version", "position")
BODIES = _bodies()


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [body[1:] for body in BODIES],
    ids=[body[0] for body in BODIES],
)
def test_post__of_what_is_wrong__clear_problem_and_nothing_changed(
    story: Caller, data: bytes | str, status: int, code: str
) -> None:
    head = story.head()
    answer = story.send("POST", "/api/matters/m-1/events", data)
    problem = answer.get_json()

    assert (answer.status_code, problem["code"]) == (status, code)
    assert answer.content_type == "application/problem+json"
    assert set(problem) - {"errors", "missing"} == {
        *("type", "title", "status", "detail", "code", "instance"),
        *("conflicts", "place", "may_override"),
    }
    assert problem["detail"].endswith(".")
    assert len(problem["detail"]) < 500
    assert "Traceback" not in answer.text
    assert story.head() == head


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "name", ["empty", "big", "deep", "number", "twice", "nul", "list", "not_utf8"]
)
def test_every_door__what_no_door_takes__clear_problem(
    story: Caller, admin: Caller, path: str, name: str
) -> None:
    _, data, status, code = next(body for body in BODIES if body[0] == name)
    answer = admin.send("POST", path, data)

    assert (answer.status_code, answer.get_json()["code"]) == (status, code)
    assert story.head() == 6


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "content_type", [None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]
)
def test_every_door__not_sent_as_json__refused(
    story: Caller, admin: Caller, path: str, content_type: str | None
) -> None:
    answer = admin.send("POST", path, note(), content_type=content_type)

    assert (answer.status_code, answer.get_json()["code"]) == (415, "input.media_type")
    assert story.head() == 6


def test_post__unknown_field__named_in_the_sentence(story: Caller) -> None:
    answer = story.send("POST", "/api/matters/m-1/events", note(colour="red"))

    assert "colour: There is no such field." in answer.get_json()["detail"]


def test_post__wrong_event_in_a_batch__named_by_its_place(story: Caller) -> None:
    body = {"events": [NOTE, NOTE, {**NOTE, "effective": "2023-02-30"}]}
    problem = story.post("/api/matters/m-1/events", body).get_json()

    assert problem["place"] == 2
    assert "2023-02-30" in problem["detail"]


def test_post__across_matters_without_a_matter__refused(story: Caller) -> None:
    answer = story.post("/api/events", {"events": [NOTE]})

    assert answer.status_code == 422
    assert "matter_id" in answer.get_json()["detail"]


def test_post__single_event_to_the_door_for_batches__refused(story: Caller) -> None:
    answer = story.post("/api/events", {**NOTE, "matter_id": "m-1"})

    assert (answer.status_code, answer.get_json()["code"]) == (422, "input.invalid")


def test_post__thousand_events__recorded(story: Caller) -> None:
    assert story.post("/api/matters/m-1/events", {"events": [NOTE] * 1_000}).status_code == 201


@pytest.mark.parametrize("role", [Role.ANYONE, Role.AUDITOR])
def test_post__wrong_role__refused_before_the_body_is_read(
    story: Caller, ask: Ask, role: Role
) -> None:
    answer = ask(role).send("POST", "/api/matters/m-1/events", "not JSON")

    assert answer.status_code == (401 if role is Role.ANYONE else 403)
    assert story.head() == 6


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"user": "bo", "days": 1}, "role: Missing data"),
        ({"user": "bo", "role": "king", "days": 1}, "role: one of calendar, auditor"),
        ({"user": "", "role": "auditor", "days": 1}, "user: "),
        ({"user": "bo\n", "role": "auditor", "days": 1}, "printable"),
        ({"user": "bo", "role": "auditor"}, "lives for an hour"),
        ({"user": "bo", "role": "auditor", "days": "1"}, "days: "),
        ({"user": "bo", "role": "auditor", "days": -1}, "days: "),
        ({"user": "bo", "role": "auditor", "days": 0}, "days: "),
        ({"user": "bo", "role": "auditor", "days": 1, "hours": 0}, "hours: "),
        ({"user": "bo", "role": "auditor", "days": 10**14}, "days: "),
        ({"user": "bo", "role": "auditor", "days": 1, "token": "mine"}, "no field 'token'"),
    ],
)
def test_token__wrongly_asked_for__refused_and_none_made(
    admin: Caller, body: dict[str, Any], says: str
) -> None:
    answer = admin.post("/api/tokens", body)

    assert answer.status_code == 422
    assert says in answer.get_json()["detail"]
    assert len(admin.get("/api/tokens").get_json()["tokens"]) == 1


@pytest.mark.parametrize(
    ("token_id", "status"), [("99", 404), ("0", 404), ("x", 404), ("9" * 40, 404)]
)
def test_token__revoking_what_is_none__not_found(admin: Caller, token_id: str, status: int) -> None:
    assert admin.delete(f"/api/tokens/{token_id}").status_code == status
