"""Memory: what a recorder has read and still holds, as long as nobody else has changed it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from casefile.event import instant_text
from casefile.law import subjects
from casefile.law.known import Known
from casefile.projections import PROJECTIONS
from casefile.projections.projector import Projector
from casefile.recording.post import Post
from casefile.store import log

MOST = 60_000_000  # bytes that are held, about: ten thousand ordinary events
FEW = 100  # events of others, up to which it pays to forget only what they touch


class Memory:
    """The end of the log as it was read, and what was read of it since, which holds until then.

    Whoever writes does so on the condition that the log still ends there. `stale` is set where what
    is held is no longer what was written. Of a matter that was begun here everything is remembered,
    as a rule: another one can have named its items before. So what is not is taken to be new, and
    `unproven` until it is written on the condition that it is.
    """

    def __init__(self) -> None:
        self.head = log.Head(-1, 0, 0)  # where no log ends
        self.versions: dict[str, int] = {}
        self.projector = Projector(PROJECTIONS, Known())
        self.stale = False
        self.begun: set[str] = set()
        self.unproven: set[str] = set()

    def read(self, line: Connection, posts: Sequence[Post], *, held: bool) -> dict[str, int]:
        """Read what deciding on posts is sure to need and is not known yet; the head first.

        Returns the versions of their matters.

        Where the head is not held, the ids of the events are taken to be new: if one is not, the
        table refuses it. Of the id behind those that a key gives no table would.
        """
        self.stale = False
        self.projector.connect(line)
        matters = {one.envelope.matter_id for post in posts for one in post.batch}
        matters.update(matter_id for post in posts for matter_id in post.if_version or ())
        unread = {one for one in matters if one not in self.versions}
        if held:
            self.head = log.hold_head(line)
        if self.head.position < 0:
            self.head, found = log.ends(line, unread)
        else:
            found = log.versions(line, unread) if unread else {}
        self.versions |= {matter_id: found.get(matter_id, 0) for matter_id in unread}
        about = [subject for post in posts for subject in post.subjects()]
        beside = [subject for post in posts for subject in post.context()]
        if not held:
            known = self.projector.known
            new = [subjects.event(one.envelope.event_id) for post in posts for one in post.batch]
            known.assume_new(new)
            self.begun |= unread - found.keys()
            own = (one for one in (*about, *beside) if subjects.matter_of(one) in self.begun)
            self.unproven |= known.assume_new(own)
        self.projector.fetch(about, beside)
        return {matter_id: self.versions[matter_id] for matter_id in matters}

    def kept(self, head: log.Head, versions: Mapping[str, int]) -> Memory | None:
        """Return the memory as it stands behind what was just written; None where it grew large.

        `versions` are those of the matters that were written to.
        """
        few = head.position - self.head.position <= FEW
        if self.stale or not few or self.projector.known.size > MOST:
            return None
        if head != self.head:
            self.unproven = set()
        self.head = head
        self.versions |= versions
        self.projector.keep()
        return self

    def caught_up(self, line: Connection, head: log.Head) -> Memory:
        """Return the memory without what others have changed since the log ended as it was read.

        `head` is where it ends now. A database that was taken back to an earlier day, and posted to
        since, is another one: its event at the place of our last one has another instant.
        """
        self.projector.undo()
        if head == self.head:
            return self
        grown = head.position - self.head.position
        same = (head.folds, head.epoch) == (self.head.folds, self.head.epoch)
        if not 0 < grown <= FEW or not same:
            return Memory()
        last, *others = log.since(line, self.head.position - 1)
        if last.envelope.recorded_at != instant_text(self.head.recorded_us):
            return Memory()
        self.projector.connect(line)
        for recorded in others:
            self.projector.drop(recorded)
            self.versions[recorded.envelope.matter_id] = recorded.envelope.version
            self.begun.discard(recorded.envelope.matter_id)
        self.head = head
        return self
