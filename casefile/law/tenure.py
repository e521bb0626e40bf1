"""Tenure: an item as one party has it that is replaced in it, or takes the place of another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from casefile.law.evidence import Evidence
from casefile.law.flags import Flag
from casefile.law.item import Item
from casefile.law.timeline import CERTAIN, RECORD, Span


def holds(party_id: str, item: Item, *, original: bool) -> bool:
    """Tell whether a party stands in the item, and nobody in its place."""
    standing = original
    for one in item.replaced:
        standing = one.by == party_id or (standing and one.party != party_id)
    return standing


def spans_held(party_id: str, spans: Sequence[Span], *, original: bool) -> Iterator[Span]:
    """Yield the spans of an item as a party has them.

    While somebody else holds its place the item is nothing to it, and that it may come to hold it,
    or to lose it, is a possible state.
    """
    last: Span | None = None
    for span in spans:
        held = holds(party_id, span.item, original=original)
        if not held and span.certainty != CERTAIN and _vacant_on(party_id, span, spans, original):
            continue
        one = replace(span, before=None) if held else _vacant(party_id, span)
        if last and _same(last, one) and not held:
            last = replace(last, valid_to=one.valid_to)
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def flags_held(
    party_id: str, flags: Iterable[Flag], spans: Sequence[Span], *, original: bool
) -> Iterator[Flag]:
    """Yield the flags of an item on the days on which a party certainly holds its place there."""
    days = list(_days_held(party_id, spans, original))
    for flag in flags:
        for begins, ends in days:
            first, last = max(flag.valid_from, begins), min(flag.valid_to, ends)
            if first < last:
                whole = flag._replace(rests_on=flag.events, before=None)
                yield whole._replace(valid_from=first, valid_to=last)


def _days_held(party_id: str, spans: Iterable[Span], original: bool) -> Iterator[tuple[date, date]]:
    certain = (span for span in spans if (span.basis, span.certainty) == (RECORD, CERTAIN))
    begins: date | None = None
    ends: date | None = None
    for span in certain:
        if holds(party_id, span.item, original=original):
            begins, ends = begins or span.valid_from, span.valid_to
        elif begins and ends:
            yield begins, ends
            begins = None
    if begins and ends:
        yield begins, ends


def _vacant_on(party_id: str, span: Span, spans: Iterable[Span], original: bool) -> bool:
    """Tell whether somebody else certainly holds the place of a party as a span begins."""
    return any(
        (one.basis, one.certainty) == (span.basis, CERTAIN)
        and one.valid_from <= span.valid_from < one.valid_to
        and not holds(party_id, one.item, original=original)
        for one in spans
    )


def _vacant(party_id: str, span: Span) -> Span:
    """Return a span on which somebody else holds the place of a party."""
    item = span.item
    left = next((one for one in reversed(item.replaced) if one.party == party_id), None)
    said = {"substituted_by": left.by, "substituted_on": left.since} if left else {}
    vacant = Item(track=item.track, kind=item.kind, filed=item.filed, detail=said)
    evidence = Evidence((left.event_id,) if left else ())
    return replace(span, item=vacant, evidence=evidence, before=None)


def _same(one: Span, other: Span) -> bool:
    return (one.basis, one.certainty, one.item, one.evidence.ids, one.valid_to) == (
        *(other.basis, other.certainty, other.item, other.evidence.ids),
        other.valid_from,
    )
