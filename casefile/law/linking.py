"""Linking: which link would settle what is illegal, where only the dates of facts make it so.

A fact of a month stands behind one of a day in it, unless a link says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence

from casefile.law.placing import Placed
from casefile.law.refusals import BeforeIncident, InFuture, NotOnItem, OutOfOrder
from casefile.law.timeline import Breach, Fold, Step, step_of

_OF_DATES = (BeforeIncident, InFuture, NotOnItem, OutOfOrder)


def linked(fold: Fold, breach: Breach) -> str:
    """Return what a breach says, and which link would settle it where one would.

    Every fact around that of the breach is looked at, so only what is refused is asked about.
    """
    places = (place for place, one in enumerate(fold.placed) if one.fact is breach.fact)
    place = next(places, None)
    if place is None or breach.refusal in _OF_DATES:
        return breach.sentence
    if after := _settled_by(fold, place):
        return f"{breach.sentence} If it came after {_named(after)}, a link (after) says so."
    if before := _settled_before(fold, place):
        return f"{breach.sentence} If {_named(before)} came after it, a link (after) says so."
    return breach.sentence


def _settled_by(fold: Fold, place: int) -> Placed | None:
    """Return the fact that can have come before the one at a place, and would make it legal."""
    one, before = fold.placed[place], fold.steps[place]
    for later in range(place + 1, len(fold.placed)):
        other = fold.placed[later]
        if other.earliest <= one.latest < other.latest and not other.files:
            step = fold.follow(before, later)
            after = step_of(step, one, fold.setting)
            if not (step.breach or step.skipped or after.breach or after.skipped):
                return other
    return None


def _settled_before(fold: Fold, place: int) -> Placed | None:
    """Return the fact that can have come after the one at a place, and would be legal then."""
    one = fold.placed[place]
    for earlier in range(place - 1, -1, -1):
        other = fold.placed[earlier]
        if not one.earliest <= other.latest < one.latest or other.files:
            return None
        between = (one, *fold.placed[earlier:place])
        if _is_legal(fold.steps[earlier], between, fold):
            return other
    return None


def _is_legal(step: Step, placed: Sequence[Placed], fold: Fold) -> bool:
    """Tell whether facts are legal after a step, in this order."""
    for one in placed:
        step = step_of(step, one, fold.setting)
        if step.breach or step.skipped:
            return False
    return True


def _named(one: Placed) -> str:
    return f"{one.fact.type} of {one.fact.when.shown}"
