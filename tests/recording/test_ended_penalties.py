"""Ended penalties: what a change of a sentence leaves out, which ends by it, is warned of."""

from __future__ import annotations

import json

import pytest

from casefile.recording.warned.ended_penalties import CODE
from tests.histories import Office

JAIL, LESS, MORE = ({"kind": "incarceration", "term": term} for term in ("P90D", "P10D", "P6M"))
PROBATION, FEE = {"kind": "probation", "term": "P1Y"}, {"kind": "fee", "amount": {"amount": "100"}}
CONVICTED = """
2021-01-01 charge.filed item_id=c1
2021-01-02 charge.plea_entered plea=guilty item_id=c1
2021-01-03 charge.conviction_entered basis=plea_guilty item_id=c1
"""
# How the sentence of jail and probation is changed, to what, and what is told to stand no longer.
CHANGES = [
    ("extended", [LESS], "90 days' incarceration; 1 year's probation"),
    ("extended", [MORE], "1 year's probation"),
    ("extended", [MORE, PROBATION], ""),
    ("extended", [JAIL, LESS, PROBATION], ""),
    ("reduced", [LESS], "1 year's probation"),
    ("reduced", [LESS, PROBATION], ""),
    ("corrected", [PROBATION, FEE], "90 days' incarceration"),
    ("corrected", [], ""),
    ("revoked", [LESS], ""),
    ("revoked", [], ""),
]


def imposed(components: list[object]) -> str:
    return f"item_ids=c1 components={json.dumps(components).replace(' ', '')}"


@pytest.mark.parametrize(("kind", "components", "ended"), CHANGES)
@pytest.mark.parametrize("dry_run", [False, True])
def test_penalties__that_a_change_leaves_out__are_told(
    office: Office, kind: str, components: list[object], ended: str, dry_run: bool
) -> None:
    office.post(CONVICTED)
    office.post(f"2021-02-01 sentence.imposed {imposed([JAIL, PROBATION])}")
    given = imposed(components) if components else "item_ids=c1"
    receipt = office.post(f"2021-03-01 sentence.modified kind={kind} {given}", dry_run=dry_run)
    found = [one.sentence for one in receipt.warnings if one.code == CODE]
    assert [one.partition("No longer: ")[2].partition(". If")[0] for one in found] == (
        [ended] if ended else []
    )


def test_penalties__of_a_change_before__are_not_told_again(office: Office) -> None:
    office.post(CONVICTED)
    office.post(f"2021-02-01 sentence.imposed {imposed([JAIL, PROBATION])}")
    office.post(f"2021-03-01 sentence.modified kind=reduced {imposed([LESS])}")
    later = office.post("2021-04-01 sentence.completed item_ids=c1")
    assert CODE not in {one.code for one in later.warnings}


@pytest.mark.parametrize(
    ("components", "ended"),
    [([LESS], "a fee of $100"), ([LESS, FEE], ""), ([PROBATION], "a fee of $100")],
)
@pytest.mark.parametrize("in_one", [True, False])
def test_money__that_was_to_be_paid__is_asked_about_where_a_revocation_leaves_it_out(
    office: Office, components: list[object], ended: str, in_one: bool
) -> None:
    office.post(CONVICTED)
    office.post(f"2021-02-01 sentence.imposed {imposed([JAIL, PROBATION, FEE])}")
    revoked = "2021-03-01 sentence.modified kind=revoked what=probation"
    if in_one:
        receipt = office.post(f"{revoked} {imposed(components)}")
    else:
        first = office.post(f"{revoked} item_ids=c1")
        assert CODE not in {one.code for one in first.warnings}
        receipt = office.post(f"2021-03-02 sentence.imposed {imposed(components)}")
    found = [one.sentence for one in receipt.warnings if one.code == CODE]
    assert [one.partition("No longer: ")[2].partition(". If")[0] for one in found] == (
        [ended] if ended else []
    )


def test_penalties__called_by_their_names__are_told_one_by_one(office: Office) -> None:
    """A school is no parole, and what had no name can be what has one now."""
    parole, school = ({"kind": "other", "what": what} for what in ("parole", "school"))
    office.post(CONVICTED)
    office.post(f"2021-02-01 sentence.imposed {imposed([JAIL, parole, school])}")
    change = imposed([JAIL, school])
    found = office.post(f"2021-03-01 sentence.modified kind=reduced {change}").warnings
    (told,) = (one.sentence for one in found if one.code == CODE)
    assert "No longer: parole. If" in told
    change = imposed([JAIL, {"kind": "other"}])
    found = office.post(f"2021-04-01 sentence.modified kind=reduced {change}").warnings
    assert CODE not in {one.code for one in found}
