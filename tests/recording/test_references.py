"""What an event names: it is told once, in the order that is stored, and never of itself."""

from __future__ import annotations

import pytest

from casefile.upkeep.rebuild import rebuild
from casefile.upkeep.verify import verify
from tests.histories import Office

TWO_CONVICTED = """
f1: 2023-01-01 charge.filed item_id=c1
f2: 2023-01-01 charge.filed item_id=c2
p1: 2023-01-02 charge.plea_entered item_id=c1 plea=guilty
v1: 2023-01-03 charge.conviction_entered item_id=c1 basis=plea_guilty
p2: 2023-01-02 charge.plea_entered item_id=c2 plea=guilty
v2: 2023-01-03 charge.conviction_entered item_id=c2 basis=plea_guilty
a: 2023-01-04 appeal.filed item_ids=c1,c2
"""


def test_appeal__of_items_in_another_order_than_sorted__as_a_rebuild_tells_it(
    office: Office,
) -> None:
    office.post(TWO_CONVICTED)
    office.post('2023-01-05 appeal.decided outcomes={"c2":"affirmed","c1":"reversed"}')
    before = office.everything()
    assert verify(office.database).failures == []
    assert rebuild(office.database).sound
    assert office.everything() == before


@pytest.mark.parametrize(
    ("setting", "later"),
    [
        (
            "hearing.scheduled hearing_id=h1 kind=trial at=2023-03-01 replaces=h0",
            "hearing.cancelled",
        ),
        ("deadline.set deadline_id=d1 kind=reply due=2023-03-01 replaces=d0", "deadline.closed"),
    ],
)
def test_entry__known_only_as_replaced__can_be_named(
    office: Office, setting: str, later: str
) -> None:
    kind = later.partition(".")[0]
    how = " how=done" if kind == "deadline" else ""
    office.post(f"2023-01-01 {setting}")
    office.post(f"2023-01-02 {later} {kind}_id={kind[0]}0{how}")
    office.refused(f"2023-01-02 {later} {kind}_id={kind[0]}9{how}", "process.unknown")


def test_field__with_one_thing_twice__recorded_with_it_once(office: Office) -> None:
    office.post(TWO_CONVICTED)
    office.post("2023-01-05 sentence.imposed item_ids=c1,c1")
    office.post("2023-01-05 claim.filed item_id=k1 against=p1,p1")
    assert verify(office.database).failures == []


@pytest.mark.parametrize(
    "line",
    [
        "matter.related other=m1 relation=companion",
        "hearing.scheduled hearing_id=h1 kind=trial at=2023-03-01 replaces=h1",
        "deadline.set deadline_id=d1 kind=reply due=2023-03-01 replaces=d1",
        "charges.superseded old=c1 new=c1",
    ],
)
def test_thing__that_stands_to_itself__refused(office: Office, line: str) -> None:
    office.post(TWO_CONVICTED)
    office.refused(f"2023-01-05 {line}", "reference.itself")
