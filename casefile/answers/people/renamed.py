"""Renamed: what somebody is called on other days than the one that is asked about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from msgspec import Struct, UnsetType

from casefile.law.edtf import FIRST_DAY, LAST_DAY, parse
from casefile.law.names import BEGINNING as ALWAYS
from casefile.law.names import Called, PartPlayed, part_on, parts_of
from casefile.projections.names import PARTY

BEGINNING, FOREVER = FIRST_DAY.isoformat(), LAST_DAY.isoformat()
AT_LAST = (LAST_DAY - timedelta(days=1)).isoformat()
FORMERLY, POSSIBLY, LATER, NOW = "formerly", "possibly", "later", "now"


class Name(NamedTuple):
    """What is answered of a row of the index."""

    subject_id: str
    matter_id: str
    name: str
    is_alias: bool
    kind: str
    role: str
    parts: str
    possible_from: str
    valid_from: str
    valid_to: str
    who: str = PARTY

    @classmethod
    def of(cls, matter_id: str, party_id: str, called: Called) -> Name:
        """Return the row of a name of a party in a matter, as the index has it."""
        days = (day.isoformat() for day in (*called.since, called.until))
        return cls(party_id, matter_id, *called[:4], called.parts_in_json, *days)

    def part_on(self, day: date) -> PartPlayed:
        """Return what a party is in its matter on a day."""
        whole = PartPlayed(self.kind, self.role, ALWAYS)
        return part_on(parts_of(self.parts), day) or whole

    @property
    def roles(self) -> Sequence[str]:
        """Return every role that a party ever had in its matter, in their order."""
        return list(dict.fromkeys(one.role for one in parts_of(self.parts))) or [self.role]

    def own_on(self, day: str) -> bool:
        """Tell whether it is the name that somebody has by itself on a day."""
        return not self.is_alias and self.valid_from <= day < self.valid_to

    @property
    def is_dated(self) -> bool:
        """Tell whether anything says from when on, or until when, it is somebody's."""
        return (self.valid_from, self.valid_to) != (BEGINNING, FOREVER)


class Renamed(Struct, frozen=True, kw_only=True):
    """What a party is called on other days than the one asked about, or may be called on it.

    `when` is formerly, possibly (it may be the name by then), later, or now, for the last name as
    known then. `since` and `until` are the days of the changes in EDTF, null where there is none.
    """

    name: str
    when: str
    since: str | None
    until: str | None

    @property
    def called(self) -> str:
        """Return what is said of it, like formerly Ann Vale."""
        return f"{self.when} {self.name}{' by then' if self.when == POSSIBLY else ''}"

    @property
    def bound(self) -> tuple[str, str]:
        """Return the word and the day, in EDTF, of the change by which it is another name."""
        if self.when == FORMERLY:
            return "until", self.until or ""
        return "since", self.since or ""

    @property
    def words(self) -> str:
        """Return all that is said of it, like formerly Ann Vale (until 2026-11-20)."""
        word, day = self.bound
        return f"{self.called} ({word} {parse(day).shown})"


def first_on(rows: Sequence[Name], day: str) -> Name:
    """Return the row by which a party is called on a day, of all its rows.

    A name that is known to begin or to end counts before one of which no day is known, and what
    began last before all; of the rest the first one.
    """
    held = (row for row in rows if row.own_on(day))
    return max(held, key=lambda row: (row.valid_from, row.valid_to != FOREVER))


def renamed(rows: Sequence[Name], day: str) -> list[Renamed]:
    """Return what a party, given with all its rows, is called on other days, in their order."""
    own = [row for row in rows if not row.is_alias and row.is_dated]
    if not own:
        return []
    first = first_on(rows, day).name
    last = first_on(rows, AT_LAST).name
    own.sort(key=lambda row: (row.valid_from, row.valid_to))
    following = {(row.matter_id, row.subject_id, row.valid_from): row for row in own}
    found: dict[tuple[str, str], Renamed] = {}
    for row in own:
        key = row.name, _when(row, day, last)
        # Of several matters that which was given up last counts, and that which comes first.
        if row.name != first and not row.own_on(day) and (key not in found or FORMERLY in key):
            name, when = key
            after = following.get((row.matter_id, row.subject_id, row.valid_to))
            until = after and _since(after)
            found[key] = Renamed(name=name, when=when, since=_since(row), until=until)
    return list(found.values())


def on_other_days(told: Iterable[Renamed] | UnsetType) -> str:
    """Return what stands behind the name of a party for those that it has on other days."""
    return "".join(f", {one.words}" for one in told or ())


def undated(aliases: Iterable[str], told: Iterable[Renamed] | UnsetType) -> list[str]:
    """Return the other names of a party that are not told with their days."""
    dated = {one.name for one in told or ()}
    return [name for name in aliases if name not in dated]


def _when(row: Name, day: str, last: str) -> str:
    if row.valid_to <= day:
        return FORMERLY
    if row.possible_from <= day:
        return POSSIBLY
    return NOW if row.name == last else LATER


def _since(row: Name) -> str | None:
    """Return from when on a name is somebody's, in EDTF; None where that is the beginning."""
    if row.valid_from == BEGINNING:
        return None
    if row.possible_from == row.valid_from:
        return row.valid_from
    return f"{'..' if row.possible_from == BEGINNING else row.possible_from}/{row.valid_from}"
