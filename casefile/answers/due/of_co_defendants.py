"""Hearings of co-defendants: those that are by their own name of another accused of a matter."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from sqlalchemy import select

from casefile.answers.asking import At
from casefile.answers.names.name_words import words_of
from casefile.law import subjects
from casefile.law.codes import Track
from casefile.law.entry import HEARING
from casefile.law.events.charge import ChargeFiled
from casefile.law.fact import of_class
from casefile.law.known import Known
from casefile.projections.calendar import calendar
from casefile.projections.letters import APOSTROPHES
from casefile.projections.names import PARTY, names
from casefile.projections.spans import item_spans
from casefile.projections.subjects import known_in
from casefile.projections.tables import known_at

_possessive = re.compile(rf"[{APOSTROPHES}]s?(?=\s)")
_before = re.compile(rf"(?P<whose>.+)[{APOSTROPHES}]s?\s+\S.*")
_behind = re.compile(r".+\s(?:of|for)\s(?P<whose>[A-Z].+)")
_several = re.compile(r"\s+and\s+|\s*[,/&]\s*")
_counts = re.compile(r"\bcounts? (\d+(?:(?:,? and |, ?| ?& ?)\d+)*)", re.IGNORECASE)
# What is one defendant's by its name, and is heard or attended by the others as well.
_shared = re.compile(r"\b(?:motions?|depositions?|testimony|interviews?)\b", re.IGNORECASE)


def of_co_defendants(at: At, party_id: str) -> Iterator[tuple[str, str, str]]:
    """Yield the hearings of others who are accused in one matter with somebody.

    Each is told by its matter, its id and what it is called: "Roe's sentencing" is no hearing of
    Doe, nor is one on count 3, which charges Roe alone. Where the name may mean either, or says
    nobody's, the hearing is of all.
    """
    known = known_in(at.connection, upto=at.position)
    own = known.party_group(party_id)
    for matter_id, accused in _accused_with(at, own).items():
        called = _called(at, matter_id, accused)
        hearings = (
            select(calendar.c.entry_id, calendar.c.kind)
            .distinct()
            .where(
                calendar.c.entry == HEARING,
                calendar.c.matter_id == matter_id,
                known_at(calendar, at.position),
            )
        )
        for entry_id, kind in at.connection.execute(hearings):
            if _shared.search(kind):
                continue
            whose = whose_by_name(kind, called) or _whose_by_count(kind, matter_id, known)
            if whose and whose.isdisjoint(own):
                yield matter_id, entry_id, kind


def whose_by_name(kind: str, called: Mapping[str, Collection[str]]) -> set[str]:
    """Return which of those who are called so a hearing is of, by what it is called itself.

    That is nobody where it does not say so, or where one of whom it does is none of them.
    """
    found = _before.fullmatch(kind) or _behind.fullmatch(kind)
    if not found:
        return set()
    each = [_one_of(one, called) for one in _several.split(_possessive.sub("", found["whose"]))]
    return set().union(*each) if all(each) else set()


def _whose_by_count(kind: str, matter_id: str, known: Known) -> set[str]:
    """Return who is charged in the counts that a hearing is called by; nobody without them all."""
    found = _counts.search(kind)
    if not found:
        return set()
    charged: dict[int, set[str]] = {int(number): set() for number in re.findall(r"\d+", found[1])}
    for _, data in of_class(known.facts(subjects.items_in(matter_id)), ChargeFiled):
        if data.count_no in charged:
            charged[data.count_no].add(data.party_id)
    return set().union(*charged.values()) if all(charged.values()) else set()


def _one_of(typed: str, called: Mapping[str, Collection[str]]) -> set[str]:
    """Return whose names have most of the words of one that is typed, if they have any."""
    words = {*words_of(typed)}
    shared = {
        one: max(len(words.intersection(words_of(name))) for name in some)
        for one, some in called.items()
    }
    most = max(shared.values(), default=0)
    return {one for one, count in shared.items() if count == most} if most else set()


def _accused_with(at: At, own: Collection[str]) -> Mapping[str, set[str]]:
    """Return who is accused in each matter in which somebody is, where others are as well."""
    accused = (
        select(item_spans.c.matter_id, item_spans.c.party_id)
        .distinct()
        .where(item_spans.c.track == Track.CRIMINAL, known_at(item_spans, at.position))
    )
    in_matters = accused.where(item_spans.c.party_id.in_(own)).with_only_columns(
        item_spans.c.matter_id
    )
    found: dict[str, set[str]] = {}
    rows: Iterable[tuple[str, str]] = map(
        tuple, at.connection.execute(accused.where(item_spans.c.matter_id.in_(in_matters)))
    )
    for matter_id, party_id in rows:
        found.setdefault(matter_id, set()).add(party_id)
    return {matter_id: some for matter_id, some in found.items() if some.difference(own)}


def _called(at: At, matter_id: str, accused: Collection[str]) -> Mapping[str, Collection[str]]:
    """Return what each who is accused in a matter is called there, or ever was."""
    rows = at.connection.execute(
        select(names.c.subject_id, names.c.name).where(
            names.c.who == PARTY,
            names.c.matter_id == matter_id,
            names.c.subject_id.in_(accused),
            known_at(names, at.position),
        )
    )
    called: dict[str, list[str]] = {}
    for party_id, name in rows:
        called.setdefault(party_id, []).append(name)
    return called
