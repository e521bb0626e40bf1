"""Holders: who stands where in the items of a matter, by merger, substitution and departure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from casefile.law import subjects
from casefile.law.catalogue import Scope
from casefile.law.fact import Fact
from casefile.law.known import Known


class Holders(NamedTuple):
    """The facts that reach an item through its parties, and as which of these each party acts.

    `persons` gives the one id by which somebody with several is told here.
    """

    facts: Sequence[Fact]
    slots: Mapping[str, str]
    persons: Mapping[str, str]

    def slot(self, party_id: str) -> str:
        """Return the party of the item as whom a party acts."""
        return self.slots.get(party_id, party_id)


def holders_of(matter_id: str, sides: Iterable[str], known: Known) -> Holders:
    """Return who holds the places of an item's parties, as far as is known."""
    facts: dict[str, Fact] = {}
    slots: dict[str, str] = {}
    persons: dict[str, str] = {}
    for party_id in sides:
        waiting = [party_id]
        for one in waiting:
            for holder in known.party_group(one):
                slots.setdefault(holder, party_id)
                persons.setdefault(holder, one)
                here = reaching_here(matter_id, holder, known)
                facts.update((fact.event_id, fact) for fact in here)
                waiting += [
                    by for was, by in _replaced(here) if was == holder and by not in waiting
                ]
    return Holders(list(facts.values()), slots, persons)


def reaching_here(matter_id: str, party_id: str, known: Known) -> list[Fact]:
    """Return the facts about a party of a matter that reach its items there."""
    found = known.facts(subjects.party_in(matter_id, party_id))
    return [fact for fact in found if fact.data.scope is Scope.PARTY_HERE]


def places_of(matter_id: str, party_id: str, known: Known) -> list[str]:
    """Return a party with all those whose place it has taken in a matter."""
    places = [party_id]
    for one in places:
        for holder in known.party_group(one):
            here = reaching_here(matter_id, holder, known)
            places += [was for was, by in _replaced(here) if by == holder and was not in places]
    return places


def _replaced(facts: Iterable[Fact]) -> list[tuple[str, str]]:
    """Return who was replaced by whom."""
    return [replaced for fact in facts if fact.occurred and (replaced := fact.data.substitution())]
