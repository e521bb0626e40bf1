"""Wording: how an event reads in a chronology, from its type's template and its data."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from msgspec import Struct

from casefile.event import Assertion, Code
from casefile.law.catalogue import Event
from casefile.law.fields import Money

_LABELLED = (Code, Money)
_clause = re.compile(r"\[([^\]]*)\]")
_place = re.compile(r"\{(\w+)\}")


class Clause(NamedTuple):
    """A part of a template: plain text, then each field with the text that follows it."""

    begins: str
    fields: tuple[tuple[str, str], ...]
    optional: bool

    def said(self, data: Event) -> str:
        """Return the part with its values; nothing where an optional one lacks any of them."""
        said = self.begins
        for name, text in self.fields:
            value = words(getattr(data, name))
            if self.optional and not value:
                return ""
            said += value + text
        return said


@cache
def clauses(template: str) -> tuple[Clause, ...]:
    """Take a sentence template apart: {field} is a value, [brackets] are an optional clause."""
    found = []
    for number, part in enumerate(_clause.split(template)):
        begins, *rest = _place.split(part)
        fields = tuple(zip(rest[::2], rest[1::2], strict=True))
        found.append(Clause(begins, fields, number % 2 == 1))
    return tuple(found)


def sentence(data: Event) -> str:
    """Return the event as one sentence, without the clauses whose values are missing or unknown."""
    return "".join([clause.said(data) for clause in clauses(type(data).sentence)])


# What an event is recorded as that has not simply occurred.
_SAID_AS = {
    Assertion.STATEMENT: "a statement",
    Assertion.OPINION: "an opinion",
    Assertion.PREDICTION: "a prediction",
}


def confirmation(data: Event, assertion: Assertion, done: str) -> str:
    """Return what was done with an event, like "Recorded", and what it was recorded as."""
    said = sentence(data).rstrip(".")
    if assertion is not Assertion.OCCURRED:
        done = f"{done} as {_SAID_AS.get(assertion, assertion.label)}"
    return f"{done}: {said}."


def words(value: Any) -> str:
    """Return a value of event data in words; nothing for what is missing or unknown."""
    if value is None or value is False or value == "unknown":
        return ""
    if value is True:
        return "yes"
    if type(value) is str:
        return value
    if isinstance(value, _LABELLED):
        return value.label
    if isinstance(value, Struct):
        return str(getattr(value, "label", "")) or ", ".join(
            words(getattr(value, name)) for name in value.__struct_fields__ if getattr(value, name)
        )
    if isinstance(value, tuple | list):
        return ", ".join(words(one) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{key.replace('_', ' ')}: {words(one)}" for key, one in value.items())
    return str(value)


_units = {"Y": "year", "M": "month", "W": "week", "D": "day"}


def duration(text: str, *, possessive: bool = False) -> str:
    """Return an ISO 8601 duration in words: P6M is "6 months", possessive "6 months'"."""
    parts = [
        f"{int(number)} {_units[unit]}{'' if int(number) == 1 else 's'}"
        for number, unit in re.findall(r"(\d+)([YMWD])", text.partition("T")[0])
    ]
    said = " ".join(parts) or text
    if not possessive or not parts:
        return said
    return said + ("'" if said.endswith("s") else "'s")
