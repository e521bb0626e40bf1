"""What is posted is recorded whole or not at all, once, and by whom."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from casefile.app import Casefile
from tests.api.conftest import COUNT, MATTER, STORY, Caller

NOTE = {"type": "note.recorded", "effective": "2023-05-01", "data": {"text": "Called."}}
DISMISSAL = {
    "type": "charge.dismissed",
    "effective": "2023-04-21",
    "data": {"item_id": "count-1", "by": "prosecution", "prejudice": "without"},
}


def code(answer: Any) -> tuple[int, str]:
    """Return the status and the code of a problem."""
    return answer.status_code, answer.get_json()["code"]


def test_open__whole_event__answers_201_with_its_address_and_version(paralegal: Caller) -> None:
    answer = paralegal.post("/api/matters", {**STORY[0], "matter_id": "m-1"})

    assert answer.status_code == 201
    assert answer.headers["Location"] == "/api/matters/m-1"
    assert answer.headers["ETag"] == '"1"'
    [event] = answer.get_json()["events"]
    assert event | {"recorded_at": "", "event_id": ""} == {
        "event_id": "",
        "matter_id": "m-1",
        "version": 1,
        "position": 1,
        "type": "matter.opened",
        "recorded_at": "",
        "already": False,
        "sentence": event["sentence"],
    }
    assert event["sentence"].startswith("Recorded: Matter opened: ")


def test_open__data_alone__gets_an_id_and_the_offices_today(
    paralegal: Caller, app: Casefile
) -> None:
    answer = paralegal.post("/api/matters", {"data": MATTER})
    matter = paralegal.get(answer.headers["Location"]).get_json()

    assert re.fullmatch("[0-9a-f-]{36}", matter["matter_id"])
    assert matter["matter"]["opened"] == app.extensions["casefile"].today().isoformat()


def test_open__another_type_of_event__refused(paralegal: Caller) -> None:
    assert code(paralegal.post("/api/matters", NOTE)) == (422, "matter.not_opened")
    assert paralegal.head() == 0


def test_open__a_matter_that_exists__refused_with_the_event_that_opened_it(story: Caller) -> None:
    answer = story.post("/api/matters", {"matter_id": "m-1", "data": MATTER})

    assert code(answer) == (409, "matter.exists")
    assert len(answer.get_json()["conflicts"]) == 1


def test_post__one_event__recorded_by_the_user_of_the_token(story: Caller) -> None:
    answer = story.post("/api/matters/m-1/events", {**NOTE, "event_id": "note"})

    assert answer.status_code == 201
    assert answer.headers["ETag"] == f'"{len(STORY) + 1}"'
    event = story.get("/api/events/note").get_json()
    assert event["recorded_by"] == "paralegal"
    assert event["data"] == {"text": "Called."}


def test_post__batch_to_a_matter__recorded_in_order(story: Caller) -> None:
    answer = story.post("/api/matters/m-1/events", {"events": [NOTE, DISMISSAL]})

    types = [(one["type"], one["position"]) for one in answer.get_json()["events"]]
    assert types == [("note.recorded", 7), ("charge.dismissed", 8)]
    status = story.get("/api/parties/doe/status?as_of=2023-04-21").get_json()
    assert status["tracks"]["criminal"]["label"].startswith("dismissed without prejudice")


def test_post__batch_with_one_wrong_event__records_none_and_names_its_place(
    story: Caller,
) -> None:
    head = story.head()
    answer = story.post("/api/matters/m-1/events", {"events": [NOTE, DISMISSAL, DISMISSAL]})

    assert code(answer) == (409, "item.wrong_state")
    assert answer.get_json()["place"] in {1, 2}
    assert story.head() == head


def test_post__batch_across_matters__recorded_all(paralegal: Caller) -> None:
    events = [{**STORY[0], "matter_id": name} for name in ("m-1", "m-2")]
    related = {
        "type": "matter.related",
        "effective": "2023-02-01",
        "data": {"other": "m-1", "relation": "companion"},
        "matter_id": "m-2",
    }
    answer = paralegal.post("/api/events", {"events": [*events, related]})

    assert answer.status_code == 201
    places = [(one["matter_id"], one["version"]) for one in answer.get_json()["events"]]
    assert places == [("m-1", 1), ("m-2", 1), ("m-2", 2)]


def test_post__to_a_matter_never_opened__not_found(paralegal: Caller) -> None:
    assert code(paralegal.post("/api/matters/m-9/events", NOTE)) == (404, "matter.unknown")
    assert code(paralegal.post("/api/matters/m-9/events", STORY[0])) == (404, "matter.unknown")
    assert paralegal.head() == 0


def test_post__event_of_another_matter_than_the_address__refused(story: Caller) -> None:
    answer = story.post("/api/matters/m-1/events", {"events": [NOTE, {**NOTE, "matter_id": "m-2"}]})

    assert code(answer) == (422, "matter.disagrees")
    assert answer.get_json()["place"] == 1


def test_refusal__of_the_law__names_what_it_conflicts_with(story: Caller) -> None:
    plea = {**STORY[4], "effective": "2023-05-01", "event_id": "again"}
    story.post("/api/matters/m-1/events", {**DISMISSAL, "event_id": "dismissal"})
    answer = story.post("/api/matters/m-1/events", plea)

    problem = answer.get_json()
    assert answer.status_code == 409
    assert answer.content_type == "application/problem+json"
    assert problem["type"] == f"urn:casefile:problem:{problem['code']}"
    assert problem["title"] == "Refused"
    assert problem["status"] == 409
    assert "dismissal" in problem["conflicts"]
    assert problem["place"] == 0


def test_refusal__for_want_of_another_event__says_which(story: Caller) -> None:
    verdict = {"type": "charge.verdict_returned", "effective": "2023-05-01"}
    posted = {**verdict, "data": {"item_id": "count-1", "verdict": "guilty"}}
    answer = story.post("/api/matters/m-1/events", posted)
    assert code(answer) == (409, "verdict.no_trial")
    assert answer.get_json()["missing"] == {
        "type": "charge.trial_commenced",
        "matter_id": "m-1",
        "data": {"item_id": "count-1"},
    }
    answer = story.post("/api/matters/m-1/events", {**posted, "type": "note.recorded"})
    assert "missing" not in answer.get_json()


@pytest.mark.parametrize(
    ("assertion", "said"),
    [
        ("occurred", ""),
        ("scheduled", " as scheduled"),
        ("announced", " as announced"),
        ("reported", " as reported"),
        ("alleged", " as alleged"),
        ("statement", " as a statement"),
        ("opinion", " as an opinion"),
        ("prediction", " as a prediction"),
    ],
)
def test_post__of_each_assertion__confirmed_as_what_it_is(
    story: Caller, assertion: str, said: str
) -> None:
    note = {**NOTE, "assertion": assertion, "event_id": "note"}
    for dry_run, done in (
        ("true", "Would be recorded"),
        ("false", "Recorded"),
        ("true", "Recorded"),
    ):
        answer = story.post(f"/api/matters/m-1/events?dry_run={dry_run}", note)
        (event,) = answer.get_json()["events"]
        assert event["sentence"].startswith(f"{done}{said}: Note: ")


def test_dry_run__of_a_dismissal__answers_its_effect_and_writes_nothing(story: Caller) -> None:
    head = story.head()
    answer = story.post("/api/matters/m-1/events?dry_run=true", DISMISSAL)
    body = answer.get_json()

    assert answer.status_code == 200
    assert body["dry_run"] is True
    [effect] = body["effects"]
    assert effect["before"] == "pleaded not guilty"
    assert effect["after"].startswith("dismissed without prejudice")
    assert story.head() == head
    assert "ETag" not in answer.headers


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/matters?dry_run=true", {"data": MATTER}),
        ("/api/events?dry_run=true", {"events": [{**NOTE, "matter_id": "m-1"}]}),
    ],
)
def test_dry_run__at_every_door__writes_nothing(
    story: Caller, path: str, body: dict[str, Any]
) -> None:
    head = story.head()

    assert story.post(path, body).status_code == 200
    assert story.head() == head


def test_dry_run__false__writes(story: Caller) -> None:
    assert story.post("/api/matters/m-1/events?dry_run=false", NOTE).status_code == 201


def test_event_id__posted_again__answered_with_the_first_result(story: Caller) -> None:
    note = {**NOTE, "event_id": "note"}
    first = story.post("/api/matters/m-1/events", note)
    again = story.post("/api/matters/m-1/events", note)

    assert (first.status_code, again.status_code) == (201, 200)
    [was], [now] = first.get_json()["events"], again.get_json()["events"]
    assert now == {**was, "already": True}
    other = story.post("/api/matters/m-1/events", {**note, "effective": "2023-05-02"})
    assert code(other) == (409, "event.id_reused")


def test_idempotency_key__same_batch_again__records_it_once(story: Caller) -> None:
    batch = {"events": [NOTE, DISMISSAL]}
    first = story.post("/api/matters/m-1/events", batch, Idempotency_Key="k1")
    head = story.head()
    again = story.post("/api/matters/m-1/events", batch, Idempotency_Key="k1")

    assert (first.status_code, again.status_code) == (201, 200)
    ids = [one["event_id"] for one in first.get_json()["events"]]
    assert [one["event_id"] for one in again.get_json()["events"]] == ids
    assert all(one["already"] for one in again.get_json()["events"])
    assert story.head() == head


def test_idempotency_key__with_other_content__refused(story: Caller) -> None:
    story.post("/api/matters/m-1/events", NOTE, Idempotency_Key="k1")
    head = story.head()

    other = story.post("/api/matters/m-1/events", DISMISSAL, Idempotency_Key="k1")

    assert code(other) == (409, "event.id_reused")
    assert story.head() == head


def test_idempotency_key__of_another_user__is_another_key(story: Caller, admin: Caller) -> None:
    for caller in (story, admin):
        assert caller.post("/api/matters/m-1/events", NOTE, Idempotency_Key="k1").status_code == 201


def test_idempotency_key__opening_without_an_id__makes_one_matter(
    paralegal: Caller, app: Casefile
) -> None:
    first = paralegal.post("/api/matters", {"data": MATTER}, Idempotency_Key="k1")
    # The retry comes on the next day: what was left out is what it was then.
    tomorrow = replace(app.extensions["casefile"], clock_us=lambda: int(2e15))
    app.extensions["casefile"] = tomorrow
    again = paralegal.post("/api/matters", {"data": MATTER}, Idempotency_Key="k1")

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.get_json()["events"][0]["event_id"] == again.get_json()["events"][0]["event_id"]
    assert len(paralegal.get("/api/matters").get_json()["matters"]) == 1


@pytest.mark.parametrize("key", ["", " ", "a" * 256, "ä"])
def test_idempotency_key__not_printable_or_too_long__refused(story: Caller, key: str) -> None:
    head = story.head()

    answer = story.post("/api/matters/m-1/events", NOTE, Idempotency_Key=key)

    assert code(answer) == (422, "input.invalid")
    assert story.head() == head


def test_if_match__the_version_read__lets_the_post_in(story: Caller) -> None:
    etag = story.get("/api/matters/m-1").headers["ETag"]

    assert story.post("/api/matters/m-1/events", NOTE, If_Match=etag).status_code == 201


def test_if_match__any__lets_the_post_in(story: Caller) -> None:
    assert story.post("/api/matters/m-1/events", NOTE, If_Match="*").status_code == 201


@pytest.mark.parametrize(
    "tag", ['"3"', '"99"', 'W/"3"', '"3.0a"', '"x"', '"6x"', '"99999999999999999999"']
)
def test_if_match__another_version__refused_and_nothing_written(story: Caller, tag: str) -> None:
    head = story.head()

    answer = story.post("/api/matters/m-1/events", NOTE, If_Match=tag)

    assert code(answer) == (412, "matter.stale")
    assert story.head() == head


@pytest.mark.parametrize("tag", ["abc", "\x80", '"7', "six", "W/6x"])
def test_if_match__that_is_no_etag__is_not_right_in_itself(story: Caller, tag: str) -> None:
    answer = story.post("/api/matters/m-1/events", NOTE, If_Match=tag)

    assert code(answer) == (400, "header.invalid")
    assert [one["field"] for one in answer.get_json()["errors"]] == ["If-Match"]


def test_if_match__two_versions__refused(story: Caller) -> None:
    answer = story.post("/api/matters/m-1/events", NOTE, If_Match='"6", "7"')

    assert code(answer) == (422, "matter.if_match")


def test_if_match__retry_of_what_was_recorded__answered_as_the_first_time(story: Caller) -> None:
    etag = story.get("/api/matters/m-1").headers["ETag"]
    note = {**NOTE, "event_id": "note"}
    first = story.post("/api/matters/m-1/events", note, If_Match=etag)
    again = story.post("/api/matters/m-1/events", note, If_Match=etag)

    assert (first.status_code, again.status_code) == (201, 200)


def test_correction__posted__changes_the_answer_from_its_position_on(story: Caller) -> None:
    correction = {
        "type": "event.corrected",
        "effective": "2023-06-01",
        "data": {"target": "filing", "changes": {"data": {"offense": "Grand fraud"}}},
    }
    head = story.head()
    posted = story.post("/api/matters/m-1/events", correction)
    event = story.get("/api/events/filing").get_json()

    assert posted.status_code == 201, posted.get_json()
    assert event["data"]["offense"] == COUNT["offense"]
    assert event["as_corrected"]["data"]["offense"] == "Grand fraud"
    assert [one["position"] for one in event["corrections"]] == [head + 1]


def test_if_match__with_an_empty_tag__is_no_version(story: Caller) -> None:
    note = {"type": "note.recorded", "effective": "2023-05-01", "data": {"text": "Called."}}
    answer = story.post("/api/matters/m-1/events", note, If_Match='""')
    assert (answer.status_code, answer.get_json()["code"]) == (412, "matter.stale")


def test_party__of_a_like_name__warned_of_where_it_is_posted_alone(paralegal: Caller) -> None:
    paralegal.post("/api/matters", {**STORY[0], "matter_id": "m-1"})

    def added(party_id: str, name: str, **more: Any) -> dict[str, Any]:
        data = {"party_id": party_id, "name": name, "kind": "person", "role": "defendant", **more}
        return {"type": "party.added", "effective": "2023-01-02", "data": data}

    events = "/api/matters/m-1/events"
    paralegal.post(events, added("garcia", "Maria Garcia"))
    alone = paralegal.post(events, added("mg", "Maria T. Garcia")).get_json()
    (warned,) = alone["warnings"]
    assert (warned["code"], warned["matter_id"]) == ("like_name", "m-1")
    assert warned["events"] == [alone["events"][0]["event_id"]]
    assert f"Maria Garcia (garcia) in {STORY[0]['data']['title']}: " in warned["sentence"]
    two = {"events": [added("x", "Maria X. Garcia"), added("y", "Maria Y. Garcia")]}
    assert paralegal.post(events, two).get_json()["warnings"] == []
    refused = paralegal.post(events, added("garcia", "Luis Garcia"))
    assert code(refused) == (409, "party.id_taken")
    assert "Maria Garcia" in refused.get_json()["detail"]


def test_post__of_what_the_matter_has_already__recorded_and_warned_of(story: Caller) -> None:
    (filing,) = (one for one in STORY if one["type"] == "charge.filed")
    again = {**filing, "event_id": "again", "data": {**filing["data"], "item_id": "count-2"}}
    answer = story.post("/api/matters/m-1/events", again)
    assert answer.status_code == 201
    assert duplicates(answer) == [("duplicate.charge", ["again", "filing"])]

    third = {**again, "event_id": "third", "data": {**filing["data"], "item_id": "count-3"}}
    for named, told in (("filing", 0), ("again", 0), ("plea", 1)):
        linked = {**third, "links": {"duplicates": named}}
        tried = story.post("/api/matters/m-1/events?dry_run=true", linked)
        assert len(duplicates(tried)) == told


def duplicates(answer: Any) -> list[tuple[str, list[str]]]:
    """Return the warnings of a post that the matter had it already."""
    said = [(one["code"], one["events"]) for one in answer.get_json()["warnings"]]
    return [one for one in said if one[0].startswith("duplicate.")]
