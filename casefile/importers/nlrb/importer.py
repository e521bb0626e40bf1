"""The importer of the National Labor Relations Board's representation cases: a log with two times.

The log of actions says when each took effect and when it was entered, so that loaded as recorded it
answers what was known on any day. Nothing that a row says is known before it was entered: what the
tables beside the log say without a time of entry comes behind everything else.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from casefile.importers.faults import Faults
from casefile.importers.material import AsBefore, Bundle, Record
from casefile.importers.nlrb import words
from casefile.importers.nlrb.action import Action
from casefile.importers.nlrb.course import ZONE, Course
from casefile.importers.nlrb.joining import Joining, Place, place
from casefile.importers.nlrb.tables import ACTIONS, BESIDE, CASES, CaseEntry, read_tables
from casefile.importers.sources import Importer

NOTHING = "It gives no date and belongs to no action of the log, so it says nothing that happened."
_zone = ZoneInfo(ZONE)
T = TypeVar("T")


def read(paths: Sequence[Path], faults: Faults, _as_before: AsBefore) -> Iterator[Bundle]:
    """Return an iterator over bundles, each of what was entered on one case at one instant.

    They come in the order of entry over all cases, whatever the order of the rows.
    """
    tables = read_tables(paths, faults)
    return iter(()) if faults else _CaseLog(tables).bundles()


IMPORTER = Importer(".csv", read, together=True, clauses="Codes of actions")


class _LogStep(NamedTuple):
    """One row that becomes events: an action of the log, or a row with dates that the log lacks."""

    where: str
    record: str
    actions: tuple[Action, ...]


class _CaseLog:
    """The log and the tables beside it, on their way to bundles."""

    def __init__(self, tables: Mapping[str, list[CaseEntry]]) -> None:
        joining = Joining(tables[ACTIONS.record])
        beside = [entry for table in BESIDE for entry in tables.get(table.record, [])]
        self.matches = [joining.join(entry) for entry in beside]
        actions = joining.actions()
        self.timed = sorted(
            ((_instant(one.entered), one) for one in actions if one.entered), key=_by_entry
        )
        self.untimed = sorted(
            (one for one in actions if not one.entered), key=lambda one: (one.order, one.where)
        )
        self.cases: dict[str, list[CaseEntry]] = {}
        # Of two rows on one case, the one without a status says less.
        for entry in sorted(tables.get(CASES.record, []), key=lambda one: "Status" in one.said):
            self.cases.setdefault(entry.key.case, []).append(entry)
        self.courses: dict[str, Course] = {}
        self.riding: dict[Place, list[CaseEntry]] = {}

    def bundles(self) -> Iterator[Bundle]:
        """Yield what was entered with its time, in that order, and then all the rest."""
        self._let_ride()
        for (at, case), group in groupby(self.timed, lambda one: (one[0], one[1].key.case)):
            steps = [_step(action) for _, action in group]
            records = tuple(self._records(case, steps, _text(at)))
            yield Bundle(f"{case}, entered {at.astimezone(_zone):%Y-%m-%d %H:%M}", records)
        yield from self._rest(_text(self.timed[-1][0]) if self.timed else None)

    def _let_ride(self) -> None:
        """Put each row that only says more of actions beside the one that was entered last."""
        entered = {place(action): number for number, (_, action) in enumerate(self.timed)}
        never = len(entered) + len(self.timed)
        for match in self.matches:
            if match.places and not match.alone:
                last = max(match.places, key=lambda one: (entered.get(one, never), one))
                self.riding.setdefault(last, []).append(match.entry)

    def _records(self, case: str, steps: Sequence[_LogStep], at: str | None) -> Iterator[Record]:
        """Yield the records of steps on a case, and of the rows that say more of them.

        What opens the case comes before everything else on it.
        """
        first = steps[0].actions[0] if steps else None
        opening = [] if case in self.courses else self._open(case).opening(first)
        for entry in self.cases.get(case, ()) if opening else ():
            yield Record(entry.where, CASES.record, tuple(opening), recorded_at=at)
        if case in self.cases:
            opening = []
        for step in steps:
            made = [draft for one in step.actions for draft in self.courses[case].drafts(one)]
            drafts, opening = (*opening, *made), []
            readings = tuple(words.reading(one.kind, one.said) for one in step.actions)
            yield Record(step.where, step.record, drafts, recorded_at=at, readings=readings)
            riding = self.riding.pop(place(step.actions[0]), ())
            for entry in riding if step.record == ACTIONS.record else ():
                yield Record(entry.where, entry.table.record, drafts, recorded_at=at)

    def _open(self, case: str) -> Course:
        rows = self.cases.get(case)
        self.courses[case] = Course(case, rows[-1].said if rows else {})
        return self.courses[case]

    def _rest(self, newest: str | None) -> Iterator[Bundle]:
        """Yield what has no time of entry, as recorded when the newest action was entered."""
        alone = [
            _LogStep(one.entry.where, one.entry.table.record, one.alone) for one in self.matches
        ]
        steps = _by_case(
            (one.actions[0].key.case, one)
            for one in (*map(_step, self.untimed), *alone)
            if one.actions
        )
        silent = _by_case(
            (one.entry.key.case, Record(one.entry.where, one.entry.table.record, left_out=NOTHING))
            for one in self.matches
            if not one.places and not one.alone
        )
        for case in sorted({*steps, *silent, *(self.cases.keys() - self.courses.keys())}):
            started = case in steps or (case not in self.courses and case in self.cases)
            records = [*self._records(case, steps.get(case, []), newest)] if started else []
            name = f"{case}, without a time of entry"
            yield Bundle(name, (*records, *silent.get(case, ())))


def _step(action: Action) -> _LogStep:
    return _LogStep(action.where, ACTIONS.record, (action,))


def _by_entry(entered: tuple[datetime, Action]) -> tuple[Hashable, ...]:
    at, action = entered
    return (at, action.key.case, action.order, action.where)


def _by_case(found: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    cases: dict[str, list[T]] = {}
    for case, one in found:
        cases.setdefault(case, []).append(one)
    return cases


def _instant(entered: str) -> datetime:
    """Return an instant of the log. Of an hour that the clock struck twice, it is the first."""
    return datetime.fromisoformat(entered).replace(tzinfo=_zone, fold=0).astimezone(UTC)


def _text(at: datetime) -> str:
    return at.astimezone(_zone).isoformat()
