"""Selection: which facts of a chronology are asked for, by item, party, kind and days."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from casefile.answers.asking import At, read_day
from casefile.answers.facts import chronology
from casefile.answers.people.by_name import ByName
from casefile.answers.people.parties import described, one_person
from casefile.errors import Malformed, Unknown
from casefile.law import subjects
from casefile.law.catalogue import CATALOGUE
from casefile.law.edtf import FIRST_DAY, LAST_DAY
from casefile.law.fact import Fact
from casefile.law.wording import of_type
from casefile.projections.subjects import known_in

NO_ITEM = "one charge, claim or citation"


class Selection(NamedTuple):
    """What is asked for of a chronology; all of it where nothing is given.

    `kind` is a type of event, or the family before its dot; the days are those on which a fact can
    have taken effect.
    """

    item_id: str | None = None
    party_id: str | None = None
    kind: str | None = None
    first: str | None = None
    last: str | None = None


ALL = Selection()


class OfPerson(NamedTuple):
    """Which facts name a person or one of its items, or were done by it by its name."""

    group: Collection[str]
    items: Collection[str]
    by_name: ByName

    def has(self, facts: Sequence[Fact]) -> bool | None:
        """Tell whether any of these facts does; None where they name nobody at all."""
        if any(map(self.by_name.has, facts)):
            return True
        parties = {one.id for each in facts for one in each.named if one.kind == "party"}
        items = {key for each in facts for key in each.items}
        if not parties and not items:
            return None
        return not (parties.isdisjoint(self.group) and items.isdisjoint(self.items))


class Selected(NamedTuple):
    """A selection as it was found; `filing` is what the item begins with."""

    kind: str | None
    first: date
    last: date
    items: Collection[str]
    filing: Fact | None
    person: OfPerson | None
    named: str

    def has(self, told: Sequence[Fact], earliest: date, latest: date) -> bool:
        """Tell whether a fact is asked for, which can have taken effect between two days.

        It comes first of those that it tells of.
        """
        fact = told[0]
        if self.kind and not f"{fact.type}.".startswith(f"{self.kind}."):
            return False
        if self.items and not any(key in self.items for each in told for key in each.items):
            return False
        if self.person and not self.person.has(told):
            return False
        return earliest <= self.last and latest >= self.first

    def said(self, item: str, party: str) -> tuple[str, ...]:
        """Return in words what is asked for, where it is not everything.

        `item` and `party` are what these are called.
        """
        first = f"from {self.first}" if self.first != FIRST_DAY else ""
        last = f"to {self.last}" if self.last != LAST_DAY else ""
        kind = of_type(self.kind) if self.kind else ""
        parts = (item if self.items else "", party, kind, " ".join(filter(None, (first, last))))
        return tuple(part for part in parts if part)


def find(at: At, asked: Selection, matter_ids: Collection[str]) -> Selected:
    """Find what a selection asks for in some matters; raises Malformed and Unknown."""
    first = read_day(asked.first) if asked.first else FIRST_DAY
    last = read_day(asked.last) if asked.last else LAST_DAY
    if first > last:
        raise Malformed(f"{first} is after {last}: nothing lies between.", code="selection.days")
    _check_kind(asked.kind)
    items, filing = _items(at, asked.item_id, matter_ids) if asked.item_id else ((), None)
    person, named = _of_person(at, asked.party_id, matter_ids) if asked.party_id else (None, "")
    return Selected(asked.kind, first, last, items, filing, person, named)


def _check_kind(kind: str | None) -> None:
    if kind and not any(f"{tag}.".startswith(f"{kind}.") for tag in CATALOGUE):
        families = ", ".join(sorted({tag.partition(".")[0] for tag in CATALOGUE}))
        sentence = f"{kind!r} is no kind of event, like charge.dismissed, or one of: {families}."
        raise Malformed(sentence, code="selection.kind")


def _items(
    at: At, item_id: str, matter_ids: Collection[str]
) -> tuple[Collection[str], Fact | None]:
    """Return the keys of an item in these matters, and what it begins with; raises Unknown."""
    keys = [item_id] if "/" in item_id else [f"{one}/{item_id}" for one in sorted(matter_ids)]
    known = known_in(at.connection, upto=at.position)
    found = {key: known.facts(subjects.item(key)) for key in keys}
    facts = [fact for key in keys for fact in found[key] if key.partition("/")[0] in matter_ids]
    if not facts:
        sentence = f"There is no charge, claim or citation {item_id} here."
        raise Unknown(sentence, code="item.unknown")
    filing = next((fact for fact in facts if fact.data.files_item), None)
    return [key for key in keys if found[key]], filing


def _of_person(at: At, party_id: str, matter_ids: Collection[str]) -> tuple[OfPerson, str]:
    """Return which facts name a person, and its name; raises Unknown for one that is not here."""
    group, rows = one_person(at, party_id)
    items = chronology.items_of(at, group)
    here = {row.matter_id for row in rows} | {key.partition("/")[0] for key in items}
    if here.isdisjoint(matter_ids):
        raise Unknown(f"{party_id} is no party here.", code="party.unknown")
    return OfPerson(group, items, ByName(at, group)), described(at, rows, party_id).name or party_id
