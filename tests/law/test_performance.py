"""What is done of what a deadline asks for: from when on, by whom, on what, and what is undone."""

from __future__ import annotations

import pytest

from casefile.law.entry import DEADLINE
from casefile.law.events.process import DeadlineSet
from casefile.law.known import Known
from casefile.law.performance import whose
from tests.histories import recorded
from tests.law.test_calendar import ANSWERED, DUE, FILED, SERVED, lived, status

EARLY = "x: 2023-01-07 claim.answered item_id=c1 parties=p2"
END = "2023-12-31"


def test_deadline__from_what_is_no_service__is_met_from_then_on_alone() -> None:
    amended = 'a: 2023-01-15 claim.amended item_id=c1 changes={"cause":"fraud"}'
    due = DUE.replace("trigger=s", "trigger=a").replace("d: 2023-01-10", "d: 2023-01-15")
    assert status(lived(DEADLINE, FILED, EARLY, amended, due), END) == "open 2023-01-31"
    assert status(lived(DEADLINE, FILED, ANSWERED, amended, due), END) == "met 2023-01-31"


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("2023-01-05 claim.served item_id=c1 parties=p2", "open"),
        ("2023-01-05 claim.served item_id=c1 parties=p2 (reported)", "met"),
        ("2023-01-05 claim.served item_id=c2 parties=p2", "met"),
        ("2023-01-10 claim.served item_id=c1 parties=p2", "met"),
    ],
)
def test_deadline__from_a_second_service__is_not_met_by_what_came_before_it(
    before: str, then: str
) -> None:
    """What waives service waives the first one."""
    other = "g: 2023-01-01 claim.filed item_id=c2 claimants=p1 against=p2"
    life = lived(DEADLINE, FILED, other, f"r: {before}", SERVED, DUE, EARLY)
    assert status(life, END) == f"{then} 2023-01-31"


def test_deadline__of_nobody__is_nobodys() -> None:
    known = Known()
    for one in recorded(FILED):
        known.add(one)
    assert (
        whose(DeadlineSet(deadline_id="e", kind="answer", due="2023-01-31"), "m1", known) == set()
    )


def test_deadline__whose_party_was_terminated__is_still_its_own() -> None:
    gone = "t: 2023-01-15 party.terminated party_id=p2"
    added = "q: 2023-01-02 party.added party_id=p2"
    life = lived(DEADLINE, FILED, SERVED, DUE, added, gone, ANSWERED)
    assert status(life, END) == "met 2023-01-31"
