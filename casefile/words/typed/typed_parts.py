"""Typed parts: what is typed for an event in other parts than those in which it is stored."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from casefile.answers.asking import Asking
from casefile.errors import Misfit, Several, Unknown
from casefile.law.catalogue import Event
from casefile.law.events.charge import ChargeAmended, ChargeFiled
from casefile.law.events.process import DeadlineSet, HearingHeld, HearingScheduled
from casefile.law.events.record import NoteRecorded
from casefile.words.typed import charges, counted_days, rooms
from casefile.words.typed.no_field import without_note
from casefile.words.typed.reworded import reworded
from casefile.words.typed.said_fields import as_said
from casefile.words.what.costs import Costs, without_costs


class Parts(NamedTuple):
    """What was typed, each part of it for its own field, and the note that is on the event.

    `costs` are notes as well, which name the event. `told` and `misfits` are as of who reads the
    fields.
    """

    typed: Mapping[str, Any]
    note: str = ""
    told: Sequence[str] = ()
    costs: Costs = ()
    misfits: Sequence[Misfit] = ()


def in_parts(
    cls: type[Event] | None,
    typed: Mapping[str, Any],
    fields: Collection[str],
    asking: Asking | None,
    matter_id: str,
    day: str | None = None,
) -> Parts:
    """Return what was typed for an event of a type of these fields, put into its parts.

    `day` is its day as it was typed.
    """
    if cls is None:
        return Parts(typed)
    said = as_said(cls, typed, asking, matter_id, day)
    kept, costs = without_costs(cls, reworded(cls, said.typed), fields)
    rest, note = without_note(cls.tag, kept, fields)
    told = [*said.told]
    told += [f"note = {NoteRecorded.tag}, beside it: {note}"] if note else []
    parts = Parts(rest, note, told, costs, said.misfits)
    if cls in (HearingScheduled, HearingHeld):
        return parts._replace(typed=rooms.in_words(rest))
    if cls is ChargeAmended:
        return parts._replace(typed=charges.graded(rest))
    if cls is ChargeFiled:
        charged = charges.in_parts(rest)
        told += [f"{name} = {charged[name][0]}" for name in sorted(charged.keys() - rest.keys())]
        return parts._replace(typed=charged)
    if cls is DeadlineSet and asking:
        return _counted(asking, matter_id, parts)
    return parts


def _counted(asking: Asking, matter_id: str, parts: Parts) -> Parts:
    """Return what was typed for a deadline, its day counted from what it is said to be from."""
    found, of = counted_days.in_parts(parts.typed)
    if not of:
        return parts
    try:
        trigger = counted_days.event_of(asking, matter_id, of)
    except Unknown as unknown:
        asked = Misfit("data.due", unknown.sentence)
    except Several as several:
        asked = asked_which("data.due", several)
    else:
        told = [*parts.told, f"trigger = {trigger.id} ({trigger.said or of})"]
        return parts._replace(typed={**found, "trigger": [trigger.id]}, told=told)
    return parts._replace(typed={**found, "trigger": [of]}, misfits=[asked])


def asked_which(path: str, several: Several) -> Misfit:
    """Return the question which of several things is meant."""
    which = "; ".join(one.told for one in several.candidates)
    return Misfit(path, f"{several.sentence} {which}.", tuple(one.id for one in several.candidates))
