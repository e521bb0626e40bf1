"""Stayed: what is said of the stays of a matter beside what is due in it.

A stay stops proceedings (11 U.S.C. 362(a)) and lengthens no time by itself. A period that had not
ended when a bankruptcy began may end later than it says (11 U.S.C. 108(b), (c)), and so may one
under a court's order, by the words of that. Nothing on record tells, so that no day moves: a
deadline that is open after its day is overdue unless the stay tolls its time, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from casefile.law import subjects
from casefile.law.edtf import FIRST_DAY, parse
from casefile.law.entry import DEADLINE, HEARING, MOTION, STANDING
from casefile.law.events.process import DeadlineSet
from casefile.law.known import Known
from casefile.law.setting import persons_in, stay_acts_in, stays_in
from casefile.law.stays import Stay


class Stayed(NamedTuple):
    """What is said of stays beside an entry, and whether one may lengthen its time."""

    told: Sequence[str] = ()
    may_toll: bool = False

    @property
    def behind(self) -> str:
        """Return it as it is said behind the sentence of something that is late."""
        tolled = ["it is overdue unless the stay tolls it"] if self.may_toll else []
        said = "; ".join((*self.told, *tolled))
        return f" {said[:1].upper()}{said[1:]}." if said else ""


class StayedMatters:
    """The stays of those matters of some entries that have any, read at once.

    An entry is given as its row: whose it is, how it stands and since when, until when it can be.
    """

    def __init__(self, known: Known, rows: Sequence[Mapping[str, Any]]) -> None:
        self._known = known
        matter_ids = dict.fromkeys(row["matter_id"] for row in rows)
        known.fetch(map(subjects.stays, matter_ids))
        stayed = [one for one in matter_ids if known.recorded(subjects.stays(one))]
        known.fetch(map(subjects.matter, stayed))
        set_by = [row["set_by"] for row in rows if row["matter_id"] in stayed]
        known.fetch(map(subjects.event, set_by))
        known.fetch(map(subjects.event, filter(None, map(self._trigger, set_by))))
        self._stays = {one: stays_in(one, known) for one in stayed}

    def edges(self, matter_id: str) -> Iterator[date]:
        """Yield the days on which stays of a matter begin and end."""
        for stay in self._stays.get(matter_id, ()):
            yield from (stay.begins, stay.ends)

    def beside(self, row: Mapping[str, Any], on: date) -> Stayed:
        """Return what is said of stays beside an entry on a day."""
        begun = [one for one in self._stays.get(row["matter_id"], ()) if one.begins <= on]
        halts = row["entry"] in (DEADLINE, HEARING, MOTION) and row["status"] in STANDING
        if not (begun and halts):
            return Stayed()
        reaching = [one for one in begun if self._reaches(one, row["matter_id"], row["whose"])]
        told = [
            f"the {one.words('may be' if one.perhaps else 'is', f' since {_since(one)}')}"
            for one in begun
            if on < one.ends
        ]
        if row["entry"] != DEADLINE:
            return Stayed(told)
        first, last = self._runs(row)
        within = [one for one in reaching if one.begins <= last and one.ends > first]
        return Stayed([*told, *_over(within, reaching, on)], any(not one.over for one in within))

    def _reaches(self, stay: Stay, matter_id: str, whose: str) -> bool:
        """Tell whether a stay reaches a party; what is nobody's alone is reached by every stay."""
        if not whose:
            return True
        acts = stay_acts_in(matter_id, self._known)
        mine = set(persons_in(matter_id, acts, self._known, [whose])(whose))
        if stay.parties:
            return not mine.isdisjoint(stay.parties)
        return mine.isdisjoint(dict(stay.but))

    def _runs(self, row: Mapping[str, Any]) -> tuple[date, date]:
        """Return from when until when the time of a deadline runs, as it is set."""
        last = date.fromisoformat(row["latest"])
        since = (parse(row["since"]).earliest or FIRST_DAY) if row["since"] else last
        trigger = self._known.standing(self._trigger(row["set_by"]))
        ran = trigger.bounds(None)[0] if trigger else last
        return min(since, ran, last), last

    def _trigger(self, set_by: str) -> str:
        setting = self._known.standing(set_by)
        data = setting.data if setting else None
        return (data.trigger or "") if isinstance(data, DeadlineSet) else ""


def _since(stay: Stay) -> str:
    return stay.said[0].when.shown


def _over(within: Iterable[Stay], reaching: Iterable[Stay], on: date) -> Iterator[str]:
    """Yield in words the stays in which a time ran and that have ended by a day."""
    running = {one.said[0].event_id for one in reaching if on < one.ends and one.is_certain}
    ended = {one.said[0].event_id: one for one in within if one.is_certain}
    for event_id, stay in ended.items():
        if event_id not in running:
            days = [one for one in reaching if one.said[0].event_id == event_id and one.is_certain]
            begins, ends = min(one.begins for one in days), max(one.ends for one in days)
            yield f"the {stay._replace(but=()).words('was', f' from {begins} to {ends}')}"
