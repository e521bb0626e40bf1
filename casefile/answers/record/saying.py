"""Saying: which events have words in what they say, as these are written there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, and_, func, or_, true

from casefile.event import Envelope
from casefile.store.tables import events

MOST_WORDS = 10
_number = re.compile(r"[$\N{EURO SIGN}]?(\d[\d,]*)(\.\d+)?").fullmatch


def words_of(typed: str) -> Sequence[Sequence[str]]:
    """Return each word that is typed, in every way in which it can be written: a sum has two."""
    each = [one.strip("\"'.,;:()").casefold() for one in typed.split()]
    return [tuple(_ways(one)) for one in each if one][:MOST_WORDS]


def _ways(word: str) -> Iterator[str]:
    if not (found := _number(word)):
        yield word
        return
    digits, rest = found[1].replace(",", ""), found[2] or ""
    yield from dict.fromkeys((f"{digits}{rest}", f"{int(digits):,}{rest}"))


def may_say(words: Sequence[Sequence[str]]) -> ColumnElement[bool]:
    """Return the condition that an event may have all of some words; others can pass it."""
    body = func.lower(events.c.body)
    # What a database takes for small letters beyond these is its own.
    plain = [ways for ways in words if all(way.isascii() and '"' not in way for way in ways)]
    each = (or_(*(body.contains(way, autoescape=True) for way in ways)) for ways in plain)
    return and_(true(), *each)


def says(envelope: Envelope, words: Sequence[Sequence[str]]) -> bool:
    """Tell whether an event has all of some words in what it says, its kind or its source."""
    kind = re.sub(r"[._]", " ", envelope.type)
    source = msgspec.to_builtins(envelope.source) if envelope.source else None
    own = (kind, envelope.as_written, msgspec.json.decode(envelope.data), source)
    text = "\n".join(_texts(own)).casefold()
    return all(any(way in text for way in ways) for ways in words)


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case bool() | None:
            return
        case dict():
            for one in value.values():
                yield from _texts(one)
        case list() | tuple():
            for one in value:
                yield from _texts(one)
        case _:
            yield str(value)
