"""The calendar: hearings, deadlines and days on which motions are due, across all matters."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema

from casefile.api.blueprint import Blueprint, needs
from casefile.api.office import office
from casefile.api.schemas import Coordinates, Page, day, flag, known_id, many, switch, text
from casefile.auth.roles import Role

Json = dict[str, Any]

routes = Blueprint("calendar", "Hearings and deadlines.")

Days = Page.from_dict(
    {
        "from": day("Entries that can fall on this day or later."),
        "to": day("Entries that can fall on this day or earlier."),
        "matter_id": known_id("Of one matter."),
        "as_of": day("Deadlines are overdue as of this day. Default: the office's today."),
        "overdue": switch("Also the overdue deadlines before `from`."),
    },
    name="Days",
)


class CalendarEntry(Schema):
    """A hearing, a deadline or a motion's day, with the interval in which it can fall."""

    entry = text("hearing, deadline or motion.")
    matter_id = text()
    entry_id = text()
    kind = text(null=True)
    at = text("As it was set, in EDTF.")
    earliest = text()
    latest = text()
    place = text(null=True)
    status = text()
    overdue = flag("Whether a deadline is still open after the last day on which it can be due.")
    set_by = text("The event that set it last.")


class Calendar(Coordinates):
    """A page of the calendar, by day."""

    entries = many(CalendarEntry)
    next = text("What to give as `after` for the next page.", null=True)


@routes.get("/calendar")
@needs(Role.AUDITOR)
@routes.asks(Days)
@routes.gives(200, Calendar)
def show_calendar(**query: Any) -> Json:
    """Show the hearings and deadlines that can fall between two days."""
    first, last = query.pop("from", None), query.pop("to", None)
    return office().answers.calendar(first=first, last=last, **query)
