"""Recognition: which entry of a docket's newer copy is which of those that are on record.

Two filings must never become one, while an entry that is not recognized is merely one that is gone
and one that is new. So what agrees most is matched first, and what is in doubt is new.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import NamedTuple

from casefile.importers.pacer.wording import Wording, grown, likeness, numbers_agree, roughly

WINDOW = 32  # how many others of its kind, on either side, an entry is compared with
FIRST, LAST = -1, -2  # what stands for a neighbour at the ends of a docket

Neighbours = tuple[int, int]  # the nearest entries before it and after it that are matched


class Pair(NamedTuple):
    """An entry on record and one of a newer copy that agree in something.

    `alone` tells that no other entry of either copy agrees with them in that, and `within` that
    the newer one is not of a later day than all that is on record.
    """

    was: Wording
    now: Wording
    alone: bool
    within: bool
    beside: tuple[Neighbours, Neighbours]

    @property
    def shared(self) -> int:
        """Return how many neighbours both have."""
        (before, after), (others_before, others_after) = self.beside
        return (before == others_before) + (after == others_after)

    @property
    def in_place(self) -> bool:
        """Tell whether both stand between the same two entries, or at the same end."""
        return self.shared == len(self.beside[0])

    @property
    def between(self) -> bool:
        """Tell whether both stand between the same two entries, none of them an end."""
        return self.in_place and not {FIRST, LAST} & {*self.beside[0]}

    @property
    def a_day(self) -> bool:
        """Tell whether they have a day in common."""
        days = zip(self.was.days, self.now.days, strict=True)
        return any(old and old == new for old, new in days)

    def differ(self, *keys: str) -> bool:
        """Tell whether each has a key of the court's, of one of these kinds, and another one."""
        both = [(getattr(self.was, key), getattr(self.now, key)) for key in keys]
        return any(old and new and old != new for old, new in both)

    @property
    def apart(self) -> bool:
        """Tell whether by the keys of the court they are two."""
        return self.differ("number", "sequence", "document")


Fits = Callable[[Pair], float]  # how well a pair fits; 0 where it is none


class Agreement(NamedTuple):
    """In what entries must agree to be compared, and how well a pair of them fits.

    Without a key they must stand between the same two. `older` looks at what earlier copies had.
    """

    key: Callable[[Wording], Hashable] | None
    fits: Fits
    older: bool = False


def _always(_: Pair) -> float:
    return 1


def _only(pair: Pair) -> float:
    return pair.alone


def _kept(pair: Pair) -> float:
    """Rate two with one sequence number or document: a key that is shared needs the words, too."""
    alike = roughly if pair.alone else likeness
    same = pair.alone and (pair.was.number == pair.now.number != "" or pair.a_day)
    return max(same, alike(pair.was.said, pair.now.said))


def _numbered(pair: Pair) -> float:
    """Rate two with one number by their words."""
    if pair.differ("sequence", "document"):
        return pair.was.words == pair.now.words and pair.a_day
    alike = roughly if pair.alone else likeness
    return alike(pair.was.said, pair.now.said)


def _not_apart(pair: Pair) -> float:
    return not pair.apart


def _numbered_otherwise(pair: Pair) -> float:
    """Rate two of the same words and days: the only ones may have another number."""
    return pair.alone and not pair.differ("sequence", "document")


def _number_kept(pair: Pair) -> float:
    """Rate two with one number and other words, which may have been given again."""
    same = pair.was.days == pair.now.days or pair.between
    return pair.alone and same and not pair.apart


def _reworded(pair: Pair) -> float:
    """Rate two of one day, or between the same two, by their words."""
    if pair.apart or not (pair.in_place or numbers_agree(pair.was.words, pair.now.words)):
        return 0
    return likeness(pair.was.said, pair.now.said)


def _reworded_and_redated(pair: Pair) -> float:
    """Rate two of the same or more words and one day, or between the same two."""
    more = pair.in_place or grown(pair.was.words, pair.now.words)
    return more and _reworded(pair)


def _redated(pair: Pair) -> float:
    """Rate two of the same words and other days."""
    return pair.alone and not pair.apart and pair.within


def _changed(pair: Pair) -> float:
    """Rate two with other words and other days, between the same two entries."""
    return numbers_agree(pair.was.words, pair.now.words) and _reworded(pair)


# What is sure in a copy of any part of a docket, and what its neighbours have to say, too.
SURE = (
    Agreement(lambda one: one, _only),
    Agreement(lambda one: one, _always),
    Agreement(lambda one: one, _always, older=True),
    Agreement(lambda one: one.sequence, _kept),
    Agreement(lambda one: one.document, _kept),
    Agreement(lambda one: one.number, _numbered),
    Agreement(lambda one: (one.words, one.days), _not_apart),
)
LIKELY = (
    Agreement(lambda one: one.said and (one.said, one.days), _numbered_otherwise),
    Agreement(lambda one: one.number, _number_kept),
    Agreement(lambda one: one.days, _reworded),
    Agreement(lambda one: one.filed, _reworded_and_redated),
    Agreement(lambda one: one.entered, _reworded_and_redated),
    Agreement(lambda one: one.said, _redated),
    Agreement(None, _changed),
)


def matched(
    before: Sequence[Sequence[Wording]], after: Sequence[Wording], *, part: bool = False
) -> list[int | None]:
    """Return for each entry of a copy which entry on record it is; None for one that is new.

    `before` has the wordings of each entry on record, the latest last. Entries of one day come in
    the order of their dockets. Of a `part`, what is not there says nothing.
    """
    found = _Recognition(before, after)
    for rule in SURE if part else (*SURE, *LIKELY):
        if not found.over:
            found.match(rule)
    return found.entries


class _Recognition:
    """The entries of two copies, and which of them are matched so far."""

    def __init__(self, before: Sequence[Sequence[Wording]], after: Sequence[Wording]) -> None:
        self.entries: list[int | None] = [None] * len(after)
        self._before, self._after = before, after
        self._latest = [wordings[-1] for wordings in before]
        self._of: dict[int, int] = {}  # the entry of the copy, by that on record
        self._last = max((max(one.days) for one in self._latest), default="")
        self._old_places = _in_order(self._latest)
        self._new_places = _in_order(after)

    @property
    def over(self) -> bool:
        """Tell whether every entry of either side is matched."""
        return len(self._of) in (len(self._before), len(self._after))

    def match(self, rule: Agreement) -> None:
        """Match what a rule finds, the best pairs first."""
        rated = sorted(self._rated(rule))
        for *_, old, new in rated:
            if old not in self._of and self.entries[new] is None:
                self._of[old] = new
                self.entries[new] = old

    def _rated(self, rule: Agreement) -> Iterator[tuple[float, int, int, int]]:
        """Yield the pairs that fit, each behind what orders them."""
        were = _neighbours(self._old_places, {old: old for old in self._of})
        are = _neighbours(self._new_places, {new: old for old, new in self._of.items()})
        olds: dict[Hashable, list[int]] = defaultdict(list)
        news: dict[Hashable, list[int]] = defaultdict(list)
        for old in self._old_places:
            wordings = self._before[old]
            for one in {*wordings[:-1]} if rule.older else wordings[-1:]:
                olds[rule.key(one) if rule.key else were[old]].append(old)
        for new in self._new_places:
            news[rule.key(self._after[new]) if rule.key else are[new]].append(new)
        for key in filter(None, news):
            alone = len(news[key]) == len(olds.get(key, ())) == 1
            left = [old for old in olds.get(key, ()) if old not in self._of]
            waiting = [new for new in news[key] if self.entries[new] is None]
            for old, new in _near(left, waiting):
                now = self._after[new]
                within = max(now.days) <= self._last
                pair = Pair(self._latest[old], now, alone, within, (were[old], are[new]))
                if fits := rule.fits(pair):
                    yield -fits, -pair.shared, old, new


def _near(olds: Sequence[int], news: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield each of some entries with those of the others that have about its rank."""
    for rank, new in enumerate(news):
        for old in olds[max(0, rank - WINDOW) : rank + WINDOW]:
            yield old, new


def _in_order(entries: Sequence[Wording]) -> list[int]:
    """Return the places of entries in the order of their days, and else as they come."""
    return sorted(range(len(entries)), key=lambda place: entries[place].stands)


def _neighbours(places: Sequence[int], known: dict[int, int]) -> dict[int, Neighbours]:
    """Return the nearest known entries before and after each, by what they are known as."""
    before, after = FIRST, LAST
    back: dict[int, int] = {}
    for place in places:
        back[place] = before
        before = known.get(place, before)
    found: dict[int, Neighbours] = {}
    for place in reversed(places):
        found[place] = (back[place], after)
        after = known.get(place, after)
    return found
