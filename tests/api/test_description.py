"""The API describes itself: OpenAPI 3.1 for machines, and a page for people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest

from casefile.app import Casefile
from casefile.auth.roles import Role
from casefile.law.catalogue import CATALOGUE
from tests.api.conftest import STORY, Ask, Caller


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

    assert set(posted["discriminator"]["mapping"]) == set(CATALOGUE)
    assert len(posted["oneOf"]) == len(CATALOGUE)


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
    ("/api/deadlines/count?rule=frcp-4m&from=2023-04", "DeadlineCount"),
    ("/api/deadlines/count?number=3&unit=days&trigger=filing", "DeadlineCount"),
    ("/api/matters", "Matters"),
    ("/api/matters/m-1", "Matter"),
    ("/api/matters/m-1?known_at=2020-01-01", "Matter"),
    ("/api/matters/m-1/chronology", "Chronology"),
    ("/api/matters/m-1/events", "EventPage"),
    ("/api/events", "EventPage"),
    ("/api/events/filing", "EventInFull"),
    ("/api/events/correction", "EventInFull"),
    ("/api/parties?q=doe", "Parties"),
    ("/api/parties/doe/status?as_of=2023-03-15", "Status"),
    ("/api/parties/doe/status?known_at=2020-01-01&basis=reported", "Status"),
    ("/api/parties/doe/history", "History"),
    ("/api/calendar", "Calendar"),
    ("/api/caseload", "Caseload"),
    ("/api/reports/status", "StatusReport"),
    (
        "/api/reports/status/parties?track=criminal&headline=pleaded_not_guilty&as_of=2023-04-01",
        "PartiesByHeadline",
    ),
    ("/api/event-types", "EventTypes"),
    ("/api/ready", "Readiness"),
    ("/api/log/head", "Head"),
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
