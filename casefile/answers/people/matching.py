"""Matching: every name of the office that is like one that is asked about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple

from rapidfuzz import fuzz, process
from sqlalchemy import bindparam, exists, select, tuple_

from casefile.answers.asking import At
from casefile.answers.names.likeness import FEWEST, THRESHOLD, Form, Likeness, forms, likeness
from casefile.answers.names.name_words import PARTICLES, core_of, glued, words_of
from casefile.answers.names.opening_names import as_typed
from casefile.answers.names.short_names import IN_SHORT, initials_of
from casefile.law import subjects
from casefile.law.edtf import LAST_DAY
from casefile.law.events.party import PartyKind
from casefile.law.names import parts_of
from casefile.law.party_kinds import kind_told
from casefile.projections.letters import APOSTROPHES
from casefile.projections.matters import matters
from casefile.projections.names import PARTY, name_key, names
from casefile.projections.spans import item_spans
from casefile.projections.subjects import known_in
from casefile.projections.tables import known_at
from casefile.store.statement import Statement, among

PERSON = PartyKind.PERSON.value
PAGE = 5_000  # rows of the index whose names are compared at once
_WORST = 100  # of a score
# What the key of a name does not show: signs within words, and more names than one.
_SIGNS = re.compile(f"[{APOSTROPHES}/]")
_JOINING = re.compile(r" (?:aka|dba|fka|nka|as|et) ")
_RUN = re.compile(r"\b\w \w\b")  # of single letters

_position = bindparam("position", type_=names.c.known_from.type)


class IndexRow(NamedTuple):
    """What is read of a row of the index of names."""

    who: str
    matter_id: str
    subject_id: str
    ordinal: int
    known_from: int
    name: str
    name_key: str
    is_alias: bool
    kind: str
    role: str
    parts: str
    valid_to: str

    @property
    def every_role(self) -> str:
        """Return every role that a party ever had in the matter in words, in their order."""
        roles = dict.fromkeys(one.role for one in parts_of(self.parts))
        return ", later ".join(roles) or self.role

    def is_former(self, on: date) -> bool:
        """Tell whether it is a name that somebody had, and gave up by a day."""
        return self.valid_to <= on.isoformat()


NOT_ADDED = "client, not added yet"  # the role of whom an opening names alone
ON_ITEM_ALONE = "named in a charge or claim, not added"  # the role of whom no event adds there
# The matters whose client nobody has added to them.
_LACKING = Statement(
    select(matters.c.matter_id).where(
        matters.c.for_ != "",
        known_at(matters, _position),
        ~exists().where(
            names.c.who == PARTY,
            names.c.subject_id == matters.c.for_,
            names.c.matter_id == matters.c.matter_id,
            known_at(names, _position),
        ),
    )
)
# The matters in which somebody stands by an item alone.
_BY_ITEM_ALONE = Statement(
    select(item_spans.c.party_id, item_spans.c.matter_id)
    .distinct()
    .where(
        among(item_spans.c.party_id, "some"),
        known_at(item_spans, _position),
        ~exists().where(
            names.c.who == PARTY,
            names.c.subject_id == item_spans.c.party_id,
            names.c.matter_id == item_spans.c.matter_id,
            known_at(names, _position),
        ),
    )
)
_own_key = [names.c[column] for column in IndexRow._fields[:5]]
_FIRST = ("", "", "", 0, 0)
_NEXT = Statement(
    select(*(names.c[column] for column in IndexRow._fields))
    .where(
        known_at(names, _position),
        tuple_(*_own_key) > tuple_(*(bindparam(column.name) for column in _own_key)),
    )
    .order_by(*_own_key)
    .limit(bindparam("limit"))
)


class Hit(NamedTuple):
    """A row of the index that is like a name asked about, and by what key it stands in its list.

    The key is the same for no two hits of one name that is asked about.
    """

    key: str
    asked: int
    person: str
    row: IndexRow
    likeness: Likeness


class Kin(NamedTuple):
    """A row of the index with the family name of a name asked about, and whose it is."""

    asked: int
    person: str
    row: IndexRow


Merged = Mapping[str, Sequence[str]]
_Found = tuple[int, str, IndexRow, Likeness]  # for the how manieth name asked about, and whom


def find(
    at: At, wanted: Sequence[Sequence[Form]], merged: Merged, kin: list[Kin] | None = None
) -> list[Hit]:
    """Return every hit for each name wanted, person by person, the strongest likeness first.

    Every name known at the position is compared, a page at a time; what is held is one page and
    the hits. `merged` is what `merged_groups` returns for the position. Into `kin` go those who
    share no more than the family name.
    """
    hits: list[_Found] = []
    families = [_family(some[0]) for some in wanted]
    for page in _pages(at):
        if kin is not None and any(families):
            kin += _of_family(page, families, merged, at.on)
        if found := alike(page, wanted):
            for row in page:
                hits += [(n, _person(row, merged), row, one) for n, one in found.get(row.name, ())]
    hits += list(_by_item_alone(at, hits))
    best: dict[tuple[int, str], tuple[int, int]] = {}
    for n, person, _, one in hits:
        held = best.setdefault((n, person), one.strength)
        best[n, person] = min(held, one.strength)
    return sorted(
        (
            Hit(_key(best[n, person], person, one, row), n, person, row, one)
            for n, person, row, one in hits
        ),
        key=lambda hit: (hit.asked, hit.key),
    )


def _by_item_alone(at: At, hits: Iterable[_Found]) -> Iterator[_Found]:
    """Yield the parties among some hits again in each matter in which an item alone names them."""
    own: dict[str, dict[tuple[int, str], _Found]] = {}
    for one in hits:
        n, _, row, _ = one
        if row.who == PARTY and row.role != NOT_ADDED:
            own.setdefault(row.subject_id, {}).setdefault((n, row.name), one)
    if not own:
        return
    for party_id, matter_id in _BY_ITEM_ALONE.rows(
        at.connection, position=at.position, some=list(own)
    ):
        for n, person, row, likeness_ in own[party_id].values():
            there = row._replace(matter_id=matter_id, role=ON_ITEM_ALONE, parts="[]")
            yield n, person, there, likeness_


def _family(form: Form) -> frozenset[str]:
    """Return the family name in the name of a person; nothing where it has no other word."""
    return form.family if len(form.core) >= FEWEST else frozenset()


def _of_family(
    page: Iterable[IndexRow], families: Sequence[frozenset[str]], merged: Merged, on: date
) -> Iterator[Kin]:
    """Yield the persons of a page who have one of these family names on a day."""
    words = frozenset().union(*families)
    for row in page:
        own_name = row.kind == PERSON and not (row.is_alias or row.is_former(on))
        if own_name and not words.isdisjoint(row.name_key.split()):
            own = _family(forms(row.name)[0])
            for n, family in enumerate(families):
                if family and family == own:
                    yield Kin(n, _person(row, merged), row)


def _pages(at: At) -> Iterator[list[IndexRow]]:
    """Yield the whole index as known then, in pages; first the clients who are not in it yet."""
    yield list(_to_come(at))
    after: Sequence[str | int] = _FIRST
    full = True
    while full:
        begins = dict(zip(IndexRow._fields[:5], after, strict=True))
        rows = _NEXT.rows(at.connection, position=at.position, limit=PAGE, **begins)
        page = list(map(IndexRow._make, rows))
        yield page
        full = len(page) == PAGE
        after = page[-1][:5] if page else after


def _to_come(at: At) -> Iterator[IndexRow]:
    """Yield for whom matters are as known then, as it was typed, where nobody has added them."""
    about = [subjects.matter(one) for (one,) in _LACKING.rows(at.connection, position=at.position)]
    known = known_in(at.connection, upto=at.position)
    known.fetch(about)
    for (matter_id, client_id), name in as_typed(chain.from_iterable(map(known.facts, about))):
        if name:
            key, always = name_key(name), LAST_DAY.isoformat()
            kind = (kind_told(name) or PartyKind.PERSON).value
            own = (PARTY, matter_id, client_id, 0, 0)
            yield IndexRow(*own, name, key, False, kind, NOT_ADDED, "[]", always)


def alike(
    page: Iterable[IndexRow], wanted: Sequence[Sequence[Form]]
) -> dict[str, list[tuple[int, Likeness]]]:
    """Return each name of a page that is like any of those wanted, with the places of these."""
    found: dict[str, list[tuple[int, Likeness]]] = {}
    distinct = {row.name: row.name_key for row in page}
    for name, places in _candidates(distinct, wanted).items():
        other = forms(name)
        compared = ((n, likeness(wanted[n], other)) for n in sorted(places))
        found[name] = [(n, hit) for n, hit in compared if hit]
    return found


def _candidates(page: Mapping[str, str], wanted: Sequence[Sequence[Form]]) -> dict[str, set[int]]:
    """Return the names, given with their keys, that are worth comparing, with what they resemble.

    These are the ones with a word in common, those that are the same without their spaces, and
    those that are similar; no other can be alike in any way.
    """
    found: dict[str, set[int]] = {}
    telling = [frozenset().union(*(form.telling for form in some)) for some in wanted]
    whole: dict[str, set[int]] = {}
    for n, some in enumerate(wanted):
        for form in some:
            whole.setdefault("".join(form.words), set()).add(n)
    letters = frozenset(form.letters for some in wanted for form in some) - {""}
    telling = [
        own.union(form.letters for form in some if form.letters)
        for own, some in zip(telling, wanted, strict=True)
    ]
    every = frozenset().union(*telling, whole)
    texts: list[str] = []
    owners: list[str] = []
    for name, key in page.items():
        words = key.split()
        core = core_of(words)
        texts.append(" ".join(core))
        owners.append(name)
        short = not IN_SHORT.isdisjoint(words)
        joined = not PARTICLES.isdisjoint(words)
        if letters:
            words += initials_of(core)
        words.append(key.replace(" ", ""))
        if short or not key.isascii() or _SIGNS.search(name) or _JOINING.search(key):
            for form in forms(name):
                words += [*form.words, *form.telling, "".join(form.words)]
                texts.append(form.joined)
                owners.append(name)
        elif joined or _RUN.search(key):
            words += glued(key.split())
            if letters:
                words += initials_of(core_of(words_of(key)))
        if not every.isdisjoint(words):
            found[name] = {n for n, own in enumerate(telling) if not own.isdisjoint(words)}
            found[name].update(*(whole[word] for word in words if word in whole))
    for n, some in enumerate(wanted):
        for form in some:
            for place in _similar(form, texts):
                found.setdefault(owners[place], set()).add(n)
    return found


def _similar(form: Form, texts: Sequence[str]) -> Iterator[int]:
    """Yield the places of the texts that are similar to a form, or to a part of which it is."""
    turned = " ".join([*form.core[1:], *form.core[:1]])
    partly = [(fuzz.partial_ratio, form.joined), (fuzz.partial_ratio, turned)]
    whole = [(fuzz.ratio, form.joined), (fuzz.token_sort_ratio, form.joined)]
    for scorer, text in whole + (partly if len(form.core) >= FEWEST else []):
        cutoff = THRESHOLD
        for _, _, place in process.extract(
            text, texts, scorer=scorer, score_cutoff=cutoff, limit=None
        ):
            yield place


def _person(row: IndexRow, merged: Merged) -> str:
    """Return what stands for a person: the first of the ids, or of one without any a digest."""
    if row.who == PARTY:
        return f"p.{merged.get(row.subject_id, [row.subject_id])[0]}"
    return f"n.{blake2b(name_key(row.name).encode(), digest_size=8).hexdigest()}"


def _key(best: tuple[int, int], person: str, one: Likeness, row: IndexRow) -> str:
    """Return the text by which hits are in order; it holds ids but no name."""
    strengths = (f"{match:02d}{score + _WORST:03d}" for match, score in (best, one.strength))
    first, own = strengths
    subject = (row.matter_id, row.who, row.subject_id, f"{row.ordinal:05d}")
    return "/".join((first, person, own, *subject))
