"""Matters: opening one, posting to it, and reading it as of a day as known at a moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from flask import Response, jsonify, url_for
from marshmallow import Schema, fields, validate

from casefile.api import posting
from casefile.api.blueprint import Blueprint, needs, refuses
from casefile.api.office import office
from casefile.api.parties import Flag, Item, Possible
from casefile.api.schemas import (
    AsOf,
    Coordinates,
    DryRun,
    Page,
    many,
    number,
    one,
    text,
    words,
)
from casefile.auth.roles import Role
from casefile.errors import CasefileError
from casefile.law.events.matter import MatterCategory, MatterStatus

Json = dict[str, Any]
ETAG = {"ETag": {"description": "The matter's version.", "schema": {"type": "string"}}}
LOCATION = {"Location": {"description": "The new matter.", "schema": {"type": "string"}}}
OPENING = {"$ref": "#/components/schemas/Opening"}
ONE_OR_BATCH = {"oneOf": [posting.POSTED, {"$ref": "#/components/schemas/Batch"}]}

routes = Blueprint("matters", "Proceedings, each with its stream of events.")


class MatterQuery(Page):
    """Which matters."""

    status = fields.String(validate=validate.OneOf([str(code) for code in MatterStatus]))
    category = fields.String(validate=validate.OneOf([str(code) for code in MatterCategory]))
    q = words("Words in the title, the docket number or the id.")


class MatterRow(Schema):
    """What a matter is and where it stands in the books."""

    matter_id = text()
    title = text()
    category = text()
    jurisdiction = text()
    time_zone = text()
    court_id = text(null=True)
    docket_no = text(null=True)
    status = text()
    access = text()
    stayed = fields.Boolean(required=True)
    opened = text("When it was opened, in EDTF.")


class Matters(Coordinates):
    """A page of matters, by id."""

    matters = many(MatterRow)
    next = text("What to give as `after` for the next page.", null=True)


class Incident(Schema):
    """What the matter is about, from which limitation runs."""

    effective = text()
    place = text(null=True)
    matter_id = text("The matter that it is recorded in.")
    event_id = text()


class Related(Schema):
    """Another matter, and what it is to this one."""

    matter_id = text()
    relation = text()
    said_by = text("The matter that says so.")
    event_id = text()


class PartyIn(Schema):
    """A party in this matter."""

    party_id = text()
    name = text()
    kind = text()
    role = text()
    aliases = many(fields.String())


CounselIn = Schema.from_dict(
    {"for": text(), "name": text(null=True), "role": text()}, name="CounselIn"
)


class OfficialIn(Schema):
    """Somebody in an office of this matter."""

    office = text()
    name = text(null=True)
    role = text()


class ItemParty(Schema):
    """A party of an item, and its side."""

    party_id = text()
    side = text()


class MatterItem(Item):
    """A charge, claim or citation of this matter, with its parties."""

    track = text()
    parties = many(ItemParty)


class Matter(Coordinates):
    """A matter as of a day; `matter` is null where it was not known then."""

    matter_id = text()
    as_of = text()
    version = number()
    matter = one(MatterRow, null=True)
    incident = one(Incident, null=True)
    related = many(Related)
    parties = many(PartyIn)
    counsel = many(CounselIn)
    officials = many(OfficialIn)
    items = many(MatterItem)
    possible = many(Possible)
    flags = many(Flag)


class ChronologyEntry(Schema):
    """One fact by the day on which it took effect."""

    event_id = text()
    position = number()
    type = text()
    assertion = text()
    effective = text()
    earliest = text()
    latest = text()
    precision = text()
    sentence = text()
    items = fields.List(fields.Raw(), required=True)
    corrections = fields.List(fields.Raw(), required=True)
    recorded_at = text()


class Chronology(Coordinates):
    """A page of a matter's facts, by effective date."""

    matter_id = text()
    entries = many(ChronologyEntry)
    next = text("What to give as `after` for the next page.", null=True)


@routes.post("/matters")
@needs(Role.PARALEGAL)
@routes.asks(DryRun)
@routes.heeds(posting.Retry)
@routes.takes(posting.Anything, OPENING)
@routes.gives(201, posting.ReceiptAnswer, headers={**LOCATION, **ETAG})
@routes.gives(200, posting.ReceiptAnswer, description="Nothing new: a dry run, or posted before.")
@refuses(409)
def open_matter(body: Json, *, dry_run: bool = False, key: str | None = None) -> Response:
    """Open a matter.

    The body is an event of type matter.opened; its type, its matter_id and its effective day may
    be left out: casefile makes an id, and the day is the office's today.
    """
    whole = posting.opening(body, key)
    answer, status = posting.post([whole], key=key, dry_run=dry_run)
    return _posted(answer, status, whole["matter_id"])


@routes.post("/matters/<id:matter_id>/events")
@needs(Role.PARALEGAL)
@routes.asks(DryRun)
@routes.heeds(posting.Conditions)
@routes.takes(posting.OneOrBatch, ONE_OR_BATCH)
@routes.gives(201, posting.ReceiptAnswer, headers=ETAG)
@routes.gives(200, posting.ReceiptAnswer, description="Nothing new: a dry run, or posted before.")
@refuses(404, 409, 412)
def post_matter_events(
    body: Json,
    *,
    matter_id: str,
    dry_run: bool = False,
    key: str | None = None,
    if_match: str | None = None,
) -> Response:
    """Post one event or a batch to a matter: all are recorded, or none.

    With the header If-Match, the version that was read, a matter that has moved on is not touched.
    With the header Idempotency-Key, posting the same again is answered with the first result.
    """
    with _known(matter_id, body["events"]):
        bodies = posting.in_matter(body["events"], matter_id)
        expected = posting.expected_version(matter_id, if_match)
        answer, status = posting.post(bodies, key=key, dry_run=dry_run, if_version=expected)
        return _posted(answer, status, matter_id)


@contextmanager
def _known(matter_id: str, bodies: Sequence[Any]) -> Iterator[None]:
    """Refuse a post to a matter that was never recorded; raises Unknown.

    The matter is looked up where the post fails, or could open it: one that is recorded has been
    told by the recorder that its matter is there.
    """
    check = office().answers.check_matter
    if any(isinstance(body, dict) and body.get("type") == "matter.opened" for body in bodies):
        check(matter_id)
    try:
        yield
    except CasefileError:
        check(matter_id)
        raise


def _posted(answer: Json, status: int, matter_id: str) -> Response:
    """Return the answer to a post to one matter, with its new version and address."""
    response = jsonify(answer)
    response.status_code = status
    if status == HTTPStatus.CREATED:
        response.set_etag(str(answer["events"][-1]["version"]))
        response.headers["Location"] = url_for("matters.show_matter", matter_id=matter_id)
    return response


@routes.get("/matters")
@needs(Role.AUDITOR)
@routes.asks(MatterQuery)
@routes.gives(200, Matters)
def list_matters(**query: Any) -> Json:
    """List the office's matters."""
    return office().answers.matters(**query)


@routes.get("/matters/<id:matter_id>")
@needs(Role.AUDITOR)
@routes.asks(AsOf)
@routes.gives(200, Matter, headers=ETAG)
@refuses(404)
def show_matter(matter_id: str, **query: Any) -> Response:
    """Show a matter with its people, its items and its flags, as of a day as known at a moment."""
    answer = office().answers.matter(matter_id, **query)
    response = jsonify(answer)
    response.set_etag(str(answer["version"]))
    return response


@routes.get("/matters/<id:matter_id>/chronology")
@needs(Role.AUDITOR)
@routes.asks(Page)
@routes.gives(200, Chronology)
@refuses(404)
def show_chronology(matter_id: str, **query: Any) -> Json:
    """Show what happened in a matter, by the day on which it took effect."""
    return office().answers.chronology(matter_id, **query)
