"""Holding a log to notes: where it departs from what it was when they were signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from casefile.proof.merkle import Tree
from casefile.proof.notes import Checkpoint


class Departure(NamedTuple):
    """Where a log is not the one that a note is of; the position is given where it is exact."""

    position: int | None
    sentence: str


class Holding:
    """A log that is held to notes while it is read, leaf by leaf, from its beginning.

    `beside` are leaf hashes that were kept elsewhere with the note `of`. They tell the position at
    which the log departs, where they have the root that this note says.
    """

    def __init__(
        self,
        notes: Iterable[Checkpoint],
        beside: Iterator[bytes] | None = None,
        of: Checkpoint | None = None,
    ) -> None:
        self.tree = Tree()
        self.held = 0  # the size of the last note that holds
        self._notes = sorted(set(notes), key=lambda one: one.size)
        self._failing: Checkpoint | None = None
        self._beside = beside if of else None
        self._of = of
        self._parted: Tree | None = None  # the tree of the leaf hashes beside, once they differ
        self._parted_at = 0
        self._compare()

    def add(self, leaf: bytes) -> None:
        """Take in the next leaf hash of the log."""
        if self._beside is not None and self._parted is None:
            self._follow(leaf)
        self.tree.add(leaf)
        self._compare()

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Take in the next leaf hashes of the log."""
        for leaf in leaves:
            self.add(leaf)

    def end(self) -> Departure | None:
        """Return where the log departs from the notes, or None where it holds; it has ended."""
        failing = self._failing or (self._notes[0] if self._notes else None)
        if failing is None:
            return None
        there, size = self.tree.size, failing.size
        exact = self._exact()
        if exact and exact <= size:
            if exact > there:
                sentence = (
                    f"The log is cut off: it ends at position {there:,}, and the note of {size:,} "
                    "events was made of it with those that are missing."
                )
            else:
                sentence = f"This is not the event of which the note of {size:,} events was made."
            return Departure(exact, sentence)
        where = f"between positions {self.held + 1:,} and {size:,}"
        if size > there:
            sentence = (
                f"The log is not the one of which the note of {size:,} events was made: it has "
                f"{there:,} events. What is missing or was changed lies {where}."
            )
        else:
            sentence = (
                f"The log is not the one of which the note of {size:,} events was made. "
                f"What was changed lies {where}."
            )
        return Departure(None, sentence)

    def _compare(self) -> None:
        """Hold the tree to the notes of its size."""
        while self._notes and self._notes[0].size == self.tree.size and not self._failing:
            note = self._notes.pop(0)
            if note.root == self.tree.root:
                self.held = note.size
            else:
                self._failing = note

    def _follow(self, leaf: bytes) -> None:
        """Compare a leaf with the one beside, and part from there on."""
        expected = next(self._beside, None) if self._beside else None
        if expected is None:
            self._beside = None
        elif expected != leaf:
            self._part(expected)

    def _part(self, expected: bytes) -> None:
        self._parted, self._parted_at = self.tree.copy(), self.tree.size + 1
        self._parted.add(expected)

    def _exact(self) -> int:
        """Return the position from which the leaf hashes beside differ, 0 where nothing tells."""
        if self._beside is not None and self._parted is None:
            expected = next(self._beside, None)
            if expected is not None:
                self._part(expected)
        if self._parted is None or self._beside is None or self._of is None:
            return 0
        self._parted.extend(self._beside)
        sound = (self._parted.size, self._parted.root) == self._of[1:]
        return self._parted_at if sound else 0


def depart(
    leaves: Iterable[bytes],
    notes: Sequence[Checkpoint],
    beside: Iterator[bytes] | None = None,
    of: Checkpoint | None = None,
) -> Departure | None:
    """Return where a log of these leaf hashes departs from notes, or None where it holds."""
    holding = Holding(notes, beside, of)
    holding.extend(leaves)
    return holding.end()
