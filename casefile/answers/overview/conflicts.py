"""Conflicts: whom the office knows who may be somebody that it is asked to act for or against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from msgspec import UNSET, Struct, UnsetType

from casefile.answers.asking import Answer, Asking, At
from casefile.answers.dockets.matters import MatterSummary, summaries
from casefile.answers.names.likeness import Form, forms
from casefile.answers.overview.told_of import told_of
from casefile.answers.paging import LIMIT, check_limit
from casefile.answers.people.matching import NOT_ADDED, Hit, IndexRow, Kin, Merged, find
from casefile.answers.people.parties import described_each, merged_groups
from casefile.answers.people.stances import MatterStance, Stances, in_words, matters_of
from casefile.answers.standing.evidence import EventTold
from casefile.errors import Malformed
from casefile.law import placeholders
from casefile.law.events.people import WITHDRAWN
from casefile.law.stance import Stance, Stands
from casefile.projections.names import COUNSEL, OFFICIAL, PARTY

MAX_NAMES = 20
MAX_NAME = 500
MAX_NAMESAKES = 20
# What is compared with every name of the office: the names, and those that stand in them after
# words like "also known as". A single sign can stand for many letters.
MAX_FORMS = 100
MAX_LETTERS = 3 * MAX_NAME


class NameHit(Struct, frozen=True, kw_only=True):
    """A name that is like the one asked about, and where it stands.

    `kind` is party, alias, former_name, counsel, firm or official; `party_id` of counsel and firms
    the party that they act for. `role` tells every one that a party ever had there. `match` is in
    what way it is alike, and `score`, of 100, of similar names how similar; `why` says the same in
    words. `stance` is how they stand to the office in that matter (ours, adverse or neutral), by
    any of these roles, and `stance_why` on what this rests; both are null where nothing says for
    whom the office is there.
    """

    name: str
    kind: str
    role: str
    party_id: str | None
    acts_for: str | None
    matter_id: str
    title: str | None
    docket_no: str | None
    access: str | None
    match: str
    score: int
    why: str
    stance: Stance | None
    stance_why: str | None


class PersonHit(Struct, frozen=True, kw_only=True):
    """Somebody who may be the one asked about: a party under all ids, or one without any id.

    `conflict` says in which matters they are our client and in which they are adverse, over all
    matters that they are in under any name, where there are both.
    """

    conflict: str | None
    name: str
    party_ids: Sequence[str]
    hits: Sequence[NameHit]


class Namesake(Struct, frozen=True, kw_only=True):
    """A person of the same family name and another first one, who is no hit.

    `stands` says how they stand to the office in each of their matters where that is known.
    """

    name: str
    party_ids: Sequence[str]
    stands: str


class NameAsked(Struct, frozen=True, kw_only=True):
    """A name asked about: how many hits there are on all pages, and those on this page.

    So many of them are `ours` and so many `adverse`. `left_out` counts those beside them that are
    the office itself: counsel and firms that appear for its client. `same_family_name` are at most
    20 others, all on the first page.
    """

    name: str
    hits: int
    ours: int
    adverse: int
    left_out: int
    persons: Sequence[PersonHit]
    same_family_name: Sequence[Namesake]
    told_of: Sequence[EventTold] | UnsetType = UNSET


class ConflictCheck(Answer, frozen=True, kw_only=True):
    """The hits for each name by person: conflicts first, then the strongest likeness.

    `next` goes on from here.
    """

    known_at: str
    position: int
    past_head: bool
    asked: Sequence[NameAsked]
    next: str | None


def check(
    asking: Asking,
    asked: Sequence[str],
    *,
    known_at: str | None = None,
    after: str | None = None,
    limit: int = LIMIT,
) -> ConflictCheck:
    """Return a page of hits: the names, as known then, of who may be one of those asked about.

    Parties, their aliases and former names, counsel, firms and officials of all matters count,
    whatever the access to the matter is; who appears for our own client does not. Hits stand by the
    name asked about, then by person, whoever is ours in one matter and adverse in another first,
    then by strength; each says why it is one.
    """
    return _check(asking, asked, known_at, after, check_limit(limit))


def check_whole(
    asking: Asking, asked: Sequence[str], *, known_at: str | None = None
) -> ConflictCheck:
    """Return every hit, as `check` does page by page."""
    return _check(asking, asked, known_at, None, None)


def _check(
    asking: Asking, asked: Sequence[str], known_at: str | None, after: str | None, limit: int | None
) -> ConflictCheck:
    wanted = [check_name(name) for name in asked]
    if not 1 <= len(wanted) <= MAX_NAMES:
        raise Malformed(f"Ask about 1 to {MAX_NAMES} names at once.", code="conflicts.names")
    every = [check_forms(name) for name in wanted]
    if sum(map(len, every)) > MAX_FORMS:
        sentence = f"There are more than {MAX_FORMS} names in these; ask about fewer at once."
        raise Malformed(sentence, code="conflicts.names")
    with asking.gate(known_at, after=after, listed=("conflicts", *asked)) as at:
        merged = merged_groups(at)
        kin: list[Kin] = []
        found = find(at, every, merged, None if at.after else kin)
        weighed = [one for one in _weighed(at, found, merged) if not one.office]
        hits = Counter(one.hit.asked for one in weighed)
        stances = Counter(
            (one.hit.asked, one.stands.stance) for one in weighed if one.stands is not None
        )
        left_out = Counter(hit.asked for hit in found) - hits
        rest = [one for one in weighed if one.key > at.after]
        page = rest[:limit]
        return at.named(
            ConflictCheck(
                **at.said(),
                asked=[
                    NameAsked(
                        name=name,
                        hits=hits[n],
                        ours=stances[n, Stance.OURS],
                        adverse=stances[n, Stance.ADVERSE],
                        left_out=left_out[n],
                        persons=list(
                            _persons(at, [one for one in page if one.hit.asked == n], merged)
                        ),
                        same_family_name=_namesakes(at, n, kin, found, merged),
                        told_of=_told_of(at, every[n], hits[n] + left_out[n]),
                    )
                    for n, name in enumerate(wanted)
                ],
                next=at.next(page[-1].key) if len(rest) > len(page) else None,
            )
        )


def _told_of(at: At, asked: Sequence[Form], hits: int) -> Sequence[EventTold] | UnsetType:
    """Return the events in whose words a name stands that nobody has."""
    return (not hits and told_of(at, asked[0].words)) or UNSET


class _Weighed(NamedTuple):
    """A hit with its place among all, how whoever is meant stands to the office, if that is known.

    `office` tells that it is the office itself; `conflict` is said of who stands on both sides.
    """

    key: str
    hit: Hit
    stands: Stands | None
    office: bool
    conflict: str | None


def _weighed(at: At, hits: Sequence[Hit], merged: Merged) -> list[_Weighed]:
    """Return the hits in order, conflicts first, each with how it stands to the office."""

    def ids(party_id: str) -> Sequence[str]:
        return merged.get(party_id, [party_id])

    persons = {hit.person: ids(hit.row.subject_id) for hit in hits if hit.row.who == PARTY}
    in_matters = matters_of(at, {one for some in persons.values() for one in some})
    every = {matter for some in in_matters.values() for matter in some}
    stances = Stances(at, every | {hit.row.matter_id for hit in hits}, ids, ever=True)
    in_each: dict[str, set[str]] = {}  # also where a client is not added yet
    for hit in hits:
        in_each.setdefault(hit.person, set()).add(hit.row.matter_id)
    for person, some in persons.items():
        in_each[person].update(*(in_matters.get(one, ()) for one in some))
    conflicts = {
        person: said
        for person, some in persons.items()
        if (said := _conflict(stances, some, in_each[person]))
    }
    found = []
    for hit in hits:
        conflict = conflicts.get(hit.person)
        key = f"{hit.asked:03d}/{0 if conflict else 1}/{hit.key}"
        stands, office = _stands(stances, hit.row)
        found.append(_Weighed(key, hit, stands, office, conflict))
    return sorted(found, key=lambda one: one.key)


def _conflict(stances: Stances, ids: Sequence[str], matter_ids: set[str]) -> str | None:
    """Return in words where a person is our client and where adverse, if there are both."""
    some = [
        MatterStance(matter_id=matter_id, stance=found.stance, why=found.why)
        for matter_id in sorted(matter_ids)
        if (found := stances.among(matter_id, ids)) and found.stance is not Stance.NEUTRAL
    ]
    return in_words(some) if len({one.stance for one in some}) > 1 else None


def _namesakes(
    at: At, asked: int, kin: Sequence[Kin], hits: Sequence[Hit], merged: Merged
) -> list[Namesake]:
    """Return who has no more than the family name of a name asked about, and is no hit for it."""

    def ids(party_id: str) -> Sequence[str]:
        return merged.get(party_id, [party_id])

    persons = {one.person: one.row for one in kin if one.asked == asked}
    others = persons.keys() - {hit.person for hit in hits if hit.asked == asked}
    rows = sorted((persons[one] for one in others), key=lambda row: (row.name_key, row.subject_id))
    shown = rows[:MAX_NAMESAKES]
    in_matters = matters_of(at, {one for row in shown for one in ids(row.subject_id)})
    stances = Stances(at, {one for some in in_matters.values() for one in some}, ids, ever=True)
    return [
        Namesake(
            name=row.name,
            party_ids=list(ids(row.subject_id)),
            stands=in_words(
                MatterStance(matter_id=matter_id, stance=found.stance, why=found.why)
                for matter_id in sorted(stances.clients)
                if any(matter_id in in_matters.get(one, ()) for one in ids(row.subject_id))
                and (found := stances.among(matter_id, ids(row.subject_id)))
            ),
        )
        for row in shown
    ]


def _stands(stances: Stances, row: IndexRow) -> tuple[Stands | None, bool]:
    """Return how whoever has a name stands to the office, and whether it is the office itself.

    Who appears for our client is the office, until they withdraw; other counsel stand as their own
    client does.
    """
    if row.who == OFFICIAL:
        return stances.in_role(row.matter_id, row.subject_id), False
    stands = stances.of(row.matter_id, row.subject_id)
    if row.who == PARTY or stands is None:
        return stands, False
    acts = f"for {placeholders.party_in(row.matter_id, row.subject_id)}: {stands.why}"
    if stands.stance is not Stance.OURS:
        return Stands(stance=stands.stance, why=acts), False
    return Stands(stance=Stance.NEUTRAL, why=acts), row.role != WITHDRAWN


def _persons(at: At, weighed: Sequence[_Weighed], merged: Merged) -> Iterator[PersonHit]:
    """Yield hits person by person, with what is known of their matters."""
    hits = [one.hit for one in weighed]
    added = [hit.row for hit in hits if hit.row.who == PARTY and hit.row.role != NOT_ADDED]
    parties = sorted({row.subject_id for row in added})
    called = {one.party_id: one.name for one in described_each(at, parties)}
    about = summaries(at, {hit.row.matter_id for hit in hits})
    for _, (first, *others) in groupby(weighed, lambda one: one.hit.person):
        row = first.hit.row
        own = row.who == PARTY
        yield PersonHit(
            conflict=first.conflict,
            name=(called.get(row.subject_id) if own else None) or row.name,
            party_ids=list(merged.get(row.subject_id, [row.subject_id])) if own else [],
            hits=[_hit(at, one, about.get(one.hit.row.matter_id)) for one in (first, *others)],
        )


def _hit(at: At, one: _Weighed, matter: MatterSummary | None) -> NameHit:
    hit, row = one.hit, one.hit.row
    acts = row.who == COUNSEL
    return NameHit(
        name=row.name,
        kind=_kind(at, row),
        role=row.every_role,
        party_id=row.subject_id if row.who != OFFICIAL else None,
        acts_for=placeholders.party_in(row.matter_id, row.subject_id) if acts else None,
        matter_id=row.matter_id,
        title=matter.title if matter else None,
        docket_no=matter.docket_no if matter else None,
        access=matter.access if matter else None,
        match=hit.likeness.match.word,
        score=hit.likeness.score,
        why=hit.likeness.why,
        stance=one.stands.stance if one.stands else None,
        stance_why=one.stands.why if one.stands else None,
    )


def _kind(at: At, row: IndexRow) -> str:
    """Return what a name is to a matter; a former name was once the party's own in it."""
    if row.who == COUNSEL:
        return "firm" if row.kind == "organization" else "counsel"
    if row.who == OFFICIAL:
        return "official"
    if row.is_alias:
        return "alias"
    return "former_name" if row.is_former(at.on) else "party"


def check_name(name: str) -> str:
    """Return a name without the space around it; raises Malformed."""
    found = name.strip()
    if not 1 <= len(found) <= MAX_NAME:
        raise Malformed(f"A name has 1 to {MAX_NAME} characters.", code="conflicts.name")
    return found


def check_forms(name: str) -> Sequence[Form]:
    """Return a name and the names in it, ready to be compared; raises Malformed."""
    found = forms(name)
    letters = [sum(map(len, one.words)) for one in found]
    if not letters[0]:
        raise Malformed("A name has a letter or a digit.", code="conflicts.name")
    if max(letters) > MAX_LETTERS:
        raise Malformed(f"A name has at most {MAX_LETTERS:,} letters.", code="conflicts.name")
    return found
