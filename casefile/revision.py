"""Revision: what a newer copy of a source changes about an event that is on the log already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

import msgspec

from casefile.admission import Prepared, same_content
from casefile.canonical import encode
from casefile.deadlines import as_posted
from casefile.domain.fact import CORRECTABLE, CORRECTED, corrected
from casefile.event import Confidence, Draft, Envelope
from casefile.projections.known import Known

# The ids of corrections are made under this name; another one would repeat those on the log.
REVISIONS = UUID("0b9f2f0a-0f0e-5c7b-8d51-52b0c5a4c7de")


def revision_id(one: Prepared) -> str:
    """Return the id of the correction that brings an event to this wording of it.

    The same wording always has the same id, so one that was seen before is never recorded twice.
    """
    return str(uuid5(REVISIONS, f"{one.envelope.event_id}\n{encode(_said(one.envelope)).decode()}"))


def revision(one: Prepared, known: Known) -> dict[str, Any]:
    """Return the changes that bring an event on the log to what its source says now.

    There are none where the log has that wording already, and where the event has been taken back.
    What somebody here has corrected stays, unless the source itself changed it since.
    """
    event_id = one.envelope.event_id
    original = known.event(event_id)
    if original is None or same_content(one.envelope, original.envelope):
        return {}
    if known.event(revision_id(one)) or not stands(event_id, known):
        return {}
    imported = _as_imported(one, known, original.envelope)
    return changes(as_posted(one.envelope, imported), one.envelope)


def stands(event_id: str, known: Known) -> bool:
    """Tell whether an event has not been taken back."""
    return any(fact.event_id == event_id for fact in known.facts(f"event/{event_id}"))


def correction(one: Prepared, changed: Mapping[str, Any], effective: str) -> Draft:
    """Return the correction that changes an event to this wording, on the day that it is seen."""
    return Draft(
        matter_id=one.envelope.matter_id,
        type=CORRECTED,
        effective=effective,
        data={"target": one.envelope.event_id, "changes": dict(changed)},
        source=one.envelope.source,
        event_id=revision_id(one),
    )


def _as_imported(one: Prepared, known: Known, original: Envelope) -> Envelope:
    """Return the event as the last copy of its source had it, without corrections made here."""
    envelope = original
    for other in known.recorded(f"event/{one.envelope.event_id}"):
        if other.envelope.type == CORRECTED and _document(other.envelope) == _document(original):
            said = msgspec.json.decode(other.envelope.data)
            if said["target"] == one.envelope.event_id:
                envelope = corrected(envelope, said["changes"])
    return envelope


def _document(envelope: Envelope) -> str | None:
    return envelope.source.document if envelope.source else None


def _said(envelope: Envelope) -> dict[str, Any]:
    """Return what a correction can change of an envelope, as plain values; absent ones left out."""
    own = {name: msgspec.to_builtins(getattr(envelope, name)) for name in CORRECTABLE}
    said = {name: value for name, value in own.items() if value is not None}
    return {**said, "data": msgspec.json.decode(envelope.data)}


def changes(old: Envelope, new: Envelope) -> dict[str, Any]:
    """Return the changes that make one envelope say what the other does; null takes away.

    What is merely inferred changes nothing about what the source has stated.
    """
    if new.confidence is Confidence.INFERRED is not old.confidence:
        return {}
    was, now = _said(old), _said(new)
    fields = _differences(was.pop("data"), now.pop("data"))
    return {**_differences(was, now), **fields}


def _differences(was: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    return {name: now.get(name) for name in sorted({*was, *now}) if was.get(name) != now.get(name)}
