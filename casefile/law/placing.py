"""Placing: the facts on one item in their legal order, with what their dates can mean narrowed."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from datetime import date

from casefile.law.catalogue import Scope
from casefile.law.fact import Fact
from casefile.law.setting import Setting


class Placed:
    """A fact at its place in an item's timeline, its bounds narrowed by what stands around it."""

    __slots__ = ("earliest", "fact", "field", "latest", "out_of_order", "rank", "written")

    def __init__(self, fact: Fact, field: str, written: str, setting: Setting) -> None:
        self.fact = fact
        self.field = field
        self.written = written
        self.earliest, self.latest = fact.bounds(setting.incident_on)
        self.rank = int(fact.data.rank_on(field))
        self.out_of_order = False

    @property
    def files(self) -> bool:
        """Tell whether the fact files the item whose timeline this is."""
        return self.fact.data.files_item and self.field == "item_id"

    @property
    def key(self) -> tuple[date, int, str, date]:
        """Return what orders facts, short of the event id that decides between equals."""
        return (self.latest, self.rank, self.fact.when.clock, self.earliest)


def place(key: str, facts: Sequence[Fact], setting: Setting) -> list[Placed]:
    """Return the facts that act on an item in legal order, with narrowed bounds."""
    placed = []
    # Events that reach all items of a party name none; others act on the items that they name.
    for fact in sorted(facts, key=lambda fact: fact.event_id):
        if fact.data.acts and (key in fact.items or fact.data.scope is Scope.PARTY):
            field, written = fact.items.get(key, ("party_id", ""))
            placed.append(Placed(fact, field, written, setting))
    return _in_order(placed)


def _in_order(placed: list[Placed]) -> list[Placed]:
    by_id = {one.fact.event_id: one for one in placed}
    filings = sorted(
        (one for one in placed if one.files), key=lambda one: (one.key, one.fact.event_id)
    )
    edges = [
        (by_id[earlier], one) for one in placed for earlier in one.fact.after if earlier in by_id
    ]
    linked = len(edges)
    if filings:
        edges += [(filings[0], one) for one in placed if one is not filings[0]]
    kept = _narrow(edges, linked)
    by_date = sorted(placed, key=lambda one: (one.key, one.fact.event_id))
    places = {id(one): place for place, one in enumerate(by_date)}
    if all(places[id(earlier)] < places[id(later)] for earlier, later in kept):
        return by_date
    return _by_edges(placed, kept)


def _by_edges(placed: list[Placed], kept: list[tuple[Placed, Placed]]) -> list[Placed]:
    """Return the facts in an order that keeps the edges, and by date where they leave it open."""
    waiting = {id(one): 0 for one in placed}
    following: dict[int, list[Placed]] = {}
    for earlier, later in kept:
        waiting[id(later)] += 1
        following.setdefault(id(earlier), []).append(later)
    ready = [(one.key, one.fact.event_id, one) for one in placed if not waiting[id(one)]]
    heapq.heapify(ready)
    ordered: list[Placed] = []
    while len(ordered) < len(placed):
        if not ready:  # links that run in a circle: break it at the earliest fact
            _, _, one = min((one.key, one.fact.event_id, one) for one in placed if waiting[id(one)])
            one.out_of_order, waiting[id(one)] = True, 0
            ready = [(one.key, one.fact.event_id, one)]
        one = heapq.heappop(ready)[2]
        ordered.append(one)
        for later in following.get(id(one), ()):
            if waiting[id(later)]:
                waiting[id(later)] -= 1
                if not waiting[id(later)]:
                    heapq.heappush(ready, (later.key, later.fact.event_id, later))
    return ordered


def _narrow(edges: list[tuple[Placed, Placed]], linked: int) -> list[tuple[Placed, Placed]]:
    """Narrow bounds along the edges, the first `linked` of which are links; return those kept.

    Links narrow before a filing does. A filing that is dated wholly after another fact does not
    come before it after all. A link that contradicts the dates is dropped, and its later fact
    remembers that. Bounds only ever narrow and edges only ever go, so this ends.
    """
    kept = edges[:linked]
    for later in _narrow_along(kept):
        later.out_of_order = True
    kept += edges[linked:]
    _narrow_along(kept)
    return kept


def _narrow_along(kept: list[tuple[Placed, Placed]]) -> list[Placed]:
    """Narrow bounds as far as it goes; take out the edges against the dates, return their ends."""
    dropped = []
    changed = True
    while changed:
        changed = False
        for edge in list(kept):
            earlier, later = edge
            if earlier.earliest > later.latest:
                dropped.append(later)
                kept.remove(edge)
                changed = True
            elif earlier.latest > later.latest or later.earliest < earlier.earliest:
                earlier.latest = min(earlier.latest, later.latest)
                later.earliest = max(later.earliest, earlier.earliest)
                changed = True
    return dropped
