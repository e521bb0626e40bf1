"""The importer of the National Labor Relations Board's representation cases: a log with two times.

The log of actions says when each took effect and when it was entered, so that loaded as recorded it
answers what was known on any day. Nothing that a row says is known before it was entered: what the
tables beside the log say without a time of entry comes behind everything else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from casefile.event import Draft
from casefile.importers.faults import Faults
from casefile.importers.material import AsBefore, Bundle, Record
from casefile.importers.nlrb import words
from casefile.importers.nlrb.action import Action
from casefile.importers.nlrb.course import ZONE, Course
from casefile.importers.nlrb.joining import Joining, Place, place
from casefile.importers.nlrb.tables import (
    ACTIONS,
    BESIDE,
    CASES,
    CaseEntries,
    CaseEntry,
    read_entries,
)
from casefile.importers.shelf import Shelf
from casefile.importers.sources import Importer

NOTHING = "It gives no date and belongs to no action of the log, so it says nothing that happened."
_zone = ZoneInfo(ZONE)
_LAST = "~"  # stands behind every day


def read(paths: Sequence[Path], faults: Faults, _as_before: AsBefore) -> Iterator[Bundle]:
    """Yield bundles, each of what was entered on one case at one instant.

    They come in the order of entry over all cases, whatever the order of the rows; until then they
    wait on disk.
    """
    newest: datetime | None = None
    with closing(CaseEntries()) as entries, closing(Shelf[Bundle]()) as bundles:
        for entry in read_entries(paths, faults):
            entries.put(entry)
            if entered := entry.table is ACTIONS and entry.said.get("Date_Entered"):
                newest = max(filter(None, (newest, _instant(entered))))
        if faults:
            return
        for case, tables in entries.by_case():
            log = _CaseLog(case, tables)
            for at, bundle in log.bundles():
                bundles.put([f"{at:%Y-%m-%d %H:%M:%S.%f} {case}"], bundle)
            for bundle in log.rest(_text(newest) if newest else None):
                bundles.put([f"{_LAST} {case}"], bundle)
        for _, each in bundles.by_key(sort=True):
            yield from each


IMPORTER = Importer(".csv", read, together=True, clauses="Codes of actions")


class _LogStep(NamedTuple):
    """One row that becomes events: an action of the log, or a row with dates that the log lacks."""

    where: str
    record: str
    actions: tuple[Action, ...]


class _CaseLog:
    """The log of one case and the tables beside it, on their way to bundles."""

    def __init__(self, case: str, tables: Mapping[str, list[CaseEntry]]) -> None:
        joining = Joining(tables.get(ACTIONS.record, ()))
        beside = [entry for table in BESIDE for entry in tables.get(table.record, [])]
        self.case = case
        self.matches = [joining.join(entry) for entry in beside]
        actions = joining.actions()
        self.timed = sorted(
            ((_instant(one.entered), one) for one in actions if one.entered), key=_by_entry
        )
        self.untimed = sorted(
            (one for one in actions if not one.entered), key=lambda one: (one.order, one.where)
        )
        # Of two rows on one case, the one without a status says less.
        self.rows = sorted(tables.get(CASES.record, []), key=lambda one: "Status" in one.said)
        self.course: Course | None = None
        self.riding: dict[Place, list[CaseEntry]] = {}

    def bundles(self) -> Iterator[tuple[datetime, Bundle]]:
        """Yield what was entered with its time, in that order, and then all the rest."""
        self._let_ride()
        for at, group in groupby(self.timed, lambda one: one[0]):
            steps = [_step(action) for _, action in group]
            records = tuple(self._records(steps, _text(at)))
            name = f"{self.case}, entered {at.astimezone(_zone):%Y-%m-%d %H:%M}"
            yield at, Bundle(name, records)

    def _let_ride(self) -> None:
        """Put each row that only says more of actions beside the one that was entered last."""
        entered = {place(action): number for number, (_, action) in enumerate(self.timed)}
        never = len(entered) + len(self.timed)
        for match in self.matches:
            if match.places and not match.alone:
                last = max(match.places, key=lambda one: (entered.get(one, never), one))
                self.riding.setdefault(last, []).append(match.entry)

    def _records(self, steps: Sequence[_LogStep], at: str | None) -> Iterator[Record]:
        """Yield the records of steps, and of the rows that say more of them.

        What opens the case comes before everything else on it.
        """
        opening: Sequence[Draft] = ()
        if self.course is None:
            self.course = Course(self.case, self.rows[-1].said if self.rows else {})
            opening = self.course.opening(steps[0].actions[0] if steps else None)
        for entry in self.rows if opening else ():
            yield Record(entry.where, CASES.record, tuple(opening), recorded_at=at)
        if self.rows:
            opening = ()
        for step in steps:
            made = [draft for one in step.actions for draft in self.course.drafts(one)]
            drafts, opening = (*opening, *made), ()
            readings = tuple(words.reading(one.kind, one.said) for one in step.actions)
            yield Record(step.where, step.record, drafts, recorded_at=at, readings=readings)
            riding = self.riding.pop(place(step.actions[0]), ())
            for entry in riding if step.record == ACTIONS.record else ():
                yield Record(entry.where, entry.table.record, drafts, recorded_at=at)

    def rest(self, newest: str | None) -> Iterator[Bundle]:
        """Yield what has no time of entry, as recorded when the newest action was entered."""
        alone = [
            _LogStep(one.entry.where, one.entry.table.record, one.alone) for one in self.matches
        ]
        steps = [one for one in (*map(_step, self.untimed), *alone) if one.actions]
        silent = [
            Record(one.entry.where, one.entry.table.record, left_out=NOTHING)
            for one in self.matches
            if not one.places and not one.alone
        ]
        starts = bool(steps) or (self.course is None and bool(self.rows))
        records = [*self._records(steps, newest)] if starts else []
        if starts or silent:
            yield Bundle(f"{self.case}, without a time of entry", (*records, *silent))


def _step(action: Action) -> _LogStep:
    return _LogStep(action.where, ACTIONS.record, (action,))


def _by_entry(entered: tuple[datetime, Action]) -> tuple[Any, ...]:
    at, action = entered
    return (at, action.order, action.where)


def _instant(entered: str) -> datetime:
    """Return an instant of the log. Of an hour that the clock struck twice, it is the first."""
    return datetime.fromisoformat(entered).replace(tzinfo=_zone, fold=0).astimezone(UTC)


def _text(at: datetime) -> str:
    return at.astimezone(_zone).isoformat()
