"""The API describes itself: OpenAPI 3.1 for machines, and a page for people."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jsonschema_rs
import pytest

from casefile.api.examples import BODIES
from casefile.app import Casefile
from casefile.auth.roles import Role
from casefile.law.catalogue import posted_types
from casefile.web.pages import is_page
from tests.api.conftest import STORY, Ask, Caller, read

SEED = Path(__file__).parents[2] / "fixtures" / "rust.jsonl"
POSTING = ("open_matter", "post_matter_events", "post_events")


@pytest.fixture
def description(ask: Ask) -> dict[str, Any]:
    answer = ask(Role.ANYONE).get("/api/openapi.json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.get_json()
    return found


def operations(description: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every operation with its name."""
    for path, item in description["paths"].items():
        for method, operation in item.items():
            if method != "parameters":
                yield f"{method.upper()} {path}", operation


def _as_described(rule: str) -> str:
    """Return a route as OpenAPI writes it: /matters/{matter_id}."""
    return re.sub("<(?:[a-z]+:)?([a-z_]+)>", r"{\1}", rule)


def _refs(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for inner in value.values():
            yield from _refs(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _refs(inner)


def test_description__is_openapi_3_1__and_every_reference_leads_somewhere(
    description: dict[str, Any],
) -> None:
    assert description["openapi"].startswith("3.1")
    for ref in set(_refs(description)):
        at = description
        for name in ref.removeprefix("#/").split("/"):
            at = at[name]


def test_description__every_route__is_in_it_with_sentence_role_and_answers(
    description: dict[str, Any], app: Casefile
) -> None:
    routes = {
        f"{method} {_as_described(str(rule))}"
        for rule in app.url_map.iter_rules()
        if not is_page(str(rule))
        for method in (rule.methods or set()) - {"HEAD"}
    }
    described = dict(operations(description))

    assert set(described) == routes
    for name, operation in described.items():
        assert operation["summary"].endswith("."), name
        assert operation["x-role"] in {role.word for role in Role}, name
        assert ("401" in operation["responses"]) == (operation["x-role"] != "anyone"), name
        assert bool(operation["security"]) == (operation["x-role"] != "anyone"), name


def test_description__every_problem__has_the_one_shape_and_media_type(
    description: dict[str, Any],
) -> None:
    for name, operation in operations(description):
        for status, answer in operation["responses"].items():
            if int(status) >= 400:
                assert answer == {"$ref": f"#/components/responses/Problem{status}"}, name
    for answer in description["components"]["responses"].values():
        assert list(answer["content"]) == ["application/problem+json"]


def test_description__every_type_of_event__can_be_told_apart(description: dict[str, Any]) -> None:
    posted = description["components"]["schemas"]["PostedEvent"]
    types = {tag for tag, _ in posted_types()}

    assert set(posted["discriminator"]["mapping"]) == types
    assert len(posted["oneOf"]) == len(types)


@pytest.mark.parametrize("event", STORY, ids=lambda event: event["type"])
def test_description__of_a_posted_event__fits_what_is_taken_and_nothing_else(
    description: dict[str, Any], event: dict[str, Any]
) -> None:
    schema = {**description, "$ref": "#/components/schemas/PostedEvent"}
    fits = jsonschema_rs.validator_for(schema)

    assert fits.is_valid(event)
    assert not fits.is_valid({**event, "colour": "red"})
    assert not fits.is_valid({**event, "type": "note.recorded"})


ANSWERS = [
    ("/api/deadlines/rules", "DeadlineRules"),
    ("/api/readings/day?text=yesterday", "TypedDay"),
    ("/api/readings/day?text=Friday&matter_id=m-1", "TypedDay"),
    ("/api/deadlines/count?rule=frcp-4m&from=2023-04", "DeadlineCount"),
    ("/api/deadlines/count?number=3&unit=days&trigger=filing", "DeadlineCount"),
    ("/api/matters", "MatterPage"),
    ("/api/matters/m-1", "MatterView"),
    ("/api/matters/m-1?known_at=2020-01-01", "MatterView"),
    ("/api/matters/m-1/chronology", "ChronologyPage"),
    ("/api/matters/m-1/events", "EventPage"),
    ("/api/events", "EventPage"),
    ("/api/events/filing", "EventInFull"),
    ("/api/events/correction", "EventInFull"),
    ("/api/parties?q=doe", "PartyPage"),
    ("/api/parties/doe/status?as_of=2023-03-15", "PartyStatus"),
    ("/api/parties/doe/status?known_at=2020-01-01&basis=reported", "PartyStatus"),
    ("/api/parties/doe/history", "PartyHistory"),
    ("/api/calendar", "CalendarPage"),
    ("/api/caseload", "Caseload"),
    ("/api/reports/status", "StatusReport"),
    ("/api/reports/courts", "CourtReport"),
    ("/api/worklist", "Worklist"),
    (
        "/api/reports/status/parties?track=criminal&headline=pleaded_not_guilty&as_of=2023-04-01",
        "PartiesByHeadline",
    ),
    ("/api/event-types", "EventTypes"),
    ("/api/ready", "Readiness"),
    ("/api/log/head", "LogHead"),
    ("/api/tokens", "TokenList"),
    ("/api/nothing", "Problem"),
]
MORE: list[dict[str, Any]] = [
    {
        "type": "event.corrected",
        "effective": "2023-06-01",
        "data": {"target": "filing", "changes": {"data": {"offense": "Grand fraud"}}},
        "event_id": "correction",
    },
    {
        "type": "charge.dismissed",
        "effective": "2023-04-21",
        "data": {"item_id": "count-1", "prejudice": "without"},
    },
    {
        "type": "counsel.appeared",
        "effective": "2023-03-01",
        "data": {"names": ["Lee Roe"], "for": "doe", "capacity": "retained"},
    },
    {
        "type": "official.assigned",
        "effective": "2023-03-01",
        "data": {"office": "judge", "name": "A. Judge"},
    },
]


@pytest.mark.parametrize(("path", "schema"), ANSWERS)
def test_description__of_an_answer__fits_what_is_given(
    description: dict[str, Any], story: Caller, admin: Caller, path: str, schema: str
) -> None:
    posted = story.post("/api/matters/m-1/events", {"events": MORE})
    assert posted.status_code == 201, posted.get_json()
    answer = admin.get(path).get_json()

    whole = {**description, "$ref": f"#/components/schemas/{schema}"}
    jsonschema_rs.validator_for(whole).validate(answer)


def _schemas(value: Any) -> Iterator[dict[str, Any]]:
    """Yield everything in a description that can be a schema."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _schemas(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _schemas(inner)


def test_operations__each__has_a_name_that_a_person_would_choose(
    description: dict[str, Any],
) -> None:
    names = [operation["operationId"] for _, operation in operations(description)]

    assert len(set(names)) == len(names)
    for name in names:
        verb, _, noun = name.partition("_")
        assert verb in VERBS, name
        assert re.fullmatch("[a-z]+(_[a-z]+)*", noun) or name == "browse", name


VERBS = {
    *("show", "list", "find", "count", "check", "browse", "export"),
    *("open", "post", "issue", "revoke", "read"),
}


def test_schemas__each__has_a_name_of_its_own_however_it_is_written(
    description: dict[str, Any],
) -> None:
    schemas = description["components"]["schemas"]
    told = json.dumps(description)

    assert len({re.sub("[^a-z0-9]", "", name.lower()) for name in schemas}) == len(schemas)
    for name, schema in schemas.items():
        assert schema.get("title", name) == name
        assert f'"#/components/schemas/{name}"' in told, "nothing refers to it"
        inner = [one for one in _schemas(schema) if one is not schema]
        assert not any(_is_text(one.get("title")) for one in inner), name


def test_patterns__each__is_one_of_ecma_262_without_look_around(
    description: dict[str, Any],
) -> None:
    patterns = {one["pattern"] for one in _schemas(description) if _is_text(one.get("pattern"))}

    assert len(patterns) > 10
    for pattern in patterns:
        assert pattern.startswith("^"), pattern
        assert pattern.endswith("$"), pattern
        assert not IS_LOOK_AROUND.search(pattern), pattern


def test_patterns__of_every_day_that_can_be_posted__hold_it_to_how_a_day_is_written(
    description: dict[str, Any],
) -> None:
    days = [
        one
        for one in _schemas(description["components"]["schemas"])
        if one.get("type") == "string" and "EDTF" in str(one.get("description"))
    ]

    assert len(days) > 10
    for one in days:
        assert jsonschema_rs.validator_for(one).is_valid("2023-04~")
        assert jsonschema_rs.validator_for(one).is_valid("../2023-04-20")
        assert not jsonschema_rs.validator_for(one).is_valid("lee"), one


@pytest.mark.parametrize(
    ("name", "field", "text", "fits"),
    [
        ("DeadlineSet", "due", "lee", False),
        ("DeadlineSet", "due", "2026-11-01T01:30-07:00", True),
        ("DeadlineSet", "closed_on", ["tuesday"], False),
        ("HearingScheduled", "at", "nine", False),
        ("HearingScheduled", "at", "2026-11-01T09:00", True),
        ("MatterStayChanged", "until", "soon", False),
        ("CitationIssued", "contest_by", "2026-11-01T01:30-07:00", False),
        ("ClaimJudgmentEntered", "writ_on", "soon", False),
    ],
)
def test_patterns__of_a_day__take_what_the_api_takes(
    description: dict[str, Any], name: str, field: str, text: Any, *, fits: bool
) -> None:
    found = description["components"]["schemas"][name]["properties"][field]
    assert jsonschema_rs.validator_for(found).is_valid(text) is fits


# Or an anchor of Python's own.
IS_LOOK_AROUND = re.compile(r"\(\?[=!<]|\\[AZz]")


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def test_schemas__of_posted_fields__have_no_default(description: dict[str, Any]) -> None:
    for name, schema in description["components"]["schemas"].items():
        for one in _schemas(schema):
            assert not set(one) & {"default"}, name


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        *((name, True) for name in ("a", "a.", ".-", "..a", "a" * 64)),
        *((name, False) for name in ("", ".", "..", "a" * 65, "a\n", "ä")),
    ],
)
def test_pattern__of_an_id__takes_what_the_api_takes(
    description: dict[str, Any], story: Caller, name: str, fits: bool
) -> None:
    note = {"type": "note.recorded", "effective": "2023-05-01", "data": {"text": "Called."}}
    event = {**note, "event_id": name}
    schema = {**description, "$ref": "#/components/schemas/PostedNoteRecorded"}

    assert jsonschema_rs.validator_for(schema).is_valid(event) is fits
    answer = story.post("/api/matters/m-1/events", event)
    assert answer.status_code == (201 if fits else 422)


def test_description__names_its_server(description: dict[str, Any]) -> None:
    assert description["servers"][0]["url"] == "/"


def test_examples__posted_and_then_asked__are_answered(
    description: dict[str, Any], admin: Caller
) -> None:
    posted: list[tuple[str, dict[str, Any]]] = []
    asked: list[str] = []
    for path, item in description["paths"].items():
        shared = item.get("parameters", [])
        for method, operation in item.items():
            if method in {"get", "post"}:
                parameters = [*shared, *operation.get("parameters", [])]
                given = {one["name"]: one["example"] for one in parameters if "example" in one}
                query = urlencode({k: v for k, v in given.items() if f"{{{k}}}" not in path})
                address = f"{path.format(**given)}?{query}"
                if method == "post":
                    posted.append((address, operation))
                else:
                    asked.append(address)
    for address, operation in posted:
        examples = operation["requestBody"]["content"]["application/json"]["examples"]
        assert examples
        for about, example in examples.items():
            answer = admin.post(address, example["value"])
            assert answer.status_code in {200, 201}, (address, about, answer.get_json())
    for address in asked:
        answer = admin.get(address)
        assert answer.status_code == 200, (address, answer.text)
    [charge] = read(admin, "/api/parties/david-halls/status")["tracks"]["criminal"]["items"]
    assert charge["state"] == "plea_tendered"


def test_examples__of_events__are_lines_of_the_seed_story() -> None:
    lines = SEED.read_text().splitlines()
    seed = {row["event_id"]: row for row in map(json.loads, filter(_is_row, lines))}
    bodies = [body for name in POSTING for body in BODIES[name].values()]
    events = [event for body in bodies for event in body.get("events", [body])]

    assert len(events) == 6
    for event in events:
        assert event.items() <= seed[event["event_id"]].items()


def _is_row(line: str) -> bool:
    return line.startswith("{")


def test_page__to_browse__loads_nothing_from_elsewhere(ask: Ask) -> None:
    answer = ask(Role.ANYONE).get("/api/docs")
    policy = answer.headers["Content-Security-Policy"]
    nonces = set(re.findall(r'nonce="([^"]+)"', answer.text))

    assert answer.content_type == "text/html; charset=utf-8"
    assert policy.startswith("default-src 'none'; connect-src 'self';")
    assert len(nonces) == 1
    assert f"'nonce-{nonces.pop()}'" in policy
    assert not re.search(r"(src|href)=.?(https?:)?//", answer.text)
    assert "innerHTML" not in answer.text


def test_page__asked_twice__has_another_nonce(ask: Ask) -> None:
    pages = [ask(Role.ANYONE).get("/api/docs").text for _ in range(2)]

    assert pages[0] != pages[1]
