"""What is taken back: every state has the act that ends it, and a day of undoing ends right."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations

import pytest

from casefile.law.catalogue import CATALOGUE, Event
from casefile.law.civil import CIVIL
from casefile.law.item import NONE, SAME, Lifecycle
from casefile.law.regulatory import REGULATORY
from tests.histories import fold, outcome, refusals

LIFECYCLES = [CIVIL, REGULATORY]

# Every act that leaves a state, in the order of their names.
LEFT_BY: Mapping[str, Mapping[str, str]] = {
    "civil": {
        "filed": "answered determined dismissed judgment_entered served settled transferred",
        "served": "answered default_entered determined dismissed judgment_entered judgment_vacated"
        " settled transferred",
        "answered": "answer_stricken determined dismissed judgment_entered settled transferred"
        " trial_commenced",
        "defaulted": "default_set_aside determined dismissed judgment_entered settled transferred"
        " trial_commenced",
        "in_trial": "determined dismissed judgment_entered mistrial_declared settled transferred",
        "judgment": "default_set_aside judgment_vacated settled",
        "determined": "judgment_vacated settled",
        "vacated": "answer_stricken answered determined dismissed judgment_entered settled"
        " transferred trial_commenced",
        "settled_pending_approval": "dismissed settlement_approved settlement_disapproved"
        " settlement_set_aside",
        "settled": "dismissed judgment_entered settlement_set_aside",
        "dismissed": "reinstated",
        "transferred": "returned",
    },
    "regulatory": {
        "cited": "contested final_order_entered settled withdrawn",
        "contested": "complaint_filed final_order_entered settled withdrawn",
        "litigated": "final_order_entered settled withdrawn",
        "settled_pending_approval": "final_order_entered settlement_approved settlement_set_aside",
        "settled": "final_order_entered settlement_set_aside",
        "withdrawn": "reinstated",
        "final": "order_vacated",
    },
}
# States that nothing takes back, each with its reason.
STANDS: Mapping[str, Mapping[str, str]] = {
    "civil": {
        "filed": "A complaint is not taken back; the claim is dismissed, by notice too.",
    },
    "regulatory": {
        "cited": "The agency that takes its citation back withdraws it.",
        "contested": "Whoever takes the contest back withdraws it, which makes the citation final.",
        "litigated": "The contest is withdrawn with what followed on it.",
    },
}


def leaving(lifecycle: Lifecycle, state: str) -> list[type[Event]]:
    """Return the types of the track that have a move out of a state, by name."""
    return [
        cls
        for _, cls in sorted(CATALOGUE.items())
        if cls.track == lifecycle.track
        and any(state in move.sources and move.to not in (SAME, state) for move in cls.moves)
    ]


@pytest.mark.parametrize("lifecycle", LIFECYCLES, ids=lambda one: str(one.track))
def test_state__every_one__is_left_by_acts_that_are_known(lifecycle: Lifecycle) -> None:
    left_by = {
        state: " ".join(cls.tag.partition(".")[2] for cls in leaving(lifecycle, state))
        for state in lifecycle.states
        if state != NONE
    }
    assert left_by == LEFT_BY[lifecycle.track]


@pytest.mark.parametrize("lifecycle", LIFECYCLES, ids=lambda one: str(one.track))
def test_state__that_nothing_takes_back__says_why(lifecycle: Lifecycle) -> None:
    stands = {
        state
        for state in lifecycle.states
        if state != NONE and not any(cls.undoes for cls in leaving(lifecycle, state))
    }
    assert stands == set(STANDS[lifecycle.track])


FILED = "2023-01-01 claim.filed"
SERVED = f"{FILED}\n2023-01-02 claim.served"
ANSWERED = f"{SERVED}\n2023-01-03 claim.answered"
ON_TRIAL = f"{ANSWERED}\n2023-01-04 claim.trial_commenced"
JUDGMENT = f"{ON_TRIAL}\n2023-01-06 claim.judgment_entered kind=jury for=claimant"
DEFAULTED = f"{SERVED}\n2023-01-03 claim.default_entered"
DEFAULT_JUDGMENT = f"{DEFAULTED}\n2023-01-06 claim.judgment_entered kind=default for=claimant"
PENDING = f"{ANSWERED}\n2023-01-06 claim.settled needs_approval=true"
SETTLED = f"{ANSWERED}\n2023-01-06 claim.settled"
ON_SETTLEMENT = f"{SETTLED}\n2023-01-07 claim.judgment_entered kind=consent for=claimant"
CONTESTED = "2023-01-01 citation.issued\n2023-01-02 citation.contested"
FINAL = f"{CONTESTED}\n2023-01-06 citation.final_order_entered by=alj"
TERMS = f"{CONTESTED}\n2023-01-06 citation.settled"
FINAL_ON_TERMS = f"{TERMS}\n2023-01-07 citation.final_order_entered by=alj"
JUDGED = "claim.judgment_entered for=claimant kind"

# How an item stood before, the acts of one day, and how it stands after them.
DAYS = [
    (DEFAULTED, "default_set_aside; answered", "answered"),
    (SERVED, "default_entered; default_set_aside; answered", "answered"),
    (DEFAULT_JUDGMENT, "judgment_vacated; answered", "answered"),
    (DEFAULT_JUDGMENT, "judgment_vacated; default_set_aside; answered", "answered"),
    (DEFAULT_JUDGMENT, "judgment_vacated default_stands=true; default_set_aside", "served"),
    (DEFAULT_JUDGMENT, "judgment_vacated default_stands=true; JUDGED=default", "judgment"),
    (DEFAULT_JUDGMENT, "judgment_vacated; served", "served"),
    (DEFAULT_JUDGMENT, "default_set_aside; dismissed", "dismissed(unknown)"),
    (JUDGMENT, "judgment_vacated; trial_commenced", "in_trial"),
    (JUDGMENT, "judgment_vacated; trial_commenced; JUDGED=bench", "judgment"),
    (JUDGMENT, "judgment_vacated; JUDGED=summary", "judgment"),
    (JUDGMENT, "judgment_vacated; JUDGED=consent", "judgment"),
    (JUDGMENT, "judgment_vacated; settled", "settled"),
    (JUDGMENT, "judgment_vacated; dismissed", "dismissed(unknown)"),
    (JUDGMENT, "judgment_vacated; amended", "vacated"),
    (JUDGMENT, "judgment_amended; judgment_vacated", "vacated"),
    (JUDGMENT, "judgment_amended; settled", "settled"),
    (JUDGMENT, "judgment_amended; satisfied", "judgment"),
    (ON_TRIAL, "JUDGED=jury; judgment_amended", "judgment"),
    (ON_TRIAL, "JUDGED=jury; judgment_vacated", "vacated"),
    (ANSWERED, "answer_stricken; default_entered", "defaulted"),
    (ANSWERED, "answer_stricken; default_entered; JUDGED=default", "judgment"),
    (ON_TRIAL, "mistrial_declared; settled", "settled"),
    (ON_TRIAL, "mistrial_declared; dismissed", "dismissed(unknown)"),
    (ON_TRIAL, "mistrial_declared; trial_commenced", "in_trial"),
    (ON_TRIAL, "mistrial_declared; trial_commenced; JUDGED=jury", "judgment"),
    (ANSWERED, "trial_commenced; mistrial_declared", "answered"),
    (PENDING, "settlement_disapproved; trial_commenced", "in_trial"),
    (PENDING, "settlement_disapproved; settled", "settled"),
    (PENDING, "settlement_approved; JUDGED=consent", "judgment"),
    (ANSWERED, "settled; JUDGED=consent", "judgment"),
    (SETTLED, "settlement_set_aside; trial_commenced", "in_trial"),
    (SETTLED, "settlement_set_aside; dismissed", "dismissed(unknown)"),
    (SETTLED, "settlement_set_aside; reinstated", "answered"),
    (ON_SETTLEMENT, "judgment_vacated; settlement_set_aside", "vacated"),
    (f"{JUDGMENT}\n2023-01-07 claim.settled", "settlement_set_aside; judgment_vacated", "vacated"),
    (f"{SETTLED}\n2023-01-07 claim.dismissed", "settlement_set_aside; reinstated", "answered"),
    (f"{ANSWERED}\n2023-01-07 claim.dismissed", "reinstated; trial_commenced", "in_trial"),
    (f"{ANSWERED}\n2023-01-07 claim.dismissed", "reinstated; settled", "settled"),
    (
        f"{ANSWERED}\n2023-01-07 claim.dismissed",
        "reinstated; dismissed prejudice=with",
        "dismissed(with)",
    ),
    (
        f"{ANSWERED}\n2023-01-07 claim.dismissed",
        "dismissal_clarified prejudice=with; reinstated",
        "answered",
    ),
    (f"{ANSWERED}\n2023-01-07 claim.transferred", "returned; dismissed", "dismissed(unknown)"),
    (f"{ANSWERED}\n2023-01-07 claim.transferred", "returned; transferred", "transferred"),
    (FINAL, "order_vacated; settled", "settled"),
    (FINAL, "order_vacated; settled; final_order_entered by=alj", "final"),
    (FINAL, "order_vacated; final_order_entered by=commission", "final"),
    (FINAL, "order_vacated; complaint_filed", "litigated"),
    (FINAL, "order_vacated; withdrawn by=agency", "withdrawn"),
    (FINAL_ON_TERMS, "order_vacated; settlement_set_aside", "contested"),
    (TERMS, "settlement_set_aside; final_order_entered by=alj", "final"),
    (TERMS, "settlement_set_aside; settled", "settled"),
    (CONTESTED, "settled; final_order_entered by=alj", "final"),
    (f"{CONTESTED}\n2023-01-06 citation.withdrawn by=agency", "reinstated; settled", "settled"),
]


def acts(stood: str, day: str) -> list[str]:
    """Return the acts of a day as lines of a history have them."""
    family = stood.split()[1].partition(".")[0]
    return [
        one.replace("JUDGED", JUDGED) if one.startswith("JUDGED") else f"{family}.{one}"
        for one in day.split("; ")
    ]


@pytest.mark.parametrize("on", ["2023-03-01", "2023-03"], ids=["day", "month"])
@pytest.mark.parametrize(("stood", "day", "state"), DAYS)
def test_day__on_which_a_court_takes_back__ends_with_what_follows(
    stood: str, day: str, state: str, on: str
) -> None:
    for order in permutations(acts(stood, day)):
        lines = [stood, *(f"{on} {act}" for act in order)]
        folded = fold("\n".join(lines))
        assert refusals(folded) == [], order
        assert outcome(folded) == state, order
