"""Personal data: which texts of an event can say something about a person, as its types declare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.inspect import (
    DictType,
    Metadata,
    StrType,
    StructType,
    Type,
    UnionType,
    VarTupleType,
    type_info,
)

from casefile.event import FORMS, Draft

IS_PERSONAL = "personal data"
IS_DATE = "a date"


class TextField(NamedTuple):
    """A text of an event: the path that leads to it, and what it is; empty where nothing says."""

    path: str
    what: str


@cache
def texts(cls: type[Struct]) -> tuple[TextField, ...]:
    """Return every text of a class of events, of a part, or of the envelope."""
    return tuple(_texts(type_info(cls), "", {}))


@cache
def personal_fields(cls: type[Struct]) -> tuple[str, ...]:
    """Return the paths of the fields that are declared to hold personal data."""
    found = (path for path, what in texts(cls) if what == IS_PERSONAL)
    return tuple(dict.fromkeys(found))


def personal_changes(target: type[Struct], changes: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the paths of those changes of a correction that hold personal data.

    `target` is the class of the data that is corrected. A change is of a part of its envelope, or
    of a field of its data, plainly or under `data`.
    """
    inside = changes.get("data")
    envelope = Draft.__struct_fields__
    plain = {name: one for name, one in changes.items() if name not in envelope}
    own = {name: one for name, one in changes.items() if name in envelope and name != "data"}
    return (
        *(path for path in personal_fields(Draft) if _has(own, path)),
        *(path for path in personal_fields(target) if _has(plain, path)),
        *(f"data.{path}" for path in personal_fields(target) if _has(inside, path)),
    )


def _has(value: Any, path: str) -> bool:
    """Tell whether anything stands where a path leads, in any member of a list."""
    if not path:
        return value is not None
    if isinstance(value, list | tuple):
        return any(_has(one, path) for one in value)
    name, _, rest = path.partition(".")
    return isinstance(value, Mapping) and _has(value.get(name), rest)


def _texts(kind: Type, path: str, extra: Mapping[str, Any]) -> Iterator[TextField]:
    match kind:
        case Metadata():
            yield from _texts(kind.type, path, {**extra, **(kind.extra or {})})
        case UnionType():
            for one in kind.types:
                yield from _texts(one, path, extra)
        case VarTupleType():
            yield from _texts(kind.item_type, path, extra)
        case DictType():
            yield from _texts(kind.key_type, path, {})
            yield from _texts(kind.value_type, path, extra)
        case StructType():
            for field in kind.fields:
                inner = f"{path}.{field.encode_name}" if path else field.encode_name
                yield from _texts(field.type, inner, {})
        case StrType():
            yield TextField(path, _what(kind, extra))
        case _ if "personal" in extra:  # any value, which can hold texts
            yield TextField(path, IS_PERSONAL)


def _what(kind: StrType, extra: Mapping[str, Any]) -> str:
    if "personal" in extra:
        return IS_PERSONAL
    if "edtf" in extra:
        return IS_DATE
    return str(extra.get("plain") or FORMS.get(kind.pattern or "", ""))
