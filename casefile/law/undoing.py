"""Undoing: the order of a day on which a court takes something back.

By rank alone an answer stands before the order that sets the default aside, although it can only
have come after it. So on a day with an act that undoes, what is illegal before that act and legal
after it stands after it; so does what ends the item and is legal at both places, for it is the last
word of the day, and what orders anew what the undoing act has ended. An act stays before where the
undoing act needs it, and where its links or its hour say so.
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
LONGEST_DAY = 10


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
        while better := _better(tried, undoing):
            tried = better
        for one in tried.before(undoing):
            moved = tried.with_behind(one, undoing)
            if moved and _ends(one, undoing, tried, moved):
                tried = moved
    return tried.ordered


def _better(tried: _Tried, undoing: Placed) -> _Tried | None:
    """Return a day with one fact more behind the undoing act, where that breaks fewer rules.

    Where none breaks fewer, a fact that is illegal at its place goes behind and may be followed by
    what it makes illegal there.
    """
    moved = [(one, tried.with_behind(one, undoing)) for one in tried.before(undoing)]
    found = [(one, after) for one, after in moved if after and one not in after.illegal]
    fewest = min((after for _, after in found), key=lambda after: len(after.illegal), default=None)
    if fewest and len(fewest.illegal) < len(tried.illegal):
        return fewest
    equal = (
        after
        for one, after in found
        if one in tried.illegal and len(after.illegal) == len(tried.illegal)
    )
    return next(equal, None)


def _ends(one: Placed, undoing: Placed, before: _Tried, after: _Tried) -> bool:
    """Tell whether a fact that is legal at both places is the day's last word.

    It is where it ends the item, or orders anew what that has.
    """
    if one in after.illegal or len(after.illegal) > len(before.illegal):
        return False
    same_day = (one.earliest, one.latest) == (undoing.earliest, undoing.latest)
    earlier_hour = one.fact.when.clock and one.fact.when.clock < undoing.fact.when.clock
    ends = one.turns and not one.undoes and _is_closed(after.item[one.fact.event_id])
    anew = one.fact.data.renews(before.was[one.fact.event_id])
    return (ends or anew) and same_day and not earlier_hour


def _is_closed(item: Item) -> bool:
    return item.track in LIFECYCLES and item.state not in LIFECYCLES[item.track].open


class _Tried:
    """A day in one order: what each fact makes of which item, and what is illegal in it."""

    def __init__(self, ordered: list[Placed], step: Step, setting: Setting) -> None:
        self.ordered = ordered
        self._begins = (step, setting)
        self.illegal: list[Placed] = []
        self.item: dict[str, Item] = {}
        self.was: dict[str, Item] = {}
        for one in ordered:
            self.was[one.fact.event_id] = step.item
            step = step_of(step, one, setting)
            self.item[one.fact.event_id] = step.item
            if step.skipped or (step.breach and not date_breach(one, setting)):
                self.illegal.append(one)

    def before(self, undoing: Placed) -> list[Placed]:
        """Return the facts before an undoing act that may go behind it."""
        until = self.ordered[: self.ordered.index(undoing)]
        return [one for one in until if one.moves and not one.files]

    def with_behind(self, one: Placed, undoing: Placed) -> _Tried | None:
        """Return the day with a fact behind an undoing act; None where that needs it before."""
        if _held_before(one, undoing, self.ordered):
            return None
        moved = _Tried(_moved(one, undoing, self.ordered), *self._begins)
        needed = undoing in moved.illegal and undoing not in self.illegal
        return None if needed else moved


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
