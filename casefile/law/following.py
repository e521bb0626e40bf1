"""Following: deadlines that casefile has set again from what moved, and what each goes back to."""

from __future__ import annotations

from uuid import UUID, uuid5

from casefile.law.fact import Fact
from casefile.law.known import Known

# The name space of the ids of events that casefile adds: fixed for ever.
ADDED = UUID("0b0f5a0e-7c0c-5a6e-9b7c-3a8c1d5c9e42")
AGAIN = 10  # how many events casefile may have added to one because of one other


def made_id(cause: str, event_id: str, number: int) -> str:
    """Return the id of what casefile adds to an event because of another one."""
    return str(uuid5(ADDED, f"{cause}\n{event_id}\n{number}"))


def set_again_from(fact: Fact) -> str:
    """Return the setting that casefile has set again by an event; "" for any other event."""
    links = fact.envelope.links
    because = (links.causation or "") if links else ""
    for one in fact.after if because else ():
        if any(fact.event_id == made_id(because, one, number) for number in range(AGAIN)):
            return one
    return ""


def base_of(fact: Fact, known: Known) -> str:
    """Return the setting that somebody posted, to which one that casefile has set again goes back.

    That of any other event is the event itself.
    """
    while before := set_again_from(fact):
        hit = known.event(before)
        if hit is None:
            return before
        fact = known.plain(hit)
    return fact.event_id
