"""An appeal is from what was decided by then: a later judgment does not go with it.

What is on appeal when the case is decided is moot, and the order is vacated or the appeal dismissed
(United States v. Munsingwear, Inc., 340 U.S. 36 (1950)); neither says anything of the judgment. But
a notice from the trial on is from what that comes to (Fed. R. App. P. 4(a)(2)), and so is one on
which there is a reversal: nobody reverses what is moot. A
judgment that is amended into one for the other side is itself appealed, and reversed, that on the
verdict stands.
"""

from __future__ import annotations

from datetime import date

import pytest

from casefile.law.criminal import charge_label
from casefile.law.item import LIFECYCLES
from casefile.upkeep.verify import verify
from tests.histories import Office, ended, fold, refusals

CLAIM = "2023-01-01 claim.filed\n2023-01-02 claim.answered"
INJUNCTION = "2023-01-10 appeal.filed"
NINE = 'amount={"amount":"9"}'
JUDGED = f"2023-01-20 claim.judgment_entered kind=summary for=claimant {NINE}"
APPEAL = "2023-02-05 appeal.filed"
TRIED = "2023-01-15 claim.trial_commenced"
ON_VERDICT = f"2023-01-20 claim.judgment_entered kind=jury for=claimant {NINE}"
VERDICT = f"{CLAIM}\n{TRIED}\n{ON_VERDICT}"
NOTWITHSTANDING = "2023-02-01 claim.judgment_amended for=defendant"


def decided(what: str, on: str = "2023-05-01") -> str:
    said = f'outcomes={{"c1":{what}}}' if what.startswith("{") else f"decided={what}"
    return f"{on} appeal.decided {said}"


AGAINST, GONE = "summary judgment against, $9", "judgment vacated"
AGAINST_ON_VERDICT = "jury judgment against, $9"
CLAIMS = {
    "vacated as moot": ([CLAIM, INJUNCTION, JUDGED, decided("vacated")], AGAINST),
    # What is moot is not reversed: the notice came before the entry of what it is from.
    "reversed": ([CLAIM, INJUNCTION, JUDGED, decided("reversed")], GONE),
    "from a verdict, before its judgment is entered, and vacated": (
        [CLAIM, TRIED, "2023-01-18 appeal.filed", ON_VERDICT, decided("vacated")],
        GONE,
    ),
    "from before the trial, vacated as moot after its judgment": (
        [CLAIM, INJUNCTION, TRIED, ON_VERDICT, decided("vacated")],
        AGAINST_ON_VERDICT,
    ),
    "dismissed as moot": ([CLAIM, INJUNCTION, JUDGED, decided("dismissed")], AGAINST),
    "still pending": ([CLAIM, INJUNCTION, JUDGED], f"{AGAINST}; an earlier appeal pending"),
    "dismissed as moot, and the judgment reversed": (
        [
            CLAIM,
            INJUNCTION,
            JUDGED,
            decided("dismissed", "2023-02-01"),
            APPEAL,
            decided("reversed"),
        ],
        GONE,
    ),
    "affirmed, and the judgment reversed": (
        [CLAIM, INJUNCTION, JUDGED, APPEAL, decided("affirmed", "2023-03-01"), decided("reversed")],
        GONE,
    ),
    "pending, and the judgment reversed": (
        [CLAIM, INJUNCTION, JUDGED, APPEAL, decided("reversed")],
        f"{GONE}; an earlier appeal pending",
    ),
    "reversed before the judgment, and that affirmed": (
        [
            *(CLAIM, INJUNCTION, decided("reversed", "2023-01-12"), JUDGED, APPEAL),
            decided("affirmed"),
        ],
        AGAINST,
    ),
    "reversed before the judgment, and that reversed": (
        [
            *(CLAIM, INJUNCTION, decided("reversed", "2023-01-12"), JUDGED, APPEAL),
            decided("reversed"),
        ],
        GONE,
    ),
    "two, vacated as moot": (
        [
            *(CLAIM, INJUNCTION, INJUNCTION, JUDGED, decided("vacated", "2023-03-01")),
            decided("vacated"),
        ],
        AGAINST,
    ),
    "from a first judgment, which the court took back and gave anew": (
        [
            *(CLAIM, JUDGED, APPEAL, "2023-03-01 claim.judgment_vacated by=trial_court"),
            *("2023-03-05 claim.trial_commenced", decided("vacated")),
            f"2023-03-07 claim.judgment_entered kind=jury for=claimant {NINE}",
        ],
        "jury judgment against, $9",
    ),
    "decided as to the liability, which only the judgment is for": (
        [CLAIM, INJUNCTION, JUDGED, decided('{"liability":"reversed"}')],
        GONE,
    ),
    "and the claim settled": (
        [CLAIM, INJUNCTION, JUDGED, "2023-02-01 claim.settled", decided("vacated")],
        "settled",
    ),
    "and the claim was sent elsewhere": (
        [CLAIM, INJUNCTION, "2023-02-01 claim.transferred", decided("vacated")],
        "transferred to another court",
    ),
}
FOR, RESTORED = "jury judgment for, amended", AGAINST_ON_VERDICT
AMENDED = {
    "for the other side, and reversed": (
        [VERDICT, NOTWITHSTANDING, APPEAL, decided("reversed")],
        RESTORED,
    ),
    "for the other side, and the liability reversed": (
        [VERDICT, NOTWITHSTANDING, APPEAL, decided('{"liability":"reversed"}')],
        RESTORED,
    ),
    "for the other side, and the amount reversed": (
        [VERDICT, NOTWITHSTANDING, APPEAL, decided('{"amount":"reversed"}')],
        RESTORED,
    ),
    "for the other side, and affirmed": (
        [VERDICT, NOTWITHSTANDING, APPEAL, decided("affirmed")],
        FOR,
    ),
    "for the other side, while an appeal was pending that is moot": (
        [VERDICT, "2023-01-25 appeal.filed", NOTWITHSTANDING, decided("vacated")],
        FOR,
    ),
    "for the other side, while an appeal was pending, and both decided": (
        [
            *(VERDICT, "2023-01-25 appeal.filed", NOTWITHSTANDING, APPEAL),
            *(decided("dismissed", "2023-03-01"), decided("reversed")),
        ],
        RESTORED,
    ),
    "for the other side, reversed, and judgment entered on the verdict": (
        [
            *(VERDICT, NOTWITHSTANDING, APPEAL, decided("reversed")),
            f"2023-06-01 claim.judgment_entered kind=jury for=claimant {NINE}",
        ],
        RESTORED,
    ),
    "for the other side, reversed, and satisfied": (
        [VERDICT, NOTWITHSTANDING, APPEAL, decided("reversed"), "2023-06-01 claim.satisfied"],
        f"{RESTORED}; satisfied",
    ),
    "for the other side, and settled": (
        [VERDICT, NOTWITHSTANDING, APPEAL, "2023-03-01 claim.settled", decided("reversed")],
        "settled",
    ),
    "of its amount alone, which is reversed": (
        [
            VERDICT,
            '2023-02-01 claim.judgment_amended amount={"amount":"5"}',
            *(APPEAL, decided('{"amount":"reversed"}')),
        ],
        "jury judgment against, amount vacated, amended",
    ),
}
PROSECUTED = "2023-01-01 charge.filed\n2023-01-02 charge.plea_entered plea=not_guilty"
FOUND = (
    "2023-01-15 charge.trial_commenced jury=true\n"
    "2023-01-20 charge.verdict_returned verdict=guilty\n2023-01-25 sentence.imposed"
)
CONVICTED = "pleaded not guilty; found guilty; convicted; sentenced to 6 months' probation"
CHARGES = {
    "vacated as moot": ([PROSECUTED, INJUNCTION, FOUND, decided("vacated")], CONVICTED),
    "dismissed, and the conviction reversed": (
        [
            *(PROSECUTED, INJUNCTION, FOUND, APPEAL, decided("dismissed", "2023-03-01")),
            decided("reversed"),
        ],
        "conviction vacated",
    ),
    "on double jeopardy, which bars the trial that was held": (
        [PROSECUTED, INJUNCTION, FOUND, decided("reversed_barred")],
        "acquitted (verdict of guilty set aside)",
    ),
    "from a deferral after a plea of guilty, which is then revoked": (
        [
            "2023-01-01 charge.filed\n2023-01-02 charge.plea_entered plea=guilty",
            "2023-01-05 charge.deferral_ordered kind=deferred_adjudication",
            INJUNCTION,
            *("2023-02-01 charge.deferral_ended result=revoked", decided("reversed")),
        ],
        "conviction vacated",
    ),
}
CITATIONS = {
    "vacated as moot": (
        [
            "2023-01-01 citation.issued\n2023-01-02 citation.contested",
            *(INJUNCTION, "2023-01-20 citation.final_order_entered by=commission"),
            decided("vacated"),
        ],
        "final",
    ),
    "vacated, of the order": (
        [
            "2023-01-01 citation.issued\n2023-01-02 citation.contested",
            *("2023-01-20 citation.final_order_entered by=commission", APPEAL, decided("vacated")),
        ],
        "contested",
    ),
}


def of(histories: dict[str, tuple[list[str], str]], kind: str) -> list[object]:
    return [
        pytest.param("\n".join(lines), said, id=f"{kind}, {name}")
        for name, (lines, said) in histories.items()
    ]


ALL = [*of(CLAIMS, "claim"), *of(AMENDED, "judgment amended"), *of(CHARGES, "charge")]


def in_order(history: str, *, backwards: bool) -> str:
    named = [f"e{number:02}: {line}" for number, line in enumerate(history.splitlines())]
    return "\n".join(reversed(named) if backwards else named)


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize(("history", "label"), ALL)
def test_appeal__from_what_came_before_the_judgment__leaves_that(
    history: str, label: str, *, backwards: bool
) -> None:
    folded = fold(in_order(history, backwards=backwards))
    item = ended(folded).having(side="defendant")
    assert refusals(folded) == []
    assert LIFECYCLES[item.track].label(item, date(2023, 12, 31)) == label


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize(("history", "state"), of(CITATIONS, "citation"))
def test_appeal__from_what_came_before_the_order__leaves_that(
    history: str, state: str, *, backwards: bool
) -> None:
    folded = fold(in_order(history, backwards=backwards))
    assert refusals(folded) == []
    assert ended(folded).state == state


@pytest.mark.parametrize(
    "history",
    [CLAIMS["vacated as moot"][0], AMENDED["for the other side, and reversed"][0]],
)
def test_appeal__in_an_office__rebuilt_as_it_is(office: Office, history: list[str]) -> None:
    for line in "\n".join(history).splitlines():
        office.post(line)
    assert office.status()["label"].startswith(
        ("summary judgment against", "jury judgment against")
    )
    assert verify(office.database).sound


def test_notice__of_a_judgment_that_was_announced__is_from_its_entry(office: Office) -> None:
    """It is treated as filed on the day of the entry and after it (Fed. R. App. P. 4(a)(2))."""
    acts = [f"j: {JUDGED}", f"n: {INJUNCTION} from_event=j", decided("vacated")]
    office.post(CLAIM)
    office.post("\n".join((acts[0], acts[1])))
    assert office.status("2023-01-15")["label"] == "answered"
    assert office.status("2023-01-20")["label"] == f"{AGAINST}; on appeal"
    office.post(acts[2])
    assert office.status()["label"] == GONE
    assert verify(office.database).sound


def test_appeal__from_a_conviction_that_the_trial_court_took_back__is_from_nothing_after_it(
    office: Office,
) -> None:
    tried = "charge.trial_commenced\n{} charge.verdict_returned verdict="
    office.post(
        f"2023-01-01 charge.filed\n2023-01-02 {tried.format('2023-01-03')}guilty\n"
        "2023-01-04 appeal.filed\n2023-01-05 charge.conviction_vacated new_trial=true\n"
        f"2023-01-10 {tried.format('2023-01-11')}not_guilty"
    )
    assert office.status("2023-01-04")["label"] == "found guilty; convicted; on appeal"
    earlier = "an earlier appeal pending"
    assert office.status("2023-01-05")["label"] == f"conviction vacated; {earlier}"
    assert office.status("2023-01-11")["label"] == f"acquitted; {earlier}"
    office.post("2023-01-20 appeal.decided decided=dismissed")
    assert office.status("2023-01-20")["label"] == "acquitted"


@pytest.mark.parametrize(
    ("act", "label"),
    [
        ("charge.conviction_vacated barred=true", "acquitted (verdict of guilty set aside); {}"),
        ("charge.conviction_vacated\n2023-01-12 charge.dismissed prejudice=with", "dismissed {}"),
        ("sentence.vacated by=trial_court", "found guilty; convicted; sentence vacated; {}"),
    ],
)
def test_appeal__from_what_was_taken_back_meanwhile__is_an_earlier_one_unless_guilt_stands(
    office: Office, act: str, label: str
) -> None:
    office.post(
        "2023-01-01 charge.filed\n2023-01-02 charge.trial_commenced\n"
        "2023-01-03 charge.verdict_returned verdict=guilty\n2023-01-04 sentence.imposed\n"
        f"2023-01-05 appeal.filed\n2023-01-10 {act}"
    )
    said = office.status("2023-01-20")["label"]
    assert said.startswith(label.partition("{")[0])
    ends = "awaiting resentence; on appeal" if "sentence" in act else "an earlier appeal pending"
    assert said.endswith(f"; {ends}")


def test_acquittal__with_a_notice_of_the_trial_pending__is_not_on_appeal() -> None:
    history = (
        "2023-01-01 charge.filed\n2023-01-02 charge.trial_commenced jury=true\n"
        "2023-01-03 appeal.filed\n2023-01-04 charge.verdict_returned verdict="
    )
    acquitted, convicted = (ended(fold(f"{history}{one}")) for one in ("not_guilty", "guilty"))
    assert charge_label(acquitted, date(2023, 12, 31)) == "acquitted; an earlier appeal pending"
    assert charge_label(convicted, date(2023, 12, 31)).endswith("on appeal")
