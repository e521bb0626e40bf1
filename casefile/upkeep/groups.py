"""Groups: the log in portions of whole groups of matters, so that each is folded alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import BigInteger, Connection, Integer, bindparam, select, tuple_

from casefile.store.statement import Row, Statement, among
from casefile.store.tables import events
from casefile.upkeep.partition import Partition

PAGE = 1_000  # events that are read at once
FEW_MATTERS = 50  # linked ones that are read at once, where a group has not more
LINKED, SINGLE = "linked/", "single/"  # how the marks of both kinds of groups begin, in order

# What a row of a group has.
_COLUMNS = (events.c.matter_id, events.c.version, events.c.position, events.c.body)
_upto = events.c.position <= bindparam("upto", type_=BigInteger)
_after = tuple_(events.c.matter_id, events.c.version) > tuple_(
    bindparam("matter_id"), bindparam("version", type_=Integer)
)
_NEXT = Statement(
    select(*_COLUMNS)
    .where(_after, _upto)
    .order_by(events.c.matter_id, events.c.version)
    .limit(bindparam("limit"))
)
_OF_MATTERS = Statement(
    select(*_COLUMNS).where(among(events.c.matter_id, "matters"), _upto).order_by(events.c.position)
)


class Group(NamedTuple):
    """Matters that are folded together, with all their events in the order of the log."""

    matters: Sequence[str]
    rows: Sequence[Row]


class Portion(NamedTuple):
    """Some groups, and the mark after which the next portion begins."""

    mark: str
    groups: Sequence[Group]

    @property
    def size(self) -> int:
        """Return how many events there are in the portion."""
        return sum(len(group.rows) for group in self.groups)


def portions(connection: Connection, partition: Partition, mark: str = "") -> Iterator[Portion]:
    """Yield the log up to where the partition stands, first the linked matters, after a mark."""
    linked = partition.linked()
    if not mark.startswith(SINGLE):
        rest = [group for group in linked if LINKED + group[0] > mark]
        yield from _linked(connection, partition, rest)
    tied = {matter_id for group in linked for matter_id in group}
    after = mark.removeprefix(SINGLE) if mark.startswith(SINGLE) else ""
    for page in _single(connection, partition.position, after):
        rows = [row for row in page if row[0] not in tied]
        groups = [Group((one,), list(some)) for one, some in groupby(rows, itemgetter(0))]
        yield Portion(SINGLE + page[-1][0], groups)


def read_group(connection: Connection, matters: Sequence[str], upto: int) -> Group:
    """Read all events of matters that are folded together."""
    return Group(matters, _OF_MATTERS.rows(connection, matters=list(matters), upto=upto))


def _linked(
    connection: Connection, partition: Partition, groups: list[list[str]]
) -> Iterator[Portion]:
    while groups:
        count, matters = 1, len(groups[0])
        while count < len(groups) and (matters := matters + len(groups[count])) <= FEW_MATTERS:
            count += 1
        some, groups = groups[:count], groups[count:]
        of = {matter_id: number for number, group in enumerate(some) for matter_id in group}
        found: list[list[Row]] = [[] for _ in some]
        for row in read_group(connection, list(of), partition.position).rows:
            found[of[row[0]]].append(row)
        yield Portion(LINKED + some[-1][0], list(map(Group, some, found)))


def _single(connection: Connection, upto: int, after: str) -> Iterator[list[Row]]:
    """Yield every matter in the order of their ids, on each page whole ones alone."""
    held: list[Row] = []
    key: tuple[str, int] = (after, 2**31 - 1)
    while True:
        matter_id, version = key
        found = _NEXT.rows(connection, matter_id=matter_id, version=version, upto=upto, limit=PAGE)
        held += found
        if len(found) < PAGE:
            break
        key = (found[-1][0], found[-1][1])
        # The last matter may go on.
        if whole := bisect_left(held, key[0], key=itemgetter(0)):
            yield held[:whole]
            held = held[whole:]
    if held:
        yield held
