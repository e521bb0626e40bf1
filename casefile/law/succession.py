"""Succession: which items of a party go on in others, and as what each of them counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

from casefile.law.charged_again import with_refiled
from casefile.law.civil import TRANSFERRED
from casefile.law.codes import Instrument, Prejudice, Track
from casefile.law.criminal import MOVED, SUPERSEDED
from casefile.law.edtf import LAST_DAY
from casefile.law.item import DISMISSED, LIFECYCLES, NONE, Item, has_abated
from casefile.law.item_labels import (
    GONE,
    is_refiled,
    item_label,
    onward,
    sent_on,
)
from casefile.law.own_successors import NOBODY, against_same, goes_on_within, of_offense
from casefile.law.placeholders import item_from
from casefile.law.seen import Seen

_GONE: dict[str, str] = {Track.CRIMINAL: MOVED, Track.CIVIL: TRANSFERRED}
FEDERAL = "US"
_ABOVE_COMPLAINTS = (Instrument.INFORMATION, Instrument.INDICTMENT)


class Standing(NamedTuple):
    """An item as it counts in a status: whether at all, in which state, and how it reads.

    `item` is in the state that counts. What is `lowest` counts with the lowest exposure, whatever
    its state; `says` is how it reads in place of its state, and `adds` what stands behind that. The
    `side` is said where the party stands on both. One that counts `again` does because of the
    events in `rests_on`, besides its own.
    """

    seen: Seen
    item: Item
    left_out: bool = False
    lowest: bool = False
    says: str = ""
    adds: str = ""
    side: str = ""
    again: bool = False
    rests_on: tuple[str, ...] = ()

    @property
    def evidence(self) -> Sequence[str]:
        """Return the events that this rests on."""
        return list(dict.fromkeys((*self.seen.evidence, *self.rests_on)))

    @property
    def went_on(self) -> bool:
        """Tell whether it is dismissed, and counts with what it went on as."""
        return self.lowest and self.item.state == DISMISSED and not is_refiled(self.item)

    @property
    def lowest_rank(self) -> int:
        """Return the place of the lowest exposure; below it there is only what is not filed."""
        return len(LIFECYCLES[self.seen.track].exposure) - 2

    def rank(self, on: date) -> int:
        """Return its place in the order of exposure, 0 being the highest."""
        return self.lowest_rank if self.lowest else LIFECYCLES[self.seen.track].rank(self.item, on)

    def label(self, on: date) -> str:
        """Return how it reads, with where it goes on."""
        said = self.says or self._reads(on)
        said = f"as {self.side}: {said.replace('; ', ', ')}" if self.side else said
        return f"{said} ({self.adds})" if self.adds else said

    def _reads(self, on: date) -> str:
        seen = self.seen
        return item_label(seen.matter_id, seen.track, self.item, on, seen.party_id)


class Succession:
    """The items of one person, some of which live on in others of them.

    `elsewhere` are those that are out of scope: they do not count, and what goes on in them does.
    Of the items of a matter `parties` says by their keys against whom each is.
    """

    def __init__(
        self,
        seen: Sequence[Seen],
        elsewhere: Sequence[Seen] = (),
        parties: Mapping[str, Collection[str]] = NOBODY,
    ) -> None:
        self._scope = {one.key for one in seen}
        every = (*seen, *elsewhere)
        self._again = with_refiled(one for one in every if not _is_before_indictment(one))
        # Of each item its parts, that in which it is most alive last.
        self._family: dict[str, list[Seen]] = {}
        self._back_in: dict[str, list[Seen]] = {}
        self._offenses: dict[str, Collection[str]] = {}
        self._parties = parties
        # By matter, the last day on which one was filed, and what it is.
        self._instruments: dict[str, tuple[str, str]] = {}
        for one in sorted(map(self._as_filed, every), key=_alive):
            self._family.setdefault(one.key, []).append(one)
            self._offenses[one.key] = one.item.offenses
            for key in one.item.returned:
                self._back_in.setdefault(key, []).append(one)
            instrument = one.item.detail.get("instrument")
            failed = one.item.state == DISMISSED and not _ended_for_good(one)
            if instrument in _ABOVE_COMPLAINTS and one.item.state != NONE and not failed:
                filed = (one.item.filed_on, instrument)
                self._instruments[one.matter_id] = max(
                    filed, self._instruments.get(one.matter_id, filed)
                )

    def counted(self, one: Seen) -> Standing:
        """Return an item as it counts beside the others."""
        one = self._as_filed(one)
        if one.item.state in GONE:
            return self._gone(one)
        if is_refiled(one.item):
            filed = [key for key in one.item.successors if self._is_filed(key, one)]
            return Standing(one, one.item, not self._scope.isdisjoint(filed), lowest=True)
        if one.item.state == DISMISSED and (others := self._ended_in(one)):
            item = one.item.having(refilable=None, successors=others)
            adds = f"went on as {onward(one.matter_id, item)}"
            here = not self._scope.isdisjoint(others)
            return Standing(one, item, left_out=here, lowest=True, adds=adds)
        home = self._home(one)
        ended = one.item.state == DISMISSED
        undecided = ended or one.item.state in LIFECYCLES[one.track].open
        if home and undecided and self._lives(home, one, (one.key,)):
            back = self._goes_on(one, [home])
            adds = f"returned to {item_from(one.matter_id, home)}"
            item = back.item.having(refilable=None) if ended else back.item
            return back if back.says else back._replace(item=item, adds=adds)
        if instrument := self._instrument_above(one):
            return Standing(one, one.item, left_out=True, adds=f"the {instrument} takes its place")
        return Standing(one, one.item)

    def by_itself(self, one: Seen) -> Standing:
        """Return an item as it stands by itself, with the one of several that took its place."""
        return Standing(one, self._narrowed(one))

    def stands(self, one: Seen) -> Standing:
        """Return an item as it stands: where it was sent on and is still faced, as it counts."""
        one = self._as_filed(one)
        if not goes_on(one.item):
            return self.by_itself(one)
        counted = self.counted(one)
        faced = one.item.state in GONE and counted.item.state not in GONE
        ended = one.item.state == DISMISSED
        return counted if counted.left_out is ended and (faced or ended) else self.by_itself(one)

    def place_taken(self, one: Seen) -> str:
        """Return the state of an item whose place is taken, but which is not itself sent on.

        It is dismissed, or nobody has said what became of it, and counts with what takes its place.
        """
        counted = self.counted(one)
        if one.item.state in GONE or is_refiled(one.item) or not counted.left_out:
            return ""
        within = goes_on_within(counted.item, one.matter_id) and one.track == Track.CRIMINAL
        return SUPERSEDED if within else _GONE[one.track]

    def _narrowed(self, one: Seen, living: Sequence[str] = ()) -> Item:
        """Return an item that goes on in those against its own parties, of its own offense."""
        keys = against_same(
            self._parties.get(one.key, ()), living or one.item.successors, self._parties
        )
        return one.item.having(successors=of_offense(one.item.offenses, keys, self._offenses))

    def _as_filed(self, one: Seen) -> Seen:
        """Return an item as filed again, where nothing but its offense says that it was."""
        return self._again.get(one.place, one)

    def _gone(self, one: Seen) -> Standing:
        """Return an item that was sent on: it counts until what it goes on as stands."""
        item, onward = self._narrowed(one), self._onward(one)
        if not onward:
            return Standing(one, item, lowest=item.state != TRANSFERRED)
        living = [key for key in onward if self._lives(key, one, (one.key,))]
        if living:
            return self._goes_on(one, living)
        dismissed, still = all(self._state(key, one) == DISMISSED for key in onward), "pending"
        if dismissed and self._enhances_what_lives(one):
            return Standing(one, item, left_out=True)
        if dismissed and self._is_spent(one, onward):
            return Standing(one, item, not self._scope.isdisjoint(onward), lowest=True)
        if dismissed:
            still = f"which {'were' if len(onward) > 1 else 'was'} dismissed"
        adds = f"{sent_on(one.matter_id, item)}, {still}"
        if has_abated(item):
            adds = sent_on(one.matter_id, item)
        again = dismissed and not has_abated(item)
        if not item.last_open:  # nothing says how it stood
            return Standing(one, item, says=adds)
        ended = (found.evidence for key in onward if (found := self._found(key, one)))
        rests_on = tuple(chain.from_iterable(ended)) if again else ()
        stood = item.having(state=item.last_open, since=None)
        return Standing(one, stood, adds=adds, again=again, rests_on=rests_on)

    def _is_spent(self, one: Seen, onward: Iterable[str]) -> bool:
        """Tell whether a charge of a complaint went on in what is charged by a paper above it.

        Nobody is held to answer for a felony on a complaint alone (N.M. Const. art. II, sec. 14;
        Fed. R. Crim. P. 7(a)): it is charged anew, and not by the complaint once more. Of two
        indictments both are pending until one is dismissed, so the older one counts again.
        """
        complaint = one.item.detail.get("instrument") == Instrument.COMPLAINT
        found = (self._found(key, one) for key in onward)
        above = (
            other is not None and other.item.detail.get("instrument") in _ABOVE_COMPLAINTS
            for other in found
        )
        return complaint and one.item.state == SUPERSEDED and all(above)

    def _ended_in(self, one: Seen) -> tuple[str, ...]:
        """Return in what else a charge that is dismissed went on, where it counts with that.

        It is one charge, which goes on there or is dismissed there as well. Where that is more
        final than its own dismissal, what is left of it is still told.
        """
        keys = self._narrowed(one).successors or self._indicted_as(one)
        found = [self._found(key, one) for key in keys if key != one.key]
        filed = [other for other in found if other and other.item.state != NONE]
        counts = any(
            self._lives(other.key, one, (one.key,)) or _is_open_as_long(other.item, one.item)
            for other in filed
        )
        return tuple(other.key for other in filed) if counts else ()

    def _indicted_as(self, one: Seen) -> tuple[str, ...]:
        """Return the federal charges of its offense that took the place of one of a complaint."""
        if not _is_before_indictment(one) or _ended_for_good(one):
            return ()
        others = (part for parts in self._family.values() for part in parts)
        return tuple(
            other.key
            for other in others
            if (other.matter_id, other.party_id) == (one.matter_id, one.party_id)
            and other.item.detail.get("instrument") in _ABOVE_COMPLAINTS
            and _same_charge(one, other)
        )

    def _enhances_what_lives(self, one: Seen) -> bool:
        """Tell whether an item enhances a charge that was sent on, and lives where it went on."""
        attached = f"{one.matter_id}/{one.item.attaches_to}" if one.item.attaches_to else ""
        charge = self._found(attached, one)
        if charge is None or charge.item.state not in GONE:
            return False
        return any(self._lives(key, charge, (charge.key,)) for key in self._onward(charge))

    def _goes_on(self, one: Seen, living: list[str]) -> Standing:
        """Return an item that goes on in others, which are filed."""
        if not self._scope.isdisjoint(living):
            return Standing(one, self._narrowed(one), left_out=True)
        named = onward(one.matter_id, self._narrowed(one, living))
        gone = one.item if one.item.state in GONE else one.item.having(state=_GONE[one.track])
        return Standing(one, gone, lowest=True, says=f"goes on as {named}")

    def _lives(self, key: str, as_: Seen, path: tuple[str, ...]) -> bool:
        """Tell whether a part goes on in an item that is filed, and is not dismissed there.

        A claim that was sent on goes on even then: it is one action, and has ended there. A charge
        that was dismissed elsewhere can still be tried where it was filed first, unless it has
        ended there for good.
        `path` leads to the item; items that go on in each other in a circle go on nowhere.
        """
        found = self._found(key, as_)
        if found is None or found.item.state == NONE:
            return _is_anothers(found)
        onward = self._onward(found)
        if not {key, *onward}.isdisjoint(path):
            return False
        alive = found.item.state != DISMISSED or found.track == Track.CIVIL
        alive = alive or (_same_charge(as_, found) and _ended_for_good(found))
        return alive or any(self._lives(one, as_, (*path, key)) for one in onward)

    def _onward(self, one: Seen) -> tuple[str, ...]:
        """Return the items in which one goes on, as it stands: of several that of its offense."""
        if one.item.state in GONE or is_refiled(one.item):
            item = self._narrowed(one)
            return tuple(key for key in item.successors if key != one.key)
        home = self._home(one)
        return (home,) if home else ()

    def _home(self, one: Seen) -> str:
        """Return the item in which one goes on that has come back to it; nothing where none has."""
        back = [other.key for other in self._back_in.get(one.key, ()) if _face(one, other)]
        return back[-1] if back else ""

    def _found(self, key: str, as_: Seen) -> Seen | None:
        """Return the part of an item in which a part of another one goes on: against the same."""
        parts = self._family.get(key, ())
        return next((one for one in reversed(parts) if _face(one, as_)), None)

    def _state(self, key: str, as_: Seen) -> str:
        found = self._found(key, as_)
        return found.item.state if found else NONE

    def _is_filed(self, key: str, as_: Seen) -> bool:
        found = self._found(key, as_)
        return found is not None and (found.item.state != NONE or _is_anothers(found))

    def _instrument_above(self, one: Seen) -> str:
        """Return the instrument that takes the place of an open charge of a federal complaint.

        A felony is prosecuted by indictment or information (Fed. R. Crim. P. 7); the complaint is
        what comes before (Rule 3). One that is filed after it stands.
        """
        still_open = one.item.state in LIFECYCLES[one.track].open
        filed_on, instrument = self._instruments.get(one.matter_id, ("", ""))
        before = _is_before_indictment(one) and one.item.filed_on <= filed_on
        return instrument if still_open and before else ""


def counted_on(seen: Sequence[Seen], elsewhere: Sequence[Seen], basis: str) -> list[Standing]:
    """Return the items as they count beside each other, on a basis.

    What goes on in another one does as long as that lives by the record: a report that it has ended
    says nothing of what it took the place of.
    """
    stands = [one.on(basis) for one in seen]
    others = [one.on(basis) for one in elsewhere]
    if basis != "record":
        others += [one for one in (*seen, *elsewhere) if one.reported]
    succession = Succession(stands, others)
    return [succession.counted(one) for one in stands]


def goes_on(item: Item) -> bool:
    """Tell whether an item was sent on to others, wherever it was dismissed since."""
    ended = item.state == DISMISSED and item.successors and not is_refiled(item)
    return item.state in GONE or bool(ended)


def _face(one: Seen, other: Seen) -> bool:
    """Tell whether two parts can be against the same; one that is the whole item is against all."""
    theirs = set(one.item.opposite), set(other.item.opposite)
    return not all(theirs) or not theirs[0].isdisjoint(theirs[1])


def _is_before_indictment(one: Seen) -> bool:
    """Tell whether an item is a charge of a federal complaint."""
    complaint = one.item.detail.get("instrument") == Instrument.COMPLAINT
    return complaint and one.item.jurisdiction == FEDERAL


def _ended_for_good(one: Seen) -> bool:
    """Tell whether a dismissal ended the prosecution of what was charged, and not one charge of it.

    One with prejudice does, and one on completion of a deferral.
    """
    return one.item.prejudice == Prejudice.WITH or "deferral_completed" in one.item.detail


def _is_open_as_long(item: Item, other: Item) -> bool:
    """Tell whether what is dismissed can be filed again at least as surely and as long."""
    order = (Prejudice.WITH, Prejudice.UNKNOWN, Prejudice.WITHOUT)
    sure, other_sure = (order.index(Prejudice(one.prejudice or "unknown")) for one in (item, other))
    until, other_until = (
        (one.refilable[1] if one.refilable else "") or LAST_DAY.isoformat() for one in (item, other)
    )
    return sure > other_sure or (sure == other_sure and until >= other_until)


def _same_charge(one: Seen, other: Seen) -> bool:
    """Tell whether a charge is the other one: it was moved there, or is of the same offense."""
    return one.item.state == MOVED or not one.item.offenses.isdisjoint(other.item.offenses)


def _is_anothers(found: Seen | None) -> bool:
    """Tell whether an item was filed and has passed to somebody else since."""
    return found is not None and "substituted_by" in found.item.detail


def _alive(one: Seen) -> int:
    return (NONE, DISMISSED).index(one.item.state) if one.item.state in (NONE, DISMISSED) else 2


def linked(some: Iterable[Seen]) -> dict[str, set[str]]:
    """Return of each item those whose standing can decide whether it is still faced itself."""
    links: dict[str, set[str]] = {}
    for one in some:
        found = links.setdefault(one.key, set())
        found.update(one.item.successors)
        if one.item.attaches_to:
            found.add(f"{one.matter_id}/{one.item.attaches_to}")
        for key in one.item.returned:
            links.setdefault(key, set()).add(one.key)
    return links
