"""Kinds: what msgspec tells of the type of a field, without what it is wrapped in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.inspect import Metadata, NoneType, StructType, Type, UnionType, VarTupleType


def plain(kind: Type) -> tuple[Type, Mapping[str, Any]]:
    """Return a type without its metadata and without the None that it may also be, and these."""
    if isinstance(kind, Metadata):
        inner, extra = plain(kind.type)
        return inner, {**extra, **(kind.extra or {})}
    if isinstance(kind, UnionType):
        kinds = [one for one in kind.types if not isinstance(one, NoneType)]
        return plain(kinds[0])
    return kind, {}


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
