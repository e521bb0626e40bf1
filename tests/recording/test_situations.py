"""What is due, as a lawyer counts it by hand: service, removal, motions, moves, what comes late."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

import pytest

from casefile.answers.due.calendar import Window, page
from tests.asking import Answers
from tests.histories import Office

CLAIM = "f: 2023-05-01 claim.filed item_id=c claimants=p1 against=p2,p3,p4"
SERVED = "s: 2023-06-01 claim.served item_id=c parties=p2"
ANSWER = "2023-06-01 deadline.set deadline_id=d kind=answer of=p2"
SUED = (CLAIM, SERVED, f"d: {ANSWER} rule=frcp-12a1ai trigger=s")
STAYED_SINCE = "OVERDUE unless the stay tolls it (the matter is stayed since"
EXTENDED = "deadline.set deadline_id=d kind=answer of=p2 met_by=claim.answered due="
REMOVED = "document.filed title=Notice-of-removal"
JUDGMENT = "j: 2023-05-01 docket.entry_recorded text=JUDGMENT"
APPEAL = "2023-05-01 deadline.set deadline_id=d kind=appeal"
TRIAL = "t: 2023-01-05 hearing.scheduled hearing_id=t kind=trial at=2023-07-03T09:00"
PAPER = (
    "d: 2023-01-06 deadline.set deadline_id=d kind=paper trigger=t "
    'period={"number":1,"unit":"weeks","direction":"before","counting":"frcp"}'
)
MOVED = "u: 2023-02-01 hearing.scheduled hearing_id=t kind=trial at=2023-09-04T09:00"

OTHER_TERMS = (
    '2023-12-30 event.corrected target=d changes={"period":{"number":2,"unit":"weeks",'
    '"direction":"before","counting":"frcp"}}'
)
THIRTY_BEFORE = (
    "d: 2023-01-06 deadline.set deadline_id=d kind=paper trigger=t "
    'period={"number":30,"unit":"days","direction":"before"}'
)


def noted(day: str, rule: str, extra: str = "") -> tuple[str, str]:
    """Return a deadline of a rule that runs from a note of a day."""
    deadline = f"d: {day} deadline.set deadline_id=d kind=x rule={rule} trigger=s {extra}"
    return f"s: {day} note.recorded text=x", deadline


def docketed(day: str, rule: str) -> tuple[str, str]:
    note, deadline = noted(day, rule)
    return note.replace("note.recorded text=x", "docket.entry_recorded text=ORDER"), deadline


def answer(number: str) -> str:
    """Return the deadline for the answer of another defendant."""
    return ANSWER.replace("_id=d", f"_id=d{number}").replace("p2", f"p{number}")


def answered(day: str, party: str = "p2") -> str:
    return f"a: {day} claim.answered item_id=c parties={party}"


def removed(day: str) -> tuple[str, ...]:
    """Return the answer due after a removal: the later of two times."""
    seven = f"q: {day} deadline.set deadline_id=q kind=x rule=frcp-81c2c trigger=r"
    longest = f'd: {day} {ANSWER[11:]} rule=frcp-81c2 trigger=s also=["q"]'
    return CLAIM, SERVED, f"r: {day} {REMOVED}", seven, longest


def amended(day: str) -> tuple[str, ...]:
    again = f'{day} deadline.set deadline_id=d kind=answer of=p2 rule=frcp-15a3 also=["d"]'
    return *SUED, f"am: {day} note.recorded text=Served.", f"x: {again} trigger=am"


def crossed(day: str) -> tuple[str, ...]:
    own = "q: 2023-05-01 deadline.set deadline_id=q kind=appeal rule=frap-4a1a trigger=j"
    notice = f"n: {day} document.filed title=Notice-of-appeal"
    cross = f'd: {day} deadline.set deadline_id=d kind=cross rule=frap-4a3 trigger=n also=["q"]'
    return JUDGMENT, own, notice, cross


SITUATIONS: Sequence[tuple[str, str, Sequence[str], Sequence[str]]] = [
    ("21 days", "US", SUED, ["2023-06-02 | d | 2023-06-22 | open"]),
    (
        "by mail",
        "US",
        noted("2023-06-01", "frcp-34b2a", "served_by=mail"),
        ["2023-06-02 | d | 2023-07-06 | open"],
    ),
    (
        "not by mail",
        "US",
        noted("2023-06-01", "frcp-34b2a"),
        ["2023-06-02 | d | 2023-07-03 | open"],
    ),
    (
        "extended after the end",
        "US",
        (*SUED, f"x: 2023-06-26 {EXTENDED}2023-07-10", answered("2023-07-07")),
        [
            "2023-06-24 | d | 2023-06-22 | OVERDUE",
            "2023-06-27 | d | 2023-07-10 | open",
            "2023-07-08 | d | 2023-07-10 | met",
        ],
    ),
    (
        "missed, then extended",
        "US",
        (
            *SUED,
            "m: 2023-06-23 deadline.closed deadline_id=d how=missed",
            f"x: 2023-06-26 {EXTENDED}2023-07-10",
            answered("2023-07-12"),
        ),
        [
            "2023-06-24 | d | 2023-06-22 | missed",
            "2023-07-11 | d | 2023-07-10 | OVERDUE",
            "2023-07-13 | d | 2023-07-10 | met late",
        ],
    ),
    (
        "stayed, and lifted",
        "US",
        (
            *SUED,
            "st: 2023-06-10 matter.stay_changed",
            "l: 2023-08-01 matter.stay_changed on=false",
            f"x: 2023-08-01 {EXTENDED}2023-08-15",
        ),
        [
            f"2023-06-30 | d | 2023-06-22 | {STAYED_SINCE} 2023-06-10)",
            "2023-08-02 | d | 2023-08-15 | open",
            "2023-08-16 | d | 2023-08-15 | OVERDUE",
        ],
    ),
    ("amended late", "US", amended("2023-06-15"), ["2023-06-16 | d | 2023-06-29 | open"]),
    ("amended early", "US", amended("2023-06-02"), ["2023-06-16 | d | 2023-06-22 | open"]),
    (
        "several defendants",
        "US",
        (
            *SUED,
            "s3: 2023-06-08 claim.served item_id=c parties=p3",
            "w: 2023-06-01 note.recorded text=Sent.",
            f"d3: {answer('3')} rule=frcp-12a1ai trigger=s3",
            f"d4: {answer('4')} rule=frcp-12a1aii trigger=w",
            answered("2023-06-20"),
        ),
        [
            "2023-06-30 | d | 2023-06-22 | met",
            "2023-06-30 | d3 | 2023-06-29 | OVERDUE",
            "2023-06-30 | d4 | 2023-07-31 | open",
        ],
    ),
    ("removed late", "US", removed("2023-06-20"), ["2023-06-21 | d | 2023-06-27 | open"]),
    ("removed early", "US", removed("2023-06-05"), ["2023-06-06 | d | 2023-06-22 | open"]),
    (
        "time to remove",
        "US",
        (CLAIM, SERVED, f"d: {ANSWER} rule=usc-28-1446b1 trigger=s"),
        ["2023-06-02 | d | 2023-07-03 | open"],
    ),
    (
        "time to ask for remand",
        "US",
        (f"s: 2023-06-20 {REMOVED}", noted("2023-06-20", "usc-28-1447c")[1]),
        ["2023-06-21 | d | 2023-07-20 | open"],
    ),
    (
        "vacated and set again twice",
        "US",
        (
            TRIAL,
            PAPER,
            "c: 2023-06-01 hearing.cancelled hearing_id=t",
            "u: 2023-06-05 hearing.scheduled hearing_id=t kind=trial at=2023-08-07T09:00",
            "cc: 2023-07-01 hearing.cancelled hearing_id=t",
            "v: 2023-07-05 hearing.scheduled hearing_id=t kind=trial at=2023-09-04T09:00",
        ),
        [
            "2023-06-02 | d | 2023-06-26 | open",
            "2023-06-06 | d | 2023-07-31 | open",
            "2023-07-06 | d | 2023-08-28 | open",
        ],
    ),
    (
        "a continuance taken back",
        "US",
        (TRIAL, PAPER, MOVED, "2023-12-30 event.retracted target=u"),
        ["2023-02-15 | d | 2023-06-26 | open"],
    ),
    (
        "set back to its first day",
        "US",
        (
            TRIAL,
            PAPER,
            MOVED,
            "v: 2023-03-01 hearing.scheduled hearing_id=t kind=trial at=2023-07-03T09:00",
        ),
        ["2023-02-15 | d | 2023-08-28 | open", "2023-03-02 | d | 2023-06-26 | open"],
    ),
    (
        "other terms, after a continuance",
        "US",
        (TRIAL, PAPER, MOVED, OTHER_TERMS),
        ["2023-01-10 | d | 2023-06-16 | open", "2023-02-15 | d | 2023-08-21 | open"],
    ),
    (
        "filed before a continuance, and recorded after it",
        "US",
        (TRIAL, PAPER, MOVED, "k: 2023-01-20 deadline.closed deadline_id=d how=met"),
        ["2023-02-15 | d | 2023-06-26 | met"],
    ),
    (
        "filed after a continuance that is taken back",
        "US",
        (
            TRIAL,
            PAPER,
            MOVED,
            "k: 2023-02-10 deadline.closed deadline_id=d how=met",
            "2023-12-30 event.retracted target=u",
        ),
        ["2023-03-02 | d | 2023-06-26 | met"],
    ),
    (
        "said to be filed, and was not",
        "US",
        (
            TRIAL,
            PAPER,
            "k: 2023-01-20 deadline.closed deadline_id=d how=met",
            MOVED,
            "2023-12-30 event.retracted target=k",
        ),
        ["2023-01-25 | d | 2023-06-26 | open", "2023-02-15 | d | 2023-08-28 | open"],
    ),
    (
        "by an order, after a continuance",
        "US",
        (
            TRIAL,
            PAPER,
            MOVED,
            "k: 2023-02-10 deadline.set deadline_id=d kind=paper due=2023-08-01",
            "v: 2023-03-01 hearing.scheduled hearing_id=t kind=trial at=2023-10-02T09:00",
        ),
        ["2023-02-15 | d | 2023-08-01 | open", "2023-03-15 | d | 2023-08-01 | open"],
    ),
    (
        "by an order of before a continuance, recorded after it",
        "US",
        (TRIAL, PAPER, MOVED, "k: 2023-01-20 deadline.set deadline_id=d kind=paper due=2023-06-15"),
        ["2023-01-25 | d | 2023-06-15 | open", "2023-02-15 | d | 2023-06-15 | open"],
    ),
    (
        "service corrected",
        "US",
        (*SUED, '2023-12-30 event.corrected target=s changes={"effective":"2023-06-08"}'),
        ["2023-06-09 | d | 2023-06-29 | open"],
    ),
    (
        "service corrected after an extension",
        "US",
        (
            *SUED,
            f"x: 2023-06-20 {EXTENDED}2023-07-10",
            '2023-12-30 event.corrected target=s changes={"effective":"2023-06-08"}',
        ),
        ["2023-06-25 | d | 2023-07-10 | open"],
    ),
    (
        "a motion in time",
        "US",
        (
            JUDGMENT,
            "mf: 2023-05-30 motion.filed motion_id=mo kind=59(e) by=p2",
            "o: 2023-07-10 motion.decided motion_id=mo outcome=denied",
            f'd: {APPEAL} rule=frap-4a1a trigger=j also=["o"]',
        ),
        ["2023-05-02 | d | 2023-08-09 | open"],
    ),
    (
        "appeal, the United States a party",
        "US",
        (JUDGMENT, f"d: {APPEAL} rule=frap-4a1b trigger=j"),
        ["2023-05-02 | d | 2023-06-30 | open"],
    ),
    ("appeal of another", "US", crossed("2023-05-25"), ["2023-05-26 | d | 2023-06-08 | open"]),
    (
        "appeal of another, early",
        "US",
        crossed("2023-05-10"),
        ["2023-05-11 | d | 2023-05-31 | open"],
    ),
    (
        "Christmas",
        "US",
        docketed("2023-12-11", "frbp-8002a1"),
        ["2023-12-12 | d | 2023-12-26 | open"],
    ),
    (
        "a leap day",
        "US",
        docketed("2024-02-29", "frcp-60c1"),
        ["2024-03-01 | d | 2025-02-28 | open"],
    ),
    (
        "working days over Thanksgiving",
        "US",
        noted("2023-11-13", "usc-29-659a"),
        ["2023-11-14 | d | 2023-12-05 | open"],
    ),
    (
        "back over a holiday",
        "US",
        (
            "s: 2023-01-05 hearing.scheduled hearing_id=h kind=motion at=2023-07-18T09:00",
            noted("2023-01-06", "frcp-6c1")[1],
        ),
        ["2023-02-01 | d | 2023-07-03 | open"],
    ),
    (
        "New Mexico, by mail over Juneteenth",
        "US-NM",
        noted("2023-06-01", "nm-1-056d2", "served_by=mail"),
        ["2023-06-02 | d | 2023-06-20 | open"],
    ),
    (
        "New Mexico, ten days",
        "US-NM",
        noted("2023-06-30", "nm-1-015a"),
        ["2023-07-01 | d | 2023-07-17 | open"],
    ),
    (
        "New Mexico, before the trial",
        "US-NM",
        (
            "t: 2023-01-05 hearing.scheduled hearing_id=t kind=trial at=2023-09-05T09:00",
            THIRTY_BEFORE,
        ),
        ["2023-02-01 | d | 2023-08-04 | open"],
    ),
    (
        "North Carolina, by mail",
        "US-NC",
        noted("2023-06-01", "nc-12a1-reply", "served_by=mail"),
        ["2023-06-02 | d | 2023-07-05 | open"],
    ),
    (
        "Illinois",
        "US-IL",
        docketed("2024-01-31", "il-303a1"),
        ["2024-02-01 | d | 2024-03-01 | open"],
    ),
    (
        "stricken",
        "US",
        (*SUED, answered("2023-06-20"), "z: 2023-07-20 claim.answer_stricken item_id=c parties=p2"),
        [
            "2023-07-01 | d | 2023-06-22 | met",
            "2023-07-21 | d | 2023-06-22 | OVERDUE, open again since 2023-07-20 (answer stricken)",
        ],
    ),
    (
        "another's answer",
        "US",
        (*SUED, answered("2023-06-20", "p3")),
        ["2023-07-01 | d | 2023-06-22 | OVERDUE"],
    ),
    (
        "a closed matter",
        "US",
        (*SUED, "z: 2023-06-10 matter.status_changed status=closed"),
        ["2023-06-11 | d | 2023-06-22 | open (the matter is closed)"],
    ),
]


@pytest.mark.parametrize(
    ("where", "lines", "told"), [one[1:] for one in SITUATIONS], ids=[one[0] for one in SITUATIONS]
)
def test_situation__what_is_due__is_what_the_rule_says(
    database_url: str, where: str, lines: Sequence[str], told: Sequence[str]
) -> None:
    office = Office(database_url, today="2025-12-31")
    parties = (f"2021-01-01 party.added party_id=p{one} name=p{one}" for one in range(1, 5))
    opened = f"2021-01-01 matter.opened title=X category=civil jurisdiction={where}"
    with closing(office.database):
        office.post("\n".join((opened, *parties)))
        for line in lines:
            office.post(line)
        for one in told:
            day, name, at, label = one.split(" | ")
            found = page(Answers(office.database), Window(), as_of=day).entries
            there = [(each.at, each.label) for each in found if each.entry_id == name]
            assert there == [(at, label)]
