"""Docket numbers: those that a matter had had by a day, as known at a moment, by their time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from casefile.answers.asking import At
from casefile.answers.searching import keys_of
from casefile.law import subjects
from casefile.law.docket_numbers import docket_numbers
from casefile.law.events.matter import MatterOpened
from casefile.law.fact import Fact
from casefile.projections.names import name_key
from casefile.projections.subjects import known_in

MOST = 20  # matters that are looked at for a number that one of them has had


class DocketNumber(Struct, frozen=True, kw_only=True):
    """A docket number that a matter had by the day, and since when, in EDTF; the last has it."""

    docket_no: str
    court_id: str | None
    since: str
    event_id: str


def numbers_by(on: date, matter_id: str, facts: Iterable[Fact]) -> list[DocketNumber]:
    """Return the docket numbers that a matter had had by a day, in the order of their time.

    Where it had none yet, that under which it was opened later is its number.
    """
    found = docket_numbers(matter_id, so_far(on, matter_id, facts))
    return [
        DocketNumber(
            docket_no=one.docket_no,
            court_id=one.court_id or None,
            since=one.fact.when.text,
            event_id=one.fact.event_id,
        )
        for one in [one for one in found if one.fact.bounds(None)[1] <= on] or found[:1]
    ]


def once_numbered(at: At, typed: str) -> list[str]:
    """Return the matters that have had just this docket number, now or before."""
    wanted = name_key(typed)
    query = keys_of(subjects.MATTER, "matter_id", typed, at.position).distinct().limit(MOST)
    candidates = [matter_id for (matter_id,) in at.connection.execute(query)]
    known = known_in(at.connection, upto=at.position)
    known.fetch(map(subjects.matter, candidates))
    return [
        matter_id
        for matter_id in sorted(candidates)
        for one in docket_numbers(matter_id, known.facts(subjects.matter(matter_id)))
        if name_key(one.docket_no) == wanted
    ]


def so_far(on: date, matter_id: str, facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts of a matter itself by a day; it is opened whenever that took effect."""
    return [
        fact
        for fact in facts
        if fact.matter_id == matter_id
        and (isinstance(fact.data, MatterOpened) or fact.bounds(None)[1] <= on)
    ]


def in_words(numbers: Sequence[DocketNumber]) -> str:
    """Return in words since when a matter has which number; nothing where it has but one."""
    told = [f"{one.docket_no} since {one.since}" for one in numbers]
    return "; ".join(told) if told[1:] else ""
