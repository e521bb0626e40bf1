"""Bundles: all that an import is given, on disk, until it is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from casefile.event import Envelope, instant_microseconds
from casefile.importers.material import Bundle
from casefile.importers.shelf import Shelf


class Bundles:
    """The bundles of an import in the order in which they came, each with its number.

    `last` is the number of the last copy of each document of which there is a whole one, and
    `newest` when its source took in the newest record. `size` is that of them all.
    """

    def __init__(self, bundles: Iterable[Bundle] = ()) -> None:
        self.size = 0
        self.newest: str | None = None
        self.last: dict[str, int] = {}
        self._shelf: Shelf[Bundle] = Shelf()
        self._recognizing: dict[int, Callable[[Sequence[Envelope]], Bundle]] = {}
        for bundle in bundles:
            self.put(bundle)

    def __len__(self) -> int:
        return len(self._shelf)

    def __iter__(self) -> Iterator[Bundle]:
        """Yield every bundle in the order in which they came."""
        for bundle in self._shelf:
            yield bundle._replace(recognized=self._recognizing.get(bundle.number))

    @property
    def to_recognize(self) -> bool:
        """Tell whether there is a bundle whose records are recognized beside those on record."""
        return bool(self._recognizing)

    @cached_property
    def ids(self) -> frozenset[str]:
        """Return the id of every event; only what whole documents lack is looked for among them."""
        return frozenset(
            draft.event_id or "" for bundle in self._shelf for draft in bundle.drafts()
        )

    def put(self, bundle: Bundle) -> None:
        """Take one more bundle."""
        number = len(self._shelf)
        if bundle.recognized:
            self._recognizing[number] = bundle.recognized
        if bundle.whole:
            self.last[bundle.whole] = number
        taken = [one.recorded_at for one in bundle.records if one.recorded_at]
        newest = filter(None, (self.newest, *taken))
        self.newest = max(newest, key=instant_microseconds, default=None)
        self.size += size(bundle)
        matters = sorted({draft.matter_id for draft in bundle.drafts()}) or [bundle.as_before]
        self._shelf.put(matters, bundle._replace(recognized=None, number=number))

    def parts(self) -> Iterator[Iterator[Bundle]]:
        """Yield the bundles in parts that share no matter: each can be tried without the others."""
        return (bundles for _, bundles in self._shelf.by_key())


def size(bundle: Bundle) -> int:
    """Return how many events a bundle has, or records where all is as before."""
    return (
        len(bundle.records)
        if bundle.as_before
        else sum(len(record.drafts) for record in bundle.records)
    )
