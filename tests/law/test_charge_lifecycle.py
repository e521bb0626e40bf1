"""The lifecycle of a charge: every row of its table, and a refusal for every move that has none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from casefile.law.criminal import CRIMINAL, charge_label
from casefile.law.events.deferral import DeferralKind
from casefile.law.setting import Setting
from casefile.law.timeline import Fold
from tests.histories import Office, ended, fold, outcome, refusals, table

# How a charge gets into each state, in as few events as the law allows.
FILED = "2023-01-01 charge.filed"
TICKET = f"{FILED} instrument=citation"
TENDERED = f"{FILED}\n2023-01-02 charge.plea_entered plea=guilty"
ON_TRIAL = f"{FILED}\n2023-01-03 charge.trial_commenced"
BY_PLEA = f"{TENDERED}\n2023-01-04 charge.conviction_entered basis=plea_guilty"
BY_VERDICT = f"{ON_TRIAL}\n2023-01-04 charge.verdict_returned verdict=guilty"
SENTENCED = f"{BY_PLEA}\n2023-01-05 sentence.imposed"
DISMISSED_WITH = f"{FILED}\n2023-01-06 charge.dismissed prejudice=with"
APPEAL = "2023-02-01 appeal.filed"
COMPLETED = f"{SENTENCED}\n2023-01-07 sentence.completed"
ACQUITTED = f"{BY_VERDICT}\n2023-01-05 charge.acquittal_entered"
ADJUDICATED = f"{TENDERED}\n2023-01-04 charge.adjudicated basis=plea_guilty"
DEFERRED_SENTENCE = f"{BY_PLEA}\n2023-01-05 charge.deferral_ordered kind=deferred_sentence"
DECIDED = "2023-02-02 appeal.decided decided"
DE_NOVO = "2023-02-01 appeal.filed de_novo=true annuls=true"
REACHED: Mapping[str, str] = {
    "none": "",
    "charged": FILED,
    "ticket": TICKET,
    "ticket paid": f"{TICKET}\n2023-01-06 charge.ticket_paid",
    "liable": f"{TICKET}\n2023-01-06 charge.liability_found finding=responsible",
    "not liable": f"{TICKET}\n2023-01-06 charge.liability_found finding=not_liable",
    "pleaded_not_guilty": f"{FILED}\n2023-01-02 charge.plea_entered plea=not_guilty",
    "plea_tendered": TENDERED,
    "in_trial": ON_TRIAL,
    "mistried": f"{ON_TRIAL}\n2023-01-04 charge.mistrial_declared",
    "deferred": f"{FILED}\n2023-01-03 charge.deferral_ordered kind=diversion",
    "deferred after guilt": f"{TENDERED}\n"
    "2023-01-03 charge.deferral_ordered kind=deferred_adjudication",
    "withheld": f"{TENDERED}\n2023-01-03 charge.deferral_ordered kind=adjudication_withheld",
    "deferral_completed": f"{TENDERED}\n"
    "2023-01-03 charge.deferral_ordered kind=adjudication_withheld\n"
    "2023-01-04 charge.deferral_ended result=completed",
    "convicted by plea": BY_PLEA,
    "convicted by verdict": BY_VERDICT,
    "convicted on appeal": f"{BY_VERDICT}\n{APPEAL}",
    "sentence deferred": DEFERRED_SENTENCE,
    "sentenced": SENTENCED,
    "sentenced on appeal": f"{SENTENCED}\n{APPEAL}",
    "sentence_completed": COMPLETED,
    "completed on appeal": f"{COMPLETED}\n{APPEAL}",
    "acquitted": f"{ON_TRIAL}\n2023-01-04 charge.verdict_returned verdict=not_guilty",
    "acquitted after guilty": ACQUITTED,
    "acquitted after guilty on appeal": f"{ACQUITTED}\n{APPEAL}",
    "dismissed(with)": DISMISSED_WITH,
    "dismissed(without)": f"{FILED}\n2023-01-06 charge.dismissed prejudice=without",
    "dismissed(unknown)": f"{FILED}\n2023-01-06 charge.dismissed prejudice=unknown",
    "dismissed(with) on appeal": f"{DISMISSED_WITH}\n{APPEAL}",
    "reversed": f"{DISMISSED_WITH}\n{APPEAL}\n{DECIDED}=reversed",
    "discharged": f"{TENDERED}\n2023-01-03 charge.deferral_ordered kind=supervision\n"
    "2023-01-04 charge.deferral_ended result=completed",
    "rejected": f"{FILED}\n2023-01-06 charge.rejected",
    "superseded": f"{FILED}\n2023-01-06 charges.superseded",
    "moved": f"{FILED}\n2023-01-06 charge.moved",
    "abated": f"{FILED}\n2023-01-06 party.died",
    "vacated": f"{BY_PLEA}\n2023-01-06 charge.conviction_vacated",
    "vacated on appeal": f"{BY_PLEA}\n{APPEAL}\n{DECIDED}=vacated",
    "de_novo": f"{SENTENCED}\n{DE_NOVO}",
    "adjudicated": ADJUDICATED,
    "adjudicated on appeal": f"{ADJUDICATED}\n{APPEAL}",
}
TICKETS = ("ticket", "ticket paid", "liable", "not liable")
JUVENILE = Setting(category="juvenile")
# Names for several ways of standing at once.
CLASSES = {
    "convicted": "convicted by plea, convicted by verdict, convicted on appeal, sentence deferred",
    "sentence": "sentenced, sentenced on appeal",
    "completed": "sentence_completed, completed on appeal",
    "found": "adjudicated, adjudicated on appeal",
    "by plea": "convicted by plea, sentence deferred, sentenced, sentenced on appeal, "
    "sentence_completed, completed on appeal, adjudicated, adjudicated on appeal",
    "by verdict": "convicted by verdict, convicted on appeal",
    "on appeal": "convicted on appeal, sentenced on appeal, completed on appeal, "
    "dismissed(with) on appeal, acquitted after guilty on appeal, adjudicated on appeal",
    "put off": "deferred, deferred after guilt, withheld",
    "vacated": "vacated, vacated on appeal",
    "charged": "charged, reversed, ticket",
    "undecided": "charged, reversed, ticket, pleaded_not_guilty, plea_tendered, in_trial, "
    "mistried, deferred, deferred after guilt, withheld, vacated, vacated on appeal, de_novo",
    "open still": "charged, reversed, ticket, pleaded_not_guilty, plea_tendered, in_trial, "
    "mistried, deferred, withheld, vacated, vacated on appeal, de_novo",
    "untried": "charged, reversed, ticket, pleaded_not_guilty, mistried, vacated, "
    "vacated on appeal, de_novo",
    "dismissed(bar)": "dismissed(with), dismissed(with) on appeal, discharged",
    "dismissed(any)": "dismissed(with), dismissed(without), dismissed(unknown), "
    "dismissed(with) on appeal, discharged",
}

# The law, row by row: from | event | to; "=" stays where it was, the last open state of
# what was dismissed is charged, because that is how `REACHED` dismisses it.
LAW = """
none | charge.filed | charged
none | charge.filed kind=enhancement attaches_to=c9 | charged
charged; pleaded_not_guilty; vacated | charge.plea_entered plea=not_guilty | pleaded_not_guilty
charged; pleaded_not_guilty; vacated | charge.plea_entered plea=stands_mute | pleaded_not_guilty
charged; pleaded_not_guilty; vacated | charge.plea_entered plea=not_guilty_insanity | pleaded_not_guilty
charged; pleaded_not_guilty; vacated | charge.plea_entered plea=double_jeopardy | pleaded_not_guilty
de_novo | charge.plea_entered plea=not_guilty | =
de_novo | charge.plea_entered plea=stands_mute | =
de_novo | charge.plea_entered plea=not_guilty_insanity | =
de_novo | charge.plea_entered plea=double_jeopardy | =
untried; in_trial | charge.plea_entered plea=guilty | plea_tendered
untried; in_trial | charge.plea_entered plea=no_contest | plea_tendered
untried; in_trial | charge.plea_entered plea=alford | plea_tendered
untried; in_trial | charge.plea_entered plea=guilty_but_mentally_ill | plea_tendered
plea_tendered | charge.plea_rejected | charged
plea_tendered; convicted by plea; sentence deferred; found; deferred after guilt; withheld; vacated | charge.plea_withdrawn | pleaded_not_guilty
plea_tendered; convicted | charge.conviction_entered basis=plea_guilty | convicted
plea_tendered; convicted | charge.conviction_entered basis=plea_no_contest | convicted
plea_tendered; convicted | charge.conviction_entered basis=plea_alford | convicted
in_trial; convicted | charge.conviction_entered basis=bench | convicted
convicted | charge.conviction_entered basis=jury | convicted
untried; plea_tendered; in_trial; convicted | charge.conviction_entered basis=unknown | convicted
convicted; sentence; completed; found | charge.conviction_reduced severity=misdemeanor | =
undecided; by verdict | charge.deferral_ordered | deferred
undecided; by verdict | charge.deferral_ordered kind=deferred_adjudication | deferred
undecided; by verdict | charge.deferral_ordered kind=conditional_discharge | deferred
undecided | charge.deferral_ordered kind=deferred_sentence | deferred
convicted | charge.deferral_ordered kind=deferred_sentence | convicted
deferred | charge.deferral_ended result=completed | dismissed(unknown)
deferred after guilt; sentence deferred | charge.deferral_ended result=completed | dismissed(with)
withheld | charge.deferral_ended result=completed | deferral_completed
discharged | charge.deferral_ended result=completed | =
deferred | charge.deferral_ended result=revoked | pleaded_not_guilty
deferred after guilt; withheld; sentence deferred | charge.deferral_ended result=revoked | convicted
ticket | charge.ticket_paid | ticket_paid
ticket; liable | charge.ticket_paid came_back=true | =
ticket paid; liable | charge.ticket_paid | =
ticket paid | charge.ticket_paid came_back=true | charged
ticket; ticket paid | charge.liability_found finding=committed | liable
ticket | charge.liability_found finding=not_committed | not_liable
liable; not liable | charge.liability_vacated | charged
ticket paid | charge.conviction_entered basis=plea_guilty | convicted
ticket paid | charge.conviction_entered basis=plea_no_contest | convicted
ticket paid | charge.conviction_entered basis=plea_alford | convicted
ticket paid | charge.conviction_entered basis=unknown | convicted
ticket paid; liable; not liable | party.died | =
ticket paid; liable; not liable | appeal.filed | =
untried | charge.trial_commenced | in_trial
in_trial | charge.verdict_returned verdict=guilty | convicted
in_trial | charge.verdict_returned verdict=guilty_lesser | convicted
in_trial | charge.verdict_returned verdict=guilty_but_mentally_ill | convicted
in_trial | charge.verdict_returned verdict=not_guilty | acquitted
in_trial | charge.verdict_returned verdict=not_guilty_insanity | acquitted
in_trial | charge.verdict_returned verdict=directed_acquittal | acquitted
in_trial | charge.verdict_returned verdict=hung | mistried
in_trial | charge.mistrial_declared | mistried
in_trial; mistried; by verdict | charge.acquittal_entered | acquitted
acquitted after guilty; acquitted after guilty on appeal | charge.acquittal_entered | =
convicted | sentence.imposed | sentenced
found | sentence.imposed | adjudicated
sentence | sentence.modified | sentenced
sentence | sentence.completed | sentence_completed
convicted; sentence; completed; found; deferred after guilt; withheld | charge.conviction_vacated | vacated
by plea; vacated on appeal | charge.conviction_vacated barred=true | dismissed(with)
by verdict | charge.conviction_vacated barred=true | acquitted
vacated on appeal; acquitted after guilty; acquitted after guilty on appeal | charge.conviction_vacated | =
acquitted after guilty; acquitted after guilty on appeal | charge.conviction_vacated barred=true | =
abated | charge.conviction_vacated | =
abated | charge.conviction_vacated barred=true | =
deferred after guilt; withheld | charge.conviction_vacated barred=true | dismissed(with)
acquitted after guilty; acquitted after guilty on appeal | charge.dismissed prejudice=with | =
abated | charge.dismissed prejudice=with | =
abated | charge.dismissed prejudice=without | =
abated | charge.dismissed prejudice=unknown | =
abated | charge.dismissed by=court prejudice=unknown | =
undecided; convicted; found; superseded; moved | charge.dismissed prejudice=with | dismissed(with)
undecided; convicted; found; superseded; moved | charge.dismissed prejudice=without | dismissed(without)
undecided; convicted; found; superseded; moved | charge.dismissed prejudice=unknown | dismissed(unknown)
open still; convicted by plea; by verdict; found; superseded; moved | charge.dismissed by=court prejudice=unknown | dismissed(unknown)
deferred after guilt; sentence deferred | charge.dismissed by=court prejudice=unknown | dismissed(with)
discharged | charge.dismissed by=court prejudice=unknown | =
discharged | charge.dismissed prejudice=with | =
discharged | charge.dismissed prejudice=without | =
discharged | charge.dismissed prejudice=unknown | =
dismissed(unknown) | charge.dismissal_clarified prejudice=with | dismissed(with)
dismissed(unknown) | charge.dismissal_clarified prejudice=without | dismissed(without)
dismissed(without); dismissed(unknown) | charge.reinstated | charged
dismissed(with); dismissed(without); dismissed(unknown); dismissed(with) on appeal | charge.dismissal_vacated | charged
discharged | charge.dismissal_vacated | deferred
reversed | charge.reinstated | =
reversed | charge.dismissal_vacated | =
dismissed(without); dismissed(unknown); rejected | charge.filed item_id=c2 refiles=c1 | =
undecided | charge.amended | =
undecided | charges.superseded | superseded
undecided | charge.moved | moved
moved | charge.returned | charged
charged | charge.rejected | rejected
undecided; convicted on appeal; sentenced on appeal; completed on appeal; adjudicated on appeal | party.died | abated
none; convicted by plea; convicted by verdict; sentence deferred; sentenced; sentence_completed; acquitted; acquitted after guilty; acquitted after guilty on appeal; deferral_completed; dismissed(any); rejected; superseded; moved; abated; adjudicated | party.died | =
convicted; sentence; completed | charge.clemency_granted | =
undecided; convicted; sentence; completed; found; deferral_completed; dismissed(any); rejected; abated; acquitted after guilty; acquitted after guilty on appeal | appeal.filed | =
convicted; sentence; completed; found | appeal.filed de_novo=true annuls=true | de_novo
convicted on appeal; sentenced on appeal; completed on appeal; adjudicated on appeal | appeal.decided decided=reversed | vacated
convicted on appeal; sentenced on appeal; completed on appeal; adjudicated on appeal | appeal.decided decided=vacated | vacated
convicted on appeal | appeal.decided decided=reversed_barred | acquitted
sentenced on appeal; completed on appeal; adjudicated on appeal | appeal.decided decided=reversed_barred | dismissed(with)
dismissed(with) on appeal | appeal.decided decided=reversed | charged
dismissed(with) on appeal | appeal.decided decided=vacated | charged
acquitted after guilty on appeal | appeal.decided decided=reversed | convicted
acquitted after guilty on appeal | appeal.decided decided=vacated | convicted
dismissed(with) on appeal; acquitted after guilty on appeal; de_novo | appeal.decided decided=reversed_barred | =
de_novo | appeal.decided decided=reversed | =
de_novo | appeal.decided decided=vacated | =
de_novo | appeal.decided decided=remanded | sentenced
de_novo | appeal.decided decided=modified | =
de_novo | appeal.decided decided=affirmed | sentenced
de_novo | appeal.decided decided=dismissed | sentenced
de_novo | appeal.decided decided=withdrawn | sentenced
on appeal | appeal.decided decided=affirmed | =
on appeal | appeal.decided decided=remanded | =
on appeal | appeal.decided decided=modified | =
on appeal | appeal.decided decided=dismissed | =
on appeal | appeal.decided decided=withdrawn | =
sentenced on appeal; completed on appeal | appeal.decided outcomes={"c1":{"sentence":"vacated"}} | convicted
convicted on appeal; adjudicated on appeal; dismissed(with) on appeal; acquitted after guilty on appeal; de_novo | appeal.decided outcomes={"c1":{"sentence":"vacated"}} | =
sentenced on appeal; completed on appeal | appeal.decided outcomes={"c1":{"conviction":"affirmed","sentence":"vacated"}} | convicted
convicted on appeal; adjudicated on appeal; dismissed(with) on appeal; acquitted after guilty on appeal | appeal.decided outcomes={"c1":{"conviction":"affirmed","sentence":"vacated"}} | =
de_novo | appeal.decided outcomes={"c1":{"conviction":"affirmed","sentence":"vacated"}} | sentenced
"""  # noqa: E501 - a row of the table is a line
ROWS = list(table(LAW, CLASSES))
EVENTS = list(dict.fromkeys(event for _, event, _ in ROWS))
NEXT = "next: 2023-03-01"  # the day after all of that
LEGAL = {(stands, event) for stands, event, _ in ROWS}


def folded(stands: str, more: str = "") -> Fold:
    """Return the fold of a charge that stands so, and of what follows."""
    setting = JUVENILE if "adjudicated" in stands else Setting()
    return fold(f"{REACHED[stands]}\n{more}", setting=setting)


@pytest.mark.parametrize(("stands", "event", "to"), ROWS)
def test_charge__move_in_the_table__taken(stands: str, event: str, to: str) -> None:
    before, after = folded(stands), folded(stands, f"{NEXT} {event}")
    assert refusals(after) == []
    assert outcome(after) == (outcome(before) if to == "=" else to)


def code(stands: str, event: str) -> str:
    """Return why a move is refused, as section 4 of the law has it."""
    state = stands.partition("(")[0]
    bars = stands in ("dismissed(with)", "dismissed(with) on appeal", "discharged")
    convicted = state.startswith(("convicted", "sentence", "completed", "adjudicated"))
    match event.split(maxsplit=1)[0]:
        case "appeal.filed" if state == "none":
            return "item.wrong_state"  # appeals have no track
        case "appeal.decided" if state == "none":
            return "appeal.none"
        case _ if state == "none":
            return "charge.not_filed"
        case _ if state.startswith("acquitted"):
            return "charge.jeopardy_bar"
        case _ if state in ("superseded", "moved"):
            return "charge.not_live"
        case "charge.reinstated" | "charge.filed" if bars:
            return "charge.prejudice_bar"
        case "charge.filed" if "refiles" in event and outcome(folded(stands)) in CRIMINAL.open:
            return "charge.not_ended"
        case "sentence.imposed" | "sentence.modified" | "sentence.completed" if not convicted:
            return "sentence.no_conviction"
        case "charge.liability_found" if stands not in TICKETS:
            return "liability.of_crime"
        case "charge.conviction_entered" if "adjudicated" in stands:
            return "charge.juvenile"
        case "charge.verdict_returned":
            return "verdict.no_trial"
        case "appeal.decided" if "on appeal" not in stands or stands == "vacated on appeal":
            return "appeal.none"
    return "item.wrong_state"


@pytest.mark.parametrize("stands", REACHED)
def test_charge__every_move_not_in_the_table__refused(stands: str) -> None:
    others = [event for event in EVENTS if (stands, event) not in LEGAL]
    refused = {event: refusals(folded(stands, f"{NEXT} {event}")) for event in others}
    assert refused == {event: [("next", code(stands, event))] for event in others}


def test_table__every_state__reached() -> None:
    ends = {outcome(folded(stands)).partition("(")[0] for stands in REACHED}
    assert ends == set(CRIMINAL.states)


# Ways of standing that no act of the table leaves or takes back, and why.
LAST = {
    "acquitted": "an acquittal without a verdict of guilty is final (Fed. R. Crim. P. 29; Burks)",
    "acquitted after guilty": "it takes an appeal, and from there the table goes on",
    "abated": "the prosecution ended with the life of the party",
    "rejected": "nothing was brought; what follows is a charge of its own that refiles it",
    "deferral_completed": "nothing was dismissed that could be taken up (Fla. Stat. 948.04(2))",
}


def test_table__every_way_of_standing__left_by_an_act_or_says_why_not() -> None:
    stand = {name: outcome(folded(name)) for name in REACHED}
    left = {source for source, _, to in ROWS if to not in ("=", stand[source])}
    assert REACHED.keys() - left == LAST.keys()


@pytest.mark.parametrize(
    "stands", [name for name in REACHED if name != "none" and "adjudicated" not in name]
)
def test_charge__in_every_state__recorded_and_answered(office: Office, stands: str) -> None:
    office.post(REACHED[stands])
    item = office.item()
    prejudice = f"({item['prejudice']})" if item["prejudice"] else ""
    assert f"{item['state']}{prejudice}" == outcome(folded(stands))


@pytest.mark.parametrize(
    ("history", "last_open"),
    [
        (ON_TRIAL, "in_trial"),
        (TENDERED, "plea_tendered"),
        (BY_VERDICT, "convicted"),
        (REACHED["vacated"], "vacated"),
        (REACHED["deferred"], "deferred"),
    ],
)
def test_reinstated__dismissed_from_elsewhere__last_open_state(
    history: str, last_open: str
) -> None:
    ends = "2023-02-01 charge.dismissed prejudice=without\n2023-03-01 charge.reinstated"
    assert outcome(fold(f"{history}\n{ends}")) == last_open


def test_deferral__of_any_kind_after_a_plea_of_guilt__revoked_to_a_conviction() -> None:
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
    assert set(revoked.values()) == {"convicted"}


def test_vacated__after_a_sentence__no_sentence_left() -> None:
    folded = fold(
        REACHED["vacated"].replace("2023-01-06", "2023-01-05 sentence.imposed\n2023-01-06")
    )
    assert not {"sentence", "conviction_basis"} & ended(folded).detail.keys()


def test_conviction_vacated__barred_after_a_hung_jury_and_a_plea__no_acquittal() -> None:
    """Nobody was acquitted where the jury returned no verdict and the conviction is by plea."""
    folded = fold("""
        2023-01-01 charge.filed
        2023-01-02 charge.trial_commenced
        2023-01-03 charge.verdict_returned verdict=hung
        2023-01-04 charge.plea_entered plea=guilty
        2023-01-04 charge.conviction_entered basis=plea_guilty
        2023-02-01 charge.conviction_vacated barred=true
        """)
    assert (refusals(folded), outcome(folded)) == ([], "dismissed(with)")


@pytest.mark.parametrize(
    ("typed", "which"),
    [(" lesser_offense=battery", "battery"), ("", "not on record which")],
)
def test_verdict__of_a_lesser_offense__says_which_and_no_conviction_of_what_was_charged(
    typed: str, which: str
) -> None:
    verdict = f"2023-01-03 charge.verdict_returned verdict=guilty_lesser{typed}"
    folded = fold(f"2023-01-01 charge.filed\n2023-01-02 charge.trial_commenced\n{verdict}")
    said = charge_label(ended(folded), date(2023, 6, 1))
    assert said == f"found guilty of a lesser offense ({which}); convicted of that"
