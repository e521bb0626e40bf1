"""Held: a hearing that took place is on the calendar, whether or not anything had set it."""

from __future__ import annotations

from typing import Any

import pytest

from casefile.answers.due.calendar import Window, page
from casefile.answers.meaning import meant_entries
from casefile.law.entry import HEARING
from casefile.recording.receipt import Receipt
from casefile.upkeep.rebuild import rebuild
from casefile.upkeep.verify import verify
from tests.asking import Answers
from tests.histories import Office

HELD = "e: 2023-03-14 hearing.held kind=arraignment"


@pytest.fixture
def answers(office: Office) -> Answers:
    return Answers(office.database, office.recorder.clock.now_us)


def listed(answers: Answers, as_of: str | None = None, **window: Any) -> list[tuple[str, str, str]]:
    """Return what the calendar has: what it is called, its day and how it stands."""
    found = page(answers, Window(**window), as_of=as_of).entries
    return [(one.called, one.at, one.label) for one in found]


def test_hearing__held_and_never_set__is_on_its_day_as_held(
    answers: Answers, office: Office
) -> None:
    known = f"@{office.position}"
    office.post(HELD)
    there = [("arraignment", "2023-03-14", "held")]
    assert listed(answers) == there
    assert listed(answers, first="2023-03-01", last="2023-03-31") == there
    assert listed(answers, first="2023-04-01") == []
    assert listed(answers, as_of="2023-03-13") == []
    assert listed(answers, known_at=known) == []


def test_hearing__held_in_some_month__is_possible_in_it_and_held_after_it(
    answers: Answers, office: Office
) -> None:
    office.post("2023-03 hearing.held kind=status")
    assert listed(answers, as_of="2023-03-10") == [("status hearing", "2023-03", "may be held")]
    assert listed(answers) == [("status hearing", "2023-03", "held")]


@pytest.mark.parametrize(
    "line",
    [
        "2023-03-14 hearing.held kind=arraignment waived=true",
        "2023-03-14 hearing.held kind=arraignment (reported)",
        "2023-03-14 hearing.held kind=arraignment (announced)",
        "../2023-03-14 hearing.held kind=arraignment",
    ],
)
def test_hearing__that_is_not_known_to_have_been_held_on_a_day__is_not_there(
    answers: Answers, office: Office, line: str
) -> None:
    office.post(line)
    assert listed(answers) == []


def test_hearing__that_is_set_and_held__is_there_once(answers: Answers, office: Office) -> None:
    office.post(
        "set: 2023-03-01 hearing.scheduled hearing_id=h kind=arraignment at=2023-03-14\n"
        "e: 2023-03-14 hearing.held kind=arraignment hearing_id=h"
    )
    assert listed(answers) == [("arraignment", "2023-03-14", "held")]
    office.post("2023-04-01 event.retracted target=set")
    assert listed(answers) == [("arraignment", "2023-03-14", "held")]


def test_hearing__set_under_an_id_and_held_without_one__is_two_until_it_is_said_which_it_was(
    answers: Answers, office: Office
) -> None:
    office.post(f"2023-03-01 hearing.scheduled hearing_id=h kind=plea at=2023-03-14\n{HELD}")
    assert listed(answers) == [
        ("arraignment", "2023-03-14", "held"),
        ("plea hearing", "2023-03-14", "no outcome on record"),
    ]
    office.post("2023-04-01 event.retracted target=e")
    office.post("2023-03-14 hearing.held kind=plea hearing_id=h")
    assert listed(answers) == [("plea hearing", "2023-03-14", "held")]


def test_hearing__held_and_never_set__moves_and_goes_with_its_event(
    answers: Answers, office: Office
) -> None:
    office.post(HELD)
    office.post('2023-04-01 event.corrected target=e changes={"effective":"2023-03-15"}')
    assert listed(answers) == [("arraignment", "2023-03-15", "held")]
    office.post('2023-04-01 event.corrected target=e changes={"data":{"waived":true}}')
    assert listed(answers) == []
    office.post("2023-04-01 event.retracted target=e")
    assert listed(answers) == []


def test_hearing__held_and_never_set__is_none_that_can_be_cancelled(
    answers: Answers, office: Office
) -> None:
    receipt: Receipt = office.post(HELD)
    assert (receipt.warnings, receipt.calendar) == ([], [])
    assert meant_entries.entries(answers, "m1", HEARING) == []
    office.refused("2023-03-20 hearing.cancelled hearing_id=e", "process.unknown")


def test_rows__rebuilt__are_those_of_the_posts(answers: Answers, office: Office) -> None:
    office.post(HELD)
    assert verify(office.database).sound
    assert rebuild(office.database).sound
    assert listed(answers) == [("arraignment", "2023-03-14", "held")]
