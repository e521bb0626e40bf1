"""What a status and a matter's list of parties say at the terminal, and what they leave out."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Terminal
from tests.once import once


@pytest.fixture
@once
def suit(terminal: Terminal) -> Terminal:
    """Return the program on a suit of two against three, in which the first is the client."""
    opened = ("open matter", "title=Roe v. Low", "type=civil", "state=NM", "for=ann-roe")
    terminal("post", "roe", *opened, "--effective", "2025-03-01")
    for name, role in (
        ("Ann Roe", "plaintiff"),
        ("Bo Roe", "plaintiff"),
        ("Cy Low", "defendant"),
        ("Dee Low", "defendant"),
        ("Eve Low", "defendant"),
    ):
        called = name.lower().replace(" ", "-")
        added = ("party.added", f"party_id={called}", f"name={name}", f"role={role}", "kind=person")
        terminal("post", "roe", *added, "--effective", "2025-03-01")
    sued = ("claim.filed", "item=negl", "cause=negligence", "claimants=ann-roe")
    against = ("against=cy-low", "against=dee-low", "against=eve-low")
    terminal("post", "roe", *sued, *against, "--effective", "2025-03-01")
    more = ("claim.filed", "item=fraud", "cause=fraud", "claimants=ann-roe", "against=cy-low")
    terminal("post", "roe", *more, "--effective", "2025-06-01")
    terminal("post", "roe", "claim.answered", "item=negl", "--effective", "2025-04-01")
    return terminal


def test_status__before_a_claim_was_filed__leaves_it_out(suit: Terminal) -> None:
    before = suit("status", "cy-low", "--as-of", "2025-05-01")
    assert "negligence" in before
    assert "fraud" not in before
    assert "In all" not in before
    assert "fraud" in suit("status", "cy-low", "--as-of", "2025-06-01")


def test_status__with_a_judgment_among_others__counts_it_in_words(suit: Terminal) -> None:
    suit("post", "roe", "claim.served", "item=fraud", "--effective", "2025-06-10")
    suit("post", "roe", "claim.answered", "item=fraud", "--effective", "2025-06-20")
    judged = ("claim.judgment_entered", "item=fraud", "kind=summary", "for=claimant")
    suit("post", "roe", *judged, "--effective", "2025-07-01")
    assert "1 with a judgment" in suit("status", "cy-low", "--as-of", "2025-07-02")


def test_status__before_anything_was_filed__has_nothing_of_it(suit: Terminal) -> None:
    nothing = suit("status", "cy-low", "--as-of", "2025-02-01")
    assert "Civil: none" in nothing
    assert "fraud" not in nothing


def test_names__of_several_on_one_side__are_a_list(suit: Terminal) -> None:
    assert "Ann Roe v. Cy Low, Dee Low and Eve Low" in suit("matters", "roe").replace("\n", " ")


def test_matter__of_somebody_beside_the_client__says_no_other_side(suit: Terminal) -> None:
    told = suit("matters", "roe")
    assert "plaintiff: Ann Roe, party since 2025-03-01, our client\n" in told
    assert "plaintiff: Bo Roe, party since 2025-03-01\n" in told
    assert "defendant: Cy Low, party since 2025-03-01, adverse\n" in told


def test_status__of_a_sentence_that_was_changed__says_since_when_it_reads_so(
    terminal: Terminal,
) -> None:
    opened = ("open matter", "title=State v. Roe", "type=criminal", "state=NM", "for=ann-roe")
    terminal("post", "c", *opened, "--effective", "2025-03-01")
    added = ("party=ann-roe", "name=Ann Roe", "role=defendant", "kind=person")
    terminal("post", "c", "party.added", *added, "--effective", "2025-03-01")
    for tag, on, *fields in (
        ("charge.filed", "2025-03-01", "item_id=a", "party_id=ann-roe", "offense=burglary"),
        ("charge.plea_entered", "2025-04-01", "plea=guilty"),
        ("charge.conviction_entered", "2025-04-01", "basis=plea_guilty"),
        ("sentence.imposed", "2025-05-01", "components=3 years probation"),
        ("sentence.modified", "2025-06-02", "kind=reduced", "components=2 years probation"),
    ):
        terminal("post", "c", tag, *fields, "--effective", on)
    printed = " ".join(terminal("status", "ann-roe").split())
    assert "since 2025-05-01, as amended 2025-06-02" in printed, printed
    before = terminal("status", "ann-roe", "--as-of", "2025-06-01")
    assert "since 2025-05-01" in before
    assert "amended" not in before
