"""The calendar of a small firm, day by day, worked out by hand from what happened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from casefile.answers.due.calendar import Window, page
from casefile.answers.due.calendar_entry import CalendarEntry
from casefile.importers.history import read_history
from tests.asking import Answers, choose_zone
from tests.databases import Databases
from tests.histories import Office

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
NAMES = {
    "S": "scheduled",
    "X": "cancelled",
    "H": "held",
    "R": "replaced",
    "O": "open",
    "?": "open, may be met",
    "!": "OVERDUE",
    "M": "met",
    "L": "met late",
    "N": "missed",
    "V": "vacated",
    "P": "pending",
    "D": "decided",
}

# Three matters in two weeks of March 2024, of which the 4th is a Monday.
STORY = """
2024-01-08 matter.opened @haul category=civil jurisdiction=US court_id=nmd
2024-01-08 party.added @haul party_id=roe role=plaintiff
2024-01-08 party.added @haul party_id=acme
2024-01-08 party.added @haul party_id=broker
2024-02-12 claim.filed @haul item_id=k claimants=roe against=acme,broker
sa: 2024-02-13 claim.served @haul item_id=k parties=acme
sb: 2024-02-14 claim.served @haul item_id=k parties=broker
2024-02-13 deadline.set @haul deadline_id=answer-acme kind=answer rule=frcp-12a1ai trigger=sa
2024-02-14 deadline.set @haul deadline_id=answer-broker kind=answer rule=frcp-12a1ai trigger=sb
2024-03-01 hearing.scheduled @haul hearing_id=conf kind=conference at=2024-03-08T09:30
2024-03-04 deadline.set @haul deadline_id=disclosures kind=disclosures due=2024-03-08 of=roe
2024-03-05 claim.answered @haul item_id=k parties=acme
2024-03-06 hearing.scheduled @haul hearing_id=conf kind=conference at=2024-03-13T09:30
2024-03-07 deadline.set @haul deadline_id=disclosures kind=disclosures due=2024-03-15 of=roe
2024-03-11 hearing.cancelled @haul hearing_id=conf
2024-03-12 hearing.scheduled @haul hearing_id=conf kind=conference at=2024-03-14T14:00
2024-03-12 claim.answered @haul item_id=k parties=broker
2024-03-14 hearing.held @haul hearing_id=conf kind=conference
2024-03-15 deadline.closed @haul deadline_id=disclosures how=met
2024-01-08 matter.opened @wire category=criminal jurisdiction=US court_id=nmd
2024-01-08 party.added @wire party_id=doe
2024-01-10 charge.filed @wire party_id=doe item_id=c1 instrument=indictment
2024-01-12 charge.plea_entered @wire item_id=c1 plea=not_guilty
2024-02-05 hearing.scheduled @wire hearing_id=trial kind=trial at=2024-03-18T08:30
2024-02-20 deadline.set @wire deadline_id=motions kind=motions due=2024-03-08 of=doe
2024-02-26 deadline.set @wire deadline_id=reply kind=reply due=2024-03-12
2024-02-28 deadline.set @wire deadline_id=exhibits kind=exhibits due=2024-03-12
2024-03-01 hearing.scheduled @wire hearing_id=bond kind=bond at=2024-03-07T10:00
off: 2024-03-06 hearing.cancelled @wire hearing_id=bond
2024-03-06 hearing.scheduled @wire hearing_id=trial-2 kind=trial at=2024-04-15T08:30 replaces=trial
2024-03-07 deadline.closed @wire deadline_id=reply how=vacated
2024-03-07 event.retracted @wire target=off
2024-03-07 hearing.held @wire hearing_id=bond kind=bond
2024-03-11 deadline.closed @wire deadline_id=motions how=missed
2024-03-11/2024-03-13 deadline.closed @wire deadline_id=exhibits how=met
2024-01-08 matter.opened @well category=civil jurisdiction=US-NM time_zone=America/Denver
2024-01-08 party.added @well party_id=farm role=plaintiff
2024-01-08 party.added @well party_id=miller
2024-01-29 claim.filed @well item_id=w claimants=farm against=miller
sw: 2024-02-05 claim.served @well item_id=w
2024-02-05 deadline.set @well deadline_id=answer kind=answer rule=nm-1-012a trigger=sw
2024-02-28 deadline.set @well deadline_id=brief kind=brief due=2024-03-05
2024-03-04 hearing.scheduled @well hearing_id=view kind=view at=2024-03-11
2024-03-05 motion.filed @well motion_id=compel kind=compel by=farm due=2024-03-13
2024-03-06 deadline.set @well deadline_id=brief-2 kind=brief due=2024-03-14 replaces=brief
2024-03-08 hearing.cancelled @well hearing_id=view
2024-03-14 motion.decided @well motion_id=compel outcome=granted
"""
# The last letter in the post: a fortnight later the office learns that Miller answered on the 4th.
LATE = "2024-03-04 claim.answered @well item_id=w parties=miller"

DAYS = ("04", "05", "06", "07", "08", "11", "12", "13", "14", "15")
STANDS = """
haul/answer-acme   | O M M M M M M M M M | 2024-03-05 x10
haul/answer-broker | O O O ! ! ! L L L L | 2024-03-06 x10
haul/conf          | S S S S S X S S H H | 2024-03-08T09:30 x2, 2024-03-13T09:30 x4, 2024-03-14T14:00 x4
haul/disclosures   | O O O O O O O O O M | 2024-03-08 x3, 2024-03-15 x7
wire/trial         | S S R R R R R R R R | 2024-03-18T08:30 x10
wire/trial-2       | - - S S S S S S S S | 2024-04-15T08:30 x8
wire/motions       | O O O O O N N N N N | 2024-03-08 x10
wire/reply         | O O O V V V V V V V | 2024-03-12 x10
wire/bond          | S S S H H H H H H H | 2024-03-07T10:00 x10
wire/exhibits      | O O O O O ? ? M M M | 2024-03-12 x10
well/answer        | M M M M M M M M M M | 2024-03-06 x10
well/view          | S S S S X X X X X X | 2024-03-11 x10
well/compel        | - P P P P P P P D D | 2024-03-13 x9
well/brief         | O O R R R R R R R R | 2024-03-05 x10
well/brief-2       | - - O O O O O O O ! | 2024-03-14 x8
"""  # noqa: E501 - one line, one entry
BEFORE_THE_LETTER = "well/answer        | O O O ! ! ! ! ! ! !"


def read(text: str) -> dict[str, list[str]]:
    """Read a table: how each entry stands on the days, in words, with its day."""
    found = {}
    for line in text.strip().splitlines():
        name, letters, *ats = (part.strip() for part in line.split("|"))
        told = [NAMES.get(one, "") for one in letters.split()]
        if ats:
            days = [one.split(" x") for one in ats[0].split(", ")]
            each = iter([at for at, number in days for _ in range(int(number))])
            told = [f"{one} {next(each)}" if one else "" for one in told]
        found[name] = told
    return found


def listed(answers: Answers, day: str, known_at: str | None = None) -> dict[str, CalendarEntry]:
    """Return the hearings, deadlines and motions as they stand on a day, by their names."""
    found = page(answers, Window(known_at=known_at), as_of=day, limit=1_000).entries
    return {f"{one.matter_id}/{one.entry_id}": one for one in found if one.entry != "item"}


def stands(answers: Answers, name: str, days: list[str], known_at: str | None = None) -> list[str]:
    """Return how an entry stands on days, in words, with its day."""
    found = [listed(answers, day, known_at).get(name) for day in days]
    return [f"{one.label} {one.at}" if one else "" for one in found]


@pytest.fixture
def firm(databases: Databases) -> Iterator[Office]:
    with databases.fresh() as url:
        office = Office(url, today="2024-12-31")
        with closing(office.database):
            yield office


def test_two_weeks_of_three_matters__on_ten_days__stand_as_worked_out_by_hand(firm: Office) -> None:
    assert len(STORY.strip().splitlines()) > 40
    choose_zone(firm.database, "America/Denver")
    for line in STORY.strip().splitlines():
        firm.post(line)
    then = f"@{firm.position}"
    days = [f"2024-03-{day}" for day in DAYS]
    answers = Answers(firm.database)
    wanted = read(STANDS)
    late = [one.split()[0] for one in stands(answers, "well/answer", days)]
    assert late == read(BEFORE_THE_LETTER)["well/answer"]

    firm.post(LATE)
    assert {name: stands(answers, name, days) for name in wanted} == wanted
    assert {name for day in days for name in listed(answers, day)} == wanted.keys()
    late = [one.split()[0] for one in stands(answers, "well/answer", days, then)]
    assert late == read(BEFORE_THE_LETTER)["well/answer"]
    # Who asks for what is overdue is told of nothing that was met.
    for place, day in enumerate(days):
        found = page(answers, Window(first=day, last=day), as_of=day, overdue=True, limit=100)
        overdue = {f"{one.matter_id}/{one.entry_id}" for one in found.entries if one.overdue}
        assert overdue == {name for name, told in wanted.items() if "OVERDUE" in told[place]}


SEEDED = """
suit/answer        | - O M M M M M M M M
suit/conference    | - - - S H H H H H H
suit/disclosures   | - - - - O M M M M M
suit/experts       | - - - - O O R R R R
suit/approval      | - - - - - S H H H H
suit/experts-again | - - - - - - O M M M
suit/pretrial      | - - - - - - - - X S
"""
SEED_DAYS = (
    *("2023-01-19", "2023-01-25", "2023-02-10", "2023-03-10", "2023-03-20"),
    *("2023-05-15", "2023-08-21", "2023-10-05", "2024-01-08", "2024-01-12"),
)


def test_the_week_of_the_fixtures__on_ten_days__stands_as_worked_out_by_hand(
    firm: Office,
) -> None:
    choose_zone(firm.database, "America/Denver")
    for name in ("suit.jsonl", "undone.jsonl"):
        with (FIXTURES / name).open("rb") as file:
            firm.recorder.record(read_history(name, file).drafts, by="tester")
    answers = Answers(firm.database)
    wanted = read(SEEDED)
    found = {
        name: [one.label if (one := listed(answers, day).get(name)) else "" for day in SEED_DAYS]
        for name in wanted
    }
    assert found == wanted
    assert {name for day in SEED_DAYS for name in listed(answers, day)} == wanted.keys()
