"""Searching: which parties or matters have all of the words that somebody looks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, false, or_, select, union_all

from casefile.projections.search_keys import (
    before,
    beginnings,
    search_keys,
    search_words,
    typed_words,
)
from casefile.projections.tables import known_at
from casefile.store.statement import found_by

_PAST = "\U0010ffff"  # sorts behind every word that begins as one does


def keys_of(kind: str, columns: str | Sequence[str], typed: str, position: int) -> Select[Any]:
    """Return the query for columns of the keys of those who have every word that is typed.

    A word is the beginning of one of theirs, whatever its case and accents. Typed without any
    letter or digit, nobody has it.
    """
    each = (columns,) if isinstance(columns, str) else columns
    found = select(*(search_keys.c[name] for name in each))
    query = found.where(search_keys.c.kind == kind, known_at(search_keys, position))
    words = typed_words(typed)
    if not words:
        return query.where(false())
    # By what the fewest have: a number, or else a long word.
    rarest = min(words, key=lambda word: (word.isalpha(), -len(word)))
    return query.where(_stands(kind, rarest), *map(_has, words))


def _stands(kind: str, word: str) -> ColumnElement[bool]:
    """Return the condition that a key is of a matter where one has a word that begins so."""
    ranges = (
        select(search_words.c.matter_id).where(
            search_words.c.kind == kind,
            search_words.c.word >= one,
            search_words.c.word < one + _PAST,
        )
        for one in beginnings(word)
    )
    return found_by(search_keys.c.matter_id, union_all(*ranges))


def _has(word: str) -> ColumnElement[bool]:
    """Return the condition that a key has a word that begins so, in which no letter is a sign."""
    return or_(*(search_keys.c.words.contains(before(one)) for one in beginnings(word)))
