"""Somebody who is on both sides: asked and told of before anything is recorded, and looked for."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.conftest import Caller
from tests.web.conftest import Visitor
from tests.web.test_posting import FormPage

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


def _matter(visitor: Visitor, location: str) -> str:
    page = visitor.get(location).get_data(as_text=True)
    return page.partition('href="/matters/')[2].partition('"')[0]
