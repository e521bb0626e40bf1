"""What an event reaches: the items that it names, and all items of those in its scope."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.event import Recorded
from casefile.law import subjects
from casefile.law.catalogue import Event, Scope
from casefile.law.events.matter import MatterRelated, MatterRelation
from casefile.law.fact import Fact, of_class
from casefile.law.holders import places_of
from casefile.law.known import Known


def reached_items(recorded: Recorded, about: Sequence[str], known: Known) -> list[str]:
    """Return the keys of the items that an event touches: those it names and those in its scope.

    `about` are the subjects of the event.
    """
    keys = subjects.names_of_kind(subjects.ITEM, about)
    origin = known.origin(recorded)
    data = known.meant(known.plain(origin)).data
    for matter_id in _matters_in_scope(origin, data, known):
        keys += known.filed_items(subjects.items_in(matter_id))
    if data.scope is Scope.PARTY:
        parties = [named.id for named in data.named() if named.kind == subjects.PARTY]
        persons = dict.fromkeys(one for each in parties for one in known.party_group(each))
        for party_id in dict.fromkeys(one for each in persons for one in known.said_as(each)):
            keys += known.filed_items(subjects.items_of(party_id))
    if data.scope is Scope.PARTY_HERE:
        here = origin.envelope.matter_id
        parties = [named.id for named in data.named() if named.kind == subjects.PARTY]
        places = dict.fromkeys(one for each in parties for one in places_of(here, each, known))
        for party_id in dict.fromkeys(one for each in places for one in known.said_as(each)):
            found = known.filed_items(subjects.items_of(party_id))
            keys += [key for key in found if key.partition("/")[0] == here]
    if data.scope is Scope.INCIDENT:
        for key in list(keys):
            keys += known.filed_items(subjects.item(key))
    return list(dict.fromkeys(keys))


def _matters_in_scope(origin: Recorded, data: Event, known: Known) -> list[str]:
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
    return known.following(_related, subjects.matter(matter_id))


def _related(subject: str, facts: Sequence[Fact]) -> list[str]:
    matter_id = subjects.name_of(subject)
    pairs = [
        (fact.matter_id, related.other)
        for fact, related in of_class(facts, MatterRelated)
        if fact.occurred and related.relation is MatterRelation.SAME_INCIDENT
    ]
    return list(dict.fromkeys(one for pair in pairs for one in pair if one != matter_id))
