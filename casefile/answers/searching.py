"""Searching: which parties or matters have all of the words that somebody looks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select

from casefile.projections.search_keys import beginnings, search_keys, typed_words
from casefile.projections.tables import known_at

_PAST = "\U0010ffff"  # sorts behind every word that begins as one does


def keys_of(kind: str, columns: str | Sequence[str], typed: str, position: int) -> Select[Any]:
    """Return the query for columns of the keys of those who have every word that is typed.

    A word is the beginning of one of theirs, whatever its case and accents. Typed without any
    letter or digit, nobody has it.
    """
    # First what the fewest have: a number, or else a long word.
    words = sorted(typed_words(typed), key=lambda word: (word.isalpha(), -len(word)))
    each = (columns,) if isinstance(columns, str) else columns
    found = select(*(search_keys.c[name] for name in each))
    query = found.where(_has(search_keys, kind, words[:1], position))
    for word in words[1:]:
        also = search_keys.alias()
        same = (also.c[name] == search_keys.c[name] for name in ("matter_id", "subject_id"))
        query = query.where(exists().where(*same, _has(also, kind, [word], position)))
    return query


def _has(keys: Any, kind: str, words: list[str], position: int) -> ColumnElement[bool]:
    """Return the condition that a key was known then and begins with a word, if there is one."""
    if not words:
        return false()
    (word,) = words
    begins = (and_(keys.c.word >= one, keys.c.word < one + _PAST) for one in beginnings(word))
    return and_(
        or_(*begins),
        keys.c.kind == kind,
        known_at(keys, position),
    )
