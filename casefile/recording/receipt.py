"""The receipt: what came of a post."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypedDict

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from casefile.event import Recorded
from casefile.law.events.process import DeadlineSet
from casefile.law.fact import Fact
from casefile.law.flags import ALTHOUGH
from casefile.law.placeholders import plain
from casefile.law.wording import confirmation, sentence

WOULD = "It would be recorded, although irregular"


class Counted(Struct, frozen=True, kw_only=True):
    """When a deadline is due, as casefile has counted it, and how."""

    due: str
    steps: Sequence[str]


class Positioned(Struct, frozen=True, kw_only=True):
    """An event at its place: its `version` in its matter, its `position` in the office's log.

    `already` tells whether it had been posted before, with the same content.
    """

    event_id: str
    matter_id: str
    version: int
    type: str
    recorded_at: str
    position: int
    already: bool


class Posted(Positioned, frozen=True, kw_only=True):
    """One event of a receipt, with what casefile has counted for it.

    `sentence` says in words what was recorded, and as what: "Recorded as announced: ...".
    """

    sentence: str
    counted: Counted | UnsetType = UNSET


class Added(Positioned, frozen=True, kw_only=True):
    """A correction that casefile added: a deadline counted again after its trigger was amended.

    `target` is the deadline's event, `because` the event of the post that made it necessary,
    `before` the day that was due before.
    """

    target: str
    because: str
    deadline_id: str
    before: str | None
    counted: Counted
    sentence: str


class Warned(Struct, frozen=True, kw_only=True):
    """What a reader must know beside what was recorded, on an item or on a deadline.

    A code like duplicate.charge says that the matter had the same already: `events` are the one
    that was posted, and the one before it. Where the first names the other in links.duplicates, it
    is not told.
    One that is the same on several items names none of them. `proposes` is an event that may be
    due by now, where there is one.
    """

    code: str
    sentence: str
    events: Sequence[str]
    matter_id: str
    item_id: str | UnsetType = UNSET
    deadline_id: str | UnsetType = UNSET
    proposes: Proposed | UnsetType = UNSET


class Proposed(Struct, frozen=True, kw_only=True):
    """An event that may be due by now: its type, its matter, and what is known of its data."""

    type: str
    matter_id: str
    data: dict[str, Any]


def warned(
    code: str,
    sentence: str,
    facts: Sequence[Fact],
    tag: str | None = None,
    data: Mapping[str, Any] | None = None,
) -> Warned:
    """Return what is told of some facts of a matter, the first of which is in it.

    It may propose an event of the type `tag`, with what is known of its data.
    """
    matter_id, ids = facts[0].matter_id, tuple(fact.event_id for fact in facts)
    due = Proposed(type=tag, matter_id=matter_id, data=dict(data or {})) if tag else UNSET
    return Warned(code=code, sentence=sentence, events=ids, matter_id=matter_id, proposes=due)


def would_be(warning: Warned) -> Warned:
    """Return a warning as it is told by a dry run, which has recorded nothing."""
    if not warning.sentence.startswith(ALTHOUGH):
        return warning
    return replace(warning, sentence=f"{WOULD}{warning.sentence.removeprefix(ALTHOUGH)}")


class EntryEffect(Struct, frozen=True, kw_only=True):
    """How a hearing or deadline that was set before stands otherwise now: its day and status.

    `sentence` says both in words.
    """

    matter_id: str
    entry: str
    entry_id: str
    before: str
    after: str
    sentence: str


class OtherDays(Struct, frozen=True, kw_only=True):
    """Days on which an item reads otherwise than before: the first one and the last one."""

    first: str
    last: str
    before: str | None
    after: str | None


class ItemEffect(Struct, frozen=True, kw_only=True):
    """How an item reads before and after; null where it is not there.

    Where it reads the same today, `earlier` are the days on which it does not.
    """

    matter_id: str
    item_id: str
    before: str | None
    after: str | None
    earlier: Sequence[OtherDays] | UnsetType = UNSET


class Effect(Struct, frozen=True, kw_only=True):
    """How a party's status changes by what was posted, as of the day of posting.

    `changes` tells whether anything about its items changes.
    """

    party_id: str
    track: str
    before: str
    after: str
    changes: bool
    items: Sequence[ItemEffect]


class ReceiptAnswer(Struct, frozen=True, kw_only=True):
    """What came of a post. Effects are answered to a dry run only, which has written nothing.

    `calendar` are hearings and deadlines that were set before and stand otherwise now.

    The positions of a dry run are those that the events would have.
    """

    events: Sequence[Posted]
    added: Sequence[Added]
    warnings: Sequence[Warned]
    calendar: Sequence[EntryEffect]
    effects: Sequence[Effect]
    dry_run: bool


class OnLog(NamedTuple):
    """One event of a post as it stands on the log; `already` if it had been posted before.

    `repeats` tells that this was in the same post, which has put it there. `named` is its sentence
    with names, where they have been looked up.
    """

    recorded: Recorded
    already: bool = False
    repeats: bool = False
    named: str = ""

    def confirmation(self, done: str) -> str:
        """Return in words what was done with the event, like "Recorded", and as what."""
        envelope = self.recorded.envelope
        said = self.named or plain(sentence(Fact(self.recorded).data, envelope.matter_id))
        return confirmation(said, envelope.assertion, done)

    def posted(self, *, dry_run: bool) -> Posted:
        """Return the event as it is answered, which is the same where it comes again."""
        data = Fact(self.recorded).data
        would = dry_run and (self.repeats or not self.already)
        counted: Counted | UnsetType = UNSET
        if isinstance(data, DeadlineSet) and data.computed:
            counted = Counted(due=data.due or "", steps=data.steps)
        return Posted(
            **placed(self.recorded),
            already=self.already,
            sentence=self.confirmation("Would be recorded" if would else "Recorded"),
            counted=counted,
        )


class Receipt(NamedTuple):
    """What came of a post: its events in order, the warnings, and the effect on every status.

    `added` are the corrections that casefile has added by itself.
    """

    entries: Sequence[OnLog]
    warnings: Sequence[Warned] = ()
    effects: Sequence[Effect] = ()
    added: Sequence[Added] = ()
    calendar: Sequence[EntryEffect] = ()

    def of_each(self, event_ids: Sequence[str]) -> Receipt:
        """Return the receipt with an entry for every event posted, also for one posted twice."""
        if len(event_ids) == len(self.entries):
            return self
        found = {one.recorded.envelope.event_id: one for one in self.entries}
        entries = []
        for event_id in event_ids:
            one = found[event_id]
            entries.append(one)
            found[event_id] = one._replace(already=True, repeats=one.repeats or not one.already)
        return self._replace(entries=entries)

    def answer(self, *, dry_run: bool) -> ReceiptAnswer:
        """Return the receipt as it is answered."""
        return ReceiptAnswer(
            events=[one.posted(dry_run=dry_run) for one in self.entries],
            added=self.added,
            warnings=self.warnings,
            calendar=self.calendar,
            effects=self.effects,
            dry_run=dry_run,
        )


class Whereabouts(TypedDict):
    """Where an event stands, as the fields of an answer."""

    event_id: str
    matter_id: str
    version: int
    type: str
    recorded_at: str
    position: int


def placed(recorded: Recorded) -> Whereabouts:
    """Return where an event stands."""
    position, envelope = recorded
    return {
        "event_id": envelope.event_id,
        "matter_id": envelope.matter_id,
        "version": envelope.version,
        "type": envelope.type,
        "recorded_at": envelope.recorded_at,
        "position": position,
    }
