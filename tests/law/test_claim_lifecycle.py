"""The lifecycle of a claim: every row of its table, and a refusal for every move that has none."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from casefile.law.civil import CIVIL
from casefile.law.rule_41 import ON_SETTLEMENT
from tests.histories import Office, ended, fold, outcome, refusals, table

# How a claim gets into each state, in as few events as the law allows.
FILED = "2023-01-01 claim.filed"
SERVED = f"{FILED}\n2023-01-02 claim.served"
ANSWERED = f"{SERVED}\n2023-01-03 claim.answered"
ON_TRIAL = f"{ANSWERED}\n2023-01-04 claim.trial_commenced"
SETTLED = f"{FILED}\n2023-01-06 claim.settled"
PENDING = f"{FILED}\n2023-01-06 claim.settled needs_approval=true"
JUDGMENT = f"{ON_TRIAL}\n2023-01-06 claim.judgment_entered kind=jury for=claimant"
DEFAULTED = f"{SERVED}\n2023-01-03 claim.default_entered"
DEFAULT_JUDGMENT = f"{DEFAULTED}\n2023-01-06 claim.judgment_entered kind=default for=claimant"
VACATED = f"{JUDGMENT}\n2023-01-07 claim.judgment_vacated"
APPEAL = "2023-02-01 appeal.filed"
REACHED: Mapping[str, str] = {
    "none": "",
    "filed": FILED,
    "served": SERVED,
    "answered": ANSWERED,
    "defaulted": DEFAULTED,
    "in_trial": ON_TRIAL,
    "in_trial in default": f"{DEFAULTED}\n2023-01-04 claim.trial_commenced",
    "in_trial unanswered": f"{SERVED}\n2023-01-04 claim.trial_commenced",
    "in_trial unserved": f"{FILED}\n2023-01-04 claim.trial_commenced",
    "judgment": JUDGMENT,
    "judgment by default": DEFAULT_JUDGMENT,
    "judgment on appeal": f"{JUDGMENT}\n{APPEAL}",
    "vacated": VACATED,
    "default vacated": f"{DEFAULT_JUDGMENT}\n2023-01-07 claim.judgment_vacated",
    "settled": SETTLED,
    "settled_pending_approval": PENDING,
    "settled after judgment": f"{JUDGMENT}\n2023-01-07 claim.settled",
    "dismissed(with)": f"{FILED}\n2023-01-06 claim.dismissed prejudice=with",
    "dismissed(without)": f"{FILED}\n2023-01-06 claim.dismissed prejudice=without",
    "dismissed(unknown)": f"{FILED}\n2023-01-06 claim.dismissed",
    "dismissed as settled": f"{SETTLED}\n2023-01-07 claim.dismissed how=stipulation prejudice=with",
    "transferred": f"{FILED}\n2023-01-06 claim.transferred",
    "determined": f"{FILED}\n2023-01-06 claim.determined outcome=certification",
}
CLASSES = {
    "open": "filed, served, default vacated, answered, defaulted, in_trial, in_trial in default, "
    "in_trial unanswered, in_trial unserved, vacated",
    "unanswered": "served, default vacated",
    "on trial": "in_trial, in_trial in default, in_trial unanswered, in_trial unserved",
    "judged": "judgment, judgment by default, judgment on appeal",
    "ended by agreement": "settled, settled after judgment, settled_pending_approval",
    "dismissed": "dismissed(with), dismissed(without), dismissed(unknown), dismissed as settled",
}
LAW = """
none | claim.filed | filed
filed | claim.served | served
default vacated | claim.served | =
filed; unanswered; vacated | claim.answered | answered
answered; vacated | claim.answer_stricken | served
unanswered | claim.default_entered | defaulted
defaulted; judgment by default; in_trial in default | claim.default_set_aside | served
default vacated | claim.default_set_aside | =
filed; unanswered; answered; defaulted; vacated | claim.trial_commenced | in_trial
in_trial | claim.mistrial_declared | answered
in_trial unanswered | claim.mistrial_declared | served
in_trial unserved | claim.mistrial_declared | filed
in_trial in default | claim.mistrial_declared | defaulted
on trial; vacated | claim.judgment_entered kind=jury for=claimant | judgment
on trial; vacated | claim.judgment_entered kind=bench for=defendant | judgment
on trial; vacated | claim.judgment_entered kind=directed for=defendant | judgment
defaulted; vacated | claim.judgment_entered kind=default for=claimant | judgment
filed; unanswered | claim.judgment_entered kind=summary for=claimant | judgment
answered; vacated | claim.judgment_entered kind=summary for=claimant | judgment
answered; vacated | claim.judgment_entered kind=pleadings for=defendant | judgment
filed; unanswered; answered | claim.judgment_entered kind=arbitral for=claimant | judgment
on trial; vacated | claim.judgment_entered kind=arbitral for=claimant | judgment
ended by agreement; open | claim.judgment_entered kind=consent for=claimant | judgment
judged | claim.judgment_amended | =
judgment; judgment on appeal; determined | claim.judgment_vacated | vacated
judgment by default | claim.judgment_vacated | served
judgment by default | claim.judgment_vacated default_stands=true | defaulted
judgment; judgment on appeal; determined | claim.judgment_vacated default_stands=true | vacated
vacated; default vacated; settled after judgment | claim.judgment_vacated | =
default vacated | claim.judgment_vacated default_stands=true | defaulted
vacated; settled after judgment | claim.judgment_vacated default_stands=true | =
open; judged; determined | claim.settled | settled
open; judged; determined | claim.settled needs_approval=true | settled_pending_approval
settled_pending_approval | claim.settlement_approved | settled
settled_pending_approval | claim.settlement_disapproved | filed
settled; settled_pending_approval | claim.settlement_set_aside | filed
settled after judgment | claim.settlement_set_aside | judgment
dismissed as settled | claim.settlement_set_aside | =
open; ended by agreement | claim.dismissed prejudice=with | dismissed(with)
open; ended by agreement | claim.dismissed prejudice=without | dismissed(without)
open; ended by agreement | claim.dismissed prejudice=unknown | dismissed(unknown)
dismissed | claim.dismissal_clarified prejudice=with | dismissed(with)
dismissed | claim.dismissal_clarified prejudice=without | dismissed(without)
dismissed | claim.reinstated | filed
open | claim.transferred | transferred
transferred | claim.returned | filed
open | claim.determined outcome=certification | determined
open; determined | claim.amended | =
judged; settled; settled after judgment; dismissed as settled | claim.satisfied | =
open; judged; ended by agreement; dismissed; transferred; determined | appeal.filed | =
judgment on appeal | appeal.decided decided=reversed | vacated
judgment on appeal | appeal.decided decided=affirmed | =
"""
ROWS = list(table(LAW, CLASSES))
EVENTS = list(dict.fromkeys(event for _, event, _ in ROWS))
LEGAL = {(stands, event) for stands, event, _ in ROWS}
NEXT = "next: 2023-03-01"


@pytest.mark.parametrize(("stands", "event", "to"), ROWS)
def test_claim__move_in_the_table__taken(stands: str, event: str, to: str) -> None:
    before, after = fold(REACHED[stands]), fold(f"{REACHED[stands]}\n{NEXT} {event}")
    assert refusals(after) == []
    assert outcome(after) == (outcome(before) if to == "=" else to)


@pytest.mark.parametrize("stands", REACHED)
def test_claim__every_move_not_in_the_table__refused(stands: str) -> None:
    others = [event for event in EVENTS if (stands, event) not in LEGAL]
    refused = {event: refusals(fold(f"{REACHED[stands]}\n{NEXT} {event}")) for event in others}
    assert refused == {event: [("next", code(stands, event))] for event in others}


def code(stands: str, event: str) -> str:
    """Return why a move is refused, as section 4 of the law has it."""
    decided = event.startswith("appeal.decided") and "on appeal" not in stands
    return "appeal.none" if decided else "item.wrong_state"


def test_table__every_state__reached() -> None:
    ends = {outcome(fold(history)).partition("(")[0] for history in REACHED.values()}
    assert ends == set(CIVIL.states)


@pytest.mark.parametrize("stands", [stands for stands in REACHED if stands != "none"])
def test_claim__in_every_state__recorded_and_answered(office: Office, stands: str) -> None:
    office.post(REACHED[stands])
    item = office.item()
    prejudice = f"({item['prejudice']})" if item["prejudice"] else ""
    assert f"{item['state']}{prejudice}" == outcome(fold(REACHED[stands]))


@pytest.mark.parametrize("how", [str(one) for one in ON_SETTLEMENT])
@pytest.mark.parametrize("settled", [SETTLED, PENDING])
def test_dismissed__by_the_parties_after_a_settlement__headline_settled(
    office: Office, settled: str, how: str
) -> None:
    office.post(f"{settled}\n2023-01-07 claim.dismissed how={how} prejudice=with")
    assert office.status()["status"] == "settled"
    assert office.state() == "dismissed"


def test_dismissed__by_the_court_after_a_settlement__headline_dismissed(office: Office) -> None:
    office.post(f"{SETTLED}\n2023-01-07 claim.dismissed how=failure_to_prosecute")
    assert office.status()["status"] == "dismissed"


def test_dismissed__by_an_agency__says_whose_act_it_is(office: Office) -> None:
    office.post(f"{FILED}\n2023-01-07 claim.dismissed agency=the-region")
    assert office.status()["label"] == "dismissed by the-region (prejudice unknown)"
    office.post("2023-01-08 claim.reinstated\n2023-01-09 claim.dismissed prejudice=without")
    assert office.status()["label"] == "dismissed without prejudice"


def test_judgment__that_gives_possession__says_so(office: Office) -> None:
    office.post(f"{SERVED}\n2023-01-06 claim.default_entered")
    office.post("2023-01-07 claim.judgment_entered kind=default for=claimant possession=true")
    assert office.status()["label"] == "default judgment against, possession"


def test_dismissed__by_withdrawal__is_called_withdrawn(office: Office) -> None:
    office.post(f"{FILED}\n2023-01-07 claim.dismissed how=withdrawal prejudice=with")
    assert office.state() == "dismissed"
    assert office.status()["label"] == "withdrawn with prejudice"


@pytest.mark.parametrize(
    ("how", "stated", "by_rule"),
    [
        ("notice", "unknown", "without"),
        ("stipulation", "unknown", "without"),
        ("stipulation", "with", "with"),
        ("court_order", "unknown", "without"),
        ("failure_to_prosecute", "unknown", "with"),
        ("failure_to_prosecute", "without", "without"),
        ("jurisdiction", "unknown", "without"),
        ("venue", "unknown", "without"),
        ("joinder", "unknown", "without"),
        ("failure_to_state_claim", "unknown", "with"),
        ("withdrawal", "unknown", "unknown"),
        ("other", "unknown", "unknown"),
        ("unknown", "unknown", "unknown"),
    ],
)
def test_dismissed__each_way__prejudice_as_stated_and_by_rule_apart(
    how: str, stated: str, by_rule: str
) -> None:
    folded = fold(f"{FILED}\n2023-02-01 claim.dismissed how={how} prejudice={stated}")
    item = ended(folded)
    assert (item.prejudice, item.detail["prejudice_by_rule"]) == (stated, by_rule)


def test_dismissed__by_notice_twice__with_prejudice_by_rule_and_a_warning(office: Office) -> None:
    office.post(f"{FILED}\n2023-02-01 claim.dismissed how=notice\n2023-03-01 claim.reinstated")
    receipt = office.post("again: 2023-04-01 claim.dismissed how=notice prejudice=without")
    assert [warning.code for warning in receipt.warnings] == ["second_voluntary_dismissal"]
    assert office.item()["detail"]["prejudice_by_rule"] == "with"
    assert office.flags("2023-03-31") == []
    assert office.flags("2023-04-01") == ["second_voluntary_dismissal"]


def test_satisfied__after_a_judgment__a_mark_beside_the_state(office: Office) -> None:
    office.post(f"{JUDGMENT}\n2023-02-01 claim.satisfied")
    assert office.item()["marks"] == ["satisfied"]
    assert office.status()["status"] == "judgment"


def test_judgment__for_and_against__each_side_sees_its_own(office: Office) -> None:
    office.open("m2", parties=("p2",))
    office.post(
        """
        2021-01-01 party.added party_id=p2
        2023-01-01 claim.filed claimants=p2 against=p1
        2023-01-02 claim.served
        2023-01-03 claim.default_entered
        2023-02-01 claim.judgment_entered kind=default for=claimant
        """
    )
    assert office.status(party="p1")["label"] == "default judgment against"
    assert office.status(party="p2")["label"] == "default judgment for p2"


def test_determined__beside_other_claims__below_open_and_above_a_judgment_for(
    office: Office,
) -> None:
    office.post(f"{FILED}\n2023-01-06 claim.determined outcome=certification")
    assert office.status()["label"] == "determined: certification"
    office.post("2023-01-01 claim.filed item_id=c2")
    assert office.status()["status"] == "filed"
    office.post("2023-01-07 claim.judgment_entered item_id=c2 kind=consent for=defendant")
    assert office.status()["status"] == "determined"
