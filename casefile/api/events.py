"""Events: the log of the office and of a matter, one event, and posting across matters."""

from __future__ import annotations

import time
from typing import Any

from flask import jsonify
from marshmallow import Schema

from casefile.api import posting
from casefile.api.blueprint import Blueprint, needs, refuses
from casefile.api.office import office, waiting
from casefile.api.schemas import DryRun, LogPage, bounded, component, many, number
from casefile.auth.roles import Role

Json = dict[str, Any]
MAX_WAIT = 25  # seconds; proxies commonly give up after 30
PAUSE = 0.2  # seconds between two looks at the head, which is one row
RETRY_AFTER = 1
EMPTY = {
    "Retry-After": {
        "description": "Where too many wait already: seconds after which to ask again.",
        "schema": {"type": "integer"},
    }
}
ACROSS = {
    "allOf": [{"$ref": "#/components/schemas/Batch"}],
    "description": "Each event names its matter_id.",
}

routes = Blueprint("events", "The log: every event, in the order in which it was recorded.")


class Waiting(LogPage):
    """Which page of the log, and how long to wait for it."""

    wait = bounded("Seconds to wait for an event where there is none yet.", 0, MAX_WAIT)


class EventPage(Schema):
    """A page of the log; `head` is the last position of the whole log."""

    events = many(component("StoredEvent"))
    next = number("What to give as `after` for the next page.")
    head = number()


@routes.post("/events")
@needs(Role.PARALEGAL)
@routes.asks(DryRun)
@routes.heeds(posting.Retry)
@routes.takes(posting.Batch, ACROSS)
@routes.gives(201, posting.ReceiptAnswer)
@routes.gives(200, posting.ReceiptAnswer, description="Nothing new: a dry run, or posted before.")
@refuses(409)
def post_events(body: Json, *, dry_run: bool = False, key: str | None = None) -> Any:
    """Post a batch across matters: all events are recorded, or none."""
    return posting.post(body["events"], key=key, dry_run=dry_run)


@routes.get("/events")
@needs(Role.AUDITOR)
@routes.asks(Waiting)
@routes.gives(200, EventPage, headers=EMPTY)
def list_events(wait: int = 0, after: int = 0, **query: Any) -> Any:
    """Read the log of the whole office, and wait for what comes next.

    Positions have no gaps: whoever goes on from `next` misses nothing. Only so many may wait at a
    time; others get an empty page at once, with the header Retry-After.
    """
    seats, answers = waiting().seats, office().answers
    page = answers.events(after=after, **query)
    if page["events"] or not wait:
        return page
    if not seats.acquire(blocking=False):
        response = jsonify(page)
        response.headers["Retry-After"] = str(RETRY_AFTER)
        return response
    try:
        _wait(after, time.monotonic() + wait)
    finally:
        seats.release()
    return answers.events(after=after, **query)


def _wait(after: int, until: float) -> None:
    """Return when the log has grown beyond a position, time is up, or the server stops."""
    answers, stopping = office().answers, waiting().stopping
    # The head is looked at again and again because another process may have moved it.
    while time.monotonic() < until and answers.head()["position"] <= after:
        if stopping.wait(PAUSE):
            return


@routes.get("/events/<id:event_id>")
@needs(Role.AUDITOR)
@routes.gives(200, {"$ref": "#/components/schemas/EventInFull"})
@refuses(404)
def show_event(event_id: str) -> Json:
    """Show one event with all that corrects or retracts it."""
    return office().answers.event(event_id)


@routes.get("/matters/<id:matter_id>/events")
@needs(Role.AUDITOR)
@routes.asks(LogPage)
@routes.gives(200, EventPage)
@refuses(404)
def list_matter_events(matter_id: str, **query: Any) -> Json:
    """Read the events of one matter in the order in which they were recorded."""
    return office().answers.events(matter_id=matter_id, **query)
