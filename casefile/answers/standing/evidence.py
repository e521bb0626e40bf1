"""Evidence: the events that an answer rests on, each in words, with its source and its number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from casefile.answers.asking import Asking, At
from casefile.answers.people.days_of_names import days_of_names
from casefile.event import Recorded, Source
from casefile.law import subjects
from casefile.law.amending import amendments, in_short, targets
from casefile.law.amending import told as told_of
from casefile.law.events.sentence import SentenceModified
from casefile.law.fact import Fact
from casefile.law.known import Known
from casefile.law.status import ItemStatus
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
    """Return these events in words, as known at a moment; one not known then is left out.

    Each calls everybody as on its own day.
    """
    with asking.gate(known_at) as at:
        return at.named(EventsTold(events=_told_each(at, event_ids)))


def each(at: At, event_ids: Iterable[str], *, as_of: bool = True) -> dict[str, EventTold]:
    """Return these events in words, by their ids: as of the day, or else each as of its own."""
    return {one.event_id: one for one in _told_each(at, event_ids, as_of=as_of)}


def in_words(at: At, some: Sequence[Recorded], *, as_of: bool = False) -> list[EventTold]:
    """Return events of the log in words, in their order.

    Each calls everybody as on its own day, or in an answer `as_of` the day as on that; items it
    calls as on its own in either.
    """
    known = known_in(at.connection, upto=at.position)
    known.fetch(subjects.event(one.envelope.event_id) for one in some)
    facts = [known.standing(one.envelope.event_id) or known.plain(one) for one in some]
    known.fetch(targets(map(known.plain, some)))
    days = days_of_names(at, facts)
    by_days: dict[tuple[date, date], list[EventTold]] = {}
    for one, fact in zip(some, facts, strict=True):
        theirs = days.as_of(fact) if as_of else (days.of(fact),) * 2
        by_days.setdefault(theirs, []).append(_told(known, one, fact))
    named = {
        one.event_id: one
        for (on, items_on), those in by_days.items()
        for one in at.named(EventsTold(events=those), named_on=on, items_on=items_on).events
    }
    return [named[one.envelope.event_id] for one in some]


def amended_on(item: ItemStatus, told: Mapping[str, EventTold]) -> str:
    """Return the day on which the sentence that an item has was changed last, or nothing.

    `told` has the events that it rests on.
    """
    changes = (told[one] for one in item.evidence if one in told) if item.has_sentence else ()
    days = [one.effective for one in changes if one.type == SentenceModified.tag]
    return max((one for one in days if item.since and one > item.since.effective), default="")


def _told_each(at: At, event_ids: Iterable[str], *, as_of: bool = False) -> list[EventTold]:
    known = known_in(at.connection, upto=at.position)
    wanted = list(dict.fromkeys(event_ids))
    known.fetch(map(subjects.event, wanted))
    return in_words(at, [one for one in map(known.event, wanted) if one], as_of=as_of)


def _told(known: Known, recorded: Recorded, fact: Fact) -> EventTold:
    envelope = fact.envelope
    now = known.standing(envelope.event_id)
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
