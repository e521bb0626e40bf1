"""An application on a database of its own, and somebody of each role who asks it."""

from __future__ import annotations

import json
import socket
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from copy import copy
from pathlib import Path
from threading import BoundedSemaphore, Event
from typing import Any

import pytest
from werkzeug.test import TestResponse

from casefile.app import WAITERS, Casefile, create_app
from casefile.auth import tokens
from casefile.auth.roles import Role
from casefile.config import Config
from casefile.door import Waiting
from casefile.office import Office
from casefile.store.database import Database
from tests.asking import PLACE
from tests.kinds import POOLER
from tests.length import LONG
from tests.once import once
from tests.pooler import past
from tests.programs import Program, start

# The tests that run behind a pooler in short, too.
POOLED = {"test_feed", "test_log", "test_long_poll", "test_posting", "test_reading"}
MATTER = {"title": "State v. Doe", "category": "criminal", "jurisdiction": "US-NM"}
INCIDENT = {
    "type": "matter.incident_occurred",
    "effective": "2023-01-10",
    "data": {"place": "Taos"},
}
DOE = {"party_id": "doe", "name": "Jane Doe", "kind": "person", "role": "defendant"}
COUNT = {"party_id": "doe", "item_id": "count-1", "offense": "Fraud", "severity": "felony"}
STORY: list[dict[str, Any]] = [
    {"type": "matter.opened", "effective": "2023-02-01", "data": MATTER},
    INCIDENT,
    {"type": "party.added", "effective": "2023-02-01", "data": DOE},
    {"type": "charge.filed", "effective": "2023-02-01", "data": COUNT, "event_id": "filing"},
    {
        "type": "charge.plea_entered",
        "effective": "2023-03",
        "data": {"item_id": "count-1", "plea": "not_guilty"},
        "event_id": "plea",
    },
    {
        "type": "hearing.scheduled",
        "effective": "2023-03-01",
        "data": {"hearing_id": "h-1", "kind": "trial", "at": "2023-06-01T09:00"},
    },
]


class Caller:
    """Asks the application over WSGI as one user, with JSON both ways."""

    def __init__(self, app: Casefile, token: str | None = None) -> None:
        self.app = app
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    @property
    def url(self) -> str:
        """Return the address of the application's database."""
        office: Office = self.app.extensions["casefile"]
        return office.config.database_url

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.send("GET", path, headers=headers)

    def post(self, path: str, body: Any, **headers: str) -> TestResponse:
        return self.send("POST", path, json.dumps(body), headers=headers)

    def delete(self, path: str) -> TestResponse:
        return self.send("DELETE", path)

    def send(
        self,
        method: str,
        path: str,
        data: bytes | str | None = None,
        *,
        content_type: str | None = "application/json",
        headers: dict[str, str] | None = None,
    ) -> TestResponse:
        given = {name.replace("_", "-"): value for name, value in (headers or {}).items()}
        answer = self.app.test_client().open(
            path,
            method=method,
            data=data,
            content_type=content_type if data is not None else None,
            headers={**self.headers, **given},
        )
        # Whatever is answered, names stand where the law left a place for them.
        assert answer.is_streamed or not PLACE.search(answer.get_data())
        return answer

    def head(self) -> int:
        """Return the last position of the log."""
        answer = self.get("/api/log/head")
        assert answer.status_code == 200
        return int(answer.get_json()["position"])


def read(caller: Caller, path: str) -> dict[str, Any]:
    """Return the answer to a question that has one."""
    answer = caller.get(path)
    assert answer.status_code == 200, answer.get_json()
    assert answer.content_type == "application/json"
    found: dict[str, Any] = answer.get_json()
    return found


Ask = Callable[[Role], Caller]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item], config: pytest.Config) -> None:
    """Leave most of what runs behind a pooler to the tests in full."""
    there = Path(__file__).parent
    left = {
        one
        for one in items
        if one.path.parent == there
        and isinstance(one, pytest.Function)
        and (spec := getattr(one, "callspec", None))
        and spec.params.get("kind_of_database") == POOLER
        and not (LONG or one.path.stem in POOLED)
    }
    items[:] = [one for one in items if one not in left]
    config.hook.pytest_deselected(items=list(left))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with closing(Database(database_url)) as database:
        yield database


@pytest.fixture
def owned(database: Database, request: pytest.FixtureRequest) -> Iterator[Database]:
    """Return the database as its owner reaches it: past any pooler."""
    with database.read():
        pooled = database.pooled
    if not pooled:
        yield database
        return
    url = past(
        str(request.getfixturevalue("database_url")), request.getfixturevalue("postgresql_url")
    )
    with closing(Database(url)) as direct:
        yield direct


@pytest.fixture(scope="session")
def put_together() -> Casefile:
    """Return an application without a database; its description takes longer than most tests."""
    return create_app(Config(database_url="sqlite://"))


@pytest.fixture
def app(put_together: Casefile, database: Database, database_url: str) -> Casefile:
    """Return the application of the database; its routes are those of every other test."""
    app = copy(put_together)
    app.extensions = app.extensions | {
        "casefile": Office.of(Config(database_url=database_url), database),
        "casefile.waiting": Waiting(BoundedSemaphore(WAITERS), Event()),
    }
    return app


@pytest.fixture
def ask(app: Casefile, database: Database) -> Ask:
    """Return who asks with a role; the user's name is the role's."""

    def caller(role: Role) -> Caller:
        if role is Role.ANYONE:
            return Caller(app)
        return Caller(app, tokens.issue(database, role.word, role, days=1))

    return caller


@pytest.fixture
def admin(ask: Ask) -> Caller:
    return ask(Role.ADMIN)


@pytest.fixture
def paralegal(ask: Ask) -> Caller:
    return ask(Role.PARALEGAL)


@pytest.fixture
@once
def story(paralegal: Caller) -> Caller:
    """Return a paralegal in whose office matter m-1 has a charge, a plea and a hearing.

    Each event is a post of its own, and so a step of what is known.
    """
    for one in STORY:
        answer = paralegal.post("/api/events", {"events": [{**one, "matter_id": "m-1"}]})
        assert answer.status_code == 201, answer.get_json()
    return paralegal


@pytest.fixture
def server(database_url: str) -> Iterator[str]:
    """Yield the address of a real server on the database."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    settings = {"CASEFILE_DATABASE_URL": database_url, "CASEFILE_PORT": str(port)}
    with tempfile.TemporaryFile() as output:
        streams = (None, output.fileno(), output.fileno())
        process = start("serve", environ=settings, streams=streams)
        address = f"http://127.0.0.1:{port}"
        try:
            if not _answers(f"{address}/api/health", process):
                output.seek(0)
                pytest.fail(f"The server does not answer: {output.read().decode()[-4_000:]}")
            yield address
        finally:
            process.terminate()
            process.wait()


def _answers(address: str, process: Program) -> bool:
    """Wait for a server to answer; tell whether it did, in a minute and without ending."""
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - an address of our own
                return True
        except OSError:
            time.sleep(0.1)
    return False
