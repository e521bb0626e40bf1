"""Days of names: as of which day parties and items are called that a fact names.

What tells of a fact by itself calls everybody and everything as on the fact's own day, and an
answer as of a day everybody as on that one: but whose a claim was, and of what, when something was
done on it, is a part of what was done. What a fact gives another name has the one before it,
wherever that is told.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from sqlalchemy import or_, select

from casefile.answers.asking import At
from casefile.law.catalogue import CATALOGUE, Event
from casefile.law.edtf import FIRST_DAY
from casefile.law.events.party import PartyChanged
from casefile.law.fact import Fact
from casefile.law.timeline import CERTAIN
from casefile.projections.chronology import chronology
from casefile.projections.names import PARTY, names
from casefile.projections.spans import item_spans
from casefile.projections.tables import known_at

# What an item is called changes with what these say of it, and with whose it is. What takes that
# back is no more than another state of the item.
RENAMING = sorted(
    tag
    for tag, one in CATALOGUE.items()
    if one.renames_item or one.substitution is not Event.substitution
)


def renamed_on(at: At, matter_ids: Iterable[str]) -> list[date]:
    """Return the days on which parties of these matters, or of items there, took another name.

    Where items there did, those on which any item came to stand otherwise are among them.
    """
    some = list(matter_ids)
    theirs = select(item_spans.c.party_id).where(
        item_spans.c.matter_id.in_(some), known_at(item_spans, at.position)
    )
    query = select(names.c.valid_from).where(
        names.c.who == PARTY,
        names.c.valid_from > FIRST_DAY.isoformat(),
        or_(names.c.matter_id.in_(some), names.c.subject_id.in_(theirs)),
        known_at(names, at.position),
    )
    changed = select(chronology.c.matter_id).where(
        chronology.c.matter_id.in_(some),
        chronology.c.type.in_(RENAMING),
        known_at(chronology, at.position),
    )
    stood = select(item_spans.c.valid_from).where(
        item_spans.c.matter_id.in_(changed),
        item_spans.c.certainty == CERTAIN,
        item_spans.c.valid_from > FIRST_DAY.isoformat(),
        known_at(item_spans, at.position),
    )
    found = at.connection.execute(query.union(stood)).scalars()
    return sorted(map(date.fromisoformat, found))


def renames(fact: Fact) -> bool:
    """Tell whether a fact changes by which name a party or an item is called."""
    data = fact.data
    return data.renames_item or (isinstance(data, PartyChanged) and data.renames)


class DaysOfNames(NamedTuple):
    """The days on which names can have changed, and the last one of which anything is told."""

    turns: Sequence[date]
    on: date

    def of(self, fact: Fact, begun: date | None = None) -> date:
        """Return a day on which everything has the name that it had when a fact took effect.

        `begun` is the day of the incident of its matter, where that is known.
        """
        if not self.turns:
            return self.on
        last = min(fact.bounds(begun)[1], self.on)
        return self.like(last - timedelta(days=1) if renames(fact) else last)

    def like(self, day: date) -> date:
        """Return a day on which everything has the name that it has on this one."""
        if not self.turns:
            return self.on
        return max((one for one in self.turns if one <= min(day, self.on)), default=FIRST_DAY)

    def as_of(self, fact: Fact) -> tuple[date, date]:
        """Return the days by which parties and items are called in an answer as of the last day."""
        own = self.of(fact)
        return (own if renames(fact) else self.on, own)


def days_of_names(at: At, facts: Iterable[Fact]) -> DaysOfNames:
    """Return the days on which parties and items of the matters of some facts are renamed."""
    matter_ids = sorted({fact.matter_id for fact in facts})
    return DaysOfNames(renamed_on(at, matter_ids) if matter_ids else (), at.on)


D = TypeVar("D", bound=Hashable)
Naming = Callable[[Iterable[str], D], Callable[[str], str]]


def worded(naming: Naming[D], days: Sequence[D], texts: Sequence[str]) -> list[str]:
    """Return texts with names where the law left a place for them, each with those of its day."""
    by_day: dict[D, list[str]] = {}
    for day, text in zip(days, texts, strict=True):
        by_day.setdefault(day, []).append(text)
    put = {day: naming(some, day) for day, some in by_day.items()}
    return [put[day](text) for day, text in zip(days, texts, strict=True)]
