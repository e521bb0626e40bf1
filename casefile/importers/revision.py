"""Revision: what a newer copy of a source changes about an event that is on the log already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from uuid import UUID, uuid5

import msgspec
from msgspec.structs import replace

from casefile.canonical import encode
from casefile.event import Confidence, Draft, Envelope, Override, Recorded
from casefile.law import subjects
from casefile.law.due_days import as_posted
from casefile.law.events.record import RetractionReason
from casefile.law.fact import CORRECTABLE, CORRECTED, RETRACTED, corrected
from casefile.law.fields import USUAL_CURRENCY
from casefile.law.known import Known
from casefile.recording.draft import Drafted, same_content

# The ids of corrections are made under this name; another one would repeat those on the log.
REVISIONS = UUID("0b9f2f0a-0f0e-5c7b-8d51-52b0c5a4c7de")
# A source changes what it says whatever has been recorded here since, which is then irregular.
OVERRIDE = Override(reason="Recorded as its source has it now.", authority="A newer copy of it")


class Revised(NamedTuple):
    """What brings an event to the words of a newer copy: drafts, and the fields that change."""

    drafts: tuple[Draft, ...] = ()
    fields: tuple[str, ...] = ()


def revision_id(one: Drafted, event_id: str = "") -> str:
    """Return the id of the correction that brings an event to this wording of it.

    The same wording always has the same id, so one that was seen before is never recorded twice.
    """
    said = encode(_said(one.envelope)).decode()
    return str(uuid5(REVISIONS, f"{event_id or one.envelope.event_id}\n{said}"))


def again_id(event_id: str, times: int) -> str:
    """Return the id under which a source says again, for the n-th time, what it had withdrawn."""
    return str(uuid5(REVISIONS, f"{event_id}\nagain {times}"))


def withdrawal_id(event_id: str) -> str:
    """Return the id of the retraction of an event that its source no longer says."""
    return str(uuid5(REVISIONS, f"{event_id}\nwithdrawn"))


def versions_of(event_id: str, known: Known) -> list[Recorded]:
    """Return the event, and the events by which its source said it again, oldest first."""
    found = []
    hit = known.event(event_id)
    while hit:
        found.append(hit)
        hit = known.event(again_id(event_id, len(found)))
    return found


def revise(one: Drafted, known: Known, seen_on: str) -> Revised:
    """Return what brings an event on the log to what its source says now.

    That is nothing where the log has had that wording already, and where somebody here has taken
    the event back. What somebody here has corrected stays, unless the source itself changed it
    since. What cannot be corrected into the new wording is withdrawn and said again.
    """
    versions = versions_of(one.envelope.event_id, known)
    if any(_has_said(one, version, known) for version in versions):
        return Revised()
    last = versions[-1].envelope
    again = _said_again(one, len(versions))
    if not stands(last.event_id, known):
        withdrawn = known.event(withdrawal_id(last.event_id)) is not None
        return Revised((again,), ("withdrawn",)) if withdrawn else Revised()
    imported = _as_imported(last, known)
    if last.type == one.envelope.type and known.plain(versions[-1]).named == one.read.named:
        changed = changes(as_posted(one.envelope, imported), one.envelope)
        target = last.event_id
        return Revised((correction(one, target, changed, seen_on),) if changed else (), (*changed,))
    if _only_inferred(imported, one.envelope):
        return Revised()
    taken_back = list(withdrawal(last.event_id, one.envelope, known, seen_on))
    return Revised((*taken_back, again), ("type",)) if taken_back else Revised()


def withdrawal(event_id: str, now: Envelope, known: Known, seen_on: str) -> Iterator[Draft]:
    """Yield the retraction of an event that its source, which says this now, no longer says.

    There is none where the event does not stand, or was restored after such a retraction.
    """
    own_id = withdrawal_id(event_id)
    if stands(event_id, known) and known.event(own_id) is None:
        yield Draft(
            matter_id=now.matter_id,
            type=RETRACTED,
            effective=seen_on,
            data={"target": event_id, "reason": RetractionReason.SOURCE_CHANGED.value},
            source=now.source,
            override=OVERRIDE,
            event_id=own_id,
        )


def stands(event_id: str, known: Known) -> bool:
    """Tell whether an event has not been taken back."""
    return known.standing(event_id) is not None


def correction(one: Drafted, target: str, changed: Mapping[str, Any], seen_on: str) -> Draft:
    """Return the correction that changes an event to this wording, on the day that it is seen."""
    return Draft(
        matter_id=one.envelope.matter_id,
        type=CORRECTED,
        effective=seen_on,
        data={"target": target, "changes": dict(changed)},
        source=one.envelope.source,
        override=OVERRIDE,
        event_id=revision_id(one, target),
    )


def _has_said(one: Drafted, version: Recorded, known: Known) -> bool:
    """Tell whether a source has said of an event what it says now."""
    event_id = version.envelope.event_id
    same = same_content(replace(one.envelope, event_id=event_id), version.envelope)
    return same or known.event(revision_id(one, event_id)) is not None


def _said_again(one: Drafted, times: int) -> Draft:
    own = {name: getattr(one.envelope, name) for name in ("matter_id", "type", *CORRECTABLE)}
    data = msgspec.json.decode(one.envelope.data)
    return Draft(**own, data=data, event_id=again_id(one.envelope.event_id, times))


def _as_imported(original: Envelope, known: Known) -> Envelope:
    """Return the event as the last copy of its source had it, without corrections made here."""
    envelope = original
    for other in known.recorded(subjects.event(original.event_id)):
        if other.envelope.type == CORRECTED and _document(other.envelope) == _document(original):
            said = msgspec.json.decode(other.envelope.data)
            if said["target"] == original.event_id:
                envelope = corrected(envelope, said["changes"])
    return envelope


def _document(envelope: Envelope) -> str | None:
    return envelope.source.document if envelope.source else None


def _said(envelope: Envelope) -> dict[str, Any]:
    """Return what a correction can change of an envelope, as plain values; absent ones left out."""
    own = {name: msgspec.to_builtins(getattr(envelope, name)) for name in CORRECTABLE}
    said = {name: value for name, value in own.items() if value is not None}
    return {**said, "data": _without_usual(msgspec.json.decode(envelope.data))}


def _without_usual(value: Any) -> Any:
    """Return a value without the currency that is meant where none is said; it may be stored."""
    match value:
        case dict():
            kept = {name: _without_usual(one) for name, one in value.items()}
            usual = "amount" in kept and kept.get("currency") == USUAL_CURRENCY
            return {name: one for name, one in kept.items() if not usual or name != "currency"}
        case list():
            return list(map(_without_usual, value))
    return value


def changes(old: Envelope, new: Envelope) -> dict[str, Any]:
    """Return the changes that make one envelope say what the other does; null takes away.

    What is merely inferred changes nothing about what the source has stated, and nothing about a
    last day that was inferred of an earlier copy, where this one shows none.
    """
    if _only_inferred(old, new) or _infers_no_more(old, new):
        return {}
    was, now = _said(old), _said(new)
    fields = _differences(was.pop("data"), now.pop("data"))
    return {**_differences(was, now), **fields}


def _only_inferred(old: Envelope, new: Envelope) -> bool:
    return new.confidence is Confidence.INFERRED is not old.confidence


def _infers_no_more(old: Envelope, new: Envelope) -> bool:
    """Tell whether the same was inferred before of the same days, or had a last one then."""
    first, _, last = new.effective.partition("/")
    before, _, end = old.effective.partition("/")
    opened = last == ".." and first == before and end != ""
    if not (opened or new.effective == old.effective):
        return False
    both = old.confidence is Confidence.INFERRED is new.confidence
    return both and same_content(
        replace(new, effective=old.effective, resolution=old.resolution), old
    )


def _differences(was: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    return {name: now.get(name) for name in sorted({*was, *now}) if was.get(name) != now.get(name)}
