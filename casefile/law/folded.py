"""What an item is, folded: its parts, each as each of its parties has it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from casefile.law.flags import Flag
from casefile.law.linking import linked
from casefile.law.spans import Lifetime
from casefile.law.tenure import Tenure
from casefile.law.timeline import Breach, Fold, Span

APART = "apart"  # those whom only others' words name, where the item has been filed against others


class Account(NamedTuple):
    """A part of an item as one party has it: its side, against whom, its spans and its flags.

    `opposite` is told where the item has other parts.
    """

    party_id: str
    side: str
    opposite: tuple[str, ...]
    spans: Sequence[Span]
    flags: Sequence[Flag]


class Timeline(NamedTuple):
    """A part of an item folded: its parties, its spans on both bases, its flags, its breaches.

    `name` tells it from the other parts of the item; `persons` gives the one id by which somebody
    with several is told in it.
    """

    name: str
    persons: Mapping[str, str]
    pairs: Sequence[tuple[str, str]]
    track: str
    parties: Sequence[tuple[str, str]]
    spans: Sequence[Span]
    flags: Sequence[Flag]
    record: Lifetime
    reported: Lifetime | None

    @property
    def accounts(self) -> Iterator[Account]:
        """Yield the part as each of its parties has it, and each that has replaced one of them."""
        sides = dict(self.parties)
        first = {place: self._person(place) for place in sides}
        every = [one for span in self.spans if span.item.replaced for one in span.item.replaced]
        replaced = {(self._person(one.party), self._person(one.by)): None for one in every}
        ever = {place: [person] for place, person in first.items()}
        for was, by in replaced:
            for holders in ever.values():
                if was in holders and by not in holders:
                    holders.append(by)
        beside = {by: None for _, by in replaced if by not in first.values()}
        for party_id in {**sides, **beside}:
            person = self._person(party_id)
            places = [place for place in ever if person in ever[place]]
            if not places:
                continue
            about = [one for one in self.flags if not one.parties or party_id in one.parties]
            side = sides[party_id if party_id in sides else places[0]]
            opposite = self._opposite(places) if self.pairs else ()
            account = Account(party_id, side, opposite, self.spans, about)
            if replaced:
                tenure = Tenure(person, first, self.persons)
                told = list(tenure.flags(about, self.spans))
                account = account._replace(spans=list(tenure.spans(self.spans)), flags=told)
            yield account

    def _opposite(self, places: Collection[str]) -> tuple[str, ...]:
        """Return those who are paired with some of the parties, where the item has other parts."""
        paired = (pair for pair in self.pairs if not set(pair).isdisjoint(places))
        found = (one for pair in paired for one in pair if one and one not in places)
        return tuple(dict.fromkeys(found))

    @property
    def folds(self) -> Iterator[tuple[Fold, bool]]:
        """Yield its folds of all facts on each basis, with whether that is what is reported."""
        yield self.record.fold, False
        if self.reported:
            yield self.reported.fold, True

    @property
    def part(self) -> str:
        """Return the part of the item that it is; those merely named are in none."""
        return "" if self.name == APART else self.name

    def _person(self, party_id: str) -> str:
        return self.persons.get(party_id, party_id)


class FoldedItem(NamedTuple):
    """One item folded: one timeline for each part of it that stands otherwise than the rest.

    What is only announced or reported against some is a part of its own, in which nothing is on
    the record.
    """

    each: Sequence[Timeline]

    @property
    def flags(self) -> Sequence[Flag]:
        """Return the flags of all parts, each of them once."""
        return _once(flag for timeline in self.each for flag in timeline.flags)

    @property
    def warning(self) -> Sequence[Flag]:
        """Return those of the flags that warn, each of them once."""
        return _once(flag for timeline in self.each for flag in timeline.flags if flag.warns)

    @property
    def parties(self) -> Sequence[str]:
        """Return everybody whose item it is, or has been."""
        return list({one.party_id: None for part in self.each for one in part.accounts})

    @property
    def breaches(self) -> Sequence[Breach]:
        """Return what is illegal on the record, each act once."""
        found = [one for timeline in self.each for one in timeline.record.fold.breaches]
        if not found:
            return found
        return list({(one.fact.event_id, one.refusal): one for one in found}.values())

    def linked(self, breach: Breach) -> str:
        """Return what a breach says, and which link would settle it where one would."""
        folds = (timeline.record.fold for timeline in self.each)
        said = (linked(one, breach) for one in folds)
        return next((one for one in said if one != breach.sentence), breach.sentence)


def _once(flags: Iterable[Flag]) -> Sequence[Flag]:
    return list({(flag.code, flag.sentence, flag.events): flag for flag in flags}.values())
