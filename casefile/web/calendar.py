"""The page of the calendar: hearings and deadlines of some weeks, and what is overdue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from flask import Response, redirect, request

from casefile.answers.due import calendar
from casefile.answers.due.appointments import appointments
from casefile.answers.due.calendar import Window
from casefile.answers.due.calendar_entry import CalendarEntry
from casefile.auth.roles import Role
from casefile.door import Room, belongs_in, office
from casefile.errors import Malformed, Misfit
from casefile.exports.ics import MEDIA_TYPE, calendar_name, ics
from casefile.law.edtf import FIRST_DAY, LAST_DAY
from casefile.web import days
from casefile.web.names import names_of
from casefile.web.pages import needs, page, routes
from casefile.web.words import here

SHOWN = timedelta(weeks=5)
MOST_ENTRIES = 200


class Week(NamedTuple):
    """A week from its Monday on, with what stands on its days."""

    monday: date
    entries: Sequence[CalendarEntry]


@routes.get("/calendar")
@needs(Role.AUDITOR)
def show_calendar() -> Any:
    """Show what stands on the calendar of all matters in some weeks."""
    typed, errors, today = request.args.get("from", "").strip(), list[Misfit](), office().today()
    monday = _monday(today)
    responsible = request.args.get("responsible", "").strip()
    try:
        day = days.read(typed, "from") if typed else monday.isoformat()
        monday = _monday(date.fromisoformat(day))
        if typed not in ("", monday.isoformat()):
            return redirect(here(**{"from": monday.isoformat()}), 303)
    except Malformed as error:
        errors += error.errors
    following = monday + min(SHOWN, LAST_DAY - monday)
    last = following - timedelta(days=1)
    found = calendar.page(
        office(),
        Window(monday.isoformat(), last.isoformat(), responsible=responsible or None),
        overdue=monday <= today <= last,
        after=request.args.get("after") or None,
        limit=MOST_ENTRIES,
    )
    return page(
        "calendar.html",
        422 if errors else 200,
        before=monday - min(SHOWN, monday - FIRST_DAY),
        errors=errors,
        feed=f"{request.host_url}api/calendar.ics?token=",
        following=following,
        found=found,
        last=last,
        monday=monday,
        names=names_of(matters=(one.matter_id for one in found.entries)),
        responsible=responsible,
        today=today.isoformat(),
        typed=typed or monday.isoformat(),
        weeks=_weeks(found.entries),
    )


@routes.get("/calendar.ics")
@belongs_in(Room.DOCUMENTS)
@needs(Role.AUDITOR)
def send_calendar() -> Response:
    """Send the calendar of all matters as a file that calendar programs open."""
    found = appointments(office(), Window())
    made = ics(found.found, calendar_name(None), outdated=found.rebuild_due)
    response = Response(made, content_type=f"{MEDIA_TYPE}; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="casefile.ics"'
    return response


def _monday(day: date) -> date:
    return day - timedelta(days=min(day.weekday(), (day - FIRST_DAY).days))


def _weeks(entries: Sequence[CalendarEntry]) -> list[Week]:
    """Return entries by the weeks in which they can begin to fall."""
    by_week = groupby(entries, key=lambda one: _monday(date.fromisoformat(one.earliest)))
    return [Week(monday, list(some)) for monday, some in by_week]
