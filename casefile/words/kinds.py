"""Kinds: what msgspec tells of the type of a field, without what it is wrapped in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.inspect import (
    DictType,
    Field,
    Metadata,
    NoneType,
    StructType,
    Type,
    UnionType,
    VarTupleType,
)

from casefile.law.catalogue import fields_of
from casefile.law.subjects import ITEM


def plain(kind: Type) -> tuple[Type, Mapping[str, Any]]:
    """Return a type without its metadata and without the None that it may also be, and these."""
    if isinstance(kind, Metadata):
        inner, extra = plain(kind.type)
        return inner, {**extra, **(kind.extra or {})}
    if isinstance(kind, UnionType):
        kinds = [one for one in kind.types if not isinstance(one, NoneType)]
        return plain(kinds[0])
    return kind, {}


def by_name(cls: type[Struct] | None) -> dict[str, Field]:
    """Return the fields of a class by the names that they are typed under."""
    return {one.encode_name: one for one in fields_of(cls)} if cls else {}


def names(kind: Type) -> str:
    """Return what a field of a type names by its id, alone or in a list; nothing for all others."""
    inner, extra = plain(kind)
    if isinstance(inner, VarTupleType):
        return names(inner.item_type)
    return str(extra.get("names") or extra.get("mentions") or "")


def holds(kind: Type, cls: type) -> bool:
    """Tell whether a field takes a value of a class."""
    match plain(kind)[0]:
        case StructType(cls=found):
            return found is cls
    return False


def names_items(kind: Type) -> bool:
    """Tell whether a field names items, alone, in a list, or as what something is said of."""
    match plain(kind)[0]:
        case DictType(key_type=key):
            return names(key) == ITEM
    return names(kind) == ITEM


def holding(kind: Type) -> Type:
    """Return the type, of those that a value can have, in which other fields can stand."""
    if isinstance(kind, Metadata):
        return holding(kind.type)
    if isinstance(kind, UnionType):
        every = [holding(one) for one in kind.types if not isinstance(one, NoneType)]
        return next((one for one in every if isinstance(one, StructType | DictType)), every[0])
    return kind


def items_in(fields: Mapping[str, Field], data: Mapping[str, Any]) -> list[str]:
    """Return the items that the data of an event names."""
    named = (data.get(name) for name, field in fields.items() if names_items(field.type))
    return [
        one
        for some in named
        for one in ([some] if isinstance(some, str) else some or ())
        if isinstance(one, str)
    ]
