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

# A day, and the hour on it where that is known.
Moment = tuple[date, str]
BEGINNING, END = (FIRST_DAY, ""), (LAST_DAY, "")


class Held(NamedTuple):
    """A place as one person holds it: certainly between two moments, and perhaps around them.

    `by_event` is the substitution that gave it to that person.
    """

    by: str
    possible: Moment = BEGINNING
    certain: Moment = BEGINNING
    certain_until: Moment = END
    possible_until: Moment = END
    by_event: str = ""

    def may_be(self, fact: Fact) -> bool:
        """Tell whether the place may be held when a fact takes effect."""
        first, last = fact.bounds(None)
        return self.possible[0] <= last and first <= self.possible_until[0]

    def is_certain(self, fact: Fact) -> bool:
        """Tell whether the place is certainly held when a fact takes effect."""
        (first, last), hour = fact.bounds(None), fact.when.clock
        early, late = (
            _before((first, hour), self.certain),
            _before(self.certain_until, (last, hour)),
        )
        return not (early or late)


def _before(one: Moment, other: Moment) -> bool:
    """Tell whether a moment lies before another; on one day only hours can say so."""
    if one[0] == other[0]:
        return bool(one[1] and other[1]) and one[1] < other[1]
    return one[0] < other[0]


class Holders(NamedTuple):
    """The places of an item with those who hold them, and the facts that reach it through them.

    `persons` gives, for each id that is known here, the one by which that person is told. `after`
    gives for a substitution the one that had put in the place whom it replaces.
    """

    facts: Sequence[Fact]
    places: Mapping[str, Sequence[Held]]
    persons: Mapping[str, str]
    after: Mapping[str, Sequence[str]]

    def held(self, party_id: str, fact: Fact) -> frozenset[str]:
        """Return the places as which a party is named by a fact.

        Those are the places that it certainly holds then, or else those that it may hold.
        """
        person = self.persons.get(party_id, party_id)
        mine = [
            (place, one)
            for place, holders in self.places.items()
            for one in holders
            if one.by == person and one.may_be(fact)
        ]
        certain = frozenset(place for place, one in mine if one.is_certain(fact))
        return certain or frozenset(place for place, _ in mine)

    def astray(self, fact: Fact) -> tuple[str, ...]:
        """Return those whom a fact names and who hold no place when it takes effect."""
        return tuple(one for one in fact.data.whom() if not self.held(one, fact))

    def concerned(self, fact: Fact, others: Mapping[str, Fact]) -> frozenset[str]:
        """Return the places that a fact alone concerns; none where it is all of them, or nobody's.

        What is said of other facts, and is no act, concerns those whom they do.
        """
        named = frozenset[str]().union(*(self.held(one, fact) for one in fact.data.whom()))
        if named or fact.data.acts:
            return named
        earlier = [others[one] for one in fact.data.follows() if one in others]
        found = [self.concerned(one, {}) for one in earlier]
        return frozenset().union(*found) if all(found) else frozenset()


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
            for fact in _reaching_here(matter_id, holder, known):
                if filed_on is None or fact.bounds(None)[1] >= filed_on:
                    facts[fact.event_id] = fact
                    was, by = fact.data.substitution() or ("", "")
                    if was == holder and by not in waiting:
                        waiting.append(by)
    held = {place: [Held(persons[place])] for place in places}
    if not facts:
        return Holders((), held, persons, {})
    after = _passed_on(held, sorted(facts.values(), key=_in_effect), persons)
    found = Holders((), held, persons, after)
    return found._replace(facts=[one for one in facts.values() if not _past(one, found)])


def _passed_on(
    held: Mapping[str, list[Held]], facts: Sequence[Fact], persons: Mapping[str, str]
) -> dict[str, list[str]]:
    """Pass the places on; return for each substitution those that must have come before it.

    Whoever is replaced has held the place before, whatever the order of the days allows.
    """
    waiting = [fact for fact in facts if fact.occurred and fact.data.substitution()]
    after: dict[str, list[str]] = {}
    while fitting := next((fact for fact in waiting if _replaced(fact, held, persons)), None):
        waiting.remove(fitting)
        _, by = (persons.get(one, one) for one in fitting.data.substitution() or ("", ""))
        (first, last), hour = fitting.bounds(None), fitting.when.clock
        for holders in _replaced(fitting, held, persons):
            before = holders[-1]
            if before.by_event:
                after.setdefault(fitting.event_id, []).append(before.by_event)
            begins, ends = (first, hour), (last, hour)
            holders[-1:] = [
                before._replace(certain_until=begins, possible_until=ends),
                Held(by, possible=begins, certain=ends, by_event=fitting.event_id),
            ]
    return after


def _replaced(
    fact: Fact, held: Mapping[str, list[Held]], persons: Mapping[str, str]
) -> list[list[Held]]:
    """Return those places that whoever a substitution replaces may hold by then."""
    was, _ = fact.data.substitution() or ("", "")
    person = persons.get(was, was)
    return [one for one in held.values() if one[-1].by == person and one[-1].may_be(fact)]


def _past(fact: Fact, found: Holders) -> bool:
    """Tell whether a fact is about somebody who holds no place any more, or not yet."""
    was, _ = fact.data.substitution() or ("", "")
    return bool(found.astray(fact)) or bool(was and not found.held(was, fact))


def _in_effect(fact: Fact) -> tuple[date, str, str]:
    return (fact.bounds(None)[1], fact.when.clock, fact.event_id)


def _reaching_here(matter_id: str, party_id: str, known: Known) -> list[Fact]:
    """Return the facts about a party of a matter that reach its items there."""
    found = known.facts(subjects.party_in(matter_id, party_id))
    return [fact for fact in found if fact.data.scope is Scope.PARTY_HERE]
