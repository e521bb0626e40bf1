"""Decision: whether one post may be recorded, with all of its events in place."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.errors import CasefileError, Refused
from casefile.event import Recorded
from casefile.law import subjects
from casefile.law.due_days import completed
from casefile.law.events.process import DeadlineSet
from casefile.law.events.record import Amending, EventCorrected
from casefile.law.fact import check_received
from casefile.law.folded import FoldedItem
from casefile.law.folding import fold_item
from casefile.law.known import Known
from casefile.law.missing import missing_before
from casefile.law.refusals import CORRECTED_SO, LATER_ILLEGAL
from casefile.law.timeline import Breach
from casefile.projections.projector import Projector
from casefile.projections.spans import SPANS, flags_among
from casefile.recording.amendment import check_amendment, check_parties_kept
from casefile.recording.draft import check_repeat
from casefile.recording.identity import check_identity
from casefile.recording.post import New, Post
from casefile.recording.references import check_references

TOLD = 100  # events that are told of at once as taken in


def repeats(post: Post, known: Known) -> dict[str, Recorded]:
    """Return the events of a post that are on the log already; raises Refused for other content."""
    ids = [one.envelope.event_id for one in post.batch]
    stored = {event_id: hit for event_id in ids if (hit := known.event(event_id))}
    taken = post.next_id is not None and known.event(post.next_id) is not None
    if taken or (post.next_id and 0 < len(stored) < len(ids)):
        sentence = (
            "This Idempotency-Key came with other events before: post those again to have their "
            "first answer, or take another key for what is new."
        )
        raise Refused(sentence, code="idempotency.reused")
    for one in post.batch:
        if hit := stored.get(one.envelope.event_id):
            check_repeat(one, hit)
    return stored


def take_in(post: Post, projector: Projector) -> None:
    """Apply the new events of a post, the last step of which is left open; raises a refusal.

    Afterwards they are as they are to be recorded: the day of a deadline that came without has been
    counted.
    """
    place = 0  # of the event that is looked at; a context manager for each would cost more
    taken = 0  # events of which nothing has been told yet
    try:
        for step in post.steps():
            projector.complete()
            for one in step:
                place = one.place
                _apply(one, projector)
                taken += 1
                if taken == TOLD:
                    post.progress(taken)
                    taken = 0
        post.progress(taken)
        for one in post.new:
            place = one.place
            check_references(one.recorded, projector.known)
            check_identity(one.recorded, projector.known)
            check_parties_kept(one.recorded, projector.known)
    except CasefileError as error:
        error.stand_at(place)
        raise


def _apply(one: New, projector: Projector) -> None:
    """Apply one new event, once it amends only what it may and has its day counted."""
    check_received(one.recorded.envelope)
    if isinstance(one.drafted.read.data, Amending):
        check_amendment(one.recorded, one.drafted.read.data, projector.known)
    elif isinstance(one.drafted.read.data, DeadlineSet):
        one.recorded = completed(one.recorded, one.drafted.read.data, projector.known)
    # What has been read of a draft holds where nothing was counted for it.
    counted = one.recorded.envelope.data is not one.drafted.envelope.data
    projector.apply(one.recorded, None if counted else one.drafted.read)


def judge(post: Post, projector: Projector) -> None:
    """Refuse what is illegal on an item that the new events of a post touch, all in their place.

    Where it is others that could not stand any more, the refusal names all of them.
    """
    refused: Refused | None = None
    for entity, position in projector.touched[SPANS.name].items():
        breaches = _newly_illegal(entity, projector)
        if breaches and any(map(_overrides, post.new)):
            breaches = _also_without_overrides(entity, breaches, post, projector)
        if breaches and refused is None:
            folded = projector.folds[subjects.name_of(entity)]
            first = next(one.place for one in post.new if one.recorded.position == position)
            refused = _refusal(breaches[0], folded, post, first, projector.known)
        if refused and refused.of_another:
            others = (one.fact.event_id for one in breaches)
            refused.conflicts = tuple(dict.fromkeys((*refused.conflicts, *others)))
    if refused:
        raise refused


def _corrects(one: New, event_id: str, known: Known) -> bool:
    """Tell whether an event corrects another one, be it by a correction of its correction."""
    corrects = isinstance(one.drafted.read.data, EventCorrected)
    return corrects and known.origin(one.recorded).envelope.event_id == event_id


def _refusal(breach: Breach, folded: FoldedItem, post: Post, place: int, known: Known) -> Refused:
    """Return the refusal of a post for what is illegal on one of its items, which is folded.

    `place` is the place of its first event that touched the item.
    """
    event_id = breach.fact.event_id
    others = tuple(name for name in breach.conflicts if name != event_id)
    for one in post.new:
        if one.recorded.envelope.event_id == event_id:
            return breach.refusal(
                folded.linked(breach),
                conflicts=others,
                place=one.place,
                missing=missing_before(breach.fact, [part.record.fold for part in folded.each]),
            )
        if _corrects(one, event_id, known):
            sentence = f"{CORRECTED_SO}{folded.linked(breach)}"
            return breach.refusal(sentence, conflicts=others, place=one.place)
    sentence = f"{LATER_ILLEGAL}{folded.linked(breach)}"
    refused = breach.refusal(sentence, conflicts=(event_id, *breach.conflicts), place=place)
    refused.of_another = True
    return refused


def _overrides(one: New) -> bool:
    return one.recorded.envelope.override is not None


def _newly_illegal(entity: str, projector: Projector) -> list[Breach]:
    """Return what is illegal on an item, has no override and was not on record as irregular."""
    breaches = [
        breach
        for breach in projector.folds[subjects.name_of(entity)].breaches
        if not breach.fact.envelope.override
    ]
    if not breaches:
        return []
    flagged = flags_among(projector.rows_before(SPANS, entity))
    before = {name for code, names in flagged if code == "irregular" for name in names}
    return [breach for breach in breaches if breach.fact.event_id not in before]


def _also_without_overrides(
    entity: str, breaches: Sequence[Breach], post: Post, projector: Projector
) -> list[Breach]:
    """Return those breaches that an item has even without the batch's overriding events.

    An override covers what it makes irregular around it, and nothing else.
    """
    overriding = {one.recorded.envelope.event_id for one in post.new if _overrides(one)}
    known = Known(projector.known.read)
    for recorded in projector.applied:
        if recorded.envelope.event_id not in overriding:
            known.add(recorded)
    without = fold_item(subjects.name_of(entity), known).breaches
    names = {breach.fact.event_id for breach in without}
    return [breach for breach in breaches if breach.fact.event_id in names]
