"""Seen: an item of a party as it stands on a day, with what was known at a position."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from casefile.law.flags import UNREAD, Flag
from casefile.law.item import Item


class Seen(Struct, kw_only=True):
    """One item of a party, or a part of it, as it is seen on a day, known at a position.

    `reported` is the item as sources report it, where that differs from the record.
    """

    matter_id: str
    item_id: str
    part: str = ""
    track: str
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
        """Return the item's id across all matters, with the part of it."""
        return f"{self.key}/{self.part}" if self.part else self.key

    @property
    def unread(self) -> list[Flag]:
        """Return the flags of how it ended, or may have ended, in words that nobody has read."""
        return [flag for flag in self.flags if flag.code == UNREAD]

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
            part=self.part,
            track=self.track,
            item=self.reported,
            evidence=self.reported_evidence,
            possible=self.reported_possible,
            flags=self.flags,
        )
