"""Problems: the one shape of every error (RFC 9457), with a sentence for a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Response, g, json
from marshmallow import Schema, fields

from casefile.api.blueprint import ANSWERED
from casefile.errors import Misfit, Missing

MEDIA_TYPE = "application/problem+json"

# What each status means here; the description of the API says the same.
TITLES = {
    400: "Not right in itself",
    401: "No valid token",
    403: "Not allowed",
    404: "Not found",
    405: "No such method",
    408: "Too slow",
    409: "Refused",
    412: "Somebody was quicker",
    413: "Too large",
    414: "The address is too long",
    415: "Not a JSON body",
    422: "Cannot be read as asked",
    500: "A fault in casefile",
    503: "Busy",
    504: "Outcome unknown",
}
HEADERS = {
    401: {"WWW-Authenticate": {"schema": {"type": "string"}}},
    503: {"Retry-After": {"schema": {"type": "integer"}}},
}


class FieldError(Schema):
    """A field that is wrong."""

    field = fields.String(
        required=True,
        metadata={
            "description": "Its name, behind those of what it stands in: "
            "data.components[0].kind. Of an event of a batch it is counted from that event."
        },
    )
    sentence = fields.String(
        required=True, metadata={"description": "What is wrong with it, for a person."}
    )
    place = fields.Integer(
        metadata={
            "description": "Which of several posted events has the field, counted from 0. The "
            "errors of every event are told, those of the event at the problem's `place` first."
        }
    )
    choices = fields.List(
        fields.String(), metadata={"description": "What it may be, where that can be listed."}
    )


class MissingEvent(Schema):
    """An event without which another one is refused."""

    type = fields.String(
        required=True, metadata={"description": "Its type, like charge.conviction_entered."}
    )
    matter_id = fields.String(required=True, metadata={"description": "Its matter."})
    data = fields.Dict(
        required=True,
        metadata={
            "description": "What is known of its data: which item, party, motion or event it is "
            "about, in the fields of its type."
        },
    )


class Problem(Schema):
    """Why something could not be done."""

    type = fields.String(
        required=True,
        metadata={"description": "A stable name of the kind of problem: its code as a URN."},
    )
    title = fields.String(
        required=True, metadata={"description": "The same for every such status."}
    )
    status = fields.Integer(required=True)
    detail = fields.String(
        required=True, metadata={"description": "What is wrong, in a sentence for a person."}
    )
    code = fields.String(required=True, metadata={"description": "Stable, like charge.not_filed."})
    instance = fields.String(
        required=True, metadata={"description": "The request, as the server's log names it."}
    )
    conflicts = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "The ids of the events that a refused one conflicts with."},
    )
    place = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "Which of the posted events it is about, counted from 0."},
    )
    may_override = fields.Boolean(
        required=True,
        metadata={"description": "Whether an attorney can have the event recorded all the same."},
    )
    missing = fields.Nested(
        MissingEvent,
        metadata={
            "description": "The event that would make a refused one legal, where one would: what "
            "it needs beside what is given here, its type says."
        },
    )
    event_ids = fields.List(
        fields.String(),
        metadata={
            "description": "Where it is not known whether the events were recorded: their ids, in "
            "the order in which they were posted. Posted again, each with its id, none of them is "
            "recorded twice."
        },
    )
    errors = fields.List(
        fields.Nested(FieldError),
        metadata={
            "description": "Every field that is wrong in a body or a query that cannot be read."
        },
    )


def problem(
    status: int,
    code: str,
    detail: str,
    *,
    conflicts: Iterable[str] = (),
    place: int | None = None,
    may_override: bool = False,
    errors: Iterable[Misfit] = (),
    event_ids: Iterable[str] = (),
    missing: Missing | None = None,
) -> Response:
    """Return the answer to a request that could not be done."""
    body: dict[str, Any] = {
        "type": f"urn:casefile:problem:{code}",
        "title": TITLES.get(status, "Not done"),
        "status": status,
        "detail": detail,
        "code": code,
        "instance": f"urn:casefile:request:{g.request_id}",
        "conflicts": list(conflicts),
        "place": place,
        "may_override": may_override,
    }
    if missing:
        body["missing"] = missing._asdict()
    if ids := list(event_ids):
        body["event_ids"] = ids
    if told := [misfit.as_answer() for misfit in errors]:
        body["errors"] = told
    return Response(json.dumps(body), status=status, content_type=MEDIA_TYPE)


def described(status: int) -> dict[str, Any]:
    """Return the problems of one status as OpenAPI describes them."""
    return {
        "description": TITLES[status],
        "content": {MEDIA_TYPE: {"schema": Problem}},
        "headers": {**HEADERS.get(status, {}), **ANSWERED},
    }
