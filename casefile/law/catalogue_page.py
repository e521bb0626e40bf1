"""The page of the event catalogue, made from the classes themselves."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from casefile.law.catalogue import CATALOGUE, Event, personal_fields

HEAD = """# Event catalogue

This page is made from the code by `python manage.py types --markdown`.
Every event is posted with `matter_id`, `type`, `effective` and `data`.
What `data` holds is listed here.
Beside them `received` can say on which day the office had it, like 2023-04-12.
That is never after the day on which it is recorded.
A field marked * must be given; a field marked † is declared to hold personal data.
"""


def catalogue_page() -> str:
    """Return the catalogue as Markdown, one table for each type of event."""
    families: dict[str, list[type[Event]]] = {}
    for cls in CATALOGUE.values():
        families.setdefault(cls.__module__.rpartition(".")[2], []).append(cls)
    parts = [HEAD]
    for family in sorted(families):
        parts.append(f"\n## {family}\n")
        parts += ["\n".join(_type(cls)) for cls in families[family]]
    return "\n".join(parts)


def _type(cls: type[Event]) -> Iterator[str]:
    yield f"### {cls.tag}\n"
    yield f"{' '.join((cls.__doc__ or '').split())}\n"
    yield "| field | kind |"
    yield "| --- | --- |"
    personal = personal_fields(cls)
    for field in msgspec.structs.fields(cls):
        if field.name != "source_label":
            marks = ("*" if field.required else "") + ("†" if field.name in personal else "")
            kind = " or ".join(_kind(msgspec.inspect.type_info(field.type)))
            yield f"| `{field.encode_name}`{marks} | {kind} |"
    yield ""


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
            yield "{" + "; ".join(_part(field) for field in kind.fields) + "}"
        case msgspec.inspect.NoneType():
            return
        case _:
            yield PLAIN[type(kind)]


def _part(field: msgspec.inspect.Field) -> str:
    return f"{field.encode_name}{'*' if field.required else ''}: {' or '.join(_kind(field.type))}"


PLAIN: dict[type[msgspec.inspect.Type], str] = {
    msgspec.inspect.StrType: "text",
    msgspec.inspect.IntType: "whole number",
    msgspec.inspect.BoolType: "true or false",
    msgspec.inspect.AnyType: "any value",
}
