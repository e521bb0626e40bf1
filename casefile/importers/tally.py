"""The tally: what came of every record of an import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from msgspec import to_builtins

from casefile.answers.asking import Asking
from casefile.event import Recorded
from casefile.importers.faults import BrokenFile
from casefile.importers.material import Record
from casefile.importers.shelf import Shelf
from casefile.projections.names import name_key
from casefile.recording.afterwards.duplicates import (
    Duplicate,
    Repeatable,
    duplicates,
    new_of,
    repeatable,
)
from casefile.recording.afterwards.namesakes import AddedName, Namesakes, added_names, namesakes
from casefile.recording.receipt import EntryEffect, Receipt

T = TypeVar("T")
TOGETHER = 1_000  # names or matters that are looked at together

# What can come of a record, in the order in which it is told.
RECORDED, CHANGED, ALREADY, LEFT_OUT, REFUSED = (
    "recorded",
    "changed",
    "already",
    "left_out",
    "refused",
)
OUTCOMES = (RECORDED, CHANGED, ALREADY, LEFT_OUT, REFUSED)


class Told(NamedTuple):
    """One thing to be told of a record: where it stands in the source, and a sentence."""

    where: str
    kind: str
    sentence: str


class Changed(NamedTuple):
    """A record whose words are other ones than before, and the fields that were corrected."""

    where: str
    event_id: str
    fields: tuple[str, ...]


class Vanished(NamedTuple):
    """An event that an earlier copy of the source had and this one lacks; it stays on record."""

    document: str
    event_id: str
    sentence: str


class Withdrawn(NamedTuple):
    """An event that the words of a record gave in an earlier copy; it is taken back, on record."""

    where: str
    event_id: str
    sentence: str


class ToldWarning(NamedTuple):
    """A warning that recording raised, and the record whose event it is about."""

    where: str
    code: str
    sentence: str
    events: tuple[str, ...]


@dataclass
class Tally:
    """What came of an import. Every record stands under exactly one outcome of its kind.

    `files` is how many there are, and `broken` are those of which nothing comes in.
    `namesakes` are who of those it added may be the same person as somebody else; they are looked
    for when all is recorded, and so is what is there twice by then (`look_again`); what that needs,
    also of the events of a dry run (`tried`), waits on disk. `clauses` is how many there are in
    what the records say of outcomes, or how many codes, as `clauses_of` calls them; `unread` are
    those of which not all is read, in the words of the source.
    """

    files: int = 0
    broken: list[BrokenFile] = field(default_factory=list)
    outcomes: dict[str, Counter[str]] = field(default_factory=dict)
    events: Counter[str] = field(default_factory=Counter)
    already: int = 0
    left_out: list[Told] = field(default_factory=list)
    refused: list[Told] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    withdrawn: list[Withdrawn] = field(default_factory=list)
    vanished: list[Vanished] = field(default_factory=list)
    warned: list[ToldWarning] = field(default_factory=list)
    calendar: list[EntryEffect] = field(default_factory=list)
    added: Shelf[AddedName] = field(default_factory=Shelf)  # by the name
    namesakes: Sequence[Namesakes] = ()
    repeatable: Shelf[tuple[Repeatable, str]] = field(default_factory=Shelf)  # by the matter
    tried: Shelf[Recorded] = field(default_factory=Shelf)  # by the matter
    clauses: int = 0
    clauses_of: str = ""
    unread: list[Told] = field(default_factory=list)

    def count(self, record: Record, outcome: str) -> None:
        """Count one record under its kind and its outcome."""
        self.outcomes.setdefault(record.kind, Counter())[outcome] += 1
        for reading in record.readings:
            self.clauses += reading.clauses
            self.unread += [Told(record.where, record.kind, words) for words in reading.unread]

    def take_receipt(
        self, receipt: Receipt, places: Mapping[str, str], *, dry_run: bool = False
    ) -> None:
        """Take over what a receipt says; `places` tells by event id where each came from."""
        self.calendar += receipt.calendar
        for name in added_names(receipt.entries):
            self.added.put((name_key(name.name),), name)
        for added in repeatable(receipt.entries, acts=False):
            self.repeatable.put((added.matter_id,), (added, places.get(added.event_id, "")))
        for tried in new_of(receipt.entries) if dry_run else ():
            self.tried.put((tried.envelope.matter_id,), tried)
        for entry in receipt.entries:
            if entry.already:
                self.already += 1
            else:
                self.events[entry.recorded.envelope.type] += 1
        for one in receipt.warnings:
            events = tuple(one.events)
            where = next((places[name] for name in events if name in places), "")
            self.warned.append(ToldWarning(where, one.code, one.sentence, events))

    def look_again(self, asking: Asking) -> None:
        """Look for namesakes of whom it added, and for what its matters have twice by now."""
        found: list[Namesakes] = []
        for some in _some(self.added.by_key()):
            found += namesakes(asking, (one for _, names in some for one in names))
        self.namesakes = sorted(found, key=lambda one: name_key(one.name))
        for matters in _some(self.repeatable.by_key()):
            places = dict(one for _, added in matters for one in added)
            tried = (one for matter_id, _ in matters for one in self.tried.under(matter_id))
            self._warn_twice(duplicates(asking, places, tried), places)

    def _warn_twice(self, found: Iterable[Duplicate], places: Mapping[Repeatable, str]) -> None:
        by_id = {one.event_id: where for one, where in places.items()}
        for twice in found:
            said, where = twice.warning(dry_run=True), by_id[twice.again.event_id]
            self.warned.append(ToldWarning(where, said.code, said.sentence, tuple(said.events)))

    def warnings(self, code: str) -> list[ToldWarning]:
        """Return the warnings of one code."""
        return [one for one in self.warned if one.code == code]

    def parts(self, *, dry_run: bool) -> Iterator[tuple[str, Any]]:
        """Yield the tally as plain values, part by part; what is told comes one by one."""
        counts = {
            kind: {outcome: counted[outcome] for outcome in OUTCOMES}
            for kind, counted in sorted(self.outcomes.items())
        }
        yield "files", self.files
        yield "broken", _plain(self.broken)
        yield "records", counts
        yield "events", dict(sorted(self.events.items()))
        yield "already", self.already
        yield "left_out", _plain(self.left_out)
        yield "refused", _plain(self.refused)
        yield "changed", _plain(self.changed)
        yield "withdrawn", _plain(self.withdrawn)
        yield "vanished", _plain(self.vanished)
        yield "calendar", map(to_builtins, self.calendar)
        yield "warnings", _plain(self.warned)
        yield "clauses", {"all": self.clauses, "read": self.clauses - len(self.unread)}
        yield "unread", _plain(self.unread)
        yield "namesakes", _plain(self.namesakes)
        yield "dry_run", dry_run


def _some(each: Iterator[tuple[str, Iterator[T]]]) -> Iterator[list[tuple[str, list[T]]]]:
    """Yield so many keys together, each with its things."""
    every = ((key, list(things)) for key, things in each)
    while some := list(islice(every, TOGETHER)):
        yield some


def _plain(
    told: Iterable[BrokenFile | Told | Changed | Withdrawn | Vanished | ToldWarning | Namesakes],
) -> Iterator[dict[str, Any]]:
    return (one._asdict() for one in told)
