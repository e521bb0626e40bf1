"""The log: its events as they were recorded, and each of them with all that amends it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, Raw, Struct

from casefile.answers.asking import Answer, Asking, At, check_matter, check_seen
from casefile.answers.paging import LIMIT, check_limit
from casefile.answers.people.days_of_names import days_of_names, worded
from casefile.answers.record.sought import EVERYTHING, Seeker, Sought
from casefile.answers.standing.evidence import Amendment, amended
from casefile.errors import Unknown
from casefile.event import (
    Assertion,
    Confidence,
    Envelope,
    Links,
    Override,
    Recorded,
    Source,
    instant_text,
)
from casefile.law import subjects
from casefile.law.amending import targets, told
from casefile.law.fact import Fact
from casefile.law.known import Known
from casefile.projections.parked import Parked, list_parked
from casefile.projections.subjects import known_in
from casefile.projections.version import check_folds
from casefile.store import log

Data = Annotated[
    Raw, Meta(description="The fields of its type.", extra_json_schema={"type": "object"})
]


class StoredEvent(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An event as it was recorded: its position in the log of the office, and its whole envelope.

    The fields of the envelope stand in the order in which they are stored.
    """

    position: int
    as_written: str | None = None
    asserted_by: str | None = None
    assertion: Assertion
    confidence: Confidence
    data: Data
    effective: str
    event_id: str
    following: int | None = None
    links: Links | None = None
    loaded_at: str | None = None
    matter_id: str
    override: Override | None = None
    received: str | None = None
    recorded_at: str
    recorded_by: str
    recorded_on: str
    resolution: str | None = None
    schema_version: int
    source: Source | None = None
    type: str
    version: int


class ListedEvent(StoredEvent, frozen=True, kw_only=True, omit_defaults=True):
    """An event as it was recorded, with what corrects it or takes it back as known at a moment."""

    amended: Sequence[Amendment] = ()


class EventInFull(StoredEvent, frozen=True, kw_only=True, omit_defaults=True):
    """One event with all that amends it; `stands` tells whether nothing has retracted it.

    `sentence` is what it says as it stands, and `as_corrected` how it reads with its corrections,
    where it has any.
    """

    sentence: str
    stands: bool
    corrections: Sequence[StoredEvent]
    as_corrected: StoredEvent | None


class EventPage(Struct, frozen=True, kw_only=True):
    """A page of the log; `next` is what to give as `after` for the next one, in the same order.

    `head` is the last position of the whole log, or the last one that counts as known then.
    """

    events: Sequence[ListedEvent]
    next: int
    head: int


class LogHead(Answer, frozen=True, kw_only=True):
    """The end of the log; the instant is null while the log is empty."""

    position: int
    recorded_at: str | None


def page(
    asking: Asking,
    *,
    matter_id: str | None = None,
    sought: Sought = EVERYTHING,
    known_at: str | None = None,
    newest: bool = False,
    after: int | None = None,
    limit: int = LIMIT,
) -> EventPage:
    """Return a page of the log, of one matter or of the whole office, by position.

    With `newest` the last event comes first: what is recorded meanwhile is newer than what follows,
    so that nothing is left out or doubled. What is sought is looked for as known then; to go on
    with the same knowledge, `known_at` is the head of the first page. Raises Refused where the
    reader has seen more than there is.
    """
    with asking.gate(known_at) as at:
        if matter_id is not None:
            check_matter(at.connection, matter_id)
        check_seen(after or 0, log.head(at.connection))
        size, head = check_limit(limit), at.position
        begin = (head + 1 if newest else 0) if after is None else after
        found = list(Seeker(at, sought, matter_id).find(begin, size, newest=newest))
        known = known_in(at.connection, upto=head)
        known.fetch(subjects.event(one.envelope.event_id) for one in found)
        answer = EventPage(
            events=[_listed(one, known) for one in found],
            next=_next(found, size, begin, head, newest=newest),
            head=head,
        )
        return at.named(answer) if any(one.amended for one in answer.events) else answer


def _listed(recorded: Recorded, known: Known) -> ListedEvent:
    whole = msgspec.structs.asdict(stored(recorded))
    return ListedEvent(**whole, amended=amended(known, recorded.envelope.event_id))


def _next(found: Sequence[Recorded], size: int, begin: int, head: int, *, newest: bool) -> int:
    """Return where the following page begins: behind a full one, or where the log has ended."""
    if len(found) == size:
        return found[-1].position
    return min(begin, 1) if newest else max(begin, head)


def in_full(asking: Asking, event_id: str, *, known_at: str | None = None) -> EventInFull:
    """Return an event, what amends it, whether it stands, and how it reads, as known at a moment.

    Raises Unknown, also for an event that was recorded later.
    """
    with asking.gate(known_at) as at:
        known = known_in(at.connection, upto=at.position)
        recorded = known.event(event_id)
        if recorded is None:
            raise Unknown(_unknown(at, event_id), code="event.unknown")
        amending = known.recorded(subjects.event(event_id))
        now = known.standing(event_id)
        fact = now or known.meant(known.plain(recorded))
        return at.named(
            EventInFull(
                **msgspec.structs.asdict(stored(recorded)),
                sentence=told(fact, known),
                stands=bool(now) or known.origin(recorded) is not recorded,
                corrections=[stored(one) for one in amending if one.envelope.event_id != event_id],
                as_corrected=stored(Recorded(recorded.position, now.envelope))
                if now and now.corrections
                else None,
            ),
            named_on=days_of_names(at, [fact]).of(fact),
        )


def _unknown(at: At, event_id: str) -> str:
    """Return why there is no such event: there is none at all, or it was recorded later."""
    later = known_in(at.connection).event(event_id)
    if later is None:
        return f"There is no event {event_id}."
    return f"Event @{later.position} was not known at {at.known.known_at}: it was recorded later."


def sentences(
    asking: Asking, some: Sequence[StoredEvent], *, known_at: str | None = None
) -> list[str]:
    """Return what some events say, as they were recorded, with the names known at a moment.

    Each calls everybody as on its own day.
    """
    with asking.gate(known_at) as at:
        known = known_in(at.connection, upto=at.position)
        facts = [Fact(recorded_again(one)) for one in some]
        known.fetch(targets(facts))
        said = [told(fact, known) for fact in facts]
        days = days_of_names(at, facts)
        return worded(at.naming_on, list(map(days.of, facts)), said)


def head(asking: Asking) -> LogHead:
    """Return the end of the log."""
    with asking.gate() as at:
        last = log.head(at.connection)
        instant = instant_text(last.recorded_us) if last.position else None
        due = at.known.rebuild_due or UNSET
        return LogHead(position=last.position, recorded_at=instant, rebuild_due=due)


def check_usable(asking: Asking) -> None:
    """Refuse an office in which nothing may be recorded before a rebuild; raises Busy."""
    with asking.gate() as at:
        check_folds(log.head(at.connection))


def parked(asking: Asking) -> list[Parked]:
    """Return the matters that could not be folded, so that their answers may be old."""
    with asking.gate() as at:
        return list_parked(at.connection)


def recorded_again(one: StoredEvent) -> Recorded:
    """Return an event that is answered as it is in the log."""
    parts = {name: getattr(one, name) for name in Envelope.__struct_fields__}
    return Recorded(one.position, Envelope(**parts))


def envelope(event: StoredEvent) -> Envelope:
    """Return the envelope of an event that was answered."""
    fields = {name: getattr(event, name) for name in Envelope.__struct_fields__}
    return Envelope(**fields | {"data": msgspec.Raw(event.data)})


def stored(recorded: Recorded) -> StoredEvent:
    """Return an event as it is answered."""
    return StoredEvent(position=recorded.position, **msgspec.structs.asdict(recorded.envelope))
