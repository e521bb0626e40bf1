"""The worklist: what somebody has to read, to settle or to do, by matter and by person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    literal_column,
    select,
    tuple_,
    union_all,
)

from casefile.answers.asking import Answer, Asking, At, check_matter
from casefile.answers.due.stayed import StayedMatters
from casefile.answers.overview.awaited import late
from casefile.answers.paging import LIMIT, check_limit
from casefile.answers.people.parties import one_person
from casefile.answers.standing import evidence
from casefile.answers.standing.evidence import EventTold
from casefile.answers.standing.status import ON_DAY, as_seen
from casefile.event import Code
from casefile.law import placeholders
from casefile.law.edtf import LAST_DAY
from casefile.law.entry import DEADLINE, HEARING
from casefile.law.flags import PARTLY_READ, REPORTED_OTHERWISE, UNPAID, UNREAD, UNSAID, Flag
from casefile.law.seen import Seen
from casefile.projections.calendar import AWAITED, calendar
from casefile.projections.parked import list_parked
from casefile.projections.spans import FLAG, item_spans
from casefile.projections.subjects import known_in
from casefile.projections.tables import known_at
from casefile.store.statement import Row, Statement, among

CONFLICT = "source_conflict"
MOST_EVENTS = 20  # that one entry tells


class Work(Code):
    """What there is to do; its label is how a list calls it."""

    UNREAD = UNREAD, "not read"
    PARTLY_READ = PARTLY_READ, "read in part"
    IRREGULAR = "irregular", "irregular"
    CONFLICT = CONFLICT, "sources differ"
    UNSAID = UNSAID, "of whom is not said"
    ANNOUNCED = "announced_not_filed", "announced, not filed"
    UNPAID = UNPAID, "not on record as paid"
    OVERDUE = "overdue", "overdue"
    NO_OUTCOME = "no_outcome", "no outcome on record"
    PARKED = "parked", "could not be read into the lists"


# The flags of items by what there is to do about them.
_OF_ONE = (Work.UNREAD, Work.PARTLY_READ, Work.IRREGULAR, Work.UNSAID, Work.ANNOUNCED, Work.UNPAID)
FLAGS: Mapping[str, tuple[str, ...]] = {
    **{work: (str(work),) for work in _OF_ONE},
    Work.CONFLICT: (CONFLICT, REPORTED_OTHERWISE),
}
WORK_OF = {code: work for work, codes in FLAGS.items() for code in codes}


class WorkParty(Struct, frozen=True, kw_only=True):
    """Somebody whom it is about."""

    party_id: str
    name: str


class WorkEntry(Struct, frozen=True, kw_only=True):
    """One thing to do: what it is, in a sentence, whom it is about, and the events behind it.

    `since` is the day from which it is so: for a deadline that on which it was due at the latest,
    and for a hearing the last for which it was set.
    Each event has its source; of a conflict they are those of both sides. Of very many events the
    last are told.
    """

    work: str
    matter_id: str
    matter: str
    item_id: str | None
    entry_id: str | None
    parties: Sequence[WorkParty]
    sentence: str
    since: str
    events: Sequence[EventTold]


class Worklist(Answer, frozen=True, kw_only=True):
    """A page of what there is to do, by matter; `next` is what to give as `after`.

    A matter that is parked is so now, whatever was known then.
    """

    as_of: str
    known_at: str
    position: int
    past_head: bool
    matter_id: str | None
    party_id: str | None
    entries: Sequence[WorkEntry]
    next: str | None


class _WorkTold(NamedTuple):
    """An entry on its way, with its place in the list and the ids of its events."""

    place: tuple[str, str, str]  # the matter, what of it ("" the matter itself), and its id
    entry: WorkEntry
    events: Sequence[str]


def page(
    asking: Asking,
    *,
    matter_id: str | None = None,
    party_id: str | None = None,
    work: str | None = None,
    as_of: str | None = None,
    known_at: str | None = None,
    after: str | None = None,
    limit: int = LIMIT,
) -> Worklist:
    """Return a page of the worklist: of all matters, of one, of one person, or of one kind.

    A page ends behind a whole item, so that it may have some more entries than `limit`.
    """
    size = check_limit(limit)
    listed = ("worklist", matter_id, party_id, work)
    with asking.gate(known_at, as_of=as_of, after=after, listed=listed) as at:
        if matter_id is not None:
            check_matter(at.connection, matter_id)
        people = one_person(at, party_id)[0] if party_id is not None else None
        asked = _WorkAsked(at, matter_id, people, work, _place(at.after), size + 1)
        each = dict.fromkeys(asked.every())  # what stands on several parts of an item, once
        told = sorted(each, key=itemgetter(0))
        places = list(dict.fromkeys(one.place for one in told))
        shown, following = at.page(places, size, "/".join)
        entries = [one for one in told if one.place in set(shown)]
        return at.named(
            Worklist(
                as_of=at.on.isoformat(),
                **at.said(),
                matter_id=matter_id,
                party_id=party_id,
                entries=_with_events(at, entries),
                next=following,
            )
        )


def _place(after: str) -> tuple[str, str, str]:
    """Read the place behind which a page goes on."""
    matter_id, of, name = (*after.split("/", 2), "", "")[:3]
    return matter_id, of, name


# What is read of an entry that is late.
_OF_DUE = (
    *("matter_id", "entry", "entry_id", "kind", "latest", "whose", "responsible"),
    *("status", "since", "set_by"),
)
# What of a matter an entry is about, in the order of the list.
_WHOLE, _ITEM = "", "1"
_ENTRY = {DEADLINE: "2", HEARING: "3"}
_AWAITED = {Work.OVERDUE: DEADLINE, Work.NO_OUTCOME: HEARING}


class _WorkAsked(NamedTuple):
    """What is asked: of which matter, which person's ids, which kind, behind which place."""

    at: At
    matter_id: str | None
    people: Sequence[str] | None
    work: str | None
    after: tuple[str, str, str]
    limit: int

    def every(self) -> Iterator[_WorkTold]:
        """Yield the next entries of each kind, so many places of each as a page may have."""
        if self.work is None or self.work in FLAGS:
            yield from self._of_items()
        for work, entry in _AWAITED.items():
            if self.work in (None, str(work)):
                yield from self._late(work, entry)
        if self.work in (None, str(Work.PARKED)) and self.people is None:
            yield from self._parked()

    @property
    def given(self) -> dict[str, Any]:
        """Return the values of the statements' parameters."""
        matter_id, of, name = self.after
        found = {
            "position": self.at.position,
            "day": self.at.on.isoformat(),
            "after_matter": matter_id,
            "after_of": of,
            "after_name": name,
            "limit": self.limit,
        }
        found |= {"matter": self.matter_id} if self.matter_id is not None else {}
        return found | ({"people": list(self.people)} if self.people is not None else {})

    @property
    def narrowed(self) -> tuple[str, ...]:
        """Return which of matter and people narrow the question."""
        chosen = {"matter": self.matter_id, "people": self.people}
        return tuple(name for name, value in chosen.items() if value is not None)

    def _of_items(self) -> Iterator[_WorkTold]:
        """Yield what the flags of items tell; whose items they are is read with them."""
        codes = [*FLAGS[self.work]] if self.work else [*WORK_OF]
        keys = _flagged(self.narrowed).rows(self.at.connection, codes=codes, **self.given)
        found = [f"{matter_id}/{item_id}" for matter_id, item_id in keys]
        if not found:
            return
        given = {"position": self.at.position, "day": self.at.on.isoformat(), "items": found}
        of = sorted({matter_id for matter_id, _ in keys})
        rows = _OF_ITEMS.rows(self.at.connection, matters=of, **given)
        parties = _parties(rows)
        told: dict[tuple[str, ...], tuple[Seen, Flag, set[str]]] = {}
        for one in as_seen(rows, listed=True):
            for flag in (flag for flag in one.flags if flag.code in codes):
                said = (one.key, flag.code, flag.sentence, *flag.events)
                whose = (parties.get((one.key, part, flag.code), ()) for part in one.parts)
                told.setdefault(said, (one, flag, set()))[-1].update(*whose)
        yield from (_of_flag(one, flag, sorted(whose)) for one, flag, whose in told.values())

    def _late(self, work: Work, of: str) -> Iterator[_WorkTold]:
        rows = _due(self.narrowed, of).rows(self.at.connection, **self.given)
        found = [dict(zip(_OF_DUE, row, strict=True)) for row in rows]
        known = known_in(self.at.connection, upto=self.at.position)
        stayed = StayedMatters(known, found)
        for row in found:
            matter_id, entry_id, whose = row["matter_id"], row["entry_id"], row["whose"]
            said = late(self.at, row, stayed.beside(row, self.at.on).behind, known)
            entry = WorkEntry(
                work=work,
                matter_id=matter_id,
                matter=placeholders.matter(matter_id),
                item_id=None,
                entry_id=entry_id,
                parties=(_party(matter_id, whose),) if whose else (),
                sentence=said.sentence,
                since=row["latest"],
                events=(),
            )
            yield _WorkTold((matter_id, _ENTRY[of], entry_id), entry, said.events)

    def _parked(self) -> Iterator[_WorkTold]:
        for one in list_parked(self.at.connection):
            place = (one.matter_id, _WHOLE, "")
            if place <= self.after or self.matter_id not in (None, one.matter_id):
                continue
            entry = WorkEntry(
                work=Work.PARKED,
                matter_id=one.matter_id,
                matter=placeholders.matter(one.matter_id),
                item_id=None,
                entry_id=None,
                parties=(),
                sentence=(
                    "What is recorded in this matter could not be read into the lists since "
                    f"event {one.position}; they show it as it was before: {one.error}."
                ),
                since=one.since.partition("T")[0],
                events=(),
            )
            yield _WorkTold(place, entry, ())


def _of_flag(one: Seen, flag: Flag, parties: Sequence[str]) -> _WorkTold:
    entry = WorkEntry(
        work=WORK_OF[flag.code],
        matter_id=one.matter_id,
        matter=placeholders.matter(one.matter_id),
        item_id=one.item_id,
        entry_id=None,
        parties=tuple(_party(one.matter_id, party) for party in parties),
        sentence=flag.sentence,
        since=flag.valid_from.isoformat(),
        events=(),
    )
    # What a source says stands against what the record rests on last.
    against = one.evidence[-1:] if flag.code == CONFLICT else ()
    events = tuple(dict.fromkeys((*flag.events, *against)))
    return _WorkTold((one.matter_id, _ITEM, one.item_id), entry, events)


def _party(matter_id: str, party_id: str) -> WorkParty:
    return WorkParty(party_id=party_id, name=placeholders.party_in(matter_id, party_id))


def _parties(rows: Iterable[Row]) -> dict[tuple[str, str, str], set[str]]:
    """Return who has each flag, by the item across all matters, the part of it and the code."""
    columns = list(ON_DAY.selected_columns.keys())
    of = itemgetter(*map(columns.index, ("matter_id", "item_id", "part", "state", "party_id")))
    whose: dict[tuple[str, str, str], set[str]] = {}
    for matter_id, item_id, part, code, party_id in map(of, rows):
        if party_id:
            whose.setdefault((f"{matter_id}/{item_id}", part, code), set()).add(party_id)
    return whose


def _with_events(at: At, told: Sequence[_WorkTold]) -> list[WorkEntry]:
    """Return the entries of a page with the events behind them in words."""
    known = evidence.each(at, (name for one in told for name in one.events[-MOST_EVENTS:]))
    return [
        replace(
            one.entry,
            events=[known[name] for name in one.events[-MOST_EVENTS:] if name in known],
        )
        for one in told
    ]


_item_key = item_spans.c.matter_id + "/" + item_spans.c.item_id
# The matters are named besides, because an index begins with them.
_OF_ITEMS = Statement(
    ON_DAY.where(among(item_spans.c.matter_id, "matters"), among(_item_key, "items"))
)


@cache
def _flagged(narrowed: tuple[str, ...]) -> Statement:
    """Return the next items that have a flag of some codes.

    The index holds flags alone, so that what it costs does not grow with the log.
    """
    keys = (item_spans.c.matter_id, item_spans.c.item_id)
    query = select(*keys).where(
        item_spans.c.certainty == literal_column(f"'{FLAG}'"),
        among(item_spans.c.state, "codes"),
        known_at(item_spans, bindparam("position")),
        item_spans.c.valid_from <= bindparam("day"),
        item_spans.c.valid_to > bindparam("day"),
        _behind(item_spans.c.matter_id, _ITEM, item_spans.c.item_id),
    )
    query = _narrowed(query, narrowed, item_spans.c.matter_id, item_spans.c.party_id)
    return Statement(query.group_by(*keys).order_by(*keys).limit(bindparam("limit")))


@cache
def _due(narrowed: tuple[str, ...], of: str) -> Statement:
    """Return the next deadlines or hearings that are awaited still, though their day has passed.

    Those that are so until further notice, and those that end on a later day, are found by an index
    of their own each, whatever else was ever due.
    """
    standing = _awaited(narrowed, of).where(calendar.c.due)
    ending = _awaited(narrowed, of).where(calendar.c.valid_to < LAST_DAY.isoformat())
    due = union_all(standing, ending).cte("due").prefix_with("MATERIALIZED")
    paged = select(due).where(_behind(due.c.matter_id, _ENTRY[of], due.c.entry_id))
    return Statement(paged.order_by(due.c.matter_id, due.c.entry_id).limit(bindparam("limit")))


def _awaited(narrowed: tuple[str, ...], of: str) -> Select[Any]:
    query = select(*(calendar.c[name] for name in _OF_DUE)).where(
        known_at(calendar, bindparam("position")),
        # A sum with nothing keeps the table's own key, of which every deadline is, out of it.
        calendar.c.entry + "" == of,
        calendar.c.status == AWAITED[of],
        calendar.c.valid_from <= bindparam("day"),
        calendar.c.valid_to > bindparam("day"),
        calendar.c.latest < bindparam("day"),
        calendar.c.ordinal == 0,
    )
    return _narrowed(query, narrowed, calendar.c.matter_id, calendar.c.whose)


def _behind(matter: ColumnElement[str], of: str, name: ColumnElement[str]) -> ColumnElement[bool]:
    """Hold a question to what stands behind a place of the list."""
    here: tuple[ColumnElement[Any], ...] = (matter, literal_column(f"'{of}'"), name)
    after = (bindparam(f"after_{part}", type_=matter.type) for part in ("matter", "of", "name"))
    return and_(matter >= bindparam("after_matter"), tuple_(*here) > tuple_(*after))


def _narrowed(
    query: Select[Any],
    narrowed: tuple[str, ...],
    matter: ColumnElement[str],
    party: ColumnElement[str],
) -> Select[Any]:
    """Hold a question to one matter, or to what is about one person."""
    if "matter" in narrowed:
        query = query.where(matter == bindparam("matter"))
    return query.where(among(party, "people")) if "people" in narrowed else query
