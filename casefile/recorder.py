"""The recorder: the one write path, from posted drafts to events on the log and changed answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import uuid_utils
from msgspec.structs import replace
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from casefile.admission import (
    Prepared,
    admit,
    check_crowd,
    check_repeat,
    check_versions,
    judge,
    prepare,
    without_repeats,
)
from casefile.amendment import check_amendment
from casefile.consequences import effects, warnings
from casefile.domain.catalogue import Scope
from casefile.domain.fact import CORRECTED, RETRACTED
from casefile.domain.timeline import Problem
from casefile.errors import Busy, Refused, at_place
from casefile.event import Draft, Recorded, instant_text
from casefile.projections import PROJECTIONS
from casefile.projections.known import Known
from casefile.projections.projector import Projector
from casefile.projections.spans import SPANS, flags_among, fold_item
from casefile.receipt import Entry, Receipt
from casefile.store import log
from casefile.store.database import Database, is_contention

ATTEMPTS = 8  # two writers meet seldom, eight times in a row hardly ever


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


class _DayChanged(Exception):
    """Midnight passed between deciding and recording."""


class Recorder:
    """Records batches of events: all or none, in one transaction each."""

    def __init__(
        self,
        database: Database,
        zone: ZoneInfo,
        clock_us: Callable[[], int] = lambda: time.time_ns() // 1000,
    ) -> None:
        self.database = database
        self.zone = zone
        self.clock_us = clock_us

    def record(self, drafts: Sequence[Draft], **how: Any) -> Receipt:
        """Record the drafts, judged as a whole with all of them in place; see Post for `how`.

        Posting an event id again with the same content is answered with what stands on the log.
        Raises Malformed, Refused, Stale or Busy; then nothing has changed.
        """
        batch = []
        for place, draft in enumerate(drafts):
            with at_place(place):
                batch.append(prepare(draft, place, draft.event_id or str(uuid_utils.uuid7())))
        post = Post(batch=without_repeats(batch), **how)
        for _ in range(ATTEMPTS):
            try:
                with self.database.write(keep=not post.dry_run) as connection:
                    return self._carry_out(post, connection)
            except _DayChanged:
                continue
            except DBAPIError as error:
                if not is_contention(error):
                    raise
        raise Busy("Other posts kept getting in between; try again.")

    def _carry_out(self, post: Post, connection: Connection) -> Receipt:
        names = {name for one in post.batch for name in _locks(one)}
        self.database.lock(connection, names, alone=any(map(_reaches_far, post.batch)))
        ids = [one.envelope.event_id for one in post.batch]
        stored = log.by_ids(connection, [*ids, post.next_id] if post.next_id else ids)
        if post.next_id and (post.next_id in stored or 0 < len(stored) < len(ids)):
            raise Refused("This key came with other events before.", code="idempotency.reused")
        for one in post.batch:
            if hit := stored.get(one.envelope.event_id):
                check_repeat(one, hit)
        new = [one for one in post.batch if one.envelope.event_id not in stored]
        placed = self._append(post, new, connection) if new else _Appended()
        found = {event_id: Entry(hit, already=True) for event_id, hit in stored.items()}
        found |= {event_id: Entry(recorded) for event_id, recorded in placed.recorded.items()}
        entries = [found[one.envelope.event_id] for one in post.batch]
        return Receipt(entries, placed.warnings, placed.effects)

    def _append(self, post: Post, new: Sequence[Prepared], connection: Connection) -> _Appended:
        """Decide, append and project the new events of a post in the transaction under way."""
        # Instants that are taken over must not fall behind what another writer is about to add.
        base = log.hold_head(connection) if post.recorded_us else log.head(connection)
        now_us = max(self.clock_us(), base.recorded_us + 1)
        instants = _older_instants(post, new, base, now_us) or [now_us] * len(new)
        days = [self._day(instant) for instant in instants]
        drafted = [
            Recorded(number, replace(one.envelope, recorded_by=post.by, recorded_on=day))
            for number, (one, day) in enumerate(zip(new, days, strict=True), base.position + 1)
        ]
        projector = Projector(PROJECTIONS, Known(connection), connection)
        _take_in(post, new, drafted, projector)
        versions = log.versions(connection, {one.envelope.matter_id for one in new})
        check_versions(post.if_version or {}, versions)

        head = log.take_head(connection, len(new), now_us)
        if post.recorded_us is None:
            instants = [head.recorded_us - len(new) + 1 + number for number in range(len(new))]
        else:
            log.set_head_instant(connection, instants[-1])
        if [self._day(instant) for instant in instants] != days:
            raise _DayChanged
        behind = head.position - len(new)
        projector.shift(base.position, behind - base.position)
        loaded_at = instant_text(now_us) if post.recorded_us is not None else None
        placed = _place(drafted, behind, versions, instants, loaded_at)
        log.append(connection, placed)
        projector.flush(connection)
        return _Appended(
            {one.envelope.event_id: one for one in placed},
            warnings(connection, projector, behind, head.position),
            effects(connection, projector, behind, placed[-1]) if post.dry_run else (),
        )

    def _day(self, instant_us: int) -> str:
        """Return the office's civil day of an instant."""
        return datetime.fromtimestamp(instant_us / 1_000_000, self.zone).date().isoformat()


class _Appended(NamedTuple):
    """What one transaction has added to the log."""

    recorded: Mapping[str, Recorded] = {}
    warnings: Sequence[Mapping[str, Any]] = ()
    effects: Sequence[Mapping[str, Any]] = ()


def _locks(one: Prepared) -> Iterator[str]:
    """Yield what must be locked before an event can be decided on."""
    matter_id = one.envelope.matter_id
    yield f"matter/{matter_id}"
    for named in one.data.named():
        if named.kind == "matter":
            yield f"matter/{named.id}"
        elif named.kind == "item" and "/" in named.id:
            yield f"matter/{named.id.partition('/')[0]}"
        elif named.kind == "party" and (one.data.files_item or one.data.scope is Scope.PARTY):
            yield f"party/{named.id}"


def _reaches_far(one: Prepared) -> bool:
    """Tell whether an event can touch items of matters that it does not name.

    A death, a merger, an incident, a correction or a word on other events can; such a post is
    carried out while no other one is, so that neither overlooks what the other does.
    """
    amends = one.envelope.type in (CORRECTED, RETRACTED)
    about_events = any(named.kind == "event" for named in one.data.named())
    return amends or about_events or one.data.scope in (Scope.INCIDENT, Scope.PARTY)


def _older_instants(
    post: Post, new: Sequence[Prepared], base: log.Head, now_us: int
) -> list[int] | None:
    """Return the instants taken over from an older log; refuse where they go back or ahead."""
    if post.recorded_us is None:
        return None
    last, instants = base.recorded_us, []
    for one in new:
        instant = post.recorded_us[one.place]
        if instant < last:
            sentence = (
                f"It was recorded at {instant_text(instant)}, before the event that it follows."
            )
            raise Refused(sentence, code="recorded_at.backwards", place=one.place)
        if instant > now_us:
            sentence = f"It was recorded at {instant_text(instant)}, which is yet to come."
            raise Refused(sentence, code="recorded_at.ahead", place=one.place)
        instants.append(instant)
        last = instant
    return instants


def _take_in(
    post: Post, new: Sequence[Prepared], drafted: Sequence[Recorded], projector: Projector
) -> None:
    """Apply the events in order and refuse what is wrong with them once all are in place."""
    check_crowd(new)
    known = projector.known
    known.fetch(_direct_subjects(new))
    for one, recorded in zip(new, drafted, strict=True):
        with at_place(one.place):
            check_amendment(recorded, known)
            projector.apply(recorded)
        post.progress(1)
    for one, recorded in zip(new, drafted, strict=True):
        with at_place(one.place):
            admit(one, recorded, known)
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
    flagged = flags_among(projector.at_start[SPANS.name, entity])
    before = {name for code, names in flagged if code == "irregular" for name in names}
    return [
        problem
        for problem in projector.known.timelines[entity].problems
        if not problem.fact.envelope.override and problem.fact.event_id not in before
    ]


def _also_without_overrides(
    entity: str, problems: Sequence[Problem], drafted: Sequence[Recorded], projector: Projector
) -> list[Problem]:
    """Return those problems that an item has even without the batch's overriding events.

    An override covers what it makes irregular around it, and nothing else.
    """
    known = Known(projector.connection)
    for recorded in drafted:
        if not recorded.envelope.override:
            known.add(recorded)
    without = fold_item(entity.removeprefix("item/"), known).problems
    names = {problem.fact.event_id for problem in without}
    return [problem for problem in problems if problem.fact.event_id in names]


def _direct_subjects(new: Sequence[Prepared]) -> Iterator[str]:
    """Yield the subjects that a batch is sure to need, to be read at once."""
    for one in new:
        matter_id = one.envelope.matter_id
        yield f"matter/{matter_id}"
        for subject in one.data.subjects(matter_id):
            if subject.partition("/")[0] not in ("items", "items-of", "added", "filed-as"):
                yield subject
        for party_id, _ in one.data.parties():
            yield f"party/{party_id}"


def _place(
    drafted: Sequence[Recorded],
    behind: int,
    versions: dict[str, int],
    instants: Sequence[int],
    loaded_at: str | None,
) -> list[Recorded]:
    """Return the events with what only the head could give them."""
    placed = []
    for number, (one, instant) in enumerate(zip(drafted, instants, strict=True)):
        matter_id = one.envelope.matter_id
        versions[matter_id] = versions.get(matter_id, 0) + 1
        envelope = replace(
            one.envelope,
            version=versions[matter_id],
            recorded_at=instant_text(instant),
            loaded_at=loaded_at,
        )
        placed.append(Recorded(behind + 1 + number, envelope))
    return placed
