"""The log of actions of the National Labor Relations Board, joined with the tables beside it.

The tables beside the log have no time of entry. A row of theirs is joined to the action that is the
same one: same case, unit, number, recurrence and date. What it says is said of that action, and is
known when the action was entered; a date of which the log knows nothing stands alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from casefile.importers.nlrb.action import Action
from casefile.importers.nlrb.tables import CaseEntry, Key

NOTICES = {"RPRHR": "Notic", "RPSHR": "NOH"}
BRIEF_DUE = "Brief_Due_Date"  # on its own, it is all that its row says


class Place(NamedTuple):
    """What tells an action of the log from every other one, within its case."""

    kind: str
    key: Key
    day: str


class Joined(NamedTuple):
    """A row beside the log: the actions that it says more of, and those that the log lacks."""

    entry: CaseEntry
    places: tuple[Place, ...]
    alone: tuple[Action, ...]


class Joining:
    """The actions of the log by all that rows beside it may know of them."""

    def __init__(self, log: Iterable[CaseEntry]) -> None:
        self._log = [_action(entry) for entry in log]
        self._said: dict[Place, Mapping[str, str]] = {}
        self._hearings: dict[Place, str] = {}
        places = sorted({place(action) for action in self._log})
        self._places = set(places)
        self._by_key: dict[tuple[str, Key], list[Place]] = {}
        self._by_day: dict[tuple[str, str, str], list[Place]] = {}
        for one in places:
            table = one.kind.partition(".")[0]
            for name in (one.kind, table):
                self._by_key.setdefault((name, one.key), []).append(one)
            self._by_day.setdefault((one.kind, one.key.case, one.day), []).append(one)

    def actions(self) -> list[Action]:
        """Return the actions of the log with what the rows joined so far say of them."""
        return [
            action._replace(
                said=self._said.get(place(action), {}),
                hearing_on=self._hearings.get(place(action), ""),
            )
            for action in self._log
        ]

    def join(self, entry: CaseEntry) -> Joined:
        """Join one row beside the log to the actions that say the same."""
        table = entry.table
        places: list[Place] = []
        alone: list[Action] = []
        for column, field in table.dates.items():
            if day := entry.said.get(column):
                kind = f"{table.code}.{field}"
                if found := self._find(kind, entry, day):
                    places.append(found)
                    self._said.setdefault(found, entry.said)
                else:
                    alone.append(_alone(entry, kind, day, column))
        if len(places) + len(alone) > 1:
            alone = [one for one in alone if one.alone != BRIEF_DUE]
        if hearing_on := entry.said.get(table.hearing):
            self._set_hearing(entry, hearing_on, places, alone)
        if not places and not alone:
            places = self._by_key.get((table.code, entry.key), [])
        return Joined(entry, tuple(places), tuple(alone))

    def _find(self, kind: str, entry: CaseEntry, day: str) -> Place | None:
        same = Place(kind, entry.key, day)
        if same in self._places:
            return same
        of_day = self._by_day.get((kind, entry.key.case, day), [])
        return of_day[0] if entry.table.keyless and len(of_day) == 1 else None

    def _set_hearing(
        self, entry: CaseEntry, hearing_on: str, places: list[Place], alone: list[Action]
    ) -> None:
        """Find the notice or the rescheduling that set a hearing for the day of its row.

        A row has one hearing: the day it was set for, and when it was moved. The next row has the
        day to which that moved it, and only the first has a notice.
        """
        notice = f"{entry.table.code}.{NOTICES[entry.table.code]}"
        if noticed := next((one for one in places if one.kind == notice), None):
            self._hearings.setdefault(noticed, hearing_on)
            return
        for number, one in enumerate(alone):
            if one.kind == notice:
                alone[number] = one._replace(hearing_on=hearing_on)
                return
        former = entry.key._replace(recurrence=entry.key.recurrence - 1)
        if moved := self._by_key.get((f"{entry.table.code}.Resch", former)):
            self._hearings.setdefault(moved[0], hearing_on)
            places.append(moved[0])
        else:
            unknown = _alone(entry, notice, hearing_on, entry.table.hearing)
            alone.append(unknown._replace(when=f"../{hearing_on}", hearing_on=hearing_on))


def place(action: Action) -> Place:
    """Return what tells an action from every other one."""
    return Place(action.kind, action.key, action.day)


def _action(entry: CaseEntry) -> Action:
    said = entry.said
    return Action(
        where=entry.where,
        key=entry.key,
        kind=f"{said['Action_Table_Code']}.{said['Action_Field_Code']}",
        day=said["Action_Date"],
        entered=said.get("Date_Entered", ""),
        control=said.get("Action_Control", ""),
    )


def _alone(entry: CaseEntry, kind: str, day: str, column: str) -> Action:
    return Action(
        where=entry.where, key=entry.key, kind=kind, day=day, said=entry.said, alone=column
    )
