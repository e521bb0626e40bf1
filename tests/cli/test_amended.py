"""What is said of an event that was corrected or taken back, and what was known of it when."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Terminal
from tests.once import once

ON = ("--effective", "2023-03-01")


def flat(printed: str) -> str:
    return " ".join(printed.split())


@pytest.fixture
@once
def settled(terminal: Terminal) -> Terminal:
    """Return an office in which a settlement was misread, and a note was written twice."""
    opening = ("title=Roe v. Mart", "category=civil", "jurisdiction=US-NM")
    terminal("post", "m", "matter.opened", *opening, *ON)
    for name, role in (("Roe", "plaintiff"), ("Mart", "defendant")):
        adding = (f"party_id={name.lower()}", f"name={name}", "kind=person", f"role={role}")
        terminal("post", "m", "party.added", *adding, *ON)
    claim = ("item_id=c", "claimants=roe", "against=mart", "cause=negligence")
    terminal("post", "m", "claim.filed", *claim, *ON)
    terminal("post", "m", "claim.settled", "item_id=c", "amount=$85,000", *ON)
    terminal("post", "m", "note.recorded", "text=Called.", *ON)
    said = terminal("correct", "5", "amount=$58,000")
    assert said.startswith(
        "Recorded: Claim settled 1 March 2023 (Roe v. Mart: negligence) corrected: "
        "amount $85,000 → $58,000.\n"
    )
    said = terminal("retract", "6", "--reason", "duplicate")
    assert said.startswith("Recorded: Note recorded 1 March 2023 taken back: duplicate.\n")
    return terminal


def test_events__amended__are_marked_where_they_are_listed(settled: Terminal) -> None:
    listed = flat(settled("events", "m"))
    assert "[corrected @7: amount" in listed
    assert "Note: Called. Roe v. Mart [taken back @8: duplicate]" in listed
    found = {one["position"]: one for one in settled.json("events", "m")["events"]}
    assert [one["said"] for one in found[5]["amended"]] == ["corrected @7: amount now $58,000"]
    assert [one["said"] for one in found[6]["amended"]] == ["taken back @8: duplicate"]
    assert "amended" not in found[4]


def test_events__listed_as_known_before__are_not_marked(settled: Terminal) -> None:
    assert "corrected" not in settled("events", "m", "--known-at", "@6")


def test_event__as_known_before_its_correction__says_what_it_said(settled: Terminal) -> None:
    assert "$58,000" in settled("events", "--event", "5").splitlines()[0]
    before = settled("events", "--event", "5", "--known-at", "@6")
    assert "$85,000" in before.splitlines()[0]
    assert "58000" not in before
    settled("events", "--event", "5", "--known-at", "@4", code=3)
    assert "Event @5 was not known at @4: it was recorded later." in settled.error


def test_events__whose_correction_was_taken_back__are_not_marked(settled: Terminal) -> None:
    settled("retract", "7", "--reason", "error")
    assert "amended" not in settled.json("events", "m")["events"][4]
    assert "taken back: error" in flat(settled("events", "m"))


def test_matter__of_a_claim_against_several__says_in_each_row_whose_it_is(
    settled: Terminal,
) -> None:
    adding = ("party_id=clean", "name=Clean", "kind=person", "role=defendant")
    settled("post", "m", "party.added", *adding, *ON)
    claim = ("item_id=two", "claimants=roe", "against=mart", "against=clean", "cause=fall")
    settled("post", "m", "claim.filed", *claim, *ON)
    settled("post", "m", "claim.served", "item_id=two", "parties=mart", *ON)
    settled("post", "m", "claim.served", "item_id=two", "parties=clean", *ON)
    settled("post", "m", "claim.default_entered", "item_id=two", "parties=clean", *ON)
    labels = {one["label"] for one in settled.json("matters", "m")["items"]}
    assert labels >= {"served on Mart", "default entered against Clean"}
    settled("post", "m", "claim.answered", "item=fall", "parties=mart", "--dry-run", *ON)
    assert "(Clean, Roe, Mart)" in settled.error or "(Mart, Roe, Clean)" in settled.error


def test_event__asked_for_with_a_place_to_go_on_from__refused(settled: Terminal) -> None:
    settled("events", "--event", "5", "--after", "2", code=2)
