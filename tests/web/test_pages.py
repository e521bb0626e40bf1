"""Pages: whom they let in, what their headers say, and what they say when something fails."""

from __future__ import annotations

import re
from contextlib import closing

import pytest
from sqlalchemy import update

from casefile.app import STATUS, STATUS_OF_CODE, Casefile, create_app
from casefile.auth.attempts import TooSoon
from casefile.auth.roles import Role
from casefile.canonical import MAX_BYTES
from casefile.config import Config
from casefile.door import REFUSAL
from casefile.errors import (
    Busy,
    CasefileError,
    Forbidden,
    Malformed,
    OutcomeUnknown,
    Refused,
    Stale,
    TooLarge,
    TooSlow,
    Unauthenticated,
    Unknown,
)
from casefile.exports.formats import FORMATS
from casefile.store.database import Database
from casefile.store.tables import log_head
from casefile.web.pages import NEXT, is_page
from casefile.web.words import FORMATS as OFFERED
from tests.web.conftest import OWN, POLICY, Enter, Visitor, words


def test_page__any_that_is_read__needs_a_session_of_an_auditor(app: Casefile, enter: Enter) -> None:
    auditor, stranger = enter(Role.AUDITOR), Visitor(app)
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("web.") and "GET" in (rule.methods or ()):
            path = re.sub("<number:[^>]+>", "1", rule.rule)
            path = re.sub("<format:[^>]+>", "pdf", path)
            path = re.sub("<[^>]+>", "nothing", path)
            answer = stranger.client.get(path)
            if rule.endpoint in ("web.sign_in", "web.open_link", "web.show_file"):
                assert answer.status_code in (200, 401, 404), rule
            else:
                assert answer.status_code == 303, rule
                assert answer.location.startswith("/sign-in"), rule
                assert auditor.client.get(path).status_code != 303, rule


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/nowhere", 404, "There is nothing here"),
        ("/parties/nobody", 404, "There is no party nobody."),
        ("/matters/nothing", 404, "There is no matter nothing."),
        ("/events/nothing", 404, "There is no event nothing."),
        ("/parties/doe?as_of=2023-01-01&as_of=2023-01-02", 422, "more than once"),
        ("/parties/doe?as_of=%00", 422, "control character"),
    ],
)
def test_page__that_fails__says_what_and_what_to_do_next(
    reader: Visitor, path: str, status: int, said: str
) -> None:
    answer = reader.get(path, status)
    assert answer.mimetype == "text/html"
    assert said in words(answer)
    assert "The office's page" in words(answer)


REFUSALS: tuple[tuple[CasefileError, int], ...] = (
    (Malformed("It is unlike itself.", code="query.unknown"), 400),
    (Unauthenticated("The link has expired."), 401),
    (Forbidden("This needs the role admin."), 403),
    (Unknown("There is no party."), 404),
    (TooSlow("It has not come whole."), 408),
    (Refused("It stands in the way."), 409),
    (Stale("Somebody was quicker."), 412),
    (TooLarge("It is too large."), 413),
    (Malformed("It is too long.", code="input.address"), 414),
    (Malformed("It says nothing."), 422),
    (TooSoon(10), 429),
    (CasefileError("It is our fault."), 500),
    (Busy("Everybody is at it."), 503),
    (OutcomeUnknown(), 504),
)


@pytest.mark.parametrize(("refusal", "status"), REFUSALS, ids=lambda one: str(one)[:3])
@pytest.mark.parametrize("signed_in", [True, False])
def test_page__refused_with_any_status__says_what_and_what_to_do_next(
    app: Casefile, reader: Visitor, refusal: CasefileError, status: int, signed_in: bool
) -> None:
    visitor = reader if signed_in else Visitor(app)
    answer = visitor.client.get("/", environ_overrides={REFUSAL: refusal})
    assert (answer.status_code, answer.mimetype) == (status, "text/html")
    title, following = NEXT[status]
    assert f"{title} {refusal.sentence} {following}" in words(answer)
    ways = re.findall(r'<ul class="ways">\s*<li><a href="([^"]+)"', answer.get_data(as_text=True))
    assert ways == ["/" if status != 401 and (signed_in or status >= 500) else "/sign-in"]
    assert answer.headers["Content-Security-Policy"] == POLICY


def test_next__of_every_status_that_a_page_can_have__is_said() -> None:
    assert {status for _, status in STATUS} | {*STATUS_OF_CODE.values()} <= NEXT.keys()
    assert {status for _, status in REFUSALS} | {405} == {*NEXT}


def test_form__that_is_too_large_or_sent_where_nothing_is_taken__is_told_so(
    reader: Visitor,
) -> None:
    sent = {"data.text": "a" * MAX_BYTES, **reader.hidden()}
    answer = reader.client.post("/post/note.recorded?matter=m-1&key=k", data=sent, headers=OWN)
    assert answer.status_code == 413
    assert "This is too large" in words(answer)
    answer = reader.client.post("/calendar", headers=OWN)
    assert (answer.status_code, answer.mimetype) == (405, "text/html")
    assert "This cannot be done here" in words(answer)


@pytest.mark.parametrize(
    "url",
    ["sqlite:////no/such/folder/casefile.db", "postgresql+psycopg://nobody@/nothing?host=/nowhere"],
)
@pytest.mark.parametrize("path", ["/", "/sign-in", "/nowhere", "/parties/doe"])
def test_page__without_a_database__says_that_it_cannot_be_used_just_now(
    url: str, path: str
) -> None:
    with closing(Database(url)) as database:
        client = create_app(Config(database_url=url), database).test_client()
        client.set_cookie("casefile", "a session of before")
        answer = client.get(path)
    status = 404 if path == "/nowhere" else 503
    assert (answer.status_code, answer.mimetype) == (status, "text/html")
    assert NEXT[status][1] in words(answer)


def test_day__that_cannot_be_read__is_told_beside_its_field(reader: Visitor) -> None:
    answer = reader.get("/parties/doe?as_of=soon", 422)
    page = answer.get_data(as_text=True)
    assert "<title>Error: Jane Doe" in page
    assert 'value="soon"' in page
    assert "'soon' cannot be read as a date: write it like" in words(answer)
    assert 'aria-invalid="true"' in page
    assert "Charged" not in words(answer)


def test_file__of_every_page__is_kept_by_browsers_under_an_address_of_its_own(
    visitor: Visitor,
) -> None:
    page = visitor.get("/").get_data(as_text=True)
    address = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    with visitor.get(address) as answer:
        assert answer.mimetype == "text/css"
    assert "max-age=31536000" in answer.headers["Cache-Control"]


def test_is_page__addresses_of_the_api__are_none() -> None:
    assert [is_page(one) for one in ("/", "/apis", "/api", "/api/log")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("15 February 2023", "15 February 2023"),
        ("Feb 15, 2023", "15 February 2023"),
        ("2023-02-15", "15 February 2023"),
    ],
)
def test_day__as_people_type_it__is_understood_and_said(
    reader: Visitor, typed: str, day: str
) -> None:
    answer = reader.client.get(f"/parties/doe?as_of={typed}", follow_redirects=True)
    assert answer.request.args["as_of"] == "2023-02-15"
    page = words(answer)
    assert f"Wednesday, {day}" in page
    assert "Charged" in page


def test_day__that_may_be_two__is_asked_with_links_to_both(reader: Visitor) -> None:
    page = reader.get("/matters/m-1?as_of=February 2023", 422).get_data(as_text=True)
    assert "February 2023 is no single day." in page
    assert 'href="/matters/m-1?as_of=2023-02-01">Wednesday, 1 February 2023</a>' in page
    assert 'href="/matters/m-1?as_of=2023-02-28">Tuesday, 28 February 2023</a>' in page


def test_rebuild__that_is_due__is_told_on_every_answer(reader: Visitor, database: Database) -> None:
    assert "A rebuild is due" not in reader.reads("/parties/doe")
    with database.write() as connection:
        connection.execute(update(log_head).values(folds=1))
    for path in ("/parties/doe", "/matters/m-1", "/parties/doe/why/m-1/count-1"):
        assert "A rebuild is due" in reader.reads(path), path


def test_documents__whose_formats_are_offered__are_all_that_there_are() -> None:
    assert {name for name, _ in OFFERED} == set(FORMATS)
