"""Possible types: which types of events the law does not refuse for certain as a matter stands."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.standing import fitting
from casefile.law.catalogue import CATALOGUE


def possible(asking: Asking, matter_id: str, tags: Sequence[str]) -> list[str]:
    """Return those of some types that can follow in a matter, at once or behind one other event.

    Where none can, all are returned: what is on record may lack more than that.
    """
    states: dict[str, set[str]] = {}
    for one in matters.view(asking, matter_id).items:
        states.setdefault(one.item_id, set()).add(one.state)
    moved, left = set[str](), set[str]()
    for part in fitting.in_matter(asking, matter_id).items:
        here = states.get(part.item_id, set())
        fits = {one.type for one in part.types if one.fits}
        next_ = {move.to for tag in fits for move in CATALOGUE[tag].moves} - here
        for kind in part.types:
            moved.add(kind.type)
            sources = {state for move in CATALOGUE[kind.type].moves for state in move.sources}
            # Where it is refused in a state from which it goes on, it is of another kind of item.
            if kind.fits or (not sources & here and sources & next_):
                left.add(kind.type)
    found = [tag for tag in tags if tag not in moved or tag in left]
    return found or list(tags)
