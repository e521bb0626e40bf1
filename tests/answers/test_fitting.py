"""What can follow on an item: nothing that is said not to fit would be recorded now."""

from __future__ import annotations

import pytest

from casefile.answers.asking import Asking
from casefile.answers.standing import fitting
from casefile.answers.standing.fitting import Way
from casefile.errors import Refused, Unknown
from casefile.law.catalogue import CATALOGUE
from tests.asking import Answers
from tests.histories import NOW, Office

FILED = "2023-01-01 charge.filed"
CONVICTED = [
    FILED,
    "2023-01-15 charge.plea_entered plea=guilty",
    "2023-02-01 charge.conviction_entered",
]
# What a line must say beyond what every event of its type has.
MORE = {"charge.conviction_reduced": "degree=third"}
HISTORIES = {
    "charged": [FILED],
    "in trial": [FILED, "2023-02-01 charge.trial_commenced"],
    "convicted": CONVICTED,
    "on appeal": [*CONVICTED, "2023-03-01 sentence.imposed", "2023-04-01 appeal.filed"],
    "dismissed": [FILED, "2023-02-01 charge.dismissed prejudice=with"],
    "filed": ["2023-01-01 claim.filed against=p1"],
    "settled": ["2023-01-01 claim.filed against=p1", "2023-02-01 claim.settled"],
    "cited": ["2023-01-01 citation.issued"],
}


@pytest.mark.parametrize("history", HISTORIES.values(), ids=HISTORIES)
def test_fitting__of_an_item__leaves_out_only_what_would_be_refused(
    office: Office, history: list[str]
) -> None:
    office.post("\n".join(history))
    (item,) = fitting.on_item(Asking(office.database), "m1", "c1")
    assert any(one.fits for one in item.types)
    for one in item.types:
        if one.fits:
            assert one.why == ""
            continue
        assert one.why
        with pytest.raises(Refused):
            office.post(f"2023-06-01 {one.type} {MORE.get(one.type, '')}", dry_run=True)


@pytest.mark.parametrize(
    ("history", "first"),
    [
        ("charged", ["plea_entered", "rejected", "amended", "superseded"]),
        ("in trial", ["plea_entered", "conviction_entered", "amended", "superseded", "mistrial"]),
        ("filed", ["served", "judgment_entered", "amended", "transferred"]),
        ("settled", ["judgment_entered", "satisfied", "settlement_set_aside"]),
    ],
)
def test_fitting__of_what_can_follow__begins_with_what_moves_the_item_on(
    office: Office, history: str, first: list[str]
) -> None:
    office.post("\n".join(HISTORIES[history]))
    (item,) = fitting.on_item(Asking(office.database), "m1", "c1")
    ways = [one.way for one in item.types if one.way]
    assert ways == sorted(ways, key=list(Way).index)
    assert all((one.way is not None) is one.fits for one in item.types)
    found = [next(one.type for one in item.types if one.way is way) for way in dict.fromkeys(ways)]
    for tag, name in zip(found, first, strict=True):
        assert name in tag


@pytest.mark.parametrize(
    ("history", "nothing_to_undo"),
    [
        ("filed", {"claim.reinstated", "claim.returned", "claim.settlement_set_aside"}),
        ("charged", {"charge.reinstated", "charge.dismissal_vacated", "charge.adjudicated"}),
        ("dismissed", {"charge.deferral_ended", "charge.dismissal_clarified", "charge.dismissed"}),
        ("cited", {"citation.order_vacated"}),
    ],
)
def test_fitting__of_what_cannot_be_whatever_it_says__is_not_offered(
    office: Office, history: str, nothing_to_undo: set[str]
) -> None:
    office.post("\n".join(HISTORIES[history]))
    (item,) = fitting.on_item(Asking(office.database), "m1", "c1")
    assert nothing_to_undo <= {one.type for one in item.types if not one.fits}


@pytest.mark.parametrize(
    ("history", "name", "why"),
    [
        (
            "filed",
            "claim.reinstated",
            "This follows on “dismissed”, “judgment” or “determined”, among others.",
        ),
        ("charged", "charge.adjudicated", "What is on record of it does not allow this."),
        ("dismissed", "charge.reinstated", "The charge was dismissed with prejudice"),
        (
            "dismissed",
            "charge.moved",
            "This follows on “charged”, “pleaded not guilty”, “plea tendered” or “in trial”, among",
        ),
        ("filed", "appeal.decided", "No appeal is pending"),
    ],
)
def test_fitting__of_what_cannot_follow__says_what_stands_against_it(
    office: Office, history: str, name: str, why: str
) -> None:
    office.post("\n".join(HISTORIES[history]))
    (item,) = fitting.on_item(Asking(office.database), "m1", "c1")
    (told,) = (one.why for one in item.types if one.type == name)
    assert told.startswith(why)


def test_fitting__of_a_pending_appeal__has_its_decision(office: Office) -> None:
    office.post("\n".join(HISTORIES["on appeal"]))
    (item,) = fitting.on_item(Asking(office.database), "m1", "c1")
    fits = {one.type: one.fits for one in item.types}
    assert fits["appeal.decided"]
    assert fits["sentence.modified"]
    assert not fits["charge.verdict_returned"]


def test_fitting__of_no_item__says_so(office: Office) -> None:
    with pytest.raises(Unknown, match="no item c9"):
        fitting.on_item(Asking(office.database), "m1", "c9")


def test_fitting__of_matters__has_what_moves_no_item_and_what_files_one() -> None:
    names = {one.type for one in fitting.of_matters()}
    assert {"note.recorded", "party.added", "party.died", "charge.filed", "claim.filed"} <= names
    assert names.isdisjoint({"charge.dismissed", "appeal.filed", "event.corrected"})


def test_items__for_a_trial__are_those_that_were_answered_where_any_was(office: Office) -> None:
    office.post(
        "2023-01-01 party.added party_id=p2 name=Bo role=plaintiff\n"
        "2023-01-02 claim.filed item_id=c1 claimants=p2 against=p1\n"
        "2023-01-03 claim.filed item_id=c2 claimants=p1 against=p2"
    )
    asking = Answers(office.database, office.recorder.clock.now_us)
    trial = CATALOGUE["claim.trial_commenced"]
    assert fitting.items_for(asking, "m1", trial, as_of=NOW) == {"c1", "c2"}
    office.post("2023-01-05 claim.answered item_id=c1")
    assert fitting.items_for(asking, "m1", trial, as_of=NOW) == {"c1"}
