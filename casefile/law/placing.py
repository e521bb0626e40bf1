"""Placing: the facts on one item in their legal order, with what their dates can mean narrowed."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple, TypeVar

from casefile.law.catalogue import OF_PARTY, Scope
from casefile.law.edtf import LAST_DAY
from casefile.law.fact import Fact
from casefile.law.item import SAME, Item, Move
from casefile.law.setting import Setting

REFILES = "refiles"  # the field in which a charge stands that is filed again
# What tells a fact, as it is placed, from every other one.
Mark = tuple[Fact, str, date, date, bool, bool, tuple[str, ...], bool, tuple[str, ...]]


class Concern(NamedTuple):
    """Whom the acts on a part of an item concern, by their ids, where there is more to say of them.

    `shared` are acts on several parts, each for those parts alone for which it is legal. Of the
    `doubted` it is not known whether they are of this part at all. `astray` names those whom an act
    names and who are no party of the item then; `nobodys` are the acts that name nobody else.
    `follows` gives acts of the item on which an act stands, `after` what comes before a
    substitution.
    """

    shared: frozenset[str] = frozenset()
    doubted: frozenset[str] = frozenset()
    astray: Mapping[str, tuple[str, ...]] = {}
    nobodys: frozenset[str] = frozenset()
    follows: Mapping[str, tuple[str, ...]] = {}
    after: Mapping[str, Sequence[str]] = {}


EVERYBODY = Concern()


class Placed:
    """A fact at its place in an item's timeline, its bounds narrowed by what stands around it.

    `shared`, `doubted`, `astray`, `nobodys` and `follows` are what `Concern` says of it, and
    `after` are the ids of what comes before it. `ordinal` is its number among those that can make a
    state possible beside the certain one, and -1 where it is none of these.
    """

    __slots__ = (
        "after",
        "astray",
        "doubted",
        "earliest",
        "fact",
        "field",
        "files",
        "follows",
        "latest",
        "nobodys",
        "ordinal",
        "out_of_order",
        "place",
        "rank",
        "shared",
        "undoes",
        "written",
    )

    def __init__(
        self,
        fact: Fact,
        field: str,
        written: str,
        incident_on: date | None = None,
        concern: Concern = EVERYBODY,
    ) -> None:
        self.fact = fact
        self.field = field
        self.written = written
        self.files = fact.data.files_item and field == "item_id"  # the item whose timeline this is
        self.earliest, self.latest = fact.bounds(incident_on)
        self.doubted = fact.event_id in concern.doubted
        if self.doubted:
            self.latest = LAST_DAY
        self.rank = int(fact.data.rank_on(field))
        self.undoes = fact.data.undoes_on(field, written)
        self.out_of_order = False
        event_id = fact.event_id
        self.shared = event_id in concern.shared
        self.astray = concern.astray.get(event_id, ())
        self.nobodys = event_id in concern.nobodys
        self.follows = concern.follows.get(event_id, ())
        self.after = (*fact.after, *concern.after.get(event_id, ()))
        self.place = 0
        self.ordinal = -1

    @property
    def mark(self) -> Mark:
        """Return what tells the fact, as it is placed, from every other one."""
        return (
            *(self.fact, self.field, self.earliest, self.latest),
            *(self.out_of_order, self.shared, self.astray, self.nobodys, self.follows),
        )

    def move_on(self, item: Item) -> Move | None:
        """Return the row that it takes on an item as that stands; None where it is illegal."""
        fitting = (move for move in self.moves if item.state in move.sources)
        return next((move for move in fitting if move.when(self.fact.data, item)), None)

    @property
    def turns(self) -> bool:
        """Tell whether the fact can change the state of the item, how it ended, or whose it is."""
        data = self.fact.data
        moves = any(move.to != SAME for move in self.moves)
        return moves or data.settles_prejudice or data.substitution() is not None

    @property
    def moves(self) -> tuple[Move, ...]:
        """Return the rows of the lifecycle that the fact has for the item."""
        return self.fact.data.moves_on(self.field, self.written)

    @property
    def key(self) -> tuple[date, int, str, date]:
        """Return what orders facts, short of the event id that decides between equals."""
        return (self.latest, self.rank, self.fact.when.clock, self.earliest)


P = TypeVar("P", bound=Placed)


def place(
    key: str,
    facts: Sequence[Fact],
    setting: Setting,
    concern: Concern = EVERYBODY,
) -> list[Placed]:
    """Return the facts that act on an item in legal order, with narrowed bounds.

    In that order no fact comes before one with an earlier last day.
    """
    placed, incident_on = [], setting.incident_on
    # Events that reach all items of a party name none; others act on the items that they name.
    for fact in sorted(facts, key=lambda fact: fact.event_id):
        if fact.data.acts and (key in fact.items or fact.data.scope in OF_PARTY):
            field, written = fact.items.get(key, ("party_id", ""))
            placed.append(Placed(fact, field, written, incident_on, concern))
    for one in placed:
        if one.field == REFILES:
            one.after += tuple(_ended_by(one, placed))
        if one.follows:
            _not_before(one, [other for other in placed if other.fact.event_id in one.follows])
    return in_legal_order(placed)


def _not_before(appeal: Placed, appealed: Sequence[Placed]) -> None:
    """Have an appeal filed on the day of what it is from, at the earliest.

    A notice that comes before the entry of what was announced is treated as filed on the day of the
    entry and after it (Fed. R. App. P. 4(a)(2)).
    """
    for other in appealed:
        if other.earliest > appeal.latest:
            appeal.earliest, appeal.latest = other.earliest, other.latest
        appeal.after += (other.fact.event_id,)


def _ended_by(refiling: Placed, placed: Sequence[Placed]) -> Iterator[str]:
    """Yield the id of what ended a charge before it was filed again, where dates leave that open.

    It can have been no later than that, whatever its own date allows.
    """
    ends = [one for one in placed if one.fact.data.ends_charge]
    if any(one.latest <= refiling.earliest for one in ends):
        return
    before = [one for one in ends if one.earliest <= refiling.latest < one.latest]
    if before and not any(one.latest <= refiling.latest for one in ends):
        yield min(before, key=lambda one: (one.latest, one.fact.event_id)).fact.event_id


def numbered(ordered: list[Placed]) -> list[Placed]:
    """Return the facts with their places, and the ordinals of those that make a state possible."""
    _number(ordered)
    turning = [one for one in ordered if one.earliest < one.latest and one.turns]
    for ordinal, one in enumerate(turning):
        one.ordinal = ordinal
    return ordered


def in_legal_order(placed: list[P]) -> list[P]:
    """Return acts in legal order, their bounds narrowed; they come in the order of their ids."""
    by_id = {one.fact.event_id: one for one in placed}
    filings = [one for one in placed if one.files]
    edges = [(by_id[earlier], one) for one in placed for earlier in one.after if earlier in by_id]
    linked = len(edges)
    if filings:
        # What becomes of a party says nothing of when an item was filed.
        after = (one for one in placed if one.fact.data.scope is not Scope.PARTY_HERE)
        first = _first_filing(filings)
        edges += [(first, one) for one in after if one is not first]
    kept = _narrow(edges, linked)
    ordered = sorted(placed, key=lambda one: (one.key, one.fact.event_id))
    _number(ordered)
    if any(earlier.place >= later.place for earlier, later in kept):
        ordered = list(_by_edges(ordered, kept))
        _number(ordered)
    return ordered


def _first_filing(filings: Sequence[P]) -> P:
    """Return the act that files first; of those of one day one that no link puts behind another."""
    if len(filings) == 1:
        return filings[0]
    by_date = sorted(filings, key=lambda one: (one.key, one.fact.event_id))
    alike = [one for one in by_date if one.key == by_date[0].key]
    ids = {one.fact.event_id for one in alike}
    return next((one for one in alike if ids.isdisjoint(one.after)), by_date[0])


def _number(ordered: Sequence[Placed]) -> None:
    for place, one in enumerate(ordered):
        one.place = place


def _by_edges(by_date: list[P], kept: list[tuple[P, P]]) -> Iterator[P]:
    """Yield the facts in an order that keeps the edges, and by date where they leave it open.

    No edge leads back to an earlier last day, so that each of these days is put in order by itself.
    """
    waiting = [0] * len(by_date)
    following: dict[int, list[int]] = {}
    for earlier, later in kept:
        if earlier.latest == later.latest:
            waiting[later.place] += 1
            following.setdefault(earlier.place, []).append(later.place)
    for _, day in groupby(by_date, lambda one: one.latest):
        places = [one.place for one in day]
        ready = [place for place in places if not waiting[place]]
        circles = iter(places)
        for _ in places:
            if not ready:  # links that run in a circle: break it at the earliest fact
                place = next(place for place in circles if waiting[place])
                by_date[place].out_of_order, waiting[place] = True, 0
                ready = [place]
            place = heapq.heappop(ready)
            yield by_date[place]
            for later_place in following.get(place, ()):
                if waiting[later_place]:
                    waiting[later_place] -= 1
                    if not waiting[later_place]:
                        heapq.heappush(ready, later_place)


def _narrow(edges: list[tuple[P, P]], linked: int) -> list[tuple[P, P]]:
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


def _narrow_along(kept: list[tuple[P, P]]) -> list[P]:
    """Narrow bounds as far as it goes; take out the edges against the dates, return their ends."""
    dropped: list[P] = []
    changed = True
    while changed:
        changed = False
        gone: set[int] = set()
        for number, (earlier, later) in enumerate(kept):
            if earlier.earliest > later.latest:
                dropped.append(later)
                gone.add(number)
            elif earlier.latest > later.latest or later.earliest < earlier.earliest:
                earlier.latest = min(earlier.latest, later.latest)
                later.earliest = max(later.earliest, earlier.earliest)
                changed = True
        if gone:
            kept[:] = [edge for number, edge in enumerate(kept) if number not in gone]
            changed = True
    return dropped
