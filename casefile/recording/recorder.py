"""The recorder: the one write path, from posted drafts to events on the log and changed answers."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from typing import Any

import uuid_utils
from sqlalchemy.exc import DBAPIError

from casefile.config import collecting_later
from casefile.errors import Busy, CasefileError, OutcomeUnknown
from casefile.event import (
    OFFICE,
    Draft,
    clock_us,
)
from casefile.law.catalogue import Event, store
from casefile.recording.carrying import Carrying
from casefile.recording.doubt import settle
from casefile.recording.draft import read_draft, without_repeats
from casefile.recording.memory import Memory
from casefile.recording.office_clock import OfficeClock
from casefile.recording.post import Post
from casefile.recording.queue import Queue
from casefile.recording.receipt import Receipt
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
        self.clock = OfficeClock(database, clock_us, watch or Watch(clock_us))
        self._memory: Memory | None = None
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
        Raises Malformed, TooLarge, Refused, Stale or Busy; then nothing has changed. Raises
        OutcomeUnknown, with the ids with which to post again, where that cannot be told.
        """
        with collecting_later() if len(drafts) > FEW else nullcontext():
            return self._record(
                drafts,
                by=by,
                dry_run=dry_run,
                recorded_us=recorded_us,
                loaded=loaded,
                if_version=if_version,
                next_id=next_id,
                progress=progress,
            )

    def _record(self, drafts: Sequence[Draft], **how: Any) -> Receipt:
        batch = []
        for place, draft in enumerate(drafts):
            try:
                batch.append(read_draft(draft, place, draft.event_id or str(uuid_utils.uuid7())))
            except CasefileError as error:
                error.stand_at(place)
                raise
        ids = [one.envelope.event_id for one in batch]
        post = Post(batch=without_repeats(batch), **how)
        try:
            return self._queue.put(post).of_each(ids)
        except OutcomeUnknown as unknown:
            raise OutcomeUnknown(ids) from unknown

    def _carry(self, posts: Sequence[Post]) -> list[Receipt | BaseException]:
        """Carry posts as one, each after those before it, each with its own outcome.

        Few events are decided on without having anybody wait, on what is remembered where it can
        be: that may accept, and never refuse. Whatever goes wrong is decided anew on what is read
        while the head is held.
        """
        self.database.check_writable()
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
            carrying = Carrying(self.clock, posts, memory)
            try:
                with self.database.write() if crowded else self.database.read() as line:
                    if crowded:
                        head = log.hold_head(line)
                        self._crowded = head != memory.head
                        carrying.memory = memory = memory.caught_up(line, head)
                    carrying.decide(line, held=False)
                    if any(post.refused for post in posts):
                        return None
                    written = carrying.write()
                    outcomes = carrying.outcomes() if written else []
            except DBAPIError as error:
                if not carrying.in_doubt(error):
                    raise
                return self._settle(carrying)
            if written:
                self._memory = carrying.remembered()
                return outcomes
            self._crowded = True
        return None

    def _carry_held(self, posts: Sequence[Post]) -> list[Receipt | BaseException]:
        """Carry posts in a transaction for which everybody else waits, on what is read in it."""
        keep = not posts[0].dry_run
        for _ in range(ATTEMPTS):
            carrying = Carrying(self.clock, posts, Memory())
            try:
                with self.database.write(keep=keep) as line:
                    carrying.decide(line, held=True)
                    carrying.write()
                    outcomes = carrying.outcomes()
            except DBAPIError as error:
                if keep and carrying.in_doubt(error):
                    if settled := self._settle(carrying):
                        return settled
                elif not (is_contention(error) or error.connection_invalidated):
                    raise
            else:
                if keep:
                    self._memory = carrying.remembered()
                return outcomes
        sentence = "Other posts kept getting in between, or the database was lost; try again."
        raise Busy(sentence)

    def _settle(self, carrying: Carrying) -> list[Receipt | BaseException] | None:
        """Return what came of posts that are in doubt; None where nothing was recorded of them."""
        try:
            return settle(self.database, carrying.placed[-1], carrying.outcomes)
        except OutcomeUnknown as unknown:
            return [unknown for _ in carrying.posts]

    def record_of_office(self, data: Event, *, by: str, dry_run: bool = False) -> Receipt:
        """Record an event of the office itself, which no door posts; raises as `record` does."""
        today = self.clock.day(self.clock.now_us())
        draft = Draft(matter_id=OFFICE, type=data.tag, effective=today, data=store(data))
        return self.record([draft], by=by, dry_run=dry_run)


def _fits(group: Sequence[Post], post: Post) -> bool:
    """Tell whether a post may be carried together with a group."""
    if post.alone or group[0].alone or len(group) == MOST_POSTS:
        return False
    return sum(len(one.batch) for one in (*group, post)) <= MOST_EVENTS
