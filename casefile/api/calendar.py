"""The calendar: hearings, deadlines and days on which motions are due, across all matters."""

from __future__ import annotations

from typing import Any

from casefile.answers.due import calendar
from casefile.answers.due.calendar import CalendarPage, Window
from casefile.api.blueprint import Blueprint, needs, refuses
from casefile.api.schemas import PageQuery, day, known_id, switch, words
from casefile.auth.roles import Role
from casefile.door import office

routes = Blueprint("calendar", "Hearings and deadlines.")

Days = PageQuery.from_dict(
    {
        "from": day("Entries that can fall on this day or later."),
        "to": day("Entries that can fall on this day or earlier."),
        "matter_id": known_id("Of one matter."),
        "party_id": known_id(
            "Of one party: its deadlines, what is nobody's alone in its matters, and what runs on "
            "its items."
        ),
        "responsible": words("Of one person in the office: what this one sees to, by name."),
        "as_of": day("As they stand on this day. Default: the office's today."),
        "overdue": switch("Also overdue deadlines and hearings without outcome before `from`."),
    },
    name="Days",
)


@routes.get("/calendar")
@needs(Role.AUDITOR)
@routes.asks(Days)
@routes.gives(200, CalendarPage)
@refuses(404)
def show_calendar(**query: Any) -> CalendarPage:
    """Show the hearings and deadlines that can fall between two days."""
    where = {"first": query.pop("from", None), "last": query.pop("to", None)}
    where |= {name: query.pop(name, None) for name in ("matter_id", "known_at", "responsible")}
    window = Window(**where, party=query.pop("party_id", None))
    return calendar.page(office(), window, **query)
