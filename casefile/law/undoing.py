"""Undoing: the order of a day on which a court takes something back.

By rank alone an answer stands before the order that sets the default aside, although it can only
have come after it. So on a day with an act that undoes, what is illegal before that act and legal
after it stands after it; so does what ends the item and is legal at both places, for it is the last
word of the day. An act stays before where the undoing act needs it, and where its links or its hour
say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from casefile.law.evidence import Evidence
from casefile.law.item import LIFECYCLES, Item
from casefile.law.placing import Placed, numbered
from casefile.law.setting import Setting
from casefile.law.timeline import Fold, Step, date_breach, placed_alike, step_of, unfiled_item

# A day with more acts on one item stays in the order of their ranks: what is tried grows with the
# cube of their number.
LONGEST_DAY = 12


def as_undone(placed: list[Placed], setting: Setting, earlier: Fold | None = None) -> list[Placed]:
    """Return placed facts, each after those undoing acts of its day that it follows.

    `earlier` is an earlier fold of the same item, of which what still holds is not folded again.
    """
    if any(one.undoes for one in placed):
        placed = list(_by_days(placed, setting, earlier))
    return numbered(placed)


def _by_days(placed: list[Placed], setting: Setting, earlier: Fold | None) -> Iterator[Placed]:
    days = [list(day) for _, day in groupby(placed, attrgetter("latest"))]
    last = max(number for number, day in enumerate(days) if any(one.undoes for one in day))
    step, held, at = Step(unfiled_item(placed, setting), Evidence()), earlier, 0
    if held and not (held.setting == setting and held.steps[0].item == step.item):
        held = None
    for number, day in enumerate(days):
        if number <= last:
            ordered = _as_held(day, held, at) or _in_order(day, step, setting)
            for one in ordered:
                alike = held and at < len(held.marks) and placed_alike(one.mark, held.marks[at])
                held = held if alike else None
                step = held.steps[at + 1] if held else step_of(step, one, setting)
                at += 1
            yield from ordered
        else:
            yield from day


def _as_held(day: list[Placed], held: Fold | None, at: int) -> list[Placed]:
    """Return the facts of a day in the order that an earlier fold has for the same ones."""
    if held is None or not any(one.undoes for one in day):
        return []
    until = at + len(day)
    before = {one.fact.event_id: place for place, one in enumerate(held.placed[at:until])}
    if any(one.fact.event_id not in before for one in day):
        return []
    ordered = sorted(day, key=lambda one: before[one.fact.event_id])
    marks = zip(ordered, held.marks[at:until], strict=True)
    return ordered if all(placed_alike(one.mark, mark) for one, mark in marks) else []


def _in_order(day: list[Placed], step: Step, setting: Setting) -> list[Placed]:
    """Return the facts of one day in order, from the step before it on."""
    if not 1 < len(day) <= LONGEST_DAY or not any(one.undoes for one in day):
        return day
    tried = _Tried(day, step, setting)
    for undoing in [one for one in day if one.undoes]:
        for may_follow, follows in ((_is_illegal, _only_after), (_may_end, _after_as_well)):
            for one in tried.ordered[: tried.ordered.index(undoing)]:
                if not may_follow(one, tried) or _held_before(one, undoing, tried.ordered):
                    continue
                moved = _Tried(_moved(one, undoing, tried.ordered), step, setting)
                needed = undoing in moved.illegal and undoing not in tried.illegal
                if not needed and follows(one, undoing, tried, moved):
                    tried = moved
    return tried.ordered


def _is_illegal(one: Placed, tried: _Tried) -> bool:
    """Tell whether a fact can only follow an undoing act, if it has a place at all."""
    return one in tried.illegal and not one.files


def _may_end(one: Placed, tried: _Tried) -> bool:
    """Tell whether a fact may be what a day ends with, or what other facts need behind it."""
    return bool(tried.illegal or one.turns) and bool(one.moves) and not one.files


class _Tried:
    """A day in one order: the state that each fact leads to, and what is illegal in it."""

    def __init__(self, ordered: list[Placed], step: Step, setting: Setting) -> None:
        self.ordered = ordered
        self.illegal: list[Placed] = []
        self.item: dict[str, Item] = {}
        for one in ordered:
            step = step_of(step, one, setting)
            self.item[one.fact.event_id] = step.item
            if step.skipped or (step.breach and not date_breach(one, setting)):
                self.illegal.append(one)


def _only_after(one: Placed, undoing: Placed, before: _Tried, after: _Tried) -> bool:
    """Tell whether a fact is illegal at its place, and legal after the undoing act.

    Where the undoing act is legal only after it, it stays.
    """
    needed = undoing in after.illegal and undoing not in before.illegal
    fewer = len(after.illegal) <= len(before.illegal) and not needed
    return fewer and one in before.illegal and one not in after.illegal


def _after_as_well(one: Placed, undoing: Placed, before: _Tried, after: _Tried) -> bool:
    """Tell whether a fact that is legal at both places is the last word of the day."""
    if one in after.illegal or len(after.illegal) > len(before.illegal):
        return False
    if len(after.illegal) < len(before.illegal):
        return True
    same_day = (one.earliest, one.latest) == (undoing.earliest, undoing.latest)
    earlier_hour = one.fact.when.clock and one.fact.when.clock < undoing.fact.when.clock
    item = after.item[one.fact.event_id]
    ends = (
        one.turns
        and not one.undoes
        and item.track in LIFECYCLES
        and item.state not in LIFECYCLES[item.track].open
    )
    return ends and same_day and not earlier_hour


def _moved(one: Placed, undoing: Placed, ordered: list[Placed]) -> list[Placed]:
    """Return the order with a fact behind the undoing act and what was moved there before it."""
    left = [other for other in ordered if other is not one]
    place = left.index(undoing) + 1
    while place < len(left) and left[place].place < one.place:
        place += 1
    return [*left[:place], one, *left[place:]]


def _held_before(one: Placed, undoing: Placed, ordered: Sequence[Placed]) -> bool:
    """Tell whether a link puts a fact before the undoing act, or before what stays before it."""
    places = {other.fact.event_id: place for place, other in enumerate(ordered)}
    until = ordered.index(undoing)
    return any(
        one.fact.event_id in other.fact.after
        for other in ordered
        if places[one.fact.event_id] < places[other.fact.event_id] <= until
    )
