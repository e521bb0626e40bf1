"""Clashes: hearings at one hour for which one person would have to be in two places."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import select

from casefile.answers.asking import Asking, At
from casefile.answers.due import calendar
from casefile.answers.due.calendar import Window
from casefile.answers.due.calendar_entry import CalendarEntry, instant_of
from casefile.answers.paging import MAX_LIMIT
from casefile.law.edtf import When, parse
from casefile.law.entry import HEARING, SCHEDULED
from casefile.law.setting import matter_of
from casefile.law.venue import read_hour, zone_at
from casefile.projections.names import PARTY, names
from casefile.projections.subjects import known_in
from casefile.projections.tables import known_at


class Clash(NamedTuple):
    """A hearing at the same hour as another one, and the parties who are in the matters of both."""

    entry: CalendarEntry
    parties: Sequence[str]


def of_hearing(asking: Asking, matter_id: str, hearing_id: str, at: str, zone: str) -> list[Clash]:
    """Return the hearings that are set for the same instant and are for somebody who is in both.

    `at` is when it is set for, in EDTF, and `zone` the time zone that it says, or empty.
    """
    when = parse(at, offset=True)
    if not when.clock or when.earliest is None:
        return []
    with asking.gate() as gate:
        begins = _instant(gate, matter_id, when, zone)
    day = when.earliest.isoformat()
    there = calendar.page(asking, Window(day, day), limit=MAX_LIMIT).entries
    same = [
        one
        for one in there
        if (one.entry, one.begins_at) == (HEARING, begins)
        and SCHEDULED in (one.status, *one.possible)
        and (one.matter_id, one.entry_id) != (matter_id, hearing_id)
    ]
    if not same or begins is None:
        return []
    with asking.gate() as gate:
        parties = _parties(gate, {matter_id, *(one.matter_id for one in same)})
    return list(_shared(same, matter_id, parties))


def _instant(at: At, matter_id: str, when: When, zone: str) -> str | None:
    matter = matter_of(matter_id, known_in(at.connection))
    place = (matter.time_zone, matter.court_id, matter.jurisdiction) if matter else ("", "", "")
    return instant_of(read_hour(when, zone_at(zone, *place)))


def _parties(at: At, matters: Collection[str]) -> dict[str, set[str]]:
    """Return the parties in each of these matters."""
    query = select(names.c.matter_id, names.c.subject_id).where(
        known_at(names, at.position), names.c.who == PARTY, names.c.matter_id.in_(sorted(matters))
    )
    found: dict[str, set[str]] = {one: set() for one in matters}
    for matter_id, party_id in at.connection.execute(query):
        found[matter_id].add(party_id)
    return found


def _shared(
    same: Sequence[CalendarEntry], matter_id: str, parties: dict[str, set[str]]
) -> Iterator[Clash]:
    for one in same:
        both = parties[matter_id] & parties[one.matter_id]
        if both or one.matter_id == matter_id:
            yield Clash(one, sorted(both))
