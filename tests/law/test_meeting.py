"""What meets a deadline, and by whom: the answer of the party whose deadline it is."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from casefile.law.catalogue import CATALOGUE, Event
from casefile.law.meeting import Meets, meeting_types, meets, restarts
from casefile.law.rulebook import rulebook

MET, MAY, NOT = Meets.MET, Meets.MAY, None


def event(type_: str, **data: Any) -> Event:
    """Return the data of an event."""
    return msgspec.convert(data, CATALOGUE[type_])


ANSWERED = event("claim.answered", item_id="k1")
OF_DOE = event("claim.answered", item_id="k1", parties=["doe"])
APPEAL = event("appeal.filed", item_ids=["k1"], appellant="Doe, Inc.")
NEW_TRIAL = event("motion.filed", motion_id="m", kind="Motion for New Trial", by="Pat Doe")
PAPER = event("document.filed", title="Answer and affirmative defenses", filed_by="Pat Doe")


@pytest.mark.parametrize(
    ("rule", "whose", "data", "more", "expected"),
    [
        ("frcp-12a1ai", ["doe"], OF_DOE, {}, MET),
        ("frcp-12a1ai", ["doe", "doe-2"], OF_DOE, {}, MET),
        ("frcp-12a1ai", ["roe"], OF_DOE, {}, NOT),
        ("frcp-12a1ai", [], OF_DOE, {}, MAY),
        ("frcp-12a1ai", ["doe"], ANSWERED, {}, MAY),
        ("frcp-12a1ai", ["doe"], ANSWERED, {"by": ["doe", "moe"]}, MET),
        ("frcp-12a1ai", ["roe"], ANSWERED, {"by": ["doe", "moe"]}, NOT),
        ("frcp-12a1ai", ["doe"], PAPER, {"names": ["Pat Doe"]}, MAY),
        ("frcp-12a1ai", ["doe"], PAPER, {"names": ["Roe"]}, NOT),
        ("frcp-12a1ai", ["doe"], PAPER, {}, MAY),
        ("frcp-12a1ai", ["doe"], NEW_TRIAL, {}, NOT),
        ("Fed. R. Civ. P. 12(a)(1)(A)(i)", ["doe"], OF_DOE, {}, MET),
        ("frap-4a1a", ["doe"], APPEAL, {"names": ["doe, inc."]}, MET),
        ("frap-4a1a", ["doe"], APPEAL, {"names": ["Roe"]}, NOT),
        ("frap-4a1a", ["doe"], OF_DOE, {}, NOT),
        ("frcp-59b", ["doe"], NEW_TRIAL, {"names": ["Pat Doe"]}, MAY),
        ("frcp-52b", ["doe"], NEW_TRIAL, {"names": ["Pat Doe"]}, NOT),
        ("frcp-4m", ["roe"], event("claim.served", item_id="k1"), {}, MET),
        ("frcp-4m", ["roe"], event("claim.served", item_id="k1", parties=["doe"]), {}, MAY),
        ("no such rule", ["doe"], OF_DOE, {}, NOT),
        (None, ["doe"], OF_DOE, {}, NOT),
    ],
)
def test_meets__event_of_somebody__only_of_the_party_whose_deadline_it_is(
    rule: str | None, whose: list[str], data: Event, more: dict[str, Any], expected: Meets | None
) -> None:
    assert meets(rule, whose, data, **more) is expected


@pytest.mark.parametrize(
    ("instrument", "expected"),
    [("indictment", MET), ("information", MET), ("unknown", MAY), ("complaint", NOT)],
)
def test_meets__charge_by_a_paper__an_indictment_or_information(
    instrument: str, expected: Meets | None
) -> None:
    told = {"party_id": "doe", "item_id": "c1", "offense": "theft", "instrument": instrument}
    assert meets("usc-18-3161b", [], event("charge.filed", **told)) is expected


@pytest.mark.parametrize(("plea", "expected"), [("guilty", MET), ("not_guilty", NOT)])
def test_meets__plea__of_guilty_ends_the_wait_for_a_trial(
    plea: str, expected: Meets | None
) -> None:
    data = event("charge.plea_entered", item_id="c1", plea=plea)
    assert meets("usc-18-3161c1", ["state"], data) is expected


def test_meeting_types__of_a_rule__are_those_to_look_for() -> None:
    wanted = {"claim.answered", "document.filed", "motion.filed", "docket.entry_recorded"}
    assert meeting_types("frcp-12a1ai") == wanted
    assert meeting_types("frcp-62a") == frozenset()
    assert meeting_types("no such rule") == frozenset()


def test_restarts__motion__of_the_rules_that_are_told() -> None:
    assert restarts("frap-4a1a", NEW_TRIAL)
    assert restarts("nm-12-201a1b", NEW_TRIAL)
    assert not restarts("frcp-12a1ai", NEW_TRIAL)
    compel = event("motion.filed", motion_id="m", kind="motion to compel", by="Pat Doe")
    assert not restarts("frap-4a1a", compel)


def test_rules__all__are_met_by_something_but_for_what_ends_by_itself() -> None:
    by_itself = {"frcp-62a", "frcp-65b2", "frap-41b"}
    assert {one.code for one in rulebook().rules.values() if not one.met_by} == by_itself
