"""Outdated: deadlines that a post leaves behind, or counts from what is set otherwise by now."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from msgspec.structs import replace

from casefile.errors import Malformed, Refused
from casefile.law import placeholders, subjects
from casefile.law.calendar import EntryStanding
from casefile.law.catalogue import store
from casefile.law.due_days import count_deadline
from casefile.law.edtf import parse
from casefile.law.entry import CANCELLED, DEADLINE, HEARING, OPEN, VACATED
from casefile.law.events.process import DeadlineClosed, DeadlineSet, HearingCancelled
from casefile.law.events.record import EventRetracted
from casefile.law.fact import Fact, of_class
from casefile.law.folding import Folds
from casefile.law.grounds import counted_from, entry_set, from_instead, in_the_end
from casefile.law.performance import is_to_appeal
from casefile.recording.receipt import Proposed, Warned, warned

OUTDATED = "deadline.outdated_trigger"
LEFT, STILL_SET = "calendar.left", "calendar.still_set"
OFF = (CANCELLED, VACATED)


def outdated(fact: Fact, folds: Folds) -> Iterator[Warned]:
    """Yield that a new event sets a deadline which is counted from what does not stand as it did.

    It comes late: what it is counted from was set for another day meanwhile, which sets those again
    that were there by then. Here somebody is asked.
    """
    data = fact.data
    if not isinstance(data, DeadlineSet):
        return
    last = folds.life(subjects.entry(DEADLINE, fact.matter_id, data.deadline_id)).last
    if not last.is_set_by(fact) or last.entry.status != OPEN:
        return
    for trigger_id in counted_from(data):
        trigger = folds.known.standing(trigger_id)
        if trigger and (now := _now(trigger, folds)):
            yield _warned(fact, data, trigger, now, folds)
            return


def outdated_by(entity: str, new: Collection[str], folds: Folds) -> Iterator[Warned]:
    """Yield that deadlines of before are counted from an entry that new events set for another day.

    Those that were set only after that day's act do not follow it, though it is told of later.
    """
    known, last = folds.known, in_the_end(entity, folds.life)
    set_by = {one.event_id for one in known.facts(entity) if entry_set(one) == entity}
    if set_by.issubset(new) or last.set_by is None or last.set_by.event_id not in new:
        return
    matter_id = subjects.ids_of(entity)[0]
    for one, data in of_class(known.facts(subjects.entries_in(matter_id)), DeadlineSet):
        if one.event_id not in new and not set_by.isdisjoint(counted_from(data)):
            yield from outdated(one, folds)


def takes_decision_back(fact: Fact) -> bool:
    """Tell whether an event takes a decision back from which somebody could have appealed."""
    return any(fact.data.voids_on(key.partition("/")[2]) for key in fact.items)


def left_behind(event_id: str, folds: Folds) -> Iterator[Warned]:
    """Yield what stays set though a new event took off, or took back, what it stands on."""
    hit = folds.known.event(event_id)
    if hit is None:
        return
    fact = folds.known.plain(hit)
    match fact.data:
        case HearingCancelled(hearing_id=hearing_id):
            hearing = subjects.entry(HEARING, fact.matter_id, hearing_id)
            yield from _of_hearing(fact, hearing, folds)
        case EventRetracted() as retracted:
            yield from _still_set(fact, retracted, folds)
    if takes_decision_back(fact) and fact.occurred:
        yield from _to_appeal(fact, folds)


def _of_hearing(fact: Fact, hearing: str, folds: Folds) -> Iterator[Warned]:
    """Yield the open deadlines that are counted from a hearing which is off."""
    known, last = folds.known, folds.life(hearing).last
    if last.by is None or last.by.event_id != fact.event_id:
        return
    settings = {one.event_id for one in known.facts(hearing) if entry_set(one) == hearing}
    for one, data in of_class(known.facts(subjects.entries_in(fact.matter_id)), DeadlineSet):
        stands = folds.life(entry_set(one)).last
        counted = not settings.isdisjoint(counted_from(data))
        if counted and stands.is_set_by(one) and stands.entry.status == OPEN:
            sentence = (
                f"Deadline {data.deadline_id} ({data.kind}), due "
                f"{parse(stands.entry.at, offset=True).shown}, stays open, though what it is "
                f"counted from is {last.entry.status}: take it off, if it goes with it."
            )
            closing = {"deadline_id": data.deadline_id, "how": "vacated"}
            yield warned(LEFT, sentence, (fact, one), DeadlineClosed.tag, closing)


def _to_appeal(fact: Fact, folds: Folds) -> Iterator[Warned]:
    """Yield the open deadlines for an appeal from a decision that an event takes back.

    One that is counted from another item's decision stays without a word.
    """
    known = folds.known
    for one, data in of_class(known.facts(subjects.entries_in(fact.matter_id)), DeadlineSet):
        stands = folds.life(entry_set(one)).last
        trigger = known.standing(data.trigger) if data.trigger else None
        elsewhere = trigger is not None and fact.items.keys().isdisjoint(trigger.items)
        to_appeal = is_to_appeal(data) and not elsewhere
        if to_appeal and stands.is_set_by(one) and stands.entry.status == OPEN:
            sentence = (
                f"Deadline {data.deadline_id} ({data.kind}), due "
                f"{parse(stands.entry.at, offset=True).shown}, stays open, though what was decided "
                f"on {' and '.join(map(placeholders.item, fact.items))} has been taken back: take "
                "it off, if there is nothing left to appeal from."
            )
            closing = {"deadline_id": data.deadline_id, "how": "vacated"}
            yield warned(LEFT, sentence, (fact, one), DeadlineClosed.tag, closing)


def _still_set(fact: Fact, retracted: EventRetracted, folds: Folds) -> Iterator[Warned]:
    """Yield that a deadline that was taken back is open by what has set it again since."""
    known = folds.known
    hit = known.event(retracted.target)
    data = known.plain(hit).data if hit and not known.standing(retracted.target) else None
    if hit is None or not isinstance(data, DeadlineSet):
        return
    entity = subjects.entry(DEADLINE, fact.matter_id, data.deadline_id)
    entry, again, _ = folds.life(entity).last
    if again and again.position > hit.position and entry.status == OPEN:
        sentence = (
            f"Deadline {data.deadline_id} ({entry.kind}) is still open, due "
            f"{parse(entry.at, offset=True).shown}, because {placeholders.event(again.event_id)} "
            "has set it again since: take that back as well, if there is none."
        )
        given = {"target": again.event_id, "reason": str(retracted.reason)}
        yield warned(STILL_SET, sentence, (fact, again), EventRetracted.tag, given)


def _now(trigger: Fact, folds: Folds) -> EntryStanding | None:
    """Return how an entry stands that an event set, if that is otherwise or it is off.

    What was set in its place stands for it.
    """
    entity = entry_set(trigger)
    last = in_the_end(entity, folds.life)
    if last.set_by is None:
        return None
    return None if last.is_set_by(trigger) and last.entry.status not in OFF else last


def _warned(
    fact: Fact, data: DeadlineSet, trigger: Fact, now: EntryStanding, folds: Folds
) -> Warned:
    """Return the warning, with the day that the deadline would have, and proposing to set it so."""
    kind, _, set_again = now.entry.kind, now.by, now.set_by
    was = trigger.data.entry(subjects.ids_of(entry_set(trigger))[1])
    before = parse(was.at, offset=True).shown if was and was.at else trigger.when.shown
    since = f" (since {now.by.when.shown})" if now.by else ""
    said = f"Deadline {data.deadline_id} ({data.kind}) is counted from {kind} of {before}, which "
    ids = tuple(dict.fromkeys((fact.event_id, *((now.by.event_id,) if now.by else ()))))
    found = Warned(code=OUTDATED, sentence="", events=ids, matter_id=fact.matter_id)
    if now.entry.status in OFF or set_again is None:
        return replace(
            found, sentence=f"{said}is {now.entry.status}{since}: it may be due no more."
        )
    again = from_instead(data, (trigger.event_id,), set_again.event_id)
    following = replace(again, replaces=None, due=None, steps=(), computed=False)
    said += f"is set for {parse(now.entry.at, offset=True).shown} by now{since}"
    try:
        due, _ = count_deadline(following, fact.matter_id, folds.known)
    except (Refused, Malformed):
        return replace(found, sentence=f"{said}: set it again, if its day has moved, too.")
    shown = parse(due, offset=True).shown
    proposed = Proposed(type=DeadlineSet.tag, matter_id=fact.matter_id, data=_given(following))
    sentence = f"{said}; counted from there it is due {shown}: set it again, if it is."
    return replace(found, sentence=sentence, proposes=proposed)


def _given(data: DeadlineSet) -> dict[str, Any]:
    """Return what a post says of a deadline that casefile is to count."""
    return {name: value for name, value in store(data).items() if value not in ([], (), False)}
