"""Suspended: a term of which a part is suspended, which is two parts of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, NamedTuple

from casefile.errors import Misfit
from casefile.law.catalogue import Event
from casefile.law.events.sentence import PenaltyEvent, SentenceComponent
from casefile.law.wording import duration
from casefile.web.widgets import Sent
from casefile.words.misread import Misread
from casefile.words.values.suspended_parts import CUSTODY, OF_PROBATION, in_part

PARTS = "data.components"  # the field of what a sentence consists of
_in_part = re.compile(
    r"(?P<whole>.+?),? (?:with |of which )?(?P<but>all but )?(?P<part>[^ ,]+(?: [a-z]+)?)"
    r"(?: of (?:it|them|that|which))?(?: (?:is|are|was|were))? suspended",
    re.IGNORECASE,
)
ON_PROBATION = (SentenceComponent.PROBATION, SentenceComponent.SUPERVISED_RELEASE)
OFF = ", suspended"


class SuspensionAsked(NamedTuple):
    """A suspended sentence that may be a part of a term beside it: what is asked, and of which."""

    question: str
    yes: str
    of: str


def take_apart(given: Sent) -> None:
    """Make two parts of each part whose term was typed as suspended in part."""
    for number in range(given.rows(PARTS)):
        row = f"{PARTS}[{number}]"
        found = _in_part.fullmatch(given.one(f"{row}.term"))
        if not found:
            continue
        if given.one(f"{row}.kind") in ON_PROBATION:
            given.wrong.append(Misfit(f"{row}.term", OF_PROBATION))
            continue
        try:
            terms = in_part(found["whole"], found["part"], but=bool(found["but"]))
        except Misread as error:
            given.wrong.append(Misfit(f"{row}.term", error.sentence))
            continue
        _write(given, row, terms)


def _write(given: Sent, row: str, terms: list[str]) -> None:
    """Write the terms of a part that is served and of one that is suspended, where there is one."""
    rows = [row, f"{PARTS}[{given.rows(PARTS)}]"][: len(terms)]
    own = [(name.removeprefix(row), text) for name, text in given.texts.items() if _of(name, row)]
    for place, term in zip(rows, terms, strict=True):
        for name, text in own:
            given.texts.setlist(place + name, [text])
        said = term.removesuffix(OFF).removesuffix(f" {CUSTODY}")
        given.texts.setlist(f"{place}.term", [said])
        if term.endswith(OFF):
            given.texts.setlist(f"{place}.suspended", ["true"])


def doubts(cls: type[Event], data: Mapping[str, Any]) -> Iterator[SuspensionAsked]:
    """Yield where a suspended sentence of a form may be a part of a term that is to be served."""
    if not issubclass(cls, PenaltyEvent):
        return
    parts = [(number, one) for number, one in enumerate(data.get("components") or ())]
    served = [
        (number, duration(one["term"]))
        for number, one in parts
        if one.get("kind") == SentenceComponent.INCARCERATION
        and one.get("term")
        and not one.get("suspended")
    ]
    off = [
        (number, duration(one["term"]))
        for number, one in parts
        if one.get("kind") == SentenceComponent.SUSPENDED and one.get("term")
    ]
    for (place, whole), (other, part) in product(served, off):
        try:
            terms = in_part(whole, part, but=False)
        except Misread:
            continue
        yield SuspensionAsked(
            f"Is that {whole}, of which {part} are suspended? As it stands, they are beside "
            "each other.",
            f"{whole}, of which {part} are suspended: "
            + " and ".join(one.replace(f" {CUSTODY}", "") for one in terms),
            f"{place} {other}",
        )


def join(given: Sent, of: str) -> None:
    """Write a suspended sentence as a part of the term that it is of, as `doubts` have asked."""
    numbers = [int(one) for one in of.split(" ") if one.isdecimal()]
    if len(numbers) != len(("whole", "part")):
        return
    whole, part = (f"{PARTS}[{number}]" for number in numbers)
    terms = (given.one(f"{one}.term") for one in (whole, part))
    given.texts.setlist(f"{whole}.term", [f"{', '.join(terms)} suspended"])
    for name in [one for one in given.texts if _of(one, part)]:
        given.texts.poplist(name)


def _of(name: str, row: str) -> bool:
    return name.startswith(f"{row}.")
