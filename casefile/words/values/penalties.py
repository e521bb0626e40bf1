"""Penalties: a component of a sentence as people say it, like 6 months' probation, suspended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from casefile.law.events.sentence import Relation, SentenceComponent
from casefile.words.misread import Misread
from casefile.words.numbers import ANY
from casefile.words.values.amounts import read_amount
from casefile.words.values.choices import read_choice
from casefile.words.values.terms import read_term

FLAGS = ("suspended", "supervised")
_SUPERVISED = {"supervised": True, "unsupervised": False}
RELATIONS = tuple(one.value for one in Relation)
HOW = (
    'It must be a penalty, like "6 months\' probation, suspended", "a fine of $500" or "life in '
    'prison". Or write its parts: components.kind=probation components.term="6 months". That there '
    "is more of the sentence than can be said so is told by partly_read=yes."
)

_victims = re.compile(
    r"(?:(?<=restitution) to|(?<=no contact) with) (?:the |its |his |her )?victims?$", re.IGNORECASE
)


UNIT = r"(?:year|yr|month|mo|week|wk|day|hour|hr|minute|min)s?\.?"
TERM = rf"(?:\d{{1,5}}|an?|{ANY})(?:[ -]{UNIT})?"
# How long something lasts that is called by a name: before it, or behind.
FOR_A_TERM = re.compile(
    rf"(?:,? for)? (?P<behind>{TERM})$|^(?P<before>(?:an? )?{TERM})'? (?:of )?", re.IGNORECASE
)
# The kinds of a penalty that goes by a name of its own, and how such a one is typed.
_named = re.compile(
    rf"(?P<kind>{SentenceComponent.OTHER.value}|{SentenceComponent.TREATMENT.value}): (?P<what>.+)",
    re.IGNORECASE,
)


def read_penalty(typed: str) -> dict[str, Any]:
    """Return the fields of one component of a sentence; raises Misread."""
    text = " ".join(typed.split())
    text = _victims.sub("", text)
    # A comma within a number is followed by a digit.
    said, *beside = re.split(r", ?(?!\d)", text)
    found: dict[str, Any] = {}
    for word in beside:
        found |= _beside(word.strip().casefold())
    first, _, last = said.rpartition(" ")
    if first and last.casefold() in (*FLAGS, *RELATIONS):
        found |= _beside(last.casefold())
        said = first
    if named := _named.fullmatch(said):
        return {**found, "kind": named["kind"].casefold(), **_by_name(named["what"])}
    for kind, size in _parted(said):
        return {**found, "kind": kind.value, **size}
    asked = _of_what(said, suspended="suspended" in found)
    raise Misread(f"What is {text!r}? {asked}" if asked == HOW else asked)


def _by_name(said: str) -> dict[str, Any]:
    """Return by what name a penalty goes, and how long it lasts where that can be told."""
    name = re.sub(r"^an? ", "", said, flags=re.IGNORECASE)
    if lasts := FOR_A_TERM.search(name):
        with suppress(Misread):
            term = read_term(lasts["behind"] or lasts["before"])
            return {"what": FOR_A_TERM.sub("", name), "term": term}
    return {"what": name}


def _of_what(said: str, *, suspended: bool) -> str:
    """Return how a penalty is typed; where a term or an amount was, what is to be added to it."""
    try:
        size = _size(said)
    except Misread:
        return HOW
    if "amount" in size:
        return f'Of what kind is it? Write "{said} fine", "{said} restitution" or "{said} fee".'
    if not size:
        return HOW
    if suspended:
        return (
            f'Of what kind is it? Write "{said} in prison, suspended" or the like; where it is a '
            f'part of another one, say both in one text: "5 years in prison, {said} suspended".'
        )
    return f'Of what kind is it? Write "{said} in prison", "{said} probation" or the like.'


def _beside(word: str) -> dict[str, Any]:
    if word in FLAGS:
        return {word: True}
    if word in RELATIONS:
        return {"relation": word}
    raise Misread(f"What is {word!r}? {HOW}")


def _parted(said: str) -> Iterator[tuple[SentenceComponent, dict[str, Any]]]:
    """Yield each way to part a text into a kind and its size, the longest kind first."""
    words = said.split(" ")
    whole = [(" ".join(words), "")]
    behind = [(" ".join(words[n:]), " ".join(words[:n])) for n in range(1, len(words))]
    before = [(" ".join(words[:-n]), " ".join(words[-n:])) for n in range(1, len(words))]
    for kind, size in (*whole, *behind, *before):
        watched, _, plain = kind.partition(" ")
        supervised = _SUPERVISED.get(watched.casefold()) if size else None
        with suppress(Misread):
            yield read_choice(SentenceComponent, kind), _size(size)
        with suppress(Misread):
            if supervised is not None:
                said_so = {"supervised": True} if supervised else {}
                yield read_choice(SentenceComponent, plain), {**_size(size), **said_so}


def _size(text: str) -> dict[str, Any]:
    plain = re.sub(r"^(of|for|in)\b|\b(of|in)$", "", text.strip(), flags=re.IGNORECASE).strip()
    if not plain:
        return {}
    try:
        return {"term": read_term(re.sub(r"^an? (?=\w+-\w)", "", plain, flags=re.IGNORECASE))}
    except Misread:
        return {"amount": read_amount(re.sub(r"^an? ", "", plain, flags=re.IGNORECASE))}
