"""Precedence: which facts stand before others on an item where their dates alone do not say so.

The legal order of an item is that in which its state was folded. Most of it follows from what each
fact says of its own day, so that only the rest has to be told: a filing of some day in November
before the dismissal of the twentieth, what a link puts first, what a court took back on one day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from casefile.law.catalogue import Scope
from casefile.law.folded import FoldedItem
from casefile.law.placing import Placed


class Precedence(NamedTuple):
    """Two events by their ids, the first of which stands before the second on some item."""

    event_id: str
    before_id: str


def precedence(folded: FoldedItem) -> set[Precedence]:
    """Return what has to be told of the legal order of an item, beside the dates of its facts.

    The order is that of all that is on the record or reported. Each fact that its own day would put
    behind one that follows it is told with the next one. What is stated of an act that may move
    elsewhere, on another item or another part of this one, is told as long as dates leave it open.
    """
    orders = [(part.reported or part.record).fold.placed for part in folded.each]
    several: set[str] = set()
    if len(orders) > 1:
        acts = Counter(one.fact.event_id for ordered in orders for one in ordered)
        several = {event_id for event_id, count in acts.items() if count > 1}
    found: set[Precedence] = set()
    for ordered in orders:
        found.update(_moved(ordered))
        found.update(_linked(ordered))
        found.update(_filed(ordered, {*several, *(pair.event_id for pair in found)}))
    return found


def _moved(ordered: Sequence[Placed]) -> Iterator[Precedence]:
    """Yield each fact that comes before one whose own day comes first, with the next fact."""
    following, first = None, None
    for one in reversed(ordered):
        fact = one.fact
        if first is None or fact.by_date < first:
            first = fact.by_date
        elif following:
            yield Precedence(fact.event_id, following.event_id)
        following = fact


def _linked(ordered: Sequence[Placed]) -> Iterator[Precedence]:
    """Yield what links put first and the item keeps so, where their days overlap."""
    linked = [one for one in ordered if one.after]
    by_id = {one.fact.event_id: one for one in ordered} if linked else {}
    for later in linked:
        for earlier in filter(None, map(by_id.get, later.after)):
            if _states(earlier, later):
                yield Precedence(earlier.fact.event_id, later.fact.event_id)


def _filed(ordered: Sequence[Placed], moving: Collection[str]) -> Iterator[Precedence]:
    """Yield the filing, if it has no one day, with each act that others may put earlier.

    Those are the acts that other items have as well, and those `moving` ones that stand before such
    an act. What becomes of a party here says nothing of when the item was filed.
    """
    filing = next((one for one in ordered if one.files), None)
    if filing is None or len(set(filing.fact.bounds(None))) == 1:
        return
    for one in ordered:
        fact = one.fact
        event_id, scope = fact.event_id, fact.data.scope
        moves = len(fact.items) > 1 or scope is Scope.PARTY or event_id in moving
        if moves and scope is not Scope.PARTY_HERE and _states(filing, one):
            yield Precedence(filing.fact.event_id, event_id)


def _states(earlier: Placed, later: Placed) -> bool:
    """Tell whether an item has two facts in this order, which their own days leave open."""
    last, first = earlier.fact.bounds(None)[1], later.fact.bounds(None)[0]
    return earlier.place < later.place and last >= first
