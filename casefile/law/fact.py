"""Facts: recorded events as they stand once corrections and retractions are taken into account."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import copy
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

import msgspec
from msgspec.structs import replace

from casefile.errors import Malformed, Refused
from casefile.event import Assertion, Draft, Envelope, Recorded
from casefile.law import subjects
from casefile.law.catalogue import Event, Named, decode
from casefile.law.edtf import FIRST_DAY, When, parse, parse_day
from casefile.law.events.record import EventCorrected, EventRetracted
from casefile.law.misfits import sentence_of

E = TypeVar("E", bound=Event)
CORRECTED, RETRACTED = AMENDING = (EventCorrected.tag, EventRetracted.tag)
# The parts of an envelope that a correction may change; every other name is one of the data's.
CORRECTABLE = (
    "effective",
    "assertion",
    "asserted_by",
    "confidence",
    "as_written",
    "resolution",
    "source",
    "links",
    "override",
    "received",
)


# A correction of these is what a source says of the time of an event, so it is known from there.
ABOUT_TIME = frozenset({"effective", "assertion"})


class Correction(NamedTuple):
    """What is corrected about an event, and the envelope of the event that does it."""

    by: Envelope
    changes: Mapping[str, Any]


_day = lru_cache(maxsize=4_096)(date.fromisoformat)


class AsRead(NamedTuple):
    """What an event says: its data, its date, the ids that it names, and its subjects."""

    data: Event
    when: When
    named: tuple[Named, ...]
    subjects: tuple[str, ...]


def as_read(matter_id: str, event_id: str, data: Event, when: When) -> AsRead:
    """Return what an event of a matter says, whose data and date have been read.

    What takes place and names no entry of the calendar is one under its own id.
    """
    named = data.named()
    about = data.subjects(matter_id, named)
    if data.takes_place and all(one.kind != data.takes_place for one in named):
        about += (subjects.entry(data.takes_place, matter_id, event_id),)
    return AsRead(data, when, named, about)


class Fact:
    """One event that stands, with its data read and its corrections applied.

    `recorded_on` is the day the event was recorded, `known_on` the day on which what it says of
    time was last corrected. `read` is what the event says where it has been read already.
    """

    def __init__(
        self,
        recorded: Recorded,
        corrections: Sequence[Correction] = (),
        *,
        read: AsRead | None = None,
    ) -> None:
        envelope = recorded.envelope
        known_on = envelope.recorded_on
        for by, changes in corrections:
            envelope = corrected(envelope, changes)
            if changes.keys() & ABOUT_TIME:
                known_on = by.recorded_on
        self.position = recorded.position
        self.envelope = envelope
        self.event_id = envelope.event_id
        self.type = envelope.type
        self.matter_id = envelope.matter_id
        # On the record, or merely said by a source.
        self.occurred = envelope.assertion is Assertion.OCCURRED
        self.reported = envelope.assertion is Assertion.REPORTED
        self.corrections = tuple(by.event_id for by, _ in corrections)
        # The ids of the event and of its corrections, and of the events that come before it.
        self.evidence = (self.event_id, *self.corrections)
        self.after = envelope.links.after if envelope.links else ()
        self.recorded_on = self.known_on = _day(envelope.recorded_on)
        if known_on != envelope.recorded_on:
            self.known_on = _day(known_on)
        # What it says, and the subjects under which the fact is found again.
        self.data, self.when, self.named, self.subjects = read or as_read(
            self.matter_id,
            self.event_id,
            decode(envelope.type, envelope.schema_version, envelope.data),
            parse(envelope.effective),
        )
        # (field, id as written) of each item that the data names, by its full key.
        self.items = {
            self.item_key(one.id): (one.field, one.id) for one in self.named if one.kind == "item"
        }
        self._bounds = self._find_bounds(None)
        # What orders facts by their own days alone; no two have the same.
        self.by_date = (self._bounds[1], int(self.data.rank), self.when.clock, self.position)

    def same_as(self, other: Fact) -> bool:
        """Tell whether another fact is the same event, as it stands with the same corrections."""
        return self is other or (
            (self.position, self.evidence, self.known_on, self.envelope, self.named)
            == (other.position, other.evidence, other.known_on, other.envelope, other.named)
        )

    def meaning(self, means: Mapping[str, str]) -> Fact:
        """Return the fact with what its party ids mean in its matter; its envelope stays."""
        if not (means and self.data.means_other(means)):
            return self
        meant = copy(self)
        read = as_read(self.matter_id, self.event_id, self.data.meaning(means), self.when)
        meant.data, _, meant.named, meant.subjects = read
        return meant

    def item_key(self, item: str) -> str:
        """Return an item id of this event's data as matter_id/item_id."""
        return item if "/" in item else f"{self.matter_id}/{item}"

    def bounds(self, incident_on: date | None) -> tuple[date, date]:
        """Return the first and the last day on which the event can have taken effect.

        An open start closes at the incident, an open end at the source's date or the day recorded;
        what has occurred or is reported cannot take effect after the day it was recorded, unless it
        is dated wholly after that.
        """
        closed = self.when.earliest is not None or incident_on is None
        return self._bounds if closed else self._find_bounds(incident_on)

    def _find_bounds(self, incident_on: date | None) -> tuple[date, date]:
        source = self.envelope.source
        latest = self.when.latest
        if latest is None:
            said_on = parse(source.date).latest if source and source.date else None
            latest = said_on or self.recorded_on
        earliest = self.when.earliest or min(incident_on or FIRST_DAY, latest)
        if (self.occurred or self.reported) and earliest <= self.known_on:
            latest = min(latest, self.known_on)
        return earliest, max(earliest, latest)


def corrected(envelope: Envelope, changes: Mapping[str, Any]) -> Envelope:
    """Return the envelope with changes: names of its own parts, or fields of its data.

    A value of null takes an optional field away. Raises Malformed for what may not change.
    """
    own = {name: value for name, value in changes.items() if name in CORRECTABLE}
    fields = {name: value for name, value in changes.items() if name not in (*CORRECTABLE, "data")}
    try:
        fields |= msgspec.convert(changes.get("data") or {}, dict[str, Any])
        parts = {
            kind.name: msgspec.convert(own[kind.name], kind.type)
            for kind in msgspec.structs.fields(Draft)
            if kind.name in own
        }
        for name in ("effective", "assertion", "confidence"):
            if name in parts and parts[name] is None:
                message = f"{name} cannot be taken away"
                raise ValueError(message)  # noqa: TRY301 - told like every other misfit
        envelope = replace(envelope, **parts)
        check_dates(envelope)
        if fields:
            data = {**msgspec.json.decode(envelope.data), **fields}
            kept = {name: value for name, value in data.items() if value is not None}
            raw = msgspec.Raw(msgspec.json.encode(kept, order="sorted"))
            decode(envelope.type, envelope.schema_version, raw)
            envelope = replace(envelope, data=raw)
    except (msgspec.ValidationError, ValueError) as error:
        said = sentence_of(error)
        raise Malformed(f"The correction does not fit: {said}.", code="event.invalid") from error
    return envelope


def check_dates(one: Draft | Envelope) -> None:
    """Refuse a part of an event that is no date; raises ValueError."""
    parse(one.effective)
    if one.source and one.source.date:
        parse(one.source.date)
    if one.received is not None:
        parse_day(one.received)


def check_received(envelope: Envelope) -> None:
    """Refuse that the office had an event after the day on which it recorded it; raises Refused."""
    received, recorded_on = envelope.received, envelope.recorded_on
    if received and received > recorded_on:
        sentence = (
            f"The office cannot have received on {received} what it recorded on {recorded_on}."
        )
        raise Refused(sentence, code="received.after_recorded")


def received_on(events: Sequence[Recorded]) -> dict[str, str]:
    """Return by its id the day on which the office had each of these events, as it now stands.

    They come with all that amends them. That somebody took an event back says nothing of when the
    office had it; where nothing does, that is the day on which it was recorded.
    """
    facts = {one.envelope.event_id for one in events if one.envelope.type not in AMENDING}
    told = [one for one in events if not _takes_back(one, facts)]
    by_id = {one.envelope.event_id: one.envelope for one in events}
    by_id |= {fact.event_id: fact.envelope for fact in standing(told)}
    return {event_id: one.received or one.recorded_on for event_id, one in by_id.items()}


def _takes_back(recorded: Recorded, facts: Collection[str]) -> bool:
    """Tell whether an event retracts one of these facts."""
    if recorded.envelope.type != RETRACTED:
        return False
    data = Fact(recorded).data
    return isinstance(data, EventRetracted) and data.target in facts


_position = attrgetter("position")


def of_class(facts: Iterable[Fact], cls: type[E]) -> list[tuple[Fact, E]]:
    """Return those facts whose data is of a class, each with its data."""
    return [(fact, fact.data) for fact in facts if isinstance(fact.data, cls)]


def in_effect(facts: Iterable[Fact]) -> list[Fact]:
    """Return what has occurred, in the order in which it took effect."""
    occurred = [fact for fact in facts if fact.occurred]
    return sorted(occurred, key=lambda fact: (fact.bounds(None)[1], fact.when.clock, fact.event_id))


def standing(recorded: Iterable[Recorded], plain: Callable[[Recorded], Fact] = Fact) -> list[Fact]:
    """Return the facts that stand among these events, which come with all that corrects them.

    Corrections apply in the order of the log, field by field, the last one winning; a retraction
    takes away its target, be it a fact, a correction or another retraction. `plain` makes the fact
    of an event that nothing corrects.
    """
    in_log_order = sorted(recorded, key=_position)
    if not any(one.envelope.type in AMENDING for one in in_log_order):
        return [plain(one) for one in in_log_order]
    gone: set[str] = set()
    corrections: dict[str, list[Correction]] = {}
    for one in reversed(in_log_order):
        if one.envelope.event_id in gone or one.envelope.type not in AMENDING:
            continue
        match plain(one).data:
            case EventRetracted(target=target):
                gone.add(target)
            case EventCorrected(target=target, changes=changes):
                corrections.setdefault(target, []).insert(0, Correction(one.envelope, changes))
    return [
        Fact(one, corrections[one.envelope.event_id])
        if one.envelope.event_id in corrections
        else plain(one)
        for one in in_log_order
        if one.envelope.event_id not in gone and one.envelope.type not in AMENDING
    ]
