"""Onward: how items may count otherwise because of what they go on in, which is out of scope."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from casefile.law.item_labels import ENHANCEMENT
from casefile.law.seen import Seen
from casefile.law.succession import counted_on, linked


def otherwise(seen: Sequence[Seen], elsewhere: Sequence[Seen], basis: str) -> list[Seen]:
    """Return the items in scope that may count otherwise, with how they do.

    What goes on elsewhere may have been filed there, or have ended, by events of which the day is
    not known.
    """
    found: dict[str, Seen] = {}
    own = [one for one in seen if one.item.kind != ENHANCEMENT]
    for one in _ahead(own, elsewhere, basis):
        place = next(number for number, other in enumerate(elsewhere) if other is one)
        field = "item" if one.on(basis) is one else "reported"
        for item, events in one.on(basis).possible:
            others = [*elsewhere[:place], replace(one, **{field: item}), *elsewhere[place + 1 :]]
            both = counted_on(own, elsewhere, basis), counted_on(own, others, basis)
            for counts, may in zip(*both, strict=True):
                if may != counts:
                    told = replace(may.seen, possible=[])
                    found.setdefault(may.seen.place, told).possible.append((may.item, events))
    return list(found.values())


def unread_ahead(seen: Sequence[Seen], elsewhere: Sequence[Seen], basis: str) -> list[Seen]:
    """Return what items in scope go on in that has ended in words that nobody has read."""
    own = [one for one in seen if one.item.kind != ENHANCEMENT]
    return [one for one in _ahead(own, elsewhere, basis) if one.unread]


def _ahead(seen: Sequence[Seen], elsewhere: Sequence[Seen], basis: str) -> list[Seen]:
    """Return the items out of scope that those in scope go on in, at once or by others."""
    links = linked(one.on(basis) for one in (*seen, *elsewhere)) if elsewhere else {}
    near = {one.key for one in seen}
    while more := {key for one in near for key in links.get(one, ())} - near:
        near |= more
    return [one for one in elsewhere if one.key in near]
