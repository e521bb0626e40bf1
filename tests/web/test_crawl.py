"""Every page that a link leads to, from the office's page on, over all of the stories."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from casefile.app import Casefile
from casefile.auth.roles import Role
from casefile.cli.load import load
from casefile.importers.history import read_history
from casefile.law import placeholders
from tests.length import at_length
from tests.web.conftest import POLICY, Enter, words

FIXTURES = Path(__file__).parents[2] / "fixtures"
STORIES = (("rust.jsonl", "rust-next-day.jsonl", "suit.jsonl"), ("undone.jsonl",))
MOST = at_length(short=150, long=2_000)
LARGEST = 150_000  # bytes
_link = re.compile(r'href="(/[^"#]*)')
# A value that is missing, and not the word of a list without anything or of who comes later.
_none = re.compile(r"None(?!\.| yet\.| \(takes the place of )")
_stored_day = re.compile(r"\b\d{4}-\d\d-\d\d\b")


def links_of(answer: TestResponse) -> list[str]:
    """Return where the links of a page lead."""
    return [unescape(one) for one in _link.findall(answer.get_data(as_text=True))]


@pytest.mark.parametrize("stories", STORIES, ids=["rust-and-suit", "undone"])
def test_link__any__leads_to_a_page_that_is_whole(
    app: Casefile, enter: Enter, stories: Sequence[str]
) -> None:
    office = app.extensions["casefile"]
    for name in stories:
        with (FIXTURES / name).open("rb") as file:
            load(office, read_history(name, file), by="Ann Lee", as_recorded=False)
    client = enter(Role.ADMIN).client
    # Of each kind of page some, and not the first kind alone.
    waiting, seen = ["/", "/log", "/people"], set[str]()
    kinds: dict[str, int] = {}
    while waiting and len(seen) < MOST:
        path = waiting.pop(0)
        kind = re.sub(r"[^/]*\d[^/]*", "", path.partition("?")[0])[:12]
        if path in seen or path.startswith(("/static", "/api")):
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] > MOST // 4:
            continue
        seen.add(path)
        # A form is sent on to its own address, which has a key.
        answer = client.get(path, follow_redirects=True)
        if "audience=court" in path and answer.status_code == 409:
            assert "Ask for the office's own copy." in words(answer)  # nothing is public
            continue
        assert answer.status_code == 200, (path, words(answer))
        assert answer.request.path == path.partition("?")[0], path
        if answer.mimetype != "text/html":
            continue
        page = answer.get_data(as_text=True)
        assert len(page) < LARGEST, path
        assert answer.headers["Content-Security-Policy"] == POLICY, path
        assert " style=" not in page, path
        assert not placeholders.holds(page), path
        if path.startswith("/post?"):
            assert not _stored_day.search(words(answer)), path
        assert not _none.search(words(answer)), path
        waiting += links_of(answer)
    assert len(seen) > 100
    assert {"/parties/", "/matters/", "/events/"} <= {one[: one.find("/", 1) + 1] for one in seen}
