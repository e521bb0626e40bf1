"""Deadlines over the API: the rules, a count without recording, and posts that are counted."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest

from casefile.auth.roles import Role
from casefile.law.rulebook import rulebook
from tests.api.conftest import Ask, Caller, read
from tests.once import once

SUIT: list[dict[str, Any]] = [
    {
        "type": "matter.opened",
        "effective": "2023-04-03",
        "data": {
            "title": "Roe v. Doe",
            "category": "civil",
            "jurisdiction": "US",
            "court_id": "nmd",
        },
    },
    {
        "type": "note.recorded",
        "effective": "2023-04-20",
        "event_id": "served",
        "data": {"text": "Served."},
    },
]
ANSWER: dict[str, Any] = {
    "type": "deadline.set",
    "effective": "2023-04-21",
    "event_id": "answer",
    "data": {
        "deadline_id": "answer",
        "kind": "answer",
        "rule": "frcp-12a1ai",
        "trigger": "served",
    },
}


@pytest.fixture
@once
def suit(paralegal: Caller) -> Caller:
    """Return a paralegal in whose office a suit has been served."""
    answer = paralegal.post(
        "/api/events", {"events": [{**one, "matter_id": "m-1"} for one in SUIT]}
    )
    assert answer.status_code == 201, answer.get_json()
    return paralegal


def test_rules__asked_for__are_those_of_the_table(ask: Ask) -> None:
    found = read(ask(Role.AUDITOR), "/api/deadlines/rules")
    assert [one["code"] for one in found["rules"]] == list(rulebook().rules)
    answer = next(one for one in found["rules"] if one["code"] == "frcp-12a1ai")
    assert answer["period"] == "21 days after service of the summons and complaint"
    assert answer["citation"] == "Fed. R. Civ. P. 12(a)(1)(A)(i)"
    petty = {"jurisdiction": "US-NM", "severity": "petty", "degree": None, "statute": None}
    assert petty | {"months": 12} in found["limitations"]
    own = read(ask(Role.AUDITOR), "/api/deadlines/rules?jurisdiction=US-NM&q=1-059")
    codes = ["nm-1-059b", "nm-1-059e", "nm-1-059c"]
    assert [one["code"] for one in own["rules"]] == codes
    assert [one["name"] for one in own["bodies"]] == ["us-nm.toml"]
    assert own["bodies"][0]["not_known"]
    assert {one["jurisdiction"] for one in own["limitations"]} == {"US-NM"}


@pytest.mark.parametrize("path", ["/api/deadlines/rules", "/api/deadlines/count?rule=frcp-4m"])
def test_deadlines__without_a_token__not_told(ask: Ask, path: str) -> None:
    assert ask(Role.ANYONE).get(path).status_code == 401


def test_count__from_a_day__answers_day_and_steps_and_records_nothing(suit: Caller) -> None:
    head = suit.head()
    found = read(suit, "/api/deadlines/count?rule=frcp-12a1ai&from=2023-05-06")
    assert (found["due"], found["earliest"], found["latest"]) == ("2023-05-30",) * 3
    assert found["steps"][0].startswith("Day 0 is 2023-05-06 (the day given)")
    assert found["rule"]["title"] == "Answer to the complaint"
    assert suit.head() == head


@pytest.mark.parametrize(
    ("query", "due"),
    [
        ("rule=frcp-12a1ai&trigger=served", "2023-05-11"),
        ("rule=Fed.%20R.%20Civ.%20P.%204(m)&from=2023-04-20", "2023-07-19"),
        ("number=14&unit=days&from=2023-11-10&counting=frcp", "2023-11-24"),
        ("number=14&unit=days&from=2023-11-10&matter_id=m-1", "2023-11-27"),
        ("number=14&unit=days&from=2023-11-10&counting=frcp&holidays_of=US,US-NM", "2023-11-27"),
        ("number=14&unit=days&direction=before&from=2023-07-18&counting=frcp", "2023-07-03"),
        ("rule=frcp-33b2&from=2023-03-07&served_by=mail", "2023-04-10"),
        (
            "rule=frcp-12a1ai&from=2023-04-20&closed_on=2023-05-11,2023-05-12",
            "2023-05-15",
        ),
        ("rule=frcp-12a1ai&from=2023-04", "2023-04-24/2023-05-22"),
    ],
)
def test_count__by_any_terms__counted_as_they_say(suit: Caller, query: str, due: str) -> None:
    assert read(suit, f"/api/deadlines/count?{query}")["due"] == due


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("rule=frcp-99&from=2023-04-20", 404, "rule.unknown"),
        ("rule=frcp-4m&trigger=nothing", 404, "event.unknown"),
        ("rule=frcp-4m&from=2023-04-20&matter_id=nowhere", 404, "matter.unknown"),
        ("rule=frcp-59e&trigger=served", 422, "deadline.trigger"),
        ("rule=frcp-4m", 422, "deadline.from"),
        ("rule=frcp-4m&from=2023-04-20&trigger=served", 422, "deadline.from"),
        ("rule=frcp-4m&number=3&unit=days&from=2023-04-20", 422, "deadline.terms"),
        ("from=2023-04-20", 422, "deadline.terms"),
        ("number=3&from=2023-04-20", 422, "deadline.terms"),
        ("rule=frcp-4m&from=tomorrow", 422, "deadline.invalid"),
        ("rule=frcp-4m&from=2023-04-20&closed_on=2023-02-30", 422, "deadline.invalid"),
        ("rule=frcp-4m&from=2023-04-20&served_by=mail", 422, "deadline.not_countable"),
        ("number=3&unit=days&from=2023-04-20", 422, "deadline.not_countable"),
        ("number=3&unit=days&from=2023-04-20&counting=moon", 422, "counting.unknown"),
        ("rule=frcp-4m&from=2023-04-20&holidays_of=FR", 422, "holidays.unknown"),
        ("rule=frcp-4m&from=2023-04-20&holidays_of=us", 422, "query.invalid"),
        ("number=3&unit=moons&from=2023-04-20", 422, "query.invalid"),
        ("number=99999999&unit=days&from=2023-04-20", 422, "query.invalid"),
        ("rule=frcp-4m&from=9999-12-01", 422, "deadline.not_countable"),
    ],
)
def test_count__that_cannot_be_done__says_why(
    suit: Caller, query: str, status: int, code: str
) -> None:
    answer = suit.get(f"/api/deadlines/count?{query}")
    assert (answer.status_code, answer.get_json()["code"]) == (status, code), answer.get_json()
    assert answer.content_type == "application/problem+json"


@pytest.mark.parametrize(
    ("query", "blamed", "said"),
    [
        ("rule=frcp-4m", ["from", "trigger"], "Say what to count from: a day, or an event."),
        ("rule=frcp-4m&from=2023-04-20&trigger=served", ["from", "trigger"], "and not both"),
        ("rule=frcp-4m&from=2023-04-20&also=served", ["also"], "beside an event"),
        ("from=2023-04-20", ["rule", "number", "unit"], "Say how to count: by a rule"),
        ("number=3&from=2023-04-20", ["unit"], "a number and a unit"),
        ("rule=frcp-4m&number=3&unit=days&from=2023-04-20", ["rule", "number", "unit"], "not both"),
        ("rule=frcp-4m&from=tomorrow", ["from"], "cannot be counted"),
        ("rule=frcp-4m&from=2023-04-20&closed_on=2023-02-30", ["closed_on"], "cannot be counted"),
    ],
)
def test_count__that_is_asked_amiss__names_the_parameters_to_blame(
    suit: Caller, query: str, blamed: list[str], said: str
) -> None:
    answer = suit.get(f"/api/deadlines/count?{query}").get_json()

    assert [one["field"] for one in answer["errors"]] == blamed
    assert said in answer["detail"]
    assert "due" not in answer["detail"]


def test_count__from_no_event__names_no_matter_where_none_was_asked_about(suit: Caller) -> None:
    answer = suit.get("/api/deadlines/count?rule=frcp-4m&trigger=nothing").get_json()
    assert answer["detail"].startswith("There is no earlier event nothing to count from. ")


def test_post__of_a_deadline_without_a_day__answered_with_what_was_counted(suit: Caller) -> None:
    tried = suit.post("/api/matters/m-1/events?dry_run=true", ANSWER)
    answer = suit.post("/api/matters/m-1/events", ANSWER)
    assert (tried.status_code, answer.status_code) == (200, 201)
    for one in (tried, answer):
        (posted,) = one.get_json()["events"]
        assert posted["counted"]["due"] == "2023-05-11"
        assert len(posted["counted"]["steps"]) == 3
    again = suit.post("/api/matters/m-1/events", ANSWER)
    assert (again.status_code, again.get_json()["events"][0]["already"]) == (200, True)
    (entry,) = read(suit, "/api/calendar?from=2023-05-01")["entries"]
    assert (entry["at"], entry["overdue"]) == ("2023-05-11", True)


def test_post__of_a_correction_of_the_trigger__answered_with_what_was_added(suit: Caller) -> None:
    suit.post("/api/matters/m-1/events", ANSWER)
    correction = {
        "type": "event.corrected",
        "effective": "2023-05-01",
        "event_id": "later",
        "data": {"target": "served", "changes": {"effective": "2023-04-25"}},
    }
    answer = suit.post("/api/matters/m-1/events", correction).get_json()
    assert [one["event_id"] for one in answer["events"]] == ["later"]
    (added,) = answer["added"]
    assert (added["type"], added["target"], added["because"]) == (
        "event.corrected",
        "answer",
        "later",
    )
    assert (added["deadline_id"], added["before"], added["counted"]["due"]) == (
        "answer",
        "2023-05-11",
        "2023-05-16",
    )
    event = read(suit, f"/api/events/{added['event_id']}")
    assert event["links"] == {"causation": "later"}
    assert event["recorded_by"] == "paralegal"
    assert read(suit, "/api/events/answer")["as_corrected"]["data"]["due"] == "2023-05-16"
    retraction = {
        "type": "event.retracted",
        "effective": "2023-05-01",
        "data": {"target": "served", "reason": "error"},
    }
    (warning,) = suit.post("/api/matters/m-1/events", retraction).get_json()["warnings"]
    assert (warning["code"], warning["deadline_id"]) == ("deadline_trigger_retracted", "answer")


def test_receipt__with_what_was_counted_and_added__fits_its_description(suit: Caller) -> None:
    correction = {
        "type": "event.corrected",
        "effective": "2023-05-01",
        "data": {"target": "served", "changes": {"effective": "2023-04-25"}},
    }
    description = read(suit, "/api/openapi.json")
    fits = jsonschema_rs.validator_for(
        {**description, "$ref": "#/components/schemas/ReceiptAnswer"}
    )
    fits.validate(suit.post("/api/matters/m-1/events", ANSWER).get_json())
    answer = suit.post("/api/matters/m-1/events", correction).get_json()
    fits.validate(answer)
    assert not fits.is_valid({**answer, "added": [{**answer["added"][0], "because": None}]})


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        ({"rule": "frcp-99"}, 409, "rule.unknown"),
        ({"rule": "frcp-59e"}, 409, "deadline.trigger"),
        ({"trigger": "nothing"}, 409, "event.unknown"),
        ({"trigger": None}, 422, "event.invalid"),
    ],
)
def test_post__of_a_deadline_that_cannot_be_counted__problem_with_its_code(
    suit: Caller, data: dict[str, Any], status: int, code: str
) -> None:
    answer = suit.post("/api/matters/m-1/events", {**ANSWER, "data": {**ANSWER["data"], **data}})
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)


def test_calendar__overdue_deadlines__flagged_and_there_when_asked_for(suit: Caller) -> None:
    suit.post("/api/matters/m-1/events", ANSWER)
    before = read(suit, "/api/calendar?from=2023-05-01&as_of=2023-05-11")["entries"]
    after = read(suit, "/api/calendar?from=2023-05-12&as_of=2023-05-12&overdue=true")["entries"]
    assert [one["overdue"] for one in before] == [False]
    assert [(one["entry_id"], one["overdue"]) for one in after] == [("answer", True)]
    assert read(suit, "/api/calendar?from=2023-05-12&as_of=2023-05-12")["entries"] == []


def test_calendar__of_one_person_in_the_office__has_what_this_one_sees_to(suit: Caller) -> None:
    own = {**ANSWER, "data": {**ANSWER["data"], "responsible": "Ana Ruiz"}}
    suit.post("/api/matters/m-1/events", own)
    (found,) = read(suit, "/api/calendar?responsible=ana%20ruiz")["entries"]
    assert found["responsible"] == "Ana Ruiz"
    assert read(suit, "/api/calendar?responsible=Ben")["entries"] == []
    assert suit.get("/api/calendar?responsible=").status_code == 422
