"""The recorder: the one write path, from posted drafts to events on the log and changed answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import uuid_utils
from msgspec.structs import replace
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from casefile.errors import Busy, CasefileError, Refused, at_place
from casefile.event import Draft, Recorded, clock_us, instant_text
from casefile.law.fact import AMENDING
from casefile.projections import PROJECTIONS
from casefile.projections.projector import Projector
from casefile.projections.subjects import known_in
from casefile.recording.admission import Prepared, check_versions, prepare, without_repeats
from casefile.recording.consequences import effects, group_warnings, grouped_parties, warnings
from casefile.recording.decision import Post, context, decide, locks, reaches_far, repeats, subjects
from casefile.recording.queue import Queue
from casefile.recording.receipt import Added, Entry, Receipt
from casefile.recording.recounting import Recount, Recounting
from casefile.store import log
from casefile.store.database import Database, is_contention

ATTEMPTS = 8  # two writers meet seldom, eight times in a row hardly ever
# What one transaction carries at most, so that nobody waits long for the others in it.
MOST_POSTS = 64
MOST_EVENTS = 1_000


class _DayChanged(Exception):
    """Midnight passed between deciding and recording."""


class _Accepted(NamedTuple):
    """A post that may be recorded: its events as drafted, and what is to be said of it.

    Behind the post's own events come the corrections that casefile adds to them. `instants` are
    those of an older log, where the post takes them over.
    """

    post: Post
    stored: Mapping[str, Recorded]
    drafted: Sequence[Recorded]
    added: Sequence[Recount]
    instants: Sequence[int]
    warnings: Sequence[Mapping[str, Any]]
    grouped: Iterable[str]


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

    def record(self, drafts: Sequence[Draft], **how: Any) -> Receipt:
        """Record the drafts, judged as a whole with all of them in place; see Post for `how`.

        Posting an event id again with the same content is answered with what stands on the log.
        Raises Malformed, Refused, Stale or Busy; then nothing has changed.
        """
        batch = []
        for place, draft in enumerate(drafts):
            with at_place(place):
                batch.append(prepare(draft, place, draft.event_id or str(uuid_utils.uuid7())))
        return self._queue.put(Post(batch=without_repeats(batch), **how))

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
        return datetime.fromtimestamp(instant_us / 1_000_000, self.zone).date().isoformat()


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
        every = [one for post in posts for one in post.batch]
        names = {name for one in every for name in locks(one)}
        recorder.database.lock(connection, names, alone=any(map(reaches_far, every)))
        self.projector = Projector(PROJECTIONS, known_in(connection), connection)
        self.projector.fetch(
            (name for post in posts for name in subjects(post)),
            beside=(name for post in posts for name in context(post)),
        )
        # Instants that are taken over must not fall behind what another writer is about to add.
        as_recorded = posts[0].recorded_us is not None
        if as_recorded:
            log.hold_head(connection)
        matters = {one.envelope.matter_id for one in every}
        self.base, self.versions = log.ends(connection, matters)
        self.now_us = max(recorder.clock_us(), self.base.recorded_us + 1)
        self.position = self.base.position

    def carry_out(self) -> list[Receipt | BaseException]:
        """Decide on every post, record those that may be, and return what came of each."""
        decided: list[_Accepted | CasefileError] = []
        for post in self.posts:
            try:
                decided.append(self._decide(post))
            except CasefileError as refusal:
                self.projector.take_back()
                decided.append(refusal)
        placed = self._record([one for one in decided if isinstance(one, _Accepted)])
        return [
            self._receipt(one, placed) if isinstance(one, _Accepted) else one for one in decided
        ]

    def _decide(self, post: Post) -> _Accepted:
        stored = repeats(post, self.projector.known)
        new = [one for one in post.batch if one.envelope.event_id not in stored]
        instants = _older_instants(post, new, self.base, self.now_us)
        versions = dict(self.versions)
        drafted = []
        today = self.recorder.day(self.now_us)
        for number, one in enumerate(new):
            day = self.recorder.day(instants[number]) if instants else today
            drafted.append(self._placed(one, number, post.by, day, versions))
        drafted = decide(post, new, drafted, self.projector)
        warned = warnings(self.projector)
        added: Sequence[Recount] = ()
        if not instants:  # an older log is taken over as it is, and has what was added to it
            added, unfollowed = self._recount(post, new, drafted, versions)
            warned += unfollowed
        if new:
            check_versions(post.if_version or {}, self.versions)
        grouped = grouped_parties(self.projector)
        if not post.dry_run:  # its effects are still to be told from what it touched
            self.projector.settle()
        self.versions, self.position = versions, self.position + len(drafted)
        return _Accepted(post, stored, drafted, added, instants, warned, grouped)

    def _placed(
        self, one: Prepared, number: int, by: str, day: str, versions: dict[str, int]
    ) -> Recorded:
        """Return a new event, of a `number` from 0 in its post, at its place in matter and log."""
        matter_id = one.envelope.matter_id
        versions[matter_id] = versions.get(matter_id, 0) + 1
        said = {"version": versions[matter_id], "recorded_by": by, "recorded_on": day}
        return Recorded(self.position + 1 + number, replace(one.envelope, **said))

    def _recount(
        self,
        post: Post,
        new: Sequence[Prepared],
        drafted: list[Recorded],
        versions: dict[str, int],
    ) -> tuple[list[Recount], list[dict[str, Any]]]:
        """Add the corrections of deadlines that a post needs; return them, and what it warns of."""
        amended = [one for one in drafted if one.envelope.type in AMENDING]
        if not amended:
            return [], []
        added = []
        places = {one.envelope.event_id: one.place for one in new}
        recounting = Recounting(amended, self.projector.known)
        with at_place(places[amended[-1].envelope.event_id]):
            for recount in recounting.corrections():
                envelope = recount.cause.envelope
                draft, day = recount.draft, envelope.recorded_on
                one = prepare(draft, places[envelope.event_id], draft.event_id or "")
                added.append(recount)
                drafted.append(self._placed(one, len(drafted), post.by, day, versions))
                self.projector.apply(drafted[-1])
        return added, recounting.warnings

    def _record(self, accepted: Sequence[_Accepted]) -> dict[int, Recorded]:
        """Append what was accepted, and what it changes; return it by the drafted positions."""
        drafted = [one for each in accepted for one in each.drafted]
        if not drafted:
            return {}
        count = len(drafted)
        head = log.take_head(self.connection, count, self.now_us)
        behind = head.position - count
        instants = accepted[0].instants
        loaded_at = instant_text(self.now_us) if instants else None
        if instants:
            log.set_head_instant(self.connection, instants[-1])
        else:
            instants = range(head.recorded_us - count + 1, head.recorded_us + 1)
            days = {self.recorder.day(one) for one in (self.now_us, instants[0], instants[-1])}
            if len(days) > 1:
                raise _DayChanged
        placed = {}
        for number, (one, instant) in enumerate(zip(drafted, instants, strict=True), behind + 1):
            said = {"recorded_at": instant_text(instant), "loaded_at": loaded_at}
            placed[one.position] = Recorded(number, replace(one.envelope, **said))
        self.projector.shift(behind - self.base.position)
        log.append(self.connection, placed.values(), *self.projector.changes())
        return placed

    def _receipt(self, accepted: _Accepted, placed: Mapping[int, Recorded]) -> Receipt:
        post, stored = accepted.post, accepted.stored
        # A repeat may be of an event that came in the same transaction.
        found = {
            event_id: Entry(placed.get(hit.position, hit), already=True)
            for event_id, hit in stored.items()
        }
        own = [placed[one.position] for one in accepted.drafted]
        found |= {one.envelope.event_id: Entry(one) for one in own}
        entries = [found[one.envelope.event_id] for one in post.batch]
        if not own:
            return Receipt(entries)
        corrections = own[len(own) - len(accepted.added) :]
        added = [
            Added(one, recount.deadline_id, recount.before)
            for one, recount in zip(corrections, accepted.added, strict=True)
        ]
        behind, last = own[0].position - 1, own[-1]
        grouped = group_warnings(self.connection, accepted.grouped, behind, last.position)
        changed = effects(self.connection, self.projector, behind, last) if post.dry_run else ()
        return Receipt(entries, [*grouped, *accepted.warnings], changed, added)


def _older_instants(post: Post, new: Sequence[Prepared], base: log.Head, now_us: int) -> list[int]:
    """Return the instants taken over from an older log; refuse where they go back or ahead."""
    if post.recorded_us is None:
        return []
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
