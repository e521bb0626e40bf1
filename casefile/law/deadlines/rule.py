"""A rule: so much time after or before an event, whose deadline it is, and what meets it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from casefile.law.deadlines.countings import Counting


class Start(NamedTuple):
    """What time runs from: its words, and the types of events that can stand for it.

    An event of another day is left out, however near: a verdict is no entry of judgment. Of a
    `paper` somebody is served with it, so service by mail adds days. An `entry` is made on a
    docket, where an order is filed on one day and entered on another.
    """

    words: str
    events: tuple[str, ...]
    paper: bool = False
    entry: bool = False


class Deed(NamedTuple):
    """One type of event as what meets a deadline.

    `words` are those of which a text of it must have one, and `where` the codes that a field of it
    must have one of. It is done by the party whose deadline it is, or by `anyone`.
    """

    type: str
    words: tuple[str, ...] = ()
    where: Mapping[str, tuple[str, ...]] = {}
    anyone: bool = False


class Act(NamedTuple):
    """What somebody does in time, in words, and the events that say so."""

    words: str
    events: tuple[Deed, ...]


class Rule(NamedTuple):
    """One deadline: so many units after or before one of its starts.

    With several starts the later or the earlier end counts, as `whichever` says. `until` is another
    time, given as a deadline of its own, that ends it where that comes later. `restarted_by` are
    the codes of the rules by which a motion is in time that restarts this one, as `restarts` cites
    it: then it runs from the entry of the order that disposes of the motion. `formerly` are other
    codes and citations under which deadlines on record may name it.
    """

    code: str
    title: str
    jurisdiction: str
    counting: Counting
    number: int
    unit: str
    before: bool
    starts: tuple[Start, ...]
    whichever: str
    until: str
    citation: str
    of: str
    met_by: tuple[Act, ...]
    restarted_by: tuple[str, ...]
    restarts: str
    unknown: str
    read: str
    docketed: bool
    formerly: tuple[str, ...]

    @property
    def triggers(self) -> tuple[str, ...]:
        """Return the types of events that the rule starts from."""
        return tuple(dict.fromkeys(one for start in self.starts for one in start.events))

    @property
    def runs_from_service(self) -> bool:
        """Return whether it runs from being served with a paper, so that mail adds days."""
        return all(start.paper for start in self.starts)

    def starts_of(self, types: Sequence[str]) -> list[Start | None]:
        """Return for each of these types of events what it stands for, each start once if it can.

        An event that the rule does not start from stands for None.
        """
        found: list[Start | None] = []
        for one in types:
            fitting = [start for start in self.starts if one in start.events]
            left = [start for start in fitting if start not in found]
            found.append(next(iter(left or fitting), None))
        return found

    def runs_from_entry(self, start: Start | None) -> bool:
        """Return whether it runs from entry on the docket, and not from filing."""
        return self.docketed and start is not None and start.entry

    @property
    def length(self) -> str:
        """Return the period alone in words, like 21 days."""
        unit = self.unit.removesuffix("s") if self.number == 1 else self.unit
        return f"{self.number} {unit.replace('_', ' ')}"

    @property
    def period(self) -> str:
        """Return the period in words, like 21 days after service of the paper."""
        of = f"the {self.whichever} of " if len(self.starts) > 1 else ""
        words = f"{of}{', or '.join(start.words for start in self.starts)}"
        until = f", or {self.until}, whichever is {self.whichever}" if self.until else ""
        return f"{self.length} {'before' if self.before else 'after'} {words}{until}"
