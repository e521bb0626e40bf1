"""The catalogue: every type of event, and the components that describe posts and answers."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any

import msgspec

from casefile.api.blueprint import ANSWERS, REF, Blueprint, needs
from casefile.auth.roles import Role
from casefile.event import WRITTEN, Draft
from casefile.law.catalogue import posted_types
from casefile.law.published import EventTypes, event_types

Json = dict[str, Any]
EFFECTIVE: Json = {
    "type": "string",
    **WRITTEN,
    "description": "When it is true in law, in EDTF: 2023-03-31, 2023-03, 2023, 2023-03-14~ (on or "
    "about), ../2023-04-20, 2023-01-31/2023-02-28, 2021-XX, 198X, 2021-21 (spring), 2021-33 (the "
    "first quarter). A typed text is read by /api/readings/day.",
}

routes = Blueprint("catalogue", "The types of events.")


@routes.get("/event-types")
@needs(Role.AUDITOR)
@routes.gives(200, EventTypes)
def list_event_types() -> EventTypes:
    """List the types of events with the JSON schema of each."""
    return event_types()


@cache
def components() -> dict[str, Json]:
    """Return the schemas of posted events and of all answers, made from their classes."""
    classes = [Draft, *(cls for _, cls in posted_types()), *ANSWERS.values()]
    _, made = msgspec.json.schema_components(classes, ref_template=REF)
    draft = made.pop("Draft")
    types = posted_types()
    posted = {f"Posted{cls.__name__}": _posted(tag, cls, draft, made) for tag, cls in types}
    refs = {tag: REF.format(name=f"Posted{cls.__name__}") for tag, cls in types}
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
    return {**made, **posted, "PostedEvent": choice, "Opening": opening}


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
