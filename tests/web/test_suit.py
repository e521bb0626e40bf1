"""A suit against two: each defendant by itself, on the pages."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from tests.api.conftest import Caller
from tests.once import once
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
@once
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
    assert "Default entered against Manuel Ortiz → becomes Settled" not in said


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


def test_claim__against_two__is_one_block_and_is_counted_once(suit: Visitor) -> None:
    for path in ("/parties/rosa", "/matters/suit"):
        page = suit.get(path).get_data(as_text=True)
        items = page.partition('<ol class="items">')[2].partition("</ol>")[0]
        assert items.count("<h3>") == items.count("<li") == 1
        assert "efault entered against Manuel Ortiz" in items
        assert "nswered by Copperline" in items
        assert "in all" not in page


def test_people__of_a_matter__stand_as_entered_and_who_sues_first(suit: Visitor) -> None:
    people = suit.reads("/matters/suit").partition("Who is in it")[2].partition("How it stands")[0]
    names = ("Rosa Delgado", "Copperline Stores Inc.", "Manuel Ortiz")
    places = [people.index(name) for name in names]
    assert places == sorted(places)
    copy = suit.get("/matters/suit/chronology.csv?audience=court").get_data(as_text=True)
    places = [
        copy.index(f"{role}: {name}")
        for role, name in zip(("plaintiff", "defendant", "defendant"), names, strict=True)
    ]
    assert places == sorted(places)


def test_claim__against_somebody_whom_no_event_adds__names_them_everywhere(
    suit: Visitor,
) -> None:
    form = FormPage(suit, "/post/claim.filed?matter=suit")
    form.fill(**{"data.claimants": ["ort"]})
    said = form.preview(
        effective="2023-05-01",
        **{"data.against~other": "Jane Doe", "data.cause": "slander"},
    )
    assert "Claim filed by Manuel Ortiz against Jane Doe: slander" in said
    said = form.record()
    assert "Claim filed by Manuel Ortiz against Jane Doe: slander" in said
    assert "Jane Doe; Manuel Ortiz, slander: Not there" in said
    for path in ("/matters/suit", "/post?matter=suit", "/log", "/parties/doe", "/calendar"):
        page = suit.get(path).get_data(as_text=True)
        assert ">doe<" not in page
        assert "against doe" not in page


def test_find__a_claim_that_somebody_has_no_more__says_what_it_is(
    suit: Visitor, paralegal: Caller
) -> None:
    on = {"matter_id": "suit", "effective": "2023-05-01"}
    added = {"party_id": "est", "name": "Estate of Manuel Ortiz", "kind": "organization"}
    drafts = [
        {**on, "type": "party.added", "data": {**added, "role": "defendant"}},
        {
            **on,
            "type": "party.substituted",
            "data": {"from": "ort", "to": "est", "reason": "death"},
        },
    ]
    answer = paralegal.post("/api/events", {"events": drafts})
    assert answer.status_code == 201, answer.get_json()
    hits = suit.reads("/find?q=negl").partition("Charges, claims, citations")[2]
    assert "Negligence Manuel Ortiz" in hits
    assert "Neg Manuel" not in hits


def menu(form: FormPage, name: str) -> tuple[list[str], list[str]]:
    """Return what a menu offers, and what it offers apart, as they read."""
    page = form.page.partition(f'id="field-{name}"')[2].partition("</select>")[0]
    parts = page.partition("<optgroup")
    fits, others = (re.findall("<option[^>]*>([^<]+)", unescape(parts[one])) for one in (0, 2))
    return fits[1:], others


def test_menu__of_claims__has_those_that_stand_so_first_by_their_parties(
    suit: Visitor, paralegal: Caller
) -> None:
    cross = {"item_id": "x", "cause": "negligence", "claimants": ["cop"], "against": ["ort"]}
    on = {"matter_id": "suit", "effective": "2023-04-01"}
    drafts = [
        {**on, "type": "claim.filed", "data": cross},
        {
            **on,
            "type": "charge.filed",
            "data": {"party_id": "ort", "item_id": "c", "offense": "Theft"},
        },
    ]
    assert paralegal.post("/api/events", {"events": drafts}).status_code == 201
    whole = "Rosa Delgado v. Copperline Stores Inc. and Manuel Ortiz: negligence"
    own = "Copperline Stores Inc. v. Manuel Ortiz: negligence"
    served = FormPage(suit, "/post/claim.served?matter=suit")
    assert menu(served, "data.item_id") == ([own], [whole])
    settled = FormPage(suit, "/post/claim.settled?matter=suit")
    assert menu(settled, "data.item_id") == ([whole, own], [])
    assert settled.page.count('name="data.parties" value="rosa"') == 1
    of_cross = FormPage(suit, "/post/claim.settled?matter=suit&item=x")
    assert of_cross.page.count('name="data.parties" value="rosa"') == 0
    assert of_cross.page.count('name="data.parties" value="ort"') == 1


def test_menu__of_hearings__has_those_apart_that_are_over(suit: Visitor, paralegal: Caller) -> None:
    on = {"matter_id": "suit", "effective": "2023-04-01"}
    drafts = [
        {**on, "type": "hearing.scheduled", "data": {"hearing_id": one, "kind": one, "at": at}}
        for one, at in (("trial", "2023-09-04"), ("conference", "2023-04-10"))
    ]
    held = {"hearing_id": "conference", "kind": "conference"}
    drafts += [{**on, "effective": "2023-04-10", "type": "hearing.held", "data": held}]
    assert paralegal.post("/api/events", {"events": drafts}).status_code == 201
    form = FormPage(suit, "/post/hearing.cancelled?matter=suit")
    trial, over = "trial, 4 September 2023", "conference, 10 April 2023 (held)"
    assert menu(form, "data.hearing_id") == ([trial], [over])


def test_menu__of_what_is_announced__has_no_types_of_other_kinds_of_matters(
    suit: Visitor,
) -> None:
    fits, _ = menu(FormPage(suit, "/post/intent.announced?matter=suit"), "data.intended_event")
    assert "claim settled" in fits
    assert not [one for one in fits if one.startswith(("charge ", "citation "))]


def test_correction__of_what_names_an_event__shows_its_number(suit: Visitor) -> None:
    page = suit.get("/post/claim.settled?matter=m-1&like=plea", 303)
    form = FormPage(suit, page.location.replace("claim.settled", "charge.plea_entered"))
    assert form.texts["links.duplicates"] == "plea"
    assert 'value="plea" selected>\N{NUMERO SIGN} 5<' in form.page
