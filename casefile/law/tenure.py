"""Tenure: an item as one person has it, in which one party has taken the place of another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from casefile.law.evidence import Evidence
from casefile.law.flags import Flag
from casefile.law.item import Item
from casefile.law.timeline import CERTAIN, RECORD, Span


class Tenure(NamedTuple):
    """The places of an item, some of which a person holds on some days.

    `places` gives for each the person who has it from the beginning; `persons` the one id by which
    somebody with several is told.
    """

    person: str
    places: Mapping[str, str]
    persons: Mapping[str, str]

    def spans(self, spans: Sequence[Span]) -> Iterator[Span]:
        """Yield the spans of the item as the person has them.

        While others hold all places the item is nothing to it, and that it may come to hold one, or
        to lose it, is a possible state. That somebody else may is none.
        """
        last, vacant = None, False
        ahead = next((one.item for one in reversed(spans) if one.certainty == CERTAIN), None)
        for span in spans:
            held = self._holds(span.item)
            if span.certainty != CERTAIN and self._is_certain(span, spans):
                continue
            one = span if held else self._vacant(span, ahead)
            if held and vacant:  # what it goes on from is not the person's
                one = replace(span, before=None)
            if last and not held and _same(last, one):
                last = replace(last, valid_to=one.valid_to)
                continue
            if last:
                yield last
            last, vacant = one, not held
        if last:
            yield last

    def flags(self, flags: Iterable[Flag], spans: Sequence[Span]) -> Iterator[Flag]:
        """Yield the flags of the item on the days on which the person certainly holds a place."""
        days = self._days(spans)
        for flag in flags:
            for begins, ends in days:
                first, last = max(flag.valid_from, begins), min(flag.valid_to, ends)
                if first < last:
                    whole = flag._replace(rests_on=flag.events, before=None)
                    yield whole._replace(valid_from=first, valid_to=last)

    def _is(self, party_id: str) -> bool:
        return self.persons.get(party_id, party_id) == self.person

    def _holds(self, item: Item) -> bool:
        """Tell whether the person stands in the item, in its own place or in that of another."""
        holders = list(self.places.values())
        for one in item.replaced:
            by, was = (self.persons.get(name, name) for name in (one.by, one.party))
            holders = [by if holder == was else holder for holder in holders]
        return self.person in holders

    def _days(self, spans: Iterable[Span]) -> list[tuple[date, date]]:
        """Return from when until when the person certainly holds a place."""
        days: list[tuple[date, date]] = []
        for span in spans:
            if (span.basis, span.certainty) != (RECORD, CERTAIN) or not self._holds(span.item):
                continue
            if days and days[-1][1] == span.valid_from:
                days[-1] = (days[-1][0], span.valid_to)
            else:
                days.append((span.valid_from, span.valid_to))
        return days

    def _is_certain(self, span: Span, spans: Iterable[Span]) -> bool:
        """Tell whether the person certainly stands as a possible span has it when that begins."""
        return any(
            (one.basis, one.certainty) == (span.basis, CERTAIN)
            and one.valid_from <= span.valid_from < one.valid_to
            and self._standing(one.item) == self._standing(span.item)
            for one in spans
        )

    def _standing(self, item: Item) -> tuple[str, str] | None:
        return (item.state, item.prejudice) if self._holds(item) else None

    def _vacant(self, span: Span, ahead: Item | None) -> Span:
        """Return a span on which others hold all places: before the person takes one, or after.

        `ahead` is the item in the end, which says whose place the person takes later.
        """
        item, evidence = span.item, Evidence()
        vacant = Item(track=item.track, kind=item.kind, filed=item.filed)
        left = (one for one in reversed(item.replaced) if self._is(one.party))
        taken = (one for one in (ahead.replaced if ahead else ()) if self._is(one.by))
        if one := next(left, None):
            said = {"substituted_by": one.by, "substituted_on": one.since}
            vacant, evidence = vacant.having(detail=said), Evidence((one.event_id,))
        elif (later := next(taken, None)) and span.certainty == CERTAIN:
            said = {"takes_place_of": later.party, "substituted_on": later.since}
            vacant = vacant.having(detail=said)
        return replace(span, item=vacant, evidence=evidence, before=None)


def _same(one: Span, other: Span) -> bool:
    return (one.basis, one.certainty, one.item, one.evidence.ids, one.valid_to) == (
        *(other.basis, other.certainty, other.item, other.evidence.ids),
        other.valid_from,
    )
