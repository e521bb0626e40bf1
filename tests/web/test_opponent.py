"""An opponent at the pages: what is asked for to be led astray, to do harm, or to see too much."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest

from casefile.app import Casefile
from casefile.auth import people, sessions
from casefile.auth.roles import Role
from casefile.store.database import Database
from tests.api.conftest import Caller
from tests.web.conftest import OWN, Enter, Visitor, words

# What Flask takes for how an address is made, where it is asked to make one.
MADE_OF = "endpoint=x&_scheme=javascript&_external=1&_method=POST&_anchor=x&values=y&self=z"
PLACES = {
    "party_id": "doe",
    "matter_id": "m-1",
    "item_id": "count-1",
    "event_id": "filing",
    "tag": "note.recorded",
    "kind": "csv",
    "position": "4",
    "person_id": "1",
    "session_id": "1",
    "token_id": "1",
    "name": "casefile.css",
}
OPEN_TO_ALL = ("web.sign_in", "web.begin_session", "web.open_link", "web.use_link", "web.show_file")


def paths(app: Casefile, method: str) -> Iterator[tuple[str, str]]:
    """Yield the address of every page that answers a method, with what it is called."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("web.") and method in (rule.methods or ()):
            yield re.sub(r"<[^>]*?(\w+)>", lambda one: PLACES[one[1]], rule.rule), rule.endpoint


@pytest.mark.parametrize(
    "path",
    [
        *("/parties/doe", "/parties/doe?as_of=March 15, 2023", "/matters/m-1", "/calendar"),
        *("/?status=every", "/parties?words=doe", "/find?q=doe", "/log", "/post?matter=m-1"),
        *("/parties/doe/why/m-1/count-1", "/post/note.recorded?matter=m-1", "/matters/m-1?as_of=x"),
    ],
)
def test_address__asking_how_addresses_are_made__makes_none(reader: Visitor, path: str) -> None:
    asked = f"{path}{'&' if '?' in path else '?'}{MADE_OF}"
    answer = reader.client.get(asked, follow_redirects=True)
    assert answer.status_code in (200, 422), words(answer)
    for address in re.findall(r'(?:href|action)="([^"]*)"', answer.get_data(as_text=True)):
        assert re.match(r"/(?!/)|#|\?", unescape(address)), address


def test_form__from_elsewhere_without_its_token_or_signed_out__does_nothing(
    app: Casefile, enter: Enter, story: Caller, database: Database
) -> None:
    admin = enter(Role.ADMIN)
    before, token = story.head(), admin.hidden()
    for path, endpoint in paths(app, "POST"):
        elsewhere = {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "same-site"}
        for headers in (*elsewhere, {"Origin": "null"}):
            answer = admin.client.post(path, data={**token, "do": "record"}, headers=headers)
            assert answer.status_code == 403, (path, headers)
        if endpoint not in OPEN_TO_ALL:
            answer = admin.client.post(f"{path}?matter=m-1&key=k", data={"do": "record"})
            assert answer.status_code == 403, path
            stranger = Visitor(app).client.post(path, data=token, headers=OWN)
            assert stranger.status_code == 401, path
    admin.get("/you")
    assert story.head() == before
    assert [one.user.name for one in people.everybody(database)] == ["admin"]


@pytest.mark.parametrize("how", ["session", "person", "password"])
def test_page__of_a_session_that_was_ended__shows_nothing_of_anybody(
    app: Casefile, reader: Visitor, database: Database, how: str
) -> None:
    person = people.called(database, "paralegal")
    if how == "session":
        [session] = sessions.of_person(database, person.person_id)
        sessions.end(database, person.person_id, session.session_id)
    elif how == "person":
        sessions.let_go(database, person)
    else:
        sessions.end_all(database, person.person_id)
    for path, endpoint in paths(app, "GET"):
        if endpoint not in OPEN_TO_ALL:
            answer = reader.client.get(path)
            assert answer.status_code == 303, path
            assert "Doe" not in answer.get_data(as_text=True)


def test_page__of_any_kind__is_kept_by_nobody_in_between(
    app: Casefile, enter: Enter, story: Caller
) -> None:
    del story
    admin = enter(Role.ADMIN)
    for path, endpoint in paths(app, "GET"):
        if endpoint == "web.show_file":
            continue
        asked = {"headers": {"If-None-Match": "*"}, "follow_redirects": True}
        with admin.client.get(f"{path}?matter=m-1", **asked) as answer:
            kept = set(answer.headers["Cache-Control"].split(", "))
            assert kept in ({"no-store"}, {"private", "no-cache"}), (path, kept)
            assert answer.status_code != 304, path


def test_form__for_whoever_may_not_record__is_shown_by_no_address(
    app: Casefile, enter: Enter, story: Caller
) -> None:
    before = story.head()
    auditor = enter(Role.AUDITOR)
    token = auditor.hidden()
    for path, endpoint in paths(app, "POST"):
        recording = endpoint in ("web.take_form", "web.take_correction")
        if recording or path.startswith("/people"):
            answer = auditor.client.post(f"{path}?matter=m-1&key=k", data=token, headers=OWN)
            assert answer.status_code == 403, path
            assert "Doe" not in words(answer)
    assert story.head() == before


def test_matter__that_is_sealed__goes_out_of_the_office_by_no_page(
    reader: Visitor, paralegal: Caller
) -> None:
    sealing = {
        "matter_id": "m-1",
        "type": "matter.access_changed",
        "effective": "2023-05-02",
        "data": {"to": "sealed", "authority": "Order"},
    }
    assert paralegal.post("/api/events", {"events": [sealing]}).status_code == 201
    assert "sealed" in reader.reads("/matters/m-1")
    for path in ("/matters/m-1", "/parties/doe"):
        for audience in ("", "?audience=court"):
            said = reader.reads(f"{path}/chronology.csv{audience}", 409)
            assert "State v. Doe" not in said
            assert "Jane" not in said
    file = reader.get("/calendar.ics").get_data(as_text=True)
    assert not re.search("Doe|[Tt]rial|Fraud", file)
    assert "CLASS:CONFIDENTIAL" in file


def test_matter__of_a_juvenile__is_not_public_and_offers_no_copy_for_a_court(
    reader: Visitor, paralegal: Caller
) -> None:
    opened = {"title": "In re J.", "category": "juvenile", "jurisdiction": "US-NM"}
    event = {"matter_id": "j", "type": "matter.opened", "effective": "2023-05-02", "data": opened}
    assert "For the court" in reader.reads("/matters/m-1")
    assert paralegal.post("/api/events", {"events": [event]}).status_code == 201
    said = reader.reads("/matters/j")
    assert "not public" in said
    assert "For the court" not in said
