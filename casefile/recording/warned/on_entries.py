"""On entries: what is odd about the hearings and deadlines a post touches, and what is left."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from casefile.law import placeholders, subjects
from casefile.law.calendar import EntryStanding, Life
from casefile.law.called_due import is_called_as, is_told_done
from casefile.law.criminal import DEFERRED, PLEA_TENDERED
from casefile.law.due_days import motion_filed
from casefile.law.edtf import parse
from casefile.law.entry import (
    DEADLINE,
    HEARING,
    MET,
    OPEN,
    SCHEDULED,
)
from casefile.law.events.claim import ClaimAnswered
from casefile.law.events.process import (
    DeadlineClosed,
    DeadlineSet,
    DocumentFiled,
    HearingCancelled,
    HearingHeld,
    HearingScheduled,
    MotionDecided,
    MotionFiled,
)
from casefile.law.fact import Fact, of_class
from casefile.law.folded import FoldedItem
from casefile.law.folding import Folds, fold_item
from casefile.law.item import LIFECYCLES, Item
from casefile.law.known import Known
from casefile.law.meeting import is_called_for, may_meet, meeting_types
from casefile.law.performance import is_about, may_be_theirs
from casefile.law.performance import whose as whose_it_is
from casefile.projections.projector import Projector
from casefile.projections.spans import SPANS
from casefile.recording.entries import named, places_of, told_irregular, touched
from casefile.recording.post import Post
from casefile.recording.receipt import Warned, warned
from casefile.recording.warned.outdated import left_behind, outdated, outdated_by
from casefile.recording.warned.took_place import WithoutOutcome

UNTRIED = (PLEA_TENDERED, DEFERRED)  # open, and yet there is nothing to be tried
MANY = 50  # items of a matter beyond which nobody looks whether all of them are decided
UNDONE = "deadline.perhaps_open_again"
GRANTED, STRIKE = "grant", "strike"  # words of a decision, and of the motion that it decides
TRIAL = "trial"  # the hearings of which this is a word are for what is still to be decided


def entry_warnings(post: Post, projector: Projector) -> Iterator[Warned]:
    """Yield what is odd about the entries that a post touches, and what it leaves to be done."""
    new, known, folds = places_of(post), projector.known, projector.folds
    for entity in touched(projector):
        yield from _odd(entity, folds.life(entity), new)
    standing = [fact for event_id in new if (fact := known.standing(event_id))]
    for fact in standing:
        if fact.occurred:
            yield from _left_open(fact, folds)
    without_outcome = WithoutOutcome(folds)
    yield from without_outcome.of_acts(standing)
    told = {known.origin(one.recorded).envelope.event_id for one in post.new}
    for fact in filter(None, map(known.standing, told)):
        yield from outdated(fact, folds)
    for entity in touched(projector):
        yield from outdated_by(entity, told, folds)
    for one in post.new:
        yield from left_behind(one.recorded.envelope.event_id, folds)
    for entity in projector.touched[SPANS.name]:
        yield from _left(subjects.name_of(entity), new, folds, without_outcome)


def still_left(fact: Fact, folds: Folds) -> Iterator[Warned]:
    """Yield what an event on record proposes to do next, as far as that is still to be done."""
    without_outcome = WithoutOutcome(folds)
    yield from _left_open(fact, folds)
    yield from without_outcome.of_acts([fact])
    for key in fact.items:
        folds.fold(key)
        yield from _left(key, (fact.event_id,), folds, without_outcome)
    yield from outdated(fact, folds)
    yield from left_behind(fact.event_id, folds)


def _odd(entity: str, life: Life, new: Mapping[str, int]) -> Iterator[Warned]:
    """Yield what is irregular or ambiguous in the life of an entry because of new events."""
    for one in life.irregular:
        # What comes before an entry is set at all is odd because of either.
        by = one.before.by if one.before.by is not None else life.days[0].stood.set_by
        if by is None:
            continue
        about = by.evidence if one.before.by is by else (*by.evidence, *one.fact.evidence)
        if new.keys() & set(about):
            yield warned("calendar.irregular", told_irregular(entity, one), [one.fact, by])
    if any(fact.event_id in new for fact in life.ambiguous):
        first, other = life.ambiguous
        sentence = (
            f"{named(entity, life.last.entry.kind)}: {first.type} of {first.when.shown} and "
            f"{other.type} of {other.when.shown}: nothing says which came first; an `after` link "
            "does."
        )
        yield warned("order_ambiguous", sentence, [first, other])
    set_by, entry = life.last.set_by, life.last.entry
    if set_by and set_by.event_id in new and isinstance(set_by.data, HearingScheduled):
        on = parse(entry.at, offset=True).latest
        if on and on < set_by.bounds(None)[0] and set_by.occurred:
            sentence = (
                f"{named(entity, entry.kind)} is set for {parse(entry.at, offset=True).shown}, "
                f"before the day on which it was set ({set_by.when.shown})."
            )
            yield warned("hearing.before_set", sentence, [set_by])
    yield from _held_before(entity, life.last, new)


def _held_before(entity: str, last: EntryStanding, new: Collection[str]) -> Iterator[Warned]:
    """Yield that a hearing took place before the day for which it is set."""
    entry, set_by, by = last
    if by is None or set_by is None or not isinstance(by.data, HearingHeld) or by.data.waived:
        return
    first = parse(entry.at, offset=True).earliest
    if first and by.bounds(None)[1] < first and not {by.event_id, set_by.event_id}.isdisjoint(new):
        sentence = (
            f"{named(entity, entry.kind)} was held on {by.when.shown}, before the day for which "
            f"it is set, {parse(entry.at, offset=True).shown}."
        )
        yield warned("hearing.held_before", sentence, [by, set_by])


def _left_open(fact: Fact, folds: Folds) -> Iterator[Warned]:
    """Yield the deadlines that are open though an event may have met them, or because of it."""
    data = fact.data
    if data.meets or data.may_meet or is_told_done(data):
        yield from _perhaps_met(fact, folds)
    if data.undone or (isinstance(data, MotionDecided) and _strikes(fact, data, folds.known)):
        yield from _open_again(fact, folds)


def _perhaps_met(fact: Fact, folds: Folds) -> Iterator[Warned]:
    """Yield that a new event may have met a deadline that is still open, where nobody is sure."""
    known = folds.known
    for setting, data in of_class(known.facts(subjects.entries_in(fact.matter_id)), DeadlineSet):
        said = not data.rule and _is_what_is_due(fact, setting, data)
        if not (said or fact.type in data.met_by) or not is_about(fact, data, known):
            continue
        if not may_be_theirs(fact, whose_it_is(data, fact.matter_id, known), known):
            continue
        # A rule knows more than a type: by whom, and which words a paper has.
        whose = [data.of] if data.of else []
        if meeting_types(data.rule) and not may_meet(data.rule, whose, fact.data):
            continue
        entity = subjects.entry(DEADLINE, fact.matter_id, data.deadline_id)
        last = folds.life(entity).last
        if last.is_set_by(setting) and last.entry.status == OPEN:
            called = named(entity, data.kind)
            sentence = (
                f"{fact.type} of {fact.when.shown} may have met "
                f"{called[0].lower()}{called[1:]}, due "
                f"{parse(last.entry.at, offset=True).shown}, which stays open: close it, if it did."
            )
            closing = {"deadline_id": data.deadline_id, "how": "met"}
            yield warned("deadline.perhaps_met", sentence, [fact], DeadlineClosed.tag, closing)


def _is_what_is_due(fact: Fact, setting: Fact, data: DeadlineSet) -> bool:
    """Tell whether an event may be what a deadline is called by, by its deed or by its words."""
    if is_called_for(fact.data, data.kind):
        return True
    return fact.bounds(None)[1] >= setting.bounds(None)[0] and is_called_as(fact.data, data.kind)


def _open_again(fact: Fact, folds: Folds) -> Iterator[Warned]:
    """Yield what a new event took back that had met a deadline, or may have taken back."""
    grants, known = isinstance(fact.data, MotionDecided), folds.known
    for setting, data in of_class(known.facts(subjects.entries_in(fact.matter_id)), DeadlineSet):
        entity = subjects.entry(DEADLINE, fact.matter_id, data.deadline_id)
        entry, set_by, by = folds.life(entity).last
        if set_by is None or by is None or set_by.event_id != setting.event_id:
            continue
        due = parse(entry.at, offset=True).shown
        called = f"{named(entity, data.kind)}, due {due},"
        met = f"{called[0].lower()}{called[1:]}"
        asked = f"{fact.type} of {fact.when.shown} may have taken back what met {met} "
        if entry.status == OPEN and by.event_id == fact.event_id:
            sentence = (
                f"{called} is open again: {fact.type} of {fact.when.shown} took back what had met "
                "it."
            )
            yield warned("deadline.open_again", sentence, [fact])
        elif entry.status == MET and isinstance(by.data, DeadlineClosed):
            whom = fact.data.whom()
            papers = (
                {ClaimAnswered.tag, DocumentFiled.tag}
                if grants
                else {fact.data.undone.partition(":")[0]}
            )
            asks = not papers.isdisjoint(data.met_by) and is_about(fact, data, known)
            if asks and (not whom or not data.of or data.of in whom):
                sentence = f"{asked}which stays met: set it again, if it did."
                of = {"of": data.of} if data.of else {}
                again = {"deadline_id": data.deadline_id, "kind": data.kind, "due": entry.at, **of}
                also = {**again, "met_by": list(data.met_by)}
                yield warned(UNDONE, sentence, [fact], DeadlineSet.tag, also)


def _strikes(fact: Fact, data: MotionDecided, known: Known) -> bool:
    """Tell whether a decision grants a motion to strike, by the words of both."""
    filed = motion_filed(fact.matter_id, data.motion_id, known)
    match filed and filed.data:
        case MotionFiled(kind=kind, relief=relief):
            asked = f"{kind} {relief or ''}".lower()
            return GRANTED in data.outcome.lower() and STRIKE in asked
    return False


def _left(
    key: str, new: Collection[str], folds: Folds, without_outcome: WithoutOutcome
) -> Iterator[Warned]:
    """Yield what stays on the calendar though new events have decided the item it was set for."""
    known, ended = folds.known, _decided_by(folds[key], new, folds.known)
    if ended is None:
        return
    matter_id = key.partition("/")[0]
    for setting in known.facts(subjects.entries_in(matter_id)):
        for each in setting.named:
            if each.kind in (HEARING, DEADLINE) and setting.data.entry(each.id):
                one = subjects.entry(each.kind, matter_id, each.id)
                if one not in without_outcome.told:
                    yield from _left_on(one, setting, ended, key, folds, without_outcome)


def _decided_by(folded: FoldedItem, new: Collection[str], known: Known) -> Fact | None:
    """Return the new event by which an item was decided for all of its parties, if there is one."""
    by = None
    for part in folded.each:
        last = part.record.certain[-1]
        if not _is_decided(last.item):
            return None
        for name in last.evidence.added:
            by = by or (name if name in new else None)
    return known.standing(by) if by else None


def _is_decided(item: Item) -> bool:
    lifecycle = LIFECYCLES.get(item.track)
    return lifecycle is not None and (item.state not in lifecycle.open or item.state in UNTRIED)


def _left_on(
    entity: str,
    setting: Fact,
    ended: Fact,
    key: str,
    folds: Folds,
    without_outcome: WithoutOutcome,
) -> Iterator[Warned]:
    """Yield that an entry is to be taken off the calendar of which the item was decided."""
    entry, matter_id, entry_id = entity.split("/")
    if entry == HEARING:
        set_ = setting.data.entry(entry_id)
        hangs = bool(set_ and TRIAL in set_.kind.lower())
        tag, how = HearingCancelled.tag, {}
    else:
        hangs = set(_rests_on(setting, folds.known)) == {key}
        tag, how = DeadlineClosed.tag, {"how": "vacated"}
    if not hangs:
        return
    last = folds.life(entity).last
    if not last.is_set_by(setting) or last.entry.status not in (SCHEDULED, OPEN):
        return
    if entry == DEADLINE or not _others_open(matter_id, key, folds.known):
        at = parse(last.entry.at, offset=True)
        if entry == HEARING and at.latest and at.latest <= ended.bounds(None)[1]:
            yield from without_outcome.set_by(setting, entity, ended)
            return
        without_outcome.told.add(entity)
        called = f"{named(entity, last.entry.kind)}, {at.shown}, stays on the calendar"
        item = placeholders.item(key)
        sentence = f"{called}, though {item} has been decided: take it off, if it was."
        data = {f"{entry}_id": entry_id, **how}
        yield warned("calendar.left", sentence, [ended], tag, data)


def _rests_on(setting: Fact, known: Known) -> Iterable[str]:
    """Return the keys of the items that a deadline hangs on, by the event it is counted from."""
    match setting.data:
        case DeadlineSet(trigger=str(trigger)) if fact := known.standing(trigger):
            return fact.items
    return ()


def _others_open(matter_id: str, key: str, known: Known) -> bool:
    """Tell whether anything else of a matter is still to be decided, or may be."""
    others = [one for one in known.filed_items(subjects.items_in(matter_id)) if one != key]
    return len(others) > MANY or any(
        not _is_decided(timeline.record.certain[-1].item)
        for other in others
        for timeline in fold_item(other, known).each
    )
