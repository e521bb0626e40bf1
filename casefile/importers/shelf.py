"""The shelf: what an import has read and not yet recorded, in a file that is gone with it."""

from __future__ import annotations

import pickle
import sqlite3
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import Any, Generic, TypeVar

from casefile.importers.material import Unreadable

T = TypeVar("T")
_AT_ONCE = 1_000  # things that are written together
_START = (
    # SQLite's own temporary file has no name in any folder; after a crash nothing of it is wanted.
    "PRAGMA temp_store = FILE",
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "CREATE TABLE keys (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE)",
    "CREATE TABLE things (number INTEGER PRIMARY KEY, key INTEGER NOT NULL, thing BLOB NOT NULL)",
    "BEGIN",
)
_PUT_KEY = "INSERT OR IGNORE INTO keys (key) VALUES (?)"
_PUT = "INSERT INTO things (thing, key) SELECT ?, id FROM keys WHERE key = ?"
_MOVE = """UPDATE things SET key = (SELECT id FROM keys WHERE key = ?)
           WHERE key = (SELECT id FROM keys WHERE key = ?)"""
_FIRST_OF = "SELECT key FROM keys WHERE key IN (?, ?) ORDER BY id"
_INDEX = "CREATE INDEX IF NOT EXISTS by_key ON things (key)"
_IN_ORDER = "SELECT thing FROM things ORDER BY number"
_UNDER = """SELECT thing FROM things WHERE key = (SELECT id FROM keys WHERE key = ?)
            ORDER BY number"""
_BY_KEY = """SELECT keys.key, thing FROM keys CROSS JOIN things ON keys.id = things.key
             ORDER BY keys.id, number"""
_SORTED = """SELECT keys.key, thing FROM keys CROSS JOIN things ON keys.id = things.key
             ORDER BY keys.key, number"""


class Shelf(Generic[T]):
    """Things under keys, in a temporary file: however many there are, few are in memory.

    They come back in the order in which they were put there, or key by key, in the order in which
    the keys came first. Everything raises Unreadable where there is no room.
    """

    def __init__(self) -> None:
        with _room():
            tempfile.gettempdir()
            # One thread uses it, but what nobody closed is closed wherever the collector runs.
            self._file = sqlite3.connect("", isolation_level=None, check_same_thread=False)
            for statement in _START:
                self._file.execute(statement)
        self.close = weakref.finalize(self, self._file.close)
        self._waiting: list[tuple[bytes, str]] = []
        self._first: dict[str, str] = {}  # of the keys that are united, another that came before
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def put(self, keys: Sequence[str], thing: T) -> None:
        """Put a thing under its first key; all that has one of these keys comes back together."""
        self._waiting.append((pickle.dumps(thing, pickle.HIGHEST_PROTOCOL), keys[0]))
        self._count += 1
        if len(self._waiting) == _AT_ONCE or len(keys) > 1:
            self._write()
        for other in keys[1:]:
            self._unite(keys[0], other)

    def __iter__(self) -> Iterator[T]:
        """Yield all things in the order in which they came."""
        return (_taken(thing) for (thing,) in self._rows(_IN_ORDER))

    def by_key(self, *, sort: bool = False) -> Iterator[tuple[str, Iterator[T]]]:
        """Yield each key with its things, in the order in which the keys came first, or of keys."""
        self._index()
        with _room():
            self._file.executemany(_MOVE, [(self._leader(key), key) for key in self._first])
        rows = self._rows(_SORTED if sort else _BY_KEY)
        for key, found in groupby(rows, itemgetter(0)):
            yield key, (_taken(thing) for _, thing in found)

    def under(self, key: str) -> Iterator[T]:
        """Yield the things under one key."""
        self._index()
        return (_taken(thing) for (thing,) in self._rows(_UNDER, key))

    def _index(self) -> None:
        self._write()
        with _room():
            self._file.execute(_INDEX)

    def _unite(self, key: str, other: str) -> None:
        """Let what is under one key come back with what is under another, the earlier of both."""
        with _room():
            self._file.executemany(_PUT_KEY, ((key,), (other,)))
            found = self._file.execute(_FIRST_OF, (self._leader(key), self._leader(other)))
            first, *later = [name for (name,) in found]
        self._first |= dict.fromkeys(later, first)

    def _leader(self, key: str) -> str:
        while key in self._first:
            key = self._first[key]
        return key

    def _write(self) -> None:
        with _room():
            self._file.executemany(_PUT_KEY, ((key,) for _, key in self._waiting))
            self._file.executemany(_PUT, self._waiting)
        self._waiting.clear()

    def _rows(self, query: str, *given: str) -> Iterator[tuple[Any, ...]]:
        self._write()
        with _room():
            yield from self._file.execute(query, given)


def _taken(thing: bytes) -> Any:
    return pickle.loads(thing)  # noqa: S301 - nobody else can write to this file


@contextmanager
def _room() -> Iterator[None]:
    """Say in a sentence that there is no room; raises Unreadable."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or error
        sentence = f"What is imported waits in a temporary file, and no folder takes it ({why})."
        raise Unreadable(sentence) from error
