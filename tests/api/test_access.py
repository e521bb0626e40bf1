"""Every route states its role, and turns away whoever does not have it."""

from __future__ import annotations

import json

import pytest
from flask import Flask

from casefile.api.blueprint import Blueprint, needs
from casefile.app import Casefile, check_roles, create_app
from casefile.auth import tokens
from casefile.auth.roles import Role
from casefile.config import Config
from casefile.store.database import Database
from casefile.web.pages import is_page
from tests.api.conftest import MATTER, Ask, Caller

OPENING = {"data": MATTER}
NOTE = {"type": "note.recorded", "effective": "2023-05-01", "data": {"text": "Called."}}
ROUTES: list[tuple[str, str, Role, object]] = [
    ("GET", "/api/health", Role.ANYONE, None),
    ("GET", "/api/ready", Role.ANYONE, None),
    ("GET", "/api/openapi.json", Role.ANYONE, None),
    ("GET", "/api/docs", Role.ANYONE, None),
    ("GET", "/api/matters", Role.AUDITOR, None),
    ("GET", "/api/matters/m-1", Role.AUDITOR, None),
    ("GET", "/api/matters/m-1/chronology", Role.AUDITOR, None),
    ("GET", "/api/matters/m-1/chronology.csv", Role.AUDITOR, None),
    ("GET", "/api/matters/m-1/events", Role.AUDITOR, None),
    ("GET", "/api/matters/m-1/parties", Role.AUDITOR, None),
    ("GET", "/api/events", Role.AUDITOR, None),
    ("GET", "/api/events/filing", Role.AUDITOR, None),
    ("GET", "/api/parties?q=doe", Role.AUDITOR, None),
    ("POST", "/api/parties/search", Role.AUDITOR, {"q": "doe"}),
    ("GET", "/api/parties/doe/status", Role.AUDITOR, None),
    ("GET", "/api/parties/doe/history", Role.AUDITOR, None),
    ("GET", "/api/parties/doe/chronology.csv", Role.AUDITOR, None),
    ("GET", "/api/calendar", Role.AUDITOR, None),
    ("GET", "/api/calendar.ics", Role.CALENDAR, None),
    ("GET", "/api/caseload", Role.AUDITOR, None),
    ("GET", "/api/deadlines/rules", Role.AUDITOR, None),
    ("GET", "/api/deadlines/count?rule=frcp-4m&from=2023-04-20", Role.AUDITOR, None),
    ("GET", "/api/readings/day?text=yesterday", Role.AUDITOR, None),
    ("GET", "/api/reports/status", Role.AUDITOR, None),
    ("GET", "/api/reports/unread", Role.AUDITOR, None),
    ("GET", "/api/reports/courts", Role.AUDITOR, None),
    ("GET", "/api/worklist", Role.AUDITOR, None),
    (
        "GET",
        "/api/reports/status/parties?track=criminal&headline=charged",
        Role.AUDITOR,
        None,
    ),
    ("GET", "/api/event-types", Role.AUDITOR, None),
    ("GET", "/api/log/head", Role.AUDITOR, None),
    ("GET", "/api/log", Role.ADMIN, None),
    ("POST", "/api/conflicts", Role.AUDITOR, {"names": ["Jane Doe"]}),
    ("POST", "/api/matters", Role.PARALEGAL, OPENING),
    ("POST", "/api/matters/m-1/events", Role.PARALEGAL, NOTE),
    ("POST", "/api/events", Role.PARALEGAL, {"events": [{**NOTE, "matter_id": "m-1"}]}),
    ("GET", "/api/tokens", Role.ADMIN, None),
    ("POST", "/api/tokens", Role.ADMIN, {"user": "bo", "role": "auditor", "days": 1}),
    ("DELETE", "/api/tokens/1", Role.ADMIN, None),
]


def test_routes__in_the_table_above__are_all_there_are(app: Casefile) -> None:
    there = {
        (method, str(rule))
        for rule in app.url_map.iter_rules()
        if not is_page(str(rule))
        for method in rule.methods or ()
        if method != "HEAD"
    }
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        tried = {
            (method, str(adapter.match(path.partition("?")[0], method, return_rule=True)[0]))
            for method, path, _, _ in ROUTES
        }
    assert tried == there


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.word)
def test_route__each_role__answers_those_it_is_for_and_no_others(
    story: Caller, ask: Ask, role: Role
) -> None:
    caller = ask(role)
    got = {}
    for method, path, needed, body in ROUTES:
        head = story.head()
        data = json.dumps(body) if body else None
        status = caller.send(method, path, data).status_code
        got[method, path] = "in" if status in {200, 201, 204} else status
        if needed > role:
            assert story.head() == head
    out = 401 if role is Role.ANYONE else 403
    assert got == {
        (method, path): "in" if needed <= role else out for method, path, needed, _ in ROUTES
    }


@pytest.mark.parametrize("method", ["PUT", "PATCH", "OPTIONS", "TRACE", "DELETE"])
def test_method__not_of_the_route__refused_with_those_that_are(admin: Caller, method: str) -> None:
    answer = admin.send(method, "/api/matters")

    assert answer.status_code == 405
    assert answer.get_json()["code"] == "http.method"
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "POST"}


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Basic YTpi", "Bearer casefile_nothing", "token", "Bearer é"],
)
def test_token__none_or_wrong__refused_and_told_how(app: Casefile, header: str) -> None:
    answer = Caller(app).get("/api/matters", Authorization=header)

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.get_json()["code"] == "auth.token"


def test_token__revoked_over_the_api__is_worth_nothing_from_then_on(
    admin: Caller, app: Casefile
) -> None:
    made = admin.post("/api/tokens", {"user": "bo", "role": "auditor", "hours": 2, "label": "x"})
    issued = made.get_json()
    caller = Caller(app, issued["token"])
    before = caller.get("/api/matters").status_code
    gone = admin.delete(f"/api/tokens/{issued['token_id']}")

    assert (made.status_code, before, gone.status_code) == (201, 200, 204)
    assert caller.get("/api/matters").status_code == 401
    listed = admin.get("/api/tokens").get_json()["tokens"]
    assert [one["user"] for one in listed] == ["admin", "bo"]
    assert listed[1]["revoked_at"]
    assert not any("token" in one or "token_hash" in one for one in listed)


def test_token__expired__refused(app: Casefile, database: Database) -> None:
    text = tokens.issue(database, "ann", Role.ADMIN, days=1, at_us=0)

    answer = Caller(app, text).get("/api/matters")

    assert answer.status_code == 401
    assert "expired" in answer.get_json()["detail"]


def test_override__by_a_correction__is_for_attorneys(story: Caller, ask: Ask) -> None:
    target = story.get("/api/matters/m-1/events").get_json()["events"][-1]["event_id"]
    override = {"reason": "So the order reads.", "authority": "Order of 2023-04-01"}
    correction = {
        "type": "event.corrected",
        "effective": "2023-04-02",
        "data": {"target": target, "changes": {"override": override}},
    }
    head = story.head()
    answer = ask(Role.PARALEGAL).post("/api/matters/m-1/events", correction)
    assert (answer.status_code, answer.get_json()["code"]) == (403, "auth.role")
    assert story.head() == head
    assert ask(Role.ATTORNEY).post("/api/matters/m-1/events", correction).status_code == 201


@pytest.mark.parametrize("role", list(Role)[1:], ids=lambda role: role.word)
def test_override__in_a_posted_event__is_for_attorneys(story: Caller, ask: Ask, role: Role) -> None:
    verdict = {
        "type": "charge.verdict_returned",
        "effective": "2023-04-01",
        "data": {"item_id": "count-1", "verdict": "guilty"},
    }
    override = {"reason": "So the order reads.", "authority": "Order of 2023-04-01"}
    head = story.head()
    plain = ask(role).post("/api/matters/m-1/events", verdict)
    answer = ask(role).post("/api/matters/m-1/events", {**verdict, "override": override})

    if role >= Role.PARALEGAL:
        assert (plain.status_code, plain.get_json()["code"]) == (409, "verdict.no_trial")
        assert plain.get_json()["may_override"] is True
    if role >= Role.ATTORNEY:
        assert answer.status_code == 201
        assert "irregular" in {one["code"] for one in answer.get_json()["warnings"]}
    else:
        assert (answer.status_code, answer.get_json()["code"]) == (403, "auth.role")
        assert story.head() == head


def test_application__a_route_without_a_role__does_not_start(
    database: Database, database_url: str
) -> None:
    app = create_app(Config(database_url=database_url), database)
    app.add_url_rule("/api/secret", "secret", lambda: "all names")

    with pytest.raises(RuntimeError, match="state no role: /api/secret"):
        check_roles(app)


def test_application__needs_written_above_the_route__does_not_start() -> None:
    routes = Blueprint("wrong", "A route whose role comes too late to guard it.")

    @needs(Role.ADMIN)
    @routes.get("/wrong")
    def show() -> str:
        """Show what nobody guards."""
        return "all names"

    del show
    app = Flask("wrong", static_folder=None)
    app.register_blueprint(routes)
    with pytest.raises(RuntimeError, match="/api/wrong"):
        check_roles(app)


def test_application__as_it_is__states_every_role(database_url: str) -> None:
    config = Config(database_url=database_url)
    database = Database(database_url)
    check_roles(create_app(config, database))
    database.close()
