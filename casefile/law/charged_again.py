"""Charged again: dismissed charges of whose offense others were filed since, which nothing links.

A superseding instrument seldom says which charge of it is one that was dismissed before. As many
charges of one offense against one person as were dismissed, or left open by then, are those again;
where there are fewer, or the statute alone is the same, that is only perhaps so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

from msgspec.structs import replace

from casefile.law.codes import Prejudice, Track
from casefile.law.item import ABATED, DISMISSED, LIFECYCLES, NONE
from casefile.law.item_labels import ENHANCEMENT, GONE, PERHAPS_REFILED, REFILED, onward
from casefile.law.seen import Seen


def with_refiled(seen: Iterable[Seen]) -> dict[str, Seen]:
    """Return by their places the dismissed charges among those of a person that are filed again.

    Each is marked as one that is linked to what it was filed again as, or says as what it perhaps
    was.
    """
    charges = [one for one in seen if one.track == Track.CRIMINAL and one.item.state != NONE]
    again: dict[str, Seen] = {}
    for sure in (False, True):
        for group in _alike(charges, by_name=sure):
            for one, others, paired in _filed_again(group):
                again[one.place] = _marked(one, others, sure=sure and paired)
    return again


def may_be_filed_again(seen: Iterable[Seen]) -> set[str]:
    """Return the charges of a person, as seen on any days, that can be another one filed again."""
    charges = [one for one in seen if one.track == Track.CRIMINAL and one.item.state != NONE]
    ended = {one.key for one in charges if one.item.state == DISMISSED}
    ways = (_alike(charges, by_name=by_name) for by_name in (False, True))
    groups = chain.from_iterable(ways)
    keys = ({one.key for one in group} for group in groups)
    return {key for some in keys if not ended.isdisjoint(some) for key in some}


def _marked(one: Seen, others: Sequence[Seen], *, sure: bool) -> Seen:
    """Return a dismissed charge as filed again as others, for sure or perhaps, by their filings."""
    item = one.item.having(successors=tuple(other.key for other in others))
    filings = (other.evidence[0] for other in others if other.evidence)
    evidence = list(dict.fromkeys((*one.evidence, *filings)))
    if sure:
        item = item.having(refilable=None).marked(REFILED)
        return replace(one, item=item, evidence=evidence)
    said = {PERHAPS_REFILED: onward(one.matter_id, item)}
    return replace(one, item=one.item.having(detail=said), evidence=evidence)


def _alike(charges: Iterable[Seen], *, by_name: bool) -> Iterator[list[Seen]]:
    """Yield the charges of each offense against one person in one matter, two or more.

    An enhancement is alike where it enhances a charge of the same offense.
    """
    named = {one.key: one for one in charges}
    groups: dict[tuple[str, ...], list[Seen]] = {}
    for one in named.values():
        enhanced = named.get(f"{one.matter_id}/{one.item.attaches_to}")
        of = _offenses(enhanced, by_name=True) if enhanced else [""]
        kind = ENHANCEMENT if one.item.kind == ENHANCEMENT else ""
        for offense in _offenses(one, by_name=by_name):
            for charge in of:
                place = (one.matter_id, one.party_id, kind, offense, charge)
                groups.setdefault(place, []).append(one)
    return (group for group in groups.values() if len(group) > 1)


def _offenses(one: Seen, *, by_name: bool) -> list[str]:
    """Return the offense of a charge by its names, or by the statutes that it cites."""
    statutes = sorted(str(cited).casefold() for cited in one.item.detail.get("statute") or ())
    return sorted(one.item.offenses) if by_name else ["; ".join(statutes)] * bool(statutes)


def _filed_again(group: Sequence[Seen]) -> Iterator[tuple[Seen, list[Seen], bool]]:
    """Yield each dismissed charge of an offense with those filed since, and whether it is those.

    A charge that is linked to another one is that, and nothing else.
    """
    linked = {key for one in group for key in one.item.successors}
    by_filing = sorted(group, key=lambda one: (one.item.filed_on, one.key))
    waiting: dict[str, Seen] = {}
    since: list[Seen] = []
    again: set[str] = set()
    for day, filed in groupby(by_filing, key=lambda one: one.item.filed_on):
        before = [one for one in by_filing if one.item.filed_on < day]
        ended = (one for one in before if one.key not in again and _may_be_filed(one, day))
        waiting |= {one.key: one for one in ended}
        since += [one for one in filed if waiting and one.key not in linked]
        left = [one for one in before if one not in since and _is_open(one, day)]
        paired = len(waiting) + len(left) <= len(since)
        for one in waiting.values() if since else ():
            yield one, _same_count(one, since) if paired else since, paired
        if paired:
            again.update(waiting)
            waiting, since = {}, []


def _may_be_filed(one: Seen, day: str) -> bool:
    """Tell whether a charge was dismissed by a day, and may have been filed again on that."""
    item = one.item
    barred = item.prejudice == Prejudice.WITH or item.last_open == ABATED
    ended = item.state == DISMISSED and not (barred or item.successors)
    return ended and item.since is not None and item.since[1] <= day


def _is_open(one: Seen, day: str) -> bool:
    """Tell whether a charge was still open on a day, and goes on in nothing that is named."""
    item, open_ = one.item, LIFECYCLES[one.track].open
    ended_later = item.since is not None and item.since[1] > day
    return item.state in open_ or (item.state in GONE and not item.successors) or ended_later


def _same_count(one: Seen, others: list[Seen]) -> list[Seen]:
    """Return that of several charges which has the number of another one, or all of them."""
    number = one.item.detail.get("count_no")
    same = [other for other in others if other.item.detail.get("count_no") == number]
    return same if number is not None and len(same) == 1 else others
