"""Folding: what all that is known about an item, a matter, an entry or a name comes to."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

from casefile.law import subjects
from casefile.law.entry import Entry
from casefile.law.events.matter import MatterOpened
from casefile.law.events.party import PartyChanged, PartyDied
from casefile.law.fact import Fact, in_effect, of_class
from casefile.law.flags import Flag, flags, supersession
from casefile.law.known import Known
from casefile.law.matter import Matter
from casefile.law.names import Acting, Called, PartyNames
from casefile.law.placing import place
from casefile.law.setting import setting_of
from casefile.law.spans import Lifetime, lifetime
from casefile.law.timeline import RECORD, REPORTED, Breach, Span
from casefile.law.undoing import as_undone

P = TypeVar("P", bound=Hashable)
T = TypeVar("T")


class Timeline(NamedTuple):
    """One item folded: its parties, its spans on both bases, its flags, and what is illegal."""

    track: str
    parties: Sequence[tuple[str, str]]
    spans: Sequence[Span]
    flags: Sequence[Flag]
    record: Lifetime
    reported: Lifetime | None

    @property
    def breaches(self) -> Sequence[Breach]:
        """Return what is illegal on the record."""
        return self.record.fold.breaches


class Folds:
    """The items folded by what is known, and of each its last fold.

    An item is folded anew where it is asked for, from where the last fold of it still holds.
    """

    def __init__(self, known: Known) -> None:
        self.known = known
        self._last: dict[str, Timeline] = {}
        self._made: dict[Hashable, dict[Any, Any]] = {}

    def __getitem__(self, key: str) -> Timeline:
        """Return the last fold of an item, given as matter_id/item_id."""
        return self._last[key]

    def fold(self, key: str) -> Timeline:
        """Fold everything that is known by now about one item."""
        timeline = self._last[key] = fold_item(key, self.known, self._last.get(key))
        return timeline

    def each(self, make: Callable[[P], T], parts: Iterable[P], for_: Hashable) -> list[T]:
        """Return what is made of each part of a fold, for parts that were there before as it was.

        `for_` tells it from all else that is made of them; nothing that is made is empty.
        """
        held = self._made.get(for_, {})
        made = {part: held.get(part) or make(part) for part in parts}
        self._made[for_] = made
        return list(made.values())


def fold_item(key: str, known: Known, earlier: Timeline | None = None) -> Timeline:
    """Fold everything known about one item, given as matter_id/item_id.

    `earlier` is an earlier fold of it, of which what still holds is not folded again.
    """
    matter_id, item_id = key.split("/")
    subject = subjects.item(key)
    facts = known.facts(subject)
    filings, parties = known.following(_filed, subject)
    refiled = (item.partition("/")[0] for fact in filings for item in fact.items)
    setting = setting_of(matter_id, known, refiled)
    every = [*facts, *_deaths(parties, known)]
    acting = [fact for fact in every if fact.occurred]
    placed = as_undone(place(key, acting, setting), setting, earlier and earlier.record.fold)
    record = lifetime(RECORD, placed, setting, earlier=earlier and earlier.record)
    said = [fact for fact in every if fact.reported and fact.data.acts]
    reported = None
    if said:
        held = earlier and earlier.reported
        both = as_undone(place(key, [*acting, *said], setting), setting, held and held.fold)
        reported = lifetime(REPORTED, both, setting, supersession(both), held)
    anything = filings or placed or said
    filed = [one.fact for one in placed if one.files]
    first = next(iter(filed or filings or [one.fact for one in placed] or said), None)
    return Timeline(
        track=str(first.data.track or "criminal") if first else "",
        parties=parties or [("", "")],
        spans=[*record.spans, *(reported.spans if reported else ())] if anything else (),
        flags=flags(item_id, facts, record, reported) if anything else (),
        record=record,
        reported=reported,
    )


def _filed(subject: str, facts: Sequence[Fact]) -> tuple[Sequence[Fact], Sequence[tuple[str, str]]]:
    """Return the facts that file an item, and each of its parties with the side that it is on."""
    key = subjects.name_of(subject)
    filings = sorted(
        (fact for fact in facts if fact.data.files_item and fact.items[key][0] == "item_id"),
        key=lambda fact: (not fact.occurred, fact.bounds(None), fact.event_id),
    )
    sides: dict[str, str] = {}
    for fact in filings:
        for party_id, side in fact.data.parties():
            sides.setdefault(party_id, side)
    return filings, list(sides.items())


def _deaths(parties: Sequence[tuple[str, str]], known: Known) -> list[Fact]:
    deaths: dict[str, Fact] = {}
    for party_id, _ in parties:
        group = known.party_group(party_id)
        for one in group:
            for fact, died in of_class(known.facts(subjects.party(one)), PartyDied):
                if died.party_id in group:
                    deaths[fact.event_id] = fact
    return list(deaths.values())


def fold_matter(matter_id: str, facts: Iterable[Fact]) -> Matter | None:
    """Fold the facts about one matter; None where it was never opened."""
    own = in_effect(fact for fact in facts if fact.matter_id == matter_id)
    opened = of_class(own, MatterOpened)
    if not opened:
        return None
    first, data = opened[0]
    matter = data.change_matter(Matter(opened=first.when.text))
    for fact in own:
        if not isinstance(fact.data, MatterOpened):
            matter = fact.data.change_matter(matter)
    return matter


def fold_entry(entry_id: str, facts: Sequence[Fact]) -> tuple[Entry, Fact] | None:
    """Fold the facts about one entry of the calendar; return it as it stands, and what set it.

    There is none where nothing sets it, or where it has no day.
    """
    setting = [
        (entry, fact)
        for fact in sorted(facts, key=lambda fact: fact.position)
        if (entry := fact.data.entry(entry_id))
    ]
    if not setting or not setting[-1][0].at:
        return None
    entry, by = setting[-1]
    for fact in in_effect(facts):
        entry = entry._replace(status=fact.data.entry_status(entry_id) or entry.status)
    return entry, by


def fold_party(facts: Iterable[Fact]) -> PartyNames:
    """Fold the facts about one party of a matter into its names."""
    names = PartyNames()
    for fact in sorted(facts, key=lambda fact: fact.position):
        if fact.occurred or not isinstance(fact.data, PartyChanged):
            names = fact.data.change_party(names)
    return names


def fold_acting(facts: Iterable[Fact]) -> Iterable[Called]:
    """Fold the facts about those who act for a party, or in an office, into their names."""
    acting: Acting = {}
    for fact in in_effect(facts):
        acting = fact.data.change_acting(acting)
    return acting.values()
