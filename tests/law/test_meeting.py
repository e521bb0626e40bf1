"""What meets a deadline, and by whom: the answer of the party whose deadline it is."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from casefile.law.catalogue import CATALOGUE, Event
from casefile.law.meeting import may_meet, meeting_types, restarting
from casefile.law.rulebook import find_rule, rulebook


def event(type_: str, **data: Any) -> Event:
    """Return the data of an event."""
    return msgspec.convert(data, CATALOGUE[type_])


ANSWERED = event("claim.answered", item_id="k1")
OF_DOE = event("claim.answered", item_id="k1", parties=["doe"])
APPEAL = event("appeal.filed", item_ids=["k1"], appellant="Doe, Inc.")
NEW_TRIAL = event("motion.filed", motion_id="m", kind="Motion for New Trial", by="Pat Doe")
PAPER = event("document.filed", title="Answer and affirmative defenses", filed_by="Pat Doe")


COMPLAINT = event("claim.filed", item_id="k2", claimants=["doe"], against=["roe"], cause="debt")
NOTICE = event("docket.entry_recorded", text="ANSWER to complaint by Pat Doe")


def motion(kind: str, relief: str | None = None) -> Event:
    said = {"relief": relief} if relief else {}
    return event("motion.filed", motion_id="m", kind=kind, by="Pat Doe", **said)


def paper(title: str, **more: str) -> Event:
    return event("document.filed", title=title, **more)


@pytest.mark.parametrize(
    ("rule", "whose", "data", "expected"),
    [
        ("frcp-12a1ai", ["doe"], OF_DOE, True),
        ("frcp-12a1ai", ["doe", "doe-2"], OF_DOE, True),
        ("frcp-12a1ai", ["roe"], OF_DOE, False),
        ("frcp-12a1ai", [], OF_DOE, True),
        ("frcp-12a1ai", ["doe"], ANSWERED, True),
        ("frcp-12a1ai", ["doe"], PAPER, True),
        ("frcp-12a1ai", ["doe"], NOTICE, True),
        ("frcp-12a1ai", ["doe"], paper("Filing", kind="answer"), True),
        ("frcp-12a1ai", ["doe"], paper("Answer"), True),
        ("frcp-12a1ai", ["doe"], paper("Exhibit"), False),
        ("frcp-12a1ai", ["doe"], NEW_TRIAL, False),
        ("Fed. R. Civ. P. 12(a)(1)(A)(i)", ["doe"], OF_DOE, True),
        ("frap-4a1a", ["doe"], APPEAL, True),
        ("frap-4a1a", ["doe"], OF_DOE, False),
        ("frcp-14a1", ["doe"], COMPLAINT, True),
        ("frcp-14a1", ["roe"], COMPLAINT, False),
        ("frcp-59b", ["doe"], NEW_TRIAL, True),
        ("frcp-59b", ["doe"], motion("Motion", "A new trial"), True),
        ("frcp-59b", ["doe"], motion("Motion"), False),
        ("frcp-52b", ["doe"], NEW_TRIAL, False),
        ("frcp-4m", ["roe"], event("claim.served", item_id="k1"), True),
        ("frcp-4m", ["roe"], event("claim.served", item_id="k1", parties=["doe"]), True),
        ("no such rule", ["doe"], OF_DOE, False),
        (None, ["doe"], OF_DOE, False),
    ],
)
def test_may_meet__event_of_somebody__only_of_the_party_whose_deadline_it_is(
    rule: str | None, whose: list[str], data: Event, expected: bool
) -> None:
    assert may_meet(rule, whose, data) is expected


@pytest.mark.parametrize(
    ("instrument", "expected"),
    [("indictment", True), ("information", True), ("unknown", True), ("complaint", False)],
)
def test_may_meet__charge_by_a_paper__an_indictment_or_information(
    instrument: str, expected: bool
) -> None:
    told = {"party_id": "doe", "item_id": "c1", "offense": "theft", "instrument": instrument}
    assert may_meet("usc-18-3161b", [], event("charge.filed", **told)) is expected


@pytest.mark.parametrize(("plea", "expected"), [("guilty", True), ("not_guilty", False)])
def test_may_meet__plea__of_guilty_ends_the_wait_for_a_trial(plea: str, expected: bool) -> None:
    data = event("charge.plea_entered", item_id="c1", plea=plea)
    assert may_meet("usc-18-3161c1", ["state"], data) is expected


def test_meeting_types__of_a_rule__are_those_to_look_for() -> None:
    wanted = {"claim.answered", "document.filed", "motion.filed", "docket.entry_recorded"}
    assert meeting_types("frcp-12a1ai") == wanted
    assert meeting_types("frcp-62a") == frozenset()
    assert meeting_types("no such rule") == meeting_types(None) == frozenset()


def restarted_by(code: str, data: Event) -> list[str]:
    """Return the rules by which a motion is in time that restarts the time of a rule."""
    return [one.code for one in restarting(find_rule(code), data)]


JUDGMENT = "renewed motion for judgment as a matter of law"
VERDICT = "motion for judgment notwithstanding the verdict"
FINDINGS, ALTER = "motion to amend the findings", "motion to alter the judgment"
RELIEF = "motion for relief from the judgment"


@pytest.mark.parametrize(
    ("appeal", "kind", "rules"),
    [
        *(
            (appeal, kind, rules)
            for appeal in ("frap-4a1a", "frap-4a1b")  # Fed. R. App. P. 4(a)(4)(A)
            for kind, rules in (
                (JUDGMENT, "frcp-50b frcp-50b-jury"),
                (FINDINGS, "frcp-52b"),
                ("motion for a new trial", "frcp-59b"),
                (ALTER, "frcp-59e"),
                (RELIEF, "frap-4a4avi"),
            )
        ),
        ("frap-4b1ai", "motion for a new trial", "frcrp-33b2 frap-4b3aii"),
        ("nm-12-201a1b", JUDGMENT, "nm-1-050b nm-1-050b-jury"),
        ("nm-12-201a1b", FINDINGS, "nm-1-052d"),
        ("nm-12-201a1b", "motion for a new trial", "nm-1-059b"),
        ("nm-12-201a1b", ALTER, "nm-1-059e"),
        ("il-303a1", "motion for a new trial", "il-2-1202c il-2-1203a"),
        ("il-303a1", RELIEF, "il-2-1203a"),  # to vacate the judgment, or for other relief
        ("nc-app-3c1", VERDICT, "nc-50b1 nc-50b1-jury"),
        ("nc-app-3c1", "motion for a new trial", "nc-59b"),
    ],
)
def test_restarting__motion_after_judgment__of_the_rules_that_set_its_time(
    appeal: str, kind: str, rules: str
) -> None:
    assert restarted_by(appeal, motion(kind)) == rules.split()


def test_restarting__motion__of_the_rules_that_are_told() -> None:
    assert "frcp-59b" in restarted_by("frap-4a1a", NEW_TRIAL)
    assert restarted_by("nm-12-201a1b", NEW_TRIAL)
    assert restarted_by("frcp-12a1ai", NEW_TRIAL) == []
    assert restarted_by("frap-4a1a", motion("motion to compel")) == []


def test_rules__all__are_met_by_something_but_for_what_ends_by_itself() -> None:
    by_itself = {"frcp-62a", "frcp-65b2", "frap-41b"}
    assert {one.code for one in rulebook().rules.values() if not one.met_by} == by_itself
