"""The recorder: the one write path, from posted drafts to events on the log and changed answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from zoneinfo import ZoneInfo

import uuid_utils
from msgspec.structs import replace
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from casefile.errors import Busy, CasefileError, Refused, at_place
from casefile.event import Draft, Recorded, civil_day, clock_us, instant_text
from casefile.law.events.record import Amending
from casefile.projections import PROJECTIONS
from casefile.projections.projector import Projector
from casefile.projections.subjects import known_in
from casefile.projections.version import FOLDS, check_folds
from casefile.recording.consequences import effects, group_warnings, grouped_parties, warnings
from casefile.recording.decision import judge, repeats, take_in
from casefile.recording.draft import Drafted, check_versions, read_draft, without_repeats
from casefile.recording.post import New, Post
from casefile.recording.queue import Queue
from casefile.recording.receipt import OnLog, Receipt
from casefile.recording.recounting import Recounting
from casefile.store import log
from casefile.store.database import Database, is_contention

ATTEMPTS = 8  # two writers meet seldom, eight times in a row hardly ever
# What one transaction carries at most, so that nobody waits long for the others in it.
MOST_POSTS = 64
MOST_EVENTS = 1_000


class _DayChanged(Exception):
    """Midnight passed between deciding and recording."""


class Recorder:
    """Records batches of events: all or none of each; those that wait for others share a commit."""

    def __init__(
        self,
        database: Database,
        zone: ZoneInfo,
        clock_us: Callable[[], int] = clock_us,
    ) -> None:
        self.database = database
        self.zone = zone
        self.clock_us = clock_us
        self._queue = Queue[Post, Receipt](self._carry, _fits)

    def record(
        self,
        drafts: Sequence[Draft],
        *,
        by: str,
        dry_run: bool = False,
        recorded_us: Sequence[int] | None = None,
        if_version: Mapping[str, int] | None = None,
        next_id: str | None = None,
        progress: Callable[[int], None] = lambda _count: None,
    ) -> Receipt:
        """Record the drafts, judged as a whole with all of them in place; see Post for how.

        Posting an event id again with the same content is answered with what stands on the log.
        Raises Malformed, TooLarge, Refused, Stale or Busy; then nothing has changed.
        """
        batch = []
        for place, draft in enumerate(drafts):
            try:
                batch.append(read_draft(draft, place, draft.event_id or str(uuid_utils.uuid7())))
            except CasefileError as error:
                error.stand_at(place)
                raise
        return self._queue.put(
            Post(
                batch=without_repeats(batch),
                by=by,
                dry_run=dry_run,
                recorded_us=recorded_us,
                if_version=if_version,
                next_id=next_id,
                progress=progress,
            )
        )

    def _carry(self, posts: Sequence[Post]) -> list[Receipt | BaseException]:
        """Carry posts in one transaction, each after those before it, each with its own outcome."""
        for _ in range(ATTEMPTS):
            try:
                with self.database.write(keep=not posts[0].dry_run) as connection:
                    return _Transaction(self, connection, posts).carry_out()
            except _DayChanged:
                continue
            except DBAPIError as error:
                if not is_contention(error):
                    raise
        raise Busy("Other posts kept getting in between; try again.")

    def day(self, instant_us: int) -> str:
        """Return the office's civil day of an instant."""
        return civil_day(instant_us, self.zone).isoformat()


def _fits(group: Sequence[Post], post: Post) -> bool:
    """Tell whether a post may be carried by the transaction that carries a group."""
    if post.alone or group[0].alone or len(group) == MOST_POSTS:
        return False
    return sum(len(one.batch) for one in (*group, post)) <= MOST_EVENTS


class _Transaction:
    """One transaction: what its posts need is read at once, decided one by one, written at once."""

    def __init__(self, recorder: Recorder, connection: Connection, posts: Sequence[Post]) -> None:
        self.recorder = recorder
        self.connection = connection
        self.posts = posts
        self.as_recorded = posts[0].recorded_us is not None
        self.projector = Projector(PROJECTIONS, known_in(connection), connection)
        self.written: dict[int, Recorded] = {}  # by the positions at which they were decided on

    def carry_out(self) -> list[Receipt | BaseException]:
        """Decide on every post, record those that may be, and return what came of each."""
        self._lock()
        self._read()
        for post in self.posts:
            self._decide(post)
        self._write([one for post in self.posts for one in post.new])
        return [post.refused or self._receipt(post) for post in self.posts]

    def _lock(self) -> None:
        names = set().union(*(post.locks() for post in self.posts))
        alone = any(post.reaches_far for post in self.posts)
        self.recorder.database.lock(self.connection, names, alone=alone)

    def _read(self) -> None:
        """Read what deciding is sure to need, and where the log and its matters end."""
        self.projector.fetch(
            [subject for post in self.posts for subject in post.subjects()],
            beside=[subject for post in self.posts for subject in post.context()],
        )
        if self.as_recorded:
            # Instants that are taken over must not fall behind what another writer is adding.
            log.hold_head(self.connection)
        matters = {one.envelope.matter_id for post in self.posts for one in post.batch}
        self.base, self.versions = log.ends(self.connection, matters)
        check_folds(self.base)
        self.now_us = max(self.recorder.clock_us(), self.base.recorded_us + 1)
        self.position = self.base.position

    def _decide(self, post: Post) -> None:
        """Decide on a post with those before it in place: what it adds, or why it is refused."""
        post.new, post.warnings, post.refused = [], [], None
        position, versions = self.position, dict(self.versions)
        try:
            self._admit(post)
        except CasefileError as refusal:
            self.projector.take_back()
            self.position, self.versions = position, versions
            post.new, post.refused = [], refusal
        else:
            if not post.dry_run:  # its effects are still to be told from what it touched
                self.projector.settle()

    def _admit(self, post: Post) -> None:
        """Find out what a post adds and what is to be said of it; raises what it is refused for."""
        known, versions = self.projector.known, dict(self.versions)
        post.stored = repeats(post, known)
        today = self.recorder.day(self.now_us)
        for one, instant in self._instants(post):
            day = today if instant is None else self.recorder.day(instant)
            post.new.append(New(one, self._placed(one, post.by, day), instant))
        take_in(post, self.projector)
        if not self.as_recorded:  # an older log is taken over as it is, with what was added to it
            self._recount(post)
        self.projector.complete()
        judge(post, self.projector)
        post.warnings = [*warnings(self.projector), *post.warnings]
        if post.new:
            check_versions(post.if_version or {}, versions)
        post.grouped = grouped_parties(self.projector)

    def _instants(self, post: Post) -> Iterator[tuple[Drafted, int | None]]:
        """Yield the events that are not on the log yet, with the instants that are taken over."""
        new = [one for one in post.batch if one.envelope.event_id not in post.stored]
        if post.recorded_us is None:
            return ((one, None) for one in new)
        instants = [post.recorded_us[one.place] for one in new]
        in_order = pairwise([self.base.recorded_us, *instants])
        for one, (last, instant) in zip(new, in_order, strict=True):
            _check_instant(one.place, instant, last, self.now_us)
        return zip(new, instants, strict=True)

    def _placed(self, one: Drafted, by: str, day: str) -> Recorded:
        """Return a new event at its place in matter and log, behind all that were placed before."""
        matter_id = one.envelope.matter_id
        self.position += 1
        self.versions[matter_id] = version = self.versions.get(matter_id, 0) + 1
        said = {"version": version, "recorded_by": by, "recorded_on": day}
        return Recorded(self.position, replace(one.envelope, **said))

    def _recount(self, post: Post) -> None:
        """Add the corrections of deadlines that a post needs, and what it warns of there."""
        amended = [one for one in post.new if isinstance(one.drafted.read.data, Amending)]
        if not amended:
            return
        places = {one.recorded.envelope.event_id: one.place for one in amended}
        recounting = Recounting([one.recorded for one in amended], self.projector.known)
        with at_place(amended[-1].place):
            for recount in recounting.corrections():
                cause = recount.cause.envelope
                place = places[cause.event_id]
                one = read_draft(recount.draft, place, recount.draft.event_id or "")
                recorded = self._placed(one, post.by, cause.recorded_on)
                post.new.append(New(one, recorded, recount=recount))
                self.projector.apply(recorded, one.read)
        post.warnings = recounting.warnings

    def _write(self, new: Sequence[New]) -> None:
        """Append the new events of all posts, with what they change, and say where they stand."""
        if not new:
            return
        head = log.take_head(self.connection, len(new), self.now_us, FOLDS)
        behind = head.position - len(new)
        instants: Sequence[int] = range(head.recorded_us - len(new) + 1, head.recorded_us + 1)
        if self.as_recorded:
            instants = [one.recorded_us or 0 for one in new]
            log.set_head_instant(self.connection, instants[-1])
        elif len({self.recorder.day(one) for one in (self.now_us, instants[0], instants[-1])}) > 1:
            raise _DayChanged
        loaded_at = instant_text(self.now_us) if self.as_recorded else None
        following = [
            number for post in self.posts for step in post.steps() for number in _counted_down(step)
        ]
        for number, (one, instant, more) in enumerate(
            zip(new, instants, following, strict=True), behind + 1
        ):
            said = {"recorded_at": instant_text(instant), "loaded_at": loaded_at}
            drafted = one.recorded
            one.recorded = Recorded(number, replace(drafted.envelope, **said, following=more))
            self.written[drafted.position] = one.recorded
        self.projector.shift(behind - self.base.position)
        log.append(self.connection, self.written.values(), *self.projector.changes())

    def _receipt(self, post: Post) -> Receipt:
        # A repeat may be of an event that came in the same transaction.
        stored = {
            event_id: self.written.get(hit.position, hit) for event_id, hit in post.stored.items()
        }
        if not post.new:
            return Receipt([OnLog(stored[one.envelope.event_id], True) for one in post.batch])
        found = {event_id: OnLog(hit, already=True) for event_id, hit in stored.items()}
        found |= {one.recorded.envelope.event_id: OnLog(one.recorded) for one in post.new}
        behind, last = post.new[0].recorded.position - 1, post.new[-1].recorded
        grouped = group_warnings(self.connection, post.grouped, behind, last.position)
        changed = effects(self.connection, self.projector, behind, last) if post.dry_run else ()
        return Receipt(
            [found[one.envelope.event_id] for one in post.batch],
            [*grouped, *post.warnings],
            changed,
            [one.recount.added(one.recorded) for one in post.new if one.recount],
        )


def _counted_down(step: Sequence[New]) -> list[int | None]:
    """Return for each event of a step how many of it follow; None where it is the last one."""
    return [number or None for number in reversed(range(len(step)))]


def _check_instant(place: int, instant: int, last: int, now_us: int) -> None:
    """Refuse an instant of an older log that goes back, or lies ahead; raises Refused."""
    if instant < last:
        sentence = f"It was recorded at {instant_text(instant)}, before the event that it follows."
        raise Refused(sentence, code="recorded_at.backwards", place=place)
    if instant > now_us:
        sentence = f"It was recorded at {instant_text(instant)}, which is yet to come."
        raise Refused(sentence, code="recorded_at.ahead", place=place)
