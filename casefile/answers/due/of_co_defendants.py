"""Hearings of co-defendants: those that are by their own name of another accused of a matter."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import select

from casefile.answers.asking import At
from casefile.answers.names.name_words import words_of
from casefile.law import subjects
from casefile.law.codes import Track
from casefile.law.entry import HEARING
from casefile.law.events.charge import ChargeFiled
from casefile.law.fact import of_class
from casefile.law.folding import fold_party
from casefile.law.known import Known
from casefile.projections.calendar import calendar
from casefile.projections.letters import APOSTROPHES
from casefile.projections.spans import item_spans
from casefile.projections.subjects import known_in
from casefile.projections.tables import known_at

_possessive = re.compile(rf"[{APOSTROPHES}]s?(?=\s)")
_before = re.compile(rf"(?P<whose>.+)[{APOSTROPHES}]s?\s+\S.*")
_behind = re.compile(r".+\s(?:of|for)\s(?P<whose>[A-Z].+)")
_several = re.compile(r"\s+and\s+|\s*[,/&]\s*")
_to = " ?(?:[-\N{EN DASH}]|through|to) ?"
_counts = re.compile(
    rf"\bcounts? (\d{{1,3}}(?:(?:,? and |, ?| ?& ?|{_to})\d{{1,3}})*)", re.IGNORECASE
)
_range = re.compile(rf"(\d+)(?:{_to}(\d+))?", re.IGNORECASE)
# What is one defendant's by its name, and is heard or attended by the others as well; and names
# that may be somebody else's.
_shared = re.compile(
    r"\b(?:motions?|depositions?|testimony|interviews?|judge|justice|magistrate|co-?defendants?)\b",
    re.IGNORECASE,
)


def of_co_defendants(at: At, party_id: str) -> Iterator[tuple[str, str, str]]:
    """Yield the hearings of others who are accused in one matter with somebody.

    Each is told by its matter, its id and what it is called.
    """
    known = known_in(at.connection, upto=at.position)
    own = known.party_group(party_id)
    in_matters = select(item_spans.c.matter_id).where(
        item_spans.c.party_id.in_(own),
        item_spans.c.track == Track.CRIMINAL,
        known_at(item_spans, at.position),
    )
    hearings = (
        select(calendar.c.matter_id, calendar.c.entry_id, calendar.c.kind)
        .distinct()
        .where(
            calendar.c.entry == HEARING,
            calendar.c.matter_id.in_(in_matters),
            known_at(calendar, at.position),
        )
    )
    accused: dict[str, Accused] = {}
    for matter_id, entry_id, kind in at.connection.execute(hearings):
        if matter_id not in accused:
            accused[matter_id] = Accused(matter_id, known)
        whose = accused[matter_id].of_hearing(kind)
        if whose and whose.isdisjoint(own):
            yield matter_id, entry_id, kind


class Accused:
    """Who is accused in a matter, in which counts, and what they are called there or ever were."""

    def __init__(self, matter_id: str, known: Known) -> None:
        filed = of_class(known.facts(subjects.items_in(matter_id)), ChargeFiled)
        self._charged = [(data.party_id, data.count_no) for _, data in filed]
        self._called = {
            party_id: [one.name for one in fold_party(facts).called()]
            for party_id, _ in self._charged
            if (facts := known.facts(subjects.party_in(matter_id, party_id)))
        }

    def of_hearing(self, kind: str) -> set[str]:
        """Return whose alone a hearing is by what it is called; nobody where it says no such thing.

        "Roe's sentencing" is no hearing of Doe, nor is one on count 3, which charges Roe alone.
        """
        return set() if _shared.search(kind) else self._by_name(kind) or self._by_count(kind)

    def _by_name(self, kind: str) -> set[str]:
        """Return whom all of the names may mean that a hearing is called by."""
        found = _before.fullmatch(kind) or _behind.fullmatch(kind)
        if not found:
            return set()
        each = [
            _one_of(one, self._called)
            for one in _several.split(_possessive.sub("", found["whose"]))
        ]
        return set().union(*each) if all(each) else set()

    def _by_count(self, kind: str) -> set[str]:
        """Return who is charged in all of the counts that a hearing is called by.

        Somebody may be of whom a charge has no number on record.
        """
        found = _counts.search(kind)
        counts = [
            number
            for first, last in _range.findall(found[1] if found else "")
            for number in range(int(first), int(last or first) + 1)
        ]
        unsaid = {party for party, own in self._charged if own is None}
        each = [{party for party, own in self._charged if own == count} for count in counts]
        return unsaid.union(*each) if each and all(each) else set()


def _one_of(typed: str, called: Mapping[str, Collection[str]]) -> set[str]:
    """Return whose names have most of the words of one that is typed, if they have any."""
    words = {*words_of(typed)}
    shared = {
        one: max(len(words.intersection(words_of(name))) for name in some)
        for one, some in called.items()
    }
    most = max(shared.values(), default=0)
    return {one for one, count in shared.items() if count == most} if most else set()
