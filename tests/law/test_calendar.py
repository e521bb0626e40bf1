"""The lives of hearings and deadlines: every row of the table, in any order, on every day."""

from __future__ import annotations

import json
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.law.calendar import EntryStanding, Life, life_of
from casefile.law.entry import DEADLINE, HEARING, MOOT, MOTION, RETENTION, STAY, STRICKEN
from casefile.law.item import NONE, SAME
from casefile.law.known import Known
from casefile.law.lives import LIVES
from tests.histories import recorded

# What each act is as an event, without its day.
ACTS = {
    HEARING: {
        "scheduled": "hearing.scheduled hearing_id=e at=2023-07-01",
        "replaced": "hearing.scheduled hearing_id=other at=2023-08-01 replaces=e",
        "cancelled": "hearing.cancelled hearing_id=e",
        "held": "hearing.held hearing_id=e",
    },
    DEADLINE: {
        "open": "deadline.set deadline_id=e due=2023-07-01",
        "replaced": "deadline.set deadline_id=other due=2023-08-01 replaces=e",
        "met": "deadline.closed deadline_id=e how=met",
        "missed": "deadline.closed deadline_id=e how=missed",
        "vacated": "deadline.closed deadline_id=e how=vacated",
        "closed": "deadline.closed deadline_id=e how=stayed",
    },
    MOTION: {
        "pending": "motion.filed motion_id=e due=2023-07-01",
        "decided": "motion.decided motion_id=e outcome=granted",
    },
    STAY: {
        "running": "matter.stay_changed until=2023-07-01",
        "lifted": "matter.stay_changed on=false",
    },
    RETENTION: {
        "kept": "evidence.retained retention_id=e until=2023-07-01",
        "released": "evidence.released retention_id=e",
    },
}
FIRST = {
    HEARING: "scheduled",
    DEADLINE: "open",
    MOTION: "pending",
    STAY: "running",
    RETENTION: "kept",
}
BESIDE = {STRICKEN, MOOT}  # of what is about something else: they have tests of their own
ROWS = [
    (kind, status, act, lives.get(act, {}).get(status))
    for kind, lives in LIVES.items()
    for status in sorted({one for turns in lives.values() for one in turns} - {NONE, MOOT})
    for act in lives
    if act not in BESIDE
]


# The table once more, by hand: what each act makes of an entry that has one of these statuses.
TABLE = """
hearing | scheduled | none scheduled cancelled held replaced | scheduled
hearing | replaced | scheduled cancelled | replaced
hearing | replaced | replaced held | =
hearing | cancelled | scheduled | cancelled
hearing | cancelled | replaced | =
hearing | held | scheduled | held
hearing | held | held | =
deadline | open | none open met missed vacated closed moot replaced | open
deadline | replaced | open missed | replaced
deadline | replaced | met vacated closed moot replaced | =
deadline | met | open missed | met
deadline | met | met moot | =
deadline | missed | open | missed
deadline | missed | moot | =
deadline | vacated | open missed | vacated
deadline | vacated | moot | =
deadline | closed | open missed | closed
deadline | closed | moot | =
deadline | moot | open | moot
deadline | stricken | met | open
motion | pending | none pending decided | pending
motion | decided | pending | decided
motion | decided | decided | =
stay | running | none running lifted | running
stay | lifted | running | lifted
stay | lifted | lifted | =
retention | kept | none kept released | kept
retention | released | kept | released
retention | released | released | =
"""


def test_table__has_these_rows_and_no_others() -> None:
    rows = (tuple(map(str.strip, line.split("|"))) for line in TABLE.strip().splitlines())
    expected = {
        (kind, act, status): SAME if to == "=" else to
        for kind, act, statuses, to in rows
        for status in statuses.split()
    }
    assert expected == {
        (kind, act, status): to
        for kind, lives in LIVES.items()
        for act, row in lives.items()
        for status, to in row.items()
    }


def lived(kind: str, *lines: str) -> Life:
    known = Known()
    for one in recorded("\n".join(lines)):
        known.add(one)
    return life_of(f"{kind}/m1/{STAY if kind == STAY else 'e'}", known)


def status(life: Life, day: str) -> str:
    """Return how the entry stands on a day, with what it may be beside that."""
    told = []
    for span in life.days:
        if span.valid_from.isoformat() <= day < span.valid_to.isoformat():
            said = "/".join((span.stood.entry.status, *span.possible))
            told.append(f"{'' if span.certain else '?'}{said} {span.stood.entry.at}")
    return ", ".join(told)


@pytest.mark.parametrize(("kind", "before", "act", "to"), ROWS)
def test_table__every_row__leads_where_it_says(
    kind: str, before: str, act: str, to: str | None
) -> None:
    lines = [f"a: 2023-01-01 {ACTS[kind][FIRST[kind]]}"]
    if before != FIRST[kind]:
        lines.append(f"b: 2023-02-01 {ACTS[kind][before]}")
    life = lived(kind, *lines, f"c: 2023-03-01 {ACTS[kind][act]}")
    assert life.last.entry.status == (before if to == SAME else to or act)
    assert [one.fact.event_id for one in life.irregular] == ([] if to else ["c"])


def test_table__has_every_act_and_every_status() -> None:
    for kind, lives in LIVES.items():
        assert lives.keys() - BESIDE == ACTS[kind].keys()
        assert {one for turns in lives.values() for one in turns} - {NONE, MOOT} == ACTS[
            kind
        ].keys()


SET_AGAIN = (
    "a: 2023-01-01 hearing.scheduled hearing_id=e at=2023-07-01T09:00",
    "b: 2023-02-01 hearing.cancelled hearing_id=e",
    "c: 2023-03-01 hearing.scheduled hearing_id=e at=2023-08-01T09:00",
    "d: 2023-04-01 hearing.scheduled hearing_id=e at=2023-09-01T09:00",
    "e: 2023-09-01 hearing.held hearing_id=e",
)


@pytest.mark.parametrize("order", list(permutations(range(5)))[::7])
def test_hearing__in_any_order_of_arrival__stands_by_the_days_of_its_acts(
    order: tuple[int, ...],
) -> None:
    life = lived(HEARING, *(SET_AGAIN[place] for place in order))
    days = ("2022-12-31", "2023-01-01", "2023-02-01", "2023-03-01", "2023-05-01", "2023-09-01")
    assert [status(life, day) for day in days] == [
        "",
        "scheduled 2023-07-01T09:00",
        "cancelled 2023-07-01T09:00",
        "scheduled 2023-08-01T09:00",
        "scheduled 2023-09-01T09:00",
        "held 2023-09-01T09:00",
    ]
    assert not life.irregular
    assert not life.ambiguous


def test_hearing__taken_off_and_set_again_on_one_day__is_set() -> None:
    life = lived(
        HEARING,
        "a: 2023-01-01 hearing.scheduled hearing_id=e at=2023-07-01",
        "c: 2023-02-01 hearing.scheduled hearing_id=e at=2023-08-01",
        "b: 2023-02-01 hearing.cancelled hearing_id=e",
    )
    assert status(life, "2023-02-01") == "scheduled 2023-08-01"


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
@pytest.mark.parametrize(
    ("kind", "setting", "done"),
    [
        (HEARING, "hearing.scheduled hearing_id=e at=", "hearing.held hearing_id=e"),
        (DEADLINE, "deadline.set deadline_id=e due=", "deadline.closed deadline_id=e how=missed"),
    ],
)
def test_entry__over_and_set_on_that_day_for_a_later_one__is_still_to_come(
    kind: str, setting: str, done: str, order: tuple[int, ...]
) -> None:
    lines = (
        f"a: 2023-01-05 {setting}2023-02-01",
        f"b: 2023-02-01 {done}",
        f"c: 2023-02-01 {setting}2023-03-01",
    )
    life = lived(kind, *(lines[place] for place in order))
    assert status(life, "2023-02-01") == f"{FIRST[kind]} 2023-03-01"
    assert not life.irregular


def test_hearing__set_and_held_on_its_own_day__is_held() -> None:
    life = lived(
        HEARING,
        "a: 2023-01-05 hearing.scheduled hearing_id=e at=2023-02-01",
        "b: 2023-01-31 hearing.cancelled hearing_id=e",
        "c: 2023-02-01 hearing.scheduled hearing_id=e at=2023-02-01T16:00",
        "d: 2023-02-01 hearing.held hearing_id=e",
    )
    assert status(life, "2023-02-01") == "held 2023-02-01T16:00"


def test_hearing__cancelled_in_a_month__may_be_cancelled_meanwhile() -> None:
    life = lived(
        HEARING,
        "a: 2023-01-05 hearing.scheduled hearing_id=e at=2023-07-01",
        "b: 2023-02 hearing.cancelled hearing_id=e",
    )
    days = ("2023-01-31", "2023-02-01", "2023-02-27", "2023-02-28")
    assert [status(life, day) for day in days] == [
        "scheduled 2023-07-01",
        "scheduled/cancelled 2023-07-01",
        "scheduled/cancelled 2023-07-01",
        "cancelled 2023-07-01",
    ]


def test_hearing__moved_in_a_month__may_be_set_for_both_days() -> None:
    life = lived(
        HEARING,
        "a: 2023-01-05 hearing.scheduled hearing_id=e at=2023-07-01",
        "b: 2023-02 hearing.scheduled hearing_id=e at=2023-08-01",
    )
    assert status(life, "2023-02-10") == "scheduled 2023-07-01, ?scheduled 2023-08-01"
    assert status(life, "2023-02-28") == "scheduled 2023-08-01"


@pytest.mark.parametrize(
    ("kind", "lines", "days"),
    [
        (
            HEARING,
            (
                "b: 2023-02 hearing.cancelled hearing_id=e",
                "c: 2023-02-10 hearing.scheduled hearing_id=e at=2023-08-01",
            ),
            ("scheduled/cancelled 2023-07-01", "scheduled/cancelled", "cancelled/scheduled"),
        ),
        (
            HEARING,
            (
                "b: 2023-02 hearing.scheduled hearing_id=e at=2023-09-01",
                "c: 2023-02-10 hearing.scheduled hearing_id=e at=2023-08-01",
            ),
            (
                "scheduled 2023-07-01, ?scheduled 2023-09-01",
                "?scheduled 2023-09-01, scheduled 2023-08-01",
                "scheduled 2023-09-01, ?scheduled 2023-08-01",
            ),
        ),
        (
            DEADLINE,
            (
                "b: 2023-02 deadline.closed deadline_id=e how=vacated",
                "c: 2023-02-10 deadline.set deadline_id=e due=2023-08-01",
            ),
            ("open/vacated 2023-07-01", "open/vacated 2023-08-01", "vacated/open 2023-08-01"),
        ),
        (
            MOTION,
            (
                "b: 2023-02 motion.decided motion_id=e outcome=denied",
                "c: 2023-02-10 motion.filed motion_id=e due=2023-08-01",
            ),
            ("pending/decided 2023-07-01", "pending/decided 2023-08-01", "decided/pending"),
        ),
    ],
)
def test_entry__by_acts_whose_days_leave_their_order_open__may_be_either(
    kind: str, lines: tuple[str, str], days: tuple[str, str, str]
) -> None:
    first = ACTS[kind][FIRST[kind]]
    for order in permutations((f"a: 2023-01-05 {first}", *lines)):
        life = lived(kind, *order)
        found = [status(life, day) for day in ("2023-02-05", "2023-02-15", "2023-03-01")]
        assert [one[: len(day)] for one, day in zip(found, days, strict=True)] == list(days)
        assert {fact.event_id for fact in life.ambiguous} == {"b", "c"}


def test_hearing__cancelled_in_the_month_in_which_it_was_set_again__is_by_a_link() -> None:
    life = lived(
        HEARING,
        "a: 2023-01-05 hearing.scheduled hearing_id=e at=2023-07-01",
        "c: 2023-02-10 hearing.scheduled hearing_id=e at=2023-08-01",
        "b: 2023-02 hearing.cancelled hearing_id=e >c",
    )
    assert status(life, "2023-03-01") == "cancelled 2023-08-01"
    assert not life.ambiguous


@pytest.mark.parametrize(
    ("kind", "over"),
    [
        (HEARING, "hearing.held hearing_id=e"),
        (DEADLINE, "deadline.closed deadline_id=e how=missed"),
    ],
)
def test_entry__over_in_the_month_in_which_it_was_set_for_another__is_to_come(
    kind: str, over: str
) -> None:
    first, again = ACTS[kind][FIRST[kind]], ACTS[kind][FIRST[kind]].replace("07-01", "08-01")
    lines = (f"a: 2023-01-05 {first}", f"b: 2023-07 {over}", f"c: 2023-07-20 {again}")
    for order in permutations(lines):
        life = lived(kind, *order)
        assert status(life, "2023-07-31") == f"{FIRST[kind]} 2023-08-01"
        assert not life.ambiguous


def test_hearing__cancelled_in_the_month_in_which_it_was_set_first__is_cancelled() -> None:
    life = lived(
        HEARING,
        "a: 2023-02-10 hearing.scheduled hearing_id=e at=2023-07-01",
        "b: 2023-02 hearing.cancelled hearing_id=e",
    )
    assert status(life, "2023-03-01") == "cancelled 2023-07-01"
    assert not life.ambiguous


@pytest.mark.parametrize("assertion", ["", " (scheduled)", " (announced)", " (reported)"])
def test_replaced__under_every_assertion__by_the_one_in_its_place(assertion: str) -> None:
    life = lived(
        HEARING,
        "a: 2023-01-01 hearing.scheduled hearing_id=e at=2023-07-01",
        f"b: 2023-03-01 hearing.scheduled hearing_id=f at=2023-08-01 replaces=e{assertion}",
    )
    assert status(life, "2023-12-31") == "replaced 2023-07-01"


def test_hearing__that_is_dated_by_its_own_day__is_set_as_soon_as_it_is_known() -> None:
    line = "2024-07-01 hearing.scheduled hearing_id=e at=2024-07-01 (scheduled)"
    assert status(lived(HEARING, f"a: {line}"), "2023-12-31") == "scheduled 2024-07-01"


def test_settings__that_are_still_to_come__are_in_the_order_that_is_told() -> None:
    first = "b: 2024-08-01 hearing.scheduled hearing_id=e at=2024-08-01 (scheduled)"
    then = "a: 2024-07-01 hearing.scheduled hearing_id=e at=2024-07-01 (scheduled) >b"
    life = lived(HEARING, then, first)
    assert status(life, "2024-01-01") == "scheduled 2024-07-01"


def test_cancelled__as_a_mere_report__does_not_count() -> None:
    life = lived(
        HEARING,
        "a: 2023-01-01 hearing.scheduled hearing_id=e at=2023-07-01",
        "b: 2023-03-01 hearing.cancelled hearing_id=e (reported)",
    )
    assert status(life, "2023-12-31") == "scheduled 2023-07-01"


FILED = "f: 2023-01-01 claim.filed item_id=c1 claimants=p1 against=p2,p3"
SERVED = "s: 2023-01-10 claim.served item_id=c1 parties=p2"
DUE = (
    "d: 2023-01-10 deadline.set deadline_id=e due=2023-01-31 of=p2 met_by=claim.answered trigger=s"
)
ANSWERED = "x: 2023-01-20 claim.answered item_id=c1 parties=p2"


@pytest.mark.parametrize("order", list(permutations(range(4)))[::3])
def test_deadline__that_is_answered__is_met_from_that_day(order: tuple[int, ...]) -> None:
    lines = (FILED, SERVED, DUE, ANSWERED)
    life = lived(DEADLINE, *(lines[place] for place in order))
    assert status(life, "2023-01-19") == "open 2023-01-31"
    assert status(life, "2023-01-20") == "met 2023-01-31"
    assert life.last.by is not None
    assert life.last.by.event_id == "x"


@pytest.mark.parametrize(
    ("answered", "then"),
    [
        ("x: 2023-01-20 claim.answered item_id=c1", "met"),  # nobody named: all of them
        ("x: 2023-01-20 claim.answered item_id=c1 parties=p3", "open"),  # somebody else
        ("x: 2023-01-20 claim.answered item_id=c2 parties=p2", "open"),  # another claim
        ("x: 2023-01-20 claim.answered item_id=c1 parties=p2 (reported)", "open"),
        ("x: 2023-01-20 document.filed filed_by=p2", "open"),  # of another type
    ],
)
def test_deadline__of_a_party__is_met_by_its_own_act_alone(answered: str, then: str) -> None:
    other = "g: 2023-01-01 claim.filed item_id=c2 claimants=p1 against=p2"
    life = lived(DEADLINE, FILED, other, SERVED, DUE, answered)
    assert status(life, "2023-12-31") == f"{then} 2023-01-31"


def test_deadline__recorded_after_it_was_met__was_met_as_soon_as_it_was_set() -> None:
    late = DUE.replace("2023-01-10", "2023-02-05")
    assert status(lived(DEADLINE, FILED, SERVED, ANSWERED, late), "2023-02-05") == "met 2023-01-31"


def test_deadline__set_again_from_a_later_event__is_open_again() -> None:
    again = "t: 2023-03-01 claim.served item_id=c1 parties=p2"
    due = DUE.replace("d: 2023-01-10", "dd: 2023-03-01").replace("01-31", "03-22")
    life = lived(
        DEADLINE, FILED, SERVED, DUE, ANSWERED, again, due.replace("trigger=s", "trigger=t")
    )
    assert status(life, "2023-02-01") == "met 2023-01-31"
    assert status(life, "2023-12-31") == "open 2023-03-22"


def test_deadline__extended_after_it_was_met__stays_met() -> None:
    longer = DUE.replace("d: 2023-01-10", "dd: 2023-01-25").replace("01-31", "02-14")
    life = lived(DEADLINE, FILED, SERVED, DUE, ANSWERED, longer)
    assert status(life, "2023-12-31") == "met 2023-02-14"


def test_deadline__answered_after_it_was_vacated__stays_vacated_and_regular() -> None:
    off = "v: 2023-01-15 deadline.closed deadline_id=e how=vacated"
    life = lived(DEADLINE, FILED, SERVED, DUE, off, ANSWERED)
    assert status(life, "2023-12-31") == "vacated 2023-01-31"
    assert not life.irregular


def test_settings__of_one_day__say_that_nothing_tells_which_is_later() -> None:
    life = lived(
        DEADLINE,
        "a: 2023-01-01 deadline.set deadline_id=e due=2023-07-01",
        "b: 2023-02-01 deadline.set deadline_id=e due=2023-08-01",
        "c: 2023-02-01 deadline.set deadline_id=e due=2023-09-01",
    )
    assert {fact.event_id for fact in life.ambiguous} == {"b", "c"}
    told = lived(
        DEADLINE,
        "a: 2023-01-01 deadline.set deadline_id=e due=2023-07-01",
        "b: 2023-02-01 deadline.set deadline_id=e due=2023-08-01 >c",
        "c: 2023-02-01 deadline.set deadline_id=e due=2023-09-01",
    )
    assert not told.ambiguous
    assert told.last.entry.at == "2023-08-01"


def test_deadline__answered_by_whoever_stands_in_the_place_of_its_party__is_met() -> None:
    stands_in = "y: 2023-01-15 party.substituted from=p2 to=p9 reason=death"
    answered = "x: 2023-01-20 claim.answered item_id=c1 parties=p9"
    added = "q: 2023-01-15 party.added party_id=p9"
    life = lived(DEADLINE, FILED, SERVED, DUE, added, stands_in, answered)
    assert status(life, "2023-12-31") == "met 2023-01-31"
    assert status(lived(DEADLINE, FILED, SERVED, DUE, answered), "2023-12-31") == "open 2023-01-31"


def test_deadline__answered_before_the_service_that_it_waives__is_met() -> None:
    early = "x: 2023-01-05 claim.answered item_id=c1 parties=p2"
    assert status(lived(DEADLINE, FILED, SERVED, DUE, early), "2023-12-31") == "met 2023-01-31"


CONVICTED = (
    *("2023-01-01 charge.filed", "2023-01-10 charge.trial_commenced"),
    *("v: 2023-01-11 charge.verdict_returned verdict=guilty", "s: 2023-02-01 sentence.imposed"),
)
APPEAL = "2023-02-01 deadline.set deadline_id=e kind=appeal due=2023-12-01 trigger="


@pytest.mark.parametrize(
    ("trigger", "act", "then"),
    [
        ("s", "charge.conviction_vacated", "moot"),
        ("v", "charge.conviction_vacated", "moot"),
        ("v", "charge.acquittal_entered", "moot"),
        ("s", "sentence.vacated by=trial_court", "moot"),
        ("v", "sentence.vacated by=trial_court", "open"),
        ("s", "charge.conviction_reduced offense=trespass", "open"),
        ("s", "charge.conviction_vacated (reported)", "open"),
    ],
)
def test_deadline_to_appeal__from_what_is_taken_back__is_moot_from_that_day(
    trigger: str, act: str, then: str
) -> None:
    life = lived(DEADLINE, *CONVICTED, APPEAL + trigger, f"2023-03-01 {act}")
    assert status(life, "2023-02-28") == "open 2023-12-01"
    assert status(life, "2023-03-01") == f"{then} 2023-12-01"
    assert not life.irregular


@pytest.mark.parametrize(
    ("told", "then"),
    [("vacated", "moot"), ("affirmed", "open"), ({"sentence": "vacated"}, "open")],
)
def test_deadline_to_appeal_again__after_what_a_higher_court_decides__is_by_what_that_is(
    told: object, then: str
) -> None:
    decided = json.dumps({"c1": told}, separators=(",", ":"))
    lines = ("2023-02-02 appeal.filed", f"2023-03-01 appeal.decided outcomes={decided}")
    assert status(lived(DEADLINE, *CONVICTED, f"{APPEAL}v", *lines), "2023-03-01").startswith(then)


def test_deadline_to_appeal__set_after_that__stands() -> None:
    late = APPEAL.replace("2023-02-01", "2023-03-02")
    life = lived(DEADLINE, *CONVICTED, "2023-03-01 charge.conviction_vacated", f"{late}s")
    assert status(life, "2023-03-02") == "open 2023-12-01"


def test_deadline_of_something_else__from_what_is_taken_back__stays() -> None:
    report = APPEAL.replace("kind=appeal", "kind=report")
    life = lived(DEADLINE, *CONVICTED, f"{report}s", "2023-03-01 charge.conviction_vacated")
    assert status(life, "2023-03-01") == "open 2023-12-01"


STRUCK = "z: 2023-03-01 claim.answer_stricken item_id=c1 parties=p2"


@pytest.mark.parametrize("order", list(permutations(range(5)))[::9])
def test_deadline__whose_answer_is_stricken__is_open_from_that_day(order: tuple[int, ...]) -> None:
    lines = (FILED, SERVED, DUE, ANSWERED, STRUCK)
    life = lived(DEADLINE, *(lines[place] for place in order))
    days = ("2023-01-19", "2023-01-20", "2023-02-28", "2023-03-01", "2023-12-31")
    assert [status(life, day).split()[0] for day in days] == ["open", "met", "met", "open", "open"]
    assert life.last.by is not None
    assert life.last.by.event_id == "z"
    assert not life.irregular


@pytest.mark.parametrize(
    ("lines", "then"),
    [
        (("z: 2023-03-01 claim.answer_stricken item_id=c1",), "open"),  # of all who answered
        (("z: 2023-03-01 claim.answer_stricken item_id=c1 parties=p3",), "met"),
        (("z: 2023-03-01 claim.answer_stricken item_id=c2 parties=p2",), "met"),
        (("z: 2023-03-01 claim.answer_stricken item_id=c1 parties=p2 (reported)",), "met"),
        ((STRUCK, "y: 2023-03-10 claim.answered item_id=c1 parties=p2"), "met"),
        ((STRUCK, "y: 2023-03-01 claim.answered item_id=c1 parties=p2"), "met"),  # filed anew
        ((STRUCK.replace("03-01", "01-20"),), "open"),  # on the day of the answer itself
        ((STRUCK.replace("2023-03-01", "2023-01"),), "open"),
        ((STRUCK, STRUCK.replace("z: ", "zz: ")), "open"),
        ((STRUCK, "w: 2023-01-20 deadline.closed deadline_id=e how=met"), "open"),
        ((STRUCK, "w: 2023-01-19 deadline.closed deadline_id=e how=met"), "met"),  # somebody said
    ],
)
def test_deadline__of_a_party__is_opened_by_the_striking_of_its_own_answer_alone(
    lines: tuple[str, ...], then: str
) -> None:
    other = "g: 2023-01-01 claim.filed item_id=c2 claimants=p1 against=p2"
    life = lived(DEADLINE, FILED, other, SERVED, DUE, ANSWERED, *lines)
    assert status(life, "2023-12-31") == f"{then} 2023-01-31"


def test_deadline__set_again_after_its_answer_was_stricken__is_not_met_by_that_one() -> None:
    again = DUE.replace("d: 2023-01-10", "dd: 2023-03-01").replace("01-31", "03-20")
    life = lived(DEADLINE, FILED, SERVED, DUE, ANSWERED, STRUCK, again)
    assert status(life, "2023-12-31") == "open 2023-03-20"
    before = again.replace("dd: 2023-03-01", "dd: 2023-02-20")
    life = lived(DEADLINE, FILED, SERVED, DUE, ANSWERED, STRUCK, before)
    assert status(life, "2023-02-20") == "met 2023-03-20"
    assert status(life, "2023-03-01") == "open 2023-03-20"


def test_deadline__whose_answer_may_have_been_stricken__may_be_open() -> None:
    life = lived(DEADLINE, FILED, SERVED, DUE, ANSWERED, STRUCK.replace("03-01", "03"))
    assert status(life, "2023-03-15") == "met/open 2023-01-31"


@pytest.mark.parametrize(
    ("act", "then"),
    [
        ("hearing.cancelled hearing_id=e", "cancelled"),
        ("hearing.held hearing_id=e", "held"),
        ("hearing.scheduled hearing_id=f at=2023-08-01 replaces=e", "replaced"),
    ],
)
def test_hearing__of_which_something_became_on_the_day_it_was_first_set__is_not_set_again(
    act: str, then: str
) -> None:
    first = "a: 2023-02-01 hearing.scheduled hearing_id=e at=2023-07-01"
    for lines in permutations((first, f"b: 2023-02-01 {act}")):
        life = lived(HEARING, *lines)
        assert status(life, "2023-02-01") == f"{then} 2023-07-01"
        assert not life.irregular
    month = lived(HEARING, first.replace("2023-02-01", "2023-02"), f"b: 2023-02-10 {act}")
    assert status(month, "2023-02-10") == f"{then} 2023-07-01"
    assert not month.irregular


def test_act__dated_before_its_entry_was_set__is_irregular_and_takes_nothing_off() -> None:
    life = lived(
        HEARING,
        "b: 2023-01-31 hearing.cancelled hearing_id=e",
        "a: 2023-02-01 hearing.scheduled hearing_id=e at=2023-07-01",
    )
    assert status(life, "2023-02-01") == "scheduled 2023-07-01"
    assert [one.fact.event_id for one in life.irregular] == ["b"]
    linked = lived(
        HEARING,
        "b: 2023-02-01 hearing.cancelled hearing_id=e",
        "a: 2023-02-01 hearing.scheduled hearing_id=e at=2023-07-01 >b",
    )
    assert status(linked, "2023-02-01") == "scheduled 2023-07-01"
    assert [one.fact.event_id for one in linked.irregular] == ["b"]


CIRCLE = (
    "a: 2023-02-01{} hearing.scheduled hearing_id=e at=2023-07-01 replaces=f",
    "b: 2023-02-01{} hearing.scheduled hearing_id=f at=2023-08-01 replaces=g",
    "c: 2023-02-01{} hearing.scheduled hearing_id=g at=2023-09-01 replaces=e",
)


@pytest.mark.parametrize("before", [False, True])
@pytest.mark.parametrize(
    ("hours", "last"), [(("", "", ""), "g"), (("T11:00", "T09:00", "T10:00"), "e")]
)
def test_hearings__that_replace_one_another_on_one_day__one_of_them_stands(
    hours: tuple[str, ...], last: str, before: bool
) -> None:
    circle = [line.format(hour) for line, hour in zip(CIRCLE, hours, strict=True)]
    set_before = [
        f"{name}{name}: 2023-01-01 hearing.scheduled hearing_id={name} at=2023-06-01"
        for name in "efg"
        if before
    ]
    pair = [circle[0].replace("replaces=f", "replaces=g"), circle[2]]
    for lines, names in ((circle, "efg"), (pair, "eg")):
        for order in permutations(lines):
            lives = {name: _life(name, *set_before, *order) for name in names}
            assert {name: life.last.entry.status for name, life in lives.items()} == {
                name: "scheduled" if name == last else "replaced" for name in names
            }
            assert all(bool(life.ambiguous) == (hours[0] == "") for life in lives.values())


def _life(name: str, *lines: str) -> Life:
    known = Known()
    for one in recorded("\n".join(lines)):
        known.add(one)
    return life_of(f"{HEARING}/m1/{name}", known)


@pytest.mark.parametrize(
    ("met", "again", "then"), [("", "", "open"), ("", " >b", "open"), (" >c", "", "met")]
)
def test_deadline__met_and_set_again_on_one_day__is_open_and_says_that_nothing_tells_the_order(
    met: str, again: str, then: str
) -> None:
    lines = (
        f"b: 2023-02-01 deadline.closed deadline_id=e how=met{met}",
        f"c: 2023-02-01 deadline.set deadline_id=e due=2023-08-01{again}",
    )
    life = lived(DEADLINE, "a: 2023-01-01 deadline.set deadline_id=e due=2023-07-01", *lines)
    assert {fact.event_id for fact in life.ambiguous} == (set() if met or again else {"b", "c"})
    assert life.last.entry.status == then
    first = lived(DEADLINE, *lines)  # nothing was set before that could have been met
    assert first.last.entry.status == ("open" if again else "met")
    assert not first.ambiguous


def test_deadline__answered_and_extended_on_one_day__stays_met() -> None:
    longer = DUE.replace("d: 2023-01-10", "dd: 2023-01-20").replace("01-31", "02-14")
    life = lived(DEADLINE, FILED, SERVED, DUE, ANSWERED, longer)
    assert status(life, "2023-01-20") == "met 2023-02-14"
    assert not life.ambiguous


def test_stay__extended_and_lifted__ends_as_the_last_of_its_orders_says() -> None:
    life = lived(
        STAY,
        "a: 2023-01-10 matter.stay_changed until=2023-04-01",
        "b: 2023-03-20 matter.stay_changed until=2023-09",
        "c: 2023-06-01 matter.stay_changed on=false",
        "d: 2023-10-02 matter.stay_changed",
    )
    days = ("2023-01-10", "2023-03-20", "2023-06-01", "2023-10-02")
    assert [status(life, day) for day in days] == [
        "running 2023-04-01",
        "running 2023-09",
        "lifted 2023-09",
        "running ",  # until further notice
    ]
    assert not life.irregular
    said = lived(STAY, "a: 2023-01-10 matter.stay_changed until=2023-04-01 (reported)")
    assert not said.days


LIFE_DAYS = ("2023-01-15", "2023-02-01", "2023-02", "2023-02-28", "2023-03-01")
LIFE_ACTS = {
    DEADLINE: (
        *ACTS[DEADLINE].values(),
        "deadline.set deadline_id=e due=2023-03-20 of=p2 met_by=claim.answered trigger=s",
        "deadline.set deadline_id=e due=2023-09-01 replaces=other",
        "claim.answered item_id=c1 parties=p2",
        "claim.answered item_id=c1",
        "claim.answer_stricken item_id=c1",
        "claim.answer_stricken item_id=c1 parties=p3",
    ),
    HEARING: (
        *ACTS[HEARING].values(),
        "hearing.scheduled hearing_id=e at=2023-09-01 replaces=other",
    ),
    STAY: tuple(ACTS[STAY].values()),
    RETENTION: (
        *ACTS[RETENTION].values(),
        "evidence.retained retention_id=e until=2024",
        "evidence.retained retention_id=e",
    ),
}


@st.composite
def arrivals(draw: st.DrawFn) -> tuple[str, list[str], list[str]]:
    """Draw what happens to an entry, some of it linked, in two orders of arrival."""
    kind = draw(st.sampled_from(sorted(LIFE_ACTS)))
    lines = []
    for number in range(draw(st.integers(1, 7))):
        act, day = draw(st.sampled_from(LIFE_ACTS[kind])), draw(st.sampled_from(LIFE_DAYS))
        link = f" >x{draw(st.integers(0, number))}" if draw(st.integers(0, 4)) == 0 else ""
        lines.append(f"x{number}: {day} {act}{link}")
    return kind, lines, draw(st.permutations(lines))


@given(arrivals())
@settings(max_examples=300, deadline=None)
def test_life__whatever_arrives_first__is_the_same_and_nothing_is_passed_over(
    drawn: tuple[str, list[str], list[str]],
) -> None:
    kind, lines, others = drawn
    life = lived(kind, FILED, SERVED, *lines)
    again = lived(kind, SERVED, *others, FILED)
    assert [span._replace(stood=_ids(span.stood)) for span in life.days] == [
        span._replace(stood=_ids(span.stood)) for span in again.days
    ]
    for told in (life, again):
        assert {one.fact.event_id for one in told.irregular} == {
            one.fact.event_id for one in life.irregular
        }
        assert {one.event_id for one in told.ambiguous} == {one.event_id for one in life.ambiguous}
    # What stands was set by somebody, and every day has one certain way in which it stands.
    for day in LIFE_DAYS[:2] if life.days else ():
        sure = [
            span
            for span in life.days
            if span.certain and str(span.valid_from) <= day < str(span.valid_to)
        ]
        assert len(sure) <= 1


def _ids(stood: EntryStanding) -> Any:
    by = [one.event_id if one else "" for one in (stood.set_by, stood.by)]
    return (stood.entry, *by)
