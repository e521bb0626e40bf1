"""A post: events that are recorded all or none, how, and what comes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from casefile.errors import CasefileError
from casefile.event import OFFICE, Recorded
from casefile.law import subjects
from casefile.law.catalogue import OF_MATTER
from casefile.law.events.process import DeadlineSet, HearingScheduled
from casefile.law.events.record import Amending
from casefile.law.occasions import OF_ANY
from casefile.recording.draft import Drafted
from casefile.recording.receipt import EntryEffect, Warned
from casefile.recording.recount import Recount


@dataclass(slots=True)
class New:
    """One event that a post adds: as it was drafted, and as it is to be recorded.

    `recount` is there for a correction that casefile adds by itself: what it counts again.
    """

    drafted: Drafted
    recorded: Recorded
    recount: Recount | None = None

    @property
    def place(self) -> int:
        """Return the place in the post of the event, or of the one that made it necessary."""
        return self.drafted.place


@dataclass(kw_only=True)
class Post:
    """A batch to be recorded, how, and, once it is carried, what has come of it.

    `recorded_us` takes over the instants of an older log, one an event, in microseconds since
    1970. `loaded` says that a load or an import brings the events, and nobody types them in.
    `if_version` refuses where a matter has moved on. `progress` is told how many events have been
    taken in. `next_id` is given where the ids are made from a key: the id that one event more would
    have, so that the same key with more or fewer events is refused.

    What comes of it: the events that are on the log already, those that it adds, what it warns of,
    the entries of the calendar that it changes, the parties of alternative charges that it touches;
    or why it is refused. It was decided on what was known at the position `behind`.
    """

    batch: Sequence[Drafted]
    by: str
    dry_run: bool = False
    recorded_us: Sequence[int] | None = None
    loaded: bool = False
    if_version: Mapping[str, int] | None = None
    next_id: str | None = None
    progress: Callable[[int], None] = lambda _count: None

    stored: Mapping[str, Recorded] = field(default_factory=dict)
    new: list[New] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)
    calendar: Sequence[EntryEffect] = ()
    grouped: Iterable[str] = ()
    refused: CasefileError | None = None
    behind: int = 0

    @property
    def alone(self) -> bool:
        """Tell whether the post needs a transaction of its own."""
        of_office = any(one.envelope.matter_id == OFFICE for one in self.batch)
        return self.dry_run or self.recorded_us is not None or of_office

    def steps(self) -> Iterator[list[New]]:
        """Yield the events that the post adds by what becomes known together.

        That is all of them, or, in a log that is taken over, those with the same instant.
        """
        return (list(step) for _, step in groupby(self.new, lambda one: one.recorded.known_from))

    def subjects(self) -> list[str]:
        """Return the subjects of the post's events that deciding on it is sure to need."""
        return [one for event in self.batch for one in subjects.of_few(event.read.subjects)]

    def context(self) -> list[str]:
        """Return the other subjects that deciding on the post is sure to need.

        A deadline may be counted from an event, what is amended or done may have deadlines counted
        again, a matter may have items, and a party may have been substituted.
        """
        found = [subjects.event(self.next_id)] if self.next_id else []
        for one in self.batch:
            matter_id, data = one.envelope.matter_id, one.read.data
            found += (subjects.event(one.envelope.event_id), subjects.matter(matter_id))
            match data:
                case DeadlineSet() if data.due is None or data.computed:
                    found.append(subjects.event(data.trigger or ""))
                case Amending():
                    found += (subjects.counted(matter_id), subjects.entries_in(matter_id))
                case HearingScheduled():
                    found.append(subjects.counted(matter_id))
                case _ if data.meets or data.undone:
                    found += (subjects.counted(matter_id), subjects.entries_in(matter_id))
                case _ if data.may_meet or data.files_item:
                    found.append(subjects.entries_in(matter_id))
            if one.envelope.type in OF_ANY:
                found.append(subjects.awaited(matter_id))
            if data.scope in OF_MATTER:
                found.append(subjects.items_in(matter_id))
            for _, kind, name in one.read.named:
                if kind == "party":
                    found += (subjects.party(name), subjects.party_in(matter_id, name))
        return found
