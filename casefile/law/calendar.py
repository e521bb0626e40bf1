"""The calendar's law: the life of a hearing, a deadline or a motion's day, on every day.

An entry is folded like an item, in legal order and whatever arrived first: it is set, moved, taken
off, held or met, and set again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from casefile.law import subjects
from casefile.law.edtf import FIRST_DAY, LAST_DAY, parse
from casefile.law.entry import (
    CANCELLED,
    CLOSED,
    DEADLINE,
    DECIDED,
    HEARING,
    HELD,
    MET,
    MISSED,
    MOTION,
    OPEN,
    PENDING,
    REPLACED,
    SCHEDULED,
    VACATED,
    Entry,
)
from casefile.law.events.claim import ClaimServed
from casefile.law.events.process import DeadlineSet
from casefile.law.fact import Fact, of_class
from casefile.law.item import NONE, SAME
from casefile.law.known import Known
from casefile.law.placing import Placed, in_legal_order
from casefile.law.presence import SUBSTITUTED, endings
from casefile.law.rank import Rank
from casefile.law.setting import Setting

# What an act makes of an entry, by the status that it leaves: the table of their lives.
_SET_AGAIN = (NONE, SCHEDULED, CANCELLED, HELD, REPLACED)
_SET_ANEW = (NONE, OPEN, MET, MISSED, VACATED, CLOSED, REPLACED)
LIVES: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    HEARING: {
        SCHEDULED: dict.fromkeys(_SET_AGAIN, SCHEDULED),
        REPLACED: {SCHEDULED: REPLACED, CANCELLED: REPLACED, REPLACED: SAME, HELD: SAME},
        CANCELLED: {SCHEDULED: CANCELLED, REPLACED: SAME},
        HELD: {SCHEDULED: HELD, HELD: SAME},
    },
    DEADLINE: {
        OPEN: dict.fromkeys(_SET_ANEW, OPEN),
        REPLACED: {
            **dict.fromkeys((OPEN, MISSED), REPLACED),
            **dict.fromkeys((MET, VACATED, CLOSED, REPLACED), SAME),
        },
        MET: {OPEN: MET, MISSED: MET},
        MISSED: {OPEN: MISSED},
        VACATED: {OPEN: VACATED, MISSED: VACATED},
        CLOSED: {OPEN: CLOSED, MISSED: CLOSED},
    },
    MOTION: {
        PENDING: dict.fromkeys((NONE, PENDING, DECIDED), PENDING),
        DECIDED: {PENDING: DECIDED, DECIDED: SAME},
    },
}
# On one day what takes an entry off comes before what sets it again, and what carries it out last.
# But what was held or missed on a day is not what is set on it for a later one.
_RANKS: Mapping[str, int] = {
    **dict.fromkeys((CANCELLED, REPLACED, VACATED, CLOSED), int(Rank.DISMISSED)),
    **dict.fromkeys((SCHEDULED, OPEN, PENDING), int(Rank.FOLLOWS)),
    **dict.fromkeys((HELD, MISSED), int(Rank.FOLLOWS) + 1),
    **dict.fromkeys((MET, DECIDED), int(Rank.FOLLOWS) + 3),
}
_SET_AHEAD = int(Rank.FOLLOWS) + 2
_NOWHERE = Setting()


class _EntryAct(Placed):
    """A fact at its place in the life of an entry: what it sets, or what becomes of what was set.

    `meets` tells that it is about something else, and meets a deadline by the way.
    """

    __slots__ = ("meets", "sets", "status")

    def __init__(self, fact: Fact, entry_id: str, *, meets: bool = False) -> None:
        super().__init__(fact, "", entry_id, _NOWHERE)
        self.meets = meets
        self.sets = None if meets else fact.data.entry(entry_id)
        status = MET if meets else fact.data.entry_status(entry_id)
        self.status = self.sets.status if self.sets else status or ""
        self.rank = _RANKS.get(self.status, 0)
        if not fact.occurred:  # what is to come is set as soon as it is known
            self.earliest = min(self.earliest, fact.known_on)
            self.latest = min(self.latest, fact.known_on)
        if self.sets and self.sets.at:
            first = parse(self.sets.at, offset=True).earliest
            if first and first > self.latest:
                self.rank = _SET_AHEAD

    @property
    def files(self) -> bool:
        """Tell whether the fact sets the entry."""
        return self.sets is not None

    @property
    def counts(self) -> bool:
        """Tell whether anything becomes of the entry by the fact.

        A setting, and what it replaces, counts under every assertion; all else has to have
        occurred.
        """
        return bool(self.sets or self.status == REPLACED or (self.status and self.fact.occurred))

    def behind(self, setting: _EntryAct) -> _EntryAct:
        """Return the act as one that counts as soon as the entry is set."""
        moved = _EntryAct(self.fact, self.written, meets=self.meets)
        moved.earliest = max(self.earliest, setting.earliest)
        moved.latest = max(self.latest, setting.latest)
        return moved


class EntryStanding(NamedTuple):
    """How an entry stands: as `set_by` set it, and in its status since `by`.

    Before anything has set it there is neither.
    """

    entry: Entry = Entry("", NONE)
    set_by: Fact | None = None
    by: Fact | None = None

    def is_set_by(self, fact: Fact) -> bool:
        """Tell whether it stands as an event has set it."""
        return self.set_by is not None and self.set_by.event_id == fact.event_id


class Irregular(NamedTuple):
    """An act that the table of lives does not have, how the entry stood then, and since when."""

    fact: Fact
    status: str
    before: EntryStanding


class EntrySpan(NamedTuple):
    """How an entry stands on a half-open span of days.

    `possible` are the other statuses that it may have as it is set here. Where `certain` is false
    it is only possible that it is set like this.
    """

    valid_from: date
    valid_to: date
    stood: EntryStanding
    possible: tuple[str, ...]
    certain: bool


class Life(NamedTuple):
    """The life of an entry: the spans of its days, what is irregular, and as it stands in the end.

    `ambiguous` are events of one day of which only the id says which one is the later.
    """

    days: Sequence[EntrySpan]
    irregular: Sequence[Irregular]
    last: EntryStanding
    ambiguous: tuple[Fact, ...] = ()


def life_of(entity: str, known: Known) -> Life:
    """Return the life of an entry, given as its subject, by all that is known."""
    kind, matter_id, entry_id = subjects.kind_of(entity), *subjects.ids_of(entity)
    facts = known.facts(entity)
    acts = [act for fact in facts if (act := _EntryAct(fact, entry_id)).counts]
    settings = [act for act in acts if act.sets]
    acts += _meeting(entry_id, matter_id, settings, known)
    if not settings:
        return Life((), (), EntryStanding())
    ordered = in_legal_order(sorted(acts, key=lambda act: act.fact.event_id))
    stages, irregular = [EntryStanding()], []
    for act in ordered:
        after = _after(kind, stages[-1], act)
        if after is None:
            irregular.append(Irregular(act.fact, act.status, stages[-1]))
        stages.append(after or _done(stages[-1], act, act.status))
    days = tuple(_joined(_spans(kind, ordered, stages)))
    return Life(days, irregular, stages[-1], _ambiguous(kind, ordered, stages))


def _after(kind: str, stood: EntryStanding, act: _EntryAct) -> EntryStanding | None:
    """Return how an entry stands after an act; None where the table does not have it."""
    to = LIVES[kind].get(act.status, {}).get(stood.entry.status)
    if to is None and (act.meets or stood.set_by is None):
        return stood
    return None if to is None else _done(stood, act, stood.entry.status if to == SAME else to)


def _done(stood: EntryStanding, act: _EntryAct, status: str) -> EntryStanding:
    if act.sets:
        return EntryStanding(act.sets, act.fact, act.fact)
    same = status == stood.entry.status
    by = stood.by if same else act.fact
    return stood._replace(entry=stood.entry._replace(status=status), by=by)


def _spans(
    kind: str, ordered: Sequence[_EntryAct], stages: Sequence[EntryStanding]
) -> Iterator[EntrySpan]:
    """Yield how the entry stands from each day on which anything becomes certain or possible."""
    latest = [act.latest for act in ordered]
    edges = {FIRST_DAY, LAST_DAY, *latest, *(act.earliest for act in ordered)}
    for begins, ends in pairwise(sorted(edges)):
        sure = bisect_right(latest, begins)
        stood = stages[sure]
        every = [stood]
        for act in ordered[sure:]:
            if act.earliest <= begins:
                stood = _after(kind, stood, act) or _done(stood, act, act.status)
                every.append(stood)
        for setting in dict.fromkeys(stood.set_by for stood in every):
            if setting:
                alike = [stood for stood in every if stood.set_by is setting]
                certain = alike[0] is stages[sure]
                others = [one.entry.status for one in alike[1:] if one.entry != alike[0].entry]
                yield EntrySpan(begins, ends, alike[0], tuple(dict.fromkeys(others)), certain)


def _joined(spans: Iterator[EntrySpan]) -> list[EntrySpan]:
    """Return spans, those that follow on one another and say the same as one."""
    joined: list[EntrySpan] = []
    for span in spans:
        for place, before in enumerate(joined):
            if before.valid_to == span.valid_from and before[2:] == span[2:]:
                joined[place] = before._replace(valid_to=span.valid_to)
                break
        else:
            joined.append(span)
    return joined


def _ambiguous(
    kind: str, ordered: Sequence[_EntryAct], stages: Sequence[EntryStanding]
) -> tuple[Fact, ...]:
    """Return events of one day of which only the id says which is the later, where that matters."""
    for place, (one, other) in enumerate(pairwise(ordered)):
        if one.key == other.key and one.fact.event_id not in other.after and place:
            swapped = stages[place]
            for act in (other, one):
                swapped = _after(kind, swapped, act) or _done(swapped, act, act.status)
            if swapped.entry != stages[place + 2].entry:
                return (one.fact, other.fact)
    return ()


def _meeting(
    deadline_id: str, matter_id: str, settings: Sequence[_EntryAct], known: Known
) -> Iterator[_EntryAct]:
    """Yield what meets a deadline, each from the day on which it is both set and done."""
    for setting in settings:
        data = setting.fact.data
        if not isinstance(data, DeadlineSet):
            continue
        begins = begun(data, setting.fact, known)
        for fact in certainly_met_by(data, matter_id, known):
            act = _EntryAct(fact, deadline_id, meets=True)
            if fact.occurred and act.latest >= begins:
                yield act.behind(setting)


def begun(data: DeadlineSet, set_by: Fact, known: Known) -> date:
    """Return the first day from which on a deadline can be met: that from which it runs, if any.

    A claim can be answered before it is served, which waives its first service.
    """
    trigger = known.standing(data.trigger or "")
    if trigger is None:
        return set_by.bounds(None)[0]
    ran = trigger.bounds(None)[0]
    if isinstance(trigger.data, ClaimServed) and not _served_before(trigger, known):
        return FIRST_DAY
    return min(ran, set_by.bounds(None)[0])


def _served_before(service: Fact, known: Known) -> bool:
    """Tell whether a claim was served before it was served like this."""
    return any(
        fact.occurred and fact.bounds(None)[1] < service.bounds(None)[0]
        for key in service.items
        for fact, _ in of_class(known.facts(subjects.item(key)), ClaimServed)
    )


def certainly_met_by(data: DeadlineSet, matter_id: str, known: Known) -> Iterator[Fact]:
    """Yield the facts that meet a deadline whenever they come: done by the party whose it is.

    It is done as well by whoever stands in the place of that party.
    """
    if not data.of or not data.met_by:
        return
    whose = {data.of}
    for one in endings(matter_id, data.of, known):
        whose |= {one.successor} if one.state == SUBSTITUTED and one.successor else set()
    for tag in data.met_by:
        for fact in known.facts(subjects.done(matter_id, tag)):
            mine = not whose.isdisjoint(fact.data.done_by(_sides(fact, known)))
            if mine and is_about(fact, data, known):
                yield fact


def is_about(fact: Fact, data: DeadlineSet, known: Known) -> bool:
    """Tell whether a fact is about the items on which a deadline hangs, where it hangs on any."""
    trigger = known.standing(data.trigger or "")
    items = trigger.items.keys() if trigger else frozenset[str]()
    return not items or not fact.items or bool(items & fact.items.keys())


def _sides(fact: Fact, known: Known) -> dict[str, str]:
    """Return the parties of the items of a fact, with their sides, as they are filed."""
    sides: dict[str, str] = {}
    for key in fact.items:
        for filing in known.facts(subjects.item(key)):
            if filing.occurred and filing.data.files_item:
                sides |= dict(filing.data.sides())
    return sides
