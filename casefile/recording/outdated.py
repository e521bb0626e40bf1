"""Outdated: deadlines that a post counts from what is set otherwise by now, or is off."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from msgspec.structs import replace

from casefile.errors import Malformed, Refused
from casefile.law import subjects
from casefile.law.calendar import EntryStanding
from casefile.law.catalogue import store
from casefile.law.counting import count_deadline
from casefile.law.edtf import parse
from casefile.law.entry import CANCELLED, DEADLINE, HEARING, OPEN, REPLACED, VACATED
from casefile.law.events.process import DeadlineSet
from casefile.law.fact import Fact
from casefile.law.folding import Folds
from casefile.recording.receipt import Proposed, Warned

OUTDATED = "deadline.outdated_trigger"
OFF = (CANCELLED, VACATED)


def outdated(new: Collection[str], folds: Folds) -> Iterator[Warned]:
    """Yield the deadlines among new events that are counted from what does not stand as it did.

    Such a deadline comes late: what it is counted from was set for another day meanwhile, which
    sets those again that were there by then. Here somebody is asked.
    """
    for event_id in new:
        fact = folds.known.standing(event_id)
        if fact is None or not isinstance(fact.data, DeadlineSet):
            continue
        entity = subjects.entry(DEADLINE, fact.matter_id, fact.data.deadline_id)
        last = folds.life(entity).last
        if not last.is_set_by(fact) or last.entry.status != OPEN:
            continue
        for trigger_id in (fact.data.trigger or "", *(fact.data.also or ())):
            trigger = folds.known.standing(trigger_id)
            if trigger and (now := _now(trigger, folds)):
                yield _warned(fact, fact.data, trigger, now, folds)
                break


def _now(trigger: Fact, folds: Folds) -> EntryStanding | None:
    """Return how an entry stands that an event set, if that is otherwise or it is off.

    What was set in its place stands for it.
    """
    entity, seen = _entity(trigger), set[str]()
    while entity and entity not in seen:
        seen.add(entity)
        last = folds.life(entity).last
        if last.entry.status != REPLACED or last.by is None:
            stands = last.is_set_by(trigger) and last.entry.status not in OFF
            return None if stands or last.set_by is None else last
        entity = _entity(last.by)
    return None


def _entity(fact: Fact) -> str:
    """Return the hearing or deadline that an event sets, as a subject; "" where it sets none."""
    for named in fact.named:
        if named.kind in (HEARING, DEADLINE) and fact.data.entry(named.id):
            return subjects.entry(named.kind, fact.matter_id, named.id)
    return ""


def _warned(
    fact: Fact, data: DeadlineSet, trigger: Fact, now: EntryStanding, folds: Folds
) -> Warned:
    """Return the warning, with the day that the deadline would have, and proposing to set it so."""
    kind, _, set_again = now.entry.kind, now.by, now.set_by
    was = trigger.data.entry(subjects.ids_of(_entity(trigger))[1])
    before = parse(was.at, offset=True).shown if was and was.at else trigger.when.shown
    since = f" (since {now.by.when.shown})" if now.by else ""
    said = f"Deadline {data.deadline_id} ({data.kind}) is counted from {kind} of {before}, which "
    ids = tuple(dict.fromkeys((fact.event_id, *((now.by.event_id,) if now.by else ()))))
    found = Warned(code=OUTDATED, sentence="", events=ids, matter_id=fact.matter_id)
    if now.entry.status in OFF or set_again is None:
        return replace(
            found, sentence=f"{said}is {now.entry.status}{since}: it may be due no more."
        )
    following = _following(data, trigger.event_id, set_again.event_id)
    said += f"is set for {parse(now.entry.at, offset=True).shown} by now{since}"
    try:
        due, _ = count_deadline(following, fact.matter_id, folds.known)
    except (Refused, Malformed):
        return replace(found, sentence=f"{said}: set it again, if its day has moved, too.")
    shown = parse(due, offset=True).shown
    proposed = Proposed(type=DeadlineSet.tag, matter_id=fact.matter_id, data=_given(following))
    sentence = f"{said}; counted from there it is due {shown}: set it again, if it is."
    return replace(found, sentence=sentence, proposes=proposed)


def _following(data: DeadlineSet, old: str, new: str) -> DeadlineSet:
    """Return a deadline as it is set again from what one of its events has been replaced by."""
    also = tuple(new if one == old else one for one in data.also) if data.also else data.also
    return replace(
        data,
        trigger=new if data.trigger == old else data.trigger,
        also=also,
        replaces=None,
        due=None,
        steps=(),
        computed=False,
    )


def _given(data: DeadlineSet) -> dict[str, Any]:
    """Return what a post says of a deadline that casefile is to count."""
    return {name: value for name, value in store(data).items() if value not in ([], (), False)}
