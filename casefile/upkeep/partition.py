"""The partition: which matters are folded together, because events of one touch another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import BigInteger, Connection, bindparam, select

from casefile.errors import CasefileError, Damaged
from casefile.event import read_body
from casefile.law import subjects
from casefile.law.catalogue import CATALOGUE, Event, Scope, decode, fields_of, naming_fields
from casefile.law.fact import CORRECTED, RETRACTED
from casefile.store.statement import Statement, among
from casefile.store.tables import events

RANGE = 20_000  # positions that are looked through in one statement

_OF_TYPES = Statement(
    select(events.c.position, events.c.body).where(
        events.c.position > bindparam("after", type_=BigInteger),
        events.c.position <= bindparam("upto", type_=BigInteger),
        among(events.c.type, "types"),
    )
)
_MATTERS_OF = Statement(select(events.c.matter_id).where(among(events.c.event_id, "ids")))


class Partition:
    """The matters up to a position in the log, in groups that nothing outside touches.

    A group is made by every event that names another matter, an event of one, or an item of one;
    and by what is said of a party as a whole, which is about all matters with items filed for it.
    Only what is tied is remembered: all other matters are groups of their own.
    """

    def __init__(self) -> None:
        self.position = 0
        self._above: dict[str, str] = {}

    def read(self, connection: Connection, upto: int) -> None:
        """Take in the log up to a position; raises Damaged where an event cannot be read."""
        new_parties = False
        for matter_id, data in _read(connection, self.position, upto, party_kinds()):
            for named in data.named():
                if named.kind == "party":
                    new_parties |= subjects.party(named.id) not in self._above
                    self._tie(subjects.matter(matter_id), subjects.party(named.id))
        # Of the parties of items only those are remembered that something is said of as a whole,
        # so the filings that came before it have to be looked at again.
        after = 0 if new_parties else self.position
        for matter_id, data in _read(connection, after, upto, linking_kinds()):
            own = subjects.matter(matter_id)
            for other in _ties(connection, data):
                self._tie(own, other)
            whose = [party_id for party_id, _ in data.sides()]
            for party_id in (*whose, *(data.substitution() or ())):
                if subjects.party(party_id) in self._above:
                    self._tie(own, subjects.party(party_id))
        self.position = upto

    def group(self, matter_id: str) -> list[str]:
        """Return the matters that are folded together with a matter, itself among them."""
        own = subjects.matter(matter_id)
        top = self._top(own) if own in self._above else ""
        tied = [one for one in self._above if self._top(one) == top]
        return sorted(subjects.names_of_kind(subjects.MATTER, tied)) or [matter_id]

    def linked(self) -> list[list[str]]:
        """Return the groups of more than one matter, sorted by their first."""
        groups: dict[str, list[str]] = {}
        for one in self._above:
            if subjects.kind_of(one) == subjects.MATTER:
                groups.setdefault(self._top(one), []).append(subjects.name_of(one))
        return sorted(sorted(group) for group in groups.values() if len(group) > 1)

    def _tie(self, one: str, other: str) -> None:
        self._above[self._top(one)] = self._top(other)

    def _top(self, one: str) -> str:
        """Return what stands for the group of a matter or party, and shorten the way to it."""
        above = self._above
        while (over := above.setdefault(one, one)) != one:
            above[one] = above[over]
            one = above[one]
        return one


def _read(
    connection: Connection, after: int, upto: int, types: tuple[str, ...]
) -> Iterator[tuple[str, Event]]:
    for start in range(after, upto, RANGE):
        end = min(start + RANGE, upto)
        for position, body in _OF_TYPES.rows(connection, after=start, upto=end, types=list(types)):
            try:
                envelope = read_body(body)
                data = decode(envelope.type, envelope.schema_version, envelope.data)
            except (msgspec.ValidationError, msgspec.DecodeError, CasefileError) as error:
                sentence = f"The event at position {position} cannot be read; `verify` says more."
                raise Damaged(sentence) from error
            yield envelope.matter_id, data


def _ties(connection: Connection, data: Event) -> Iterator[str]:
    """Yield the other matters that an event names, itself or by an item or an event of theirs."""
    named = list(data.named())
    for one in named:
        if one.kind == "matter":
            yield subjects.matter(one.id)
        elif one.kind == "item" and "/" in one.id:
            yield subjects.matter(one.id.partition("/")[0])
    ids = [one.id for one in named if one.kind == "event"]
    for (matter_id,) in _MATTERS_OF.rows(connection, ids=ids) if ids else ():
        yield subjects.matter(matter_id)


@cache
def party_kinds() -> tuple[str, ...]:
    """Return the types of events that are about all items of the parties that they name."""
    return tuple(tag for tag, cls in CATALOGUE.items() if cls.scope is Scope.PARTY)


@cache
def linking_kinds() -> tuple[str, ...]:
    """Return the other types of events that can tie matters.

    An amendment ties nothing: it is of the matter of its target, and never changes what that names.
    """
    found = (tag for tag, cls in CATALOGUE.items() if _reaches_out(cls))
    return tuple(tag for tag in found if tag not in (CORRECTED, RETRACTED))


def _reaches_out(cls: type[Event]) -> bool:
    """Tell whether an event of a class can name another matter, or give a party an item."""
    named = {kind for _, kind in naming_fields(cls)}
    elsewhere = any(_takes_a_path(field.type) for field in fields_of(cls))
    gives = cls.sides is not Event.sides or cls.substitution is not Event.substitution
    return bool(named & {"matter", "event"}) or elsewhere or gives


def _takes_a_path(kind: Any) -> bool:
    """Tell whether a field takes an item of another matter, written as matter_id/item_id."""
    if isinstance(kind, msgspec.inspect.Metadata) and (kind.extra or {}).get("names") == "item":
        pattern = getattr(kind.type, "pattern", None)
        return pattern is None or bool(re.search(pattern, "matter/item"))
    parts = ("types", "item_types", "type", "item_type", "key_type", "value_type")
    inner = (getattr(kind, part, ()) for part in parts)
    return any(
        _takes_a_path(one)
        for part in inner
        for one in (part if isinstance(part, tuple) else (part,))
    )
