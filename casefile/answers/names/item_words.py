"""Item words: what the details of a charge, claim or citation say of what it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec
from msgspec import Struct


class ItemWords(Struct, frozen=True):
    """What the details of an item say of what it is."""

    offense: str = ""
    cause: str = ""
    count_no: int | None = None
    standards: Sequence[str] = ()
    issued_classification: str = ""
    instrument: str = ""

    @property
    def _what(self) -> str:
        said = self.offense or self.cause or ", ".join(self.standards)
        if not said and self.issued_classification not in ("", "unknown"):
            return f"{self.issued_classification} citation"
        return said

    @property
    def words(self) -> str:
        """Return what the item is; nothing where that is not known."""
        said = self._what
        return f"{said} (count {self.count_no})" if said and self.count_no is not None else said

    @property
    def apart(self) -> str:
        """Return what the item is with the paper that brings it, where that is known."""
        if not self._what or self.instrument in ("", "unknown"):
            return self.words
        if self.count_no is None:
            return f"{self._what} (by {self.instrument})"
        return f"{self._what} (count {self.count_no} of the {self.instrument})"

    def filed(self, day: str) -> str:
        """Return what the item is with the day of the paper that brings it, where that is known."""
        said = self.apart
        if not said or not day:
            return said
        inside = said.removesuffix(")")
        if inside == said:
            return f"{said} (filed {day})"
        return f"{inside}{', filed' if said == self.words else ' of'} {day})"


class OwnItem(Struct, frozen=True):
    """What is read of an item as a party has it: its side, what it is, and when it was filed."""

    side: str = ""
    filed_on: str = ""
    detail: ItemWords = ItemWords()

    @property
    def called(self) -> tuple[str, str, str]:
        """Return what the item is: by itself, with the paper that brings it, and with its day."""
        return self.detail.words, self.detail.apart, self.detail.filed(self.filed_on)


# Most states of an item say the same of what it is.
read_own = lru_cache(1_024)(msgspec.json.Decoder(OwnItem).decode)
