"""The catalogue as it is published: every type of event with its schema, for any language."""

from __future__ import annotations

from collections.abc import Sequence
from inspect import cleandoc
from typing import Any

import msgspec
from msgspec import Struct

from casefile.event import END, Draft
from casefile.law.catalogue import CATALOGUE
from casefile.law.personal import personal_fields


class EventType(Struct, frozen=True, kw_only=True):
    """One type of event: its fields as JSON schema, and which of them hold personal data.

    A field of a part stands behind the part, like changes.name. Of the changes of a correction
    those do that would in the event that is corrected.
    """

    type: str
    schema_version: int
    description: str
    track: str | None
    personal: Sequence[str]
    schema: dict[str, Any]


class EventTypes(Struct, frozen=True, kw_only=True):
    """Every type of event, by name, and the `personal` fields of every envelope."""

    event_types: Sequence[EventType]
    personal: Sequence[str]


def event_types() -> EventTypes:
    """Return the catalogue: every type of event, and what is personal in every envelope."""
    every = [event_type(tag) for tag in sorted(CATALOGUE)]
    return EventTypes(event_types=every, personal=personal_fields(Draft))


def event_type(tag: str) -> EventType:
    """Return a type of event with its description and its JSON schema."""
    cls = CATALOGUE[tag]
    return EventType(
        type=tag,
        schema_version=cls.schema_version,
        description=cleandoc(cls.__doc__ or ""),
        track=cls.track and str(cls.track),
        personal=personal_fields(cls),
        schema=published(msgspec.json.schema(cls, ref_template="#/$defs/{name}")),
    )


def published(schema: Any) -> Any:
    """Return a schema of msgspec for readers of any language.

    Patterns end as JSON Schema has it, and docstrings have lost their indentation. There are no
    defaults: generators of clients take a field that has one for a field that is always sent.
    """
    if isinstance(schema, list):
        return [published(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    told = {name: published(value) for name, value in schema.items() if name != "default"}
    if isinstance(pattern := schema.get("pattern"), str):
        told["pattern"] = pattern.replace(END, "$")
    if isinstance(said := schema.get("description"), str):
        told["description"] = cleandoc(said)
    if "properties" in schema:
        told["properties"] = {name: published(one) for name, one in schema["properties"].items()}
    return told
