"""Juvenile matters: a finding is an adjudication, and nothing there is a conviction."""

from __future__ import annotations

from datetime import date

import pytest

from casefile.answers.asking import Asking
from casefile.answers.due.calendar import Window, page
from casefile.answers.facts import chronology
from casefile.answers.standing.status import of_party as status_of
from casefile.law.item import LIFECYCLES
from casefile.law.setting import Setting
from casefile.law.timeline import Fold
from tests.histories import Office, ended, fold, outcome, refusals

JUVENILE = Setting(category="juvenile", jurisdiction="US-NM")
FILED = "2023-01-01 charge.filed"
TENDERED = f"{FILED}\n2023-01-02 charge.plea_entered plea=guilty"
ON_TRIAL = f"{FILED}\n2023-01-02 charge.trial_commenced"
BY_PLEA = f"{TENDERED}\n2023-01-03 charge.adjudicated basis=plea_guilty"
BY_COURT = f"{ON_TRIAL}\n2023-01-03 charge.adjudicated basis=bench"
DISPOSITION = f"{BY_PLEA}\n2023-01-04 sentence.imposed"


def juvenile(history: str) -> Fold:
    """Return the fold of a history in a juvenile matter."""
    return fold(history, setting=JUVENILE)


@pytest.mark.parametrize("basis", ["plea_guilty", "jury", "unknown"])
@pytest.mark.parametrize("history", [FILED, TENDERED, ON_TRIAL, BY_PLEA])
def test_conviction__in_a_juvenile_matter__refused(history: str, basis: str) -> None:
    folded = juvenile(f"{history}\nnext: 2023-02-01 charge.conviction_entered basis={basis}")
    assert refusals(folded) == [("next", "charge.juvenile")]


@pytest.mark.parametrize("verdict", ["guilty", "guilty_lesser", "guilty_but_mentally_ill"])
def test_verdict__of_guilt_in_a_juvenile_matter__refused(verdict: str) -> None:
    folded = juvenile(f"{ON_TRIAL}\nnext: 2023-02-01 charge.verdict_returned verdict={verdict}")
    assert refusals(folded) == [("next", "charge.juvenile")]


def test_verdict__of_not_guilty__acquitted() -> None:
    folded = juvenile(f"{ON_TRIAL}\n2023-02-01 charge.verdict_returned verdict=not_guilty")
    assert (refusals(folded), outcome(folded)) == ([], "acquitted")


@pytest.mark.parametrize("history", [BY_PLEA, BY_COURT])
def test_adjudicated__not_in_a_juvenile_matter__refused(history: str) -> None:
    assert "item.wrong_state" in [code for _, code in refusals(fold(history))]


ROWS = [
    (BY_PLEA, "adjudicated"),
    (BY_COURT, "adjudicated"),
    (f"{FILED}\n2023-02-01 charge.adjudicated", "adjudicated"),
    (DISPOSITION, "adjudicated"),
    (f"{DISPOSITION}\n2023-02-01 sentence.completed", "adjudicated"),
    (f"{DISPOSITION}\n2023-02-01 sentence.vacated", "adjudicated"),
    (f"{DISPOSITION}\n2023-02-01 sentence.vacated\n2023-02-01 sentence.imposed", "adjudicated"),
    (f"{DISPOSITION}\n2023-02-01 sentence.modified kind=revoked", "adjudicated"),
    (f"{BY_PLEA}\n2023-02-01 charge.conviction_vacated", "vacated"),
    (f"{BY_COURT}\n2023-02-01 charge.acquittal_entered", "acquitted"),
    (f"{BY_PLEA}\n2023-02-01 charge.dismissed prejudice=with", "dismissed(with)"),
    (f"{BY_PLEA}\n2023-02-01 appeal.filed\n2023-02-02 party.died", "abated"),
    (
        f"{BY_PLEA}\n2023-02-01 appeal.filed\n2023-02-02 appeal.decided decided=reversed",
        "vacated",
    ),
    (
        (
            f"{TENDERED}\n2023-02-01 charge.deferral_ordered kind=deferred_adjudication\n"
            "2023-03-01 charge.deferral_ended result=revoked"
        ),
        "adjudicated",
    ),
    (f"{FILED}\n2023-02-01 charge.moved to=m2/c1", "moved"),
]


@pytest.mark.parametrize(("history", "stands"), ROWS)
def test_charge__in_a_juvenile_matter__adjudicated_and_never_convicted(
    history: str, stands: str
) -> None:
    folded = juvenile(history)
    assert (refusals(folded), outcome(folded)) == ([], stands)
    assert not {step.item.state for step in folded.steps} & {"convicted", "sentenced"}


def test_label__of_an_adjudication__says_that_it_is_no_conviction() -> None:
    label = LIFECYCLES["criminal"].label(ended(juvenile(DISPOSITION)), date(2023, 12, 31))
    assert label == (
        "pleaded guilty; adjudicated delinquent (no conviction); disposition: 6 months' probation"
    )


def test_matter__that_is_juvenile__recorded_and_answered(office: Office) -> None:
    office.post("o: 2023-01-01 matter.opened @j category=juvenile\n2023-01-01 party.added @j")
    conviction = "charge.conviction_entered basis=plea_guilty"
    tendered = "\n".join(f"{line} @j" for line in TENDERED.splitlines())
    office.refused(f"{tendered}\n2023-02-01 {conviction} @j", "charge.juvenile")
    office.post(f"{tendered}\n2023-02-01 charge.adjudicated basis=plea_guilty @j")
    assert office.status()["status"] == "adjudicated"

    office.refused(
        '2023-03-01 event.corrected @j target=o changes={"category":"criminal"}', "item.wrong_state"
    )
    assert office.status()["status"] == "adjudicated"


@pytest.fixture
def young(office: Office) -> Office:
    """Return an office with a juvenile matter in which somebody was adjudicated and disposed of."""
    office.post("2023-01-01 matter.opened @j category=juvenile\n2023-01-01 party.added @j")
    office.post("\n".join(f"{line} @j" for line in DISPOSITION.splitlines()))
    return office


def test_words__of_a_disposition__are_not_those_of_a_criminal_case(young: Office) -> None:
    """An adjudication is no conviction (NMSA 1978, 32A-2-18; 18 U.S.C. 5032, 5037)."""
    asking = Asking(young.database)
    status = status_of(asking, "p1").tracks.criminal
    assert status
    assert (status.name, status.status) == ("delinquency", "adjudicated")
    young.post("2023-03-01 sentence.vacated by=trial_court @j")
    young.post("2023-04-01 charge.conviction_vacated @j")
    said = [one.sentence for one in chronology.page(asking, "j").entries]
    assert [one for one in said if "entence" in one or "onvict" in one] == []
    assert [one.partition(" ")[0] for one in said[-3:]] == [
        "Disposition",
        "Disposition",
        "Adjudication",
    ]


def test_track__of_a_juvenile_and_a_criminal_matter__is_called_both(young: Office) -> None:
    young.post("2023-01-02 charge.filed item_id=c2")
    status = status_of(Asking(young.database), "p1").tracks.criminal
    assert status
    assert status.name == "criminal and delinquency"


def test_disposition__of_probation__ends_on_the_calendar(young: Office) -> None:
    def ends(day: str) -> list[tuple[str | None, str]]:
        entries = page(Asking(young.database), Window(), as_of=day).entries
        return [(one.kind, one.at) for one in entries]

    assert ends("2023-01-04") == [("probation ends", "2023-07-04")]
    assert ends("2023-01-03") == []
    young.post("2023-06-01 sentence.completed @j")
    assert ends("2023-06-02") == []


def test_disposition__revoked__says_when(young: Office) -> None:
    young.post("2023-03-01 sentence.modified kind=revoked what=probation @j")
    assert young.status()["label"].endswith("probation revoked 2023-03-01; awaiting disposition")
