"""What motions, hearings and deadlines are called in sentences, for the office and for a court."""

from __future__ import annotations

import pytest

from casefile.answers.facts import chronicle
from casefile.answers.facts.chronicle import Audience
from casefile.answers.record import log
from tests.answers.test_withholding import OURS, sourced
from tests.exports.conftest import asking
from tests.histories import Office

TRIAL = "h1: 2023-01-02 hearing.scheduled hearing_id=h1 kind=trial at=2023-03-06T09:00"
MOVED = "h2: 2023-01-03 hearing.scheduled hearing_id=h2 kind=trial at=2023-04-10T13:30 replaces=h1"


def said(office: Office, line: str, before: str = "") -> str:
    """Return the sentence of the last event of a history."""
    office.post(f"{before}\n{line}")
    (last,) = log.page(asking(office), newest=True, limit=1).events
    return log.in_full(asking(office), last.event_id).sentence


@pytest.mark.parametrize(
    ("before", "line", "told"),
    [
        ("", TRIAL, "Trial set for Monday 6 March 2023 at 9:00 am"),
        (
            TRIAL,
            MOVED,
            (
                "Trial set for Monday 10 April 2023 at 1:30 pm, in place of the trial of Monday "
                "6 March 2023 at 9:00 am"
            ),
        ),
        (TRIAL, "2023-01-04 hearing.cancelled hearing_id=h1", None),
        ("", "2023-01-04 hearing.held kind=mediation", "Mediation held"),
        ("", "2023-01-04 hearing.held kind=arraignment waived=true", "Arraignment waived"),
        ("", "2023-01-04 hearing.held kind=motion_to_dismiss", "Hearing on motion_to_dismiss held"),
        (
            "",
            "2023-01-04 motion.filed motion_id=x kind=dismiss by=Doe",
            "Motion (dismiss) filed by Doe",
        ),
        (
            "m: 2023-01-02 motion.filed motion_id=s kind=motion by=Doe",
            "2023-01-05 motion.decided motion_id=s outcome=denied",
            "Ruling on the motion by Doe: denied",
        ),
        (
            "d: 2023-01-02 deadline.set deadline_id=d kind=appeal due=2023-02-01",
            "2023-01-05 deadline.closed deadline_id=d how=Vacated",
            "Deadline vacated: appeal, due Wednesday 1 February 2023",
        ),
        (
            "d: 2023-01-02 deadline.set deadline_id=d kind=appeal due=2023-02-01",
            "2023-01-05 deadline.closed deadline_id=d how=settled",
            "Deadline closed (settled): appeal, due Wednesday 1 February 2023",
        ),
    ],
)
def test_sentence__about_an_entry__says_what_it_is_and_when(
    office: Office, before: str, line: str, told: str | None
) -> None:
    if told is None:
        told = "Cancelled: trial of Monday 6 March 2023 at 9:00 am"
    assert said(office, line, before) == told


def test_entry__set_again__is_called_as_it_was_known_then(office: Office) -> None:
    office.post(f"{TRIAL}\ngone: 2023-01-04 hearing.cancelled hearing_id=h1")
    position = office.position
    office.post('2023-01-05 event.corrected target=h1 changes={"data":{"kind":"hearing"}}')
    asked = asking(office)
    assert log.in_full(asked, "gone").sentence.startswith("Cancelled: hearing of ")
    then = log.in_full(asked, "gone", known_at=f"@{position}")
    assert then.sentence.startswith("Cancelled: trial of ")


def test_entry__of_a_privileged_source__is_not_called_by_name_for_a_court(office: Office) -> None:
    office.post(OURS)
    filed = "2022-02-01 motion.filed motion_id=s kind=Zanzibar by=Doe"
    office.recorder.record([sourced(filed, kind="docket", privilege="work_product")], by="tester")
    office.post("2022-02-02 motion.decided motion_id=s outcome=denied")
    with chronicle.of_matter(asking(office), "m1", audience=Audience.COURT) as found:
        told = [one.sentence for one in found.lines]
    assert told[-1] == "Ruling on the motion: denied"
    assert "Zanzibar" not in " ".join(told)
