"""The whole log, taken out over the API."""

from __future__ import annotations

import io
import json
from contextlib import closing

import pytest
from werkzeug.test import EnvironBuilder, run_wsgi_app

from casefile.app import Casefile
from casefile.auth import tokens
from casefile.auth.roles import Role
from casefile.store.database import Database
from casefile.upkeep.log_file import LogFile, log_lines
from casefile.upkeep.restore import restore
from tests.api.conftest import Caller
from tests.databases import Databases


def test_log__taken_out__is_the_file_that_can_be_restored(
    story: Caller, admin: Caller, database: Database, databases: Databases
) -> None:
    answer = admin.get("/api/log")

    assert answer.status_code == 200
    assert answer.content_type == "application/x-ndjson"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "casefile-log.jsonl" in answer.headers["Content-Disposition"]
    header, *lines = answer.data.splitlines()
    assert json.loads(header)["events"] == len(lines) == story.head()
    assert lines == b"".join(log_lines(database)).splitlines()[1:]
    with databases.fresh() as url, closing(Database(url)) as again:
        restore(again, LogFile("log", io.BytesIO(answer.data)))
        assert b"".join(log_lines(again)).splitlines()[1:] == lines


def test_log__while_others_take_it_out__is_busy_and_then_free(
    app: Casefile, admin: Caller, story: Caller, database: Database
) -> None:
    del story
    text = tokens.issue(database, "ann", Role.ADMIN, days=1)
    asked = EnvironBuilder("/api/log", headers=[("Authorization", f"Bearer {text}")])
    half = app.extensions["casefile.waiting"].seats._value
    held = []
    for _ in range(half):
        body, status, _ = run_wsgi_app(app, asked.get_environ())
        assert status == "200 OK"
        held.append(body)

    refused = admin.get("/api/log")
    assert (refused.status_code, refused.get_json()["code"]) == (503, "server.seats")
    assert refused.headers["Retry-After"] == "1"
    assert admin.get("/api/log/head").status_code == 200
    for body in held:  # one who goes away in the middle leaves the seat as well
        body.close()  # type: ignore[attr-defined]  # werkzeug wraps it in what can be closed
    for _ in range(2 * half):
        for method in ("HEAD", "GET"):
            with admin.send(method, "/api/log") as answer:  # a server closes every answer, too
                assert answer.status_code == 200


@pytest.mark.parametrize("position", [1, 3])
def test_log__damaged__is_a_problem_and_leaves_its_seat(
    admin: Caller, story: Caller, database: Database, app: Casefile, position: int
) -> None:
    del story
    seats = app.extensions["casefile.waiting"].seats
    free = seats._value
    with database.write() as connection:
        for trigger in ("events_no_update", "events_append_only"):
            on = "" if database.is_sqlite else " ON events"
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {trigger}{on}")
        connection.exec_driver_sql(f"UPDATE events SET body = '{{}}' WHERE position = {position}")

    answer = admin.get("/api/log")
    assert (answer.status_code, answer.get_json()["code"]) == (500, "log.damaged")
    assert answer.content_type == "application/problem+json"
    assert f"position {position} " in answer.get_json()["detail"]
    assert seats._value == free
