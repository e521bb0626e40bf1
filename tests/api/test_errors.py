"""A body or a query that cannot be read is answered with every field that is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from casefile.law.events.matter import MatterCategory
from tests.api.conftest import STORY, Caller

NOTE = {"type": "note.recorded", "effective": "2023-05-01", "data": {"text": "Called."}}
DISMISSAL = {
    "type": "charge.dismissed",
    "effective": "2023-02-30",
    "assertion": "rumored",
    "data": {"prejudice": "maybe", "colour": "red"},
}


def fields(problem: dict[str, Any]) -> list[str]:
    """Return the fields that a problem says are wrong."""
    return [one["field"] for one in problem["errors"]]


def test_errors__of_an_event__have_every_field_of_envelope_and_data(story: Caller) -> None:
    problem = story.post("/api/matters/m-1/events", DISMISSAL).get_json()

    assert (problem["status"], problem["code"]) == (422, "event.invalid")
    assert fields(problem) == [
        "effective",
        "assertion",
        "data.item_id",
        "data.prejudice",
        "data.colour",
    ]
    assert problem["errors"][3] == {
        "field": "data.prejudice",
        "sentence": "It must be one of: with, without, unknown.",
        "choices": ["with", "without", "unknown"],
    }


def test_errors__of_data_alone__have_the_dates_as_well(story: Caller) -> None:
    event = {**DISMISSAL, "assertion": "occurred", "source": {"kind": "order", "date": "2023-13"}}
    problem = story.post("/api/matters/m-1/events", event).get_json()

    assert fields(problem)[:2] == ["effective", "source.date"]
    assert fields(problem)[2:] == ["data.item_id", "data.prejudice", "data.colour"]


def test_errors__in_a_batch__are_of_the_event_at_the_place(story: Caller) -> None:
    events = [NOTE, {**NOTE, "data": {}}, {**NOTE, "data": {"text": 7}}]
    problem = story.post("/api/matters/m-1/events", {"events": events}).get_json()

    assert problem["place"] == 1
    assert problem["errors"] == [
        {"field": "data.text", "sentence": "It is missing.", "place": 1},
        {"field": "data.text", "sentence": "It must be text.", "place": 2},
    ]


@pytest.mark.parametrize(
    "first",
    [
        {"type": "note.recordet"},
        {"effective": "yesterday"},
        {"matter_id": "m-2"},
        {"recorded_by": "me"},
    ],
)
def test_errors__in_a_batch__are_those_of_every_event_whatever_is_wrong_first(
    story: Caller, first: dict[str, Any]
) -> None:
    events = [{**NOTE, **first}, NOTE, {**NOTE, "confidence": "sure"}]
    problem = story.post("/api/matters/m-1/events", {"events": events}).get_json()

    told = sorted((one["place"], one["field"]) for one in problem["errors"])
    assert told == [(0, next(iter(first))), (2, "confidence")]


def test_errors__of_a_query__have_the_next_of_a_page_as_well(story: Caller) -> None:
    problem = story.get("/api/matters?limit=abc&after=zz&status=odd").get_json()

    assert set(fields(problem)) == {"limit", "after", "status"}
    assert story.get("/api/matters?after=zz").get_json()["code"] == "page.after"


def test_trigger__that_is_a_hearing__is_said_to_be_no_event(story: Caller) -> None:
    period = {"number": 3, "unit": "days", "counting": "frcp"}
    data = {"deadline_id": "d", "kind": "reply", "trigger": "h-1", "period": period}
    event = {"type": "deadline.set", "effective": "2023-03-02", "data": data}
    problem = story.post("/api/matters/m-1/events", event).get_json()

    assert (problem["status"], problem["code"]) == (409, "event.unknown")
    assert "It takes the id of an event, and not that of a hearing" in problem["detail"]
    assert fields(problem) == ["data.trigger"]


def test_errors__of_an_unknown_type__offer_those_written_like_it(story: Caller) -> None:
    event = {**NOTE, "type": "note.recordet", "confidence": "sure"}
    problem = story.post("/api/matters/m-1/events", event).get_json()

    assert problem["code"] == "event.invalid"
    assert fields(problem) == ["confidence", "type"]
    assert problem["errors"][1]["choices"][0] == "note.recorded"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"type": "note.recordet"}, "event.type_unknown", "type"),
        ({"schema_version": 9}, "event.version_unknown", "schema_version"),
        ({"recorded_by": "me"}, "event.field_given", "recorded_by"),
        ({"matter_id": "m-2"}, "matter.disagrees", "matter_id"),
        ({"effective": "yesterday"}, "date.invalid", "effective"),
    ],
)
def test_errors__beside_what_a_code_names__have_the_other_fields(
    story: Caller, changes: dict[str, Any], code: str, field: str
) -> None:
    event = {**NOTE, "source": {"kind": "news", "date": "soon"}, **changes}
    problem = story.post("/api/matters/m-1/events", event).get_json()

    assert problem["code"] == code
    assert {field, "source.date"} <= set(fields(problem))


HEARING = {"hearing_id": "h-2", "kind": "trial", "at": "2023-06-01T09:00"}
DUE = {"deadline_id": "d", "kind": "answer", "due": "2023-06-01"}
SAID = {"item_id": "count-1", "actor": "the state", "intended_event": "charge.dropt"}


@pytest.mark.parametrize(
    ("tag", "data", "fields_of_it"),
    [
        ("hearing.scheduled", {**HEARING, "time_zone": "Mars"}, ["data.time_zone"]),
        ("intent.announced", SAID, ["data.intended_event"]),
        ("deadline.set", {**DUE, "closed_on": ["2023-02-30"]}, ["data.closed_on[0]"]),
        ("deadline.set", {**DUE, "met_by": ["party.added"]}, ["data.met_by[0]"]),
        ("charge.filed", {**STORY[3]["data"], "refiles": "count-1"}, ["data.refiles"]),
        ("charge.filed", {**STORY[3]["data"], "attaches_to": "count-1"}, ["data.attaches_to"]),
        (
            "claim.filed",
            {"item_id": "c", "cause": "debt"},
            ["data.claimants", "data.against"],
        ),
    ],
)
def test_errors__that_a_type_finds_in_its_fields__name_them(
    story: Caller, tag: str, data: dict[str, Any], fields_of_it: list[str]
) -> None:
    event = {"type": tag, "effective": "2023-05-01", "data": data}
    problem = story.post("/api/matters/m-1/events", event).get_json()

    assert problem["status"] == 422
    assert fields(problem) == fields_of_it


def test_errors__of_a_matter_opened_with_little__name_what_is_missing(story: Caller) -> None:
    body = {"data": {"title": "State v. Roe", "category": "crime", "jurisdiction": "New Mexico"}}
    problem = story.post("/api/matters", body).get_json()

    category, jurisdiction = problem["errors"]
    assert category["field"] == "data.category"
    assert category["choices"] == [str(code) for code in MatterCategory]
    assert jurisdiction == {
        "field": "data.jurisdiction",
        "sentence": "It must be an ISO 3166-2 code, like US-NM or US.",
    }
    assert "[A-Z]" not in problem["detail"]


def test_errors__of_a_query__have_every_parameter(story: Caller) -> None:
    query = "as_of=soon&basis=rumor&known_at=then&colour=red&shape=round"
    problem = story.get(f"/api/parties/doe/status?{query}").get_json()

    assert (problem["status"], problem["code"]) == (400, "query.unknown")
    assert problem["detail"] == "There is no parameter 'colour', 'shape' here."
    told = {one["field"]: one for one in problem["errors"]}
    assert set(told) == {"as_of", "basis", "known_at", "colour", "shape"}
    assert told["as_of"]["sentence"] == "It is not a day, like 2023-04-20."
    assert told["basis"]["sentence"] == "It must be either record or reported."
    assert told["basis"]["choices"] == ["record", "reported"]
    assert told["colour"]["sentence"] == "There is no such parameter."


def test_errors__of_a_body_that_a_schema_reads__have_every_field(admin: Caller) -> None:
    body = {"role": "king", "days": "1", "colour": "red"}
    problem = admin.post("/api/tokens", body).get_json()

    told = {one["field"]: one["sentence"] for one in problem["errors"]}
    assert set(told) == {"user", "role", "days", "colour"}
    assert told["user"] == "It is missing."
    assert told["days"] == "It must be a whole number."
    assert told["role"].startswith("It must be one of calendar, auditor")


def test_errors__in_a_list__are_counted_from_0(story: Caller) -> None:
    problem = story.post("/api/conflicts", {"names": ["Roe", 7, None]}).get_json()

    assert problem["errors"] == [
        {"field": "names[1]", "sentence": "It must be text."},
        {"field": "names[2]", "sentence": "It must not be null."},
    ]


def test_errors__of_a_header__name_it(story: Caller) -> None:
    problem = story.post("/api/matters/m-1/events", NOTE, Idempotency_Key="ä").get_json()

    assert fields(problem) == ["Idempotency-Key"]


def test_refusal__of_the_law__keeps_its_one_sentence(story: Caller) -> None:
    again = {**STORY[3], "event_id": "again"}
    problem = story.post("/api/matters/m-1/events", again).get_json()

    assert problem["status"] == 409
    assert "errors" not in problem


def test_errors__of_a_correction__are_of_what_it_changes(story: Caller) -> None:
    changes = {"severity": "huge", "confidence": "sure", "data": {"offense": "", "colour": "red"}}
    correction = {
        "type": "event.corrected",
        "effective": "2023-06-01",
        "data": {"target": "filing", "changes": changes},
    }
    problem = story.post("/api/matters/m-1/events", correction).get_json()

    assert (problem["status"], problem["code"]) == (422, "event.invalid")
    assert set(fields(problem)) == {
        "data.changes.severity",
        "data.changes.confidence",
        "data.changes.data.offense",
        "data.changes.data.colour",
    }


def test_errors__of_a_body_with_very_many__are_a_thousand(story: Caller) -> None:
    data = {**STORY[3]["data"], "statute": [7] * 5_000}
    problem = story.post("/api/matters/m-1/events", {**STORY[3], "data": data}).get_json()

    assert len(problem["errors"]) == 1_000
