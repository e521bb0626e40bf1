"""Tenure: an item as one party has it that is replaced in it, or takes the place of another."""

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
    """The place of a party in an item, which somebody else holds on some days.

    `original` says that the party had it from the beginning; `persons` gives the one id by which
    somebody with several is told.
    """

    party_id: str
    original: bool
    persons: Mapping[str, str]

    def spans(self, spans: Sequence[Span]) -> Iterator[Span]:
        """Yield the spans of the item as the party has them.

        While somebody else holds its place the item is nothing to it, and that it may come to hold
        it, or to lose it, is a possible state.
        """
        last, vacant = None, False
        for span in spans:
            held = self._holds(span.item)
            if not held and span.certainty != CERTAIN and self._vacant_on(span, spans):
                continue
            one = span if held else self._vacant(span)
            if held and vacant:  # what it goes on from is not the party's
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
        """Yield the flags of the item on the days on which the party certainly holds its place."""
        days = self._days(spans)
        for flag in flags:
            for begins, ends in days:
                first, last = max(flag.valid_from, begins), min(flag.valid_to, ends)
                if first < last:
                    whole = flag._replace(rests_on=flag.events, before=None)
                    yield whole._replace(valid_from=first, valid_to=last)

    def _holds(self, item: Item) -> bool:
        """Tell whether the party stands in the item, and nobody in its place."""
        holds = self.original
        for one in item.replaced:
            by, was = (self.persons.get(name, name) for name in (one.by, one.party))
            holds = by == self.party_id or (holds and was != self.party_id)
        return holds

    def _days(self, spans: Iterable[Span]) -> list[tuple[date, date]]:
        """Return from when until when the party certainly holds the place."""
        days: list[tuple[date, date]] = []
        for span in spans:
            if (span.basis, span.certainty) != (RECORD, CERTAIN) or not self._holds(span.item):
                continue
            if days and days[-1][1] == span.valid_from:
                days[-1] = (days[-1][0], span.valid_to)
            else:
                days.append((span.valid_from, span.valid_to))
        return days

    def _vacant_on(self, span: Span, spans: Iterable[Span]) -> bool:
        """Tell whether somebody else certainly holds the place as a span begins."""
        return any(
            (one.basis, one.certainty) == (span.basis, CERTAIN)
            and one.valid_from <= span.valid_from < one.valid_to
            and not self._holds(one.item)
            for one in spans
        )

    def _vacant(self, span: Span) -> Span:
        """Return a span on which somebody else holds the place."""
        item, evidence = span.item, Evidence()
        vacant = Item(track=item.track, kind=item.kind, filed=item.filed)
        for one in reversed(item.replaced):
            if self.persons.get(one.party, one.party) == self.party_id:
                said = {"substituted_by": one.by, "substituted_on": one.since}
                vacant, evidence = vacant.having(detail=said), Evidence((one.event_id,))
                break
        return replace(span, item=vacant, evidence=evidence, before=None)


def _same(one: Span, other: Span) -> bool:
    return (one.basis, one.certainty, one.item, one.evidence.ids, one.valid_to) == (
        *(other.basis, other.certainty, other.item, other.evidence.ids),
        other.valid_from,
    )
