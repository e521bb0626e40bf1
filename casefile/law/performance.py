"""Performance: what is done of what a deadline asks for, and what a court takes back of that."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from casefile.law import subjects
from casefile.law.codes import Track
from casefile.law.edtf import FIRST_DAY
from casefile.law.events.appeal import AppealFiled
from casefile.law.events.claim import ClaimAnswered, ClaimServed
from casefile.law.events.judgment import (
    ClaimDefaultEntered,
    ClaimDefaultSetAside,
    ClaimJudgmentVacated,
)
from casefile.law.events.process import DeadlineSet
from casefile.law.fact import Fact, of_class
from casefile.law.known import Known
from casefile.law.meeting import PAYMENTS, is_asked_for, is_called, meeting_certainly
from casefile.law.payments import is_short
from casefile.law.presence import endings


class TakenBack(NamedTuple):
    """An act of a court by which some acts count as not done, like the striking of an answer.

    `behind` is the id of one of them that it stands behind though their days do not say so, or "".
    """

    fact: Fact
    undone: frozenset[str]
    behind: str


def begun(data: DeadlineSet, set_by: Fact, known: Known) -> date:
    """Return the first day from which on a deadline can be met: that from which it runs, if any.

    A claim can be answered before it is served, which waives its first service.
    """
    trigger = known.standing(data.trigger or "")
    if trigger is None:
        return set_by.bounds(None)[0]
    ran = trigger.bounds(None)[0]
    if isinstance(trigger.data, ClaimServed) and not _served_before(trigger, known):
        return FIRST_DAY
    return min(ran, set_by.bounds(None)[0])


def _served_before(service: Fact, known: Known) -> bool:
    """Tell whether a claim was served before it was served like this."""
    return any(
        fact.occurred and fact.bounds(None)[1] < service.bounds(None)[0]
        for key in service.items
        for fact, _ in of_class(known.facts(subjects.item(key)), ClaimServed)
    )


def whose(data: DeadlineSet, matter_id: str, known: Known) -> set[str]:
    """Return the party whose deadline it is, and whoever stands in the place of that party."""
    if not data.of:
        return set()
    successors = (one.successor for one in endings(matter_id, data.of, known))
    return {data.of, *filter(None, successors)}


def certainly_met_by(
    data: DeadlineSet, parties: Collection[str], matter_id: str, known: Known
) -> Iterator[Fact]:
    """Yield the facts that meet a deadline whenever they come: done by the party whose it is.

    Where nobody says whose it is, it is of whoever pays, if there is but one who can.

    An answer is to all claims of a pleading. Of several charges or citations it is not certain
    which is meant, where nothing says on which the deadline hangs. A part of what is to be paid
    meets none.
    """
    every = () if data.rule and not parties else meeting_certainly(data.met_by, data.kind)
    for tag in every if parties else [one for one in every if one in PAYMENTS]:
        for fact in known.facts(subjects.done(matter_id, tag)):
            did = set(fact.data.done_by(_sides(fact.items, known)))
            mine = not did.isdisjoint(parties) if parties else bool(did)
            asked = mine and is_asked_for(fact.data, data.kind) and is_about(fact, data, known)
            alone = data.trigger or _is_alone(fact, parties, known)
            if asked and alone and _is_of_some(fact, parties, known) and not is_short(fact, known):
                yield fact


def _is_of_some(fact: Fact, parties: Collection[str], known: Known) -> bool:
    """Tell whether an answer that names nobody may be taken for that of some parties.

    It is no answer of somebody in default, nor of whoever is not served where others are.
    """
    if not isinstance(fact.data, ClaimAnswered) or fact.data.whom():
        return True
    acts = [one for key in fact.items for one in known.facts(subjects.item(key)) if one.occurred]
    acts = sorted((one for one in acts if _by_day(one) < _by_day(fact)), key=_by_day)
    services = [one for one in acts if isinstance(one.data, ClaimServed)]
    unserved = bool(services) and not any(_concerns(one, parties) for one in services)
    defaulted = answered = False
    for act in acts:
        match act.data:
            case ClaimAnswered() if not set(parties).isdisjoint(act.data.whom()):
                answered = True
            case ClaimDefaultEntered() if _concerns(act, parties):
                defaulted = not answered
            case ClaimDefaultSetAside() | ClaimJudgmentVacated() if _concerns(act, parties):
                defaulted = False
    return not (unserved or defaulted)


def _concerns(act: Fact, parties: Collection[str]) -> bool:
    """Tell whether an act names some parties, or nobody."""
    whom = act.data.whom()
    return not whom or not set(parties).isdisjoint(whom)


def _is_alone(fact: Fact, parties: Collection[str], known: Known) -> bool:
    """Tell whether a fact is on the one item of its matter on which some parties can do it.

    They are all parties where none is given. What is claimed is answered together.
    """
    if fact.data.track is Track.CIVIL:
        return True
    others = (
        key
        for key in known.filed_items(subjects.items_in(fact.matter_id))
        if key not in fact.items
        and any(
            one.data.files_item and one.data.track == fact.data.track
            for one in known.facts(subjects.item(key))
        )
    )
    can = (set(fact.data.done_by(_sides([key], known))) for key in others if fact.items)
    return all(one.isdisjoint(parties or one) for one in can)


def may_be_theirs(fact: Fact, parties: Collection[str], known: Known) -> bool:
    """Tell whether one of some parties may have done a fact, or whose it is is not said."""
    did = fact.data.done_by(_sides(fact.items, known))
    return not parties or not did or not set(parties).isdisjoint(did)


def is_about(fact: Fact, data: DeadlineSet, known: Known) -> bool:
    """Tell whether a fact is about the items on which a deadline hangs, where it hangs on any."""
    trigger = known.standing(data.trigger or "")
    items = trigger.items.keys() if trigger else frozenset[str]()
    return not items or not fact.items or bool(items & fact.items.keys())


def is_to_appeal(data: DeadlineSet) -> bool:
    """Tell whether a deadline is one to appeal."""
    return AppealFiled.tag in data.met_by or is_called(AppealFiled.tag, data.kind)


def fallen(data: DeadlineSet, set_by: Fact, known: Known) -> Fact | None:
    """Return what takes back all that was decided by the act which a deadline to appeal runs from.

    Who sets one after that knows of it. What is taken back between some parties alone may stand for
    others.
    """
    trigger = known.standing(data.trigger or "")
    if trigger is None or not trigger.items or not is_to_appeal(data):
        return None
    gone = [_voiding(key, trigger, known) for key in trigger.items]
    last = max((one for one in gone if one), key=_by_day, default=None)
    if last is None or not all(gone) or _by_day(last) < _by_day(set_by):
        return None
    return last


def _voiding(key: str, trigger: Fact, known: Known) -> Fact | None:
    """Return the first fact that takes back a decision on an item, given as matter_id/item_id."""
    item_id = key.partition("/")[2]
    found = (
        fact
        for fact in known.facts(subjects.item(key))
        if fact.occurred
        and trigger.type in fact.data.voids_on(item_id)
        and not (fact.data.whom() or trigger.data.whom())
        and trigger.bounds(None)[1] <= fact.bounds(None)[1]
    )
    return min(found, key=_by_day, default=None)


def taken_back(done: Sequence[Fact], parties: Collection[str], known: Known) -> Iterator[TakenBack]:
    """Yield what takes back acts of some parties, in the order in which it does.

    Each takes what was done before its day and stands by then. Where that is nothing, it takes the
    first of the acts that can have been done by then: on one day an answer is filed and stricken.
    """
    left = sorted((fact for fact in done if fact.occurred), key=_by_day)
    for act in sorted(_taking_back(left, parties, known), key=_by_day):
        can = [
            one
            for one in left
            if one.data.deed == act.data.undone and not one.items.keys().isdisjoint(act.items)
        ]
        undone = [one for one in can if one.bounds(None)[1] < act.bounds(None)[1]]
        behind = next((one for one in can if one.bounds(None)[0] <= act.bounds(None)[1]), None)
        if behind and not undone:
            undone = [behind]
            yield TakenBack(act, frozenset({behind.event_id}), behind.event_id)
        elif undone:
            yield TakenBack(act, frozenset(one.event_id for one in undone), "")
        left = [one for one in left if one not in undone]


def _taking_back(done: Sequence[Fact], parties: Collection[str], known: Known) -> Sequence[Fact]:
    keys = dict.fromkeys(key for fact in done for key in fact.items)
    found = {fact.event_id: fact for key in keys for fact in known.facts(subjects.item(key))}
    return [
        fact
        for fact in found.values()
        if fact.data.undone
        and fact.occurred
        and not (fact.data.whom() and set(parties).isdisjoint(fact.data.whom()))
    ]


def _by_day(fact: Fact) -> tuple[date, str, str]:
    return fact.bounds(None)[1], fact.when.clock, fact.event_id


def _sides(keys: Iterable[str], known: Known) -> dict[str, str]:
    """Return the parties of some items, with their sides, as they are filed."""
    sides: dict[str, str] = {}
    for key in keys:
        for filing in known.facts(subjects.item(key)):
            if filing.occurred and filing.data.files_item:
                sides |= dict(filing.data.sides())
    return sides
