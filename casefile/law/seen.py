"""Seen: an item of a party as it stands on a day, with what was known at a position."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from casefile.law.flags import UNREAD, Flag
from casefile.law.item import NONE, Item


class Seen(Struct, kw_only=True):
    """One item of a party, or a part of it, as it is seen on a day, known at a position.

    `reported` is the item as sources report it, where that differs from the record; `party_id` is
    the party as whose it is seen, where one asks for it.
    """

    matter_id: str
    item_id: str
    parts: tuple[str, ...] = ("",)
    track: str
    party_id: str = ""
    item: Item = Item()
    evidence: Sequence[str] = ()
    possible: list[tuple[Item, Sequence[str]]] = []
    reported: Item | None = None
    reported_evidence: Sequence[str] = ()
    reported_possible: list[tuple[Item, Sequence[str]]] = []
    flags: list[Flag] = []

    @property
    def key(self) -> str:
        """Return the item's id across all matters."""
        return f"{self.matter_id}/{self.item_id}"

    @property
    def place(self) -> str:
        """Return the item's id across all matters, with the first of its parts that this is."""
        return f"{self.key}/{self.parts[0]}" if self.parts[0] else self.key

    @property
    def unread(self) -> list[Flag]:
        """Return the flags of how it ended, or may have ended, in words that nobody has read."""
        return [flag for flag in self.flags if flag.code == UNREAD and flag.as_written]

    @property
    def endings(self) -> list[str]:
        """Return how it ended, or may have ended, as the source has it."""
        return [
            f'{"may have ended" if flag.possible else "ended"} as written: "{flag.as_written}"'
            for flag in self.unread
        ]

    def on(self, basis: str) -> Seen:
        """Return the item as it stands on a basis."""
        if basis == "record" or self.reported is None:
            return self
        return Seen(
            matter_id=self.matter_id,
            item_id=self.item_id,
            parts=self.parts,
            track=self.track,
            party_id=self.party_id,
            item=self.reported,
            evidence=self.reported_evidence,
            possible=self.reported_possible,
            flags=self.flags,
        )


def told_once(seen: Iterable[Seen]) -> list[Seen]:
    """Return parts of items, those that nothing tells apart on the day joined into one.

    What is left as the only part of its item is the item, whoever is on the other side. A part that
    is nothing to the party yet, or any more, is told only where there is no other.
    """
    items: dict[str, list[Seen]] = {}
    for one in seen:
        joined = items.setdefault(one.key, [])
        alike = next((place for place, other in enumerate(joined) if _alike(one, other)), None)
        if alike is None:
            joined.append(one)
        else:
            joined[alike] = _joined(joined[alike], one)
    told = [[one for one in parts if _is_held(one)] or parts for parts in items.values()]
    return [one if len(parts) > 1 else _facing(one, ()) for parts in told for one in parts]


def _is_held(one: Seen) -> bool:
    return one.item.state != NONE or bool(one.possible or one.reported or one.reported_possible)


def _alike(one: Seen, other: Seen) -> bool:
    bare = (replace(_facing(each, ()), parts=(), party_id="") for each in (one, other))
    return next(bare) == next(bare)


def _joined(one: Seen, other: Seen) -> Seen:
    opposite = dict.fromkeys((*one.item.opposite, *other.item.opposite))
    return replace(_facing(one, tuple(opposite)), parts=(*one.parts, *other.parts))


def _facing(one: Seen, opposite: tuple[str, ...]) -> Seen:
    """Return a part as one against others."""
    if one.item.opposite == opposite:
        return one
    return replace(
        one,
        item=one.item.having(opposite=opposite),
        reported=one.reported and one.reported.having(opposite=opposite),
        possible=[(item.having(opposite=opposite), names) for item, names in one.possible],
        reported_possible=[
            (item.having(opposite=opposite), names) for item, names in one.reported_possible
        ],
    )
