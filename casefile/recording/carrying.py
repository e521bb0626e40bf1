"""Carrying: posts on their way to the log together, decided one by one and written at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from casefile.answers.names.naming import name_error
from casefile.answers.question import ask_on
from casefile.errors import CasefileError, Refused, at_place
from casefile.event import Recorded, instant_text
from casefile.law.catalogue import Event
from casefile.law.events.office import ClockConfirmed, ClockCorrected, OfficeEvent, ZoneChanged
from casefile.law.events.process import DeadlineClosed, DeadlineSet, HearingScheduled
from casefile.law.fact import AMENDING
from casefile.projections.subjects import move_if_new
from casefile.projections.version import FOLDS, check_folds
from casefile.recording.decision import judge, repeats, take_in
from casefile.recording.draft import Drafted, check_versions, read_draft
from casefile.recording.effects import effects
from casefile.recording.entries import judge_entries
from casefile.recording.entry_effects import entry_effects
from casefile.recording.instants import check_instant, following
from casefile.recording.memory import Memory
from casefile.recording.named import named_on
from casefile.recording.office_clock import OfficeClock
from casefile.recording.post import New, Post
from casefile.recording.receipt import OnLog, Receipt, would_be
from casefile.recording.recounting import Recounting
from casefile.recording.warned.gathered import warned_of
from casefile.recording.warned.on_items import group_warnings, grouped_parties, told_once
from casefile.store import log


class Carrying:
    """Posts on their way: what they need is read at once, decided one by one, written at once."""

    def __init__(self, clock: OfficeClock, posts: Sequence[Post], memory: Memory) -> None:
        self.clock = clock
        self.posts = posts
        self.memory = memory
        self.as_recorded = posts[0].recorded_us is not None
        self.of_office = _of_office(posts[0])
        self.placed: list[Recorded] = []  # what is being written

    def decide(self, line: Connection, *, held: bool) -> None:
        """Decide on every post, with those before it in place; `held` tells whether others wait."""
        self.line = line
        self.projector = self.memory.projector
        self.versions = self.memory.read(line, self.posts, held=held)
        self.base = self.memory.head
        check_folds(self.base)
        self.clock.follow(self.line, self.base.epoch)
        now, of_clock = self.clock.now_us(), self.of_office
        if of_clock is not ClockCorrected:
            confirming = of_clock is ClockConfirmed
            self.clock.watch.check(self.line, self.base, now, confirming=confirming)
        # Instants grow but where the log had run ahead of the clock.
        first = self.base.recorded_us + 1
        self.now_us = now if of_clock is ClockCorrected else max(now, first)
        self.position, self.last_us = self.base.position, self.base.recorded_us
        for post in self.posts:
            self._decide(post)

    def _decide(self, post: Post) -> None:
        """Decide on a post: what it adds, or why it is refused."""
        post.new, post.warnings, post.refused = [], [], None
        before = self.position, self.last_us, dict(self.versions)
        post.behind = self.position
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
        judge_entries(post, self.projector)
        post.warnings = warned_of(post, self.projector)
        post.calendar = entry_effects(self.projector)
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
            if self.of_office is not ClockCorrected:
                first = max(self.now_us, self.last_us + 1)
            first = self.clock.on_one_day(first, len(new))
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
            recorded_on=self.clock.day(instant),
            **said,
        )
        return Recorded(self.position, envelope)

    def _recount(self, post: Post) -> None:
        """Add the deadlines that a post has counted again, and what it warns of there."""
        amended = [one for one in post.new if one.recorded.envelope.type in AMENDING]
        moved = [one for one in post.new if _moves(one.drafted.read.data)]
        if not amended and not moved:
            return
        causes = [*amended, *moved]
        places = {one.recorded.envelope.event_id: one.place for one in causes}
        recounting = Recounting(
            [one.recorded for one in amended],
            [one.recorded for one in moved],
            self.projector.known,
        )
        posted = len(post.new)
        with at_place(causes[-1].place):
            for recount in recounting.added():
                place = places[recount.cause.envelope.event_id]
                one = read_draft(recount.draft, place, recount.draft.event_id or "")
                later = self.last_us + 1
                same = self.clock.day(later) == self.clock.day(self.last_us)
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
        self.placed = [one.recorded for post in self.posts for one in post.new]
        if not self.placed:
            self.head = log.head(self.line)
            return self.head == self.base
        last = self.placed[-1].envelope
        epoch = self.base.epoch + (self.of_office is ZoneChanged)
        self.head = log.Head(self.position, self.last_us, FOLDS, epoch, last.recorded_on)
        changes = self.projector.changes()
        move = move_if_new(self.memory.unproven)
        return log.append(self.line, self.base, self.head, self.placed, *changes, move)

    def in_doubt(self, error: DBAPIError) -> bool:
        """Tell whether the connection was lost so late that everything may be recorded."""
        return error.connection_invalidated and bool(self.placed)

    def remembered(self) -> Memory | None:
        """Return what is still known behind what was written."""
        return self.memory.kept(self.head, self.versions)

    def outcomes(self, line: Connection | None = None) -> list[Receipt | BaseException]:
        """Return what came of each post, read on the line that it was decided on or on another."""
        self.line = line or self.line
        return [self._refused(post) or self._receipt(post) for post in self.posts]

    def _refused(self, post: Post) -> CasefileError | None:
        """Return why a post is refused, if it is, with names as they were known then."""
        if post.refused:
            name_error(ask_on(self.line, post.behind), post.refused)
            _name_beside(post, post.refused)
        return post.refused

    def _receipt(self, post: Post) -> Receipt:
        if not post.new:
            return Receipt([OnLog(post.stored[one.envelope.event_id], True) for one in post.batch])
        found = {event_id: OnLog(hit, already=True) for event_id, hit in post.stored.items()}
        found |= {one.recorded.envelope.event_id: OnLog(one.recorded) for one in post.new}
        behind, last = post.new[0].recorded.position - 1, post.new[-1].recorded
        grouped = group_warnings(self.line, post.grouped, behind, last.position)
        changed = effects(self.line, self.projector, behind, last) if post.dry_run else ()
        warnings = told_once([*grouped, *post.warnings])
        receipt = Receipt(
            [found[one.envelope.event_id] for one in post.batch],
            [*map(would_be, warnings)] if post.dry_run else warnings,
            changed,
            [one.recount.added(one.recorded) for one in post.new if one.recount],
            post.calendar,
        )
        return named_on(self.line, receipt, last.position, dry_run=post.dry_run)


def _of_office(post: Post) -> type[Event] | None:
    """Return the class of an event of the office, which is a post by itself."""
    data = post.batch[0].read.data if post.batch else None
    return type(data) if isinstance(data, OfficeEvent) else None


def _moves(data: Event) -> bool:
    """Tell whether by an event a deadline may be counted from another day, or be open no more."""
    moves = data.meets or bool(data.undone)
    return moves or isinstance(data, (HearingScheduled, DeadlineSet, DeadlineClosed))


def _name_beside(post: Post, error: CasefileError) -> None:
    """Say what those events of a post are that another one of it conflicts with."""
    if isinstance(error, Refused):
        added = (one.envelope for one in post.batch if one.envelope.event_id not in post.stored)
        beside = {one.event_id: f"{one.type} of {one.effective}, posted with it" for one in added}
        named = list(zip(error.conflicts, error.called, strict=True))
        own = post.batch[error.place].envelope.event_id if error.place is not None else ""
        others = [one for one in named if one[0] != own] or named  # it is told of itself
        error.called = [beside.get(event_id, called) for event_id, called in others]
