"""Stays: since when a matter stands still and until when, as a whole or as to some of its parties.

A stay that names parties is theirs alone, and one that names nobody is of the whole matter: what
stays proceedings against a debtor does not stay them against a co-defendant (11 U.S.C. 362(a);
1201 and 1301 reach a codebtor on a consumer debt alone). The two stand beside each other, each with
an end of its own. What lifts a stay as to somebody lifts the stay that this party has by itself or,
where it has none, takes the party out of that of the matter. What lifts a stay and names nobody
lifts that of the matter, and of nobody who is stayed by itself: only the court that stayed it can
(11 U.S.C. 362(d)). Several stays of one matter or party are told apart by their ids, and each is
lifted under its own: a bankruptcy stays what an appeal stays as well (Coinbase, Inc. v. Bielski,
599 U.S. 736 (2023)), and relief from one leaves the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, product
from typing import NamedTuple

from casefile.law import placeholders, subjects
from casefile.law.civil import CLAIMANT
from casefile.law.edtf import LAST_DAY
from casefile.law.entry import stay_entry
from casefile.law.events.matter import MatterStayChanged
from casefile.law.fact import Fact, in_effect, of_class
from casefile.law.parting import NOBODY

Act = tuple[Fact, MatterStayChanged]
# The reason of a stay that is of a judgment alone, pending an appeal (Fed. R. Civ. P. 62).
_of_judgment = re.compile(
    r"(?:the )?(?:(?:enforcement|execution) (?:of|on) (?:the )?)?judgment\b", re.IGNORECASE
)
# Gives whose stay an id means: the person's own, then those in whose place that person stands.
Persons = Callable[[str], Sequence[str]]
# Whose a stay is, and its own id.
Key = tuple[str, str]
STAYED, UNCERTAIN = "stayed", "stay_uncertain"
WHOLE = ""  # whose stay that of the matter is
_NEVER = date.min  # the days of a stay while it is found


class Stay(NamedTuple):
    """A stay on a half-open span of days: of `parties`, or of the matter where there are none.

    `but` are those whom the stay of the matter does not reach any more, each with what says so.
    `perhaps` says that it is only possible that it stands, `over` that it may have been lifted.
    `told` are the ids of those of an item whom it is about, where it is not about all of them;
    `as_claimant` says that it is about what the party claims itself.
    """

    said: tuple[Fact, ...]
    tolls: bool
    parties: tuple[str, ...] = ()
    but: tuple[tuple[str, Fact], ...] = ()
    perhaps: bool = False
    over: bool = False
    begins: date = _NEVER
    ends: date = _NEVER
    told: tuple[str, ...] = ()
    as_claimant: bool = False
    stay_id: str = ""

    @property
    def evidence(self) -> tuple[str, ...]:
        """Return the ids of the events that it rests on."""
        return tuple(one for fact in self.said for one in fact.evidence)

    @property
    def is_certain(self) -> bool:
        """Tell whether something stands still for certain because of it."""
        return not (self.perhaps or self.over or self.as_claimant)

    @property
    def stands_in_the_end(self) -> bool:
        """Tell whether it stands until further notice for certain."""
        return self.is_certain and self.ends == LAST_DAY

    @property
    def code(self) -> str:
        """Return the code of the flag that tells of it."""
        return STAYED if self.is_certain else UNCERTAIN

    @property
    def sentence(self) -> str:
        """Return in words what stands still."""
        said = self.words("may be" if self.perhaps else "is")
        if self.as_claimant:
            said += "; a bankruptcy does not stay what the debtor claims (11 U.S.C. 362(a)(1))"
        return f"The {said}."

    def words(self, verb: str, when: str = "") -> str:
        """Return in words what is or was stayed, as to whom and when, or may have been lifted."""
        whom, which = self._as_to(self.parties), f" ({self.stay_id})" if self.stay_id else ""
        what = "judgment" if self.of_judgment else "matter"
        if self.over:
            return f"stay of the {what}{which} may have been lifted{whom}"
        out = self._as_to([party_id for party_id, _ in self.but])
        return f"{what} {verb} stayed{whom}{which}{when}" + (f", but not{out}" if out else "")

    @property
    def of_judgment(self) -> bool:
        """Tell whether it is a judgment alone that is stayed, by the reason."""
        data = self.said[0].data
        return isinstance(data, MatterStayChanged) and bool(_of_judgment.match(data.reason or ""))

    def _as_to(self, parties: Sequence[str]) -> str:
        matter_id = self.said[0].matter_id
        named = [placeholders.party_in(matter_id, one) for one in parties]
        return f" as to {' and '.join(named)}" if named else ""


class _Runs(NamedTuple):
    """A stay while it runs; `but` are those who are taken out of that of the matter."""

    said: tuple[Fact, ...]
    tolls: bool
    but: tuple[tuple[str, Fact], ...] = ()


# What runs, by whose stay it is and which.
_State = Mapping[Key, _Runs]


def stay_acts(subject: str, facts: Sequence[Fact]) -> list[Act]:
    """Return what stays a matter, given as its subject, and what lets it go on."""
    matter_id = subjects.name_of(subject)
    own = (fact for fact in facts if fact.matter_id == matter_id)
    return of_class(in_effect(own), MatterStayChanged)


def entries_of(change: MatterStayChanged, persons: Persons) -> Iterator[tuple[str, str, str]]:
    """Yield the entries that an act sets or lifts: the id, and whose it is as which id tells it."""
    for one in change.parties or (WHOLE,):
        ids = persons(one) if one else (WHOLE,)
        for whose in ids[:1] if change.on else ids:
            yield stay_entry(whose, change.stay_id or ""), one, whose


def stays_of(acts: Sequence[Act], persons: Persons) -> list[Stay]:
    """Return the stays of a matter by its acts, in the order in which they begin."""
    ordered = list(_in_order(acts, persons))
    bounds = (fact.bounds(None) for fact, _ in ordered)
    edges = sorted({day for days in bounds for day in days})
    going: dict[Stay, date] = {}
    found: list[Stay] = []
    for day in edges:
        now = dict.fromkeys(_standing(ordered, day, persons))
        over = [one for one in going if one not in now]
        found += [one._replace(begins=going.pop(one), ends=day) for one in over]
        for one in now:
            going.setdefault(one, day)
    found += [one._replace(begins=begins, ends=LAST_DAY) for one, begins in going.items()]
    return sorted(found, key=lambda one: (one.begins, one.perhaps, one.over, one.evidence))


def on_part(
    stays: Sequence[Stay],
    sides: Mapping[str, str],
    pairs: Sequence[tuple[str, str]],
    places: Callable[[str, Fact], frozenset[str]],
) -> Iterator[Stay]:
    """Yield the stays that reach a part of an item, each with the places of those it is told of.

    `sides` are the places of its parties; there are `pairs` where the item has several parts.
    `places` gives those that a party holds when a fact takes effect. What is between two parties
    stands still where it is against one who is stayed, and goes on where one of them is taken out
    of the stay of the matter.
    """
    claimants = [one for one, side in sides.items() if side == CLAIMANT]
    others = [one for one, side in sides.items() if side != CLAIMANT]
    every = pairs or list(product(claimants or [NOBODY], others or [NOBODY]))
    for stay in stays:
        out = frozenset[str]().union(*(places(one, fact) for one, fact in stay.but))
        own = frozenset[str]().union(*(places(one, stay.said[0]) for one in stay.parties))
        whom: dict[bool, set[str]] = {False: set(), True: set()}
        for pair in every:
            if stay.parties:
                against = pair[1] in own
                reached = against or pair[0] in own
                as_claimant = not (against or stay.over)
            else:
                reached, as_claimant = out.isdisjoint(pair), False
            if reached:
                whom[as_claimant].update(one for one in pair if one)
        told = {False: whom[False], True: whom[True] - whom[False]}
        for as_claimant, those in told.items():
            if those:
                whole = those >= set(sides)
                names = () if whole else tuple(one for one in sides if one in those)
                yield stay._replace(told=names, as_claimant=as_claimant)


def _in_order(acts: Sequence[Act], persons: Persons) -> Iterator[Act]:
    """Yield the acts in order; on one day by links and hours, then what changes how it began.

    What was stayed before is lifted and stayed anew on one day, what was not is stayed and lifted,
    however many acts say so.
    """
    state: _State = {}
    for _, day in groupby(acts, key=lambda act: act[0].bounds(None)[1]):
        left, begun = list(day), state
        while left:
            first = [one for one in left if not any(_before(other, one) for other in left)] or left
            turning = (one for one in first if _after(begun, one, persons) != begun)
            chosen = next(turning, first[0])
            state = _after(state, chosen, persons)
            left.remove(chosen)
            yield chosen


def _before(one: Act, other: Act) -> bool:
    """Tell whether links or hours put an act before another one of its day."""
    first, second = one[0].when.clock, other[0].when.clock
    linked = one[0].event_id in other[0].after
    return linked or (other[0].event_id not in one[0].after and bool(first) and first < second)


def _after(state: _State, act: Act, persons: Persons) -> _State:
    """Return what runs after an act."""
    fact, change = act
    stay_id = change.stay_id or ""
    of_all = (WHOLE, stay_id)
    made, whole = dict(state), state.get(of_all)
    for ids in [persons(one) for one in change.parties or ()] or [(WHOLE,)]:
        keys = [(one, stay_id) for one in ids]
        running = [one for one in keys if one in made]
        if change.on:
            made.setdefault(keys[0], _Runs((fact,), change.tolls))
        elif running:
            made = {one: stay for one, stay in made.items() if one not in running}
        elif whole and ids[0] not in dict(whole.but):
            but, said = (*whole.but, (ids[0], fact)), (*whole.said, fact)
            made[of_all] = whole = whole._replace(said=said, but=but)
    if change.on and not change.parties and whole and whole.but:
        made[of_all] = whole._replace(said=(*whole.said, fact), but=())
    return made


def _standing(ordered: Sequence[Act], day: date, persons: Persons) -> Iterator[Stay]:
    """Yield what stands on a day, and what may stand otherwise, by the acts in their order."""
    state: _State = {}
    opened = []
    for act in ordered:
        first, last = act[0].bounds(None)
        if last <= day:
            state = _after(state, act, persons)
        elif first <= day:
            opened.append(act)
    yield from _together(state)
    other = state
    for act in opened:
        other = _after(other, act, persons)
        yield from _otherwise(state, other, act[0])


def _together(state: _State) -> Iterator[Stay]:
    """Yield what runs, that of parties that began together as one."""
    running: dict[tuple[_Runs, str], list[str]] = {}
    for (whose, stay_id), stay in state.items():
        running.setdefault((stay, stay_id), []).extend([whose] if whose != WHOLE else [])
    for (stay, stay_id), parties in running.items():
        yield Stay(stay.said, stay.tolls, tuple(parties), stay.but, stay_id=stay_id)


def _otherwise(state: _State, other: _State, by: Fact) -> Iterator[Stay]:
    """Yield in what a state that is possible differs from the certain one."""
    begun = {one: running for one, running in other.items() if one not in state}
    ended = {one: running for one, running in state.items() if one not in other}
    for stay in _together(begun):
        yield stay._replace(perhaps=True)
    for stay in _together(ended):
        yield stay._replace(said=(*stay.said, by), but=(), over=True)
    for key in (one for one in state if one in other):
        was, now = dict(state[key].but), dict(other[key].but)
        stay = Stay(other[key].said, other[key].tolls, stay_id=key[1])
        if out := tuple(one for one in now if one not in was):
            yield stay._replace(parties=out, over=True)
        if again := tuple(one for one in was if one not in now):
            yield stay._replace(parties=again, perhaps=True)
