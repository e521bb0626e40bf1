"""Told clause: the clause of a sentence that tells of an event of a type by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from msgspec.inspect import EnumType

from casefile.answers.asking import Asking
from casefile.event import Code
from casefile.law.catalogue import CATALOGUE
from casefile.words import kinds
from casefile.words.misread import Misread
from casefile.words.told.parted import parted
from casefile.words.typed.asides import NOTE
from casefile.words.typed.type_words import with_whom, with_words
from casefile.words.values.choices import read_choice
from casefile.words.what.agency_charges import told_as
from casefile.words.what.event_types import by_whom, read_type
from casefile.words.what.unsure import is_unsure

_joint = re.compile(r"(?:[;,:.]|,? (?:and|but|then|so|after|because|while|when|where))(?= )")
_before = re.compile(r"(?:[;,:.] *)?(?:(?:and|but|then|so|after|also|that) )*", re.IGNORECASE)
MOST = 6  # clauses of a sentence


class ToldClause(NamedTuple):
    """Where a clause stands in its sentence, and what it says of the fields of a type."""

    start: int
    end: int
    fields: Mapping[str, list[str]]


def told_clause(asking: Asking, matter_id: str, sentence: str, tag: str) -> ToldClause | None:
    """Return the longest clause that tells of an event of a type by itself; None for no such."""
    of = told_as(asking, matter_id)
    for start, end in _clauses(sentence):
        text = sentence[start:end]
        if is_unsure(text):
            continue
        with suppress(Misread):
            fields = _fields(asking, matter_id, text, tag, of)
            if fields is not None and NOTE not in fields and _is_by_one(tag, fields):
                return ToldClause(start, end, fields)
    return None


def _fields(
    asking: Asking, matter_id: str, text: str, tag: str, of: str
) -> Mapping[str, list[str]] | None:
    """Return what a clause says of the fields of a type; None where it is not of it."""
    parts = None
    try:
        told = read_type(by_whom(text, of)[0], of)
    except Misread:
        parts = parted(asking, matter_id, text, of)
        told = read_type(by_whom(parts.rest, of)[0], of) if parts else ""
    if told != tag:
        return None
    words, who = by_whom(parts.rest if parts else text, of)
    said = dict(with_words(words, tag, parts.fields if parts else {}))
    return with_whom(tag, said, who, text) if who else said


def _is_by_one(tag: str, fields: Mapping[str, list[str]]) -> bool:
    """Tell whether it is said by whom it was done as the type has that, and not by a name."""
    own = kinds.by_name(CATALOGUE[tag])
    kind = kinds.plain(own["by"].type)[0] if "by" in own and "by" in fields else None
    match kind:
        case EnumType(cls=codes) if issubclass(codes, Code):
            with suppress(Misread):
                return bool(read_choice(codes, fields["by"][0]))
            return False
    return True


def _clauses(sentence: str) -> Iterator[tuple[int, int]]:
    """Yield where clauses that stand together begin and end, the longest first."""
    cuts = [found.span() for found in _joint.finditer(sentence)][: MOST - 1]
    begins = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(sentence)]
    every = [
        (begin, end)
        for place, first in enumerate(begins)
        for end in ends[place:]
        for begin in [_skip(sentence, first)]
        if sentence[begin:end].strip()
    ]
    for begin, end in sorted(every, key=lambda one: one[0] - one[1]):
        yield begin, begin + len(sentence[begin:end].rstrip(" ,;.:"))


def _skip(sentence: str, start: int) -> int:
    """Return where a clause begins behind what joins it."""
    spaces = len(sentence[start:]) - len(sentence[start:].lstrip())
    found = _before.match(sentence, start + spaces)
    return found.end() if found else start
