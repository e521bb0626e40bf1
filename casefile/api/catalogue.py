"""The catalogue: every type of event, and the components that describe posted and stored ones."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any

import msgspec
from marshmallow import Schema, fields

from casefile.api.blueprint import Blueprint, needs
from casefile.api.schemas import many, number, text
from casefile.auth.roles import Role
from casefile.event import Draft, Envelope
from casefile.law.catalogue import CATALOGUE, event_types

Json = dict[str, Any]
REF = "#/components/schemas/{name}"
_POINT = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?)?)?)?"
EFFECTIVE: Json = {
    "type": "string",
    "pattern": rf"^(\.\.|{_POINT})(/(\.\.|{_POINT}))?$",
    "description": "When it is true in law, in EDTF: 2023-03-31, 2023-03, 2023, ../2023-04-20, "
    "2023-01-31/2023-02-28.",
}

routes = Blueprint("catalogue", "The types of events.")


class EventType(Schema):
    """One type of event: its fields as JSON schema, and which of them hold personal data."""

    type = text()
    schema_version = number()
    description = text()
    track = text(null=True)
    personal = many(fields.String())
    schema = fields.Dict(required=True)


class EventTypes(Schema):
    """Every type of event, by name."""

    event_types = many(EventType)


@routes.get("/event-types")
@needs(Role.AUDITOR)
@routes.gives(200, EventTypes)
def list_event_types() -> Json:
    """List the types of events with the JSON schema of each."""
    return {"event_types": event_types()}


@cache
def components() -> dict[str, Json]:
    """Return the schemas of posted and stored events, made from the classes of the catalogue."""
    classes = [Draft, Envelope, *CATALOGUE.values()]
    _, made = msgspec.json.schema_components(classes, ref_template=REF)
    draft, envelope = made.pop("Draft"), made.pop("Envelope")
    posted = {f"Posted{cls.__name__}": _posted(tag, cls, draft, made) for tag, cls in _types()}
    refs = {tag: REF.format(name=f"Posted{cls.__name__}") for tag, cls in _types()}
    choice = {
        "description": "An event as it is posted; `type` says which fields its data has.",
        "oneOf": [{"$ref": ref} for ref in refs.values()],
        "discriminator": {"propertyName": "type", "mapping": refs},
    }
    opening = deepcopy(posted["PostedMatterOpened"])
    opening["title"] = "Opening"
    opening["required"] = ["data"]
    for name in ("matter_id", "effective"):
        opening["properties"][name] = {"anyOf": [opening["properties"][name], {"type": "null"}]}
    opening["description"] = "What opens a matter; its id is made where none is given."
    stored = _stored(envelope)
    return {
        **made,
        **posted,
        "PostedEvent": choice,
        "Opening": opening,
        "StoredEvent": stored,
        "EventInFull": _in_full(stored),
    }


def _types() -> list[tuple[str, type[Any]]]:
    return sorted(CATALOGUE.items())


def _posted(tag: str, cls: type[Any], draft: Json, made: dict[str, Json]) -> Json:
    """Return the schema of a posted event of one type."""
    whole = deepcopy(draft)
    whole["title"] = f"Posted{cls.__name__}"
    whole["description"] = made[cls.__name__].get("description", "")
    data = {"$ref": REF.format(name=cls.__name__)}
    whole["properties"] |= {
        "type": {"type": "string", "const": tag},
        "effective": EFFECTIVE,
        "data": data,
    }
    takes_data = ["data"] if made[cls.__name__].get("required") else []
    whole["required"] = ["type", "effective", *takes_data]
    return whole


def _stored(envelope: Json) -> Json:
    """Return the schema of an event as it is answered: its position and its whole envelope."""
    place = {"type": "integer", "description": "Its place in the log of the office."}
    return {
        **envelope,
        "title": "StoredEvent",
        "properties": {
            "position": place,
            **envelope["properties"],
            "data": {"type": "object", "description": "The fields of its type."},
        },
        "required": ["position", *envelope["required"]],
    }


def _in_full(stored: Json) -> Json:
    """Return the schema of one event with all that amends it."""
    ref = {"$ref": REF.format(name="StoredEvent")}
    more: Json = {
        "sentence": {"type": "string", "description": "What it says, as it stands."},
        "stands": {"type": "boolean", "description": "Whether nothing has retracted it."},
        "corrections": {"type": "array", "items": ref, "description": "What amends it."},
        "as_corrected": {
            "anyOf": [ref, {"type": "null"}],
            "description": "How it reads with its corrections, where it has any.",
        },
    }
    return {
        **stored,
        "title": "EventInFull",
        "properties": stored["properties"] | more,
        "required": [*stored["required"], *more],
    }
