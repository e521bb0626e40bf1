"""The page of the deadlines: what is due, what was due and is open, and all that was ever due."""

from __future__ import annotations

from typing import Any

from flask import request

from casefile.answers.due import calendar
from casefile.answers.due.calendar import Window
from casefile.auth.roles import Role
from casefile.door import office
from casefile.web.filters import MATTER, PARTY, Filters
from casefile.web.names import names_of
from casefile.web.pages import needs, page, routes

MOST = 50  # on a page
FROM, RESPONSIBLE = "from", "responsible"


@routes.get("/deadlines")
@needs(Role.AUDITOR)
def show_deadlines() -> Any:
    """Show what is due from a day on, and what is overdue where that day is today."""
    filters = Filters.read(FROM, MATTER, PARTY, RESPONSIBLE)
    today = office().today().isoformat()
    first = filters.day(FROM) or today
    found = calendar.page(
        office(),
        Window(
            first=first,
            matter_id=filters.matter(),
            party=filters.party(),
            responsible=filters.typed[RESPONSIBLE] or None,
            hearings=False,
        ),
        overdue=first == today,
        after=request.args.get("after") or None,
        limit=MOST,
    )
    return page(
        "deadlines.html",
        422 if filters.errors else 200,
        answer=found,
        errors=filters.errors,
        filters=filters,
        first=first,
        names=names_of(matters=(one.matter_id for one in found.entries)),
        today=today,
    )
