"""What is sought: the events of the log of a person, of a type, of some days, by whom recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, false, or_, select

from casefile.answers.asking import At, read_days
from casefile.answers.facts import chronology
from casefile.answers.people.by_name import ByName
from casefile.answers.people.parties import one_person
from casefile.answers.record.saying import may_say, says, words_of
from casefile.errors import Malformed
from casefile.event import Recorded
from casefile.law import subjects
from casefile.law.catalogue import CATALOGUE
from casefile.law.known import Known
from casefile.projections.chronology import chronology as facts
from casefile.projections.names import PARTY, names
from casefile.projections.spans import item_spans
from casefile.projections.subjects import event_subjects, known_in
from casefile.projections.tables import known_at
from casefile.store import log
from casefile.store.tables import events

CHUNK = 500  # events that are looked at together


class Sought(NamedTuple):
    """Which events of the log are asked for; what is None does not matter.

    An event is a person's that names the person or one of its charges, claims and citations, or
    says in the name of the person who did it, as a motion does; so are the ruling on such a motion,
    and what corrects or retracts any of these. `type` is a type of event, or
    a family of them like charge. `first` and `last` are days in law: of facts that stand, those
    that can have taken effect between them. `items` are the keys of charges, claims or citations,
    each with its matter, like m/c1. `words` are those that all stand in what an event says.
    """

    party_id: str | None = None
    type: str | None = None
    recorded_by: str | None = None
    first: str | None = None
    last: str | None = None
    recorded_first: str | None = None
    recorded_last: str | None = None
    items: tuple[str, ...] | None = None
    words: str | None = None


EVERYTHING = Sought()


class Seeker:
    """Looks through the log, as known at a position, for the events that are sought."""

    def __init__(self, at: At, sought: Sought, matter_id: str | None) -> None:
        self.at = at
        self.sought = sought
        self.matter_id = matter_id
        self._conditions = list(self._where())

    def find(self, after: int, limit: int, *, newest: bool) -> Iterator[Recorded]:
        """Yield the next events that are sought, at most so many, from a position on or back."""
        left = limit
        while rows := self._rows(after, max(left, CHUNK) if self._looks else left, newest=newest):
            found = [log.recorded(row) for row in rows]
            for recorded in self._among(found)[:left]:
                left -= 1
                yield recorded
            if not left:
                return
            after = found[-1].position

    def _rows(self, after: int, size: int, *, newest: bool) -> Sequence[Any]:
        how: Any = {"limit": size, "matter_id": self.matter_id, "where": self._conditions}
        if newest:
            return log.page_before(self.at.connection, before=after, **how)
        return log.page(self.at.connection, after=after, **how)

    @property
    def _looks(self) -> bool:
        """Tell whether an event has to be looked at, which no query can tell."""
        return bool(self.sought.party_id or self.sought.recorded_by or self._words)

    def _among(self, found: Sequence[Recorded]) -> list[Recorded]:
        by = self.sought.recorded_by
        some = [one for one in found if by in (None, one.envelope.recorded_by)]
        if self._words:
            some = [one for one in some if says(one.envelope, self._words)]
        if self._person is None:
            return some
        known = known_in(self.at.connection, upto=self.at.position)
        return [one for one in some if self._person.has(one, known)]

    def _where(self) -> Iterator[ColumnElement[bool]]:
        """Yield the conditions that a query can tell; they may let others pass."""
        sought = self.sought
        yield events.c.position <= self.at.position
        if sought.type is not None:
            yield _of_type(sought.type)
        if sought.recorded_by is not None:
            said = f'"recorded_by":{msgspec.json.encode(sought.recorded_by).decode()}'
            yield events.c.body.contains(said, autoescape=True)
        if self._words:
            yield may_say(self._words)
        if sought.recorded_first or sought.recorded_last:
            yield self._recorded(*_days(sought.recorded_first, sought.recorded_last))
        if sought.first or sought.last:
            yield events.c.position.in_(self._in_effect(*_days(sought.first, sought.last)))
        if self._person:
            yield self._person.may_be(self.at.position)
        if sought.items is not None:
            about = event_subjects.c.subject.in_(list(map(subjects.item, sought.items)))
            yield events.c.position.in_(select(event_subjects.c.position).where(about))

    def _recorded(self, first: str, last: str) -> ColumnElement[bool]:
        """Return the condition that an event was recorded between two days of the office."""
        stretches = log.between_days(self.at.connection, first, last)
        return or_(false(), *(events.c.position.between(*each) for each in stretches))

    def _in_effect(self, first: str, last: str) -> Any:
        query = select(facts.c.position).where(
            known_at(facts, self.at.position), facts.c.earliest <= last, facts.c.latest >= first
        )
        return query if self.matter_id is None else query.where(facts.c.matter_id == self.matter_id)

    @cached_property
    def _words(self) -> Sequence[Sequence[str]]:
        return words_of(self.sought.words or "")

    @cached_property
    def _person(self) -> _Whose | None:
        if self.sought.party_id is None:
            return None
        group, _ = one_person(self.at, self.sought.party_id)
        items = chronology.items_of(self.at, group)
        return _Whose(frozenset(group), items, ByName(self.at, group))


class _Whose(NamedTuple):
    """A person under all of its ids, with the keys of its items."""

    group: frozenset[str]
    items: set[str]
    by_name: ByName

    def may_be(self, position: int) -> ColumnElement[bool]:
        """Return the condition that an event may be the person's: where it is in at all."""
        added = select(names.c.matter_id).where(
            names.c.subject_id.in_(self.group), names.c.who == PARTY, known_at(names, position)
        )
        charged = select(item_spans.c.matter_id).where(
            item_spans.c.party_id.in_(self.group), known_at(item_spans, position)
        )
        said = select(event_subjects.c.position).where(
            event_subjects.c.subject.in_(list(map(subjects.party, self.group)))
        )
        return or_(
            events.c.matter_id.in_(added),
            events.c.matter_id.in_(charged),
            events.c.position.in_(said),
        )

    def has(self, recorded: Recorded, known: Known) -> bool:
        """Tell whether an event is the person's, or amends one, which never changes whose it is."""
        fact = known.meant(known.plain(known.origin(recorded)))
        if any(one.kind == "party" and one.id in self.group for one in fact.named):
            return True
        if self.by_name.has(fact):
            return True
        about = known.subjects_of_fact(fact)
        return not self.items.isdisjoint(subjects.names_of_kind(subjects.ITEM, about))


def _days(first: str | None, last: str | None) -> tuple[str, str]:
    """Return two days as they are compared, where each may be left out; raises Malformed."""
    begin, end = read_days(first, last)
    return begin.isoformat(), end.isoformat()


def _of_type(wanted: str) -> ColumnElement[bool]:
    """Return the condition that an event is of a type or of a family; raises Malformed."""
    if wanted in CATALOGUE:
        return events.c.type == wanted
    types = [tag for tag in CATALOGUE if tag.startswith(f"{wanted}.")]
    if not types:
        sentence = f"There is no type of event called {wanted!r}, and no family of them."
        raise Malformed(sentence, code="event.type_unknown")
    return events.c.type.in_(types)
