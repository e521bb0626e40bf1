"""What took a judgment away is itself taken back, or goes further: what stands then."""

from __future__ import annotations

from datetime import date

import pytest

from casefile.law.item import LIFECYCLES
from casefile.law.setting import Setting
from tests.histories import Office, ended, fold, refusals

FILED = "2023-01-01 charge.filed severity=felony degree=second"
PLEA = (
    f"{FILED}\n2023-01-02 charge.plea_entered plea=guilty\n"
    "2023-01-03 charge.conviction_entered basis=plea_guilty"
)
VERDICT = (
    f"{FILED}\n2023-01-02 charge.trial_commenced\n2023-01-03 charge.verdict_returned verdict=guilty"
)
BY_PLEA, BY_VERDICT = (
    f"{PLEA}\n2023-01-04 sentence.imposed",
    f"{VERDICT}\n2023-01-04 sentence.imposed",
)
DEFERRED = f"{PLEA}\n2023-01-04 charge.deferral_ordered kind=deferred_sentence"
SUPERVISED = (
    f"{FILED}\n2023-01-02 charge.plea_entered plea=guilty\n"
    "2023-01-04 charge.deferral_ordered kind=supervision"
)
APPEAL, AGAIN = "2023-02-01 appeal.filed", "2023-04-01 appeal.filed"
REVERSED = "2023-03-01 appeal.decided decided=reversed"
VACATED = "2023-03-01 appeal.decided decided=vacated"
REVERSED_AGAIN = "2023-05-01 appeal.decided decided=reversed"
SENTENCE = 'appeal.decided outcomes={"c1":{"sentence":"reversed"}}'
PENALTY = "sentenced to 6 months' probation"
NO_MORE = "2023-06-01 charge.deferral_ended result=revoked"
NEW_TRIAL = "2023-02-01 charge.conviction_vacated new_trial=true"
WITHHELD = "2023-01-04 charge.deferral_ordered kind=adjudication_withheld"
ANNULLED = "2023-02-01 appeal.filed de_novo=true annuls=true"
LABELS = {
    "reversed, and that reversed": (
        f"{BY_VERDICT}\n{APPEAL}\n{REVERSED}\n{AGAIN}\n{REVERSED_AGAIN}",
        f"found guilty; convicted; {PENALTY}",
    ),
    "new trial granted, and that reversed": (
        f"{VERDICT}\n{NEW_TRIAL}\n{AGAIN}\n{REVERSED_AGAIN}",
        "found guilty; convicted",
    ),
    "sentence vacated, and that reversed": (
        f"{BY_PLEA}\n2023-02-01 sentence.vacated\n{AGAIN}\n2023-05-01 {SENTENCE}",
        f"pleaded guilty; convicted; {PENALTY}",
    ),
    "barred after a plea, and that reversed": (
        f"{BY_PLEA}\n2023-02-01 charge.conviction_vacated barred=true\n{AGAIN}\n{REVERSED_AGAIN}",
        f"pleaded guilty; convicted; {PENALTY}",
    ),
    "acquitted after sentence, and that reversed": (
        f"{BY_VERDICT}\n2023-02-01 charge.acquittal_entered\n{AGAIN}\n{REVERSED_AGAIN}",
        f"found guilty; convicted; {PENALTY}",
    ),
    "reversed, and then barred below": (
        f"{BY_VERDICT}\n{APPEAL}\n{REVERSED}\n2023-04-01 charge.conviction_vacated barred=true",
        "acquitted (verdict of guilty set aside)",
    ),
    "reversed, and acquitted below": (
        f"{BY_VERDICT}\n{APPEAL}\n{REVERSED}\n2023-04-01 charge.acquittal_entered",
        "acquitted (verdict of guilty set aside)",
    ),
    "dismissed after a verdict, and that reversed": (
        f"{VERDICT}\n2023-02-01 charge.dismissed prejudice=with\n{AGAIN}\n{REVERSED_AGAIN}",
        "found guilty; convicted",
    ),
    "dismissed after a plea, and that vacated": (
        (
            f"{PLEA}\n2023-02-01 charge.dismissed by=prosecution prejudice=with\n"
            "2023-03-01 charge.dismissal_vacated"
        ),
        "pleaded guilty; convicted",
    ),
    "deferred sentence completed, and that vacated": (
        (
            f"{DEFERRED}\n2023-02-01 charge.deferral_ended result=completed\n"
            "2023-03-01 charge.dismissal_vacated"
        ),
        "pleaded guilty; convicted; sentence deferred",
    ),
    "reduced, annulled, and the appeal withdrawn": (
        (
            f"{BY_PLEA}\n2023-01-20 charge.conviction_reduced severity=misdemeanor\n{ANNULLED}\n"
            "2023-03-01 appeal.decided decided=withdrawn"
        ),
        f"pleaded guilty; convicted; reduced to misdemeanor; {PENALTY}",
    ),
    "deferred sentence annulled, and the appeal withdrawn": (
        f"{DEFERRED}\n{ANNULLED}\n2023-03-01 appeal.decided decided=withdrawn",
        "pleaded guilty; convicted; sentence deferred",
    ),
    "annulled, and remanded": (
        f"{BY_PLEA}\n{ANNULLED}\n2023-03-01 appeal.decided decided=remanded",
        f"pleaded guilty; convicted; {PENALTY}",
    ),
    "finding deferred, and reversed": (
        f"{VERDICT}\n{WITHHELD}\n{APPEAL}\n{REVERSED}",
        "finding of guilt vacated",
    ),
    "probation on a deferred sentence revoked": (
        f"{DEFERRED}\n2023-02-01 sentence.modified kind=revoked what=probation",
        "pleaded guilty; convicted; probation revoked; awaiting sentence",
    ),
    "deferred sentence dismissed by the court": (
        f"{DEFERRED}\n2023-06-01 charge.dismissed by=court",
        "convicted; sentence deferred; dismissed on completion",
    ),
    "supervision dismissed by the court": (
        f"{SUPERVISED}\n2023-06-01 charge.dismissed by=court",
        "discharged, no conviction",
    ),
    "supervision extended and revoked": (
        (
            f"{SUPERVISED}\n2023-06-01 charge.deferral_ordered kind=supervision\n"
            "2023-07-01 charge.deferral_ended result=revoked"
        ),
        "pleaded guilty; convicted",
    ),
    "refiled, and the dismissal vacated": (
        (
            f"{FILED}\n2023-02-01 charge.dismissed prejudice=with\n{APPEAL}\n{REVERSED}\n"
            "2023-06-01 charge.dismissed prejudice=with"
        ),
        "dismissed with prejudice",
    ),
    "withdrawn, and never denied": (
        f"{PLEA}\n2023-02-01 charge.plea_withdrawn",
        "plea withdrawn; charge pending",
    ),
    "withdrawn twice, and never denied": (
        (
            f"{PLEA}\n2023-02-01 charge.plea_withdrawn\n"
            "2023-02-02 charge.plea_entered plea=no_contest\n2023-02-03 charge.plea_withdrawn"
        ),
        "plea withdrawn; charge pending",
    ),
    "withdrawn once the conviction is vacated": (
        f"{BY_PLEA}\n2023-02-01 charge.conviction_vacated\n2023-02-01 charge.plea_withdrawn",
        "plea withdrawn; charge pending",
    ),
    "withdrawn, and denied before": (
        (
            f"{FILED}\n2023-01-02 charge.plea_entered plea=not_guilty\n"
            "2023-01-03 charge.plea_entered plea=guilty\n2023-01-04 charge.plea_withdrawn"
        ),
        "pleaded not guilty",
    ),
    "withdrawn, and denied after": (
        f"{PLEA}\n2023-02-01 charge.plea_withdrawn\n2023-02-02 charge.plea_entered plea=not_guilty",
        "pleaded not guilty",
    ),
    "diverted, revoked, and never denied": (
        f"{FILED}\n2023-02-01 charge.deferral_ordered kind=diversion\n{NO_MORE}",
        "deferral revoked; charge pending",
    ),
    "diverted, revoked, and denied after": (
        (
            f"{FILED}\n2023-02-01 charge.deferral_ordered kind=diversion\n{NO_MORE}\n"
            "2023-06-02 charge.plea_entered plea=not_guilty"
        ),
        "pleaded not guilty",
    ),
    "diverted after a denial, and revoked": (
        (
            f"{FILED}\n2023-01-02 charge.plea_entered plea=stands_mute\n"
            f"2023-02-01 charge.deferral_ordered kind=diversion\n{NO_MORE}"
        ),
        "stood mute",
    ),
    "diverted after a plea was withdrawn, and revoked": (
        (
            f"{PLEA}\n2023-01-20 charge.plea_withdrawn\n"
            f"2023-02-01 charge.deferral_ordered kind=diversion\n{NO_MORE}"
        ),
        "plea withdrawn; charge pending",
    ),
    "diverted once a conviction on a plea was vacated, and revoked": (
        (
            f"{PLEA}\n2023-01-20 charge.conviction_vacated\n"
            f"2023-02-01 charge.deferral_ordered kind=diversion\n{NO_MORE}"
        ),
        "deferral revoked; charge pending",
    ),
    "acquitted by reason of insanity": (
        (
            f"{FILED}\n2023-01-02 charge.trial_commenced\n"
            "2023-01-03 charge.verdict_returned verdict=not_guilty_insanity"
        ),
        "acquitted (not guilty by reason of insanity)",
    ),
    "two appeals, and vacated on both": (
        f"{BY_VERDICT}\n{APPEAL}\n{APPEAL}\n{VACATED}\n{VACATED}",
        "conviction vacated",
    ),
    "two appeals, and the sentence vacated on both": (
        f"{BY_VERDICT}\n{APPEAL}\n{APPEAL}\n2023-03-01 {SENTENCE}\n2023-05-01 {SENTENCE}",
        "found guilty; convicted; sentence vacated; awaiting resentence",
    ),
    "two appeals, barred on one and reversed on the other": (
        (
            f"{BY_VERDICT}\n{APPEAL}\n{APPEAL}\n"
            f"2023-03-01 appeal.decided decided=reversed_barred\n{REVERSED_AGAIN}"
        ),
        "acquitted (verdict of guilty set aside)",
    ),
    "two appeals from a plea, barred on one and reversed on the other": (
        (
            f"{BY_PLEA}\n{APPEAL}\n{APPEAL}\n"
            f"2023-03-01 appeal.decided decided=reversed_barred\n{REVERSED_AGAIN}"
        ),
        "conviction vacated; prosecution barred",
    ),
    "new trial on appeal, that appeal moot, and the new trial reversed": (
        (
            f"{VERDICT}\n2023-01-20 appeal.filed\n{NEW_TRIAL}\n{AGAIN}\n"
            f"2023-04-02 appeal.decided decided=dismissed\n{REVERSED_AGAIN}"
        ),
        "found guilty; convicted",
    ),
    "new trial on appeal, and that appeal decided as if it were not": (
        f"{VERDICT}\n2023-01-20 appeal.filed\n{NEW_TRIAL}\n{REVERSED}",
        "conviction vacated",
    ),
    "hung, mistrial declared, and a plea": (
        (
            f"{FILED}\n2023-01-02 charge.trial_commenced\n"
            "2023-01-03 charge.verdict_returned verdict=hung\n2023-01-03 charge.mistrial_declared\n"
            "2023-01-04 charge.plea_entered plea=guilty"
        ),
        "pleaded guilty; plea not yet accepted",
    ),
}


@pytest.mark.parametrize("name", LABELS)
def test_charge__whose_judgment_was_taken_back_and_more__stands_as_that_leaves_it(
    name: str,
) -> None:
    history, label = LABELS[name]
    folded = fold(history)
    assert refusals(folded) == []
    assert LIFECYCLES["criminal"].label(ended(folded), date(2023, 12, 31)) == label


@pytest.mark.parametrize(
    "act", ["sentence.imposed", "sentence.modified kind=revoked what=probation"]
)
def test_appeal__from_the_sentence_decided_in_one_word__is_asked_what_was_decided(
    office: Office, act: str
) -> None:
    office.post(
        f"{BY_PLEA}\ns: 2023-01-20 {act}" if "modified" in act else f"{PLEA}\ns: 2023-01-20 {act}"
    )
    office.post("2023-02-01 appeal.filed from_event=s")
    for word in ("vacated", "reversed"):
        office.refused(f"2023-03-01 appeal.decided decided={word}", "appeal.of_what")
    office.post('2023-03-01 appeal.decided outcomes={"c1":{"sentence":"vacated"}}')
    assert office.status()["label"].startswith("pleaded guilty; convicted; ")


@pytest.mark.parametrize("filed", ["appeal.filed", "appeal.filed from_event=found"])
def test_appeal__from_the_judgment_decided_in_one_word__takes_it_back(
    office: Office, filed: str
) -> None:
    office.post(BY_PLEA.replace("2023-01-03 charge", "found: 2023-01-03 charge"))
    office.post(f"2023-02-01 {filed}\n{VACATED}")
    assert office.status()["label"] == "conviction vacated"


def test_reduced__annulled_and_withdrawn__still_the_lesser_offense() -> None:
    item = ended(fold(LABELS["reduced, annulled, and the appeal withdrawn"][0]))
    assert (item.severity, item.degree) == ("misdemeanor", "")


def test_juvenile__disposition_alone_overridden__no_conviction() -> None:
    folded = fold(f"{FILED}\n2023-02-01 sentence.imposed !", setting=Setting(category="juvenile"))
    assert ended(folded).state == "adjudicated"


@pytest.mark.parametrize(
    "decided", ['{"c1":"modified"}', '{"c1":{"conviction":"affirmed","sentence":"modified"}}']
)
def test_sentence__modified_on_appeal__is_told_so_until_the_new_one_is_on_record(
    office: Office, decided: str
) -> None:
    office.open()
    office.post(f'{BY_PLEA} components=[{{"kind":"probation","term":"P6M"}}]')
    office.post(f"{APPEAL}\n2023-03-01 appeal.decided outcomes={decided}")
    (told,) = office.tracks("2023-03-01")["criminal"]["items"]
    assert told["label"].endswith(f"{PENALTY} (modified on appeal; how is not on record)")
    reduced = 'sentence.modified kind=reduced components=[{"kind":"probation","term":"P3M"}]'
    office.post(f"2023-03-05 {reduced}")
    (told,) = office.tracks("2023-03-05")["criminal"]["items"]
    assert told["label"].endswith("sentenced to 3 months' probation")
