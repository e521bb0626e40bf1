"""Events: the log of the office and of a matter, one event, and posting across matters."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from flask import jsonify

from casefile import submission
from casefile.answers.record import log
from casefile.answers.record.log import EventInFull, EventPage
from casefile.answers.record.sought import Sought
from casefile.api import posting
from casefile.api.blueprint import Blueprint, needs, refuses
from casefile.api.etags import expected_version
from casefile.api.schemas import AsKnown, DryRun, LogPage, bounded, day, known_id, words
from casefile.auth.roles import Role
from casefile.door import Room, belongs_in, is_asked, office, waiting
from casefile.errors import Malformed, Misfit
from casefile.recording.receipt import ReceiptAnswer

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


# What each parameter that seeks events is called where they are sought.
SEEKING = {
    "party": "party_id",
    "type": "type",
    "recorded_by": "recorded_by",
    "from": "first",
    "to": "last",
    "recorded_from": "recorded_first",
    "recorded_to": "recorded_last",
    "words": "words",
}


class LogFilter(LogPage, AsKnown):
    """Which events of the log, on which page."""

    party = known_id(
        "Only events of this party, under any of its ids: those that name it or one of its "
        "charges, claims and citations, and what corrects or retracts them."
    )
    type = words("Only events of this type, or of a family of types, like charge.")
    recorded_by = words("Only what somebody of exactly this name has recorded.")
    words = words("Only events that have all of these words in what they say, as written there.")


Filter = LogFilter.from_dict(
    {
        "from": day("Only facts that stand and can have taken effect on this day or later."),
        "to": day("Only facts that stand and can have taken effect on this day or earlier."),
        "recorded_from": day("Only what was recorded on this day or later."),
        "recorded_to": day("Only what was recorded on this day or earlier."),
    },
    name="Filter",
)


class LogQuery(Filter):  # type: ignore[misc,valid-type]  # it is made of a dictionary
    """Which page of the log, and how long to wait for it."""

    wait = bounded("Seconds to wait for an event where there is none yet.", 0, MAX_WAIT)


@routes.post("/events")
@needs(Role.PARALEGAL)
@routes.asks(DryRun)
@routes.heeds(posting.Conditions)
@routes.takes(posting.Batch, ACROSS)
@routes.gives(201, ReceiptAnswer)
@routes.gives(200, ReceiptAnswer, description="Nothing new: a dry run, or posted before.")
@refuses(409, 412, 504)
def post_events(
    body: Json, *, dry_run: bool = False, key: str | None = None, if_match: str | None = None
) -> Any:
    """Post a batch across matters: all events are recorded, or none.

    The header If-Match is heeded where all of them are of one matter.
    """
    bodies = body["events"]
    expected = expected_version(posting.matters_of(bodies), if_match)
    return submission.post(bodies, key=key, dry_run=dry_run, if_version=expected)


@routes.get("/events")
@belongs_in(Room.LOG)
@needs(Role.AUDITOR)
@routes.asks(LogQuery)
@routes.gives(200, EventPage, headers=EMPTY)
@refuses(404)
def list_events(wait: int = 0, **query: Any) -> Any:
    """Read the log of the whole office, or what is sought in it, and wait for what comes next.

    Positions have no gaps: whoever goes on from `next` misses nothing. Only so many may wait at a
    time; others get an empty page at once, with the header Retry-After. With `newest` the log is
    read from its end, and with `known_at` as it was then, where there is nothing to wait for. What
    is sought is judged as known now; give `known_at=@` with the `head` of the first page to have
    all pages judged alike.
    """
    for name in ("newest", "known_at"):
        if wait and query.get(name):
            sentence = f"With `{name}` there is nothing to wait for; leave out `wait`."
            errors = [Misfit("wait", sentence)]
            raise Malformed(sentence, code="query.invalid", errors=errors)
    asked = _sought(query)
    seats = waiting().seats
    page = log.page(office(), **asked)
    if page.events or not wait:
        return page
    if not seats.acquire(blocking=False):
        response = jsonify(page)
        response.headers["Retry-After"] = str(RETRY_AFTER)
        return response
    try:
        _wait(page.next, time.monotonic() + wait)
    finally:
        seats.release()
    return log.page(office(), **asked | {"after": page.next})


def _sought(query: Mapping[str, Any]) -> Json:
    """Return a query by the names of the question that it asks."""
    seeking = {name: query[given] for given, name in SEEKING.items() if given in query}
    rest = {name: value for name, value in query.items() if name not in SEEKING}
    return {"sought": Sought(**seeking), **rest}


def _wait(after: int, until: float) -> None:
    """Return when the log has grown beyond a position, time is up, or nobody waits any more."""
    stopping = waiting().stopping
    # The head is looked at again and again because another process may have moved it.
    while time.monotonic() < until and log.head(office()).position <= after:
        if stopping.wait(PAUSE) or not is_asked():
            return


@routes.get("/events/<id:event_id>")
@needs(Role.AUDITOR)
@routes.asks(AsKnown)
@routes.gives(200, EventInFull)
@refuses(404)
def show_event(event_id: str, **asked: Any) -> EventInFull:
    """Show one event with all that corrects or retracts it, as known at a moment."""
    return log.in_full(office(), event_id, **asked)


@routes.get("/matters/<id:matter_id>/events")
@needs(Role.AUDITOR)
@routes.asks(Filter)
@routes.gives(200, EventPage)
@refuses(404, 409)
def list_matter_events(matter_id: str, **query: Any) -> EventPage:
    """Read the events of one matter in the order in which they were recorded, or the last first."""
    return log.page(office(), matter_id=matter_id, **_sought(query))
