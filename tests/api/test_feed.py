"""The calendar as a feed: an address with a secret that reads the calendar and nothing else."""

from __future__ import annotations

import logging
from typing import Any

import icalendar
import pytest

from casefile.app import Casefile, create_app
from casefile.auth import tokens
from casefile.auth.roles import Role
from casefile.config import Config
from casefile.store.database import Database
from tests.api.conftest import MATTER, Caller
from tests.api.test_access import ROUTES
from tests.asking import choose_zone

HEARING = {
    "type": "hearing.scheduled",
    "effective": "2023-03-01",
    "data": {"hearing_id": "h-2", "kind": "status", "at": "2023-07-01"},
}


@pytest.fixture
def secret(database: Database) -> str:
    """Return the text of a token for the calendar."""
    return tokens.issue(database, "Ida Penn", Role.CALENDAR, days=1)


@pytest.fixture
def program(app: Casefile) -> Caller:
    """Return a calendar program, which sends no header."""
    return Caller(app)


def entries(caller: Caller, path: str) -> list[str]:
    """Return the ids of the events that a feed holds."""
    answer = caller.get(path)
    assert answer.status_code == 200, answer.get_json()
    parsed = icalendar.Calendar.from_ical(answer.data)
    return sorted(str(event["UID"]).partition("@")[0] for event in parsed.walk("VEVENT"))


def test_feed__by_its_address__is_the_calendar(story: Caller, program: Caller, secret: str) -> None:
    answer = program.get(f"/api/calendar.ics?token={secret}")

    assert answer.status_code == 200
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Vary"] == "Authorization"
    assert entries(program, f"/api/calendar.ics?token={secret}") == ["hearing/m-1/h-1"]
    assert entries(story, "/api/calendar.ics") == ["hearing/m-1/h-1"]
    assert secret not in answer.text


def test_feed__with_filters__holds_what_fits(story: Caller, program: Caller, secret: str) -> None:
    head = story.head()
    assert story.post("/api/matters/m-1/events", HEARING).status_code == 201
    address = f"/api/calendar.ics?token={secret}"

    assert entries(program, address) == ["hearing/m-1/h-1", "hearing/m-1/h-2"]
    assert entries(program, f"{address}&from=2023-06-15") == ["hearing/m-1/h-2"]
    assert entries(program, f"{address}&to=2023-06-15") == ["hearing/m-1/h-1"]
    assert entries(program, f"{address}&known_at=@{head}") == ["hearing/m-1/h-1"]
    assert program.get(f"{address}&matter_id=m-9").status_code == 404
    invalid = dict.fromkeys(("from=soon", "matter_id=a/b", "known_at=now", "token=x"), 422)
    unknown = dict.fromkeys(("colour=red", "limit=1"), 400)
    for wrong, status in (invalid | unknown).items():
        answer = program.get(f"{address}&{wrong}")
        assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
        assert secret not in answer.text


def test_feed__asked_again__is_not_sent_again_until_something_is_recorded(
    story: Caller, program: Caller, secret: str
) -> None:
    address = f"/api/calendar.ics?token={secret}"
    first = program.get(address)
    tag = first.headers["ETag"]
    again = program.get(address, If_None_Match=tag)
    weak = program.get(address, If_None_Match=f'"x", W/{tag}')
    other = program.get(f"{address}&from=2023-06-15", If_None_Match=tag)
    past = program.get(f"{address}&known_at=@{story.head()}", If_None_Match=tag)

    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert again.headers["Cache-Control"] == "private, no-cache"
    assert weak.status_code == 304
    assert other.status_code == 200
    assert past.status_code == 304  # it is the same knowledge
    assert story.post("/api/matters/m-1/events", HEARING).status_code == 201
    changed = program.get(address, If_None_Match=tag)
    assert changed.status_code == 200
    assert changed.headers["ETag"] != tag
    kept = program.get(f"{address}&known_at=@{story.head() - 1}", If_None_Match=tag)
    assert kept.status_code == 304


def test_feed__in_an_office_of_another_zone__has_another_tag(
    story: Caller, program: Caller, secret: str, database: Database, database_url: str
) -> None:
    del story
    address = f"/api/calendar.ics?token={secret}"
    tags = {program.get(address).headers["ETag"]}
    choose_zone(database, "America/Denver")
    other = Caller(create_app(Config(database_url=database_url), database))
    tags.add(other.get(address).headers["ETag"])
    assert len(tags) == 2


def test_secret__of_the_calendar__reads_nothing_else(
    story: Caller, app: Casefile, secret: str
) -> None:
    for method, path, needed, body in ROUTES:
        if needed <= Role.CALENDAR:
            continue
        head = story.head()
        data = "{}" if body else None
        joint = "&" if "?" in path else "?"
        in_address = Caller(app).send(method, f"{path}{joint}token={secret}", data)
        in_header = Caller(app, secret).send(method, path, data)
        assert (in_address.status_code, in_header.status_code) == (401, 403), path
        assert story.head() == head


@pytest.mark.parametrize("role", [role for role in Role if role > Role.CALENDAR])
def test_address__with_a_token_that_may_more__refused(
    program: Caller, database: Database, role: Role
) -> None:
    text = tokens.issue(database, "ann", role, days=1)
    answer = program.get(f"/api/calendar.ics?token={text}")

    assert (answer.status_code, answer.get_json()["code"]) == (401, "auth.token")
    assert "only a token of the role calendar" in answer.get_json()["detail"]
    assert text not in answer.text


@pytest.mark.parametrize(
    "query", ["", "?token=", "?token=casefile_nothing", "?token=é", "?Token=x"]
)
def test_address__without_a_token_that_is_known__refused(program: Caller, query: str) -> None:
    answer = program.get(f"/api/calendar.ics{query}")

    assert (answer.status_code, answer.get_json()["code"]) == (401, "auth.token")


def test_secret__revoked_or_expired__is_worth_nothing(
    program: Caller, admin: Caller, database: Database
) -> None:
    made = admin.post("/api/tokens", {"user": "ann", "role": "calendar", "days": 3_650})
    assert made.status_code == 201
    address = f"/api/calendar.ics?token={made.get_json()['token']}"
    tag = program.get(address).headers["ETag"]
    assert admin.delete(f"/api/tokens/{made.get_json()['token_id']}").status_code == 204

    assert program.get(address).status_code == 401
    assert program.get(address, If_None_Match=tag).status_code == 401
    old = tokens.issue(database, "ann", Role.CALENDAR, days=1, at_us=0)
    assert "expired" in program.get(f"/api/calendar.ics?token={old}").get_json()["detail"]


def test_secret__of_one_matter__reads_the_calendar_of_that_matter(
    story: Caller, program: Caller, admin: Caller
) -> None:
    opening = {"events": [{"type": "matter.opened", "effective": "2023-02-01", "data": MATTER}]}
    other = [{**opening["events"][0], "matter_id": "m-2"}, {**HEARING, "matter_id": "m-2"}]
    assert story.post("/api/events", {"events": other}).status_code == 201
    made = admin.post(
        "/api/tokens", {"user": "co", "role": "calendar", "days": 1, "matter_id": "m-2"}
    ).get_json()
    address = f"/api/calendar.ics?token={made['token']}"

    assert made["matter_id"] == "m-2"
    assert entries(program, address) == ["hearing/m-2/h-2"]
    assert entries(program, f"{address}&matter_id=m-2") == ["hearing/m-2/h-2"]
    refused = program.get(f"{address}&matter_id=m-1")
    assert (refused.status_code, refused.get_json()["code"]) == (403, "auth.role")
    listed = {
        one["user"]: one["matter_id"] for one in admin.get("/api/tokens").get_json()["tokens"]
    }
    assert listed["co"] == "m-2"
    assert listed["admin"] is None


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        ({"role": "auditor", "matter_id": "m-1"}, 422, "token.matter"),
        ({"role": "calendar", "matter_id": "m-9"}, 404, "matter.unknown"),
        ({"role": "calendar", "matter_id": "a/b"}, 422, "input.invalid"),
    ],
)
def test_token__limited_to_what_it_cannot_be__refused(
    story: Caller, admin: Caller, given: dict[str, Any], status: int, code: str
) -> None:
    del story
    before = admin.get("/api/tokens").get_json()
    answer = admin.post("/api/tokens", {"user": "co", "days": 1, **given})

    assert (answer.status_code, answer.get_json()["code"]) == (status, code)
    assert admin.get("/api/tokens").get_json() == before


def test_secret__in_any_request__stands_in_no_log(
    story: Caller, program: Caller, secret: str, caplog: pytest.LogCaptureFixture
) -> None:
    del story
    caplog.set_level(logging.DEBUG)
    address = f"/api/calendar.ics?token={secret}"
    statuses = [
        program.get(path).status_code
        for path in (address, f"{address}&from=x", f"/api/matters?token={secret}", f"{address}x")
    ]

    assert statuses == [200, 422, 401, 401]
    assert "route=/api/calendar.ics ids=- token=" in caplog.text
    assert secret not in caplog.text
    assert secret[9:30] not in caplog.text
