"""Wording: how an event reads in a chronology, from its type's template and its data.

A template has plain text, {field} for a value, {field?words|other words} for what is said where a
field is true and where it is false, and [brackets] around a clause that is left out where a value
in it is missing or unknown.
"""

from __future__ import annotations

import re
from calendar import day_name
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from typing import Any, NamedTuple

from msgspec import Struct

from casefile.event import Assertion, Code
from casefile.law import placeholders
from casefile.law.catalogue import Event, declared, naming_fields, partial_dates, party_fields
from casefile.law.edtf import parse
from casefile.law.entry import KINDS
from casefile.law.fields import A_COURT, A_PLACE, Money

_LABELLED = (Code, Money)
# Of a field that names something: the placeholder of an id, as seen from a matter.
Mention = Callable[[str, str], str]
_NAMING: Mapping[str, Mention] = {
    "party": placeholders.party_in,
    "item": lambda matter_id, item: placeholders.item_from(
        matter_id, item if "/" in item else f"{matter_id}/{item}"
    ),
    "matter": lambda _, matter_id: placeholders.matter(matter_id),
    "event": lambda _, event_id: placeholders.event(event_id),
    **{kind: partial(placeholders.entry, kind) for kind in KINDS},
}
_clause = re.compile(r"\[([^\]]*)\]")
_blank = re.compile(r"\{(\w+)(?:\?([^|}]+)(?:\|([^}]+))?)?\}")


class Blank(NamedTuple):
    """A field in a clause: what it says where the field is true or false, and what follows."""

    name: str
    true: str | None
    false: str | None
    follows: str

    def said(self, data: Event, matter_id: str) -> str:
        """Return the field in words; nothing where it is missing, unknown or not to be told."""
        value = getattr(data, self.name)
        if isinstance(value, bool):
            return (self.true if value else self.false) or ""
        return in_words(data, self.name, matter_id)


class Clause(NamedTuple):
    """A part of a template: plain text, then blanks to be filled in."""

    begins: str
    blanks: tuple[Blank, ...]
    optional: bool

    def said(self, data: Event, matter_id: str) -> str:
        """Return the part with its values; nothing where an optional one lacks any of them."""
        said = self.begins
        for blank in self.blanks:
            value = blank.said(data, matter_id)
            if self.optional and not value:
                return ""
            said += value + blank.follows
        return said


@cache
def clauses(template: str) -> tuple[Clause, ...]:
    """Take a sentence template apart."""
    found = []
    for number, part in enumerate(_clause.split(template)):
        begins, *rest = _blank.split(part)
        parts = zip(rest[::4], rest[1::4], rest[2::4], rest[3::4], strict=True)
        blanks = tuple(Blank(*one) for one in parts)
        found.append(Clause(begins, blanks, number % 2 == 1))
    return tuple(found)


@cache
def _naming(cls: type[Event]) -> Mapping[str, Mention]:
    """Return how each field of a type that names something is said.

    What speaks of the ids of parties themselves is about them wherever they are in.
    """
    kinds = {
        **dict.fromkeys(party_fields(cls), "party"),
        **dict(declared(cls, "mentions")),
        **dict(naming_fields(cls)),
    }
    found = {field: _NAMING[kind] for field, kind in kinds.items() if kind in _NAMING}
    if cls.meaning is not Event.meaning:
        found |= dict.fromkeys(party_fields(cls), _anywhere)
    courts = (field for field, what in declared(cls, "plain") if what == A_COURT)
    places = (field for field, what in declared(cls, "typed") if what == A_PLACE)
    found |= dict.fromkeys(courts, _court) | dict.fromkeys(places, _place)
    return found | dict.fromkeys(cls.worded, placeholders.word)


def _court(_matter_id: str, court_id: str) -> str:
    return placeholders.court(court_id)


def _place(_matter_id: str, code: str) -> str:
    return placeholders.place(code)


def _anywhere(_matter_id: str, party_id: str) -> str:
    return placeholders.party(party_id)


def _named(value: Any, naming: Mention, matter_id: str) -> str:
    """Return one id, several, or what is said of each, with placeholders for the ids."""
    if isinstance(value, dict):
        said = (f"{naming(matter_id, one)}: {words(told)}" for one, told in value.items())
        return "; ".join(said)
    ids = (value,) if isinstance(value, str) else value
    return ", ".join(naming(matter_id, one) for one in ids)


def in_words(data: Event, field: str, matter_id: str) -> str:
    """Return a field of an event in words, with placeholders for what it names.

    It is nothing for what is missing or unknown.
    """
    value = getattr(data, field)
    naming = _naming(type(data)).get(field)
    if naming and value:
        return _named(value, naming, matter_id)
    set_for = partial_dates(type(data)).get(field)
    if set_for is None or not value:
        return words(value)
    return day(value) if set_for else parse(value).label


def day(text: str) -> str:
    """Return a day or an hour that is set, in EDTF, with its day of the week where it is exact."""
    when = parse(text, offset=True)
    return f"{day_name[when.exact.weekday()]} {when.label}" if when.exact else when.label


def capital(said: str) -> str:
    """Return words with a capital letter, as a sentence begins."""
    return f"{said[:1].upper()}{said[1:]}"


def sentence(data: Event, matter_id: str) -> str:
    """Return an event of a matter as one sentence, with placeholders for what it names.

    The clauses whose values are missing or unknown are left out.
    """
    return "".join([clause.said(data, matter_id) for clause in clauses(type(data).sentence)])


# What an event is recorded as that has not simply occurred.
_SAID_AS = {
    Assertion.STATEMENT: "a statement",
    Assertion.OPINION: "an opinion",
    Assertion.PREDICTION: "a prediction",
}


def confirmation(said: str, assertion: Assertion, done: str) -> str:
    """Return what was done with an event, like "Recorded", and what it was recorded as.

    `said` is its sentence.
    """
    if assertion is not Assertion.OCCURRED:
        done = f"{done} as {_SAID_AS.get(assertion, assertion.label)}"
    return f"{done}: {said.rstrip('.')}."


def words(value: Any) -> str:
    """Return a value of event data in words; nothing for what is missing or unknown."""
    if value is None or value == "unknown":
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if type(value) is str:
        return value
    if isinstance(value, _LABELLED):
        return value.label
    if isinstance(value, Struct):
        return str(getattr(value, "label", "")) or ", ".join(
            words(getattr(value, name)) for name in value.__struct_fields__ if getattr(value, name)
        )
    if isinstance(value, tuple | list):
        said = [words(one) for one in value]
        return (" " if all(one.endswith(".") for one in said) else ", ").join(said)
    if isinstance(value, dict):
        return "; ".join(f"{key.replace('_', ' ')}: {words(one)}" for key, one in value.items())
    return str(value)


# An adjudication of delinquency is no conviction, nor its disposition a sentence (18 U.S.C. 5032,
# 5037; NMSA 1978, 32A-2-18).
_JUVENILE = (("sentence", "disposition"), ("conviction", "adjudication"))


def of_juvenile(said: str) -> str:
    """Return words of a criminal case as they are in a juvenile matter."""
    for criminal, juvenile in _JUVENILE:
        said = said.replace(criminal, juvenile)
        said = said.replace(criminal.capitalize(), juvenile.capitalize())
    return said


def of_type(tag: str) -> str:
    """Return the name of a type of event in words: charge.dismissed is "charge dismissed"."""
    return tag.replace(".", " ").replace("_", " ")


def announced_as(cls: type[Event]) -> str:
    """Return in words what is announced where an event of a type is to come."""
    return cls.to_come or of_type(cls.tag)


def so_many(number: int, what: str, more: str = "") -> str:
    """Return so many of something: "1 event", "2,000 events"; `more` is how several are called."""
    return f"{number:,} {what if number == 1 else more or f'{what}s'}"


def listed(names: Iterable[str]) -> str:
    """Return names as they are told together: "A", "A and B", "A, B and C"."""
    *before, last = list(names) or [""]
    return f"{', '.join(before)} and {last}" if before else last


_units = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_units_of_a_day = {"H": "hour", "M": "minute"}


def duration(text: str, *, possessive: bool = False) -> str:
    """Return an ISO 8601 duration in words: P6M is "6 months", possessive "6 months'"."""
    days, _, hours = text.removeprefix("P").partition("T")
    parts = [
        so_many(int(number), units[unit])
        for said, units in ((days, _units), (hours, _units_of_a_day))
        for number, unit in re.findall(r"(\d+)([A-Z])", said)
    ]
    said = " ".join(parts) or text
    if not possessive or not parts:
        return said
    return said + ("'" if said.endswith("s") else "'s")
