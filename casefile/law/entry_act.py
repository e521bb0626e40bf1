"""Entry acts: what each fact does to an entry of the calendar, and where it stands in its life."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from casefile.law.edtf import parse
from casefile.law.entry import (
    CANCELLED,
    CLOSED,
    DECIDED,
    HELD,
    KEPT,
    LIFTED,
    MET,
    MISSED,
    MOOT,
    OPEN,
    PENDING,
    RELEASED,
    REPLACED,
    RUNNING,
    SCHEDULED,
    STRICKEN,
    VACATED,
)
from casefile.law.fact import Fact
from casefile.law.placing import Placed
from casefile.law.rank import Rank

# On one day what takes an entry off comes before what sets it again, and what carries it out last.
# But what was held, missed or met on a day is not what is set on it for a later one.
_RANKS: Mapping[str, int] = {
    **dict.fromkeys((CANCELLED, REPLACED, VACATED, CLOSED), int(Rank.DISMISSED)),
    **dict.fromkeys((MOOT, STRICKEN, LIFTED, RELEASED), int(Rank.DISMISSED)),
    **dict.fromkeys((SCHEDULED, OPEN, PENDING, RUNNING, KEPT), int(Rank.FOLLOWS)),
    **dict.fromkeys((HELD, MISSED), int(Rank.FOLLOWS) + 1),
    **dict.fromkeys((MET, DECIDED), int(Rank.FOLLOWS) + 3),
}
_MEETS = int(Rank.FOLLOWS) + 2  # what was done is before what somebody says of it
_SET_AHEAD = int(Rank.FOLLOWS) + 4


class EntryAct(Placed):
    """A fact at its place in the life of an entry: what it sets, or what becomes of what was set.

    `first` is the first day for which it sets the entry, where that is known. `beside` is what it
    does to a deadline by the way, because it is about something else: it meets it, leaves it moot,
    or takes back the acts in `undone`, which are given by their ids. Where casefile has set a
    deadline again, it moves what is set by those in `moves_on` alone, while that is open.
    """

    __slots__ = ("beside", "first", "moves_on", "sets", "status", "undone")

    def __init__(self, fact: Fact, entry_id: str, *, beside: str = "") -> None:
        super().__init__(fact, "", entry_id)
        self.beside = beside
        self.undone: frozenset[str] = frozenset()
        self.moves_on: frozenset[str] = frozenset()
        self.sets = None if beside else fact.data.entry(entry_id)
        self.files = self.sets is not None
        status = beside or fact.data.entry_status(entry_id)
        self.status = self.sets.status if self.sets else status or ""
        self.rank = _MEETS if beside == MET else _RANKS.get(self.status, 0)
        if not fact.occurred:  # what is to come is set as soon as it is known
            self.earliest = min(self.earliest, fact.known_on)
            self.latest = min(self.latest, fact.known_on)
        at = self.sets.at if self.sets else ""
        self.first = parse(at, offset=True).earliest if at else None
        if self.first and self.first > self.latest:
            self.rank = _SET_AHEAD

    @property
    def ahead(self) -> bool:
        """Tell whether the fact sets the entry for a later day."""
        return self.rank == _SET_AHEAD

    @property
    def ends(self) -> bool:
        """Tell whether the fact says that a deadline is met, or a motion decided."""
        return self.status in (MET, DECIDED) and not self.beside

    @property
    def when(self) -> tuple[date, date, str]:
        """Return the days on which it can be, and its hour."""
        return self.earliest, self.latest, self.fact.when.clock

    @property
    def counts(self) -> bool:
        """Tell whether anything becomes of the entry by the fact.

        The setting of a hearing, deadline or motion, and what it replaces, counts under every
        assertion; all else has to have occurred.
        """
        ahead = self.status in (SCHEDULED, OPEN, PENDING, REPLACED)
        return ahead or bool(self.status and self.fact.occurred)

    def behind(self, setting: EntryAct) -> EntryAct:
        """Return the act as one that counts as soon as the entry is set."""
        moved = EntryAct(self.fact, self.written, beside=self.beside)
        moved.latest = max(self.latest, setting.latest)
        moved.after += (setting.fact.event_id,)
        return moved
