"""The Merkle tree over the leaf hashes of the log (RFC 6962, section 2.1; RFC 9162, 2.1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Self

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()


class Tree:
    """A tree that only grows, kept as its frontier.

    The frontier has the root of each full subtree that no larger one holds, the largest first: one
    for every bit of the size. It is all that a root, or a further leaf, needs of the leaves before.
    """

    def __init__(self, size: int = 0, frontier: Sequence[bytes] = ()) -> None:
        self.size = size
        self._frontier = list(frontier)

    @classmethod
    def of(cls, size: int, frontier: bytes) -> Self:
        """Return the tree that has been kept as `frontier`; raises ValueError where it is none."""
        parts = [frontier[at : at + HASH_BYTES] for at in range(0, len(frontier), HASH_BYTES)]
        if len(frontier) != HASH_BYTES * size.bit_count():
            raise ValueError(f"No tree of {size} leaves has a frontier of {len(frontier)} bytes.")
        return cls(size, parts)

    @property
    def frontier(self) -> bytes:
        """Return what the tree is kept as."""
        return b"".join(self._frontier)

    @property
    def root(self) -> bytes:
        """Return the root of all leaves so far."""
        if not self._frontier:
            return EMPTY_ROOT
        *before, root = self._frontier
        for left in reversed(before):
            root = _node(left, root)
        return root

    def add(self, leaf: bytes) -> None:
        """Add the hash of the next leaf."""
        size, frontier = self.size, self._frontier
        self.size += 1
        while size & 1:
            leaf = _node(frontier.pop(), leaf)
            size >>= 1
        frontier.append(leaf)

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add the hashes of the next leaves."""
        for leaf in leaves:
            self.add(leaf)

    def copy(self) -> Tree:
        """Return the same tree, which then grows by itself."""
        return Tree(self.size, self._frontier)


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()
