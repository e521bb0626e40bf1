"""The projector: the one place where events become changed rows, live and in a rebuild."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, partial
from operator import itemgetter

from sqlalchemy import Connection, Table, select

from casefile.event import Recorded
from casefile.law.fact import AsRead
from casefile.law.folding import Folds
from casefile.law.known import Known
from casefile.law.subjects import by_kind, event
from casefile.projections.projection import (
    Projection,
    Touching,
    Values,
    value_columns,
    value_names,
)
from casefile.projections.subjects import event_subjects, read_subjects
from casefile.store.statement import Statement, among
from casefile.store.tables import NEVER

Rows = dict[Table, list[Values]]
Find = Callable[[Touching, Known], Sequence[str]]


# What an entity lost and gained: where each row ends of those known at the start, the rows that
# came and went, each from and to where it is known, and where each begins that is still known.
_Changes = tuple[dict[Values, int], list[tuple[Values, int, int]], dict[Values, int]]


class _Entity:
    """An entity's rows: those still known at the start, each with its known_from, and since."""

    __slots__ = ("since", "start")

    def __init__(self) -> None:
        self.start: dict[Values, int] = {}
        self.since: list[tuple[int, frozenset[Values]]] = []

    def changes(self) -> _Changes:
        """Return what has changed since the start.

        Nothing is looked at one by one that stays: an entity can have thousands of rows.
        """
        closed: dict[Values, int] = {}
        passed: list[tuple[Values, int, int]] = []
        opened: dict[Values, int] = {}
        before: AbstractSet[Values] = self.start.keys()
        for position, rows in self.since:
            for values in before - rows:
                if values in opened:
                    passed.append((values, opened.pop(values), position))
                else:
                    closed[values] = position
            for values in rows - before:
                opened[values] = position
            before = rows
        return closed, passed, opened

    def keep(self, changes: _Changes) -> None:
        """Count what has changed as what was there at the start."""
        closed, _, opened = changes
        for values in closed:
            del self.start[values]
        self.start |= opened
        self.since = []


class Projector:
    """Applies events in the order of the log and gathers the rows to be closed and opened.

    The events of a post become known together, so that what they touch is folded once, when their
    step is complete. Without a connection it starts from empty tables, as a rebuild does. `touched`
    holds, for each projection, the entities that the events since the last `settle` touched, each
    with the position of the first that did.
    """

    def __init__(
        self, projections: Sequence[Projection], known: Known, connection: Connection | None = None
    ) -> None:
        self.projections = projections
        self.known = known
        self.folds = Folds(known)
        self.connection = connection
        self._applied: list[tuple[Recorded, Sequence[str]]] = []
        self._settled = 0
        self._settled_at = 0
        self._entities: dict[str, dict[str, _Entity]] = {one.name: {} for one in projections}
        self.touched: dict[str, dict[str, int]] = {one.name: {} for one in projections}
        self._open: dict[str, dict[str, None]] = {one.name: {} for one in projections}
        self._changed: dict[str, dict[str, None]] = {one.name: {} for one in projections}
        self._written: list[tuple[_Entity, _Changes]] = []
        self.at = 0  # the position of the event that was taken in last
        self._known_from = 0  # the position that completes the open step

    def connect(self, connection: Connection) -> None:
        """Read from here on by another connection."""
        self.connection = connection
        self.known.read = partial(read_subjects, connection)

    def fetch(self, subjects: Iterable[str], beside: Iterable[str] = ()) -> None:
        """Read at once the subjects of events to come and the rows of those that are entities.

        `beside` are subjects that have to be known with them.
        """
        asked = list(dict.fromkeys(subjects))
        self.known.fetch([*asked, *beside])
        about = by_kind(asked)
        there = about.keys()
        for projection in self.projections:
            if kinds := there & projection.kinds:
                self._read(projection, [one for kind in kinds for one in about[kind]])

    def apply(self, recorded: Recorded, read: AsRead | None = None) -> None:
        """Take in the next event of the open step, and find every entity that it touches.

        `read` is what it says, where that has been read already.
        """
        self.at = recorded.position
        subjects = self.known.add(recorded, read)
        self._applied.append((recorded, subjects))
        self._known_from = recorded.known_from
        for name, entities in self._touched_by(recorded, subjects):
            touched, opened = self.touched[name], self._open[name]
            for entity in entities:
                opened[entity] = None
                if entity not in touched:
                    touched[entity] = recorded.position

    def _touched_by(
        self, recorded: Recorded, about: Sequence[str]
    ) -> list[tuple[str, Sequence[str]]]:
        """Return what an event about these subjects touches, with the names of projections."""
        touching = Touching(recorded, self.known.plain(self.known.origin(recorded)), by_kind(about))
        found: dict[Find, Sequence[str]] = {}  # of several projections by the same function
        touched = []
        for projection in self.projections:
            for find in projection.entities:
                if find not in found:
                    found[find] = find(touching, self.known)
                if found[find]:
                    touched += [(projection.name, found[find])]
            if not projection.entities:
                touched += [(projection.name, touching.of(projection.kinds))]
        return touched

    def follow(self, recorded: Recorded) -> None:
        """Take in the next event of a log, whose posts are as they stand there."""
        if recorded.known_from != self._known_from:
            self.complete()
        self.apply(recorded)

    def complete(self) -> None:
        """Complete the open step: find anew the rows of every entity that its events touched."""
        for projection in self.projections:
            opened = self._open[projection.name]
            if opened:
                entities = self._entities[projection.name]
                self._read(projection, opened)
                for entity in opened:
                    rows = frozenset(projection.rows(entity, self.folds))
                    entities[entity].since.append((self._known_from, rows))
                self._changed[projection.name] |= opened
                self._open[projection.name] = {}

    @property
    def applied(self) -> Iterator[Recorded]:
        """Yield every event applied and not taken back, in order."""
        return (one for one, _ in self._applied)

    def settle(self) -> None:
        """Keep what was applied: from here on it can no longer be taken back."""
        self._settled = len(self._applied)
        self._settled_at = self._known_from
        self.touched = {one.name: {} for one in self.projections}

    def take_back(self) -> None:
        """Take back every event applied since the last `settle`."""
        for name, touched in self.touched.items():
            self._open[name].clear()
            for held in filter(None, map(self._entities[name].get, touched)):
                held.since = [one for one in held.since if one[0] <= self._settled_at]
        while len(self._applied) > self._settled:
            self.known.forget(self._applied.pop()[0])
        self._known_from = self._settled_at
        self.settle()

    def rows_before(self, projection: Projection, entity: str) -> Collection[Values]:
        """Return the rows that an entity had at the last `settle`."""
        held = self._entities[projection.name][entity]
        earlier = [rows for position, rows in held.since if position <= self._settled_at]
        return earlier[-1] if earlier else held.start.keys()

    def rows_now(self, projection: Projection, entity: str) -> Collection[Values]:
        """Return the rows that an entity has as of the last completed step."""
        held = self._entities[projection.name][entity]
        return held.since[-1][1] if held.since else held.start.keys()

    def _read(self, projection: Projection, entities: Iterable[str]) -> None:
        """Read the rows of entities that are still known, where the log has anything about them."""
        held = self._entities[projection.name]
        old: dict[Values, dict[Values, int]] = {}
        for entity in entities:
            if entity not in held:
                held[entity] = _Entity()
                if self.connection is not None and not self.known.is_new(entity):
                    old[projection.identify(entity, self.known)] = held[entity].start
        if not old or self.connection is None:
            return
        identity = projection.identity_columns
        given = dict(zip(identity, map(list, zip(*old, strict=True)), strict=True))
        found = _still_known(projection.table, identity).rows(self.connection, **given)
        owner = _picker(projection.table, identity)
        for row in found:
            start_of = old.get(owner(row))
            if start_of is not None:
                start_of[row[:-1]] = row[-1]

    def keep(self) -> None:
        """Count what was applied as written: the log and the read tables have it by now."""
        for held, changes in self._written:
            held.keep(changes)
        self._forget_changes()
        self._applied.clear()
        self._settled = 0
        self.settle()
        self.known.keep()

    def undo(self) -> None:
        """Take back every event since the last `keep`."""
        self.touched = {name: dict.fromkeys(held, 0) for name, held in self._changed.items()}
        self._settled = self._settled_at = 0
        self.take_back()
        self._forget_changes()

    def _forget_changes(self) -> None:
        self._changed = {one.name: {} for one in self.projections}
        self._written = []

    def drop(self, recorded: Recorded) -> None:
        """Forget what the event of another writer touches, so that it is read again."""
        about = self.known.subjects_of(recorded)
        self.known.drop((event(recorded.envelope.event_id), *about))
        for name, entities in self._touched_by(recorded, about):
            for entity in entities:
                self._entities[name].pop(entity, None)

    def changes(self) -> tuple[Rows, Rows]:
        """Return the rows to insert and the rows to close, as `write_rows` takes them."""
        self.complete()
        inserts: Rows = {
            event_subjects: [
                (subject, one.position) for one, subjects in self._applied for subject in subjects
            ]
        }
        closes: Rows = {}
        self._written = []
        for projection in self.projections:
            inserting: list[Values] = []
            closing: list[Values] = []
            inserts[projection.table], closes[projection.table] = inserting, closing
            key, entities = _key_of(projection.table), self._entities[projection.name]
            for entity in self._changed[projection.name]:
                held = entities[entity]
                changes = closed, passed, opened = held.changes()
                self._written.append((held, changes))
                if closed:
                    start = held.start
                    closing += [(*key((*one, start[one])), to) for one, to in closed.items()]
                if passed:
                    inserting += [(*values, since, to) for values, since, to in passed]
                if opened:
                    inserting += [(*values, since, NEVER) for values, since in opened.items()]
            if finder := projection.finder:
                inserts[finder.table] = finder.rows(inserting)
        return inserts, closes


@cache
def _still_known(table: Table, identity: Sequence[str]) -> Statement:
    """Return the query for the rows of entities that are still known, each with its known_from.

    It may find rows of others: the values of the identity columns are asked for one by one.
    """
    return Statement(
        select(*value_columns(table), table.c.known_from).where(
            *(among(table.c[name], name) for name in identity), table.c.known_to == NEVER
        )
    )


@cache
def _picker(table: Table, names: Sequence[str]) -> Callable[[Values], Values]:
    """Return the function that takes the values of some columns from a row, as a tuple."""
    places = [value_names(table).index(name) for name in names]
    if len(places) == 1:
        return lambda row: (row[places[0]],)
    return itemgetter(*places)


@cache
def _key_of(table: Table) -> Callable[[Values], Values]:
    """Return the function that takes the primary key from a row's values and its known_from."""
    columns = [*value_names(table), "known_from"]
    places: list[int] = [columns.index(column.name) for column in table.primary_key]
    return itemgetter(*places)
