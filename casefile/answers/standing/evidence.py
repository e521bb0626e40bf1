"""Evidence: the events that an answer rests on, each in words, with its source and its number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from casefile.answers.asking import Asking, At
from casefile.event import Recorded, Source
from casefile.law import subjects
from casefile.law.amending import amendments, in_short, targets
from casefile.law.amending import told as told_of
from casefile.law.known import Known
from casefile.projections.subjects import known_in


class Amendment(Struct, frozen=True, kw_only=True):
    """What corrects an event or takes it back; `said` is that in words, with its number."""

    event_id: str
    position: int
    type: str
    said: str


def amended(known: Known, event_id: str) -> tuple[Amendment, ...]:
    """Return what corrects an event or takes it back, and stands."""
    return tuple(
        Amendment(
            event_id=one.event_id,
            position=one.position,
            type=one.type,
            said=in_short(one, known),
        )
        for one in amendments(event_id, known)
    )


class EventTold(Struct, frozen=True, kw_only=True):
    """An event in words, as it stands; its `position` in the log is its number.

    `corrections` are the events that correct it, `amended` says of these and of what takes it back
    what they do, and `stands` tells whether none retracts it.
    """

    event_id: str
    position: int
    matter_id: str
    type: str
    assertion: str
    effective: str
    as_written: str | None
    sentence: str
    source: Source | None
    asserted_by: str | None
    recorded_at: str
    recorded_on: str
    recorded_by: str
    corrections: Sequence[str]
    amended: Sequence[Amendment]
    stands: bool


class EventsTold(Struct, frozen=True, kw_only=True):
    """Some events in words."""

    events: Sequence[EventTold]

    @property
    def by_id(self) -> dict[str, EventTold]:
        """Return each of them by its id."""
        return {one.event_id: one for one in self.events}


def told(asking: Asking, event_ids: Iterable[str], *, known_at: str | None = None) -> EventsTold:
    """Return these events in words, as known at a moment; one not known then is left out."""
    with asking.gate(known_at) as at:
        return at.named(_told_each(at, event_ids))


def each(at: At, event_ids: Iterable[str]) -> dict[str, EventTold]:
    """Return these events in words, by their ids."""
    return at.named(_told_each(at, event_ids)).by_id


def in_words(at: At, some: Sequence[Recorded]) -> Sequence[EventTold]:
    """Return events of the log in words, in their order."""
    known = known_in(at.connection, upto=at.position)
    known.fetch(subjects.event(one.envelope.event_id) for one in some)
    known.fetch(targets(map(known.plain, some)))
    return at.named(EventsTold(events=[_told(known, one) for one in some])).events


def _told_each(at: At, event_ids: Iterable[str]) -> EventsTold:
    wanted = list(dict.fromkeys(event_ids))
    known = known_in(at.connection, upto=at.position)
    known.fetch(map(subjects.event, wanted))
    found = [one for one in map(known.event, wanted) if one]
    known.fetch(targets(map(known.plain, found)))
    return EventsTold(events=[_told(known, one) for one in found])


def _told(known: Known, recorded: Recorded) -> EventTold:
    now = known.standing(recorded.envelope.event_id)
    fact = now or known.plain(recorded)
    envelope = fact.envelope
    return EventTold(
        event_id=envelope.event_id,
        position=recorded.position,
        matter_id=envelope.matter_id,
        type=envelope.type,
        assertion=envelope.assertion,
        effective=envelope.effective,
        as_written=envelope.as_written,
        sentence=told_of(fact, known),
        source=envelope.source,
        asserted_by=envelope.asserted_by,
        recorded_at=envelope.recorded_at,
        recorded_on=envelope.recorded_on,
        recorded_by=envelope.recorded_by,
        corrections=fact.corrections,
        amended=amended(known, envelope.event_id),
        stands=bool(now) or known.origin(recorded) is not recorded,
    )
