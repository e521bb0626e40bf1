"""Markup in every field of every type, and wherever else something is typed, comes out as text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote

import msgspec
import pytest
from werkzeug.datastructures import MultiDict

from casefile.app import Casefile
from casefile.auth import people
from casefile.auth.roles import Role
from casefile.law.catalogue import CATALOGUE, upcast
from casefile.store.database import Database
from casefile.web.forms import form_of
from tests.api.conftest import Caller
from tests.law.test_catalogue import golden
from tests.length import at_length
from tests.web.conftest import OWN, PASSWORD, Enter, Visitor, words
from tests.web.test_crawl import links_of
from tests.web.test_forms import ENVELOPE, PAYLOADS

HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}"
MOST = at_length(short=40, long=1_000)  # pages that are looked at once all is on record
SOME = at_length(short=8, long=1)  # of so many payloads one is recorded; each is shown in its form


class Foreign(HTMLParser):
    """What of a page is none of ours: scripts, pictures, and what runs on an event."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        has = dict(attrs)
        ours = tag == "script" and has.get("src", "").startswith("/static/casefile.js")
        handles = any(name.startswith("on") for name in has)
        if handles or tag in ("img", "iframe", "style", "base") or (tag == "script" and not ours):
            self.found.append(self.get_starttag_text() or tag)


def check(page: str, path: str) -> None:
    parser = Foreign()
    parser.feed(page)
    assert parser.found == [], path
    assert "49" not in page.partition("alert(1)")[2][:80], path


def leaves(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the place of every text in a payload."""
    match value:
        case str():
            yield place
        case dict():
            for name, one in value.items():
                yield from leaves(one, (*place, name))
        case list():
            for number, one in enumerate(value):
                yield from leaves(one, (*place, number))


def put(value: Any, place: tuple[Any, ...], text: str) -> Any:
    """Return a payload with a text at a place."""
    made = json.loads(json.dumps(value))
    inner = made
    for one in place[:-1]:
        inner = inner[one]
    inner[place[-1]] = text
    return made


def hostile(payload: Any, cls: Any) -> Any:
    """Return a payload with markup in every text that takes it."""
    for place in leaves(payload):
        changed = put(payload, place, HOSTILE)
        try:
            msgspec.convert(changed, cls)
        except msgspec.ValidationError:
            continue
        payload = changed
    return payload


WORDS = {"asserted_by": HOSTILE, "as_written": HOSTILE, "resolution": HOSTILE}
SOURCE = {"document": HOSTILE, "locator": HOSTILE, "quote": HOSTILE}
OVERRIDE = {"reason": HOSTILE, "authority": HOSTILE}
EVENT: dict[str, Any] = {
    **{name: one for name, one in ENVELOPE.items() if name not in ("links", "assertion")},
    **WORDS,
    "source": {**ENVELOPE["source"], **SOURCE},
    "override": OVERRIDE,
}


def test_markup__in_every_field_of_every_type__is_shown_as_text(
    enter: Enter, story: Caller
) -> None:
    attorney = enter(Role.ATTORNEY)
    token, before, recorded = attorney.hidden(), story.head(), 0
    for number, path in enumerate(PAYLOADS):
        tag, version, payload = golden(path)
        cls = CATALOGUE[tag]
        data = hostile(upcast(cls, version, json.loads(payload)), cls)
        texts = form_of(tag).write({**EVENT, "data": data})
        address = f"/post/{tag}?matter=m-1&key=k-{number}"
        for do in ("change", *(("preview", "record") if number % SOME == 0 else ())):
            sent = MultiDict([*texts.items(multi=True), *token.items(), ("do", do)])
            answer = attorney.client.post(address, data=sent, headers=OWN)
            assert answer.status_code in (200, 303, 403, 422), (address, words(answer))
            check(answer.get_data(as_text=True), f"{do} {address}")
            recorded += answer.status_code == 303
    assert recorded > 50 // SOME
    assert story.head() >= before + recorded
    crawl(attorney)


def crawl(visitor: Visitor) -> None:
    """Look at the pages to which the others lead."""
    waiting = ["/", "/log", "/parties", "/find?q=script", "/calendar", "/matters/m-1"]
    seen: set[str] = set()
    while waiting and len(seen) < MOST:
        path = waiting.pop(0)
        if path in seen or path.startswith(("/static", "/api")):
            continue
        seen.add(path)
        answer = visitor.client.get(path, follow_redirects=True)
        assert answer.status_code < 500, path
        if answer.mimetype == "text/html":
            check(answer.get_data(as_text=True), path)
            waiting += links_of(answer)
        named = answer.headers.get("Content-Disposition", "")
        assert not set("<>\r\n") & set(named), path


@pytest.mark.parametrize(
    "path",
    [
        *("/find?q={}", "/log?by={}&matter={}&on={}&kind={}", "/parties?words={}"),
        *("/calendar?from={}&responsible={}", "/matters/m-1?kind={}&party={}&source={}&first={}"),
        *("/parties/doe?as_of={}", "/parties/doe?known_at={}&beside={}", "/parties/{}", "/{}"),
        *("/sign-in?next={}", "/sign-in/link?link={}", "/?{}={}", "/post?matter={}"),
        *("/post/note.recorded?matter=m-1&key={}", "/you/tokens?role={}", "/?status={}"),
        "/post/note.recorded?matter=m-1&key=k&data.text={}&effective={}",
    ],
)
def test_markup__in_an_address__is_shown_as_text(app: Casefile, reader: Visitor, path: str) -> None:
    for visitor in (reader, Visitor(app)):
        asked = path.replace("{}", quote(HOSTILE))
        answer = visitor.client.get(asked, follow_redirects=True)
        assert answer.status_code < 500, asked
        check(answer.get_data(as_text=True), asked)


def test_markup__in_names_of_people_tokens_and_browsers__is_shown_as_text(
    app: Casefile, database: Database
) -> None:
    person = people.add(database, HOSTILE, Role.ADMIN)
    people.set_password(database, person.person_id, PASSWORD)
    visitor = Visitor(app)
    sent = {"name": HOSTILE, "password": PASSWORD}
    headers = {**OWN, "User-Agent": HOSTILE}
    assert visitor.client.post("/sign-in", data=sent, headers=headers).status_code == 303
    made = visitor.post("/you/tokens", 200, label=HOSTILE, role="auditor", days="7")
    wrong = visitor.post("/you/tokens", 422, label=HOSTILE, role=HOSTILE, days=HOSTILE)
    taken = visitor.post("/people", 422, name=HOSTILE, role=HOSTILE)
    refused = Visitor(app).sign_in(HOSTILE, "no password of theirs", 422)
    shown = [visitor.get(path) for path in ("/", "/you", "/you/tokens", "/people")]
    shown.append(visitor.post(f"/people/{person.person_id}/link", 200))
    for number, answer in enumerate((made, wrong, taken, refused, *shown)):
        check(answer.get_data(as_text=True), str(number))
    assert "<script>" in words(shown[1])
    assert "<script>" in words(shown[2])
