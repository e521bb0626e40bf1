"""The office's page: its matters, what is due, and what was recorded last; and the keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from flask import request

from casefile.answers.dockets import matters
from casefile.answers.due.calendar_entry import CalendarEntry
from casefile.answers.record import log, logged
from casefile.answers.record.logged import LoggedPage
from casefile.auth.roles import Role
from casefile.door import office
from casefile.web.due import read_due
from casefile.web.names import names_of
from casefile.web.pages import needs, page, routes
from casefile.web.posted import as_posted

MOST_MATTERS, MOST_RECORDED = 25, 5
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
    state = request.args.get("status", "open")
    due = read_due(today, within=SOON)
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
        posted=as_posted(recorded.events),
        names=names_of(matters=_matters(due.entries, recorded)),
        recorded=recorded,
        state=state,
        today=today,
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
