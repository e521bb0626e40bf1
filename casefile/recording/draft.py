"""Drafts: an event as it is posted, read, and whether a batch of them makes sense by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from casefile.canonical import encode
from casefile.errors import Malformed, Refused, Stale
from casefile.event import OFFICE, Assertion, Confidence, Draft, Envelope, Recorded
from casefile.law import placeholders
from casefile.law.catalogue import CATALOGUE, Event, decode, store, upcast
from casefile.law.due_days import as_posted
from casefile.law.edtf import When, parse
from casefile.law.fact import CORRECTED, AsRead, as_read, check_dates
from casefile.law.misfits import event_misfits, sentence_of, tell

REUSED = "event.id_reused"


class Drafted(NamedTuple):
    """One event of a post: where it stands there, its envelope without a place yet, and its words.

    What `envelope` lacks are its version, and by whom and when it was recorded.
    """

    place: int
    envelope: Envelope
    read: AsRead


def read_draft(draft: Draft, place: int, event_id: str) -> Drafted:
    """Read a draft as an event of its type; raises Malformed with every field that is wrong."""
    try:
        data, when = _read(draft)
    except Malformed as error:
        tell(error, event_misfits(draft))
        raise
    raw = msgspec.Raw(encode(store(data)))
    envelope = Envelope(
        event_id=event_id,
        matter_id=draft.matter_id,
        version=0,
        type=draft.type,
        schema_version=data.schema_version,
        effective=when.text,
        data=raw,
        assertion=draft.assertion or Assertion(data.assertion),
        confidence=draft.confidence or Confidence.STATED,
        recorded_at="",
        recorded_on="",
        recorded_by="",
        asserted_by=draft.asserted_by,
        as_written=draft.as_written,
        resolution=draft.resolution,
        source=draft.source,
        links=draft.links,
        override=draft.override,
        received=draft.received,
    )
    # What it says is what its stored bytes say, in their order, so that a rebuild says the same.
    stored = decode(draft.type, data.schema_version, raw)
    return Drafted(place, envelope, as_read(draft.matter_id, event_id, stored, when))


def _read(draft: Draft) -> tuple[Event, When]:
    """Return a draft's data and its day; raises Malformed with what is wrong first."""
    cls = CATALOGUE.get(draft.type)
    if cls is None:
        sentence = f"There is no type of event called {draft.type!r}."
        raise Malformed(sentence, code="event.type_unknown")
    version = cls.schema_version if draft.schema_version is None else draft.schema_version
    if not 0 < version <= cls.schema_version:
        sentence = f"{draft.type} is posted in version {cls.schema_version}."
        raise Malformed(sentence, code="event.version_unknown")
    try:
        data = msgspec.convert(upcast(cls, version, draft.data), cls)
    except msgspec.ValidationError as error:
        sentence = f"{draft.type}: {sentence_of(error)}."
        raise Malformed(sentence, code="event.invalid") from error
    if cls.of_office != (draft.matter_id == OFFICE):
        sentence = f"{draft.type} is an event of the office itself, and of no matter."
        raise Malformed(sentence, code="event.of_office")
    try:
        when = parse(draft.effective)
        check_dates(draft)
    except ValueError as error:
        raise Malformed(str(error), code="date.invalid") from error
    return data, when


def overrides(draft: Draft) -> bool:
    """Tell whether a draft has something recorded all the same, by itself or by a correction."""
    changes = draft.data.get("changes") if draft.type == CORRECTED else None
    return draft.override is not None or (isinstance(changes, dict) and "override" in changes)


def same_content(one: Envelope, other: Envelope) -> bool:
    """Tell whether a posted envelope says the same as one of the log, whatever casefile gave it."""

    def said(envelope: Envelope) -> bytes:
        plain = replace(
            envelope,
            version=0,
            recorded_at="",
            recorded_on="",
            recorded_by="",
            loaded_at=None,
            following=None,
        )
        return encode(plain)

    return said(one) == said(as_posted(one, other))


def without_repeats(batch: Sequence[Drafted]) -> list[Drafted]:
    """Return the batch with each event once; a repeat that says something else is refused."""
    seen: dict[str, Drafted] = {}
    for one in batch:
        first = seen.setdefault(one.envelope.event_id, one)
        if first is not one:
            check_repeat(one, Recorded(0, first.envelope))
    return list(seen.values())


def check_repeat(one: Drafted, stored: Recorded) -> None:
    """Refuse an event whose id stands on the log with other content; raises Refused."""
    if not same_content(one.envelope, stored.envelope):
        event_id = one.envelope.event_id
        event = placeholders.event(event_id)
        sentence = f"Event {event} is on the log already, with other content."
        raise Refused(sentence, code=REUSED, conflicts=(event_id,), place=one.place)


def check_versions(expected: Mapping[str, int], versions: Mapping[str, int]) -> None:
    """Refuse where a matter has moved on since the version that the poster read; raises Stale."""
    for matter_id, version in expected.items():
        if versions.get(matter_id, 0) != version:
            sentence = (
                f"{placeholders.matter(matter_id)} is at version {versions.get(matter_id, 0)}, not "
                f"{version}: somebody has added to it since you read it."
            )
            raise Stale(sentence)
