"""Folding: what all that is known about an item, a matter, an entry or a name comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from casefile.law import subjects
from casefile.law.calendar import Life, life_of
from casefile.law.conflicts import supersession
from casefile.law.events.party import PartyAdded, PartyChanged, PartyDied
from casefile.law.events.record import Occasion
from casefile.law.fact import Fact, in_effect, of_class
from casefile.law.flags import flags
from casefile.law.folded import APART, FoldedItem, Timeline
from casefile.law.holders import Held, Holders, holders_of
from casefile.law.item import LIFECYCLES, Item
from casefile.law.known import Known
from casefile.law.names import Acting, Called, NameTaken, PartyNames
from casefile.law.occasions import days_of
from casefile.law.parting import parts_of
from casefile.law.placing import Concern, Placed, place
from casefile.law.setting import Setting, setting_of
from casefile.law.spans import lifetime
from casefile.law.stays import on_part
from casefile.law.timeline import RECORD, REPORTED, Fold, Step
from casefile.law.undoing import as_undone
from casefile.law.unsaid import OfWhom, Order, first_unsaid, names_nobody, order_of

P = TypeVar("P", bound=Hashable)
T = TypeVar("T")


class Folds:
    """The items folded by what is known, and of each its last fold.

    An item is folded anew where it is asked for, from where the last fold of it still holds.
    """

    def __init__(self, known: Known) -> None:
        self.known = known
        self._last: dict[str, FoldedItem] = {}
        self._folded_at: dict[str, int] = {}  # as what is known had changed so often
        self._made: dict[Hashable, dict[Any, Any]] = {}
        self._lives: dict[str, tuple[int, Life]] = {}

    def __getitem__(self, key: str) -> FoldedItem:
        """Return the last fold of an item, given as matter_id/item_id."""
        return self._last[key]

    def fold(self, key: str) -> FoldedItem:
        """Fold everything that is known by now about one item."""
        if key not in self._folded_at or self._folded_at[key] != self.known.changes:
            self._last[key] = fold_item(key, self.known, self._last.get(key))
            self._folded_at[key] = self.known.changes
        return self._last[key]

    def life(self, entity: str) -> Life:
        """Return the life of an entry of the calendar, given as its subject, by what is known now.

        It is folded once for each state of knowledge.
        """
        found = self._lives.get(entity)
        if found is None or found[0] != self.known.changes:
            found = self._lives[entity] = (self.known.changes, life_of(entity, self.known))
        return found[1]

    def each(self, make: Callable[[P], T], parts: Iterable[P], for_: Hashable) -> list[T]:
        """Return what is made of each part of a fold, for parts that were there before as it was.

        `for_` tells it from all else that is made of them.
        """
        held = self._made.get(for_, {})
        made = {part: held[part] if part in held else make(part) for part in parts}
        self._made[for_] = made
        return list(made.values())


def fold_item(key: str, known: Known, earlier: FoldedItem | None = None) -> FoldedItem:
    """Fold everything known about one item, given as matter_id/item_id.

    `earlier` is an earlier fold of it, of which what still holds is not folded again.
    """
    subject = subjects.item(key)
    filings, sides, named = known.following(_filed, subject)
    holders = holders_of(key.partition("/")[0], sides, _filed_on(filings), known)
    facts = [*known.facts(subject), *holders.facts]
    held = {timeline.name: timeline for timeline in earlier.each} if earlier else {}
    by_id = {fact.event_id: fact for fact in facts}
    of_some = [fact for fact in facts if fact.data.of_some]
    silent = frozenset(
        fact.event_id
        for fact in of_some
        if fact.data.acts
        and not fact.data.follows()
        and names_nobody(holders.concerned(fact, by_id), sides)
    )
    concern = _concern(of_some, by_id, holders) if of_some else Concern(after=holders.after)
    telling = [(one, whom) for one in of_some if (whom := holders.concerned(one, by_id))]
    parts = [
        _PartTold(key, *(part.name, part.facts, filings, part.sides, part.pairs), holders, concern)
        for part in parts_of(sides, facts, telling)
    ]
    each = _fold_together(parts, silent, known, held)
    theirs = holders.persons if named else {}
    if apart := {party_id: side for party_id, side in named.items() if party_id not in theirs}:
        said = [fact for fact in facts if not _on_record(fact)]
        only_said = [fact for fact in filings if not _files(fact)]
        alone = Holders((), {one: [Held(one)] for one in apart}, {}, {})
        beside = _PartTold(key, APART, said, only_said, apart, (), alone, Concern())
        each.append(_fold(beside, known, held.get(APART)))
    return FoldedItem(each)


def ids_on(key: str, known: Known) -> Collection[str]:
    """Return the ids by which the parties of an item are ever named, given as matter_id/item_id."""
    filings, sides, said = known.following(_filed, subjects.item(key))
    return holders_of(key.partition("/")[0], [*sides, *said], _filed_on(filings), known).persons


def _filed_on(filings: Iterable[Fact]) -> date | None:
    """Return the first day on which an item can have been filed; None where it is not."""
    return min((fact.bounds(None)[0] for fact in filings if _files(fact)), default=None)


class _PartTold(NamedTuple):
    """What is told of a part of an item: its facts, what files or announces it, and whose it is."""

    key: str
    name: str
    facts: Sequence[Fact]
    filings: Sequence[Fact]
    sides: Mapping[str, str]
    pairs: Sequence[tuple[str, str]]
    holders: Holders
    concern: Concern

    def sharing(self, shared: frozenset[str]) -> _PartTold:
        """Return the part with the acts that need not be legal for it."""
        return self._replace(concern=self.concern._replace(shared=shared))

    def taking(self, meant: OfWhom) -> _PartTold:
        """Return the part without an act that is not of it, or with one that is perhaps of it."""
        if self.name in meant.not_of:
            left = [fact for fact in self.facts if fact.event_id != meant.event_id]
            return self._replace(facts=left)
        if self.name not in meant.perhaps_of:
            return self
        doubted = self.concern.doubted | {meant.event_id}
        return self._replace(concern=self.concern._replace(doubted=doubted))


def _concern(of_some: Sequence[Fact], by_id: Mapping[str, Fact], holders: Holders) -> Concern:
    """Return whom those acts on an item concern that can be of some of its parties alone."""
    astray = {fact.event_id: names for fact in of_some if (names := holders.astray(fact))}
    nobodys = (one for one, names in astray.items() if len(names) == len(by_id[one].data.whom()))
    follows = {
        fact.event_id: tuple(one for one in fact.data.follows() if one in by_id)
        for fact in of_some
        if fact.data.acts and fact.data.follows()
    }
    return Concern(
        astray=astray,
        nobodys=frozenset(nobodys),
        follows={one: names for one, names in follows.items() if names},
        after=holders.after,
    )


def _fold_together(
    parts: Sequence[_PartTold],
    silent: frozenset[str],
    known: Known,
    held: Mapping[str, Timeline],
) -> list[Timeline]:
    """Fold the parts of an item.

    An act on several parts is for those for which it is legal, and a `silent` one, which names
    nobody, for those of them of which it is said (`law.unsaid`). One that is legal for none breaks
    a rule, and has its effect on those that are still open, or else on all. Each of these may make
    the next one legal, so that the first one is found first.
    """
    if len(parts) == 1:
        return [_fold(part, known, held.get(part.name)) for part in parts]
    acts = Counter(fact.event_id for part in parts for fact in part.facts if not _files(fact))
    several = frozenset(event_id for event_id, count in acts.items() if count > 1)
    told = [part.sharing(several) for part in parts]
    meant: set[str] = set()
    while True:
        each = [_fold(part, known, held.get(part.name)) for part in told]
        folds = ((one.name, *fold) for one in each for fold in one.folds)
        unsaid = first_unsaid(folds, silent, meant)
        nowhere = _legal_nowhere(each, silent, meant)
        if unsaid and not (nowhere and nowhere.order < unsaid.order):
            told = [part.taking(unsaid) for part in told]
            meant.add(unsaid.event_id)
        elif nowhere:
            told = [
                part.sharing(part.concern.shared - {nowhere.event_id})
                if part.name in nowhere.whose
                else part
                for part in told
            ]
        else:
            return each
        held = {timeline.name: timeline for timeline in each}


class _Nowhere(NamedTuple):
    """An act that is legal for no part of an item, and for which parts it is then."""

    order: Order
    event_id: str
    whose: Collection[str]


def steps_of(fold: Fold) -> Iterator[tuple[Placed, Step, Step]]:
    """Yield each fact of a fold with the steps before it and after it."""
    return zip(fold.placed, fold.steps, fold.steps[1:], strict=False)


def _legal_nowhere(
    each: Sequence[Timeline], silent: Collection[str], meant: Collection[str]
) -> _Nowhere | None:
    """Return the first shared act that is legal for no part of an item, if there is one.

    It is then of the parts that are open when it takes effect, or else of all; one that names
    nobody is of those of them of whom it is more likely, if there are any. The acts in `meant` have
    been found to be of some.
    """
    skipped: dict[str, list[tuple[Placed, str, Item]]] = {}
    taken = set[str]()
    for timeline in each:
        for fold, reported in timeline.folds:
            for one, before, step in steps_of(fold):
                if one.fact.reported is reported and step.skipped:
                    told = (one, timeline.name, before.item)
                    skipped.setdefault(one.fact.event_id, []).append(told)
                elif one.fact.reported is reported:
                    taken.add(one.fact.event_id)
    taken.update(meant)
    nowhere = [parts for event_id, parts in skipped.items() if event_id not in taken]
    if not nowhere:
        return None
    first = min(nowhere, key=lambda parts: order_of(parts[0][0]))
    some = [(item, name) for _, name, item in first if _is_open(item)]
    some = some or [(item, name) for _, name, item in first]
    fact = first[0][0].fact
    if fact.event_id in silent:
        some = [one for one in some if fact.data.is_likely(one[0])] or some
    return _Nowhere(order_of(first[0][0]), fact.event_id, [name for _, name in some])


def _is_open(item: Item) -> bool:
    lifecycle = LIFECYCLES.get(item.track)
    return bool(lifecycle and item.state in lifecycle.open)


def _fold(told: _PartTold, known: Known, earlier: Timeline | None) -> Timeline:
    key, name, facts, filings, sides, pairs, holders, concern = told
    matter_id = key.partition("/")[0]
    refiled = (item.partition("/")[0] for fact in filings for item in fact.items)
    setting = _reaching(told, setting_of(matter_id, known, refiled))
    every = [*facts, *_deaths(sides, known)]
    acting = [fact for fact in every if fact.occurred]
    held = earlier and earlier.record.fold
    placed = as_undone(place(key, acting, setting, concern), setting, held)
    record = lifetime(RECORD, placed, setting, earlier=earlier and earlier.record)
    said = [fact for fact in every if fact.reported and fact.data.acts]
    reported = None
    if said:
        before = earlier and earlier.reported
        both = place(key, [*acting, *said], setting, concern)
        both = as_undone(both, setting, before and before.fold)
        reported = lifetime(REPORTED, both, setting, supersession(both, record.fold), before)
    anything = filings or placed or said
    parties = {one for party_id in sides for one in known.party_group(party_id)}

    def held_on(occasion: Occasion) -> Sequence[date]:
        return days_of(occasion, key, parties, known)

    filed = [one.fact for one in placed if one.files]
    first = next(iter(filed or filings or [one.fact for one in placed] or said), None)
    return Timeline(
        name=name,
        persons=holders.persons,
        pairs=pairs,
        track=(first.data.item_track() or str(first.data.track or "criminal")) if first else "",
        parties=list(sides.items()) or [("", "")],
        spans=[*record.spans, *(reported.spans if reported else ())] if anything else (),
        flags=flags(key, facts, record, reported, known.party_group, held_on) if anything else (),
        record=record,
        reported=reported,
    )


def _reaching(told: _PartTold, setting: Setting) -> Setting:
    """Return the setting with those stays that reach a part of an item, told of whoever holds it.

    Who is told of one has held a place by then, or comes to hold it.
    """
    if not setting.stays:
        return setting
    holders = told.holders
    reaching = on_part(setting.stays, told.sides, told.pairs, holders.held)
    ever = {place: (place, *(one.by for one in by)) for place, by in holders.places.items()}
    return setting._replace(
        stays=tuple(
            stay._replace(told=tuple(dict.fromkeys(one for at in stay.told for one in ever[at])))
            for stay in reaching
        )
    )


def _filed(
    subject: str, facts: Sequence[Fact]
) -> tuple[Sequence[Fact], Mapping[str, str], Mapping[str, str]]:
    """Return the facts that file an item or say so, and whose it is, each with the side of it.

    The item is theirs whom its filings name. What is merely said to be filed names them only where
    nothing has been; whom it names beside them comes last.
    """
    key = subjects.name_of(subject)
    filings = sorted(
        [fact for fact in facts if fact.data.filing() and fact.items[key][0] == "item_id"],
        key=lambda fact: (not _files(fact), fact.bounds(None), fact.event_id),
    )
    filed: dict[str, str] = {}
    said: dict[str, str] = {}
    for fact in filings:
        sides = filed if _files(fact) else said
        for party_id, side in fact.data.sides():
            sides.setdefault(party_id, side)
    beside = {party_id: side for party_id, side in said.items() if party_id not in filed}
    return (filings, filed, beside) if filed else (filings, said, {})


def _files(fact: Fact) -> bool:
    """Tell whether a fact files an item on the record, and does not merely say so."""
    return fact.occurred and fact.data.files_item


def _on_record(fact: Fact) -> bool:
    """Tell whether a fact is about those whose the item is, and about nobody else."""
    return fact.occurred and (fact.data.acts or fact.data.track is not None)


def _deaths(parties: Iterable[str], known: Known) -> list[Fact]:
    deaths: dict[str, Fact] = {}
    for party_id in parties:
        group = known.party_group(party_id)
        for one in group:
            for fact, died in of_class(known.facts(subjects.party(one)), PartyDied):
                if died.party_id in group:
                    deaths[fact.event_id] = fact
    return list(deaths.values())


def fold_party(facts: Iterable[Fact]) -> PartyNames:
    """Fold the facts about one party of a matter into its names, in the order of their days.

    What adds it for the first time comes before all that changes it, whatever its day is.
    """
    naming = sorted(
        (fact for fact in facts if fact.occurred or not isinstance(fact.data, PartyChanged)),
        key=lambda fact: (fact.bounds(None)[1], fact.when.clock, fact.position),
    )
    first = next((fact for fact in naming if isinstance(fact.data, PartyAdded)), None)
    names = PartyNames()
    for fact in sorted(naming, key=lambda fact: fact is not first):
        names = fact.data.change_party(names, NameTaken(*fact.bounds(None)))
    return names


def fold_acting(facts: Iterable[Fact]) -> Iterable[Called]:
    """Fold the facts about those who act for a party, or in an office, into their names."""
    acting: Acting = {}
    for fact in in_effect(facts):
        acting = fact.data.change_acting(acting)
    return acting.values()
