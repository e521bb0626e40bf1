"""What is taken back: every state has the act that ends it, and a day of undoing ends right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import permutations

import pytest

from casefile.answers.standing import status
from casefile.law.catalogue import CATALOGUE, Event
from casefile.law.civil import CIVIL, DECISION, claim_label
from casefile.law.events.judgment import amount_undone
from casefile.law.evidence import Evidence
from casefile.law.item import NONE, SAME, Item, Lifecycle
from casefile.law.placing import place
from casefile.law.regulatory import REGULATORY
from casefile.law.setting import Setting
from casefile.law.timeline import Step, step_of
from tests.exports.conftest import asking
from tests.histories import Office, ended, facts, fold, outcome, refusals

LIFECYCLES = [CIVIL, REGULATORY]

# Every act that leaves a state, in the order of their names.
LEFT_BY: Mapping[str, Mapping[str, str]] = {
    "civil": {
        "filed": "answered determined dismissed judgment_entered served settled transferred"
        " trial_commenced",
        "served": "answered default_entered determined dismissed judgment_entered judgment_vacated"
        " settled transferred trial_commenced",
        "answered": "answer_stricken determined dismissed judgment_entered settled transferred"
        " trial_commenced",
        "defaulted": "default_set_aside determined dismissed judgment_entered settled transferred"
        " trial_commenced",
        "in_trial": "default_set_aside determined dismissed judgment_entered mistrial_declared"
        " settled transferred",
        "judgment": "default_set_aside judgment_vacated settled",
        "determined": "judgment_vacated settled",
        "vacated": "answer_stricken answered determined dismissed judgment_entered settled"
        " transferred trial_commenced",
        "settled_pending_approval": "dismissed judgment_entered settlement_approved"
        " settlement_disapproved settlement_set_aside",
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
VACATED = f"{JUDGMENT}\n2023-01-07 claim.judgment_vacated"
DETERMINED = f"{FILED}\n2023-01-06 claim.determined outcome=certification"
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


@pytest.mark.parametrize(
    ("stood", "day"),
    [
        (DEFAULT_JUDGMENT, "answered; default_set_aside; judgment_vacated"),
        (JUDGMENT, "settled; judgment_vacated; judgment_amended"),
        (FINAL_ON_TERMS, "settlement_set_aside; order_vacated"),
    ],
)
def test_day__with_several_acts_of_undoing__raises_no_flag(
    office: Office, stood: str, day: str
) -> None:
    office.post("\n".join([stood, *(f"2023-03-01 {act}" for act in acts(stood, day))]))
    assert office.flags() == []


def test_default_judgment__set_aside_answered_tried_and_judged_anew__each_day_as_it_was(
    office: Office,
) -> None:
    office.post(
        """
        2023-01-03 claim.filed amount={"amount":"7500"}
        2023-01-10 claim.served
        2023-02-10 claim.default_entered
        2023-02-20 claim.judgment_entered kind=default for=claimant amount={"amount":"7710.25"}
        2023-03-01 claim.satisfied
        """
    )
    office.post("2023-04-03 claim.judgment_vacated by=trial_court reason=60(b)(1)")
    office.post("2023-04-03 claim.answered")
    office.post("2023-09-11 claim.trial_commenced")
    office.post("2023-09-14 claim.judgment_entered kind=jury for=defendant")
    labels = {
        on: office.status(on=on)["label"]
        for on in ("2023-02-28", "2023-04-02", "2023-04-03", "2023-09-11", "2023-09-14")
    }
    assert labels == {
        "2023-02-28": "default judgment against, $7,710.25",
        "2023-04-02": "default judgment against, $7,710.25; satisfied",
        "2023-04-03": "answered",
        "2023-09-11": "in trial",
        "2023-09-14": "jury judgment for p1",
    }
    assert office.flags() == []


JUDGED_5000 = f'{JUDGMENT} amount={{"amount":"5000"}}'
ACCORD = '{"amount":"2500"}'
LABELS = [
    (VACATED, "judgment vacated"),
    (f"{DETERMINED}\n2023-02-01 claim.judgment_vacated", "judgment vacated"),
    (f"{JUDGED_5000}\n2023-02-01 claim.judgment_amended", "jury judgment against, $5,000, amended"),
    (
        (
            f"{JUDGED_5000}\n2023-02-01 claim.satisfied\n"
            '2023-02-02 claim.judgment_amended amount={"amount":"6000"}'
        ),
        "jury judgment against, $6,000, amended",
    ),
    (
        f"{JUDGED_5000}\n2023-02-01 claim.satisfied\n2023-02-02 claim.judgment_amended",
        "jury judgment against, $5,000, amended; satisfied",
    ),
    (
        f"{JUDGED_5000}\n2023-02-01 claim.judgment_amended for=defendant",
        "jury judgment for p1, amended",
    ),
    (
        f"{ANSWERED}\n2023-02-01 claim.judgment_entered kind=pleadings for=claimant",
        "judgment on the pleadings against",
    ),
    (
        f'{ON_SETTLEMENT} amount={{"amount":"2500"}}',
        "consent judgment against, $2,500 (on the settlement)",
    ),
    (f"{JUDGED_5000}\n2023-02-01 claim.satisfied\n2023-02-02 claim.settled", "settled"),
    (
        (
            f"{JUDGED_5000}\n2023-02-01 claim.settled needs_approval=true\n"
            "2023-02-02 claim.settlement_disapproved"
        ),
        "jury judgment against, $5,000",
    ),
    (
        (
            f"{JUDGED_5000}\n2023-02-01 claim.settled amount={ACCORD}\n2023-02-02 claim.satisfied\n"
            "2023-02-03 claim.settlement_set_aside"
        ),
        "jury judgment against, $5,000",
    ),
    (
        (
            f"{JUDGED_5000}\n2023-02-01 claim.settled\n2023-02-02 claim.judgment_vacated\n"
            "2023-02-03 claim.settlement_set_aside"
        ),
        "judgment vacated",
    ),
    (
        (
            f"{JUDGED_5000}\n2023-02-01 claim.settled\n2023-02-02 claim.dismissed how=stipulation\n"
            "2023-02-03 claim.reinstated"
        ),
        "jury judgment against, $5,000",
    ),
    (
        (
            f"{SETTLED}\n2023-02-01 claim.dismissed how=stipulation prejudice=with\n"
            "2023-02-02 claim.settlement_set_aside"
        ),
        "dismissed with prejudice",
    ),
    (
        (
            f"{SETTLED}\n2023-02-01 claim.dismissed how=stipulation\n2023-02-02 claim.reinstated\n"
            "2023-02-03 claim.settlement_set_aside"
        ),
        "answered",
    ),
]


@pytest.mark.parametrize(("history", "label"), LABELS)
def test_claim__after_what_was_taken_back__shows_what_is_left(
    office: Office, history: str, label: str
) -> None:
    office.post(history)
    assert office.status()["label"] == label
    assert office.flags() == []


def test_judgment_vacated__any__leaves_nothing_of_it_on_the_claim() -> None:
    for judged in (JUDGED_5000, DEFAULT_JUDGMENT, DETERMINED, ON_SETTLEMENT):
        item = ended(fold(f"{judged}\n2023-02-01 claim.judgment_vacated"))
        assert not set(item.detail) & set(DECISION)


def test_amended__claim_and_citation__in_place_with_a_version_more() -> None:
    claim = ended(fold(f'{FILED}\n2023-02-01 claim.amended changes={{"cause":"fraud"}}'))
    assert (claim.state, claim.detail["cause"], claim.detail["version"]) == ("filed", "fraud", 2)
    changes = '{"classification":"repeat","standards":["b"]}'
    citation = ended(fold(f"{CONTESTED}\n2023-02-01 citation.amended changes={changes}"))
    assert citation.detail["issued_classification"] == "repeat"
    assert list(citation.detail["standards"]) == ["b"]


def test_returned__transferred_claim__goes_on_here_alone() -> None:
    away = f"{ANSWERED}\n2023-02-01 claim.transferred to=m2/c1"
    assert ended(fold(away)).successors == ("m2/c1",)
    assert ended(fold(f"{away}\n2023-02-02 claim.returned")).successors == ()


# How a higher court leaves a claim or citation, and the order below that carries this out.
CARRIED_OUT = [
    ("vacated", "civil", "judgment", "claim.judgment_vacated"),
    ("served", "civil", "judgment", "claim.judgment_vacated"),
    ("served", "civil", "judgment", "claim.default_set_aside"),
    ("answered", "civil", "dismissal", "claim.reinstated"),
    ("answered", "civil", "transfer", "claim.returned"),
    ("contested", "regulatory", "order", "citation.order_vacated"),
    ("settled", "regulatory", "order", "citation.order_vacated"),
]


@pytest.mark.parametrize(("state", "track", "taken_back", "tag"), CARRIED_OUT)
def test_order__that_carries_out_what_was_taken_back__leaves_the_item_the_same(
    state: str, track: str, taken_back: str, tag: str
) -> None:
    (fact,) = facts(f"2023-02-01 {tag}")
    opened = "" if state == "settled" else state
    terms = {"penalty": {"amount": "90"}}
    item = Item(state=state, track=track, taken_back=taken_back, last_open=opened, detail=terms)
    for stands, legal in ((item, True), (item.having(taken_back=""), False)):
        (placed,) = place("m1/c1", [fact], Setting())
        step = step_of(Step(stands, Evidence()), placed, Setting())
        assert (step.breach is None) == legal
        if legal:
            assert step.item == item


def test_amount_vacated__on_a_judgment__stays_against_until_it_is_fixed_anew() -> None:
    judged = ended(fold(f"{JUDGED_5000}\n2023-02-01 claim.satisfied"))
    undone = amount_undone(judged)
    assert claim_label(undone, date(2023, 3, 1)) == "jury judgment against, amount vacated"
    labels = {}
    for act in (
        "claim.trial_commenced",
        "claim.mistrial_declared",
        'claim.judgment_amended amount={"amount":"40"}',
        'claim.judgment_entered kind=jury for=claimant amount={"amount":"40"}',
    ):
        (placed,) = place("m1/c1", facts(f"2023-03-01 {act}"), Setting())
        step = step_of(Step(undone, Evidence()), placed, Setting())
        assert step.breach is None
        labels[act.split()[0]] = claim_label(step.item, date(2023, 3, 1))
    assert labels == {
        "claim.trial_commenced": "jury judgment against, amount vacated",
        "claim.mistrial_declared": "jury judgment against, amount vacated",
        "claim.judgment_amended": "jury judgment against, $40, amended",
        "claim.judgment_entered": "jury judgment against, $40",
    }


BACK = [
    (
        ["claim.filed", "claim.served", "claim.default_entered", "claim.default_set_aside"],
        ("served", "again"),
    ),
    (["claim.filed", "claim.answered", "claim.trial_commenced"], ("in_trial", "")),
    (["claim.filed", "claim.served", "claim.default_entered"], ("defaulted", "")),
    (
        ["charge.filed", "charge.dismissed prejudice=without", "charge.reinstated basis=order"],
        ("charged", "again"),
    ),
    (["charge.filed", "charge.plea_entered plea=not_guilty"], ("pleaded_not_guilty", "")),
]


@pytest.mark.parametrize(("events", "stands"), BACK)
def test_since__of_a_state_that_is_come_back_to__is_told_as_again(
    office: Office, events: list[str], stands: tuple[str, str]
) -> None:
    """What was served in March was not served on the day on which its default was set aside."""
    office.post("\n".join(f"2023-0{at}-01 {one}" for at, one in enumerate(events, 1)))
    (found,) = status.of_party(asking(office), "p1").tracks.each()
    (item,) = found[1].items
    assert (item.state, item.holds_since) == stands
    assert item.since
    assert item.since.effective == f"2023-0{len(events)}-01"
