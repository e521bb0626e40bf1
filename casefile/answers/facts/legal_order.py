"""Legal order: where the facts of matters stand in their chronology, and the SQL of a page of it.

A fact stands at its own last day. What stands before another one on an item stands so here, too, as
far as dates allow: right before that one, where its own day would put it behind. So few facts do
that they are put in order apart from all others, of which a page is read at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from heapq import merge
from itertools import islice, pairwise
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, func, or_, select, tuple_

from casefile.answers.asking import At
from casefile.errors import Malformed
from casefile.projections.chronology import EVENT_ID, chronology
from casefile.projections.precedence import precedence
from casefile.projections.tables import known_at
from casefile.store.statement import Statement, among, found_by
from casefile.store.tables import events, recorded_days


class EntryPlace(NamedTuple):
    """What facts are put in order by: the last day, the rank, the hour, the position.

    A fact that stands before another one has the place of that one, and by how many it is `ahead`
    there, counted from below.
    """

    latest: str
    rank: int
    clock: str
    position: int
    ahead: int = 0

    @property
    def key(self) -> str:
        """Return what to go on from after the fact that stands here."""
        own = f"{self.latest}_{self.rank}_{self.clock}_{self.position}"
        return f"{own}_{-self.ahead}" if self.ahead else own


def read_key(after: str) -> EntryPlace:
    """Return the place in a chronology that the `next` of a page holds; raises Malformed."""
    key = re.fullmatch(r"([^_]*)_([0-9]{1,4})_([^_]*)_([0-9]{1,15})(?:_([0-9]{1,15}))?", after)
    if not key:
        raise Malformed(f"{after!r} is not the `next` of a page.", code="page.after")
    return EntryPlace(key[1], int(key[2]), key[3], int(key[4]), -int(key[5] or 0))


class EntryRow(NamedTuple):
    """A fact and its place; `latest` is the last day on which it can lie where it stands.

    `before` is the fact that gives it another place than its own.
    """

    event_id: str
    position: int
    earliest: str
    place: EntryPlace
    before: str | None = None

    @property
    def latest(self) -> str:
        """Return the last day on which the fact can have taken effect."""
        return self.place.latest


OWN = [chronology.c[name] for name in ("latest", "rank", "clock", "position")]
ROW = [EVENT_ID, chronology.c.earliest, *OWN]


def facts_of(at: At, matter_id: str) -> Select[Any]:
    """Return the query for the facts of a matter that are there by the day.

    They can have taken effect by then, or were on record: what was to come was known already.
    """
    day = at.on.isoformat()
    later = select(func.min(recorded_days.c.position)).where(recorded_days.c.day > day)
    on_record = chronology.c.position < func.coalesce(later.scalar_subquery(), at.position + 1)
    there = or_(chronology.c.earliest <= day, on_record)
    known = known_at(chronology, at.position)
    return select(*ROW).where(known, chronology.c.matter_id == matter_id, there)


_PAIRS = Statement(
    select(precedence.c.event_id, precedence.c.before_id)
    .where(among(precedence.c.matter_id, "matters"), known_at(precedence, bindparam("known")))
    .distinct()
    .order_by(precedence.c.event_id, precedence.c.before_id)
)
_OWN = Statement(
    select(*ROW).where(
        found_by(
            chronology.c.position, select(events.c.position).where(among(events.c.event_id, "ids"))
        ),
        known_at(chronology, bindparam("known")),
    )
)


class Places:
    """The places of the facts of some matters, of which few are not their own."""

    def __init__(self, at: At, matter_ids: Sequence[str]) -> None:
        self.connection = at.connection
        self._at = at.position
        self._matter_ids = list(matter_ids)
        self._of: Mapping[str, EntryRow] = {}
        pairs = _PAIRS.rows(self.connection, matters=self._matter_ids, known=self._at)
        if pairs:
            ids = sorted({event_id for pair in pairs for event_id in pair})
            own = map(_own, _OWN.rows(self.connection, ids=ids, known=self._at))
            self._of = _placed(pairs, {one.event_id: one for one in own})

    def page(self, query: Select[Any], after: EntryPlace | None, limit: int) -> list[EntryRow]:
        """Return the first facts of a query for `ROW` behind a place, in order."""
        own, found = query, self._apart(query)
        if after:
            place = (*after[:3], after.position - 1) if after.ahead else after[:4]
            own = query.where(tuple_(*OWN) > tuple_(*place))
            found = [one for one in found if one.place > after]
        rows = self.connection.execute(self._others(own).limit(limit))
        return list(islice(_merged(map(_own, rows), found), limit))

    def each(self, query: Select[Any], *, size: int) -> Iterator[list[EntryRow]]:
        """Yield all facts of a query for `ROW` in order, so many at a time.

        They are read on one cursor; the connection must hold a transaction.
        """
        apart = self._apart(query)
        others = self._others(query)
        with self.connection.execute(others, execution_options={"yield_per": size}) as rows:
            every = _merged(map(_own, rows), apart)
            while some := list(islice(every, size)):
                yield some

    def _others(self, query: Select[Any]) -> Select[Any]:
        """Return the query for those facts of a query that stand at their own day, in order."""
        if self._of:
            query = query.where(chronology.c.position.not_in(self._listed))
        return query.order_by(*OWN)

    def _apart(self, query: Select[Any]) -> list[EntryRow]:
        """Return the other facts of a query, in order."""
        if not self._of:
            return []
        rows = self.connection.execute(query.where(chronology.c.position.in_(self._listed)))
        return sorted((self._of[row[0]] for row in rows), key=_place)

    @property
    def _listed(self) -> Select[Any]:
        """Return the query for the positions of the facts that are put in order apart."""
        told = precedence.c.matter_id.in_(self._matter_ids), known_at(precedence, self._at)
        apart = events.c.event_id == precedence.c.event_id
        return select(events.c.position).join_from(precedence, events, apart).where(*told)


_place = attrgetter("place")


def _own(row: Any) -> EntryRow:
    """Return a fact at its own place, read as `ROW`."""
    event_id, earliest, *place = row
    return EntryRow(event_id, place[-1], earliest, EntryPlace(*place))


def _merged(some: Iterable[EntryRow], others: Iterable[EntryRow]) -> Iterator[EntryRow]:
    return merge(some, others, key=_place)


def _placed(
    pairs: Iterable[tuple[str, str]], own: Mapping[str, EntryRow]
) -> Mapping[str, EntryRow]:
    """Return each of these facts at its place, the first of each pair before the second.

    That is before all others of that place, and as early as the earliest of those that it comes
    before, unless it can only lie on a later day.
    """
    coming: dict[str, set[str]] = {event_id: set() for event_id in own}
    for event_id, before_id in pairs:
        if event_id in own and before_id in own:
            coming[event_id].add(before_id)
    found = dict(own)
    here: dict[tuple[str, int, str, int], list[EntryRow]] = {}  # those that stand before a fact
    for event_id in _last_first(coming):
        one = own[event_id]
        for before in sorted(map(found.__getitem__, coming[event_id]), key=_place):
            latest, rank, clock, position, ahead = before.place
            if latest >= one.earliest and before.place <= one.place:
                place = EntryPlace(latest, rank, clock, position, ahead - 1)
                before_id = before.before or before.event_id
                found[event_id] = EntryRow(event_id, one.position, one.earliest, place, before_id)
                here.setdefault((latest, rank, clock, position), []).append(found[event_id])
                break
    for of, some in here.items():
        ordered = sorted(some, key=lambda one: (one.place, own[one.event_id].place))
        for ahead, one in enumerate(ordered, -len(ordered)):
            found[one.event_id] = one._replace(place=EntryPlace(*of, ahead))
    return found


def _last_first(coming: Mapping[str, set[str]]) -> Iterable[str]:
    """Return facts after all those that come behind them; a circle holds nobody before another."""
    while True:
        try:
            return list(TopologicalSorter(coming).static_order())
        except CycleError as error:
            for before_id, event_id in pairwise(error.args[1]):
                coming[event_id].discard(before_id)
