"""Item rows: what is read of an item to say what it is called, and who is on which side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec
from msgspec import Struct

from casefile.law.item import NONE
from casefile.law.timeline import RECORD

Ids = tuple[str, ...]


class What(Struct, frozen=True):
    """What the details of an item say of what it is."""

    offense: str = ""
    cause: str = ""
    count_no: int | None = None
    standards: Sequence[str] = ()
    issued_classification: str = ""

    @property
    def words(self) -> str:
        """Return what the item is; nothing where that is not known."""
        said = self.offense or self.cause or ", ".join(self.standards)
        if not said and self.issued_classification not in ("", "unknown"):
            said = f"{self.issued_classification} citation"
        return f"{said} (count {self.count_no})" if said and self.count_no is not None else said


class _OwnItem(Struct, frozen=True):
    """What is read of an item as a party has it: its side, and what it is."""

    side: str = ""
    detail: What = What()


# Most states of an item say the same of what it is.
_item = lru_cache(1_024)(msgspec.json.Decoder(_OwnItem).decode)


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
        return _item(self.detail).side


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


def what(rows: Sequence[ItemRow]) -> str:
    """Return what an item is, by the rows of its parties; nothing where none says it."""
    return next(filter(None, (_item(row.detail).detail.words for row in rows)), "")
