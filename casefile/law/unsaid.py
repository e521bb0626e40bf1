"""Unsaid: of which parts of an item an act is that names nobody.

It is of those of which it is ordinarily said as they stand then, like trial of those who answered,
and of the others only where there are none of these. Where it takes up one of several earlier acts,
or can be meant of some alone, and nothing says of which, it is perhaps of each: never for certain.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from casefile.law.civil import CLAIMANT
from casefile.law.edtf import LAST_DAY
from casefile.law.fact import Fact
from casefile.law.item import SAME, Item, Move
from casefile.law.placing import Placed
from casefile.law.timeline import Fold
from casefile.law.wording import of_type

Order = tuple[object, str]


class OfWhom(NamedTuple):
    """Of which parts of an item, by their names, an act is not, and of which it is perhaps."""

    order: Order
    event_id: str
    not_of: frozenset[str]
    perhaps_of: frozenset[str]


class _OnPart(NamedTuple):
    """An act as a part of an item takes it: the part's name, how it stood, and by which row.

    `pending` are the appeals that are, of which it may decide one.
    """

    placed: Placed
    part: str
    item: Item
    move: Move
    pending: tuple[str, ...]


def names_nobody(whom: Collection[str], sides: Mapping[str, str]) -> bool:
    """Tell whether an act on an item of several names none of those whom the item is against.

    Where that is one alone, whoever brings it is to be named.
    """
    against = {one for one, side in sides.items() if side != CLAIMANT}
    asked = against if len(against) > 1 else sides.keys() - against
    return asked.isdisjoint(whom)


def order_of(placed: Placed) -> Order:
    """Return what orders acts on the parts of an item."""
    return (placed.key, placed.fact.event_id)


def first_unsaid(
    folds: Iterable[tuple[str, Fold, bool]], silent: Collection[str], known: Collection[str]
) -> OfWhom | None:
    """Return the first act that names nobody and is not of all parts that take it, if there is one.

    `folds` are those of the parts, with their names and whether they are of what is reported;
    `silent` are the acts that name nobody, and of the `known` it is known already of whom they are.
    """
    if not silent:
        return None
    taken: dict[str, list[_OnPart]] = {}
    for part, fold, reported in folds:
        for one in _taken(part, fold):
            fact = one.placed.fact
            if fact.reported is reported and fact.event_id in silent:
                taken.setdefault(fact.event_id, []).append(one)
    found = (_meant(parts) for event_id, parts in taken.items() if event_id not in known)
    return min((one for one in found if one), key=lambda one: one.order, default=None)


def _taken(part: str, fold: Fold) -> Iterator[_OnPart]:
    done: dict[str, list[str]] = {}
    for placed, before, after in zip(fold.placed, fold.steps, fold.steps[1:], strict=False):
        if after.skipped:
            continue
        item, decided = before.item, done.get(placed.fact.data.decides, [])
        if placed.shared and (move := placed.move_on(item)):
            yield _OnPart(placed, part, item, move, tuple(decided[len(decided) - item.appeals :]))
        done.setdefault(placed.fact.type, []).append(placed.fact.event_id)


def _meant(parts: list[_OnPart]) -> OfWhom | None:
    nearest = min(_distance(one) for one in parts)
    ordinary = [one for one in parts if _distance(one) == nearest]
    others = frozenset(one.part for one in parts if _distance(one) > nearest)
    placed = ordinary[0].placed
    several = len({one.pending for one in ordinary}) > 1
    doubtful = several or placed.fact.data.in_doubt([one.item for one in ordinary])
    perhaps = frozenset(one.part for one in ordinary) if doubtful else frozenset[str]()
    if not (others or perhaps):
        return None
    return OfWhom(order_of(placed), placed.fact.event_id, others, perhaps)


def _distance(one: _OnPart) -> tuple[int, bool]:
    """Return how far it is from what is ordinarily said; what is done already is further off."""
    return (one.move.named, one.move.to == SAME)


def doubted(item: str, fold: Fold) -> Iterator[tuple[Fact, str]]:
    """Yield the acts that are perhaps of a part of an item, each with that in words."""
    for one in fold.placed:
        if one.doubted and one.latest == LAST_DAY:
            said = of_type(one.fact.type).capitalize()
            sentence = (
                f'"{said}" of {one.fact.when.shown} on {item} names nobody, and may be of some of '
                "its parties alone: of whom is not on record, and it is certain of none. To say "
                "so, take it back and record it anew with them (parties)."
            )
            yield one.fact, sentence
