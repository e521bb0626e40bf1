"""Terms: what runs on an item until a day, and stands on the calendar because of that.

It is a deferral, probation or supervised release, the time to contest a citation, or the time in
which a dismissed charge can be filed again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from msgspec.structs import replace

from casefile.law.criminal import ADJUDICATED, CONVICTED, DEFERRED, SENTENCED
from casefile.law.deadlines.count import months_later
from casefile.law.edtf import LAST_DAY, parse
from casefile.law.fields import LIFE
from casefile.law.folded import FoldedItem
from casefile.law.item import DISMISSED, Item
from casefile.law.regulatory import CITED
from casefile.law.timeline import Span

DEFERRAL_ENDS = "deferral ends"
PROBATION_ENDS = "probation ends"
CONTEST_BY = "last day to contest"
REFILE_BY = "last day to file again"
PROBATION_UNKNOWN = "probation ends, day not known"
RELEASE_UNKNOWN = "supervised release ends, day not known"
MONTHS = 12  # of a year
# Their numbers stand in the ids of a calendar file, so that a new kind comes last.
TERMS = (
    DEFERRAL_ENDS,
    PROBATION_ENDS,
    CONTEST_BY,
    REFILE_BY,
    PROBATION_UNKNOWN,
    RELEASE_UNKNOWN,
)
PROBATION, SUPERVISED_RELEASE = "probation", "supervised_release"
# What is served first, so that nobody can say from the sentence alone when probation begins.
BEFORE_PROBATION = ("incarceration", "home_detention")


class Running(NamedTuple):
    """What runs until a day `at`, in EDTF, as it is so on a half-open span of days.

    It runs since a day, in EDTF, by an event.
    """

    kind: str
    at: str
    since: str
    by: str
    valid_from: date
    valid_to: date


def terms_of(folded: FoldedItem, others: Iterable[FoldedItem] = ()) -> Iterator[Running]:
    """Yield what runs on an item on the record, each kind's terms in the order of their days.

    On some of the `others` the party may be in prison, which puts off what it is to serve.
    """
    prison = list(_in_prison(folded, others)) if _is_on_probation(folded) else []
    for timeline in folded.each:
        running: dict[str, Running] = {}
        for span, held in _parted(timeline.record.certain, prison):
            now = {kind: at for kind, at in _terms(span.item, held=held) if at}
            if not (now or running):
                continue
            for kind, term in list(running.items()):
                if now.get(kind) != term.at or term.valid_to != span.valid_from:
                    yield running.pop(kind)
            for kind, at in now.items():
                if kind in running:
                    running[kind] = running[kind]._replace(valid_to=span.valid_to)
                else:
                    by = span.evidence.added[-1] if span.evidence.added else ""
                    running[kind] = Running(
                        kind, at, _since(span), by, span.valid_from, span.valid_to
                    )
        yield from running.values()


def _is_on_probation(folded: FoldedItem) -> bool:
    """Tell whether probation on an item would end on a day that its sentence tells."""
    spans = (span for timeline in folded.each for span in timeline.record.certain)
    return any(kind == PROBATION_ENDS for one in spans for kind, _ in _terms(one.item, held=False))


def _in_prison(folded: FoldedItem, others: Iterable[FoldedItem]) -> Iterator[tuple[date, date]]:
    """Yield the stretches over which a sentence on another item holds a party of an item."""
    for other in others:
        if not set(other.parties).isdisjoint(folded.parties):
            spans = (span for timeline in other.each for span in timeline.record.certain)
            yield from ((one.valid_from, one.valid_to) for one in spans if is_held(one.item))


def _parted(
    spans: Iterable[Span], prison: Sequence[tuple[date, date]]
) -> Iterator[tuple[Span, bool]]:
    """Yield each span from when on somebody is held in it, and until then; with whether it is so.

    Time in prison puts off what is served after it, also once it is over; what was over before the
    sentence puts nothing off.
    """
    for span in spans:
        since = span.item.since[1] if span.item.since else ""
        then = (first for first, last in prison if last.isoformat() > since)
        begins = min(then, default=LAST_DAY)
        if span.valid_to <= begins:
            yield span, False
        elif begins <= span.valid_from:
            yield span, True
        else:
            yield replace(span, valid_to=begins), False
            yield replace(span, valid_from=begins), True


def _since(span: Span) -> str:
    """Return since when something runs that begins with a span: the state of that, or the day."""
    written, certain_on = span.item.since or ("", "")
    return written if certain_on >= span.valid_from.isoformat() else span.valid_from.isoformat()


def _terms(item: Item, *, held: bool) -> Iterator[tuple[str, str]]:
    """Yield the kind and the last day of what runs on an item as it stands.

    The party may be `held` on another one.
    """
    detail = item.detail
    put_off = item.state in (DEFERRED, CONVICTED) and "deferral" in detail
    if put_off and (until := detail.get("deferred_until")):
        yield DEFERRAL_ENDS, until
    served = item.state == ADJUDICATED and "disposition_completed" not in detail
    if (item.state == SENTENCED or served) and item.since:
        yield from _supervision(item, item.since[0], detail.get("sentence") or (), held=held)
    if item.state == CITED and (by := detail.get("contest_by")):
        yield CONTEST_BY, by
    if item.state == DISMISSED and item.refilable and item.refilable[1]:
        first, last = item.refilable
        yield REFILE_BY, _between(first, last)


def _supervision(
    item: Item, since: str, sentence: Sequence[Mapping[str, Any]], *, held: bool
) -> Iterator[tuple[str, str]]:
    """Yield the kind and the last day of what a sentence of that day leaves somebody under.

    A disposition in a juvenile matter leaves somebody under the same (18 U.S.C. 5037(b), (d)).
    Probation commences on the day on which it is imposed (18 U.S.C. 3564(a)). After time in prison,
    or in one's home, only what becomes of that tells when, and so it does where it is to be served
    after another sentence, or while somebody is `held` on one (3564(b)); supervised release
    commences on the day of release (3624(e)). Its term is then all that is known: it ends no
    sooner.
    """
    components = [one for one in sentence if not one.get("suspended")]
    after = [item.detail.get("runs"), *(one.get("relation") for one in components)]
    first = held or "consecutive" in after or is_held(item)
    probation, release = (
        [term for one in components if one["kind"] == kind and (term := one.get("term"))]
        for kind in (PROBATION, SUPERVISED_RELEASE)
    )
    if len(probation) == 1 and not first and LIFE not in probation:
        yield PROBATION_ENDS, later(since, probation[0])
    else:
        yield PROBATION_UNKNOWN, _not_before(since, probation)
    yield RELEASE_UNKNOWN, _not_before(since, release)


def is_held(item: Item) -> bool:
    """Tell whether a sentence as it stands has somebody serve time in prison, or in one's home."""
    served = item.state in (SENTENCED, ADJUDICATED) and "disposition_completed" not in item.detail
    sentence = item.detail.get("sentence") or () if served else ()
    return any(one["kind"] in BEFORE_PROBATION and not one.get("suspended") for one in sentence)


def is_longer(term: str | None, other: str | None) -> bool:
    """Tell whether a term is longer than another one; it is not where either is not said."""
    if not term or not other or LIFE in (term, other):
        return term == LIFE and other not in (None, LIFE)
    since = "2001-01-01"
    return later(since, term) > later(since, other)


def _not_before(since: str, terms: Sequence[str]) -> str:
    """Return from which day on the last of some terms can end; "" where none does."""
    if not terms or LIFE in terms:
        return ""
    ends = [end for term in terms if (end := later(since, term))]
    days = [day for end in ends if (day := parse(end).earliest)]
    return f"{max(days)}/.." if days else ""


def later(since: str, term: str) -> str:
    """Return the day on which an ISO 8601 duration ends that begins on a day, both in EDTF."""
    when = parse(since)
    counted = {unit: int(number) for number, unit in re.findall(r"(\d+)([YMWD])", term)}
    months = counted.get("Y", 0) * MONTHS + counted.get("M", 0)
    days = timedelta(weeks=counted.get("W", 0), days=counted.get("D", 0))
    try:
        ends = [
            (months_later(day, months) + days).isoformat() if day else ""
            for day in (when.earliest, when.latest)
        ]
    except (OverflowError, ValueError):  # no calendar has that year
        return ""
    return _between(*ends)


def _between(first: str, last: str) -> str:
    return last if first == last else f"{first or '..'}/{last or '..'}"
