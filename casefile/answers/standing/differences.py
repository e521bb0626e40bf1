"""Differences: what an office did not know of a party at a moment, and knew at a later one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from casefile.answers.asking import Asking
from casefile.answers.standing import evidence
from casefile.answers.standing.evidence import EventTold
from casefile.answers.standing.status import PartyStatus
from casefile.law.status import ItemStatus, PossibleStates

Key = tuple[str, str, tuple[str, ...]]


class ItemThen(Struct, frozen=True):
    """How an item stood on the day, by what was known at a moment."""

    item: ItemStatus
    possible: Sequence[str]
    rests_on: Sequence[str]


class Difference(Struct, frozen=True, kw_only=True):
    """An item that stood otherwise on the day by what was known later than was known at a moment.

    `then` or `later` is null where the item was not known. `learned` are the events that came on
    record meanwhile, and `given_up` those that it rested on then and rests on no more.
    """

    matter_id: str
    item_id: str
    then: ItemThen | None
    later: ItemThen | None
    learned: Sequence[EventTold]
    given_up: Sequence[EventTold]


class Differences(Struct, frozen=True, kw_only=True):
    """How many items stood otherwise than was known at the first moment, and the first of them."""

    count: int
    first: Sequence[Difference]


def of_party(asking: Asking, one: PartyStatus, other: PartyStatus, *, most: int) -> Differences:
    """Return how two answers on one day, as known at two moments, differ item by item."""
    then, later = sorted((one, other), key=lambda answer: answer.position)
    before, after = dict(_items(then)), dict(_items(later))
    keys = [
        one
        for one in sorted({**before, **after})
        if _said(before.get(one)) != _said(after.get(one))
    ]
    pairs = [(key, before.get(key), after.get(key)) for key in keys[:most]]
    rest_on = (name for _, *pair in pairs for one in pair for name in _rests(one))
    told = evidence.told(asking, rest_on, known_at=f"@{later.position}").by_id
    first = [_difference(*pair, then.position, told) for pair in pairs]
    return Differences(count=len(keys), first=first)


def _items(answer: PartyStatus) -> Iterator[tuple[Key, ItemThen]]:
    for _, track in answer.tracks.each():
        possible: dict[tuple[str, str], list[PossibleStates]] = {}
        for maybe in track.possible:
            possible.setdefault((maybe.matter_id, maybe.item_id), []).append(maybe)
        for one in track.every:
            key = one.matter_id, one.item_id
            maybes = possible.get(key, ())
            states = [state for maybe in maybes for state in maybe.states]
            rests_on = [*one.evidence, *(name for maybe in maybes for name in maybe.evidence)]
            yield (*key, tuple(one.opposite or ())), ItemThen(one, states, rests_on)


def _said(one: ItemThen | None) -> tuple[str, Sequence[str], Sequence[str]] | None:
    """Return what is told of an item: how it stands, may stand, and what that rests on."""
    return (one.item.label, one.possible, one.rests_on) if one else None


def _rests(one: ItemThen | None) -> Sequence[str]:
    return one.rests_on if one else ()


def _difference(
    key: Key,
    then: ItemThen | None,
    later: ItemThen | None,
    position: int,
    told: dict[str, EventTold],
) -> Difference:
    rested, rests = set(_rests(then)), set(_rests(later))
    matter_id, item_id, _ = key
    return Difference(
        matter_id=matter_id,
        item_id=item_id,
        then=then,
        later=later,
        learned=[one for name, one in told.items() if name in rests and one.position > position],
        given_up=[one for name, one in told.items() if name in rested - rests],
    )
