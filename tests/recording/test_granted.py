"""Granted: the event that a motion asked for is proposed with the ruling, and works as proposed."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET

from casefile.answers.asking import Asking
from casefile.event import Draft
from casefile.recording.afterwards.granted import CODE
from casefile.recording.afterwards.left_standing import with_left_standing
from casefile.recording.afterwards.still_left import left_by
from casefile.recording.receipt import Proposed, Receipt, Warned
from tests.histories import Office, drafts

CHARGES = """2023-01-01 charge.filed offense=larceny
2023-01-01 charge.filed item_id=c2 offense=trespass
2023-01-01 charge.filed item_id=c3 offense=mischief
2023-01-01 charge.filed item_id=of2 party_id=p2 offense=larceny"""
PLEADED = f"{CHARGES}\n2023-01-02 charge.plea_entered plea=guilty"
CONVICTED = f"{PLEADED}\n2023-01-03 charge.conviction_entered basis=plea_guilty"
ON_PROBATION = f"{CONVICTED}\n2023-01-04 sentence.imposed"
DEFERRED = f"{CHARGES}\n2023-01-02 charge.deferral_ordered kind=diversion"
TRIED = f"{CHARGES}\n2023-01-02 charge.trial_commenced"
CLAIM = (
    "2023-01-01 claim.filed claimants=p1 against=p2,p3 cause=negligence\n2023-01-02 claim.served"
)
BACK = "2023-01-04 claim.filed item_id=c2 claimants=p2 against=p1 cause=debt kind=counterclaim"
DEFAULTED = f"{CLAIM}\n2023-01-03 claim.default_entered"
JUDGED = f"{DEFAULTED}\n2023-01-04 claim.judgment_entered kind=default for=claimant"
SETTLED = f"{CLAIM}\n2023-01-03 claim.settled needs_approval=true"
APPEALED = f"{ON_PROBATION}\n2023-01-05 appeal.filed"
DISMISSED = f"{CHARGES}\n2023-01-02 charge.dismissed prejudice=without"
ANSWERED = f"{CLAIM}\n2023-01-03 claim.answered"
OURS = "Pat Doe"
THEIRS = "Kim Roe"

Proposals = list[tuple[str, dict[str, Any]]]


def dismissal(item_id: str, by: str = "court", **more: str) -> tuple[str, dict[str, Any]]:
    return "charge.dismissed", {"item_id": item_id, "by": by, **more}


GRANTS: list[tuple[str, str, str, str, Proposals]] = [
    (CHARGES, OURS, "to dismiss", "granted", [dismissal("c1"), dismissal("c2"), dismissal("c3")]),
    (CHARGES, OURS, "to dismiss count 2", "Granted.", [dismissal("c2")]),
    (
        CHARGES,
        OURS,
        "motion to dismiss counts two and 3",
        "granted",
        [dismissal("c2"), dismissal("c3")],
    ),
    (CHARGES, OURS, "to dismiss counts 1 through 3", "granted as to count III", [dismissal("c3")]),
    (CHARGES, OURS, "to dismiss", "denied as to count 1, granted as to count 2", [dismissal("c2")]),
    (CHARGES, OURS, "to dismiss the trespass", "granted", [dismissal("c2")]),
    (CHARGES, "the State", "to dismiss as to Roe", "granted", [dismissal("of2", "prosecution")]),
    (
        CHARGES,
        OURS,
        "to dismiss all counts but count 1",
        "granted",
        [dismissal("c2"), dismissal("c3")],
    ),
    (CHARGES, THEIRS, "to dismiss", "granted with prejudice", [dismissal("of2", prejudice="with")]),
    (
        CHARGES,
        "the State",
        "for leave to dismiss count 3 without prejudice",
        "allowed",
        [dismissal("c3", "prosecution", prejudice="without")],
    ),
    (CHARGES, OURS, "to dismiss count 2", "denied", []),
    (CHARGES, OURS, "to dismiss count 2", "not granted", []),
    (CHARGES, OURS, "to dismiss count 9", "granted", []),
    (CHARGES, OURS, "to suppress", "granted", []),
    (
        f"{CHARGES}\n2023-01-02 charge.dismissed item_id=c2",
        OURS,
        "to dismiss count 2",
        "granted",
        [],
    ),
    (
        PLEADED,
        OURS,
        "to withdraw plea",
        "granted",
        [("charge.plea_withdrawn", {"item_id": "c1", "by": OURS})],
    ),
    (
        ON_PROBATION,
        "the State",
        "to revoke probation",
        "sustained",
        [("sentence.modified", {"item_ids": ["c1"], "kind": "revoked", "what": "probation"})],
    ),
    (
        DEFERRED,
        "the State",
        "to revoke diversion",
        "granted",
        [("charge.deferral_ended", {"item_id": "c1", "result": "revoked"})],
    ),
    (
        ON_PROBATION,
        OURS,
        "to vacate conviction",
        "granted",
        [("charge.conviction_vacated", {"item_id": "c1"})],
    ),
    (
        ON_PROBATION,
        OURS,
        "to vacate, set aside or correct sentence",
        "granted",
        [("sentence.vacated", {"item_ids": ["c1"], "by": "trial_court"})],
    ),
    (
        APPEALED,
        "the State",
        "to dismiss the appeal",
        "granted",
        [("appeal.decided", {"outcomes": {"c1": "dismissed"}})],
    ),
    (
        TRIED,
        OURS,
        "for judgment of acquittal",
        "granted",
        [("charge.verdict_returned", {"item_id": "c1", "verdict": "directed_acquittal"})],
    ),
    (
        TRIED,
        OURS,
        "for a mistrial",
        "granted",
        [("charge.mistrial_declared", {"item_id": "c1"})],
    ),
    (
        DISMISSED,
        "the State",
        "to reconsider the dismissal",
        "granted",
        [("charge.reinstated", {"item_id": "c1"})],
    ),
    (
        CLAIM,
        THEIRS,
        "to dismiss for failure to state a claim",
        "granted",
        [
            (
                "claim.dismissed",
                {"item_id": "c1", "how": "failure_to_state_claim", "parties": ["p2"]},
            )
        ],
    ),
    (
        f"{ANSWERED}\n{BACK}",
        OURS,
        "to dismiss the counterclaim",
        "granted",
        [("claim.dismissed", {"item_id": "c2"})],
    ),
    (
        ANSWERED,
        OURS,
        "for summary judgment",
        "granted",
        [("claim.judgment_entered", {"item_id": "c1", "kind": "summary", "for": "claimant"})],
    ),
    (
        ANSWERED,
        THEIRS,
        "for summary judgment",
        "granted in part",
        [
            (
                "claim.judgment_entered",
                {"item_id": "c1", "kind": "summary", "for": "defendant", "parties": ["p2"]},
            )
        ],
    ),
    (
        CLAIM,
        OURS,
        "for entry of default against Kim Roe",
        "granted",
        [("claim.default_entered", {"item_id": "c1", "parties": ["p2"]})],
    ),
    (
        DEFAULTED,
        OURS,
        "for default judgment",
        "granted",
        [("claim.judgment_entered", {"item_id": "c1", "kind": "default", "for": "claimant"})],
    ),
    (
        DEFAULTED,
        "the clerk's office",
        "for default judgment against Kim Roe",
        "granted",
        [
            (
                "claim.judgment_entered",
                {"item_id": "c1", "kind": "default", "for": "claimant", "parties": ["p2"]},
            )
        ],
    ),
    (
        DEFAULTED,
        THEIRS,
        "to set aside the default",
        "granted",
        [("claim.default_set_aside", {"item_id": "c1", "parties": ["p2"]})],
    ),
    (
        DEFAULTED,
        THEIRS,
        "motion to set the default aside",
        "granted",
        [("claim.default_set_aside", {"item_id": "c1", "parties": ["p2"]})],
    ),
    (
        JUDGED,
        THEIRS,
        "to set the default judgment aside",
        "granted",
        [("claim.judgment_vacated", {"item_id": "c1", "by": "trial_court", "parties": ["p2"]})],
    ),
    (
        JUDGED,
        THEIRS,
        "for vacatur of the judgment",
        "granted",
        [("claim.judgment_vacated", {"item_id": "c1", "by": "trial_court", "parties": ["p2"]})],
    ),
    (
        JUDGED,
        THEIRS,
        "to vacate the default judgment",
        "granted",
        [("claim.judgment_vacated", {"item_id": "c1", "by": "trial_court", "parties": ["p2"]})],
    ),
    (
        ANSWERED,
        OURS,
        "to strike the answer of Kim Roe",
        "granted",
        [("claim.answer_stricken", {"item_id": "c1", "parties": ["p2"]})],
    ),
    (
        ANSWERED,
        OURS,
        "strike",
        "granted",
        [("claim.answer_stricken", {"item_id": "c1"})],
    ),
    (ANSWERED, OURS, "to strike the jury demand", "granted", []),
    (
        SETTLED,
        OURS,
        "to approve the settlement",
        "granted",
        [("claim.settlement_approved", {"item_id": "c1"})],
    ),
    (
        CLAIM,
        "Lobo Mutual",
        "to intervene",
        "granted",
        [
            (
                "party.added",
                {"role": "intervenor", "name": "Lobo Mutual", "kind": "organization"},
            )
        ],
    ),
    (CLAIM, THEIRS, "to intervene", "granted", []),
    (
        CLAIM,
        THEIRS,
        "to stay the proceedings",
        "granted",
        [("matter.stay_changed", {"on": True, "reason": "order on the motion"})],
    ),
    (f"{CLAIM}\n2023-01-03 matter.stay_changed", THEIRS, "to stay the case", "granted", []),
    (
        f"{CLAIM}\n2023-01-03 matter.stay_changed",
        OURS,
        "to lift the stay",
        "granted",
        [("matter.stay_changed", {"on": False, "reason": "order on the motion"})],
    ),
]


def ruled(
    office: Office, by: str, kind: str, outcome: str, *, dry_run: bool = False
) -> list[Warned]:
    """Return what is told where a motion is filed and ruled on."""
    filed = {"motion_id": "m", "kind": kind, "by": by}
    post(office, "motion.filed", "2023-02-01", filed)
    ruling = {"motion_id": "m", "outcome": outcome}
    how = {"event_id": "ruling", "dry_run": dry_run}
    receipt = post(office, "motion.decided", "2023-03-01", ruling, **how)
    found = with_left_standing(asking(office), receipt, dry_run=dry_run)
    return [one for one in found.warnings if one.code == CODE]


def asking(office: Office) -> Asking:
    return Asking(office.database, office.recorder.clock.now_us)


def begin(office: Office, history: str) -> None:
    """Open the matter of two people and a third, with the counts of the first one numbered."""
    office.open()
    for party_id, name in (("p2", THEIRS), ("p3", "Bo Lee")):
        data = {"party_id": party_id, "name": name, "kind": "person", "role": f"role of {party_id}"}
        post(office, "party.added", "2021-01-01", data)
    lines = drafts(history)
    for number, one in enumerate(lines, start=1):
        if one.type == "charge.filed" and one.data["party_id"] == "p1":
            one.data["count_no"] = number
    office.recorder.record(lines, by="tester")


def post(office: Office, type_: str, effective: str, data: dict[str, Any], **how: Any) -> Receipt:
    draft = Draft(
        matter_id="m1",
        type=type_,
        effective=effective,
        data=data,
        event_id=how.pop("event_id", None),
    )
    return office.recorder.record([draft], by="tester", **how)


def proposals(told: list[Warned]) -> Proposals:
    return [
        (one.proposes.type, one.proposes.data) for one in told if isinstance(one.proposes, Proposed)
    ]


@pytest.mark.parametrize(("history", "by", "kind", "outcome", "expected"), GRANTS)
def test_ruling__that_grants_a_motion__proposes_what_was_asked_for_and_that_can_be_recorded(
    office: Office, history: str, by: str, kind: str, outcome: str, expected: Proposals
) -> None:
    begin(office, history)
    found = proposals(ruled(office, by, kind, outcome))
    assert found == expected
    for type_, data in found:
        own = {"party_id": "p9"} if type_ == "party.added" else {}
        post(office, type_, "2023-03-01", {**own, **data})
    assert [one for one in left_by(asking(office), "ruling") if one.code == CODE] == []


def test_ruling__that_is_only_tried__tells_it_and_proposes_nothing(office: Office) -> None:
    begin(office, CHARGES)
    (one,) = ruled(office, OURS, "to dismiss count 2", "granted in part", dry_run=True)
    assert one.sentence == (
        "The motion to dismiss count 2 by Pat Doe is granted in part, which by itself moves "
        "nothing: trespass (count 2) against Pat Doe reads as before: charged. Record what it asks "
        "for there, if that was ordered."
    )
    assert one.proposes is UNSET


def test_ruling__that_frees_counsel__proposes_that_they_withdraw(office: Office) -> None:
    begin(office, CHARGES)
    appeared = {"for": "p1", "names": ["Ana Reyes"]}
    post(office, "counsel.appeared", "2023-01-01", appeared)
    found = ruled(office, "Ana Reyes", "to withdraw as counsel", "granted")
    assert proposals(found) == [("counsel.withdrawn", {"for": "p1", "names": ["Ana Reyes"]})]


def test_ruling__that_grants_only_a_part__says_so(office: Office) -> None:
    begin(office, f"{ANSWERED}\n2023-01-20 claim.dismissed item_id=c1 parties=p3 prejudice=with")
    (one,) = ruled(office, THEIRS, "for summary judgment", "granted in part and denied in part")
    assert "is granted in part, which" in one.sentence
    # How it stands is told of those whom the motion concerns.
    assert one.sentence.endswith(
        "reads as before: answered by Kim Roe. Record what it asks for there, if that was ordered."
    )
