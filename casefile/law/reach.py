"""What an event reaches: the items that it names, and all items of those in its scope."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casefile.law import subjects
from casefile.law.catalogue import OF_PARTY, Event, Scope
from casefile.law.events.matter import MatterRelated, MatterRelation
from casefile.law.fact import Fact, of_class
from casefile.law.known import Known


def reached_items(origin: Fact, named: Sequence[str], known: Known) -> Sequence[str]:
    """Return the items that an event touches, as subjects: those named and those in its scope.

    `origin` is the fact that the event corrects or takes back in the end, or it itself, as it was
    recorded.
    """
    if origin.data.scope is Scope.NAMED:
        return named
    keys = [subjects.name_of(one) for one in named]
    data = known.meant(origin).data
    for matter_id in _matters_in_scope(origin.matter_id, data, known):
        keys += known.filed_items(subjects.items_in(matter_id))
    if data.scope in OF_PARTY:
        here = origin.matter_id if data.scope is Scope.PARTY_HERE else None
        seen: set[tuple[str, str | None]] = set()
        for one in data.named():
            if one.kind == subjects.PARTY:
                keys += _items_had(one.id, here, known, seen)
    if data.scope is Scope.INCIDENT:
        for key in list(keys):
            keys += known.filed_items(subjects.item(key))
    return [subjects.item(key) for key in dict.fromkeys(keys)]


def _items_had(
    party_id: str, here: str | None, known: Known, seen: set[tuple[str, str | None]]
) -> Iterator[str]:
    """Yield the keys of the items that a person has, or has had, under any of its ids.

    They are those filed for it and those of whom it has taken the place of, in one matter or all.
    """
    ids = (one for each in known.party_group(party_id) for one in known.said_as(each))
    for one in ids:
        if (one, here) in seen:
            continue
        seen.add((one, here))
        own = subjects.items_of(one)
        for key in known.filed_items(own):
            if here in (None, key.partition("/")[0]):
                yield key
        for recorded in known.recorded(own):
            was, _ = known.meant(known.plain(recorded)).data.substitution() or ("", "")
            there = recorded.envelope.matter_id
            if was and here in (None, there):
                yield from _items_had(was, there, known, seen)


def _matters_in_scope(matter_id: str, data: Event, known: Known) -> list[str]:
    """Return the matters all of whose items an event touches."""
    if data.scope is Scope.MATTER:
        return [matter_id]
    if data.scope is not Scope.INCIDENT:
        return []
    linked = [one.id for one in data.named() if one.kind == "matter"]
    return list(dict.fromkeys([matter_id, *linked, *same_incident(matter_id, known)]))


def same_incident(matter_id: str, known: Known) -> list[str]:
    """Return the matters that stand to this one as being about the same incident."""
    return known.following(_related, subjects.matter(matter_id))


def _related(subject: str, facts: Sequence[Fact]) -> list[str]:
    matter_id = subjects.name_of(subject)
    pairs = [
        (fact.matter_id, related.other)
        for fact, related in of_class(facts, MatterRelated)
        if fact.occurred and related.relation is MatterRelation.SAME_INCIDENT
    ]
    return list(dict.fromkeys(one for pair in pairs for one in pair if one != matter_id))
