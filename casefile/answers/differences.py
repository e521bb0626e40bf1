"""Differences: what an office did not know of a party at a moment, and knows by now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from casefile.answers import evidence, status
from casefile.answers.asking import Asking
from casefile.answers.evidence import EventTold
from casefile.answers.status import PartyStatus
from casefile.law.item import NONE
from casefile.law.status import ItemStatus

Key = tuple[str, str, tuple[str, ...]]


class Difference(Struct, frozen=True, kw_only=True):
    """An item that is known to have stood otherwise on the day than was known at the moment.

    `learned` are the events that came on record since, and `given_up` those that it rested on then
    and rests on no more.
    """

    matter_id: str
    item_id: str
    item: ItemStatus
    then: str
    now: str
    learned: Sequence[EventTold]
    given_up: Sequence[EventTold]


def of_party(
    asking: Asking, then: PartyStatus, *, as_of: str | None = None
) -> Sequence[Difference]:
    """Return how an answer as known at a moment differs from that of now, item by item."""
    now = status.of_party(asking, then.party.party_id, as_of=as_of)
    before, after = dict(_items(then)), dict(_items(now))
    pairs = [(before.get(key), after.get(key)) for key in sorted({**before, **after})]
    changed = [(was, becomes) for was, becomes in pairs if _said(was) != _said(becomes)]
    wanted = [name for pair in changed for one in pair if one for name in one.evidence]
    told = evidence.told(asking, wanted)
    return [
        _difference(then.position, item, was, becomes, told)
        for was, becomes in changed
        if (item := becomes or was)
    ]


def _items(answer: PartyStatus) -> Iterator[tuple[Key, ItemStatus]]:
    for _, track in answer.tracks.each():
        for one in track.every:
            yield (one.matter_id, one.item_id, tuple(one.opposite or ())), one


def _said(item: ItemStatus | None) -> tuple[str, Sequence[str]]:
    return (item.label, item.evidence) if item else (NONE, ())


def _difference(
    position: int,
    item: ItemStatus,
    was: ItemStatus | None,
    becomes: ItemStatus | None,
    told: dict[str, EventTold],
) -> Difference:
    rested, rests = (set(one.evidence) if one else set() for one in (was, becomes))
    return Difference(
        matter_id=item.matter_id,
        item_id=item.item_id,
        item=item,
        then=was.label if was else NONE,
        now=becomes.label if becomes else NONE,
        learned=[one for name, one in told.items() if name in rests and one.position > position],
        given_up=[one for name, one in told.items() if name in rested - rests],
    )
