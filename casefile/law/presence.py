"""Presence: who is a party of a matter on a day, since when, why no longer, and who stands for it.

A party is one from the first day on which it can have been added. What ends its part counts from
its latest day on, until the party is added again on a later day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

from casefile.law import subjects
from casefile.law.events.ending import ClaimReinstated
from casefile.law.events.party import PartyAdded, PartyDied
from casefile.law.events.standing import PartyDropped, PartySubstituted, PartyTerminated
from casefile.law.fact import Fact, of_class
from casefile.law.known import Known

PARTY, NOT_YET = "party", "not_yet"
SUBSTITUTED, DROPPED, DIED, TERMINATED = "substituted", "dropped", "died", "terminated"
# What ends a party's part, that which says most first: of several it is told by the first of these.
ENDINGS = {
    PartySubstituted: SUBSTITUTED,
    PartyDropped: DROPPED,
    PartyDied: DIED,
    PartyTerminated: TERMINATED,
}
ENDED = tuple(ENDINGS.values())


class Ending(NamedTuple):
    """What ended a party's part, and as what; `successor` is who took its place."""

    state: str
    fact: Fact
    successor: str | None = None


class Presence(NamedTuple):
    """What part a party has in a matter on a day.

    `state` is PARTY, NOT_YET or one of ENDED; `endings` are all that have ended its part, in the
    order in which they took effect, and `possible` the states in which it may be besides.
    """

    state: str
    since: Fact | None = None
    endings: tuple[Ending, ...] = ()
    possible: tuple[str, ...] = ()

    @property
    def ending(self) -> Ending | None:
        """Return what ended the party's part, where anything did."""
        return next((one for one in self.endings if one.state == self.state), None)


def fetch_presence(matter_id: str, party_ids: Iterable[str], known: Known) -> None:
    """Read at once what presence asks of these parties."""
    known.fetch(
        subject
        for party_id in party_ids
        for subject in (subjects.party_in(matter_id, party_id), subjects.party(party_id))
    )


def presence(matter_id: str, party_id: str, on: date, known: Known) -> Presence:
    """Return what part a party has in a matter on a day."""
    entries = [one for one in _entries(matter_id, party_id, known) if _earliest(one) <= on]
    if not entries:
        return Presence(NOT_YET, next(iter(_entries(matter_id, party_id, known)), None))
    every = endings(matter_id, party_id, known)
    again = {
        one.fact.event_id: _sued_again(one.fact, party_id, on, known)
        for one in every
        if one.state == DROPPED
    }
    standing = [
        one
        for one in every
        if not any(_earliest(entry) > _latest(one.fact) for entry in entries)
        and not again.get(one.fact.event_id)
    ]
    certain = tuple(one for one in standing if _latest(one.fact) <= on)
    begun = {one.state for one in standing if _earliest(one.fact) <= on < _latest(one.fact)}
    state = _telling(one.state for one in certain)
    return Presence(
        state=state,
        since=_since([*entries, *chain.from_iterable(again.values())], every),
        endings=certain,
        possible=tuple(one for one in ENDED if one in begun and one != state),
    )


def _sued_again(dropped: Fact, party_id: str, on: date, known: Known) -> list[Fact]:
    """Return what lets a dropped party stand in an item of the matter again, by a day."""
    group = known.party_group(party_id)
    filed = [fact for one in group for fact in known.facts(subjects.items_of(one))]
    keys = {key for fact in filed if fact.matter_id == dropped.matter_id for key in fact.items}
    again = [
        fact
        for key in sorted(keys)
        for fact, taken_up in of_class(known.facts(subjects.item(key)), ClaimReinstated)
        if not set(taken_up.whom()).isdisjoint(group)
    ]
    since = _latest(dropped)
    return [
        fact
        for fact in (*filed, *again)
        if (fact.data.files_item or fact in again)
        and (fact.occurred and fact.matter_id == dropped.matter_id)
        and since < _earliest(fact) <= on
    ]


def stands_for(matter_id: str, party_id: str, on: date, known: Known) -> str | None:
    """Return who stands where a party stood, by a day; None where nobody took its place."""
    seen = [party_id]
    while ending := presence(matter_id, seen[-1], on, known).ending:
        if ending.successor is None or ending.successor in seen:
            break
        seen.append(ending.successor)
    return seen[-1] if len(seen) > 1 else None


def substituted_before(fact: Fact, party_id: str, known: Known) -> Ending | None:
    """Return what had substituted a party in its matter before the first day of a fact."""
    for one in endings(fact.matter_id, party_id, known):
        if one.state == SUBSTITUTED and _latest(one.fact) < _earliest(fact):
            entries = _entries(fact.matter_id, party_id, known)
            if not any(_latest(one.fact) < _earliest(back) <= _latest(fact) for back in entries):
                return one
    return None


def is_added(matter_id: str, party_id: str, known: Known) -> bool:
    """Tell whether anything adds a party to a matter, whenever that is."""
    return bool(_entries(matter_id, party_id, known))


def _entries(matter_id: str, party_id: str, known: Known) -> list[Fact]:
    """Return what makes somebody a party of a matter, under any of its ids, the first one first.

    Whoever takes the place of a party is one from then on.
    """
    group, said = known.party_group(party_id), list(_said(matter_id, party_id, known))
    found = {fact.event_id: fact for fact, _ in of_class(said, PartyAdded)}
    for fact, substituted in of_class(said, PartySubstituted):
        if found and fact.occurred and substituted.to in group:
            found[fact.event_id] = fact
    return sorted(found.values(), key=lambda fact: (fact.bounds(None), fact.event_id))


def endings(matter_id: str, party_id: str, known: Known) -> list[Ending]:
    """Return all that ends a party's part in a matter, in the order in which it takes effect."""
    group = known.party_group(party_id)
    deaths = (fact for one in group for fact in known.facts(subjects.party(one)))
    found = {
        fact.event_id: ending
        for fact in (*_said(matter_id, party_id, known), *deaths)
        if fact.occurred and (ending := _ending(fact, group))
    }
    return sorted(found.values(), key=lambda one: _order(one.fact))


def _ending(fact: Fact, group: Sequence[str]) -> Ending | None:
    """Return what a fact ends the part of these ids as."""
    match fact.data:
        case PartySubstituted(from_=party_id, to=successor):
            return Ending(SUBSTITUTED, fact, successor) if party_id in group else None
        case PartyDropped(party_id=party_id) | PartyTerminated(party_id=party_id):
            return Ending(ENDINGS[type(fact.data)], fact) if party_id in group else None
        case PartyDied(party_id=party_id):
            return Ending(DIED, fact) if party_id in group else None
    return None


def _said(matter_id: str, party_id: str, known: Known) -> Iterator[Fact]:
    for one in known.party_group(party_id):
        yield from known.facts(subjects.party_in(matter_id, one))


def _since(entries: Sequence[Fact], endings: Sequence[Ending]) -> Fact:
    """Return what added a party for the first time, or again once something had ended its part."""
    for ended in sorted((_latest(one.fact) for one in endings), reverse=True):
        if again := [one for one in entries if ended < _earliest(one)]:
            return min(again, key=_earliest)
    return entries[0]


def _telling(states: Iterable[str]) -> str:
    """Return the state by which a party is told that has all of these."""
    return min(states, key=ENDED.index, default=PARTY)


def _order(fact: Fact) -> tuple[date, int, str, str]:
    return (_latest(fact), fact.data.rank, fact.when.clock, fact.event_id)


def _earliest(fact: Fact) -> date:
    return fact.bounds(None)[0]


def _latest(fact: Fact) -> date:
    return fact.bounds(None)[1]
