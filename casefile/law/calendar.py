"""The calendar's law: the life of a hearing, deadline, motion's day, stay or retention, every day.

An entry is folded like an item, in legal order and whatever arrived first: it is set, moved, taken
off, held or met, and set again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice, pairwise
from typing import NamedTuple

from casefile.law import subjects
from casefile.law.edtf import FIRST_DAY, LAST_DAY
from casefile.law.entry import HELD, MET, MISSED, MOOT, OPEN, STAY, STRICKEN, Entry
from casefile.law.entry_act import EntryAct
from casefile.law.events.process import DeadlineSet, HearingHeld
from casefile.law.fact import Fact, of_class
from casefile.law.following import base_of
from casefile.law.item import NONE, SAME
from casefile.law.known import Known
from casefile.law.lives import LIVES
from casefile.law.performance import (
    TakenBack,
    begun,
    certainly_met_by,
    fallen,
    taken_back,
    whose,
)
from casefile.law.placing import in_legal_order
from casefile.law.setting import stay_facts

MOST_ORDERS = 50  # that are looked at; few entries have several acts dated to a month


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

    def is_set_by_one_of(self, event_ids: Collection[str]) -> bool:
        """Tell whether it stands as one of some events has set it."""
        return self.set_by is not None and self.set_by.event_id in event_ids


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

    `ambiguous` are two events of which nothing but an id, or the last day that one of them can
    have, says which one is the later.
    """

    days: Sequence[EntrySpan]
    irregular: Sequence[Irregular]
    last: EntryStanding
    ambiguous: tuple[Fact, ...] = ()

    def on(self, day: date) -> EntryStanding:
        """Return how the entry stands for certain on a day."""
        spans = (one for one in self.days if one.certain and one.valid_from <= day < one.valid_to)
        return next((one.stood for one in spans), EntryStanding())


def life_of(entity: str, known: Known) -> Life:
    """Return the life of an entry, given as its subject, by all that is known."""
    kind, matter_id, entry_id = subjects.kind_of(entity), *subjects.ids_of(entity)
    every = stay_facts(matter_id, entry_id, known) if kind == STAY else known.facts(entity)
    facts = sorted(every, key=lambda fact: fact.event_id)
    acts = [act for fact in facts if (act := EntryAct(fact, entry_id)).counts]
    idle = _go_back([act for act in acts if act.sets], known)
    acts = [act for act in acts if act.fact.event_id not in idle]
    settings = [act for act in acts if act.sets]
    if not settings:
        acts = settings = list(_never_set(entry_id, facts))
    if not settings:
        return Life((), (), EntryStanding())
    _over_before(acts)
    circular = tuple(_in_circles(entity, acts, known))[:2]
    acts += _beside(entry_id, matter_id, settings, known)
    ordered = in_legal_order(sorted(acts, key=lambda act: act.fact.event_id))
    stages, irregular = [EntryStanding()], []
    for act in ordered:
        after, regular = _after(kind, stages[-1], act)
        if not regular:
            irregular.append(Irregular(act.fact, act.status, stages[-1]))
        stages.append(after)
    found = islice(_other_orders(ordered), MOST_ORDERS)
    others = [one for one in found if _is_regular(kind, one.acts)]
    days = tuple(_joined(_spans(kind, ordered, stages, others)))
    ambiguous = circular or _ambiguous(kind, ordered, stages) or _undated(kind, stages[-1], others)
    return Life(days, irregular, stages[-1], ambiguous)


def _go_back(settings: Sequence[EntryAct], known: Known) -> set[str]:
    """Tell each setting that casefile has made what it moves: its base, and what goes back to it.

    So what somebody closed or set otherwise stays so, whatever of it comes late. The ids of those
    are returned of which the base was taken back.
    """
    bases = {act.fact.event_id: base_of(act.fact, known) for act in settings}
    for act in settings:
        base = bases[act.fact.event_id]
        if base != act.fact.event_id:
            act.moves_on = frozenset(one for one, of in bases.items() if of == base)
    return {one for one, base in bases.items() if base not in bases}


def _never_set(entry_id: str, facts: Iterable[Fact]) -> Iterator[EntryAct]:
    """Yield what took place though nothing has set it, each as what sets it then."""
    for fact, data in of_class(facts, HearingHeld):
        entry = data.held_on(fact.when) if fact.occurred else None
        if entry and entry_id == (data.hearing_id or fact.event_id):
            act = EntryAct(fact, entry_id)
            act.sets, act.status = entry, entry.status
            yield act


def _over_before(acts: Sequence[EntryAct]) -> None:
    """Put what was held or missed by a day before its setting for a later one than that.

    So is what was held in some month before the day in it on which it was set for the next.
    """
    for over in acts:
        if over.status in (HELD, MISSED) and over.earliest < over.latest:
            for setting in acts:
                again = over.earliest <= setting.latest <= over.latest
                if again and setting.first and setting.first > over.latest:
                    setting.after += (over.fact.event_id,)


def _in_circles(entity: str, acts: Sequence[EntryAct], known: Known) -> Iterator[Fact]:
    """Put entries in order that replace one another on one day; yield those events if need be.

    Of the acts of such a circle the last one stands, by its hour, and else by its id: what it sets
    is set, and all others are replaced.
    """
    kind, matter_id, entry_id = entity.split("/")
    by_id = {act.fact.event_id: act for act in acts}
    for setting in acts:
        around = [setting.fact]
        at = setting.fact.data.in_place_of if setting.sets else None
        while at and at != entry_id:
            facts = known.facts(subjects.entry(kind, matter_id, at))
            others = (act for fact in facts if (act := EntryAct(fact, at)).sets)
            same_day = (act.fact for act in others if act.latest == setting.latest)
            replacing = [fact for fact in same_day if fact.data.in_place_of]
            following = max(replacing, key=_by_hour, default=None)
            if following is None or following.event_id in {fact.event_id for fact in around}:
                break
            around.append(following)
            at = following.data.in_place_of
        if at == entry_id and len(around) > 1:
            yield from _circle(setting, by_id[around[-1].event_id], around)


def _circle(setting: EntryAct, replaced: EntryAct, around: Sequence[Fact]) -> Iterator[Fact]:
    """Put a setting before or behind what replaces it again; yield both where only ids decide."""
    ids = {fact.event_id for fact in around}
    if any(ids.intersection(fact.after) for fact in around):
        return
    stands = max(around, key=_by_hour).event_id == setting.fact.event_id
    behind, first = (setting, replaced) if stands else (replaced, setting)
    behind.after += (first.fact.event_id,)
    if len({fact.when.clock for fact in around}) < len(around):
        yield from (setting.fact, replaced.fact)


def _by_hour(fact: Fact) -> tuple[str, str]:
    return fact.when.clock, fact.event_id


def _after(kind: str, stood: EntryStanding, act: EntryAct) -> tuple[EntryStanding, bool]:
    """Return how an entry stands after an act, and whether the table has it.

    What it does not have is done all the same, but to an entry that is not set yet.
    """
    if act.sets and act.status == HELD:
        return (_done(stood, act, HELD), True)
    if act.moves_on:
        moves = stood.entry.status == OPEN and stood.is_set_by_one_of(act.moves_on)
        return (_done(stood, act, OPEN) if moves else stood, True)
    to = LIVES[kind].get(act.status, {}).get(stood.entry.status)
    if act.beside:
        by = stood.by.event_id if stood.by else ""
        touches = to and (not act.undone or by in act.undone)
        return (_done(stood, act, to) if to and touches else stood, True)
    if to is None:
        return (_done(stood, act, act.status) if stood.set_by else stood, False)
    return (_done(stood, act, to), True)


def _done(stood: EntryStanding, act: EntryAct, status: str) -> EntryStanding:
    if act.sets:
        return EntryStanding(act.sets, act.fact, act.fact)
    if status in (SAME, stood.entry.status):
        return stood
    return stood._replace(entry=stood.entry._replace(status=status), by=act.fact)


class _Order(NamedTuple):
    """Another order in which acts can have come: the one that `moved` stands before `behind`."""

    acts: Sequence[EntryAct]
    moved: EntryAct
    behind: EntryAct

    def by(self, day: date) -> Iterator[EntryAct]:
        """Yield the acts of some day or an earlier one, with the one that can be as well."""
        for one in self.acts:
            if one.latest <= day or (one is self.moved and one.earliest <= day):
                yield one


def _other_orders(ordered: Sequence[EntryAct]) -> Iterator[_Order]:
    """Yield the orders that the days of the acts leave open, besides the one by their last days.

    What is dated to a month can have come before what is dated to a day in it. What is done to a
    deadline by the way has its place by what it meets, or takes back.
    """
    for place, moved in enumerate(ordered):
        if moved.beside:
            continue
        for to in range(place - 1, -1, -1):
            behind = ordered[to]
            exact = moved.earliest == moved.latest or behind.latest < moved.earliest
            if exact or behind.fact.event_id in moved.after:
                break
            acts = [*ordered[:to], moved, *ordered[to:place], *ordered[place + 1 :]]
            yield _Order(acts, moved, behind)


def _is_regular(kind: str, acts: Sequence[EntryAct]) -> bool:
    """Tell whether the table of lives has every act of an order."""
    stood = EntryStanding()
    for act in acts:
        stood, regular = _after(kind, stood, act)
        if not regular:
            return False
    return True


def _folded(kind: str, acts: Iterable[EntryAct]) -> EntryStanding:
    stood = EntryStanding()
    for act in acts:
        stood, _ = _after(kind, stood, act)
    return stood


def _undated(kind: str, last: EntryStanding, others: Sequence[_Order]) -> tuple[Fact, ...]:
    """Return two acts of which the days do not say which came first, where that matters."""
    for one in others:
        if _folded(kind, one.acts).entry != last.entry:
            return (one.behind.fact, one.moved.fact)
    return ()


def _spans(
    kind: str,
    ordered: Sequence[EntryAct],
    stages: Sequence[EntryStanding],
    others: Sequence[_Order],
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
                stood, _ = _after(kind, stood, act)
                every.append(stood)
        every += (_folded(kind, one.by(begins)) for one in others)
        for setting in dict.fromkeys(stood.set_by for stood in every):
            if setting:
                alike = [stood for stood in every if stood.set_by is setting]
                certain = alike[0] is stages[sure]
                statuses = [one.entry.status for one in alike[1:] if one.entry != alike[0].entry]
                yield EntrySpan(begins, ends, alike[0], tuple(dict.fromkeys(statuses)), certain)


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
    kind: str, ordered: Sequence[EntryAct], stages: Sequence[EntryStanding]
) -> tuple[Fact, ...]:
    """Return events of one day of which only the id says which is the later, where that matters.

    So are the closing of a deadline and its setting for a later day: either may have come first.
    """
    for place, (one, other) in enumerate(pairwise(ordered)):
        again = one.ends and other.ahead and one.when == other.when
        alike = one.key == other.key or again
        if alike and one.fact.event_id not in other.after:
            swapped, _ = _after(kind, stages[place], other)
            swapped, _ = _after(kind, swapped, one)
            if swapped.entry != stages[place + 2].entry:
                return (one.fact, other.fact)
    return ()


def _beside(
    deadline_id: str, matter_id: str, settings: Sequence[EntryAct], known: Known
) -> Iterator[EntryAct]:
    """Yield what meets a deadline, or leaves it moot, each from the day on which it is both.

    What is taken back meets nothing that is set from then on. Taking it back opens the deadline.
    """
    taking: dict[str, TakenBack] = {}
    for setting in settings:
        data = setting.fact.data
        if not isinstance(data, DeadlineSet):
            continue
        begins, parties = begun(data, setting.fact, known), whose(data, matter_id, known)
        done = list(certainly_met_by(data, parties, matter_id, known))
        taken = list(taken_back(done, parties, known))
        taking |= {one.fact.event_id: one for one in taken}
        gone = {
            event_id
            for one in taken
            if one.fact.bounds(None)[1] <= setting.latest
            for event_id in one.undone
        }
        for fact in done:
            act = EntryAct(fact, deadline_id, beside=MET)
            if fact.occurred and act.latest >= begins and fact.event_id not in gone:
                yield act.behind(setting)
        if left := fallen(data, setting.fact, known):
            yield EntryAct(left, deadline_id, beside=MOOT).behind(setting)
    for one in taking.values():
        act = EntryAct(one.fact, deadline_id, beside=STRICKEN)
        act.undone = one.undone
        act.after += (one.behind,)
        yield act
