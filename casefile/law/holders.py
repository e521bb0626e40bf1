"""Holders: who holds the places of an item's parties, from when on, and as whom each acts.

An item has a place for each party that its filing names. A place passes on where another party
stands in for the one that holds it (Fed. R. Civ. P. 25); one party can come to hold several.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from casefile.law import subjects
from casefile.law.catalogue import Scope
from casefile.law.edtf import FIRST_DAY, LAST_DAY
from casefile.law.fact import Fact
from casefile.law.known import Known


class Held(NamedTuple):
    """A place as one person may hold it: from the first possible day to the last one."""

    by: str
    since: date
    until: date = LAST_DAY


class Holders(NamedTuple):
    """The places of an item with those who hold them, and the facts that reach it through them.

    `persons` gives, for each id that is known here, the one by which that person is told.
    """

    facts: Sequence[Fact]
    places: Mapping[str, Sequence[Held]]
    persons: Mapping[str, str]

    def held(self, party_id: str, by: Fact) -> frozenset[str]:
        """Return the places that a party may hold when a fact takes effect."""
        person = self.persons.get(party_id, party_id)
        first, last = by.bounds(None)
        return frozenset(
            place
            for place, holders in self.places.items()
            if any(one.by == person and one.since <= last and first <= one.until for one in holders)
        )

    def astray(self, fact: Fact) -> tuple[str, ...]:
        """Return those whom a fact names and who hold no place when it takes effect."""
        return tuple(one for one in fact.data.whom() if not self.held(one, fact))

    def concerned(self, fact: Fact, others: Mapping[str, Fact]) -> frozenset[str]:
        """Return the places that a fact alone concerns; none where it is all of them.

        What follows from another fact and names nobody concerns those whom that one does.
        """
        named = fact.data.whom()
        if not named and (earlier := others.get(fact.data.follows() or "")):
            return self.concerned(earlier, {})
        if self.astray(fact):
            return frozenset()
        return frozenset().union(*(self.held(one, fact) for one in named))


def holders_of(
    matter_id: str, sides: Iterable[str], filed_on: date | None, known: Known
) -> Holders:
    """Return who holds the places of an item that cannot have been filed before a day.

    What became of a party before that is of no account to the item.
    """
    facts: dict[str, Fact] = {}
    persons: dict[str, str] = {}
    places = list(sides)
    waiting = list(places)
    for one in waiting:
        for holder in known.party_group(one):
            persons.setdefault(holder, one)
            for fact in reaching_here(matter_id, holder, known):
                if filed_on is None or fact.bounds(None)[1] >= filed_on:
                    facts[fact.event_id] = fact
                    was, by = fact.data.substitution() or ("", "")
                    if was == holder and by not in waiting:
                        waiting.append(by)
    held = {place: [Held(persons[place], FIRST_DAY)] for place in places}
    for fact in sorted(facts.values(), key=_in_effect):
        if fact.occurred and (substitution := fact.data.substitution()):
            was, by = (persons.get(one, one) for one in substitution)
            first, last = fact.bounds(None)
            for holders in held.values():
                if holders[-1].by == was:
                    holders[-1:] = [holders[-1]._replace(until=last), Held(by, first)]
    found = Holders((), held, persons)
    return found._replace(facts=[one for one in facts.values() if not _past(one, found)])


def _past(fact: Fact, found: Holders) -> bool:
    """Tell whether a fact is about somebody who holds no place any more, or not yet."""
    was, _ = fact.data.substitution() or ("", "")
    return bool(found.astray(fact)) or bool(was and not found.held(was, fact))


def _in_effect(fact: Fact) -> tuple[date, str, str]:
    return (fact.bounds(None)[1], fact.when.clock, fact.event_id)


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
