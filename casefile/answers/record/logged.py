"""Logged: what was recorded, the newest first, in words."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import select

from casefile.answers.asking import Asking, check_matter
from casefile.answers.paging import LIMIT, check_limit, page_of
from casefile.answers.record.sought import EVERYTHING, Seeker, Sought
from casefile.answers.standing import evidence
from casefile.answers.standing.evidence import EventTold
from casefile.errors import Unknown
from casefile.store.tables import events


class LoggedPage(Struct, frozen=True, kw_only=True):
    """A page of what was recorded, the newest first; `before` is what to give for the next one.

    `head` is the end of the log.
    """

    events: Sequence[EventTold]
    before: int | None
    head: int


def page(
    asking: Asking,
    sought: Sought = EVERYTHING,
    *,
    matter_id: str | None = None,
    before: int | None = None,
    limit: int = LIMIT,
) -> LoggedPage:
    """Return a page of what was recorded, before a position; raises Malformed and Unknown."""
    with asking.gate() as at:
        if matter_id is not None:
            check_matter(at.connection, matter_id)
        begin = at.position + 1 if before is None else before
        seeker = Seeker(at, sought, matter_id)
        found = list(seeker.find(begin, check_limit(limit) + 1, newest=True))
        some, last = page_of(found, limit, lambda one: str(one.position))
        return at.named(
            LoggedPage(
                events=evidence.in_words(at, some),
                before=int(last) if last else None,
                head=at.position,
            )
        )


def event_at(asking: Asking, position: int) -> str:
    """Return the id of the event with this number; raises Unknown."""
    with asking.gate() as at:
        query = select(events.c.event_id).where(events.c.position == position)
        found: str | None = at.connection.execute(query).scalar()
    if found is None:
        raise Unknown(f"There is no event \N{NUMERO SIGN} {position}.", code="event.unknown")
    return found
