"""The office's page: its matters, what is due, and what was recorded last; and the keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from flask import request

from casefile.answers import calendar, log, logged, matters, unsettled
from casefile.answers.calendar import CalendarEntry, Window
from casefile.answers.logged import LoggedPage
from casefile.auth.roles import Role
from casefile.door import office
from casefile.law.edtf import LAST_DAY
from casefile.web.names import names_of
from casefile.web.pages import needs, page, routes

MOST_MATTERS, MOST_DUE, MOST_UNSETTLED, MOST_RECORDED = 25, 12, 4, 5
SOON = timedelta(days=30)

# What each key does, as the script has it.
KEYS = (
    ("/", "Go to the search box"),
    ("\N{DOWNWARDS ARROW} \N{UPWARDS ARROW}", "In the search box: through what was found"),
    ("Esc", "In the search box: put what was found away"),
    ("[ ]", "On a party's page: to the turn before, to the next one"),
    ("\N{LEFTWARDS ARROW} \N{RIGHTWARDS ARROW}", "On the slider: a day back, a day on"),
    ("Page Up, Page Down", "On the slider: a tenth of the history"),
    ("g o", "To the office's page"),
    ("g c", "To the calendar"),
    ("g l", "To the log"),
    ("?", "This list"),
)


@routes.get("/")
@needs(Role.AUDITOR)
def home() -> Any:
    """Show the office: what is due, its matters, what was recorded last."""
    today = office().today()
    last = min(today + SOON, LAST_DAY - timedelta(days=1))
    window = Window(first=today.isoformat(), last=last.isoformat())
    state = request.args.get("status", "open")
    due = calendar.page(office(), window, overdue=True, limit=MOST_DUE)
    missed = unsettled.hearings(office(), limit=MOST_UNSETTLED).entries
    recorded = logged.page(office(), limit=MOST_RECORDED)
    return page(
        "home.html",
        due=due,
        matters=matters.page(
            office(),
            status=state if state != "every" else None,
            after=request.args.get("after") or None,
            limit=MOST_MATTERS,
        ),
        parked=log.parked(office()),
        names=names_of(matters=_matters([*due.entries, *missed], recorded)),
        recorded=recorded,
        state=state,
        today=today,
        unsettled=missed,
    )


def _matters(due: Iterable[CalendarEntry], recorded: LoggedPage) -> Iterator[str]:
    """Yield the matters that are named beside what is due and what was recorded."""
    for entry in due:
        yield entry.matter_id
    for event in recorded.events:
        yield event.matter_id


@routes.get("/keys")
@needs(Role.AUDITOR)
def show_keys() -> Any:
    """List the keys."""
    return page("keys.html", keys=KEYS)
