"""Clauses of dispositions: what the tokens of one say together, in whatever order they stand.

A clause is read whole or not at all: every word of it has its place in the one frame that fits, or
the clause is cut into pieces each of which has. Where two ways of cutting it say different things,
it is not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from casefile.importers.pacer.disposition_frames import (
    BARE,
    HEADS,
    LINKING,
    Phrase,
    frame,
    in_one_form,
)
from casefile.importers.pacer.disposition_tokens import Lexeme, tokens


class ReadClause(NamedTuple):
    """The words of a clause, and what they say; nothing where they are not read."""

    words: str
    phrases: tuple[Phrase, ...] = ()


_NUMBERS = frozenset({"TERM", "MONEY", "FOR_LIFE"})
_MAX_PIECES = 10
_MAX_TOKENS = 600  # of a text; a longer one is no disposition
_MAX_NAME = 8  # tokens of the name of a later judgment
_MAX_JOINED = 3
_DIFFERENT = 2  # ways to cut a text that say different things: it is not read


def clauses(text: str) -> Iterator[ReadClause]:
    """Yield the clauses of a plain text, each as it is read."""
    found = [*islice(tokens(text), _MAX_TOKENS + 1)]
    if len(found) > _MAX_TOKENS:
        yield ReadClause(text)
        return
    for segment in _segments(found):
        yield from _read_segment(text, segment)


def _segments(found: Sequence[Lexeme]) -> Iterator[list[list[Lexeme]]]:
    """Yield what stands between points and semicolons, cut at the commas that may end a clause.

    The name of a later judgment, like "Amended judgment:", stands by itself.
    """
    segment: list[list[Lexeme]] = [[]]
    for one, after in pairwise([*found, Lexeme("SEPARATOR", "", 0, 0)]):
        if one.kind == "SEPARATOR":
            yield segment
            segment = [[]]
        elif one.kind == "BREAK" or (one.kind == "COMMA" and not _goes_on(segment[-1], after)):
            segment.append([])
        elif one.kind == "RELATION" and after.value in {"to", "with"}:
            segment.append([one])  # beside what it runs, may not be read
        elif one.kind == "PUNCTUATION" and (name := _name_at_end(segment[-1])):
            segment[-1] = segment[-1][: -len(name)]
            yield segment
            yield [name]
            segment = [[]]
        else:
            segment[-1].append(one)
    yield segment


def _goes_on(said: list[Lexeme], after: Lexeme) -> bool:
    """Tell whether numbers stand on both sides of a comma: they may be one term, or a list."""
    return bool(said) and _is_number(said[-1]) and _is_number(after)


def _is_number(one: Lexeme) -> bool:
    return one.kind in {*_NUMBERS, "COUNTS"} or one.value[:1].isdigit()


def _name_at_end(said: list[Lexeme]) -> list[Lexeme]:
    """Return the name of a later judgment that the tokens end with; none where they do not."""
    for begin in range(max(0, len(said) - _MAX_NAME), len(said)):
        read = frame(said[begin:])
        if read and read.later:
            return said[begin:]
    return []


def _read_segment(text: str, segment: list[list[Lexeme]]) -> list[ReadClause]:
    """Return the clauses of a segment, joined so that the least of it is left over."""
    parts = [part for part in segment if part]
    best: list[list[list[ReadClause]]] = [[[]]]
    for end in range(1, len(parts) + 1):
        ways = []
        for begin in range(max(0, end - _MAX_JOINED), end):
            joined = [one for part in parts[begin:end] for one in part]
            one = ReadClause(_words_of(text, joined), _read(text, joined) or ())
            ways += [[*way, one] for way in best[begin]]
        least = min(map(_cost, ways))
        told: list[list[ReadClause]] = []
        for way in (way for way in ways if _cost(way) == least):
            if len(told) < _DIFFERENT and all(_said(way) != _said(other) for other in told):
                told.append(way)
        best.append(told)
    if len(best[-1]) < _DIFFERENT:
        return best[-1][0]
    return [ReadClause(_words_of(text, [one for part in parts for one in part]))]


def _said(way: list[ReadClause]) -> list[tuple[Phrase, ...]]:
    return [one.phrases for one in way]


def _cost(way: list[ReadClause]) -> tuple[int, int]:
    """Return how much is left over, then how few clauses there are."""
    left = sum(not one.phrases or _is_bare(one.phrases[-1]) for one in way)
    return left, -len(way)


def _is_bare(phrase: Phrase) -> bool:
    return any(one["kind"] == BARE for one in phrase.penalties)


def _words_of(text: str, said: Sequence[Lexeme]) -> str:
    words = text[said[0].start : said[-1].end].strip(" .,;:-")
    return words.removeprefix("and ").removeprefix("with ")


def _read(text: str, said: Sequence[Lexeme]) -> tuple[Phrase, ...] | None:
    """Return what a run of tokens says, as one or in pieces; None where it is not read."""
    words = _words_of(text, said)
    if one := in_one_form(words) or frame(said):
        return (one,)
    cuts = [
        place
        for place, one in enumerate(said)
        if place and (one.kind in {"AND", *_NUMBERS, *HEADS})
    ]
    if len(cuts) > _MAX_PIECES:
        return None
    ways = _cut(said, (*cuts, len(said)), 0)
    fewest = min(map(len, ways), default=0)
    shortest = [way for way in ways if len(way) == fewest]
    return shortest[0] if shortest and all(way == shortest[0] for way in shortest) else None


def _cut(said: Sequence[Lexeme], cuts: tuple[int, ...], begin: int) -> list[tuple[Phrase, ...]]:
    """Return every way to cut the tokens from one place on into pieces that are read."""
    ways: list[tuple[Phrase, ...]] = []
    for end in (cut for cut in cuts if cut > begin):
        piece = said[begin:end]
        one = frame(piece) if any(token.kind not in LINKING for token in piece) else None
        if one is None:
            continue
        if end == len(said):
            ways.append((one,))
            continue
        rest = _cut(said, cuts, end)
        ways += [(one, *more) for more in rest if not _is_bare(one) or _goes_before(one, more[0])]
    return [
        way for way in ways if way[0].later or not any(map(_is_bare, way[1:])) or _each_its_own(way)
    ]


def _each_its_own(way: tuple[Phrase, ...]) -> bool:
    """Tell whether every bare term names its count, and no other one's."""
    counts = [label for one in way if _is_bare(one) for label in (one.counts or [""])]
    return "" not in counts and len(counts) == len(set(counts))


def _goes_before(bare: Phrase, following: Phrase) -> bool:
    """Tell whether a bare term is one of its own, and no part of the term behind it.

    Months go before years of supervised release; years before months may be one term.
    """
    if _is_bare(following):
        return _each_its_own((bare, following))
    if following.relation or all("amount" in one for one in following.penalties):
        return True
    term, after = (one.penalties[0].get("term", "") for one in (bare, following))
    kinds = {one["kind"] for one in following.penalties}
    return kinds == {"supervised_release"} and term[-1:] in "MD" and after[-1:] in ("M", "Y", "e")
