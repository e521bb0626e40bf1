"""Matters: opening one, posting to it, and reading it as of a day as known at a moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from flask import Response, jsonify, url_for
from marshmallow import fields, validate

from casefile import submission
from casefile.answers.coordinates import RECEIVED
from casefile.answers.dockets import matters
from casefile.answers.dockets.matters import MatterPage, MatterView
from casefile.answers.facts import chronology
from casefile.answers.facts.chronology import ChronologyPage
from casefile.answers.people import matter_parties
from casefile.answers.people.matter_parties import MatterParties
from casefile.api import posting
from casefile.api.blueprint import Blueprint, needs, refuses
from casefile.api.etags import VERSIONED, digest, expected_version, unless_known
from casefile.api.schemas import AsOf, AsReceived, DryRun, PageQuery, words
from casefile.auth.roles import Role
from casefile.door import office
from casefile.errors import CasefileError, OutcomeUnknown
from casefile.law.events.matter import MatterCategory, MatterOpened, MatterStatus
from casefile.recording.receipt import ReceiptAnswer

Json = dict[str, Any]
LOCATION = {"Location": {"description": "The new matter.", "schema": {"type": "string"}}}
OPENING = {"$ref": "#/components/schemas/Opening"}
ONE_OR_BATCH = {"oneOf": [posting.POSTED, {"$ref": "#/components/schemas/Batch"}]}

routes = Blueprint("matters", "Proceedings, each with its stream of events.")


class MatterQuery(PageQuery):
    """Which matters."""

    status = fields.String(validate=validate.OneOf([str(code) for code in MatterStatus]))
    category = fields.String(validate=validate.OneOf([str(code) for code in MatterCategory]))
    q = words("The beginnings of words in the title, the docket number or the id.")


class ViewQuery(AsOf, AsReceived):
    """As of which day, as known at which moment, and by what."""


class ChronologyQuery(PageQuery, AsReceived):
    """Which page, as known at which moment, and by what."""


@routes.post("/matters")
@needs(Role.PARALEGAL)
@routes.asks(DryRun)
@routes.heeds(posting.Retry)
@routes.takes(posting.Anything, OPENING)
@routes.gives(201, ReceiptAnswer, headers={**LOCATION, **VERSIONED})
@routes.gives(200, ReceiptAnswer, description="Nothing new: a dry run, or posted before.")
@refuses(409, 504)
def open_matter(body: Json, *, dry_run: bool = False, key: str | None = None) -> Response:
    """Open a matter.

    The body is an event of type matter.opened; its type, its matter_id and its effective day may
    be left out: casefile makes an id, and the day is the office's today.
    """
    whole = submission.opening(body, key)
    answer, status = submission.post([whole], key=key, dry_run=dry_run)
    return _posted(answer, status, whole["matter_id"])


@routes.post("/matters/<id:matter_id>/events")
@needs(Role.PARALEGAL)
@routes.asks(DryRun)
@routes.heeds(posting.Conditions)
@routes.takes(posting.OneOrBatch, ONE_OR_BATCH)
@routes.gives(201, ReceiptAnswer, headers=VERSIONED)
@routes.gives(200, ReceiptAnswer, description="Nothing new: a dry run, or posted before.")
@refuses(404, 409, 412, 504)
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
        expected = expected_version([matter_id], if_match)
        answer, status = submission.post(bodies, key=key, dry_run=dry_run, if_version=expected)
        return _posted(answer, status, matter_id)


@contextmanager
def _known(matter_id: str, bodies: Sequence[Any]) -> Iterator[None]:
    """Refuse a post to a matter that was never recorded; raises Unknown.

    The matter is looked up where the post fails, or could open it: one that is recorded has been
    told by the recorder that its matter is there.
    """
    if any(isinstance(body, dict) and body.get("type") == MatterOpened.tag for body in bodies):
        matters.check(office(), matter_id)
    try:
        yield
    except OutcomeUnknown:
        raise  # whatever the matter is, this has to be told
    except CasefileError:
        matters.check(office(), matter_id)
        raise


def _posted(answer: ReceiptAnswer, status: int, matter_id: str) -> Response:
    """Return the answer to a post to one matter, with its new version and address."""
    response = jsonify(answer)
    response.status_code = status
    if status == HTTPStatus.CREATED:
        placed = (*answer.events, *answer.added)
        version = max(one.version for one in placed if one.matter_id == matter_id)
        response.set_etag(str(version))
        response.headers["Location"] = url_for("matters.show_matter", matter_id=matter_id)
    return response


@routes.get("/matters")
@needs(Role.AUDITOR)
@routes.asks(MatterQuery)
@routes.gives(200, MatterPage)
def list_matters(**query: Any) -> MatterPage:
    """List the office's matters."""
    return matters.page(office(), **query)


@routes.get("/matters/<id:matter_id>")
@needs(Role.AUDITOR)
@routes.asks(ViewQuery)
@routes.gives(200, MatterView, headers=VERSIONED)
@routes.gives(304, None, description="The answer is the same as before.", headers=VERSIONED)
@refuses(404)
def show_matter(matter_id: str, **query: Any) -> Response:
    """Show a matter with its people, its items and its flags, as of a day as known at a moment.

    By what had been received the ETag holds no version, and If-Match does not take it: the version
    is that of the last event that had been, and not all before it may have been.
    """
    answer = matters.view(office(), matter_id, **query)
    response = jsonify(answer)
    said = digest(response.get_data())
    tag = said if answer.known_by == RECEIVED else f"{answer.version}.{said}"
    return unless_known(tag, lambda: response)


@routes.get("/matters/<id:matter_id>/parties")
@needs(Role.AUDITOR)
@routes.asks(AsOf)
@routes.gives(200, MatterParties)
@refuses(404)
def show_parties(matter_id: str, **query: Any) -> MatterParties:
    """Show who is a party of a matter, who was, until when, and who stands there now."""
    return matter_parties.of_matter(office(), matter_id, **query)


@routes.get("/matters/<id:matter_id>/chronology")
@needs(Role.AUDITOR)
@routes.asks(ChronologyQuery)
@routes.gives(200, ChronologyPage)
@refuses(404)
def show_chronology(matter_id: str, **query: Any) -> ChronologyPage:
    """Show what happened in a matter, by the day on which it took effect."""
    return chronology.page(office(), matter_id, **query)
