"""Paging: the pages of a list, all of them on the knowledge that its first one rests on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import NamedTuple, TypeVar

from casefile.canonical import MAX_DIGITS
from casefile.errors import Malformed

T = TypeVar("T")
# Which list is asked for: its name, and what narrows it.
Listed = Sequence[object]
LIMIT = 100
MAX_LIMIT = 1_000
# How the `next` of a page is written.
NEXT = rf"([0-9]{{1,{MAX_DIGITS}}})[.]([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})[.]([0-9a-f]{{8}})[.](.+)"
NO_NEXT = "page.after"
_PIN = re.compile(NEXT)


class Pin(NamedTuple):
    """Where a list goes on: as known at the position and as of the day of its first page.

    So nothing is left out and nothing comes twice while others post, or the day ends. `question`
    stands for which list was asked for and how, and `key` for the last entry that was given.
    """

    position: int
    day: str
    question: str
    key: str

    @property
    def text(self) -> str:
        """Return the `next` of a page."""
        return ".".join(map(str, self))


def read_pin(after: str, question: str) -> Pin:
    """Read the `next` of a page of this very question; raises Malformed."""
    found = _PIN.fullmatch(after)
    if found is None:
        raise Malformed(f"{after!r} is not the `next` of a page.", code=NO_NEXT)
    pin = Pin(int(found[1]), *found.group(2, 3, 4))
    if pin.question != question:
        sentence = (
            "This `next` is of another list, or of this one as it was asked for with another "
            "known_at, as_of, known_by or filter. Give everything but `limit` as for its first "
            "page, or begin anew."
        )
        raise Malformed(sentence, code="page.question")
    return pin


def question_of(
    known_at: str | None, as_of: str | None, known_by: str | None = None, listed: Listed = ()
) -> str:
    """Return what stands for a list and the coordinates and filters that it was asked for with."""
    said = repr((known_at or "", as_of or "", known_by or "", *(one or "" for one in listed)))
    return blake2b(said.encode(), digest_size=4).hexdigest()


def check_limit(limit: int) -> int:
    """Return how many entries a page may have; raises Malformed."""
    if not 1 <= limit <= MAX_LIMIT:
        raise Malformed(f"A page has 1 to {MAX_LIMIT} entries.", code="page.limit")
    return limit


def page_of(
    found: Sequence[T], limit: int, key: Callable[[T], str]
) -> tuple[Sequence[T], str | None]:
    """Cut a page from entries that were read one too many; return it and the key of its last."""
    more = len(found) > limit
    return found[:limit], key(found[limit - 1]) if more else None
