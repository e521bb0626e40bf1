"""Told act: one act that a sentence tells of, and all that one tells of, each with its day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

NOTHING: Mapping[str, Any] = MappingProxyType({})


class ToldAct(NamedTuple):
    """The words of one act, as they are typed by themselves, and what else is said of it.

    What is not `sure` leads to a question of its own. `day` is what stands behind it.
    """

    words: str
    fields: Mapping[str, list[str]] = NOTHING
    sure: bool = True
    tag: str = ""
    day: str = ""

    @property
    def whole(self) -> str:
        """Return the words with their day."""
        return f"{self.words} on {self.day}" if self.day else self.words


class ToldActs(NamedTuple):
    """The acts of a sentence as they are told, and the day of those that have none of their own."""

    acts: Sequence[ToldAct] = ()
    day: str = ""
