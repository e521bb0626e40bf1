"""Penalties: a component of a sentence as people say it, like 6 months' probation, suspended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from casefile.law.events.sentence import Relation, SentenceComponent
from casefile.law.wording import so_many
from casefile.words.amounts import read_amount
from casefile.words.choices import read_choice
from casefile.words.misread import Misread
from casefile.words.terms import read_term

FLAGS = ("suspended", "supervised")
RELATIONS = tuple(one.value for one in Relation)
HOW = (
    'It must be a penalty, like "6 months\' probation, suspended", "a fine of $500" or "life in '
    'prison"; or write its parts: components.kind=probation components.term="6 months".'
)

# A penalty, and a part of it that is suspended.
_partly = re.compile(
    r"(?P<whole>[^,]*\d[^,]*?),? (?:with |but )?(?P<part>\d[\w ]*?)(?: of (?:it|them|which|that))?"
    r",? suspended",
    re.IGNORECASE,
)
_to_victims = re.compile(r"(?<=restitution) to (?:the |its |his |her )?victims?$", re.IGNORECASE)


def read_penalty(typed: str) -> dict[str, Any]:
    """Return the fields of one component of a sentence; raises Misread."""
    text = " ".join(typed.split())
    if partly := _partly.fullmatch(text):
        raise Misread(_of_parts(partly["whole"], partly["part"]))
    text = _to_victims.sub("", text)
    # A comma within a number is followed by a digit.
    said, *beside = re.split(r", ?(?!\d)", text)
    found: dict[str, Any] = {}
    for word in beside:
        found |= _beside(word.strip().casefold())
    first, _, last = said.rpartition(" ")
    if first and last.casefold() in (*FLAGS, *RELATIONS):
        found |= _beside(last.casefold())
        said = first
    for kind, size in _parted(said):
        return {**found, "kind": kind.value, **size}
    raise Misread(_of_what(said))


def _of_parts(whole: str, part: str) -> str:
    """Return how a penalty is typed of which only a part is suspended."""
    term, size = _sized.match(whole), _sized.match(part)
    served, suspended = "1 year in prison", "2 years in prison, suspended"
    if term and size and term["unit"]:
        kind, unit = whole[term.end() :].strip() or "in prison", term["unit"].casefold()
        months = {"year": _YEAR, "month": 1}
        other = (size["unit"] or unit).casefold()
        if unit not in months or other not in months:
            months = {unit: 1} if unit == other else {}
        gone = int(size["number"]) * months.get(other, 0)
        left = int(term["number"]) * months.get(unit, 0) - gone
        if left > 0 and gone > 0:
            base = unit if unit not in ("year", "month") else "month"
            served = f"{_count(left, base)} {kind}"
            suspended = f"{_count(gone, base)} {kind}, suspended"
    return (
        "A part of a penalty cannot be said to be suspended: give what is served and what is "
        f'suspended as two of them, "{served}" and "{suspended}".'
    )


_sized = re.compile(r"(?P<number>\d+)(?: (?P<unit>year|month|week|day|hour)s?\b)?", re.IGNORECASE)
_YEAR = 12  # months


def _count(number: int, unit: str) -> str:
    if unit == "month" and not number % _YEAR:
        number, unit = number // _YEAR, "year"
    return so_many(number, unit)


def _of_what(said: str) -> str:
    """Return how a penalty is typed; where a term or an amount was, what is to be added to it."""
    try:
        size = _size(said)
    except Misread:
        return HOW
    if "amount" in size:
        return f'Of what kind is it? Write "{said} fine", "{said} restitution" or "{said} fee".'
    if not size:
        return HOW
    return f'Of what kind is it? Write "{said} in prison", "{said} probation" or the like.'


def _beside(word: str) -> dict[str, Any]:
    if word in FLAGS:
        return {word: True}
    if word in RELATIONS:
        return {"relation": word}
    raise Misread(HOW)


def _parted(said: str) -> Iterator[tuple[SentenceComponent, dict[str, Any]]]:
    """Yield each way to part a text into a kind and its size, the longest kind first."""
    words = said.split(" ")
    whole = [(" ".join(words), "")]
    behind = [(" ".join(words[n:]), " ".join(words[:n])) for n in range(1, len(words))]
    before = [(" ".join(words[:-n]), " ".join(words[-n:])) for n in range(1, len(words))]
    for kind, size in (*whole, *behind, *before):
        supervised = kind.casefold().startswith("supervised ") and size
        try:
            yield read_choice(SentenceComponent, kind), _size(size)
        except Misread:
            if supervised:
                plain = kind.partition(" ")[2]
                try:
                    yield read_choice(SentenceComponent, plain), {**_size(size), "supervised": True}
                except Misread:
                    continue


def _size(text: str) -> dict[str, Any]:
    plain = re.sub(r"^(of|for|in)\b|\b(of|in)$", "", text.strip(), flags=re.IGNORECASE).strip()
    if not plain:
        return {}
    try:
        return {"term": read_term(plain)}
    except Misread:
        return {"amount": read_amount(plain)}
