"""An empty office: from its page to the first matter, who is in it, and the first charge."""

from __future__ import annotations

import re
from html import unescape

from casefile.auth.roles import Role
from tests.api.conftest import Caller
from tests.web.conftest import Enter, Visitor
from tests.web.test_posting import FormPage

OPENED = {
    "data.title": "State v. Jane Doe",
    "data.category": "criminal",
    "data.jurisdiction": "NM",
    "data.for~other": "Jane Doe",
}


def link(page: str, words: str) -> str:
    """Return where a link of a page leads."""
    found = re.search(rf'href="([^"]+)">{words}', page)
    assert found, page
    return unescape(found[1])


def opened(visitor: Visitor) -> str:
    """Open the first matter; return the page that says so."""
    home = visitor.get("/").get_data(as_text=True)
    form = FormPage(visitor, link(home, "Open your first matter"))
    said = form.preview(**OPENED)
    assert "(criminal, New Mexico), for Jane Doe" in said
    assert "party-" not in said
    answer = form.send("record", 303)
    return visitor.get(answer.location).get_data(as_text=True)


def test_first_matter__opened_today__leads_to_its_client(visitor: Visitor) -> None:
    recorded = opened(visitor)
    assert "for Jane Doe</h1>" in recorded
    form = FormPage(visitor, link(recorded, "Add Jane Doe to the matter"))
    assert form.texts["data.name"] == "Jane Doe"
    assert form.texts["effective"] == ""
    form.preview(**{"data.kind": "person", "data.role": "defendant"})
    said = form.record()
    assert "Record something else in this matter" in said
    assert "Add Jane Doe" not in said
    matter = visitor.reads(link(recorded, "The matter.s page"))
    assert "The office is there for Jane Doe." in matter
    assert "Open your first matter" not in visitor.reads("/")


def test_first_charge__where_one_party_is_there__is_against_that_one(visitor: Visitor) -> None:
    recorded = opened(visitor)
    form = FormPage(visitor, link(recorded, "Add Jane Doe to the matter"))
    form.preview(**{"data.kind": "person", "data.role": "defendant"})
    form.record()
    choices = visitor.get(link(recorded, "Record something else in this matter"))
    page = choices.get_data(as_text=True)
    first = re.findall(r'<section aria-labelledby="family-(\w+)"', page)
    assert first[:2] == ["charge", "party"]
    charge = FormPage(visitor, link(page, "Charge filed"))
    assert charge.texts["data.party_id"].startswith("party-")
    assert charge.texts["effective"] == ""
    said = charge.preview(effective="April 21, 2023", **{"data.offense": "Fraud"})
    assert "against Jane Doe: Fraud" in said


def test_client__added_without_a_day__was_in_the_matter_on_every_earlier_one(
    visitor: Visitor,
) -> None:
    recorded = opened(visitor)
    form = FormPage(visitor, link(recorded, "Add Jane Doe to the matter"))
    said = form.preview(**{"data.kind": "person", "data.role": "defendant"})
    assert re.search("When on or before [0-9A-Za-z ]+. no day was typed", said)
    form.record()
    matter = link(recorded, "The matter.s page")
    past = visitor.reads(f"{matter}?as_of=2001-04-01")
    assert "no party yet" not in past
    assert not re.search("Jane Doe defendant on or before ", past)
    answer = visitor.get(f"{matter}/chronology.csv?audience=court&as_of=2001-04-01")
    assert "no party yet" not in answer.get_data(as_text=True)


def test_client__added_since_a_day__was_no_party_before_it(visitor: Visitor) -> None:
    recorded = opened(visitor)
    form = FormPage(visitor, link(recorded, "Add Jane Doe to the matter"))
    form.preview(effective="2001-05-01", **{"data.kind": "person", "data.role": "defendant"})
    form.record()
    matter = link(recorded, "The matter.s page")
    assert "no party yet" in visitor.reads(f"{matter}?as_of=2001-04-01")
    assert "no party yet" not in visitor.reads(f"{matter}?as_of=2001-05-01")


def test_second_matter__of_a_client_on_record__names_her_and_adds_her_as_she_is(
    visitor: Visitor,
) -> None:
    recorded = opened(visitor)
    form = FormPage(visitor, link(recorded, "Add Jane Doe to the matter"))
    form.preview(**{"data.kind": "person", "data.role": "defendant"})
    form.record()
    form = FormPage(visitor, "/post/matter.opened")
    second = OPENED | {"data.title": "Doe v. Roe", "data.category": "civil"}
    said = form.preview(**second)
    assert ", for Jane Doe" in said
    assert "Is it one of these? Jane Doe defendant in State v. Jane Doe The same person" in said
    [jane] = re.findall(r"party-\w+", visitor.get("/parties").get_data(as_text=True))
    said = form.preview(do=f"same {jane}")
    assert "The same person as Jane Doe, defendant in State v. Jane Doe" in said
    assert "Is it one of these?" not in said
    answer = form.send("record", 303)
    recorded = visitor.get(answer.location).get_data(as_text=True)
    assert "for Jane Doe</h1>" in recorded
    form = FormPage(visitor, link(recorded, "Add Jane Doe to the matter"))
    said = form.preview(**{"data.role": "plaintiff"})
    assert "The same person as Jane Doe, defendant in State v. Jane Doe" in said
    assert "Is it one of these?" not in said
    form.record()
    assert visitor.get("/parties").get_data(as_text=True).count(">Jane Doe</a>") == 1


def test_matter__another_one__is_opened_from_the_page_of_the_office(
    enter: Enter, story: Caller
) -> None:
    del story
    page = enter(Role.PARALEGAL).get("/").get_data(as_text=True)
    assert '<a href="/post/matter.opened">Open a matter</a>' in page
    assert "Open a matter" not in enter(Role.AUDITOR).reads("/")
