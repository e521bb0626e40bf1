"""The order of a day on which something is undone: each undoing act with its usual next acts."""

from __future__ import annotations

from itertools import permutations

import pytest

from casefile.law.undoing import LONGEST_DAY
from tests.histories import Office, ended, fold, outcome, refusals
from tests.law.test_charge_lifecycle import (
    ACQUITTED,
    APPEAL,
    BY_PLEA,
    BY_VERDICT,
    DEFERRED_SENTENCE,
    DISMISSED_WITH,
    ON_TRIAL,
    REACHED,
    SENTENCED,
    TENDERED,
)

REDUCED = "charge.conviction_reduced severity=misdemeanor"
BARRED = "charge.dismissed prejudice=with"
OPEN_END = "charge.dismissed prejudice=without"
GUILTY = "charge.plea_entered plea=guilty"
NOT_GUILTY = "charge.plea_entered plea=not_guilty"
CONVICTION = "charge.conviction_entered basis=plea_guilty"
NO_PLEA = REACHED["pleaded_not_guilty"]
ON_APPEAL = f"{SENTENCED}\n{APPEAL}"
OF_ACQUITTAL = f"{ACQUITTED}\n{APPEAL}"
SENTENCE_VACATED = 'appeal.decided outcomes={"c1":{"conviction":"affirmed","sentence":"vacated"}}'
# How a charge stood, what happens to it on one day, and how it stands after that.
DAYS = [
    (TENDERED, ["charge.plea_rejected", NOT_GUILTY], "pleaded_not_guilty"),
    (TENDERED, ["charge.plea_rejected", GUILTY], "plea_tendered"),
    (TENDERED, ["charge.plea_rejected", "charge.trial_commenced"], "in_trial"),
    (TENDERED, ["charge.plea_withdrawn", GUILTY], "plea_tendered"),
    (TENDERED, ["charge.plea_withdrawn", "charge.trial_commenced"], "in_trial"),
    (TENDERED, ["charge.plea_withdrawn", BARRED], "dismissed(with)"),
    (BY_PLEA, ["charge.plea_withdrawn", GUILTY, CONVICTION, "sentence.imposed"], "sentenced"),
    (ON_TRIAL, ["charge.mistrial_declared", "charge.trial_commenced"], "in_trial"),
    (ON_TRIAL, ["charge.mistrial_declared", GUILTY], "plea_tendered"),
    (ON_TRIAL, ["charge.mistrial_declared", BARRED], "dismissed(with)"),
    (ON_TRIAL, ["charge.verdict_returned verdict=hung", GUILTY, CONVICTION], "convicted"),
    (BY_VERDICT, ["charge.acquittal_entered", "appeal.filed"], "acquitted"),
    (BY_VERDICT, [REDUCED, "sentence.imposed"], "sentenced"),
    (SENTENCED, ["charge.conviction_vacated", NOT_GUILTY], "pleaded_not_guilty"),
    (SENTENCED, ["charge.conviction_vacated", "charge.plea_withdrawn"], "pleaded_not_guilty"),
    (SENTENCED, ["charge.conviction_vacated", GUILTY, CONVICTION, "sentence.imposed"], "sentenced"),
    (SENTENCED, ["charge.conviction_vacated", "charge.trial_commenced"], "in_trial"),
    (SENTENCED, ["charge.conviction_vacated", BARRED], "dismissed(with)"),
    (DISMISSED_WITH, ["charge.dismissal_vacated", NOT_GUILTY], "pleaded_not_guilty"),
    (DISMISSED_WITH, ["charge.dismissal_vacated", "charge.reinstated"], "charged"),
    (REACHED["dismissed(without)"], ["charge.reinstated", GUILTY, CONVICTION], "convicted"),
    (REACHED["dismissed(without)"], ["charge.reinstated", "charge.moved"], "moved"),
    (NO_PLEA, [OPEN_END, "charge.reinstated", BARRED], "dismissed(with)"),
    (REACHED["moved"], ["charge.returned", NOT_GUILTY], "pleaded_not_guilty"),
    (REACHED["moved"], ["charge.returned", BARRED], "dismissed(with)"),
    (
        REACHED["deferred after guilt"],
        ["charge.deferral_ended result=revoked", "sentence.imposed"],
        "sentenced",
    ),
    (
        REACHED["deferred after guilt"],
        ["charge.deferral_ended result=revoked", CONVICTION, "sentence.imposed"],
        "sentenced",
    ),
    (REACHED["deferred"], ["charge.deferral_ended result=revoked", GUILTY], "plea_tendered"),
    (
        REACHED["deferred after guilt"],
        ["charge.deferral_ended result=completed", "charge.dismissed prejudice=unknown"],
        "dismissed(with)",
    ),
    (
        DEFERRED_SENTENCE,
        ["charge.deferral_ended result=completed", "charge.dismissed"],
        "dismissed(with)",
    ),
    (DEFERRED_SENTENCE, ["charge.deferral_ended result=revoked", "sentence.imposed"], "sentenced"),
    (BY_PLEA, ["charge.deferral_ordered kind=deferred_sentence"], "convicted"),
    (SENTENCED, ["sentence.vacated", "sentence.imposed"], "sentenced"),
    (SENTENCED, ["sentence.modified kind=revoked", "sentence.imposed"], "sentenced"),
    (ON_APPEAL, ["appeal.decided decided=vacated", "charge.conviction_vacated"], "vacated"),
    (ON_APPEAL, ["appeal.decided decided=vacated", BARRED], "dismissed(with)"),
    (ON_APPEAL, ["appeal.decided decided=reversed", "charge.trial_commenced"], "in_trial"),
    (ON_APPEAL, [SENTENCE_VACATED, "sentence.imposed"], "sentenced"),
    (f"{BY_VERDICT}\n{APPEAL}", ["appeal.decided decided=reversed_barred"], "acquitted"),
    (
        f"{BY_VERDICT}\n{APPEAL}",
        ["appeal.decided decided=reversed_barred", "charge.acquittal_entered"],
        "acquitted",
    ),
    (OF_ACQUITTAL, ["appeal.decided decided=reversed", "sentence.imposed"], "sentenced"),
    (
        f"{DISMISSED_WITH}\n{APPEAL}",
        ["appeal.decided decided=reversed", "charge.reinstated", NOT_GUILTY],
        "pleaded_not_guilty",
    ),
    (SENTENCED, ["appeal.filed de_novo=true annuls=true", GUILTY], "plea_tendered"),
    (SENTENCED, ["appeal.filed de_novo=true annuls=true", "charge.trial_commenced"], "in_trial"),
    (
        REACHED["de_novo"],
        ["charge.trial_commenced", "charge.verdict_returned verdict=not_guilty"],
        "acquitted",
    ),
]  # fmt: skip
DAY, MONTH = "2023-03-14", "2023-03"


@pytest.mark.parametrize("when", [DAY, MONTH])
@pytest.mark.parametrize(("stood", "acts", "stands"), DAYS)
def test_day__undone_and_gone_on_with__legal_in_any_order_of_arrival(
    stood: str, acts: list[str], stands: str, when: str
) -> None:
    for names in permutations("abcd"[: len(acts)]):
        lines = [f"{name}: {when} {act}" for name, act in zip(names, acts, strict=True)]
        folded = fold("\n".join([stood, *lines]))
        assert (refusals(folded), outcome(folded)) == ([], stands)


@pytest.mark.parametrize(("stood", "acts", "stands"), DAYS)
def test_day__undone_and_gone_on_with__recorded_one_by_one(
    office: Office, stood: str, acts: list[str], stands: str
) -> None:
    office.post(stood)
    for act in acts:
        office.post(f"{DAY} {act}")
    item = office.item()
    prejudice = f"({item['prejudice']})" if item["prejudice"] else ""
    assert f"{item['state']}{prejudice}" == stands


def test_act__that_undoing_needs__stands_before_it() -> None:
    folded = fold(f"{TENDERED}\n2023-03-14 {CONVICTION}\n2023-03-14 charge.conviction_vacated")
    assert (refusals(folded), outcome(folded)) == ([], "vacated")


def test_act__linked_before_undoing__stays_before_it() -> None:
    dismissed = f"a: 2023-03-14 {BARRED}"
    free = fold(f"{ON_TRIAL}\n{dismissed}\n2023-03-14 charge.mistrial_declared")
    linked = fold(f"{ON_TRIAL}\n{dismissed}\n2023-03-14 charge.mistrial_declared >a")
    assert outcome(free) == "dismissed(with)"
    assert refusals(linked) != []


def test_act__of_an_earlier_hour__stays_before_what_undoes() -> None:
    history = f"""
    {BY_PLEA}
    2023-03-14T09:00 charge.dismissed prejudice=without
    2023-03-14T15:00 charge.plea_withdrawn
    """
    folded = fold(history)
    assert [one.fact.type for one in folded.placed][-1] == "charge.dismissed"


def test_day__with_more_acts_than_are_tried__in_the_order_of_ranks() -> None:
    many = "\n".join(["2023-03-14 charge.amended"] * LONGEST_DAY)
    history = f"{TENDERED}\n2023-03-14 charge.plea_rejected\n2023-03-14 {NOT_GUILTY}"
    assert refusals(fold(history)) == []
    assert refusals(fold(f"{history}\n{many}")) != []


def test_vacated__deferred_sentence__leaves_nothing_of_the_conviction() -> None:
    item = ended(fold(f"{DEFERRED_SENTENCE}\n2023-03-14 charge.conviction_vacated"))
    assert not {"deferral", "conviction_basis", "sentence"} & item.detail.keys()


def test_reduced__then_vacated__the_charge_is_what_it_was() -> None:
    filed = fold("2023-01-01 charge.filed severity=felony degree=third")
    reduced = """
    2023-01-01 charge.filed severity=felony degree=third
    2023-01-02 charge.plea_entered plea=guilty
    2023-01-04 charge.conviction_entered basis=plea_guilty
    2023-01-05 charge.conviction_reduced severity=misdemeanor offense=trespass
    """
    during, after = (
        ended(fold(reduced)),
        ended(fold(f"{reduced.strip()}\n2023-02-01 charge.conviction_vacated")),
    )
    assert (during.severity, during.detail["offense"]) == ("misdemeanor", "trespass")
    was = ended(filed)
    assert (after.severity, after.degree) == (was.severity, was.degree)
    assert after.detail["offense"] == was.detail["offense"]


DIVERTED = """2023-01-01 charge.filed
2023-01-05 charge.deferral_ordered kind=diversion ends=2023-08-01"""
SENTENCE_PUT_OFF = """2023-01-01 charge.filed
2023-01-02 charge.plea_entered plea=guilty
2023-01-03 charge.conviction_entered basis=plea_guilty
2023-01-05 charge.deferral_ordered kind=deferred_sentence ends=2023-08-01"""
REVOKED = "2023-03-14 charge.deferral_ended result=revoked"


@pytest.mark.parametrize("clock", ["", "T09:00"])
@pytest.mark.parametrize(
    ("before", "kind", "state"),
    [(DIVERTED, "diversion", "deferred"), (SENTENCE_PUT_OFF, "deferred_sentence", "convicted")],
)
def test_deferral__ordered_on_the_day_of_its_revocation__is_ordered_anew(
    before: str, kind: str, state: str, clock: str
) -> None:
    again = f"2023-03-14{clock} charge.deferral_ordered kind={kind} ends=2024-02-01"
    at_ten = REVOKED.replace("14", "14T10:00") if clock else REVOKED
    item = ended(fold(f"{before}\n{again}\n{at_ten}"))
    if clock:  # it was ordered an hour before it was revoked
        assert "deferral" not in item.detail
    else:
        assert (item.state, item.detail["deferred_until"]) == (state, "2024-02-01")


def test_deferral__ordered_first_on_the_day_of_its_revocation__is_revoked() -> None:
    first = "2023-03-14 charge.deferral_ordered kind=diversion"
    assert outcome(fold(f"2023-01-01 charge.filed\n{first}\n{REVOKED}")) == "pleaded_not_guilty"


def test_deferral__after_guilt__revocation_on_its_day_convicts() -> None:
    pleaded = f"{DIVERTED.splitlines()[0]}\n2023-01-02 charge.plea_entered plea=guilty"
    order = "charge.deferral_ordered kind=deferred_adjudication"
    history = f"{pleaded}\n2023-01-05 {order}\n2023-03-14 {order}\n{REVOKED}"
    assert outcome(fold(history)) == "convicted"


PLEADED = "2023-01-01 charge.filed\n2023-01-10 charge.plea_entered plea=guilty"
DENIED = PLEADED.replace("01-01 charge.filed", "01-01 charge.filed\n2023-01-05 " + NOT_GUILTY)
BACK = """2023-02-01 charge.dismissed prejudice=without
2023-03-01 charge.dismissal_vacated"""
RETURNED = "2023-02-01 charge.moved\n2023-03-01 charge.returned"


@pytest.mark.parametrize("back", [BACK, RETURNED])
@pytest.mark.parametrize(
    ("before", "state", "plea"),
    [(PLEADED, "charged", None), (DENIED, "pleaded_not_guilty", "not_guilty")],
)
def test_plea__rejected_after_the_charge_came_back_to_it__stands_as_before_the_plea(
    before: str, back: str, state: str, plea: str | None
) -> None:
    folded = fold(f"{before}\n{back}\n2023-04-01 charge.plea_rejected")
    assert (refusals(folded), outcome(folded)) == ([], state)
    assert ended(folded).detail.get("plea") == plea


COMPLETED = f"{DIVERTED}\n2023-02-01 charge.deferral_ended result=completed"


@pytest.mark.parametrize(
    ("before", "state"),
    [
        (COMPLETED, "deferred"),
        ("2023-01-01 charge.filed\n2023-01-05 charges.superseded new=c5", "charged"),
        ("2023-01-01 charge.filed\n2023-01-05 charge.moved", "charged"),
    ],
)
@pytest.mark.parametrize("pending", ["", "2023-01-03 appeal.filed"])
def test_dismissal__taken_back__leads_to_the_last_open_state_whatever_is_pending(
    before: str, state: str, pending: str
) -> None:
    history = "\n".join(filter(None, (before, pending)))
    history += "\n2023-03-01 charge.dismissed prejudice=without\n2023-04-01 charge.reinstated"
    assert outcome(fold(history)) == state


CONVICTED = f"""{PLEADED}
2023-01-10 charge.conviction_entered basis=plea_guilty
2023-01-10 sentence.imposed
2023-03-01 charge.conviction_vacated barred=true"""


@pytest.mark.parametrize("carried_out", ["", "2023-03-10 charge.dismissed prejudice=with by=court"])
def test_dismissal__that_barred_a_vacated_conviction__taken_back_convicts_nobody(
    carried_out: str,
) -> None:
    history = f"{CONVICTED}\n{carried_out}".strip()
    folded = fold(f"{history}\n2023-05-01 charge.dismissal_vacated")
    assert (refusals(folded), outcome(folded)) == ([], "vacated")
    assert not {"sentence", "conviction_basis", "ended_label"} & ended(folded).detail.keys()
    assert outcome(fold(f"{history}\n2023-05-01 charge.dismissal_vacated\n{RETRIAL}")) == "in_trial"


RETRIAL = "2023-06-01 charge.trial_commenced"


def test_dismissal__that_barred_a_vacated_conviction__reversed_convicts_again() -> None:
    appeal = "2023-04-01 appeal.filed\n2023-05-01 appeal.decided decided=reversed"
    assert outcome(fold(f"{CONVICTED}\n{appeal}")) == "sentenced"


DISMISSED = "2023-01-05 charge.dismissed prejudice=with"
IRREGULAR = {
    f"{DISMISSED}\n2023-01-09 charge.plea_entered plea=guilty !\n2023-01-12 charge.reinstated !": (
        "pleaded guilty; plea not yet accepted"
    ),
    f"{DISMISSED}\n2023-01-09 charge.conviction_vacated !\n2023-01-12 charge.dismissal_vacated !": (
        "conviction vacated"
    ),
    f"{RETRIAL.replace('06-01', '01-05')}\n2023-01-09 charge.verdict_returned verdict=guilty\n"
    "2023-01-12 charge.acquittal_entered\n2023-01-15 charge.dismissed !": (
        "dismissed (prejudice unknown)"
    ),
}


@pytest.mark.parametrize(("follows", "label"), IRREGULAR.items())
def test_dismissal__irregularly_come_to_or_taken_back__can_be_told(
    office: Office, follows: str, label: str
) -> None:
    office.post(f"2023-01-01 charge.filed\n{follows}")
    assert office.status()["label"] == label
