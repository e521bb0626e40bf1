"""Somebody who is on both sides: asked and told of before anything is recorded, and looked for."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from casefile.auth.roles import Role
from tests.api.conftest import Caller
from tests.web.conftest import Enter, Visitor, words
from tests.web.test_posting import FormPage, fields_of

ROE = {"party_id": "roe", "name": "Ann Roe", "kind": "person", "role": "plaintiff"}
CERRO = {"party_id": "cerro", "name": "Dan Cerro", "kind": "person", "role": "defendant"}
SUIT = {"title": "Roe v. Cerro", "category": "civil", "jurisdiction": "US-NM", "for": "roe"}
OTHER = {**SUIT, "title": "Vale v. Poe", "for": "vale"}
VALE = {**ROE, "party_id": "vale", "name": "Eve Vale"}
ADVERSE = "adverse to Ann Roe, our client, in Roe v. Cerro"
ADDED = "Ann Roe, adverse to our client here"
NEW = {"data.title": "Cerro v. Moss", "data.category": "civil", "data.jurisdiction": "NM"}
ASKED = "Is it one of these? Dan Cerro defendant in Roe v. Cerro The same person as Dan Cerro"


def event(matter_id: str, tag: str, data: dict[str, Any]) -> dict[str, Any]:
    return {"matter_id": matter_id, "type": tag, "effective": "2023-05-01", "data": data}


def post(paralegal: Caller, *events: dict[str, Any], dry_run: bool = False) -> list[str]:
    """Post some events together; return what is warned of conflicts."""
    query = "?dry_run=true" if dry_run else ""
    answer = paralegal.post(f"/api/events{query}", {"events": list(events)})
    assert answer.status_code in (200, 201), answer.get_json()
    warnings = answer.get_json()["warnings"]
    return [one["sentence"] for one in warnings if one["code"] == "conflict_of_interest"]


@pytest.fixture
def suit(visitor: Visitor, paralegal: Caller) -> Visitor:
    """Return a paralegal at a browser; Ann Roe is a client of the office, and sues Dan Cerro."""
    post(
        paralegal,
        event("suit", "matter.opened", SUIT),
        event("suit", "party.added", ROE),
        event("suit", "party.added", CERRO),
        event("other", "matter.opened", OTHER),
        event("other", "party.added", VALE),
    )
    return visitor


@pytest.mark.parametrize(
    ("posted", "told"),
    [
        (event("new", "matter.opened", {**SUIT, "for": "cerro"}), f"Dan Cerro is {ADVERSE}."),
        (
            event(
                "new", "matter.opened", {**SUIT, "for": "d", "source_label": {"for": "D. Cerro"}}
            ),
            f"D. Cerro may be the Dan Cerro who is {ADVERSE} ('D.' may stand for 'Dan').",
        ),
        (event("new", "matter.opened", {**SUIT, "for": "roe"}), None),
        (event("new", "matter.opened", {**SUIT, "for": "vale"}), None),
        (
            event("other", "party.added", {**ROE, "role": "defendant", "same_person": True}),
            "Ann Roe is adverse to our client here, and our client in Roe v. Cerro.",
        ),
        (
            event("other", "party.added", {**ROE, "party_id": "r-2", "role": "defendant"}),
            f"{ADDED}, may be the Ann Roe who is our client in Roe v. Cerro (the same name).",
        ),
        (event("other", "party.added", {**ROE, "role": "witness"}), None),
        (event("other", "party.added", {**CERRO, "role": "defendant"}), None),
    ],
)
def test_receipt__of_who_comes_on_the_other_side_than_elsewhere__tells_of_it(
    suit: Visitor, paralegal: Caller, posted: dict[str, Any], told: str | None
) -> None:
    del suit
    expected = [told] if told else []
    assert post(paralegal, posted, dry_run=True) == expected
    assert post(paralegal, posted) == expected


@pytest.mark.parametrize("role", ["defendant", "witness"])
def test_receipt__of_a_client_who_is_added_last__tells_of_who_is_adverse_by_that(
    suit: Visitor, paralegal: Caller, role: str
) -> None:
    del suit
    there = {**ROE, "role": role, "same_person": True}
    late = {**VALE, "party_id": "moss", "name": "Kit Moss"}
    opened = event("new", "matter.opened", {**SUIT, "title": "Moss v. Roe", "for": "moss"})
    assert post(paralegal, opened, event("new", "party.added", there)) == []
    told = "Ann Roe is adverse to our client here, and our client in Roe v. Cerro."
    expected = [told] if role == "defendant" else []
    client = event("new", "party.added", late)
    assert post(paralegal, client, dry_run=True) == expected
    assert post(paralegal, client) == expected
    other = {**VALE, "party_id": "fox", "name": "Gus Fox", "role": "defendant"}
    assert post(paralegal, event("new", "party.added", other)) == []


def test_receipt__of_whom_the_office_is_for_that_is_said_last__tells_of_who_is_adverse_by_that(
    suit: Visitor, paralegal: Caller
) -> None:
    del suit
    unsaid = {name: said for name, said in SUIT.items() if name != "for"}
    post(paralegal, {**event("new", "matter.opened", unsaid), "event_id": "opening"})
    post(
        paralegal,
        event("new", "party.added", {**ROE, "role": "defendant", "same_person": True}),
        event("new", "party.added", {**VALE, "party_id": "moss", "name": "Kit Moss"}),
    )
    changes = {"target": "opening", "changes": {"data": {"for": "moss"}}}
    correction = event("new", "event.corrected", changes)
    told = ["Ann Roe is adverse to our client here, and our client in Roe v. Cerro."]
    assert post(paralegal, correction, dry_run=True) == told
    assert post(paralegal, correction) == told


def test_receipt__of_a_client_who_is_corrected__tells_of_it(
    suit: Visitor, paralegal: Caller
) -> None:
    del suit
    unsaid = {name: said for name, said in SUIT.items() if name != "for"}
    post(paralegal, {**event("new", "matter.opened", unsaid), "event_id": "opening"})
    changes = {"target": "opening", "changes": {"data": {"for": "cerro"}}}
    correction = event("new", "event.corrected", changes)
    assert post(paralegal, correction, dry_run=True) == [f"Dan Cerro is {ADVERSE}."]


def test_opening__for_who_is_adverse_elsewhere__asks_who_that_is_and_tells_of_it(
    suit: Visitor,
) -> None:
    form = FormPage(suit, "/post/matter.opened")
    said = form.preview(**NEW, **{"data.for~other": "Dan Cerro"})
    assert ASKED in said
    assert f"Look at this first Dan Cerro may be the Dan Cerro who is {ADVERSE}" in said
    said = form.preview(do="same cerro")
    assert "The same person as Dan Cerro, defendant in Roe v. Cerro" in said
    assert f"Look at this first Dan Cerro is {ADVERSE}." in said
    assert "Is it one of these?" not in said
    recorded = form.send("record", 303)
    path = f"/post/party.added?matter={_matter(suit, recorded.location)}"
    said = FormPage(suit, path).preview(
        **{"data.party_id": "cerro", "data.name": "Dan Cerro", "data.kind": "person"},
        **{"data.role": "plaintiff", "data.same_person": "true"},
    )
    assert f"Look at this first Dan Cerro is {ADVERSE}." in said


@pytest.mark.parametrize("name", ["Dan Cerro", "Daniel Cerro", "cerro, dan"])
def test_opening__for_somebody_new_of_a_like_name__makes_nobody_the_same(
    suit: Visitor, name: str
) -> None:
    form = FormPage(suit, "/post/matter.opened")
    assert ASKED in form.preview(**NEW, **{"data.for~other": name})
    recorded = form.send("record", 303)
    page = suit.get(recorded.location).get_data(as_text=True)
    assert f"Add {name} to the matter" in page
    assert "data.same_person" not in page
    assert "party_id=cerro" not in page


def test_check__of_some_names__says_who_that_is_on_which_side_and_what_was_looked_through(
    suit: Visitor, paralegal: Caller
) -> None:
    asked = ["Daniel Cerro", "Ann Roe", "Nobody Here"]
    said = words(suit.post("/conflicts", 200, names="\n".join(asked)))
    assert "Daniel Cerro: 1 hit (1 adverse)" in said
    assert "adverse: party, defendant in Roe v. Cerro" in said
    assert "Ann Roe: 1 hit (1 ours) Ann Roe Ann Roe: the same name our client: party" in said
    assert "Nobody Here: nobody" in said
    assert "Every name known at that position was compared" in said
    answer = paralegal.post("/api/conflicts", {"names": asked}).get_json()
    assert [one["hits"] for one in answer["asked"]] == [1, 1, 0]


def test_check__of_who_is_on_both_sides__is_a_conflict(suit: Visitor, paralegal: Caller) -> None:
    opened = event("new", "matter.opened", {**SUIT, "title": "Cerro v. M", "for": "cerro"})
    post(paralegal, opened, event("new", "party.added", {**CERRO, "role": "plaintiff"}))
    said = words(suit.post("/conflicts", 200, names="Dan Cerro"))
    assert "Conflict: our client in Cerro v. M; adverse in Roe v. Cerro" in said


def test_check__of_a_client_who_is_not_added_yet__is_a_conflict_already(
    suit: Visitor, paralegal: Caller
) -> None:
    post(paralegal, event("new", "matter.opened", {**SUIT, "title": "Cerro v. M", "for": "cerro"}))
    said = words(suit.post("/conflicts", 200, names="Dan Cerro"))
    assert "Conflict: our client in Cerro v. M; adverse in Roe v. Cerro" in said


def test_check__in_pages__goes_on_behind_the_first(
    suit: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casefile.web.conflicts.MOST", 1)
    form = FormPage(suit, "/conflicts")
    form.fill(names="Ann Roe\nDan Cerro")
    first = form.send("", 200).get_data(as_text=True)
    assert "The next ones" in first
    form.texts = MultiDict(fields_of(first))
    second = words(form.send("", 200))
    assert "Dan Cerro: the same name" in second
    assert "Ann Roe: the same name" not in second


@pytest.mark.parametrize("names", ["", "\n \n", "?!", "x\n" * 21])
def test_check__of_nothing_that_can_be_looked_for__says_so(suit: Visitor, names: str) -> None:
    assert "This is not right" in words(suit.post("/conflicts", 422, names=names))


def test_pages__of_what_the_office_asks__are_linked_from_everywhere(
    suit: Visitor, enter: Enter
) -> None:
    page = suit.get("/").get_data(as_text=True)
    for path in ("/worklist", "/deadlines", "/conflicts"):
        assert f'href="{path}"' in page
        enter(Role.ANYONE).get(path, 303)
    enter(Role.AUDITOR).get("/conflicts")


def _matter(visitor: Visitor, location: str) -> str:
    page = visitor.get(location).get_data(as_text=True)
    return page.partition('href="/matters/')[2].partition('"')[0]
