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
# square of their number.
LONGEST_DAY = 24


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
            ordered = _in_order(day, step, setting)
            for one in ordered:
                alike = held and at < len(held.marks) and placed_alike(one.mark, held.marks[at])
                held = held if alike else None
                step = held.steps[at + 1] if held else step_of(step, one, setting)
                at += 1
            yield from ordered
        else:
            yield from day


def _in_order(day: list[Placed], step: Step, setting: Setting) -> list[Placed]:
    """Return the facts of one day in order, from the step before it on."""
    ordered = day
    if 1 < len(day) <= LONGEST_DAY:
        for undoing in [one for one in day if one.undoes]:
            for follows in (_only_after, _after_as_well):
                for one in ordered[: ordered.index(undoing)]:
                    if one.moves and not one.files and not _held_before(one, undoing, ordered):
                        moved = _moved(one, undoing, ordered)
                        before, after = (_Tried(try_, step, setting) for try_ in (ordered, moved))
                        needed = undoing in after.illegal and undoing not in before.illegal
                        if not needed and follows(one, undoing, before, after):
                            ordered = moved
    return ordered


class _Tried:
    """A day in one order: the state that each fact leads to, and what is illegal in it."""

    def __init__(self, ordered: Sequence[Placed], step: Step, setting: Setting) -> None:
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
