"""The recorder: the one write path, from posted drafts to events on the log and changed answers."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from zoneinfo import ZoneInfo

import uuid_utils
from msgspec.structs import replace
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from casefile.answers.settings import settings_in
from casefile.errors import Busy, CasefileError, at_place
from casefile.event import (
    OFFICE,
    Draft,
    Recorded,
    civil_day,
    clock_us,
    day_begins_us,
    instant_text,
)
from casefile.law.catalogue import Event, store
from casefile.law.events.office import ClockConfirmed, ClockCorrected, OfficeEvent, ZoneChanged
from casefile.law.events.record import Amending
from casefile.projections.version import FOLDS, check_folds
from casefile.recording.consequences import effects, group_warnings, grouped_parties, warnings
from casefile.recording.decision import judge, repeats, take_in
from casefile.recording.draft import Drafted, check_versions, read_draft, without_repeats
from casefile.recording.instants import check_instant, following
from casefile.recording.memory import Memory
from casefile.recording.post import New, Post
from casefile.recording.queue import Queue
from casefile.recording.receipt import OnLog, Receipt
from casefile.recording.recounting import Recounting
from casefile.recording.watch import Watch
from casefile.store import log
from casefile.store.database import Database, is_contention

_log = logging.getLogger("casefile.recording")

ATTEMPTS = 8  # with the others waiting; a rebuild can still come in between
# What one transaction carries at most, so that nobody waits long for the others in it.
MOST_POSTS = 64
MOST_EVENTS = 1_000
FEW = 100  # events that may be carried without having the others wait


class Recorder:
    """Records batches of events: all or none of each; those that wait for others share a commit.

    What a post has read is remembered for the next ones, while the log ends where this recorder
    left it.
    """

    def __init__(
        self,
        database: Database,
        clock_us: Callable[[], int] = clock_us,
        watch: Watch | None = None,
    ) -> None:
        self.database = database
        self.clock_us = clock_us
        self.watch = watch or Watch(clock_us)
        self._memory: Memory | None = None
        self._zone: tuple[int, ZoneInfo] | None = None  # of the epoch in which it was read
        self._day = 0, ""  # a second, and its day
        self._crowded = False  # whether somebody else writes to the log at the moment
        self._queue = Queue[Post, Receipt](self._carry, _fits)

    def record(
        self,
        drafts: Sequence[Draft],
        *,
        by: str,
        dry_run: bool = False,
        recorded_us: Sequence[int] | None = None,
        loaded: bool = False,
        if_version: Mapping[str, int] | None = None,
        next_id: str | None = None,
        progress: Callable[[int], None] = lambda _count: None,
    ) -> Receipt:
        """Record the drafts, judged as a whole with all of them in place; see Post for how.

        Posting an event id again with the same content is answered with what stands on the log,
        also within one batch.
        Raises Malformed, TooLarge, Refused, Stale or Busy; then nothing has changed.
        """
        batch = []
        for place, draft in enumerate(drafts):
            try:
                batch.append(read_draft(draft, place, draft.event_id or str(uuid_utils.uuid7())))
            except CasefileError as error:
                error.stand_at(place)
                raise
        receipt = self._queue.put(
            Post(
                batch=without_repeats(batch),
                by=by,
                dry_run=dry_run,
                recorded_us=recorded_us,
                loaded=loaded,
                if_version=if_version,
                next_id=next_id,
                progress=progress,
            )
        )
        return receipt.of_each(one.envelope.event_id for one in batch)

    def _carry(self, posts: Sequence[Post]) -> list[Receipt | BaseException]:
        """Carry posts as one, each after those before it, each with its own outcome.

        Few events are decided on without having anybody wait, on what is remembered where it can
        be: that may accept, and never refuse. Whatever goes wrong is decided anew on what is read
        while the head is held.
        """
        if posts[0].dry_run:
            return self._carry_held(posts)
        memory, self._memory = self._memory, None
        if not posts[0].alone and sum(len(one.batch) for one in posts) <= FEW:
            try:
                if found := self._carry_first(posts, memory or Memory()):
                    return found
            except Busy:
                raise
            except Exception as error:  # noqa: BLE001 - whatever it is comes again, if it is true
                # An id that is taken is told by the table; anything else is a fault, ours or the
                # database's, and is told without a word of the events.
                if not (isinstance(error, DBAPIError) and is_contention(error)):
                    _log.warning("A post is decided anew after %s.", type(error).__name__)
        return self._carry_held(posts)

    def _carry_first(
        self, posts: Sequence[Post], memory: Memory
    ) -> list[Receipt | BaseException] | None:
        """Carry posts on what is remembered; return None where one of them is refused.

        That is done in the hope that nobody comes in between, until somebody does. From then on the
        head is held first, until nobody else has come since the last time.
        """
        for _ in range(2):
            crowded = self._crowded
            with self.database.write() if crowded else self.database.read() as line:
                if crowded:
                    head = log.hold_head(line)
                    self._crowded = head != memory.head
                    memory = memory.caught_up(line, head)
                carrying = _Carrying(self, line, posts, memory)
                carrying.decide(held=False)
                if any(post.refused for post in posts):
                    return None
                written = carrying.write()
                outcomes = carrying.outcomes() if written else []
            if written:
                self._memory = carrying.remembered()
                return outcomes
            self._crowded = True
        return None

    def _carry_held(self, posts: Sequence[Post]) -> list[Receipt | BaseException]:
        """Carry posts in a transaction for which everybody else waits, on what is read in it."""
        keep = not posts[0].dry_run
        for _ in range(ATTEMPTS):
            memory = Memory()
            try:
                with self.database.write(keep=keep) as line:
                    carrying = _Carrying(self, line, posts, memory)
                    carrying.decide(held=True)
                    carrying.write()
                    outcomes = carrying.outcomes()
            except DBAPIError as error:
                if not is_contention(error):
                    raise
            else:
                if keep:
                    self._memory = carrying.remembered()
                return outcomes
        raise Busy("Other posts kept getting in between; try again.")

    @property
    def zone(self) -> ZoneInfo:
        """Return the office's time zone, as it was read last."""
        if self._zone is None:
            with self.database.read() as line:
                self.follow_zone(line, log.head(line).epoch)
        assert self._zone  # noqa: S101 - as just read
        return self._zone[1]

    def follow_zone(self, line: Connection, epoch: int) -> None:
        """Read the office's time zone where it can have been changed since it was read last."""
        if self._zone is None or self._zone[0] != epoch:
            self._zone = (epoch, settings_in(line).zone)
            self._day = 0, ""

    def record_of_office(self, data: Event, *, by: str, dry_run: bool = False) -> Receipt:
        """Record an event of the office itself, which no door posts; raises as `record` does."""
        today = civil_day(self.clock_us(), self.zone).isoformat()
        draft = Draft(matter_id=OFFICE, type=data.tag, effective=today, data=store(data))
        return self.record([draft], by=by, dry_run=dry_run)

    def on_one_day(self, first_us: int, count: int) -> int:
        """Return from when on so many microseconds are of one day: at once, or from midnight on."""
        last = civil_day(first_us + max(count, 1) - 1, self.zone)
        return max(first_us, day_begins_us(last, self.zone))

    def day(self, instant_us: int) -> str:
        """Return the office's civil day of an instant."""
        second = instant_us // 1_000_000
        if self._day[0] != second:  # which a whole post has in common, as a rule
            self._day = second, civil_day(instant_us, self.zone).isoformat()
        return self._day[1]


def _fits(group: Sequence[Post], post: Post) -> bool:
    """Tell whether a post may be carried together with a group."""
    if post.alone or group[0].alone or len(group) == MOST_POSTS:
        return False
    return sum(len(one.batch) for one in (*group, post)) <= MOST_EVENTS


class _Carrying:
    """Posts on their way: what they need is read at once, decided one by one, written at once."""

    def __init__(
        self, recorder: Recorder, line: Connection, posts: Sequence[Post], memory: Memory
    ) -> None:
        self.recorder = recorder
        self.line = line
        self.posts = posts
        self.memory = memory
        self.projector = memory.projector
        self.as_recorded = posts[0].recorded_us is not None

    def decide(self, *, held: bool) -> None:
        """Decide on every post, with those before it in place; `held` tells whether others wait."""
        self.memory.read(self.line, self.posts, held=held)
        self.base = self.memory.head
        check_folds(self.base)
        self.recorder.follow_zone(self.line, self.base.epoch)
        clock, of_clock = self.recorder.clock_us(), self._of_clock()
        if of_clock is not ClockCorrected:
            confirming = of_clock is ClockConfirmed
            self.recorder.watch.check(self.line, self.base, clock, confirming=confirming)
        # Instants grow but where the log had run ahead of the clock.
        first = self.base.recorded_us + 1
        self.now_us = clock if of_clock is ClockCorrected else max(clock, first)
        self.position, self.last_us = self.base.position, self.base.recorded_us
        self.versions = dict(self.memory.versions)
        for post in self.posts:
            self._decide(post)

    def _of_clock(self) -> type[Event] | None:
        """Return the class of an event of the office, which is a post by itself."""
        data = self.posts[0].batch[0].read.data if self.posts[0].batch else None
        return type(data) if isinstance(data, OfficeEvent) else None

    def _decide(self, post: Post) -> None:
        """Decide on a post: what it adds, or why it is refused."""
        post.new, post.warnings, post.refused = [], [], None
        before = self.position, self.last_us, dict(self.versions)
        try:
            self._admit(post)
        except CasefileError as refusal:
            self.projector.take_back()
            self.position, self.last_us, self.versions = before
            post.new, post.refused = [], refusal
        else:
            if not post.dry_run:  # its effects are still to be told from what it touched
                self.projector.settle()

    def _admit(self, post: Post) -> None:
        """Find out what a post adds and what is to be said of it; raises what it is refused for."""
        known, versions = self.projector.known, dict(self.versions)
        post.stored = repeats(post, known)
        post.new = self._placed(post)
        take_in(post, self.projector)
        if not self.as_recorded:  # an older log is taken over as it is, with what was added to it
            self._recount(post)
        self.projector.complete()
        judge(post, self.projector)
        post.warnings = [*warnings(self.projector), *post.warnings]
        if post.new:
            check_versions(post.if_version or {}, versions)
        post.grouped = grouped_parties(self.projector)

    def _placed(self, post: Post) -> list[New]:
        """Return what a post adds, each event with all that casefile gives it."""
        new = [one for one in post.batch if one.envelope.event_id not in post.stored]
        instants = self._instants(post, new)
        loaded_at = instant_text(self.now_us) if self.as_recorded or post.loaded else None
        more_of = following(instants if self.as_recorded else [0] * len(new))
        return [
            New(one, self._place(one, post.by, instant, following=more, loaded_at=loaded_at))
            for one, instant, more in zip(new, instants, more_of, strict=True)
        ]

    def _instants(self, post: Post, new: Sequence[Drafted]) -> list[int]:
        """Return when each event is recorded, or was, in a log that is taken over."""
        if post.recorded_us is None:
            first = self.now_us
            if self._of_clock() is not ClockCorrected:
                first = max(self.now_us, self.last_us + 1)
            first = self.recorder.on_one_day(first, len(new))
            return list(range(first, first + len(new)))
        instants = [post.recorded_us[one.place] for one in new]
        in_order = pairwise([self.base.recorded_us, *instants])
        for one, (last, instant) in zip(new, in_order, strict=True):
            check_instant(one.place, instant, last, self.now_us)
        return instants

    def _place(self, one: Drafted, by: str, instant: int, **said: int | str | None) -> Recorded:
        """Return an event at its place in matter and log, behind all that were placed before."""
        matter_id = one.envelope.matter_id
        self.position += 1
        self.last_us = instant
        self.versions[matter_id] = version = self.versions.get(matter_id, 0) + 1
        envelope = replace(
            one.envelope,
            version=version,
            recorded_by=by,
            recorded_at=instant_text(instant),
            recorded_on=self.recorder.day(instant),
            **said,
        )
        return Recorded(self.position, envelope)

    def _recount(self, post: Post) -> None:
        """Add the corrections of deadlines that a post needs, and what it warns of there."""
        amended = [one for one in post.new if isinstance(one.drafted.read.data, Amending)]
        if not amended:
            return
        places = {one.recorded.envelope.event_id: one.place for one in amended}
        recounting = Recounting([one.recorded for one in amended], self.projector.known)
        posted = len(post.new)
        with at_place(amended[-1].place):
            for recount in recounting.corrections():
                place = places[recount.cause.envelope.event_id]
                one = read_draft(recount.draft, place, recount.draft.event_id or "")
                later = self.last_us + 1
                same = self.recorder.day(later) == self.recorder.day(self.last_us)
                recorded = self._place(one, post.by, later if same else self.last_us)
                post.new.append(New(one, recorded, recount=recount))
                self.projector.apply(recorded, one.read)
        post.warnings = recounting.warnings
        if len(post.new) > posted:
            self._say_again(post)

    def _say_again(self, post: Post) -> None:
        """Say of each event how many follow, now that there are more of them."""
        self.memory.stale = True  # it has them as they were
        for one, more in zip(post.new, following([0] * len(post.new)), strict=True):
            envelope = replace(one.recorded.envelope, following=more)
            one.recorded = Recorded(one.recorded.position, envelope)

    def write(self) -> bool:
        """Append the new events of all posts, with what they change; tell whether it was done.

        It is not where the log no longer ends where what was decided on says it does.
        """
        placed = [one.recorded for post in self.posts for one in post.new]
        if not placed:
            self.head = log.head(self.line)
            return self.head == self.base
        last = placed[-1].envelope
        epoch = self.base.epoch + (self._of_clock() is ZoneChanged)
        self.head = log.Head(self.position, self.last_us, FOLDS, epoch, last.recorded_on)
        changes = self.projector.changes()
        return log.append(self.line, self.base, self.head, placed, *changes)

    def remembered(self) -> Memory | None:
        """Return what is still known behind what was written."""
        return self.memory.kept(self.head, self.versions)

    def outcomes(self) -> list[Receipt | BaseException]:
        """Return what came of each post."""
        return [post.refused or self._receipt(post) for post in self.posts]

    def _receipt(self, post: Post) -> Receipt:
        if not post.new:
            return Receipt([OnLog(post.stored[one.envelope.event_id], True) for one in post.batch])
        found = {event_id: OnLog(hit, already=True) for event_id, hit in post.stored.items()}
        found |= {one.recorded.envelope.event_id: OnLog(one.recorded) for one in post.new}
        behind, last = post.new[0].recorded.position - 1, post.new[-1].recorded
        grouped = group_warnings(self.line, post.grouped, behind, last.position)
        changed = effects(self.line, self.projector, behind, last) if post.dry_run else ()
        return Receipt(
            [found[one.envelope.event_id] for one in post.batch],
            [*grouped, *post.warnings],
            changed,
            [one.recount.added(one.recorded) for one in post.new if one.recount],
        )
