"""Naming: what parties, items, matters and events are called, as of a day, as known at a position.

The law leaves placeholders in its sentences, and here is where names stand for them. A charge or a
citation is called by what it is and whom it is against, a claim by who sues whom, a matter by its
title, and an event by its number in the log. Of two charges of one name it is told by what each is
brought, and of all else of one name the id.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple, TypeVar

import msgspec
from msgspec import Struct
from sqlalchemy import and_, bindparam, func, select

from casefile.answers.names import item_rows
from casefile.answers.names.courts import court_name
from casefile.answers.names.entry_names import ENTRIES, entry_names
from casefile.answers.names.item_rows import Ids, ItemRow
from casefile.answers.names.item_words import ItemWords, OwnItem
from casefile.answers.names.jurisdictions import place_name
from casefile.answers.names.juvenile import JUVENILE
from casefile.answers.names.name_words import apart
from casefile.answers.names.opening_names import OPENED, as_typed, facts_of
from casefile.answers.question import POSITION, Ask, Question
from casefile.errors import CasefileError, Refused
from casefile.law import placeholders, subjects
from casefile.law.civil import CLAIMANT
from casefile.law.codes import Track
from casefile.law.edtf import LAST_DAY
from casefile.law.entry import KINDS
from casefile.law.seen import Seen
from casefile.law.timeline import CERTAIN
from casefile.law.wording import listed, of_juvenile
from casefile.projections.matters import matters
from casefile.projections.names import PARTY, names, own_on
from casefile.projections.spans import item_spans
from casefile.projections.subjects import event_subjects
from casefile.projections.tables import known_at
from casefile.store.statement import among, found_by, given
from casefile.store.tables import events

Answered = TypeVar("Answered", bound=Struct)
AT_LAST = LAST_DAY - timedelta(days=1)  # the day of what is called as it is in the end
Shown = Callable[[str, str, str], str]  # what may be shown of the name of a party in a matter
MANY = 3  # parties of one side who are all named
# A placeholder as JSON has it, and the first that tells of any.
_written = re.compile(rb'\\u0002([^\\"]*)\\u0003')
_begins = msgspec.json.encode(placeholders.BEGINS).strip(b'"')


_in_matters = among(item_spans.c.matter_id, "matters")
_of_items = among(item_spans.c.item_id, "items")
_certain = and_(item_spans.c.certainty == CERTAIN, known_at(item_spans, POSITION))
_theirs = select(item_spans.c.party_id).where(_in_matters, _of_items, _certain)
# How each item is for certain on the day; every party of it has a row, whatever day it is.
ITEMS_ON_DAY = select(*(item_spans.c[name] for name in ItemRow._fields)).where(
    _certain, item_spans.c.valid_from <= bindparam("day"), item_spans.c.valid_to > bindparam("day")
)
# All that the same parties have in the matters, so that two of one name are told apart. They are
# found by the matter, as a party can be in very many.
_ITEMS = ITEMS_ON_DAY.where(
    _in_matters, found_by(func.coalesce(item_spans.c.party_id, ""), _theirs)
)
# What comes of some items after the day.
_LATER = Question(
    select(item_spans.c.valid_from, *(item_spans.c[name] for name in ItemRow._fields)).where(
        _in_matters, _of_items, _certain, item_spans.c.valid_from > bindparam("day")
    )
)
_its_name = and_(names.c.who == PARTY, own_on(bindparam("named_on")), known_at(names, POSITION))
_IN_MATTERS = select(names.c.matter_id, names.c.subject_id, names.c.name).where(
    among(names.c.matter_id, "matters"), _its_name
)
_asked = given("parties").as_table()
_newest = (
    select(names.c.name)
    .where(names.c.subject_id == _asked.c.value, _its_name)
    # As in `first_on` of the names of a party: what is known to begin or to end counts first.
    .order_by(
        names.c.valid_from.desc(),
        names.c.valid_to,
        names.c.known_from.desc(),
        names.c.matter_id,
        names.c.ordinal,
    )
    .limit(1)
)
_ANYWHERE = select(_asked.c.value, _newest.scalar_subquery().label("name"))
# What parties are called anywhere, and of whom any event says who they are in their matters.
_BESIDE = Question(
    _ANYWHERE,
    select(event_subjects.c.subject)
    .where(among(event_subjects.c.subject, "subjects"), event_subjects.c.position <= POSITION)
    .distinct(),
)
_TITLES = select(matters.c.matter_id, matters.c.title, matters.c.docket_no).where(
    among(matters.c.matter_id, "matters"), known_at(matters, POSITION)
)
_NUMBERS = select(events.c.event_id, events.c.position).where(among(events.c.event_id, "events"))
ENTRY = "entry"  # what motions, hearings and deadlines are to be looked up as
_QUERIES = {
    subjects.PARTY_IN: _IN_MATTERS,
    subjects.PARTY: _ANYWHERE,
    subjects.MATTER: _TITLES,
    subjects.EVENT: _NUMBERS,
    subjects.WORD: JUVENILE,
    subjects.ITEM: _ITEMS,
    ENTRY: ENTRIES,
}


@cache
def _question(*kinds: str) -> Question:
    """Return the question for what subjects of these kinds are called, and no others."""
    return Question(*(_QUERIES[kind] for kind in kinds))


class AlreadyRead(NamedTuple):
    """What has been read already where something is to be called, and is not looked up again.

    `seen` are all items of the person whom all is about, `parties` the names of all parties of some
    matters, and `items` the rows of all their items on the day.
    """

    seen: Sequence[Seen] = ()
    parties: Mapping[Ids, str] = {}
    items: Sequence[ItemRow] = ()


NOTHING = AlreadyRead()


def as_it_is(_matter_id: str, _party_id: str, name: str) -> str:
    """Return a name as it is."""
    return name


def _own_items(seen: Iterable[Seen]) -> dict[Ids, str]:
    """Return what the charges and citations of a person are called, as they are seen."""
    own: dict[Ids, Sequence[str]] = {
        (one.matter_id, one.item_id): OwnItem(
            filed_on=one.item.filed_on, detail=msgspec.convert(one.item.detail, ItemWords)
        ).called
        for one in seen
        if one.track != Track.CIVIL
    }
    return {ids: name for ids, name in apart(own).items() if own[ids][0]}


class Naming:
    """What is called how, of all that was asked for; what has no name is called by its id.

    `about` are the ids of the person whom all is about: their charges are not said to be theirs.
    Parties and items have their names of the day, or of another one that is given, `named_on`, and
    `items_on` for items alone; an item is told apart from all that there are by the day. `shown`
    says what may be shown of the name of a party in a matter.
    """

    def __init__(
        self,
        ask: Ask,
        asked: Iterable[str],
        on: date,
        about: Collection[str] = (),
        read: AlreadyRead = NOTHING,
        named_on: date | None = None,
        shown: Shown = as_it_is,
        items_on: date | None = None,
    ) -> None:
        self._about = about
        self._shown = shown
        self._named_on = (named_on or on).isoformat()
        self._items_on = items_on.isoformat() if items_on else self._named_on
        self._parties = apart({ids: [name] for ids, name in read.parties.items()})
        self._persons: dict[str, str] = {}
        self._told: set[Ids] = set()
        self._titles: Mapping[Ids, str] = {}
        self._numbers: Mapping[str, int] = {}
        self._entries: Mapping[str, str] = {}
        self._juvenile: Collection[str] = ()
        self._items = _own_items(read.seen)
        known = {subjects.ITEM: self._items, subjects.PARTY_IN: self._parties}
        kinds: dict[str, set[Ids]] = {}
        then: dict[str, set[str]] = {}
        for subject in asked:
            kind, ids = subjects.kind_of(subject), subjects.ids_of(subject)
            if kind == subjects.ITEM_THEN:
                then.setdefault(ids[2], set()).add(subjects.item("/".join(ids[:2])))
            elif kind in KINDS:
                kinds.setdefault(ENTRY, set()).add((subject,))
            elif kind not in (subjects.COURT, subjects.PLACE) and ids not in known.get(kind, ()):
                kinds.setdefault(kind, set()).add(ids)
        items = kinds.pop(subjects.ITEM, set())
        rows = item_rows.by_item(item_rows.of_the_same(read.items, items))
        if lacking := {ids for ids in items if not item_rows.what(rows.get(ids, ()))[0]}:
            kinds[subjects.ITEM] = lacking
        if kinds:
            rows |= self._look_up(ask, kinds, on)
        if rows:
            self._find_items(ask, rows)
        self._then = {
            day: Naming(ask, some, date.fromisoformat(day), about, shown=shown)
            for day, some in then.items()
        }

    def _look_up(
        self, ask: Ask, kinds: Mapping[str, set[Ids]], on: date
    ) -> dict[Ids, list[ItemRow]]:
        """Find what is called otherwise than an item; return the rows of the items."""
        of_matters = (subjects.MATTER, subjects.PARTY_IN, subjects.ITEM, subjects.WORD)
        items = kinds.get(subjects.ITEM, set())
        given = {
            "matters": sorted({ids[0] for kind in of_matters for ids in kinds.get(kind, ())}),
            "items": sorted(item_id for _, item_id in items),
            "parties": sorted(ids[0] for ids in kinds.get(subjects.PARTY, ())),
            "entries": sorted(ids[0] for ids in kinds.get(ENTRY, ())),
            "events": sorted(ids[0] for ids in kinds.get(subjects.EVENT, ())),
        }
        wanted = {*kinds, subjects.PARTY_IN} if items else kinds
        asked = [kind for kind in _QUERIES if kind in wanted]
        days = {"day": self._items_on, "named_on": self._named_on}
        found = dict(zip(asked, ask(_question(*asked), **days, **given), strict=True))
        in_matters = found.get(subjects.PARTY_IN, ())
        self._parties |= apart(
            {(matter, one): [self._shown(matter, one, name)] for matter, one, name in in_matters}
        )
        self._persons = {party: name for party, name in found.get(subjects.PARTY, ()) if name}
        self._know(ask, (ids for ids in kinds.get(subjects.PARTY_IN, ()) if ids[1:]))
        titles = found.get(subjects.MATTER, ())
        self._titles = apart(
            {
                ("", one): [f"{title} ({docket})" if docket else title]
                for one, title, docket in titles
            }
        )
        self._entries = entry_names(found.get(ENTRY, ()))
        self._numbers = dict(map(tuple, found.get(subjects.EVENT, ())))
        self._juvenile = {matter_id for (matter_id,) in found.get(subjects.WORD, ())}
        rows = item_rows.by_item(map(ItemRow._make, found.get(subjects.ITEM, ())))
        told = item_rows.described(rows)
        if items and self._items_on < on.isoformat():
            (beside,) = ask(_question(subjects.ITEM), day=on.isoformat(), **given)
            rows = item_rows.by_item(map(ItemRow._make, beside)) | told
        if lacking := items - told.keys():
            (later,) = ask(_LATER, day=self._items_on, **given)
            first = item_rows.at_first(later)
            rows |= {ids: first[ids] for ids in lacking & first.keys()}
        return rows

    def _find_items(self, ask: Ask, rows: Mapping[Ids, Sequence[ItemRow]]) -> None:
        # Somebody can have an item in a matter to which nothing adds them.
        self._know(ask, ((row.matter_id, row.party_id) for some in rows.values() for row in some))
        called = {
            ids: [self._called(ids[1], some, told) for told in item_rows.what(some)]
            for ids, some in rows.items()
        }
        self._items = apart(called) | self._items

    def _know(self, ask: Ask, some: Iterable[Ids]) -> None:
        """Find the names of those whom nothing adds to their matters, from other matters."""
        beside = {ids for ids in some if ids[1] and ids not in self._parties}
        if beside:
            about = sorted(subjects.party_in(*ids) for ids in beside)
            parties = sorted({ids[1] for ids in beside})
            found, told = ask(_BESIDE, named_on=self._named_on, parties=parties, subjects=about)
            self._persons |= {party: name for party, name in found if name}
            self._told |= {subjects.ids_of(one) for (one,) in told}
            if unnamed := {ids for ids in beside - self._told if ids[1] not in self._persons}:
                (opened,) = ask(OPENED, matters=sorted({matter for matter, _ in unnamed}))
                typed = as_typed(facts_of(body for (body,) in opened))
                self._parties |= {ids: name for ids, name in typed if name and ids in unnamed}

    def called(self, subject: str) -> str:
        """Return what a subject is called."""
        ids = subjects.ids_of(subject)
        match subjects.kind_of(subject):
            case subjects.PARTY_IN if ids in self._told:
                return ids[-1]  # the id may mean another one there by now
            case subjects.PARTY_IN:
                return self._party(*ids)
            case subjects.PARTY:
                return self._persons.get(ids[0], ids[0])
            case subjects.ITEM_THEN:
                return self._then[ids[2]].called(subjects.item("/".join(ids[:2])))
            case subjects.ITEM:
                return self._items.get(ids, ids[-1])
            case subjects.MATTER:
                return self._titles.get(("", ids[0]), ids[0])
            case subjects.WORD if ids[0] in self._juvenile:
                return of_juvenile(ids[1])
            case subjects.COURT:
                return court_name(ids[0])
            case subjects.PLACE:
                return place_name(ids[0]) or ids[0]
            case kind if kind in KINDS:
                return self._entries.get(subject) or ids[-1]
            case subjects.EVENT if ids[0] in self._numbers:
                return f"@{self._numbers[ids[0]]}"
        return ids[-1]

    def is_of(self, matter_id: str, party_id: str) -> bool:
        """Tell whether a party is called something in a matter by what adds it there."""
        return (matter_id, party_id) in self._parties

    def filled(self, text: str) -> str:
        """Return a text with names in the place of its placeholders."""
        return placeholders.filled(text, self.called)

    def _called(self, item_id: str, rows: Sequence[ItemRow], told: str) -> str:
        """Return the name of an item: what it is, and whose where that is not said already."""
        called = told or item_id
        claimants, others = (
            _several(
                self._party(row.matter_id, row.party_id)
                for row in rows
                if row.party_id and (row.side == CLAIMANT) is claims
            )
            for claims in (True, False)
        )
        if claimants:
            return f"{claimants}{f' v. {others}' if others else ''}: {called}"
        own = rows[0].track != Track.CIVIL and any(row.party_id in self._about for row in rows)
        return f"{called} against {others}" if others and not own else called

    def _party(self, matter_id: str, party_id: str) -> str:
        """Return what a party of an item is called, in its matter or else anywhere."""
        name: str | None = self._parties.get((matter_id, party_id))
        return name or self._persons.get(party_id, party_id)


def _several(called: Iterable[str]) -> str:
    """Return the names of one side, the first ones where there are many."""
    shown = dict.fromkeys(called)
    if len(shown) > MANY:
        first = next(iter(shown))
        return f"{first} and {len(shown) - 1} others"
    return listed(shown)


def named(
    ask: Ask,
    answer: Answered,
    on: date,
    about: Collection[str] = (),
    read: AlreadyRead = NOTHING,
    named_on: date | None = None,
    items_on: date | None = None,
) -> Answered:
    """Return an answer with names in the place of placeholders; itself where there are none."""
    text = msgspec.json.encode(answer)
    if _begins not in text:
        return answer
    parts = _written.split(text)
    found = {one: one.decode() for one in parts[1::2]}
    names = Naming(ask, found.values(), on, about, read, named_on, items_on=items_on)
    written = {
        one: msgspec.json.encode(names.called(subject))[1:-1] for one, subject in found.items()
    }
    parts[1::2] = [written[one] for one in parts[1::2]]
    filled: Answered = _decoder(type(answer)).decode(b"".join(parts))
    return filled


def name_error(ask: Ask, error: CasefileError, on: date = AT_LAST) -> None:
    """Put names into the sentence of an error, and find out what it conflicts with."""
    conflicts = error.conflicts if isinstance(error, Refused) else ()
    found = [*placeholders.found_in(error.sentence), *map(subjects.event, conflicts)]
    if found:
        names = Naming(ask, found, on)
        error.reword(names.filled(error.sentence))
        if isinstance(error, Refused):
            error.called = [names.called(subjects.event(one)) for one in conflicts]


@cache
def _decoder(answers: type[Answered]) -> msgspec.json.Decoder[Answered]:
    return msgspec.json.Decoder(answers)


def named_texts(
    ask: Ask,
    texts: Iterable[str],
    on: date = AT_LAST,
    about: Collection[str] = (),
    named_on: date | None = None,
    items_on: date | None = None,
) -> Callable[[str], str]:
    """Return what puts names into some texts, or leaves them as they are where it need not."""
    found = {subject for text in texts for subject in placeholders.found_in(text)}
    if not found:
        return lambda text: text
    return Naming(ask, found, on, about, named_on=named_on, items_on=items_on).filled
