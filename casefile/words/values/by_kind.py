"""Values: what is typed for a field, read by the kind of the field, with what it was read as."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import msgspec
from msgspec.inspect import (
    BoolType,
    EnumType,
    IntType,
    Metadata,
    NoneType,
    StructType,
    Type,
    UnionType,
)

from casefile.answers.names.jurisdictions import place_name
from casefile.event import TYPE_NAME, Code
from casefile.law.deadlines.count import Period
from casefile.law.events.sentence import Component
from casefile.law.fields import LIFE, Money
from casefile.law.wording import duration
from casefile.words.misread import Misread
from casefile.words.values.amounts import read_amount, read_number
from casefile.words.values.choices import read_choice
from casefile.words.values.penalties import read_penalty
from casefile.words.values.places import read_place, read_zone
from casefile.words.values.terms import read_period, read_term
from casefile.words.what.event_types import read_type

YES_OR_NO = {"yes": True, "true": True, "y": True, "no": False, "false": False, "n": False}
# How the parts are read that are typed as one text.
PARTS: Mapping[Any, Callable[[str], Any]] = {
    Money: read_amount,
    Component: read_penalty,
    Period: read_period,
}


class Understood(NamedTuple):
    """What a typed text is taken for, and in words what that is, where it is not what was typed."""

    value: Any
    said: str = ""


def read_value(kind: Type, typed: str) -> Understood:
    """Return what a text means in a field of a kind; raises Misread.

    Days and names are read elsewhere, and free text is what it is.
    """
    match kind:
        case Metadata():
            return _read_declared(kind, typed)
        case UnionType():
            return read_value(next(one for one in kind.types if type(one) is not NoneType), typed)
        case EnumType(cls=choices) if issubclass(choices, Code):
            code = read_choice(choices, typed)
            plain = code.value.replace("_", " ")
            return _told(typed, code.value, code.value, "" if code.label == plain else code.label)
        case BoolType():
            if typed.strip().casefold() not in YES_OR_NO:
                raise Misread("It must be yes or no.")
            return Understood(YES_OR_NO[typed.strip().casefold()])
        case IntType():
            return Understood(read_number(typed))
        case StructType():
            return _read_part(kind, typed)
    return Understood(typed)


def _read_declared(kind: Metadata, typed: str) -> Understood:
    extra: Mapping[str, Any] = kind.extra or {}
    match extra:
        case {"typed": "term"}:
            term = read_term(typed)
            return _told(typed, term, duration(term) if term != LIFE else LIFE)
        case {"typed": "place"}:
            place = read_place(typed)
            return _told(typed, place, place, place_name(place))
        case {"plain": "a time zone"}:
            zone = read_zone(typed)
            return _told(typed, zone, zone)
        case _ if extra == TYPE_NAME.extra:
            tag = read_type(typed)
            return _told(typed, tag, tag)
    return read_value(kind.type, typed)


def _read_part(kind: StructType, typed: str) -> Understood:
    if kind.cls not in PARTS:
        names = ", ".join(one.encode_name for one in kind.fields)
        raise Misread(f"It has fields of its own, each given behind a point: {names}.")
    part: Any = msgspec.convert(PARTS[kind.cls](typed), kind.cls)
    return _told(typed, msgspec.to_builtins(part), part.label)


def _told(typed: str, value: Any, said: str, name: str = "") -> Understood:
    """Return a reading, with its words where they or the value are not what was typed."""
    if typed.strip() in (value, said):
        return Understood(value)
    return Understood(value, f"{said} ({name})" if name else said)
