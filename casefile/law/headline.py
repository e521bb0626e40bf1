"""The headline: the highest remaining legal exposure of a party on a track, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from casefile.law import placeholders
from casefile.law.civil import CLAIMANT, JUDGMENT, is_won
from casefile.law.codes import Severity, Track
from casefile.law.item import LIFECYCLES, NONE, exposure_name
from casefile.law.item_labels import ENHANCEMENT, joined
from casefile.law.succession import Standing

MANY = 3  # open claims that a headline names
_severities = list(Severity)


class HeadlineInWords(Struct, frozen=True, kw_only=True):
    """A headline: the status, how it reads, and the prejudice of a dismissal."""

    status: str
    label: str
    prejudice: str | None


def headline_of(
    counted: Sequence[Standing], candidates: Sequence[Standing], on: date, *, each: bool = False
) -> HeadlineInWords:
    """Return the highest remaining legal exposure, and how anything ended that is unread.

    Where `each` is asked for, all items are told that stand otherwise: nothing else tells of them.
    """
    best = leading(candidates, on)
    ended = _ended_as_written(counted, best)
    if best is None:
        return HeadlineInWords(status=NONE, label=f"{NONE}{ended}", prejudice=None)
    label, place = _with_its_claim(best, candidates).label(on), best.rank(on)
    if best.again:  # which charge this is must not be taken for what took its place
        label = f"{placeholders.item(best.seen.key)} counts again: {label}"
        beside = leading((one for one in candidates if not one.again), on)
        if beside and beside.item.state in LIFECYCLES[beside.seen.track].open:
            label = f"{label}; beside that {beside.label(on)}"
    told = [best, *_beside(best, candidates, on), *_other_sides(best, candidates, on)]
    won = _won(told, candidates, on)
    told += won[:MANY]
    named = (_with_its_claim(one, candidates).label(on) for one in told[1:])
    label = "; ".join(dict.fromkeys((label, *named)))
    label += f"; and {len(won) - MANY} more won or settled" if won[MANY:] else ""
    label += _still_open(told, candidates, on)
    if place == best.lowest_rank:
        ties = sorted(
            (one for one in candidates if one.rank(on) == place), key=lambda one: _order(one, on)
        )
        label = " and ".join(dict.fromkeys(one.label(on) for one in ties))
    if each:
        ranked = sorted(candidates, key=lambda one: _order(one, on))
        label = "; ".join(_told_by_item(ranked, on)) or label
    status = exposure_name(best.item, on).partition(":")[0]
    return HeadlineInWords(
        status=status, label=f"{label}{ended}", prejudice=best.item.prejudice or None
    )


def _beside(best: Standing, candidates: Iterable[Standing], on: date) -> list[Standing]:
    """Return what the item that sets the headline does not hide.

    Where a claim has ended against some and goes on against others, has ended in several ways, or
    stands alike as to several, each is told; beside a judgment any other one is: one against the
    party hides none, on neither side.
    """
    place, judged = best.rank(on), best.item.state == JUDGMENT
    open_ = LIFECYCLES[best.seen.track].open
    others = [one for one in candidates if one is not best and one.item.state != NONE]
    told = [
        one
        for one in others
        if (one.seen.key == best.seen.key and _is_told(one, best, open_))
        or (judged and one.item.state == JUDGMENT and (one.rank(on) != place or place == 0))
    ]
    told.sort(key=lambda one: _order(one, on))
    of_one = (best.seen.key, best.side)  # whose side has been said
    return [one._replace(side="") if (one.seen.key, one.side) == of_one else one for one in told]


def _is_told(one: Standing, best: Standing, open_: Collection[str]) -> bool:
    """Tell whether a part of an item is told beside the one that sets the headline.

    It is where either has ended, and where both stand alike, each as to somebody else.
    """
    states = {one.item.state, best.item.state}
    return not states.issubset(open_) or len(states) == 1


def _other_sides(best: Standing, candidates: Iterable[Standing], on: date) -> Iterator[Standing]:
    """Yield how the party stands on each side that the headline is not of, where it is on both."""
    sides: dict[str, list[Standing]] = {}
    for one in candidates:
        if one.side and one.side != best.side and one.item.state != NONE:
            sides.setdefault(one.side, []).append(one)
    for some in sides.values():
        lead = min(some, key=lambda one: _order(one, on))
        yield lead
        yield from _beside(lead, some, on)


def _won(told: Sequence[Standing], candidates: Iterable[Standing], on: date) -> list[Standing]:
    """Return what a claimant has won or settled that is not told, of all its claims.

    What is still open, or was lost, exposes it more, and hides no money that it got.
    """
    said = {one.seen.place for one in told}
    won = [one for one in candidates if is_won(one.item) and one.seen.place not in said]
    return sorted(won, key=lambda one: _order(one, on))


def _with_its_claim(one: Standing, candidates: Iterable[Standing]) -> Standing:
    """Return what a claimant has won or settled with the claim, where that is one of several.

    The claim tells whom it is against, where the item does not. One sum for several is no claim's.
    """
    several = any(other.seen.key != one.seen.key for other in candidates)
    in_all = (one.item.detail.get("settlement") or {}).get("in_all")
    if not several or one.adds or one.item.opposite or in_all or not is_won(one.item):
        return one
    return one._replace(adds=placeholders.item(one.seen.key))


def _still_open(told: Sequence[Standing], candidates: Iterable[Standing], on: date) -> str:
    """Return what a headline says of what is open where what sets it has been decided.

    Who is convicted may yet be tried on another charge. Of claims it is said to a claimant for whom
    another has ended: what exposes it most, like a judgment against it, may be the end of one claim
    of several.
    """
    open_ = LIFECYCLES[told[0].seen.track].open
    pending = [one for one in candidates if one.item.state != NONE and _may_stay_open(one)]
    lead = leading(pending, on)
    if lead is None or lead.item.state in open_:
        return ""
    said = {one.seen.place for one in told}
    still: dict[str, str] = {}
    for one in sorted(pending, key=lambda one: _order(one, on)):
        if one.seen.place not in said and not one.lowest and one.item.state in open_:
            reads = one._replace(side="").label(on)
            still.setdefault(one.seen.key, f"{placeholders.item(one.seen.key)} ({reads})")
    if not still:
        return ""
    first, more = list(still.values())[:MANY], len(still) - MANY
    return f"; still open: {', '.join(first)}{f' and {more} more' if more > 0 else ''}"


def _may_stay_open(one: Standing) -> bool:
    """Tell whether an item is of those of which each that is open is told."""
    return one.item.side == CLAIMANT or one.seen.track == Track.CRIMINAL


def _ended_as_written(counted: Sequence[Standing], best: Standing | None) -> str:
    """Return what a headline says of all that is unread, with the items that do not set it."""
    words: dict[str, list[str]] = {}
    for one in counted:
        if one.item.kind != ENHANCEMENT:
            for ended in one.seen.endings:
                words.setdefault(ended, []).append(one.seen.key)
    lead = best.seen.key if best else ""
    return "".join(
        f"; {ended}" if lead in keys else f"; {ended} ({', '.join(map(placeholders.item, keys))})"
        for ended, keys in words.items()
    )


def candidates(counted: Iterable[Standing], on: date) -> list[Standing]:
    """Return the items among which the headline is chosen.

    Enhancements never set it, nor does what goes on in another item that is in scope; of each
    alternative group only the member in the highest state does.
    """
    chosen: dict[str, Standing] = {}
    for one in counted:
        if one.left_out or one.item.kind == ENHANCEMENT:
            continue
        group = f"{one.seen.matter_id}//{one.item.group}" if one.item.group else one.seen.place
        held = chosen.get(group)
        if held is None or _order(one, on) < _order(held, on):
            chosen[group] = one
    return list(chosen.values())


def leading(candidates: Iterable[Standing], on: date) -> Standing | None:
    """Return the item that sets the headline; None where there is none."""
    return min(candidates, key=lambda one: _order(one, on), default=None)


def _order(one: Standing, on: date) -> tuple[int, int, int, str]:
    """Return what decides between items: exposure, severity, the latest certain day, the id."""
    since = one.seen.item.since
    day = date.fromisoformat(since[1]).toordinal() if since else 0
    known = one.item.severity in _severities
    severity = _severities.index(Severity(one.item.severity)) if known else len(_severities)
    return (one.rank(on), severity, -day, one.seen.place)


def _told_by_item(counted: Iterable[Standing], on: date) -> list[str]:
    """Return how items stand, with which ones do so, where they do not all stand alike."""
    stand: dict[str, list[str]] = {}
    for one in counted:
        if one.item.state != NONE:
            stand.setdefault(one.label(on), []).append(placeholders.item(one.seen.key))
    several = len(stand) > 1
    return [f"{joined(items)} {label}" for label, items in stand.items()] if several else []
