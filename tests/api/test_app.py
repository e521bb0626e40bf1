"""The application as a whole: its faults, its log, its headers, and when it is not ready."""

from __future__ import annotations

import json
import logging
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from casefile.app import STATUS, Casefile, create_app, status_of
from casefile.config import Config
from casefile.door import REFUSAL
from casefile.errors import Busy, CasefileError, Damaged, Interrupted, Stopped, TooSlow
from casefile.store.database import Database
from tests.api.conftest import INCIDENT, MATTER, Caller
from tests.proof.offices import anchored, cut_off, rewrite

SECRET = "Rosamund Quill"


def test_fault__in_a_route__is_a_plain_problem_and_its_message_stays_out_of_the_log(
    paralegal: Caller, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    paralegal.post("/api/matters", {"matter_id": "m-1", "data": MATTER})
    with database.write() as connection:
        connection.execute(text("DROP TABLE item_spans"))
    with caplog.at_level(logging.INFO):
        answer = paralegal.get("/api/matters/m-1")

    assert answer.status_code in {500, 503}
    assert answer.content_type == "application/problem+json"
    assert answer.get_json()["instance"] == f"urn:casefile:request:{answer.headers['X-Request-Id']}"
    assert "Traceback" not in answer.text
    assert "item_spans" not in answer.text
    assert f"request={answer.headers['X-Request-Id']} fault=" in caplog.text
    assert "item_spans" not in caplog.text


def test_fault__row_that_the_log_refuses__told_by_its_place_and_none_of_its_values(
    paralegal: Caller, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    paralegal.post("/api/matters", {"matter_id": "m-1", "data": MATTER})
    refusing = "ALTER TABLE events ADD CONSTRAINT refusing CHECK (version < 2)"
    if database.is_sqlite:
        raised = f"SELECT RAISE(ABORT, 'CHECK constraint failed: {SECRET}')"
        refusing = f"CREATE TRIGGER refusing BEFORE INSERT ON events BEGIN {raised}; END"
    with database.write() as connection:
        connection.execute(text(refusing))
    body = {"type": "note.recorded", "effective": "2023-01-01", "data": {"text": SECRET}}
    with caplog.at_level(logging.INFO):
        answer = paralegal.post("/api/matters/m-1/events", body)

    assert (answer.status_code, answer.get_json()["code"]) == (500, "casefile.fault")
    assert answer.content_type == "application/problem+json"
    (fault,) = [one.getMessage() for one in caplog.records if one.name == "casefile.fault"]
    assert f"request={answer.headers['X-Request-Id']} fault=IntegrityError" in fault
    assert 'store/log.py", line ' in fault
    assert "in append" in fault
    for word in SECRET.split():
        assert word not in answer.text + caplog.text
    assert paralegal.get("/api/log/head").get_json()["position"] == 1


def test_log__of_posts_and_questions__holds_ids_and_no_names(
    paralegal: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        body = {"matter_id": "m-1", "data": {**MATTER, "title": SECRET}}
        assert paralegal.post("/api/matters", body).status_code == 201
        paralegal.get(f"/api/matters/{SECRET}")
        paralegal.get("/api/matters/m-1")
        paralegal.get(f"/api/matters?q={SECRET}")
        paralegal.get(f"/api/matters?{SECRET}=1")
        paralegal.post("/api/matters", {"data": {**MATTER, SECRET: 1}})

    lines = [one.getMessage() for one in caplog.records if one.name == "casefile.access"]
    assert len(lines) == 6
    assert "method=POST route=/api/matters ids=- token=1 person=- status=201 code=-" in lines[0]
    assert "method=GET route=- ids=- token=- person=- status=404 code=http.no_address" in lines[1]
    assert (
        "route=/api/matters/<id:matter_id> ids=m-1 token=1 person=- status=200 code=-" in lines[2]
    )
    for word in (*SECRET.split(), "paralegal", "casefile_"):
        assert word not in caplog.text


def test_answers__all__carry_the_headers_of_data(paralegal: Caller) -> None:
    for path in ("/api/matters", "/api/nothing", "/api/health"):
        headers = paralegal.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert headers["X-Request-Id"]


def test_readiness__migrations_missing__not_ready(empty_database_url: str) -> None:
    with closing(Database(empty_database_url)) as database:
        caller = Caller(create_app(Config(database_url=empty_database_url), database))
        answer = caller.get("/api/ready")

        assert (answer.status_code, answer.get_json()["code"]) == (503, "database.not_migrated")
        assert answer.headers["Retry-After"] == "1"
        assert caller.get("/api/health").status_code == 200


@pytest.mark.parametrize(
    "url",
    ["sqlite:////no/such/folder/casefile.db", "postgresql+psycopg://nobody@/nothing?host=/nowhere"],
)
def test_readiness__no_database__not_ready_and_questions_are_told_so(url: str) -> None:
    with closing(Database(url)) as database:
        caller = Caller(create_app(Config(database_url=url), database), "casefile_x")
        answers = [caller.get("/api/ready"), caller.get("/api/matters")]

        for answer in answers:
            assert answer.status_code == 503
            assert answer.get_json()["code"] == "database.unreachable"
            assert answer.headers["Retry-After"] == "1"


def test_readiness__log_cut_off__not_ready(
    database: Database, owned: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    anchored(database, tmp_path / "key", folder)
    config = Config("sqlite://", checkpoints=str(folder), key=str(tmp_path / "key"))
    caller = Caller(create_app(config, database))
    assert caller.get("/api/ready").status_code == 200

    rewrite(owned, cut_off)
    answer = caller.get("/api/ready")

    assert (answer.status_code, answer.get_json()["code"]) == (503, "log.departed")
    assert answer.get_json()["detail"].startswith("Position 21: The log is cut off")
    assert caller.get("/api/health").status_code == 200


def test_database__asked_to_be_read_alone__answers_questions_and_refuses_changes(
    story: Caller, database_url: str
) -> None:
    app = create_app(Config(database_url, read_only=True))
    try:
        caller = Caller(app)
        caller.headers = story.headers
        for path in ("/api/ready", "/api/matters", "/api/parties/doe/status", "/api/log"):
            expected = 403 if path == "/api/log" else 200
            assert caller.get(path).status_code == expected
        answer = caller.post("/api/events", {"events": [{**INCIDENT, "matter_id": "m-1"}]})
        assert (answer.status_code, answer.get_json()["code"]) == (503, "database.read_only")
    finally:
        app.extensions["casefile"].database.close()


def test_errors__every_family__has_its_status() -> None:
    # What stops a program stops no request.
    families = set(CasefileError.__subclasses__()) - {Damaged, Interrupted, Stopped}

    assert {kind for kind, _ in STATUS} == families
    assert status_of(Damaged("The log is damaged.")) == 500


def test_application__started_on_a_file_of_its_own__makes_its_database(tmp_path: Path) -> None:
    app = create_app(Config(database_url=f"sqlite:///{tmp_path / 'casefile.db'}"))
    answer = Caller(app).get("/api/ready")

    assert json.loads(answer.text)["code"] == "database.not_migrated"
    app.extensions["casefile"].database.close()


@pytest.mark.parametrize(
    ("refusal", "status"),
    [(TooSlow("It has not come whole."), 408), (Busy("Try again.", code="server.seats"), 503)],
)
def test_request__that_the_server_lets_go_no_further__is_refused_like_any_other(
    app: Casefile, refusal: CasefileError, status: int
) -> None:
    for path, kind in (("/api/health", "application/problem+json"), ("/sign-in", "text/html")):
        answer = app.test_client().get(path, environ_overrides={REFUSAL: refusal})
        assert answer.status_code == status
        assert answer.content_type.startswith(kind)
        assert refusal.sentence in answer.get_data(as_text=True)
        assert ("Retry-After" in answer.headers) is (status == 503)


def test_fault__of_a_full_disk__says_so_in_the_log(
    paralegal: Caller, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    if not database.is_sqlite:
        pytest.skip("PostgreSQL's disk cannot be made full here.")

    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE filling (x)")
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    titled = {"data": {**MATTER, "title": f"{SECRET} " * 10}}
    assert any(paralegal.post("/api/matters", titled).status_code == 503 for _ in range(100))
    assert "fault=OperationalError SQLITE_FULL" in caplog.text
    assert SECRET not in caplog.text
