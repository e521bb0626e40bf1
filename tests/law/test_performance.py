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
INTENT = "r: 2023-01-01 intent.announced intended_event=claim.filed item_id=c1 party_id=p9"


def test_deadline__from_what_is_no_service__is_met_from_then_on_alone() -> None:
    amended = 'a: 2023-01-15 claim.amended item_id=c1 changes={"cause":"fraud"}'
    due = DUE.replace("trigger=s", "trigger=a").replace("d: 2023-01-10", "d: 2023-01-15")
    assert status(lived(DEADLINE, FILED, EARLY, amended, due), END) == "open 2023-01-31"
    assert status(lived(DEADLINE, FILED, ANSWERED, amended, due), END) == "met 2023-01-31"
    on_its_day = EARLY.replace("2023-01-07", "2023-01-15")
    assert status(lived(DEADLINE, FILED, on_its_day, amended, due), END) == "met 2023-01-31"


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


LOOSE = DUE.replace(" trigger=s", "")
OTHER = "g: 2023-01-01 claim.filed item_id=c2 claimants=p1 against=p2"
ON_OTHER = "y: 2023-01-22 claim.answered item_id=c2 parties=p2"
STRUCK = "z: 2023-03-01 claim.answer_stricken item_id=c1 parties=p2"


@pytest.mark.parametrize("due", [LOOSE, DUE.replace("trigger=s", "trigger=n")])
def test_deadline__that_hangs_on_no_item__is_met_on_any(due: str) -> None:
    note = "n: 2023-01-10 note.recorded"
    assert status(lived(DEADLINE, FILED, note, due, ANSWERED), END) == "met 2023-01-31"


def test_stricken__where_another_claim_was_answered__takes_the_answer_to_its_own() -> None:
    struck = STRUCK.replace("item_id=c1", "item_id=c2")
    life = lived(DEADLINE, FILED, OTHER, LOOSE, ANSWERED, ON_OTHER, struck)
    assert status(life, END) == "met 2023-01-31"


def test_stricken__where_it_was_met_by_an_appeal__takes_no_appeal() -> None:
    due = DUE.replace("met_by=claim.answered", "met_by=claim.answered,appeal.filed")
    appeal = "x: 2023-01-20 appeal.filed appellant=p2"
    assert status(lived(DEADLINE, FILED, SERVED, due, appeal, STRUCK), END) == "met 2023-01-31"


def test_stricken__an_answer_of_that_day_after_a_mere_report__is_that_answer() -> None:
    report = "x: 2023-01-20 claim.answered item_id=c1 parties=p2 (reported)"
    answered = "y: 2023-03-01 claim.answered item_id=c1 parties=p2"
    life = lived(DEADLINE, FILED, SERVED, DUE, report, answered, STRUCK)
    assert status(life, END) == "open 2023-01-31"


def test_stricken__before_anything_was_answered__takes_nothing() -> None:
    before = STRUCK.replace("03-01", "01-15")
    assert status(lived(DEADLINE, FILED, SERVED, DUE, before, ANSWERED), END) == "met 2023-01-31"
    closed = "w: 2023-01-12 deadline.closed deadline_id=e how=met"
    life = lived(DEADLINE, FILED, SERVED, DUE, closed, before, ANSWERED)
    assert status(life, "2023-01-16") == "met 2023-01-31"


def test_stricken__all_that_was_answered_by_then__meets_nothing_that_is_set_later() -> None:
    more = "y: 2023-02-01 claim.answered item_id=c1 parties=p2"
    again = DUE.replace("d: 2023-01-10", "dd: 2023-03-05").replace("01-31", "03-20")
    life = lived(DEADLINE, FILED, SERVED, DUE, ANSWERED, more, STRUCK, again)
    assert status(life, END) == "open 2023-03-20"


def test_stricken__twice_on_the_days_of_the_answers__takes_each_of_them() -> None:
    once = STRUCK.replace("2023-03-01", "2023-01-20")
    more = "y: 2023-02-01 claim.answered item_id=c1 parties=p2"
    again = STRUCK.replace("z: 2023-03-01", "zz: 2023-02-01")
    life = lived(DEADLINE, FILED, SERVED, DUE, ANSWERED, once, more, again)
    assert status(life, END) == "open 2023-01-31"


@pytest.mark.parametrize(
    "said",
    [
        "r: 2023-01-01 claim.filed item_id=c1 claimants=p1 against=p9 (reported)",
        INTENT,
        f"{INTENT} (occurred)",
    ],
)
def test_answer__that_names_nobody__is_of_those_on_record_alone(said: str) -> None:
    due, answered = DUE.replace("of=p2", "of=p9"), ANSWERED.replace(" parties=p2", "")
    assert status(lived(DEADLINE, FILED, said, SERVED, due, answered), END) == "open 2023-01-31"
    assert status(lived(DEADLINE, FILED, said, SERVED, DUE, answered), END) == "met 2023-01-31"


def test_stricken__before_the_answer_and_after_it__takes_it_the_second_time() -> None:
    before = STRUCK.replace("z: 2023-03-01", "b: 2023-01-15")
    life = lived(DEADLINE, FILED, SERVED, DUE, before, ANSWERED, STRUCK)
    assert status(life, END) == "open 2023-01-31"


@pytest.mark.parametrize(
    ("acts", "then"),
    [
        ((), "met"),
        (("d: 2023-01-20 claim.default_entered item_id=c1 parties=p2",), "open"),
        (("d: 2023-01-20 claim.default_entered item_id=c1",), "open"),
        (("d: 2023-01-20 claim.default_entered item_id=c1 parties=p3",), "met"),
        (
            (
                "d: 2023-01-20 claim.default_entered item_id=c1 parties=p2",
                "u: 2023-01-21 claim.default_set_aside item_id=c1 parties=p2",
            ),
            "met",
        ),
        (("d: 2023-01-04 claim.served item_id=c1 parties=p3",), "open"),
        (
            (
                "d: 2023-01-04 claim.served item_id=c1 parties=p3",
                "u: 2023-01-04 claim.served item_id=c1 parties=p2",
            ),
            "met",
        ),
    ],
)
def test_answer__that_names_nobody__meets_for_nobody_in_default_or_unserved(
    acts: tuple[str, ...], then: str
) -> None:
    filed = "f: 2023-01-01 claim.filed item_id=c1 claimants=p1 against=p2,p3"
    answered = "y: 2023-01-22 claim.answered item_id=c1"
    assert status(lived(DEADLINE, filed, LOOSE, *acts, answered), END) == f"{then} 2023-01-31"
