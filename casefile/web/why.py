"""Why: one event with all that is known of it, and the log."""

from __future__ import annotations

from typing import Any

from casefile.answers import evidence, log
from casefile.auth.roles import Role
from casefile.door import office
from casefile.web.pages import needs, page, routes


@routes.get("/events/<id:event_id>")
@needs(Role.AUDITOR)
def show_event(event_id: str) -> Any:
    """Show an event, and what amends it."""
    event = log.in_full(office(), event_id)
    amending = [one.event_id for one in event.corrections]
    told = evidence.told(office(), [event_id, *amending])
    return page("event.html", event=event, told=told)
