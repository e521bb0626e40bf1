"""The page of the event catalogue, made from the classes themselves."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from casefile.event import Draft
from casefile.law.catalogue import CATALOGUE, Event
from casefile.law.personal import personal_fields

HEAD = """# Event catalogue

This page is made from the code by `python manage.py types --markdown`.
Every event is posted in the envelope, and what its `data` holds is listed by its type.
`received` is the day on which the office had it, never after the day on which it is recorded.
A field marked * must be given; a field marked † is declared to hold personal data.
The data of every type also takes `source_label`†: the source's own words for a field, by its name.
Of the `changes` of a correction those are personal that would be in the event that it corrects.
"""
Field = msgspec.structs.FieldInfo | msgspec.inspect.Field
ENVELOPE = "\n## envelope\n"


def catalogue_page() -> str:
    """Return the catalogue as Markdown, one table for each type of event."""
    families: dict[str, list[type[Event]]] = {}
    for cls in CATALOGUE.values():
        families.setdefault(cls.__module__.rpartition(".")[2], []).append(cls)
    parts = [HEAD, ENVELOPE, "\n".join(_fields(Draft))]
    for family in sorted(families):
        parts.append(f"\n## {family}\n")
        parts += ["\n".join(_type(cls)) for cls in families[family]]
    return "\n".join(parts)


def _type(cls: type[Event]) -> Iterator[str]:
    yield f"### {cls.tag}\n"
    yield f"{' '.join((cls.__doc__ or '').split())}\n"
    yield from _fields(cls)


def _fields(cls: type[Struct]) -> Iterator[str]:
    """Yield the table of the fields of a class."""
    yield "| field | kind |"
    yield "| --- | --- |"
    for field in msgspec.structs.fields(cls):
        if field.name != "source_label":
            kind = " or ".join(_kind(msgspec.inspect.type_info(field.type)))
            yield f"| `{field.encode_name}`{_marks(cls, field)} | {kind} |"
    yield ""


def _marks(cls: type[Struct], field: Field) -> str:
    personal = field.encode_name in personal_fields(cls)
    return ("*" if field.required else "") + ("†" if personal else "")


def _kind(kind: msgspec.inspect.Type) -> Iterator[str]:
    """Yield what a field takes, in words; nothing for null, which is leaving it out."""
    match kind:
        case msgspec.inspect.Metadata():
            described = (kind.extra_json_schema or {}).get("description")
            yield from [described.rstrip(".")] if described else _kind(kind.type)
        case msgspec.inspect.UnionType():
            for one in kind.types:
                yield from _kind(one)
        case msgspec.inspect.VarTupleType():
            yield "list of: " + " or ".join(_kind(kind.item_type))
        case msgspec.inspect.DictType():
            yield f"{' or '.join(_kind(kind.key_type))} → {' or '.join(_kind(kind.value_type))}"
        case msgspec.inspect.EnumType():
            yield ", ".join(f"`{member.value}`" for member in kind.cls)
        case msgspec.inspect.StructType():
            yield "{" + "; ".join(_part(kind.cls, field) for field in kind.fields) + "}"
        case msgspec.inspect.NoneType():
            return
        case _:
            yield PLAIN[type(kind)]


def _part(cls: type[Struct], field: msgspec.inspect.Field) -> str:
    return f"{field.encode_name}{_marks(cls, field)}: {' or '.join(_kind(field.type))}"


PLAIN: dict[type[msgspec.inspect.Type], str] = {
    msgspec.inspect.StrType: "text",
    msgspec.inspect.IntType: "whole number",
    msgspec.inspect.BoolType: "true or false",
    msgspec.inspect.AnyType: "any value",
}
