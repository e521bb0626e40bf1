"""What an event reaches: the items that it names, and all items of those in its scope."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.event import Recorded
from casefile.law.catalogue import Event, Scope
from casefile.law.fact import Fact
from casefile.law.known import Known


def reached_items(recorded: Recorded, subjects: Sequence[str], known: Known) -> list[str]:
    """Return the keys of the items that an event touches: those it names and those in its scope."""
    keys = [subject.removeprefix("item/") for subject in subjects if subject.startswith("item/")]
    origin = known.origin(recorded)
    data = known.plain(origin).data
    matters: list[str] = []
    if data.scope is not Scope.NAMED:
        matters = scope_matters(origin, data, known)
    for matter_id in matters:
        keys += known.filed_items(f"items/{matter_id}")
    if data.scope is Scope.PARTY:
        for named in data.named():
            for party_id in known.party_group(named.id) if named.kind == "party" else ():
                keys += known.filed_items(f"items-of/{party_id}")
    if data.scope is Scope.INCIDENT:
        for key in list(keys):
            keys += known.filed_items(f"item/{key}")
    return list(dict.fromkeys(keys))


def scope_matters(origin: Recorded, data: Event, known: Known) -> list[str]:
    """Return the matters all of whose items an event touches."""
    matter_id = origin.envelope.matter_id
    if data.scope is Scope.MATTER:
        return [matter_id]
    if data.scope is not Scope.INCIDENT:
        return []
    linked = [one.id for one in data.named() if one.kind == "matter"]
    return list(dict.fromkeys([matter_id, *linked, *same_incident(matter_id, known)]))


def same_incident(matter_id: str, known: Known) -> list[str]:
    """Return the matters that stand to this one as being about the same incident."""
    return known.following(_related, f"matter/{matter_id}")


def _related(subject: str, facts: Sequence[Fact]) -> list[str]:
    matter_id = subject.removeprefix("matter/")
    related = []
    for fact in facts:
        if (
            fact.type == "matter.related"
            and fact.occurred
            and getattr(fact.data, "relation", None) == "same_incident"
        ):
            pair = (fact.matter_id, *(one.id for one in fact.named if one.kind == "matter"))
            related += [one for one in pair if one != matter_id]
    return list(dict.fromkeys(related))
