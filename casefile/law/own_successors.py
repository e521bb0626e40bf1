"""Own successors: which of several items that took the place of several one item goes on in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from casefile.law.item import Item

NOBODY: Mapping[str, Collection[str]] = MappingProxyType({})


def of_offense(
    own: Collection[str], keys: Sequence[str], offenses: Mapping[str, Collection[str]]
) -> tuple[str, ...]:
    """Return that of several items which is of an offense, if exactly one is, and all if not.

    Several charges are superseded by several, and nothing but that says which takes whose place.
    `offenses` are those of the items by their keys: one that was amended is of the offense that it
    was charged as, too.
    """
    same = [key for key in keys if not set(own).isdisjoint(offenses.get(key, ()))]
    return tuple(same if len(same) == 1 else keys)


def against_same(
    own: Collection[str], keys: Sequence[str], parties: Mapping[str, Collection[str]]
) -> tuple[str, ...]:
    """Return those of several items that are against the same, if any are, and all if none is."""
    same = [key for key in keys if not set(own).isdisjoint(parties.get(key, ()))]
    return tuple(same or keys)


def goes_on_within(item: Item, matter_id: str) -> bool:
    """Tell whether all that an item goes on in is in one matter."""
    return all(key.startswith(f"{matter_id}/") for key in item.successors)
