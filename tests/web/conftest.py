"""Somebody who reads and fills in the pages over WSGI, signed in with a role."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Browser
from werkzeug.test import TestResponse

from casefile.app import Casefile
from casefile.auth import people
from casefile.auth.roles import Role
from casefile.law import placeholders
from casefile.store.database import Database
from tests.api.conftest import Caller, app, ask, database, paralegal, put_together, story
from tests.web.desk import CHROMIUM, NO_CHROMIUM, started

__all__ = ["app", "ask", "database", "paralegal", "put_together", "story"]

PASSWORD = "correct horse battery"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
OWN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare tests the time and memory that a password is to cost whoever guesses it."""
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr("casefile.auth.people._hasher", quick)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Yield a real browser; what asks for it is skipped, saying so, where there is none."""
    if not CHROMIUM:
        pytest.skip(NO_CHROMIUM)
    with started() as found:
        yield found


class Text(HTMLParser):
    """The words of a page, as somebody hears them read."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        del attrs
        if tag in ("td", "th", "dt", "dd", "li", "p", "div"):
            self.words.append(" ")
        self._silent += tag in ("script", "style", "head")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style", "head")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


def words(answer: TestResponse) -> str:
    """Return what a page says, in one line."""
    parser = Text()
    parser.feed(answer.get_data(as_text=True))
    return re.sub(r"\s+", " ", "".join(parser.words)).strip()


class Visitor:
    """Somebody at a browser that runs no script."""

    def __init__(self, app: Casefile) -> None:
        self.client = app.test_client()
        self.url = Caller(app).url

    def get(self, path: str, status: int = 200) -> TestResponse:
        answer = self.client.get(path)
        assert answer.status_code == status, words(answer)
        if answer.mimetype == "text/html" and status < 300:
            assert answer.headers["Content-Security-Policy"] == POLICY
            assert not placeholders.holds(answer.get_data(as_text=True))
        return answer

    def reads(self, path: str, status: int = 200) -> str:
        """Return what is read at an address."""
        return words(self.get(path, status))

    def post(self, path: str, status: int = 303, **fields: str) -> TestResponse:
        """Send a form with what the page hides in it."""
        answer = self.client.post(path, data={**self.hidden(), **fields}, headers=OWN)
        assert answer.status_code == status, words(answer)
        return answer

    def hidden(self) -> dict[str, str]:
        """Return what every form of this session carries."""
        page = self.client.get("/you").get_data(as_text=True)
        found = re.search(r'name="form_token" value="([^"]+)"', page)
        return {"form_token": unescape(found[1])} if found else {}

    def sign_in(self, name: str, password: str = PASSWORD, status: int = 303) -> TestResponse:
        answer = self.client.post(
            "/sign-in", data={"name": name, "password": password}, headers=OWN
        )
        assert answer.status_code == status, words(answer)
        return answer


Enter = Callable[[Role], Visitor]


@pytest.fixture
def enter(app: Casefile, database: Database) -> Enter:
    """Return who is signed in with a role; their name is the role's."""

    def visitor(role: Role) -> Visitor:
        found = Visitor(app)
        if role > Role.ANYONE:
            person = people.add(database, role.word, role)
            people.set_password(database, person.person_id, PASSWORD)
            found.sign_in(role.word)
        return found

    return visitor


@pytest.fixture
def visitor(enter: Enter) -> Visitor:
    """Return a paralegal at a browser."""
    return enter(Role.PARALEGAL)


@pytest.fixture
def reader(visitor: Visitor, story: Caller) -> Visitor:
    """Return a paralegal at a browser, in whose office matter m-1 has a charge and a hearing."""
    del story
    return visitor
