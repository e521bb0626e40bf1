"""Left standing: an enhancement of a charge that has ended is told of, with what ends it."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET

from casefile.answers.asking import Asking
from casefile.recording.left_standing import CODE, with_left_standing
from casefile.recording.receipt import Proposed, Warned
from tests.histories import Office

BEFORE = """2023-01-01 charge.filed instrument=complaint
e: 2023-01-01 charge.filed item_id=e1 kind=enhancement attaches_to=c1 offense=firearm
2023-01-09 charge.filed item_id=c2 instrument=indictment"""
ENDS = [
    ("charges.superseded old=c1 new=c2", {"old": ["e1"]}, "is superseded"),
    ("charge.dismissed", {"item_id": "e1"}, "is dismissed"),
    ("charge.rejected", {"item_id": "e1"}, "is turned down"),
]
KEPT = [
    "2023-02-01 charges.superseded old=c1,e1 new=c2",
    "2023-02-01 charge.dismissed\n2023-02-01 charge.dismissed item_id=e1",
    "2023-02-01 charge.dismissed item_id=c2",
    "2023-02-01 charge.dismissed (reported)",
]


def warned(office: Office, lines: str, *, dry_run: bool = False) -> list[Warned]:
    asking = Asking(office.database, office.recorder.clock.now_us)
    receipt = office.post(lines, dry_run=dry_run)
    found = with_left_standing(asking, receipt, dry_run=dry_run).warnings
    return [one for one in found if one.code == CODE]


@pytest.mark.parametrize(("ends", "data", "said"), ENDS)
def test_enhancement__of_what_has_ended__is_told_of(
    office: Office, ends: str, data: dict[str, Any], said: str
) -> None:
    office.post(BEFORE)
    line = f"2023-02-01 {ends}"
    (tried,) = warned(office, line, dry_run=True)
    (one,) = warned(office, line)
    assert one.sentence == tried.sentence
    assert one.sentence == (
        f"The firearm against Pat Doe stands as before, and the charge that it enhances {said}."
    )
    assert (one.item_id, one.events[1], tried.proposes) == ("e1", "e", UNSET)
    assert one.proposes == Proposed(type=ends.partition(" ")[0], matter_id="m1", data=data)


@pytest.mark.parametrize("ends", KEPT)
def test_enhancement__that_ends_as_well__or_of_what_goes_on__is_not(
    office: Office, ends: str
) -> None:
    office.post(BEFORE)
    assert warned(office, ends) == []


def test_enhancement__that_has_ended_before__is_not(office: Office) -> None:
    office.post(f"{BEFORE}\n2023-01-20 charge.dismissed item_id=e1")
    assert warned(office, "2023-02-01 charge.dismissed") == []
