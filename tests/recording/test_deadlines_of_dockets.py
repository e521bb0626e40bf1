"""Deadlines of real dockets: whatever is corrected, each is what its trigger gives anew.

Nothing in this file names a person.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from casefile.errors import Refused
from casefile.event import Draft
from casefile.importers.intake import Intake
from casefile.importers.material import Bundle
from casefile.importers.pacer.importer import IMPORTER as PACER
from casefile.law import subjects
from casefile.law.due_days import count_deadline, find_trigger
from casefile.law.events.process import DeadlineSet
from casefile.law.fact import of_class
from casefile.projections.subjects import known_in
from casefile.recording.receipt import Receipt
from casefile.upkeep.rebuild import rebuild
from tests.databases import Databases
from tests.histories import Office
from tests.importers.pacer_dockets import drafts
from tests.length import at_length
from tests.shared import real

FOLDERS = ("district", "internet_archive", "docket_history", "special", "bankruptcy")
DOCKETS = 20
TRIGGERS = at_length(short=2, long=4)  # entries of a docket on which deadlines are set
CORRECTIONS = at_length(short=3, long=20)  # of these in each docket
ENTRY = "docket.entry_recorded"
RULES = (
    "frcp-59b",
    "frap-4a1a",
    "frcp-60c1",
    "frcp-72a",
    "frcp-33b2",
    "frap-10b3b",
    "frcp-12a4a",
    "usc-18-3161c1",
)
OF_SERVICE = ("frcp-72a", "frcp-33b2", "frap-10b3b")


@cache
def dockets() -> Sequence[Bundle]:
    """Return real dockets of many courts with enough dated entries, or skip the test."""
    folders = [real("pacer_dockets", one) for one in FOLDERS]
    paths = [path for folder in folders for path in sorted(folder.glob("*.json"))]
    every = {drafts(one, ENTRY)[0].matter_id: one for one in PACER.read(paths) if days(one)}
    made = [one for one in every.values() if len(days(one)) in range(6, 200)]
    return made[:: len(made) // DOCKETS][:DOCKETS]


def days(made: Bundle) -> dict[str, date]:
    """Return the entries of a docket that are of one day, by their ids."""
    return {
        one.event_id or "": date.fromisoformat(one.effective)
        for one in drafts(made, ENTRY)
        if len(one.effective) == len("2023-04-20") and not one.confidence
    }


class Docket:
    """A docket on record, on whose entries deadlines are set and which is then corrected."""

    def __init__(self, office: Office, made: Bundle, chance: random.Random) -> None:
        self.office = office
        self.chance = chance
        self.entries = days(made)
        self.matter_id = drafts(made, ENTRY)[0].matter_id
        self.triggers = chance.sample(sorted(self.entries), TRIGGERS)
        self.amended: list[str] = []  # what can be taken back
        self.number = 0

    def post(self, kind: str, data: dict[str, Any]) -> Receipt | None:
        """Record an event of the matter; None where it is refused."""
        self.number += 1
        draft = Draft(
            event_id=f"{self.matter_id[:40]}-{self.number}",
            matter_id=self.matter_id,
            type=kind,
            effective="2025-12-01",
            data=data,
        )
        try:
            return self.office.recorder.record([draft], by="tester")
        except Refused:
            return None

    def set_deadlines(self) -> None:
        """Set deadlines by rules on the entries, and one that is counted from another."""
        for trigger in self.triggers:
            for rule in self.chance.sample(RULES, 3):
                mailed = rule in OF_SERVICE and self.chance.random() < 0.5
                several = rule == "usc-18-3161c1"
                data: dict[str, Any] = {
                    "deadline_id": f"d{self.number}",
                    "kind": "by rule",
                    "rule": rule,
                    "trigger": trigger,
                    **({"served_by": "mail"} if mailed else {}),
                    **({"also": [self.chance.choice(sorted(self.entries))]} if several else {}),
                }
                receipt = self.post("deadline.set", data)
                assert receipt, data
        period = {"number": 2, "unit": "weeks", "counting": "frcp"}
        data = {"deadline_id": "next", "kind": "x", "trigger": self.last_id, "period": period}
        assert self.post("deadline.set", data)

    @property
    def last_id(self) -> str:
        return f"{self.matter_id[:40]}-{self.number}"

    def amend(self) -> bool:
        """Correct or retract a trigger at random, or take such a correction back."""
        chance = self.chance
        if self.amended and chance.random() < 0.4:
            data: dict[str, Any] = {"target": chance.choice(self.amended), "reason": "error"}
            kind = "event.retracted"
        elif chance.random() < 0.2:
            data = {"target": chance.choice(self.triggers), "reason": "error"}
            kind = "event.retracted"
        else:
            data = {"target": chance.choice(self.triggers), "changes": self._another_day()}
            kind = "event.corrected"
        taken = self.post(kind, data) is not None
        if taken:
            self.amended.append(self.last_id)
        return taken

    def _another_day(self) -> dict[str, str]:
        first = self.chance.choice(list(self.entries.values()))
        day = first + timedelta(days=self.chance.randint(-40, 40))
        last = day + timedelta(days=self.chance.randint(1, 20))
        written = (f"{day}", f"{day:%Y-%m}", f"{day}/{last}", f"../{day}")
        if self.chance.random() < 0.3:
            return {"entered": f"{day}"}
        return {"effective": self.chance.choice(written)}

    def deadlines(self) -> Iterator[tuple[str, str | None, str | None]]:
        """Yield each deadline, with its day on record and as it is counted from nothing."""
        with self.office.database.read() as connection:
            known = known_in(connection)
            facts = known.facts(subjects.counted(self.matter_id))
            for _, data in of_class(facts, DeadlineSet):
                stand = all(map(known.standing, data.also or ()))
                if find_trigger(data, known) and stand:
                    counted = count_deadline(data, self.matter_id, known)
                    yield data.deadline_id, data.due, counted.due


@pytest.mark.parametrize("seed", [1, 2])
def test_deadlines__after_corrections_of_real_dockets__are_as_counted_anew(
    databases: Databases, seed: int
) -> None:
    made = dockets()
    assert len(made) == DOCKETS
    chance = random.Random(seed)  # noqa: S311 - no secret
    with databases.fresh() as url:
        office = Office(url, today="2026-01-01")
        with closing(office.database):
            tally = Intake(office.database, office.recorder).take(made, by="importer")
            assert not tally.refused
            compared, taken, moved = 0, 0, set[tuple[str, str, str | None]]()
            for one in made:
                docket = Docket(office, one, chance)
                docket.set_deadlines()
                for _ in range(CORRECTIONS):
                    taken += docket.amend()
                    for deadline_id, due, counted in docket.deadlines():
                        assert due == counted, (docket.matter_id, deadline_id)
                        compared += 1
                        moved.add((docket.matter_id, deadline_id, due))
            assert taken > DOCKETS * CORRECTIONS // 2
            assert len(moved) > len({one[:2] for one in moved}) + DOCKETS
            assert compared > DOCKETS * CORRECTIONS * TRIGGERS
            assert rebuild(office.database).sound
