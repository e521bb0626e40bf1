"""Amending: what a correction, or the taking back of an event, says of the event that it amends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from msgspec import NODEFAULT, Struct, structs

from casefile.event import Envelope
from casefile.law import placeholders
from casefile.law.catalogue import OWN_SUBJECTS, Event, decode, fields_of
from casefile.law.edtf import parse
from casefile.law.events.record import Amending, EventCorrected, EventRetracted
from casefile.law.fact import CORRECTABLE, Fact, corrected, standing
from casefile.law.known import Known
from casefile.law.subjects import event
from casefile.law.wording import capital, in_words, of_type, sentence, words

NOTHING = "nothing"
LONG = 200  # characters of a value, beyond which it is not said beside another one
DATES = ("effective", "received", "date")  # parts of an envelope that are dates, or events
AS_TYPED = frozenset({"as_written", "resolution"})  # how a day was typed, and read
LINKS = ("after", "causation", "correlation", "duplicates", "resolves", "supersedes")
# What is said otherwise than its field is called.
CALLED: Mapping[str, str] = {
    "effective": "date",
    "docket_no": "docket number",
    "count_no": "count",
    "for": "for whom we are",
    "computed": "counted by casefile",
}


class FieldChange(NamedTuple):
    """One thing that a correction changes: what it is called, what it was and is now, in words."""

    name: str
    was: str
    now: str

    @property
    def both(self) -> str:
        """Return what it was and is now; of what is long, that it is another one."""
        if max(len(self.was), len(self.now)) > LONG:
            return f"{self.name} changed"
        return f"{self.name} {self.was} \N{RIGHTWARDS ARROW} {self.now}"


def told(fact: Fact, known: Known) -> str:
    """Return an event as a sentence with placeholders; what amends one says what that was.

    What is not known of it is left to the event's own template.
    """
    match fact.data:
        case EventCorrected(target=target) as correction if found := _before(fact, target, known):
            said = "; ".join(one.both for one in changes(found, correction.changes))
            why = f"; because: {correction.reason}" if correction.reason else ""
            return f"{called(found, known)} corrected: {said or 'nothing changes'}{why}"
        case EventRetracted(target=target) as retraction if found := _before(fact, target, known):
            why = f" ({retraction.explanation})" if retraction.explanation else ""
            return f"{called(found, known)} taken back: {retraction.reason.label}{why}"
    return sentence(fact.data, fact.matter_id)


def amendments(event_id: str, known: Known) -> list[Fact]:
    """Return what corrects an event or takes it back, and stands, in the order of the log."""
    found: list[Fact] = []
    gone: set[str] = set()
    for one in reversed(known.recorded(event(event_id))):
        fact = known.plain(one)
        if fact.event_id in gone or not isinstance(fact.data, Amending):
            continue
        if isinstance(fact.data, EventRetracted):
            gone.add(fact.data.target)
        if fact.data.target == event_id:
            found.insert(0, fact)
    return found


def in_short(fact: Fact, known: Known) -> str:
    """Return what an amendment does to its event, as it stands beside that."""
    match fact.data:
        case EventRetracted(reason=reason):
            return f"taken back @{fact.position}: {reason.label}"
        case EventCorrected(target=target) as correction if found := _before(fact, target, known):
            said = (
                f"{one.name} changed" if len(one.now) > LONG else f"{one.name} now {one.now}"
                for one in changes(found, correction.changes)
            )
            why = f"; because: {correction.reason}" if correction.reason else ""
            return f"corrected @{fact.position}: {'; '.join(said)}{why}"
    return f"corrected @{fact.position}"


def called(fact: Fact, known: Known) -> str:
    """Return what an event is called where another one is about it: what it was, of what, when."""
    if isinstance(fact.data, Amending):
        target = _before(fact, fact.data.target, known)
        what = "Correction" if isinstance(fact.data, EventCorrected) else "Taking back"
        if target is None:
            return what
        of = called(target, known)
        return f"{what} of {of[:1].lower()}{of[1:]}"
    named = ", ".join(_named(fact))
    about = f" ({named})" if named else ""
    said = "reported " if fact.reported else ""
    return f"{capital(f'{said}{of_type(fact.type)}')} {fact.when.label}{about}"


def _named(fact: Fact) -> Iterator[str]:
    """Yield what an event is about: its items, or else its motion, hearing, deadline or parties."""
    if fact.items:
        return (placeholders.item_from(fact.matter_id, key) for key in fact.items)
    entries = (one for one in fact.named if one.kind in OWN_SUBJECTS)
    found = [placeholders.entry(one.kind, fact.matter_id, one.id) for one in entries]
    parties = (one.id for one in fact.named if one.kind == "party")
    return iter(found or [placeholders.party_in(fact.matter_id, one) for one in parties])


def targets(facts: Iterable[Fact]) -> Iterator[str]:
    """Yield the subjects of the events that these facts amend, which are to be read for `told`."""
    return (event(fact.data.target) for fact in facts if isinstance(fact.data, Amending))


def _before(fact: Fact, target: str, known: Known) -> Fact | None:
    """Return what an event amends, as it stood right before that."""
    recorded = known.recorded(event(target))
    earlier = [one for one in recorded if one.position < fact.position]
    stood = [one for one in standing(earlier, known.plain) if one.event_id == target]
    if stood:
        return known.meant(stood[0])
    hit = known.event(target)
    return known.meant(known.plain(hit)) if hit else None


def changes(fact: Fact, asked: Mapping[str, Any]) -> Iterator[FieldChange]:
    """Yield what a correction makes otherwise of an event as it stood before it.

    How a day was typed is not told of one that somebody typed anew: the day says it.
    """
    before = fact.envelope
    after = corrected(before, asked)
    silent = AS_TYPED if (before.typed or after.typed) and asked.keys() - AS_TYPED else frozenset()
    for name in asked:
        if name in CORRECTABLE and name not in silent:
            yield from _of_envelope(name, before, after)
    data = decode(after.type, after.schema_version, after.data)
    within = [name for name in asked if name not in (*CORRECTABLE, "data")]
    for name in (*within, *(asked.get("data") or ())):
        field = _attributes(type(data)).get(name)
        if field and getattr(fact.data, field) != getattr(data, field):
            was, now = (_said(one, field, fact.matter_id) for one in (fact.data, data))
            yield FieldChange(field_called(name), was, now)


def field_called(name: str) -> str:
    """Return what a field is called in words."""
    plain = name.removesuffix("_ids").removesuffix("_id").replace("_", " ")
    return CALLED.get(name, plain)


@cache
def _attributes(cls: type[Event]) -> Mapping[str, str]:
    """Return the attribute of each field of a type by its stored name."""
    return {field.encode_name: field.name for field in fields_of(cls)}


def _said(data: Event, field: str, matter_id: str) -> str:
    value = getattr(data, field)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return in_words(data, field, matter_id) or NOTHING


def _of_envelope(name: str, before: Envelope, after: Envelope) -> Iterator[FieldChange]:
    """Yield what changes of a part of the envelope; of one with fields, each that does."""
    was, now = getattr(before, name), getattr(after, name)
    if isinstance(was, Struct) or isinstance(now, Struct):
        for field in structs.fields(type(now or was)):
            absent = None if field.default is NODEFAULT else field.default
            values = [getattr(part, field.name) if part else absent for part in (was, now)]
            if values[0] != values[1]:
                said = (_part(value, field.name) for value in values)
                yield FieldChange(f"{name} {field_called(field.name)}", *said)
    elif was != now:
        yield FieldChange(field_called(name), _part(was, name), _part(now, name))


def _part(value: Any, name: str) -> str:
    if name in DATES and value:
        return parse(value).label
    if name in LINKS and value:
        ids = (value,) if isinstance(value, str) else value
        return ", ".join(map(placeholders.event, ids))
    return words(value) or NOTHING
