"""What is refused of a post says what to do next, and names all that it is about."""

from __future__ import annotations

from typing import Any

import pytest

from casefile.auth.roles import Role
from tests.api.conftest import MATTER, STORY, Ask, Caller
from tests.api.test_heeded import NOTE, code


def test_key__used_again_for_something_else__is_named_with_what_to_do(story: Caller) -> None:
    first = story.post("/api/matters/m-1/events", NOTE, Idempotency_Key="k-1")
    other = {**NOTE, "data": {"text": "Wrote."}}
    answer = story.post("/api/matters/m-1/events", other, Idempotency_Key="k-1")
    more = story.post("/api/matters/m-1/events", {"events": [NOTE, NOTE]}, Idempotency_Key="k-1")

    assert (first.status_code, code(answer)) == (201, (409, "event.id_reused"))
    assert code(more) == (409, "idempotency.reused")
    for one in (answer, more):
        assert one.get_json()["detail"].startswith("This Idempotency-Key came with other events")
        assert "take another key" in one.get_json()["detail"]
    assert [one["field"] for one in answer.get_json()["errors"]] == ["Idempotency-Key"]


def test_refiles__of_a_charge_elsewhere_that_is_open__names_what_ends_it_there(
    story: Caller,
) -> None:
    _open_another(story)
    refiled = {"party_id": "doe", "item_id": "d-1", "offense": "Fraud", "refiles": "m-1/count-1"}
    charge = {"type": "charge.filed", "effective": "2023-05-02", "data": refiled}
    problem = story.post("/api/matters/m-2/events", charge).get_json()

    assert (problem["status"], problem["code"]) == (409, "charge.not_ended")
    missing = problem["missing"]
    assert missing == {
        "type": "charge.dismissed",
        "matter_id": "m-1",
        "data": {"item_id": "count-1"},
    }
    ended = {"type": missing["type"], "effective": "2023-05-01", "data": missing["data"]}
    assert story.post(f"/api/matters/{missing['matter_id']}/events", ended).status_code == 201
    assert story.post("/api/matters/m-2/events", charge).status_code == 201


def test_refiles__of_a_charge_that_was_bound_over__is_told_to_be_left_out(story: Caller) -> None:
    _open_another(story)
    moved = {"item_id": "count-1", "how": "bound over", "to": "m-2"}
    move = {"type": "charge.moved", "effective": "2023-05-01", "data": moved}
    assert story.post("/api/matters/m-1/events", move).status_code == 201
    filed = {"party_id": "doe", "item_id": "d-1", "offense": "Fraud", "severity": "felony"}
    charge = {"type": "charge.filed", "effective": "2023-05-02", "data": filed}
    again = {**charge, "data": {**filed, "refiles": "m-1/count-1"}}
    problem = story.post("/api/matters/m-2/events", again).get_json()

    assert (problem["status"], problem["code"]) == (409, "charge.not_live")
    assert problem["detail"].endswith("what it goes on as is filed without `refiles`.")
    assert problem.get("missing", {"matter_id": "m-1"})["matter_id"] == "m-1"
    assert story.post("/api/matters/m-2/events", charge).status_code == 201


def _open_another(story: Caller) -> None:
    opened = {"matter_id": "m-2", "effective": "2023-05-01", "data": MATTER}
    assert story.post("/api/matters", opened).status_code == 201
    added = {**STORY[2], "effective": "2023-05-01"}
    assert story.post("/api/matters/m-2/events", added).status_code == 201


SENTENCED: list[dict[str, Any]] = [
    {
        "type": "charge.plea_entered",
        "effective": "2023-04-01",
        "data": {"item_id": "count-1", "plea": "guilty"},
        "event_id": "guilty",
    },
    {
        "type": "charge.conviction_entered",
        "effective": "2023-04-02",
        "data": {"item_id": "count-1", "basis": "plea_guilty"},
        "event_id": "convicted",
    },
    {
        "type": "sentence.imposed",
        "effective": "2023-04-03",
        "data": {"item_ids": ["count-1"], "components": [{"kind": "probation"}]},
        "event_id": "sentenced",
    },
]


def test_correction__that_lets_its_own_event_not_stand__says_so(story: Caller) -> None:
    assert story.post("/api/matters/m-1/events", {"events": SENTENCED}).status_code == 201
    correction = {
        "type": "event.corrected",
        "effective": "2023-05-01",
        "data": {"target": "sentenced", "changes": {"effective": "2023-02-05"}},
    }
    problem = story.post("/api/matters/m-1/events", correction).get_json()

    assert (problem["status"], problem["code"]) == (409, "sentence.no_conviction")
    assert problem["detail"].startswith(
        "Corrected so, it could not stand itself: sentence.imposed of 2023-02-05: "
    )
    assert "sentenced" not in problem["conflicts"]


def test_retraction__of_what_others_rest_on__names_all_of_them(story: Caller) -> None:
    assert story.post("/api/matters/m-1/events", {"events": SENTENCED}).status_code == 201
    retraction = {
        "type": "event.retracted",
        "effective": "2023-05-01",
        "data": {"target": "filing", "reason": "error"},
    }
    problem = story.post("/api/matters/m-1/events", retraction).get_json()

    assert problem["code"] == "charge.not_filed"
    assert problem["conflicts"] == ["plea", "guilty", "convicted", "sentenced"]


def test_dry_run__of_what_is_overridden__does_not_say_that_it_was_recorded(
    ask: Ask, story: Caller
) -> None:
    del story
    verdict = {
        "type": "charge.verdict_returned",
        "effective": "2023-04-01",
        "data": {"item_id": "count-1", "verdict": "guilty"},
        "override": {"reason": "So the order reads.", "authority": "Order of 2023-04-01"},
    }
    told = []
    for query in ("?dry_run=true", ""):
        answer = ask(Role.ATTORNEY).post(f"/api/matters/m-1/events{query}", verdict).get_json()
        told += [one["sentence"] for one in answer["warnings"] if one["code"] == "irregular"]

    assert told[0].startswith("It would be recorded, although irregular: verdict.no_trial.")
    assert told[1].startswith("Recorded although irregular: verdict.no_trial.")


@pytest.mark.parametrize(
    ("amount", "currency", "status"),
    [
        ("85.000", "USD", 422),
        ("85.000", "EUR", 422),
        ("85.000", "KWD", 201),
        ("85.00", "USD", 201),
        ("85000", "USD", 201),
    ],
)
def test_amount__that_may_be_a_thousand_times_as_much__is_asked_about(
    story: Caller, amount: str, currency: str, status: int
) -> None:
    penalty = {"amount": amount, "currency": currency}
    filed = {**STORY[3]["data"], "item_id": "count-9", "offense": "Theft", "penalty": penalty}
    event = {"type": "charge.filed", "effective": "2023-02-01", "data": filed}
    answer = story.post("/api/matters/m-1/events", event)

    assert answer.status_code == status
    if status != 201:
        assert answer.get_json()["code"] == "amount.in_doubt"
        (error,) = answer.get_json()["errors"]
        assert error == {
            "field": "data.penalty.amount",
            "sentence": "Did you mean 85,000 or 85.00?",
            "choices": ["85000", "85.00"],
        }
