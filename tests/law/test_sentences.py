"""Sentences: vacated, revoked and imposed anew, dispositions, and how all of it reads."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import msgspec
import pytest

from casefile.law.catalogue import CATALOGUE, decode
from casefile.law.criminal import OF_SENTENCE, charge_label
from casefile.law.item import Item
from casefile.law.placing import place
from casefile.law.sentenced import sentence_void
from casefile.law.setting import Setting
from casefile.law.timeline import Fold
from tests.histories import Office, ended, facts, fold, outcome, refusals, table

CONVICTED = """
2023-01-01 charge.filed
2023-01-02 charge.plea_entered plea=guilty
2023-01-03 charge.conviction_entered basis=plea_guilty
""".strip()
SENTENCED = f"{CONVICTED}\n2023-01-05 sentence.imposed"
COMPLETED = f"{SENTENCED}\n2023-01-07 sentence.completed"
REVOKES = "sentence.modified kind=revoked"
JAIL = 'components=[{"kind":"incarceration","term":"P1Y"}]'
REACHED = {
    "charged": "2023-01-01 charge.filed",
    "convicted": CONVICTED,
    "vacated": f"{SENTENCED}\n2023-02-01 sentence.vacated by=appeal",
    "revoked": f"{SENTENCED}\n2023-02-01 {REVOKES}",
    "sentenced": SENTENCED,
    "completed": COMPLETED,
}
LAW = f"""
convicted; vacated; revoked | sentence.imposed | sentenced
sentenced; completed | sentence.vacated by=trial_court | convicted
vacated | sentence.vacated by=trial_court | convicted
convicted; vacated; revoked; sentenced; completed | {REVOKES} | convicted
convicted; vacated; revoked; sentenced; completed | {REVOKES} {JAIL} | sentenced
convicted; vacated; revoked; sentenced; completed | {REVOKES} partly_read=true | sentenced
sentenced | sentence.modified kind=reduced | sentenced
sentenced | sentence.modified kind=extended {JAIL} | sentenced
sentenced | sentence.completed | sentence_completed
"""
ROWS = list(table(LAW, {}))


def label(history: str) -> str:
    """Return how the charge reads after a history."""
    return charge_label(ended(fold(history)), date(2023, 12, 31))


@pytest.mark.parametrize(("stands", "event", "to"), ROWS)
def test_sentence__move_in_the_table__taken(stands: str, event: str, to: str) -> None:
    folded = fold(f"{REACHED[stands]}\n2023-03-01 {event}")
    assert refusals(folded) == []
    assert outcome(folded) == to


@pytest.mark.parametrize("stands", REACHED)
def test_sentence__move_not_in_the_table__refused(stands: str) -> None:
    code = "sentence.no_conviction" if stands == "charged" else "item.wrong_state"
    for event in dict.fromkeys(event for _, event, _ in ROWS):
        if (stands, event) not in [(one, other) for one, other, _ in ROWS]:
            folded = fold(f"{REACHED[stands]}\nnext: 2023-03-01 {event}")
            assert refusals(folded) == [("next", code)], event


DAYS = {
    "vacated and resentenced": (SENTENCED, ["sentence.vacated by=appeal", "sentence.imposed"]),
    "vacated, resentenced to what was served": (
        SENTENCED,
        ["sentence.vacated by=trial_court", "sentence.imposed", "sentence.completed"],
    ),
    "served, vacated and resentenced": (
        COMPLETED,
        ["sentence.vacated by=trial_court", "sentence.imposed"],
    ),
    "revoked and sentenced": (SENTENCED, [REVOKES, "sentence.imposed"]),
    "revoked alone on the docket, and sentenced": (CONVICTED, [REVOKES, "sentence.imposed"]),
    "revoked after its term, and sentenced": (COMPLETED, [REVOKES, "sentence.imposed"]),
    "served and revoked": (SENTENCED, ["sentence.completed", REVOKES]),
    "vacated and dismissed": (SENTENCED, ["sentence.vacated by=appeal", "charge.dismissed"]),
    "vacated with the conviction": (
        SENTENCED,
        ["sentence.vacated by=appeal", "charge.conviction_vacated"],
    ),
}
ENDS = {
    "vacated, resentenced to what was served": "sentence_completed",
    "served and revoked": "convicted",
    "vacated and dismissed": "dismissed(unknown)",
    "vacated with the conviction": "vacated",
}


@pytest.mark.parametrize("day", DAYS)
def test_day__with_a_sentence_taken_back__ends_with_what_follows_whatever_came_first(
    day: str,
) -> None:
    before, events = DAYS[day]
    for order in permutations(range(len(events))):
        named = zip(order, events, strict=True)
        lines = "\n".join(f"e-{number}: 2023-03-01 {event}" for number, event in named)
        folded = fold(f"{before}\n{lines}")
        assert refusals(folded) == []
        assert outcome(folded) == ENDS.get(day, "sentenced")


def test_sentence__vacated_while_an_appeal_is_pending__awaits_another_until_it_comes(
    office: Office,
) -> None:
    office.post(f"{SENTENCED} {JAIL}\n2023-02-01 appeal.filed")
    office.post("2023-03-01 sentence.vacated by=appeal reason=miscalculated")
    office.post("2023-03-01 sentence.imposed")
    office.post("2023-04-01 sentence.vacated by=trial_court")
    assert office.status("2023-02-28")["label"] == (
        "pleaded guilty; convicted; sentenced to 1 year's incarceration; on appeal"
    )
    assert office.status("2023-03-01")["label"] == (
        "pleaded guilty; convicted; sentenced to 6 months' probation; on appeal"
    )
    assert office.status("2023-04-01")["label"] == (
        "pleaded guilty; convicted; sentence vacated; awaiting resentence; on appeal"
    )
    assert "irregular" not in office.flags()


def test_sentence__vacated_by_the_court_that_carries_an_appeal_out__stays() -> None:
    void = sentence_void(ended(fold(SENTENCED))).having(state="convicted")
    carried = Fold(_acting("2023-03-01 sentence.vacated by=trial_court"), Setting(), unfiled=void)
    assert refusals(carried) == []
    assert ended(carried) == void


@pytest.mark.parametrize(
    ("history", "said"),
    [
        (f"{SENTENCED}\n2023-02-01 {REVOKES}", "sentence revoked 2023-02-01; awaiting sentence"),
        (
            f"{SENTENCED}\n2023-02 {REVOKES} what=supervised_release\n2023-03-01 appeal.filed",
            "supervised release revoked 2023-02; awaiting sentence; on appeal",
        ),
        (
            f"{CONVICTED}\n2023-02-01 {REVOKES} what=probation",
            "probation revoked; first sentence not on record; awaiting sentence",
        ),
        (
            f"{REACHED['vacated']}\n2023-03-01 {REVOKES} what=probation",
            "probation revoked; awaiting sentence",
        ),
        (
            f"{SENTENCED}\n2023-02-01 {REVOKES} {JAIL}",
            "after revocation, sentenced to 1 year's incarceration",
        ),
        (
            f"{SENTENCED}\n2023-02-01 {REVOKES}\n2023-03-01 sentence.imposed {JAIL}",
            "after revocation, sentenced to 1 year's incarceration",
        ),
        (
            f"{CONVICTED}\n2023-02-01 {REVOKES} {JAIL}",
            "after revocation, sentenced to 1 year's incarceration; first sentence not on record",
        ),
        (
            f"{CONVICTED}\n2023-02-01 {REVOKES}\n2023-02-02 sentence.imposed {JAIL}",
            "after revocation, sentenced to 1 year's incarceration; first sentence not on record",
        ),
        (
            f"{SENTENCED}\n2023-02-01 {REVOKES} partly_read=true",
            "after revocation, sentenced and more, not read",
        ),
        (
            f"""
            {SENTENCED}
            2023-02-01 {REVOKES} partly_read=true
            2023-03-01 sentence.modified {JAIL}
            """,
            "sentenced to 1 year's incarceration",
        ),
        (f"{SENTENCED}\n2023-02-01 sentence.modified", "sentenced to 6 months' probation"),
        (
            f"""
            {SENTENCED}
            2023-02-01 sentence.modified partly_read=true
            2023-02-02 sentence.modified partly_read=true
            """,
            "sentenced to 6 months' probation and more, not read",
        ),
        (
            f"{REACHED['vacated']}\n2023-03-01 sentence.imposed {JAIL}",
            "sentenced to 1 year's incarceration",
        ),
        (
            f"{CONVICTED}\n2023-02-01 sentence.imposed relation=concurrent components=[]",
            ("sentenced, to run concurrently"),
        ),
    ],
)
def test_label__of_a_sentence_taken_back_or_imposed_anew__says_so(history: str, said: str) -> None:
    assert label(history) == f"pleaded guilty; convicted; {said}"


def test_label__of_a_charge_taken_up_again__says_nothing_of_the_old_sentence() -> None:
    assert (
        label(
            f"""
        {CONVICTED}
        2023-02-01 {REVOKES}
        2023-02-02 charge.dismissed prejudice=without
        2023-02-03 charge.reinstated
        2023-02-04 charge.conviction_entered basis=plea_guilty
        2023-02-05 sentence.imposed
        """
        )
        == "pleaded guilty; convicted; sentenced to 6 months' probation"
    )


@pytest.mark.parametrize(
    "history",
    [REACHED["vacated"], REACHED["revoked"], f"{CONVICTED}\n2023-02-01 {REVOKES} {JAIL}"],
)
def test_label__of_another_conviction__says_nothing_of_the_old_sentence(history: str) -> None:
    anew = """
    2023-03-01 charge.conviction_vacated
    2023-03-02 charge.plea_entered plea=guilty
    2023-03-03 charge.conviction_entered basis=plea_guilty
    """
    folded = fold(f"{history}\n{anew.strip()}")
    assert not ended(folded).detail.keys() & set(OF_SENTENCE)
    assert label(f"{history}\n{anew.strip()}") == "pleaded guilty; convicted"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"components": [{"kind": "incarceration", "term": "life"}]}, "incarceration for life"),
        (
            {"components": [{"kind": "supervised_release", "term": "life"}]},
            "supervised release for life",
        ),
        (
            {"components": [{"kind": "incarceration", "term": "P1DT12H"}]},
            "1 day 12 hours' incarceration",
        ),
        (
            {"components": [{"kind": "community_service", "term": "PT48H"}]},
            "48 hours' community service",
        ),
        ({"components": [{"kind": "home_detention", "term": "P6M"}]}, "6 months' home detention"),
        (
            {"components": [{"kind": "treatment", "term": "PT1H30M"}]},
            "1 hour 30 minutes' treatment",
        ),
        ({"components": [{"kind": "suspended", "term": "life"}]}, "a suspended sentence of life"),
        ({"components": [{"kind": "death"}]}, "death"),
        (
            {"components": [{"kind": "ignition_interlock", "term": "P1Y"}]},
            "ignition interlock for 1 year",
        ),
        ({"components": [{"kind": "registration", "term": "life"}]}, "registration for life"),
        ({"components": [{"kind": "other", "what": "a driving course"}]}, "a driving course"),
        (
            {"components": [{"kind": "other", "what": "work release", "term": "P6M"}]},
            "work release for 6 months",
        ),
        (
            {"components": [{"kind": "treatment", "what": "anger", "term": "P6M"}]},
            "6 months' treatment (anger)",
        ),
        ({"components": [{"kind": "other", "term": "P6M"}]}, "another penalty of 6 months"),
        (
            {
                "components": [
                    {"kind": "incarceration", "term": "P2Y", "relation": "concurrent"},
                    {"kind": "probation", "term": "P3Y", "relation": "consecutive"},
                ],
                "relation": "consecutive",
                "partly_read": True,
            },
            (
                "2 years' incarceration (concurrent) and 3 years' probation (consecutive), "
                "to run consecutively and more, not read"
            ),
        ),
    ],
)
def test_label__of_a_term__shows_all_of_it(data: dict[str, Any], said: str) -> None:
    imposed = msgspec.convert({"item_ids": ["c1"], **data}, CATALOGUE["sentence.imposed"])
    convicted = Item(state="convicted", track="criminal", filed=True)
    sentenced = imposed.change(convicted, "item_ids", "c1")
    assert sentenced.detail["sentence_label"] == f"sentenced to {said}"


def _acting(history: str) -> Any:
    return place("m1/c1", facts(history), Setting())


def adjudicated(history: str) -> Fold:
    """Return the fold of what follows an adjudication in a juvenile matter."""
    found = Item(state="adjudicated", track="criminal", filed=True, category="juvenile")
    return Fold(_acting(history), Setting(category="juvenile"), unfiled=found)


@pytest.mark.parametrize(
    ("history", "said"),
    [
        ("2023-02-01 sentence.imposed", "disposition: 6 months' probation"),
        ("2023-02-01 sentence.imposed components=[]", "disposition"),
        (
            f"2023-02-01 sentence.imposed\n2023-03-01 sentence.modified kind=extended {JAIL}",
            "disposition: 1 year's incarceration",
        ),
        (
            "2023-02-01 sentence.imposed\n2023-03-01 sentence.completed",
            "disposition: 6 months' probation; disposition completed",
        ),
        (
            "2023-02-01 sentence.imposed\n2023-03-01 sentence.vacated by=appeal",
            "disposition vacated; awaiting disposition",
        ),
        (
            f"""
            2023-02-01 sentence.imposed
            2023-03-01 sentence.vacated by=appeal
            2023-03-02 sentence.vacated by=trial_court
            2023-04-01 sentence.imposed {JAIL}
            """,
            "disposition: 1 year's incarceration",
        ),
        (
            f"2023-02-01 sentence.imposed\n2023-03-01 {REVOKES} what=probation",
            "probation revoked 2023-03-01; awaiting disposition",
        ),
        (
            f"2023-03-01 {REVOKES} {JAIL}",
            (
                "after revocation, disposition: 1 year's incarceration; "
                "first disposition not on record"
            ),
        ),
    ],
)
def test_juvenile__disposition__stays_adjudicated_and_reads_as_one(history: str, said: str) -> None:
    folded = adjudicated(history)
    assert refusals(folded) == []
    assert outcome(folded) == "adjudicated"
    told = charge_label(ended(folded), date(2023, 12, 31))
    assert told == f"adjudicated delinquent (no conviction); {said}"


@pytest.mark.parametrize(
    "history",
    [
        "2023-02-01 sentence.imposed\nnext: 2023-03-01 sentence.imposed",
        "next: 2023-03-01 sentence.vacated by=appeal",
        "next: 2023-03-01 sentence.completed",
        "next: 2023-03-01 sentence.modified kind=reduced",
        """
        2023-02-01 sentence.imposed
        2023-02-02 sentence.completed
        next: 2023-03-01 sentence.completed
        """,
    ],
)
def test_juvenile__disposition_out_of_turn__refused(history: str) -> None:
    assert refusals(adjudicated(history)) == [("next", "item.wrong_state")]


@pytest.mark.parametrize(
    ("tag", "stored"),
    [
        ("sentence.imposed", b'{"components":[],"item_ids":["c1"]}'),
        ("sentence.modified", b'{"components":[],"item_ids":["c1"],"kind":"reduced"}'),
    ],
)
def test_stored__before_there_was_more_to_say__is_read(tag: str, stored: bytes) -> None:
    assert decode(tag, 1, msgspec.Raw(stored)).tag == tag
