"""The lifecycle of a charge: every row of its table, and a refusal for every move that has none."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from casefile.law.criminal import CRIMINAL
from casefile.law.events.deferral import DeferralKind
from tests.histories import Office, ended, fold, outcome, refusals, table

# How a charge gets into each state, in as few events as the law allows.
FILED = "2023-01-01 charge.filed"
TENDERED = f"{FILED}\n2023-01-02 charge.plea_entered plea=guilty"
ON_TRIAL = f"{FILED}\n2023-01-03 charge.trial_commenced"
BY_PLEA = f"{TENDERED}\n2023-01-04 charge.conviction_entered basis=plea_guilty"
BY_VERDICT = f"{ON_TRIAL}\n2023-01-04 charge.verdict_returned verdict=guilty"
SENTENCED = f"{BY_PLEA}\n2023-01-05 sentence.imposed"
DISMISSED_WITH = f"{FILED}\n2023-01-06 charge.dismissed prejudice=with"
APPEAL = "2023-02-01 appeal.filed"
REACHED: Mapping[str, str] = {
    "none": "",
    "charged": FILED,
    "pleaded_not_guilty": f"{FILED}\n2023-01-02 charge.plea_entered plea=not_guilty",
    "plea_tendered": TENDERED,
    "in_trial": ON_TRIAL,
    "mistried": f"{ON_TRIAL}\n2023-01-04 charge.mistrial_declared",
    "deferred": f"{FILED}\n2023-01-03 charge.deferral_ordered kind=diversion",
    "deferred after guilt": f"{TENDERED}\n"
    "2023-01-03 charge.deferral_ordered kind=deferred_sentence",
    "convicted by plea": BY_PLEA,
    "convicted by verdict": BY_VERDICT,
    "convicted on appeal": f"{BY_VERDICT}\n{APPEAL}",
    "sentenced": SENTENCED,
    "sentenced on appeal": f"{SENTENCED}\n{APPEAL}",
    "sentence_completed": f"{SENTENCED}\n2023-01-07 sentence.completed",
    "completed on appeal": f"{SENTENCED}\n2023-01-07 sentence.completed\n{APPEAL}",
    "acquitted": f"{ON_TRIAL}\n2023-01-04 charge.verdict_returned verdict=not_guilty",
    "dismissed(with)": DISMISSED_WITH,
    "dismissed(without)": f"{FILED}\n2023-01-06 charge.dismissed prejudice=without",
    "dismissed(unknown)": f"{FILED}\n2023-01-06 charge.dismissed prejudice=unknown",
    "dismissed(with) on appeal": f"{DISMISSED_WITH}\n{APPEAL}",
    "dismissed(with) reversed": f"{DISMISSED_WITH}\n{APPEAL}\n"
    "2023-02-02 appeal.decided decided=reversed",
    "rejected": f"{FILED}\n2023-01-06 charge.rejected",
    "superseded": f"{FILED}\n2023-01-06 charges.superseded",
    "moved": f"{FILED}\n2023-01-06 charge.moved",
    "abated": f"{FILED}\n2023-01-06 party.died",
    "vacated": f"{BY_PLEA}\n2023-01-06 charge.conviction_vacated",
}
# Names for several ways of standing at once.
CLASSES = {
    "convicted": "convicted by plea, convicted by verdict, convicted on appeal",
    "on appeal": "convicted on appeal, sentenced on appeal, completed on appeal, "
    "dismissed(with) on appeal",
    "undecided": "charged, pleaded_not_guilty, plea_tendered, in_trial, mistried, deferred, "
    "deferred after guilt, vacated",
    "sentence": "sentenced, sentenced on appeal",
    "completed": "sentence_completed, completed on appeal",
    "dismissed(any)": "dismissed(with), dismissed(without), dismissed(unknown), "
    "dismissed(with) on appeal, dismissed(with) reversed",
}

# The law, row by row: from | event | to; "=" stays where it was, the last open state of
# what was dismissed is charged, because that is how `REACHED` dismisses it.
LAW = """
none | charge.filed | charged
none | charge.filed kind=enhancement attaches_to=c9 | charged
charged; vacated | charge.plea_entered plea=not_guilty | pleaded_not_guilty
charged; vacated | charge.plea_entered plea=stands_mute | pleaded_not_guilty
charged; vacated | charge.plea_entered plea=not_guilty_insanity | pleaded_not_guilty
charged; vacated | charge.plea_entered plea=double_jeopardy | pleaded_not_guilty
charged; pleaded_not_guilty; in_trial; mistried; vacated | charge.plea_entered plea=guilty | plea_tendered
charged; pleaded_not_guilty; in_trial; mistried; vacated | charge.plea_entered plea=no_contest | plea_tendered
charged; pleaded_not_guilty; in_trial; mistried; vacated | charge.plea_entered plea=alford | plea_tendered
charged; pleaded_not_guilty; in_trial; mistried; vacated | charge.plea_entered plea=guilty_but_mentally_ill | plea_tendered
plea_tendered; convicted | charge.conviction_entered basis=plea_guilty | convicted
plea_tendered; convicted | charge.conviction_entered basis=plea_no_contest | convicted
plea_tendered; convicted | charge.conviction_entered basis=plea_alford | convicted
in_trial; convicted | charge.conviction_entered basis=bench | convicted
convicted | charge.conviction_entered basis=jury | convicted
charged; pleaded_not_guilty; plea_tendered; in_trial; mistried; vacated; convicted | charge.conviction_entered basis=unknown | convicted
plea_tendered; convicted by plea | charge.plea_withdrawn | pleaded_not_guilty
charged; pleaded_not_guilty; plea_tendered | charge.deferral_ordered | deferred
deferred; deferred after guilt | charge.deferral_ended result=completed | dismissed(unknown)
deferred | charge.deferral_ended result=revoked | pleaded_not_guilty
deferred after guilt | charge.deferral_ended result=revoked | convicted
charged; pleaded_not_guilty; mistried; vacated | charge.trial_commenced | in_trial
in_trial | charge.verdict_returned verdict=guilty | convicted
in_trial | charge.verdict_returned verdict=guilty_lesser | convicted
in_trial | charge.verdict_returned verdict=guilty_but_mentally_ill | convicted
in_trial | charge.verdict_returned verdict=not_guilty | acquitted
in_trial | charge.verdict_returned verdict=not_guilty_insanity | acquitted
in_trial | charge.verdict_returned verdict=directed_acquittal | acquitted
in_trial | charge.verdict_returned verdict=hung | mistried
in_trial | charge.mistrial_declared | mistried
convicted | sentence.imposed | sentenced
sentence | sentence.modified | sentenced
sentence | sentence.completed | sentence_completed
convicted; sentence; completed | charge.conviction_vacated | vacated
undecided; convicted | charge.dismissed prejudice=with | dismissed(with)
undecided; convicted | charge.dismissed prejudice=without | dismissed(without)
undecided; convicted | charge.dismissed prejudice=unknown | dismissed(unknown)
dismissed(unknown) | charge.dismissal_clarified prejudice=with | dismissed(with)
dismissed(unknown) | charge.dismissal_clarified prejudice=without | dismissed(without)
dismissed(without); dismissed(unknown); dismissed(with) reversed | charge.reinstated | charged
dismissed(without); dismissed(unknown); dismissed(with) reversed; rejected | charge.filed item_id=c2 refiles=c1 | =
undecided | charge.amended | =
undecided | charges.superseded | superseded
undecided | charge.moved | moved
charged | charge.rejected | rejected
undecided; convicted on appeal; sentenced on appeal | party.died | abated
none; convicted by plea; convicted by verdict; sentenced; completed; acquitted; dismissed(any); rejected; superseded; moved; abated | party.died | =
convicted; sentence; completed | charge.clemency_granted | =
undecided; convicted; sentence; completed; dismissed(any); rejected; abated | appeal.filed | =
convicted on appeal; sentenced on appeal; completed on appeal | appeal.decided decided=reversed | vacated
convicted on appeal; sentenced on appeal; completed on appeal | appeal.decided decided=vacated | vacated
dismissed(with) on appeal | appeal.decided decided=reversed | =
dismissed(with) on appeal | appeal.decided decided=vacated | =
on appeal | appeal.decided decided=affirmed | =
on appeal | appeal.decided decided=remanded | =
on appeal | appeal.decided decided=modified | =
on appeal | appeal.decided decided=dismissed | =
on appeal | appeal.decided decided=withdrawn | =
"""  # noqa: E501 - a row of the table is a line
ROWS = list(table(LAW, CLASSES))
EVENTS = list(dict.fromkeys(event for _, event, _ in ROWS))
NEXT = "next: 2023-03-01"  # the day after all of that
LEGAL = {(stands, event) for stands, event, _ in ROWS}


@pytest.mark.parametrize(("stands", "event", "to"), ROWS)
def test_charge__move_in_the_table__taken(stands: str, event: str, to: str) -> None:
    before, after = fold(REACHED[stands]), fold(f"{REACHED[stands]}\n{NEXT} {event}")
    assert refusals(after) == []
    assert outcome(after) == (outcome(before) if to == "=" else to)


def code(stands: str, event: str) -> str:
    """Return why a move is refused, as section 4 of the law has it."""
    state = stands.partition("(")[0]
    bars = stands in ("dismissed(with)", "dismissed(with) on appeal")
    convicted = state.startswith(("convicted", "sentence", "completed"))
    match event.split(maxsplit=1)[0]:
        case "appeal.filed" if state == "none":
            return "item.wrong_state"  # appeals have no track
        case "appeal.decided" if state == "none":
            return "appeal.none"
        case _ if state == "none":
            return "charge.not_filed"
        case _ if state == "acquitted":
            return "charge.jeopardy_bar"
        case _ if state in ("superseded", "moved"):
            return "charge.not_live"
        case "charge.reinstated" | "charge.filed" if bars:
            return "charge.prejudice_bar"
        case "sentence.imposed" | "sentence.modified" | "sentence.completed" if not convicted:
            return "sentence.no_conviction"
        case "charge.verdict_returned":
            return "verdict.no_trial"
        case "appeal.decided" if "on appeal" not in stands:
            return "appeal.none"
    return "item.wrong_state"


@pytest.mark.parametrize("stands", REACHED)
def test_charge__every_move_not_in_the_table__refused(stands: str) -> None:
    others = [event for event in EVENTS if (stands, event) not in LEGAL]
    refused = {event: refusals(fold(f"{REACHED[stands]}\n{NEXT} {event}")) for event in others}
    assert refused == {event: [("next", code(stands, event))] for event in others}


def test_table__every_state__reached() -> None:
    ends = {outcome(fold(history)).partition("(")[0] for history in REACHED.values()}
    assert ends == set(CRIMINAL.states)


@pytest.mark.parametrize("stands", [stands for stands in REACHED if stands != "none"])
def test_charge__in_every_state__recorded_and_answered(office: Office, stands: str) -> None:
    office.post(REACHED[stands])
    item = office.item()
    prejudice = f"({item['prejudice']})" if item["prejudice"] else ""
    assert f"{item['state']}{prejudice}" == outcome(fold(REACHED[stands]))


@pytest.mark.parametrize(
    ("history", "last_open"),
    [
        (ON_TRIAL, "in_trial"),
        (TENDERED, "plea_tendered"),
        (BY_VERDICT, "in_trial"),
        (REACHED["vacated"], "vacated"),
        (REACHED["deferred"], "deferred"),
    ],
)
def test_reinstated__dismissed_from_elsewhere__last_open_state(
    history: str, last_open: str
) -> None:
    ends = "2023-02-01 charge.dismissed prejudice=without\n2023-03-01 charge.reinstated"
    assert outcome(fold(f"{history}\n{ends}")) == last_open


def test_deferral__of_each_kind__revoked_to_a_conviction_only_after_guilt() -> None:
    revoked = {
        kind: outcome(
            fold(
                f"""
                {TENDERED}
                2023-01-03 charge.deferral_ordered kind={kind}
                2023-01-04 charge.deferral_ended result=revoked
                """
            )
        )
        for kind in DeferralKind
    }
    assert revoked == {
        "diversion": "pleaded_not_guilty",
        "deferred_prosecution": "pleaded_not_guilty",
        "unknown": "pleaded_not_guilty",
        "deferred_adjudication": "convicted",
        "conditional_discharge": "convicted",
        "deferred_sentence": "convicted",
    }


def test_vacated__after_a_sentence__no_sentence_left() -> None:
    folded = fold(
        REACHED["vacated"].replace("2023-01-06", "2023-01-05 sentence.imposed\n2023-01-06")
    )
    assert not {"sentence", "conviction_basis"} & ended(folded).detail.keys()
