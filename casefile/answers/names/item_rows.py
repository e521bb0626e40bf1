"""Item rows: what is read of an item to say what it is called, and who is on which side."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from casefile.answers.names.item_words import read_own
from casefile.law.item import NONE
from casefile.law.timeline import RECORD
from casefile.store.statement import Row

Ids = tuple[str, ...]


class ItemRow(NamedTuple):
    """What is read of a row of item_spans to say what the item is called, and who is on a side."""

    matter_id: str
    item_id: str
    party_id: str
    track: str
    basis: str
    state: str
    detail: str

    @property
    def side(self) -> str:
        """Return the side on which the party is of it."""
        return read_own(self.detail).side


def by_item(rows: Iterable[ItemRow]) -> dict[Ids, list[ItemRow]]:
    """Return the rows of each item: one of each party whose item it is, on the record if it can be.

    Those count whose item it is not, any more or yet, where it is nobody's.
    """
    items: dict[Ids, list[ItemRow]] = {}
    for row in sorted(rows):
        items.setdefault((row.matter_id, row.item_id), []).append(row)
    for ids, some in items.items():
        sure = [row for row in some if row.basis == RECORD] or some
        held = [row for row in sure if row.state != NONE] or sure
        items[ids] = list({row.party_id: row for row in held}.values())
    return items


def what(rows: Sequence[ItemRow]) -> Sequence[str]:
    """Return what an item is, by the rows of its parties, in the ways of `OwnItem.called`.

    Each is empty where no row says it.
    """
    ways = zip(*(read_own(row.detail).called for row in rows), strict=True)
    return [next(filter(None, some), "") for some in ways] or [""]


def described(rows: Mapping[Ids, list[ItemRow]]) -> dict[Ids, list[ItemRow]]:
    """Return the rows of those items of which they say what they are."""
    return {ids: some for ids, some in rows.items() if what(some)[0]}


def at_first(later: Iterable[Row]) -> dict[Ids, list[ItemRow]]:
    """Return the rows of what is not filed yet, of the first day that says what it is filed as."""
    first: dict[Ids, list[ItemRow]] = {}
    for _, some in groupby(sorted(later), itemgetter(0)):
        rows = by_item(ItemRow._make(values) for _, *values in some)
        first = described(rows) | first
    return first


def of_the_same(rows: Sequence[ItemRow], items: Collection[Ids]) -> Sequence[ItemRow]:
    """Return the rows of all that the parties of some items have in the matters of these."""
    theirs = {
        (row.matter_id, row.party_id) for row in rows if (row.matter_id, row.item_id) in items
    }
    return [row for row in rows if (row.matter_id, row.party_id) in theirs]
