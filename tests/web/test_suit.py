"""A suit against two: each defendant by itself, on the pages."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from tests.api.conftest import Caller
from tests.web.conftest import Visitor
from tests.web.test_posting import FormPage

TITLE = "Delgado v. Copperline Stores Inc. and Manuel Ortiz"
SUIT: list[dict[str, Any]] = [
    {
        "type": "matter.opened",
        "effective": "2023-02-02",
        "data": {"title": TITLE, "category": "civil", "jurisdiction": "US-NM", "for": "rosa"},
    },
    *(
        {
            "type": "party.added",
            "effective": "2023-02-02",
            "data": {"party_id": party_id, "name": name, "kind": kind, "role": role},
        }
        for party_id, name, kind, role in (
            ("cop", "Copperline Stores Inc.", "organization", "defendant"),
            ("rosa", "Rosa Delgado", "person", "plaintiff"),
            ("ort", "Manuel Ortiz", "person", "defendant"),
        )
    ),
    {
        "type": "claim.filed",
        "effective": "2023-02-02",
        "data": {
            "item_id": "neg",
            "cause": "negligence",
            "claimants": ["rosa"],
            "against": ["cop", "ort"],
        },
    },
    {"type": "claim.served", "effective": "2023-02-10", "data": {"item_id": "neg"}},
    {
        "type": "claim.default_entered",
        "effective": "2023-03-15",
        "data": {"item_id": "neg", "parties": ["ort"]},
    },
    {
        "type": "claim.answered",
        "effective": "2023-03-01",
        "data": {"item_id": "neg", "parties": ["cop"]},
    },
]


@pytest.fixture
def suit(visitor: Visitor, story: Caller) -> Visitor:
    """Return a paralegal in whose office Delgado has sued two, one of whom is in default."""
    body = {"events": [{"matter_id": "suit", **one} for one in SUIT]}
    answer = story.post("/api/events", body)
    assert answer.status_code == 201, answer.get_json()
    return visitor


def test_act__chosen_where_one_defendant_stands__is_about_that_one(suit: Visitor) -> None:
    page = suit.get("/post?matter=suit&item=neg").get_data(as_text=True)
    forms = []
    for label in ("default entered against", "answered by"):
        section = next(one for one in page.split("<section") if label in one)
        link = re.search(r'href="([^"]*claim\.settled[^"]*)"', section)
        assert link
        forms.append(FormPage(suit, unescape(link[1])))
    assert [one.texts.getlist("data.parties") for one in forms] == [["ort"], ["cop"]]
    form = forms[1]
    said = form.preview(effective="2023-04-20", **{"data.amount": "$40,000"})
    assert "Answered by Copperline Stores Inc. → becomes Settled" in said
    assert "Default entered against Manuel Ortiz → becomes" not in said


def test_why__of_a_claim_against_two__is_in_its_order_for_each_of_them(suit: Visitor) -> None:
    said = suit.reads("/parties/rosa/why/suit/neg")
    answered, _, defaulted = said.partition("Default entered against Manuel Ortiz This rests on")
    assert "Answered by Copperline Stores Inc. This rests on 3 events, in their order:" in answered
    assert "15 March 2023" not in answered
    assert "1 March 2023" not in defaulted
    for part, last in ((answered, "1 March 2023"), (defaulted, "15 March 2023")):
        days = ("2 February 2023", "10 February 2023", last)
        places = [part.index(day) for day in days]
        assert places == sorted(places)


def test_turns__of_a_party__say_what_happened_to_what_and_against_whom(suit: Visitor) -> None:
    said = suit.reads("/parties/rosa").partition("Every day on which something turned")[2]
    turned = said.partition("15 March 2023: ")[2].partition("Civil")[0]
    assert "efault entered" in turned
    assert "Manuel Ortiz" in turned
    assert "egligence" in turned
    said = suit.reads("/parties/doe").partition("Every day on which something turned")[2]
    assert "On charge Fraud" in said
    assert "pleaded not guilty" in said
