"""Evidence: the events that a state rests on, of which each step holds only those that it adds."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import blake2b
from itertools import chain


class Evidence:
    """The ids of events in order: those of the evidence before it, and those that it adds.

    `digest` is the same only where all of the ids are; nobody finds other ids that have it.
    """

    __slots__ = ("added", "before", "digest")

    def __init__(self, added: tuple[str, ...] = (), before: Evidence | None = None) -> None:
        self.added = added
        self.before = before
        said = f"{before.digest if before else ''} {' '.join(added)}".encode()
        self.digest: int = int.from_bytes(blake2b(said, digest_size=8).digest(), signed=True)

    def __eq__(self, other: object) -> bool:
        """Tell whether another evidence adds the same events to the same ones."""
        return isinstance(other, Evidence) and (
            self is other or (self.digest, self.added) == (other.digest, other.added)
        )

    def __hash__(self) -> int:
        """Return the digest, which equal ones share."""
        return self.digest

    @property
    def ids(self) -> tuple[str, ...]:
        """Return all of the ids."""
        return self.beyond(None)

    def lacks(self, ids: Collection[str]) -> bool:
        """Tell whether none of these ids is among its own."""
        return set(self.ids).isdisjoint(ids)

    def back_to(self, other: Evidence) -> Evidence | None:
        """Return what has the same ids as another evidence, where this one goes on from there."""
        one: Evidence | None = self
        while one is not None and one is not other:
            if one.digest == other.digest and one.ids == other.ids:
                break
            one = one.before
        return one

    def beyond(self, earlier: Evidence | None) -> tuple[str, ...]:
        """Return the ids that come after those of an earlier evidence, which this one goes on."""
        parts: list[tuple[str, ...]] = []
        one: Evidence | None = self
        while one is not None and one is not earlier:
            parts.append(one.added)
            one = one.before
        return tuple(chain.from_iterable(reversed(parts)))
