"""Decision: whether one post may be recorded, with all of its events in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from casefile.errors import Refused, at_place
from casefile.event import Recorded
from casefile.law.catalogue import Scope
from casefile.law.counting import completed
from casefile.law.events.process import DeadlineSet
from casefile.law.fact import AMENDING
from casefile.law.known import Known
from casefile.law.timeline import Problem
from casefile.projections.projector import Projector
from casefile.projections.spans import SPANS, flags_among, fold_item
from casefile.recording.admission import Prepared, admit, check_crowd, check_repeat, judge
from casefile.recording.amendment import check_amendment


@dataclass(frozen=True, kw_only=True)
class Post:
    """A batch to be recorded, and how.

    `recorded_us` takes over the instants of an older log, one an event, in microseconds since
    1970. `if_version` refuses where a matter has moved on. `progress` is told how many events have
    been taken in. `next_id` is given where the ids are made from a key: the id that one event more
    would have, so that the same key with more or fewer events is refused.
    """

    batch: Sequence[Prepared]
    by: str
    dry_run: bool = False
    recorded_us: Sequence[int] | None = None
    if_version: Mapping[str, int] | None = None
    next_id: str | None = None
    progress: Callable[[int], None] = lambda _count: None

    @property
    def alone(self) -> bool:
        """Tell whether the post needs a transaction of its own."""
        return self.dry_run or self.recorded_us is not None


def locks(one: Prepared) -> Iterator[str]:
    """Yield what must be locked before an event can be decided on."""
    matter_id = one.envelope.matter_id
    yield f"matter/{matter_id}"
    for named in one.named:
        if named.kind == "matter":
            yield f"matter/{named.id}"
        elif named.kind == "item" and "/" in named.id:
            yield f"matter/{named.id.partition('/')[0]}"
        elif named.kind == "party" and (one.data.files_item or one.data.scope is Scope.PARTY):
            yield f"party/{named.id}"


def reaches_far(one: Prepared) -> bool:
    """Tell whether an event can touch items of matters that it does not name.

    A death, a merger, an incident, a correction or a word on other events can; such a post is
    carried out while no other one is, so that neither overlooks what the other does.
    """
    amends = one.envelope.type in AMENDING
    about_events = any(named.kind == "event" for named in one.named)
    return amends or about_events or one.data.scope in (Scope.INCIDENT, Scope.PARTY)


def subjects(post: Post) -> Iterator[str]:
    """Yield the subjects of a post's events that deciding on it is sure to need."""
    for one in post.batch:
        for subject in one.subjects:
            if subject.partition("/")[0] not in ("items", "items-of", "added", "filed-as"):
                yield subject


def context(post: Post) -> Iterator[str]:
    """Yield the other subjects that deciding on a post is sure to need.

    A deadline may be counted from an event, and an amendment may have deadlines counted again.
    """
    if post.next_id:
        yield f"event/{post.next_id}"
    for one in post.batch:
        yield f"event/{one.envelope.event_id}"
        yield f"matter/{one.envelope.matter_id}"
        if isinstance(one.data, DeadlineSet) and (one.data.due is None or one.data.computed):
            yield f"event/{one.data.trigger}"
        elif one.envelope.type in AMENDING:
            yield f"counted/{one.envelope.matter_id}"
        for party_id, _ in one.data.parties():
            yield f"party/{party_id}"


def repeats(post: Post, known: Known) -> dict[str, Recorded]:
    """Return the events of a post that are on the log already; raises Refused for other content."""
    ids = [one.envelope.event_id for one in post.batch]
    stored = {event_id: hit for event_id in ids if (hit := known.event(event_id))}
    taken = post.next_id is not None and known.event(post.next_id) is not None
    if taken or (post.next_id and 0 < len(stored) < len(ids)):
        raise Refused("This key came with other events before.", code="idempotency.reused")
    for one in post.batch:
        if hit := stored.get(one.envelope.event_id):
            check_repeat(one, hit)
    return stored


def decide(
    post: Post, new: Sequence[Prepared], drafted: Sequence[Recorded], projector: Projector
) -> list[Recorded]:
    """Apply the new events of a post, as they are drafted; raises what they are refused for.

    Returns them as they are to be recorded: the day of a deadline that came without has been
    counted.
    """
    known = projector.known
    check_crowd(new)
    whole = []
    for one, recorded in zip(new, drafted, strict=True):
        with at_place(one.place):
            check_amendment(recorded, known)
            whole.append(completed(recorded, known))
            projector.apply(whole[-1])
        post.progress(1)
    for one, recorded in zip(new, whole, strict=True):
        with at_place(one.place):
            admit(one, recorded, known)
    _judge_items(new, whole, projector)
    return whole


def _judge_items(
    new: Sequence[Prepared], drafted: Sequence[Recorded], projector: Projector
) -> None:
    """Refuse what is illegal on an item that the new events of a post touch."""
    by_id = {one.envelope.event_id: one for one in new}
    by_position = {recorded.position: one for one, recorded in zip(new, drafted, strict=True)}
    for entity, positions in projector.touched[SPANS.name].items():
        touching = [by_position[position] for position in positions]
        problems = _not_overridden(entity, projector)
        if problems and any(one.envelope.override for one in touching):
            problems = _also_without_overrides(entity, problems, drafted, projector)
        judge(problems, by_id, touching[0].place)


def _not_overridden(entity: str, projector: Projector) -> list[Problem]:
    """Return what is illegal on an item, has no override and was not on record as irregular."""
    problems = [
        problem
        for problem in projector.known.timelines[entity].problems
        if not problem.fact.envelope.override
    ]
    if not problems:
        return []
    flagged = flags_among(projector.rows_before(SPANS, entity))
    before = {name for code, names in flagged if code == "irregular" for name in names}
    return [problem for problem in problems if problem.fact.event_id not in before]


def _also_without_overrides(
    entity: str, problems: Sequence[Problem], drafted: Sequence[Recorded], projector: Projector
) -> list[Problem]:
    """Return those problems that an item has even without the batch's overriding events.

    An override covers what it makes irregular around it, and nothing else.
    """
    overriding = {one.envelope.event_id for one in drafted if one.envelope.override}
    known = Known(projector.known.read)
    for recorded in projector.applied:
        if recorded.envelope.event_id not in overriding:
            known.add(recorded)
    without = fold_item(entity.removeprefix("item/"), known).problems
    names = {problem.fact.event_id for problem in without}
    return [problem for problem in problems if problem.fact.event_id in names]
