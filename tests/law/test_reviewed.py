"""What took something back is itself reversed, after much else has happened to the item.

A judgment that is reversed is as if it had not been given, and so is what was done on it alone: a
higher court may set aside, and direct the entry of the appropriate judgment (28 U.S.C. 2106).
"""

from __future__ import annotations

from datetime import date

import pytest

from casefile.law.item import LIFECYCLES
from tests.histories import ended, fold, refusals

FILED = "2023-01-01 charge.filed"
SENTENCED = (
    f"{FILED}\n2023-01-02 charge.plea_entered plea=guilty\n"
    "2023-01-03 charge.conviction_entered basis=plea_guilty\n2023-01-04 sentence.imposed"
)
TRIED = (
    f"{FILED}\n2023-01-02 charge.plea_entered plea=not_guilty\n"
    "2023-01-03 charge.trial_commenced jury=true\n"
    "2023-01-04 charge.verdict_returned verdict=guilty\n2023-01-06 sentence.imposed"
)
YEAR = 'components=[{"kind":"incarceration","term":"P1Y"}]'
VACATED = "2023-02-01 charge.conviction_vacated"
APPEAL, AGAIN = "2023-02-05 appeal.filed", "2023-04-20 appeal.filed"
NEW_PLEA = "2023-04-01 charge.plea_entered plea=guilty"
NEW_SENTENCE = (
    f"{NEW_PLEA}\n2023-04-02 charge.conviction_entered basis=plea_guilty\n"
    f"2023-04-03 sentence.imposed {YEAR}"
)
REVOKED = "2023-02-01 sentence.modified kind=revoked what=probation"


def decided(what: str, on: str = "2023-05-01") -> str:
    said = f'outcomes={{"c1":{what}}}' if what.startswith("{") else f"decided={what}"
    return f"{on} appeal.decided {said}"


REVERSED, AFFIRMED = decided("reversed"), decided("affirmed")
OLD = "pleaded not guilty; found guilty; convicted; sentenced to 6 months' probation"
PLEADED = "pleaded guilty; convicted; sentenced to 6 months' probation"
NEW = "pleaded guilty; convicted; sentenced to 1 year's incarceration"
JAILED = "pleaded guilty; convicted; after revocation, sentenced to 1 year's incarceration"
# A new trial that was granted on the defendant's motion can be appealed (18 U.S.C. 3731).
CONVICTIONS = {
    "and a new plea stands": ([TRIED, VACATED, APPEAL, NEW_PLEA, REVERSED], OLD),
    "and a new sentence stands": ([TRIED, VACATED, APPEAL, NEW_SENTENCE, REVERSED], OLD),
    "but affirmed": ([TRIED, VACATED, APPEAL, NEW_SENTENCE, AFFIRMED], NEW),
    "but withdrawn": ([TRIED, VACATED, APPEAL, NEW_SENTENCE, decided("withdrawn")], NEW),
    "affirmed, and the new one reversed": (
        [TRIED, VACATED, APPEAL, decided("affirmed", "2023-03-01"), NEW_SENTENCE, AGAIN, REVERSED],
        "conviction vacated",
    ),
    "not appealed, and the new one reversed": (
        [TRIED, VACATED, NEW_SENTENCE, AGAIN, REVERSED],
        "conviction vacated",
    ),
    "and the plea withdrawn with it": (
        [SENTENCED, VACATED, "2023-02-01 charge.plea_withdrawn", APPEAL, REVERSED],
        PLEADED,
    ),
    "and a new trial has begun": (
        [TRIED, VACATED, APPEAL, "2023-04-01 charge.trial_commenced jury=true", REVERSED],
        OLD,
    ),
    "and the charge was dismissed": (
        [TRIED, VACATED, APPEAL, "2023-04-01 charge.dismissed prejudice=without", REVERSED],
        OLD,
    ),
    "on an appeal, and a new trial has begun": (
        [
            *(TRIED, APPEAL, decided("reversed", "2023-03-01"), "2023-03-05 appeal.filed"),
            *("2023-04-01 charge.trial_commenced jury=true", REVERSED),
        ],
        OLD,
    ),
    "of which another appeal was pending, and that decided, too": (
        [
            *(TRIED, "2023-01-10 appeal.filed", VACATED, APPEAL, REVERSED),
            decided("reversed", "2023-06-01"),
        ],
        "conviction vacated",
    ),
    "of which another appeal was pending, and that given up": (
        [
            *(TRIED, "2023-01-10 appeal.filed", VACATED, APPEAL),
            *(decided("dismissed", "2023-03-01"), NEW_PLEA, REVERSED),
        ],
        OLD,
    ),
    "and sealed meanwhile": (
        [TRIED, VACATED, APPEAL, "2023-03-01 charge.record_access_changed to=sealed", REVERSED],
        f"{OLD}; sealed",
    ),
    "and barred": ([TRIED, f"{VACATED} barred=true", APPEAL, REVERSED], OLD),
    "dismissed before the sentence, and the defendant has died": (
        [
            "\n".join(SENTENCED.splitlines()[:3]),
            *("2023-02-01 charge.dismissed prejudice=with", APPEAL, "2023-03-01 party.died"),
            REVERSED,
        ],
        "abated by death",
    ),
    "and the defendant has died": (
        [TRIED, VACATED, APPEAL, "2023-04-01 party.died", REVERSED],
        "abated by death",
    ),
}
# A decision of the district court to revoke is appealed by itself (18 U.S.C. 3742; 28 U.S.C. 1291).
SENTENCES = {
    "revoked with another in its place": (
        [SENTENCED, f"{REVOKED} {YEAR}", APPEAL, decided('{"sentence":"reversed"}')],
        PLEADED,
    ),
    "revoked, and imposed later": (
        [
            *(SENTENCED, REVOKED, f"2023-02-03 sentence.imposed {YEAR}", APPEAL),
            decided('{"sentence":"reversed"}'),
        ],
        PLEADED,
    ),
    "revoked, and reversed in one word": (
        [SENTENCED, f"{REVOKED} {YEAR}", APPEAL, REVERSED],
        PLEADED,
    ),
    "revoked, and affirmed": ([SENTENCED, f"{REVOKED} {YEAR}", APPEAL, AFFIRMED], JAILED),
    "revoked, and the new one alone vacated": (
        [SENTENCED, f"{REVOKED} {YEAR}", APPEAL, decided('{"sentence":"vacated"}')],
        "pleaded guilty; convicted; sentence vacated; awaiting resentence",
    ),
    "revoked while the conviction is on appeal": (
        [SENTENCED, "2023-01-10 appeal.filed", f"{REVOKED} {YEAR}", APPEAL, REVERSED],
        "conviction vacated; an earlier appeal pending",
    ),
    "vacated on appeal, imposed anew, and that reversed": (
        [
            *(SENTENCED, APPEAL, decided('{"sentence":"vacated"}', "2023-03-01")),
            *("2023-03-05 appeal.filed", f"2023-03-10 sentence.imposed {YEAR}"),
            decided('{"sentence":"reversed"}'),
        ],
        PLEADED,
    ),
    "of a deferral that was revoked": (
        [
            "\n".join(SENTENCED.splitlines()[:2]),
            "2023-01-03 charge.deferral_ordered kind=deferred_adjudication ends=2024-01-03",
            "2023-02-01 charge.deferral_ended result=revoked",
            *(f"2023-02-01 sentence.imposed {YEAR}", APPEAL, REVERSED),
        ],
        "pleaded guilty; deferred (deferred adjudication) until 2024-01-03",
    ),
}
DEFERRALS = {
    "completed, and that reversed": (
        [
            "\n".join(SENTENCED.splitlines()[:2]),
            "2023-01-03 charge.deferral_ordered kind=deferred_adjudication ends=2024-01-03",
            *("2023-02-01 charge.deferral_ended result=completed", APPEAL, REVERSED),
        ],
        "pleaded guilty; deferred (deferred adjudication) until 2024-01-03",
    ),
    "of nobody who pleaded, revoked, and that reversed": (
        [
            *(FILED, "2023-01-03 charge.deferral_ordered kind=diversion ends=2024-01-03"),
            *("2023-02-01 charge.deferral_ended result=revoked", APPEAL, REVERSED),
        ],
        "deferred (diversion) until 2024-01-03",
    ),
    "of a sentence, revoked, and that reversed": (
        [
            "\n".join(SENTENCED.splitlines()[:3]),
            "2023-01-04 charge.deferral_ordered kind=deferred_sentence ends=2024-01-03",
            "2023-02-01 charge.deferral_ended result=revoked",
            f"2023-02-01 sentence.imposed {YEAR}",
            *(APPEAL, decided('{"sentence":"reversed"}')),
        ],
        "pleaded guilty; convicted; sentence deferred until 2024-01-03",
    ),
}
DISMISSED = f"{FILED}\n2023-02-01 charge.dismissed prejudice=with"
BACK = "2023-03-01 charge.dismissal_vacated by=reconsideration"
DISMISSALS = {
    "while another ruling was on appeal, which is vacated as moot": (
        [FILED, "2023-01-20 appeal.filed", DISMISSED.splitlines()[1], decided("vacated")],
        "dismissed with prejudice",
    ),
    "while another ruling was on appeal, and then reversed itself": (
        [
            *(FILED, "2023-01-20 appeal.filed", DISMISSED.splitlines()[1]),
            *(decided("dismissed", "2023-02-03"), APPEAL, REVERSED),
        ],
        "charged",
    ),
    "reversed, and that reversed": (
        [DISMISSED, APPEAL, decided("reversed", "2023-03-01"), "2023-03-05 appeal.filed", REVERSED],
        "dismissed with prejudice",
    ),
    "vacated below, and that reversed": (
        [DISMISSED, BACK, "2023-03-05 appeal.filed", REVERSED],
        "dismissed with prejudice",
    ),
    "vacated below, and that reversed after a plea": (
        [DISMISSED, BACK, "2023-03-05 appeal.filed", NEW_SENTENCE, REVERSED],
        "dismissed with prejudice",
    ),
    "vacated below, and that affirmed": (
        [DISMISSED, BACK, "2023-03-05 appeal.filed", AFFIRMED],
        "charged",
    ),
    "vacated below, and another ruling reversed later": (
        [
            *(DISMISSED, BACK, "2023-04-01 charge.plea_entered plea=not_guilty", AGAIN),
            REVERSED,
        ],
        "pleaded not guilty",
    ),
    "vacated below, that reversed, and it vacated again": (
        [
            *(DISMISSED, BACK, "2023-03-05 appeal.filed", REVERSED),
            "2023-06-01 charge.dismissal_vacated",
        ],
        "charged",
    ),
}
CLAIM = "2023-01-01 claim.filed\n2023-01-02 claim.answered"
JUDGED = (
    f'{CLAIM}\n2023-01-03 claim.judgment_entered kind=summary for=claimant amount={{"amount":"9"}}'
)
RETRIED = (
    "2023-03-01 claim.trial_commenced\n2023-03-03 claim.judgment_entered kind=jury for=claimant"
)
SETTLED = f'{CLAIM}\n2023-02-01 claim.settled amount={{"amount":"5"}}'
CLAIMS = {
    "vacated, tried anew, and that reversed": (
        [JUDGED, "2023-02-01 claim.judgment_vacated by=trial_court", APPEAL, RETRIED, REVERSED],
        "summary judgment against, $9",
    ),
    "vacated, tried anew, and that affirmed": (
        [JUDGED, "2023-02-01 claim.judgment_vacated by=trial_court", APPEAL, RETRIED, AFFIRMED],
        "jury judgment against",
    ),
    "vacated, discharged meanwhile, and that reversed": (
        [
            *(JUDGED, "2023-02-01 claim.judgment_vacated by=trial_court", APPEAL),
            *("2023-03-01 claim.discharged parties=p1", REVERSED),
        ],
        "summary judgment against, $9; discharged in bankruptcy",
    ),
    "vacated, settled meanwhile, and that reversed": (
        [
            *(JUDGED, "2023-02-01 claim.judgment_vacated by=trial_court", APPEAL),
            *('2023-03-01 claim.settled amount={"amount":"5"}', REVERSED),
        ],
        "settled, $5",
    ),
    "vacated, settled and dismissed meanwhile, and that reversed": (
        [
            *(JUDGED, "2023-02-01 claim.judgment_vacated by=trial_court", APPEAL),
            '2023-03-01 claim.settled amount={"amount":"5"}',
            *("2023-03-02 claim.dismissed how=stipulation prejudice=with", REVERSED),
        ],
        "settled, $5; dismissed with prejudice",
    ),
    "dismissed, reinstated, and that reversed": (
        [
            *(CLAIM, "2023-02-01 claim.dismissed prejudice=with", "2023-02-03 claim.reinstated"),
            *(APPEAL, REVERSED),
        ],
        "dismissed with prejudice",
    ),
    "dismissed, reinstated, dismissed again, reinstated again": (
        [
            *(CLAIM, "2023-02-01 claim.dismissed prejudice=with", "2023-02-03 claim.reinstated"),
            *("2023-03-01 claim.dismissed prejudice=without", "2023-03-02 claim.reinstated"),
        ],
        "answered",
    ),
    "dismissed while an injunction was on appeal, which is vacated as moot": (
        [
            *(CLAIM, "2023-01-20 appeal.filed", "2023-02-01 claim.dismissed prejudice=with"),
            decided("vacated"),
        ],
        "dismissed with prejudice",
    ),
    "dismissed while an injunction was on appeal, and then reversed itself": (
        [
            *(CLAIM, "2023-01-20 appeal.filed", "2023-02-01 claim.dismissed prejudice=with"),
            *(decided("dismissed", "2023-02-03"), APPEAL, REVERSED),
        ],
        "answered",
    ),
    "settled, set aside, and that reversed": (
        [SETTLED, "2023-02-03 claim.settlement_set_aside", APPEAL, REVERSED],
        "settled, $5",
    ),
}


def of(histories: dict[str, tuple[list[str], str]]) -> list[object]:
    return [pytest.param("\n".join(one), said, id=name) for name, (one, said) in histories.items()]


ALL = [row for one in (CONVICTIONS, SENTENCES, DEFERRALS, DISMISSALS, CLAIMS) for row in of(one)]


@pytest.mark.parametrize(("history", "label"), ALL)
@pytest.mark.parametrize("backwards", [False, True])
def test_taken_back__and_that_decided_on_appeal(
    history: str, label: str, *, backwards: bool
) -> None:
    lines = history.splitlines()
    named = [f"e{number:02}: {line}" for number, line in enumerate(lines)]
    folded = fold("\n".join(reversed(named) if backwards else named))
    item = ended(folded)
    assert refusals(folded) == []
    assert LIFECYCLES[item.track].label(item, date(2023, 12, 31)) == label


def test_dismissal__that_stands_again__is_barred() -> None:
    history, _ = DISMISSALS["vacated below, and that reversed"]
    folded = fold("\n".join([*history, "next: 2023-06-01 charge.plea_entered plea=guilty"]))
    assert [code for _, code in refusals(folded)] == ["item.wrong_state"]
