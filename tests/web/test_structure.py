"""What a screen reader makes of every page: its headings, and what is tied to what."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from casefile.auth.roles import Role
from casefile.law.catalogue import posted_types
from tests.api.conftest import Caller
from tests.web.conftest import OWN, Enter, Visitor
from tests.web.test_posting import FormPage

ASKED = [
    *("/worklist", "/deadlines", "/conflicts", "/worklist?matter=m-9", "/deadlines?from=soon"),
    *("/", "/calendar", "/parties", "/log", "/find?q=doe", "/keys", "/people", "/you"),
    *("/you/tokens", "/parties/doe", "/parties/doe?known_at=@4", "/matters/m-1", "/events/filing"),
    *("/parties/doe/why/m-1/count-1", "/post", "/post?matter=m-1", "/recorded/filing"),
    *("/post?matter=m-1&item=count-1", "/events/filing/correct"),
    *("/calendar?from=soon", "/log?on=soon&matter=m-9", "/parties/doe?as_of=soon"),
    *("/matters/m-1?first=soon&as_of=soon", "/parties/nobody", "/nowhere"),
]
SENT = ["/people", "/you/tokens", "/you/password"]
FIELDS = ("input", "select", "textarea")


class Structure(HTMLParser):
    """The headings of a page, its ids, and what refers to them."""

    def __init__(self) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.refers: set[str] = set()
        self.labelled: set[str] = set()
        self.fields: list[dict[str, str]] = []
        self._labels = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        has = {name: value or "" for name, value in attrs}
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.ids += [has["id"]] if "id" in has else []
        for name in ("aria-describedby", "aria-labelledby"):
            self.refers |= set(has.get(name, "").split())
        if has.get("href", "").startswith("#"):
            self.refers.add(has["href"][1:])
        if tag == "label":
            self._labels += 1
            self.labelled.add(has.get("for", ""))
        if tag in FIELDS and has.get("type") != "hidden" and "hidden" not in has:
            self.fields.append({**has, "inside": str(self._labels)})

    def handle_endtag(self, tag: str) -> None:
        self._labels -= tag == "label"


def check(page: str) -> Structure:
    """See that a page is whole for whoever hears it."""
    found = Structure()
    found.feed(page)
    assert found.headings.count(1) == 1
    before = 0
    for level in found.headings[found.headings.index(1) :]:
        assert level <= before + 1, found.headings
        before = level
    assert len(found.ids) == len({*found.ids})
    assert found.refers <= {*found.ids}
    assert "main" in found.refers
    for one in found.fields:
        assert one["inside"] != "0" or one.get("id") in found.labelled, one
    return found


@pytest.mark.parametrize("path", ASKED)
def test_page__of_any_kind__is_in_order_and_tied_together(
    enter: Enter, story: Caller, path: str
) -> None:
    del story
    answer = enter(Role.ADMIN).client.get(path, follow_redirects=True)
    check(answer.get_data(as_text=True))


def test_page__refused_when_sent__ties_each_error_to_its_field(enter: Enter, story: Caller) -> None:
    del story
    admin = enter(Role.ADMIN)
    for path in SENT:
        page = admin.post(path, 422).get_data(as_text=True)
        wrong = [one for one in check(page).fields if one.get("aria-invalid")]
        assert wrong, path
        assert all("wrong-" in one["aria-describedby"] for one in wrong)


def test_form__of_any_type_left_empty__ties_each_error_to_its_field(reader: Visitor) -> None:
    form = FormPage(reader, "/post/note.recorded?matter=m-1")
    hidden = {"form_token": form.texts["form_token"], "do": "preview"}
    for tag, _ in posted_types():
        path = f"/post/{tag}?matter=m-1"
        check(reader.client.get(path, follow_redirects=True).get_data(as_text=True))
        answer = reader.client.post(f"{path}&key=k", data=hidden, headers=OWN)
        page = answer.get_data(as_text=True)
        found = check(page)
        if answer.status_code == 422:
            summary = page.partition('class="summary"')[2].partition("</ul>")[0]
            for field in re.findall('href="#([^"]+)"', summary):
                assert f'id="{field.replace("field-", "wrong-", 1)}"' in page, tag
            assert {one for one in found.ids if one.startswith("wrong-")} <= found.refers, tag
