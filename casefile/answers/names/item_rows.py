"""Item rows: what is read of an item to say what it is called, and who is on which side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from casefile.answers.names.item_words import read_own
from casefile.law.item import NONE
from casefile.law.timeline import RECORD

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
