"""Deadlines on hearings that move, whatever comes late: as if all had come in the order of days."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

import pytest

from casefile.answers.due.calendar import Window, page
from casefile.upkeep.verify import verify
from tests.asking import Answers
from tests.databases import Databases
from tests.histories import Office, open_office
from tests.length import at_length
from tests.recording.test_moved import AFTER, PAPER, TRIAL

HEARING = "hearing.scheduled hearing_id={own} kind=trial at={at}T09:00{replaces}"
FIRST_DAY = date(2023, 2, 1)
PERIODS = ("1 weeks", "2 weeks", "10 days")


class History:
    """What is posted, and what stands in the end, each event with its day and its words."""

    def __init__(self, seed: int) -> None:
        self.chosen = random.Random(seed)  # noqa: S311 - no secret
        self.days = [FIRST_DAY + timedelta(days=2 * number) for number in range(40)]
        self.chosen.shuffle(self.days)
        plain = (one.replace("frcp", "calendar") for one in (PAPER, AFTER))
        self.posted = [TRIAL, *plain]
        self.stands: dict[str, tuple[date, str]] = {}
        for line in self.posted:
            name, day, words = line.split(" ", 2)
            self.stands[name.rstrip(":")] = (date.fromisoformat(day), words)
        self.gone: dict[str, str] = {}
        self.hearings = ["t"]
        for number in range(self.chosen.randint(3, 10)):
            self._next(number)

    def _next(self, number: int) -> None:
        name = f"x{number}"
        moves = [
            one for one in self.stands if one.startswith("x") and "scheduled" in self.said(one)
        ]
        gone_or_not = [one for one in self.stands if one.startswith("x")] + ["d"] * (number > 4)
        kind = self.chosen.choice(
            ("move", "move", "again", "again", "close", "by hand", "at", "day", "period")
            + ("take back",) * 4
        )
        match kind:
            case "move":
                self._add(name, self._hearing(self.chosen.choice(self.hearings)))
            case "again":
                before = self.chosen.choice((self.hearings[-1], self.chosen.choice(self.hearings)))
                self.hearings.append(f"t{number}")
                self._add(name, self._hearing(f"t{number}", f" replaces={before}"))
            case "close":
                how = self.chosen.choice(("met", "missed", "vacated"))
                self._add(name, f"deadline.closed deadline_id=d how={how}")
            case "by hand":
                self._add(name, "deadline.set deadline_id=d kind=paper due=2023-06-15")
            case "period" if "d" not in self.gone:
                length, unit = self.chosen.choice(PERIODS).split()
                period = (
                    f'{{"number":{length},"unit":"{unit}","direction":"before",'
                    '"counting":"calendar"}'
                )
                self._amend(name, "d", f'{{"period":{period}}}', f"period={period}")
            case "at" | "day" if moves:
                one = self.chosen.choice(moves)
                if one not in self.gone:
                    at = f"{self._monday()}T09:00"
                    day = self.days.pop()
                    if kind == "at":
                        self._amend(name, one, f'{{"at":"{at}"}}', f"at={at}")
                    else:
                        self._amend(name, one, f'{{"effective":"{day}"}}', day)
            case "take back" if gone_or_not:
                one = self.chosen.choice(gone_or_not)
                target = self.gone.pop(one, one)
                self.posted.append(f"{name}: 2023-12-30 event.retracted target={target}")
                self.gone |= {one: name} if target == one else {}

    def said(self, name: str) -> str:
        return self.stands[name][1]

    def _monday(self) -> date:
        return date(2023, 8, 7) + timedelta(weeks=self.chosen.randrange(20))

    def _hearing(self, own: str, replaces: str = "") -> str:
        return HEARING.format(own=own, at=self._monday(), replaces=replaces)

    def _add(self, name: str, words: str) -> None:
        self.stands[name] = (self.days.pop(), words)
        self.posted.append(f"{name}: {self.stands[name][0]} {words} !")

    def _amend(self, name: str, target: str, changes: str, now: str | date) -> None:
        self.posted.append(f"{name}: 2023-12-30 event.corrected target={target} changes={changes}")
        day, words = self.stands[target]
        if isinstance(now, date):
            self.stands[target] = (now, words)
        else:
            field = now.partition("=")[0]
            said = (now if one.startswith(f"{field}=") else one for one in words.split())
            self.stands[target] = (day, " ".join(said))

    def in_order(self) -> Iterator[str]:
        """Yield what stands in the end, in the order of its days."""
        for name, (day, words) in sorted(self.stands.items(), key=lambda one: one[1][0]):
            if name not in self.gone:
                yield f"{name}: {day} {words}{' !' if name.startswith('x') else ''}"


def deadlines(office: Office, on: date) -> dict[str, tuple[str, str]]:
    """Return the deadlines of a day, each with when it is due and how it stands."""
    found = page(Answers(office.database), Window(), as_of=str(on)).entries
    return {one.entry_id: (one.at, one.status) for one in found if one.entry == "deadline"}


@pytest.mark.parametrize("seed", range(at_length(short=10, long=400)))
def test_deadlines__whatever_came_late__are_those_of_the_same_events_in_order(
    databases: Databases, seed: int
) -> None:
    history = History(seed)
    with databases.fresh() as url, databases.fresh() as other, open_office(url) as office:
        for line in history.posted:
            office.post(line)
        with open_office(other) as again:
            is_set = "d" not in history.gone
            for line in history.in_order():
                is_set = is_set or "deadline.set deadline_id=d" in line
                counted = "d" in history.gone and "trigger=d" in line
                closes = not is_set and "deadline.closed" in line
                if not counted and not closes:  # from, or of, what is not there
                    again.post(line)
            for number in range(45):
                on = date(2023, 1, 10) + timedelta(days=2 * number)
                here, there = deadlines(office, on), deadlines(again, on)
                if "d" in history.gone:  # then nothing can be counted from it anew
                    here.pop("e", None)
                assert here == there, (on, list(chain(history.posted, ["---"], history.in_order())))
        assert verify(office.database).sound
