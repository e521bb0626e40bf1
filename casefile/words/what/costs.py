"""Costs: what is said of costs, fees and interest beside an event that has no field for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.law.catalogue import Event
from casefile.law.events.matter import MatterOpened
from casefile.law.events.record import NoteRecorded
from casefile.law.events.sentence import PenaltyEvent
from casefile.words.what.event_words import as_key
from casefile.words.what.field_names import as_field, field_called

# What is awarded or agreed beside what an event is about.
BESIDE = (
    *("costs", "court_costs", "cost", "fees", "attorney_fees", "attorneys_fees"),
    *("attorney's_fees", "interest", "prejudgment_interest", "postjudgment_interest"),
    "punitive_damages",
)
# What an event is called of which something is said; others by their own words.
_NOUNS = {
    "dismissed": "dismissal",
    "settled": "settlement",
    "judgment_entered": "judgment",
    "final_order_entered": "final order",
    "satisfied": "satisfaction",
    "withdrawn": "withdrawal",
    "filed": "filing",
    "decided": "decision",
}
ON = ("judgment", "decision")  # what is on something

Costs = Sequence[tuple[str, str]]  # under which name, and what is said


def without_costs(
    cls: type[Event], typed: Mapping[str, Any], fields: Collection[str]
) -> tuple[dict[str, Any], Costs]:
    """Return what was typed for an event without what is said of costs, and that."""
    if issubclass(cls, PenaltyEvent) or cls in (NoteRecorded, MatterOpened):
        return dict(typed), ()
    found = {
        name: value
        for name, value in typed.items()
        if as_field(name) in BESIDE
        and field_called(name, fields, cls.tag) is None
        and isinstance(value, list)
        and all(isinstance(one, str) for one in value)
    }
    rest = {name: value for name, value in typed.items() if name not in found}
    return rest, [(as_field(name).replace("_", " "), ", ".join(found[name])) for name in found]


def noted(
    asking: Asking, matter_id: str, cls: type[Event], items: Sequence[Any], costs: Costs
) -> list[str]:
    """Return the notes of costs, each naming the event that it belongs to."""
    if not costs:
        return []
    family, _, done = cls.tag.partition(".")
    noun = _NOUNS.get(done) or as_key(done)
    there = {one.item_id: one.detail for one in matters.view(asking, matter_id).items}
    names = [
        str(detail.get("cause") or detail.get("offense") or "")
        for one in items
        if (detail := there.get(str(one)))
    ]
    of = " and ".join(filter(None, names)) or f"the {family}"
    whole = f"the {noun} {'on' if noun in ON else 'of'} {of}"
    return [f"{name.capitalize()} of {whole}: {text}" for name, text in costs]
