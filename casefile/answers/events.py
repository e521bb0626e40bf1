"""Events as they are asked for one by one: with all that corrects or retracts them."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection

from casefile.canonical import encode
from casefile.errors import Unknown
from casefile.event import Recorded
from casefile.law.wording import sentence
from casefile.projections.subjects import known_in


def as_body(recorded: Recorded) -> dict[str, Any]:
    """Return one event of the log as it is answered: its position and its whole envelope."""
    body: dict[str, Any] = msgspec.json.decode(encode(recorded.envelope))
    return {"position": recorded.position, **body}


def event_view(connection: Connection, event_id: str) -> dict[str, Any]:
    """Return an event, what amends it, whether it stands, and how it reads now; raises Unknown."""
    known = known_in(connection)
    recorded = known.event(event_id)
    if recorded is None:
        raise Unknown(f"There is no event {event_id}.", code="event.unknown")
    subject = f"event/{event_id}"
    amending = [one for one in known.recorded(subject) if one.envelope.event_id != event_id]
    facts = [fact for fact in known.facts(subject) if fact.event_id == event_id]
    now = facts[0] if facts else None
    return {
        **as_body(recorded),
        "sentence": sentence((now or known.plain(recorded)).data),
        "stands": bool(now) or known.origin(recorded) is not recorded,
        "corrections": [as_body(one) for one in amending],
        "as_corrected": as_body(Recorded(recorded.position, now.envelope))
        if now and now.corrections
        else None,
    }
