"""The calendar as a feed: one address to which a calendar program subscribes."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import fields, validate

from casefile import __version__
from casefile.answers.due.appointments import Appointments, appointments
from casefile.answers.due.calendar import Window
from casefile.api.blueprint import IN_ADDRESS, Blueprint, needs, refuses
from casefile.api.etags import HEADER, digest, unless_known
from casefile.api.schemas import AsKnown, day, known_id
from casefile.auth.roles import Role
from casefile.auth.tokens import MAX_TOKEN
from casefile.door import Room, belongs_in, office, token
from casefile.errors import Forbidden
from casefile.exports.ics import MEDIA_TYPE, calendar_name, ics
from casefile.projections.version import FOLDS

routes = Blueprint("feed", "The calendar, for calendar programs.")

Span = AsKnown.from_dict(
    {
        "from": day("Entries that can fall on this day or later."),
        "to": day("Entries that can fall on this day or earlier."),
        "matter_id": known_id("Of one matter."),
        IN_ADDRESS: fields.String(
            validate=validate.Length(1, MAX_TOKEN),
            metadata={"description": "A token of the role calendar, where no header can be sent."},
        ),
    },
    name="Span",
)


@routes.get("/calendar.ics")
@belongs_in(Room.DOCUMENTS)
@needs(Role.CALENDAR, in_address=True)
@routes.asks(Span)
@routes.gives(200, {"type": "string"}, content_type=MEDIA_TYPE, headers=HEADER)
@routes.gives(304, None, description="Nothing has changed since.", headers=HEADER)
@refuses(403, 404)
def show_calendar_feed(**query: Any) -> Response:
    """Show hearings and deadlines as an iCalendar file, to which a program can subscribe.

    The address with a token of the role calendar in it is all that the program needs.
    """
    window = _window(query)
    found = appointments(office(), window)
    tag = _tag(window, found)

    def make() -> Response:
        made = ics(found.found, calendar_name(window.matter_id), outdated=found.rebuild_due)
        return Response(made, content_type=f"{MEDIA_TYPE}; charset=utf-8")

    response = unless_known(tag, make)
    # Whoever has kept an answer asks before using it again; nobody in between keeps one.
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Authorization"
    return response


def _window(query: dict[str, Any]) -> Window:
    """Return what is asked for, within what the token may see; raises Forbidden."""
    asked, allowed = query.get("matter_id"), token().matter_id
    if allowed is not None and asked not in (None, allowed):
        raise Forbidden(f"This token reads the calendar of matter {allowed} alone.")
    return Window(query.get("from"), query.get("to"), asked or allowed, query.get("known_at"))


def _tag(window: Window, found: Appointments) -> str:
    """Return what stands for an answer: all that it follows from, but not the secret."""
    zone = office().zone.key
    asked = window._replace(known_at=None)
    # What happened on a day that is not exact becomes certain as days go by.
    said = (__version__, zone, found.on, found.position, FOLDS, found.rebuild_due, *asked)
    return digest(repr(said).encode())
