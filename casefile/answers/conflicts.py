"""Conflicts: whom the office knows who may be somebody that it is asked to act for or against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from casefile.answers.asking import LIMIT, Answer, Asking, At, check_limit
from casefile.answers.likeness import Form, forms
from casefile.answers.matching import Hit, IndexRow, Merged, find
from casefile.answers.matters import MatterSummary, summaries
from casefile.answers.parties import described_each, merged_groups
from casefile.errors import Malformed
from casefile.law import subjects
from casefile.law.folding import fold_party
from casefile.projections.names import COUNSEL, OFFICIAL, PARTY
from casefile.projections.subjects import known_in

MAX_NAMES = 20
MAX_NAME = 500
# What is compared with every name of the office: the names, and those that stand in them after
# words like "also known as". A single sign can stand for many letters.
MAX_FORMS = 100
MAX_LETTERS = 3 * MAX_NAME


class NameHit(Struct, frozen=True, kw_only=True):
    """A name that is like the one asked about, and where it stands.

    `kind` is party, alias, former_name, counsel, firm or official; `party_id` of counsel and firms
    the party that they act for. `match` is in what way it is alike, and `score`, of 100, of similar
    names how similar; `why` says the same in words.
    """

    name: str
    kind: str
    role: str
    party_id: str | None
    matter_id: str
    title: str | None
    docket_no: str | None
    access: str | None
    match: str
    score: int
    why: str


class PersonHit(Struct, frozen=True, kw_only=True):
    """Somebody who may be the one asked about: a party under all ids, or one without any id."""

    name: str
    party_ids: Sequence[str]
    hits: Sequence[NameHit]


class NameAsked(Struct, frozen=True, kw_only=True):
    """A name asked about: how many hits there are on all pages, and those on this page."""

    name: str
    hits: int
    persons: Sequence[PersonHit]


class ConflictCheck(Answer, frozen=True, kw_only=True):
    """The hits for each name: by person, the strongest likeness first; `next` goes on from here."""

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
    whatever the access to the matter is. Hits stand by the name asked about, then by person,
    then by strength; each says why it is one.
    """
    wanted = [check_name(name) for name in asked]
    if not 1 <= len(wanted) <= MAX_NAMES:
        raise Malformed(f"Ask about 1 to {MAX_NAMES} names at once.", code="conflicts.names")
    every = [check_forms(name) for name in wanted]
    if sum(map(len, every)) > MAX_FORMS:
        sentence = f"There are more than {MAX_FORMS} names in these; ask about fewer at once."
        raise Malformed(sentence, code="conflicts.names")
    more = check_limit(limit) + 1
    with asking.gate(known_at) as at:
        merged = merged_groups(at)
        hits = find(at, every, merged)
        rest = [hit for hit in hits if hit.key > (after or "")][:more]
        page = rest[:limit]
        return ConflictCheck(
            **at.said(),
            asked=[
                NameAsked(
                    name=name,
                    hits=sum(hit.asked == n for hit in hits),
                    persons=list(_persons(at, [hit for hit in page if hit.asked == n], merged)),
                )
                for n, name in enumerate(wanted)
            ],
            next=page[-1].key if len(rest) == more else None,
        )


def _persons(at: At, hits: Sequence[Hit], merged: Merged) -> Iterator[PersonHit]:
    """Yield hits person by person, with what is known of their matters."""
    parties = sorted({hit.row.subject_id for hit in hits if hit.row.who == PARTY})
    former = _former_names(at, [hit.row for hit in hits])
    called = {one.party_id: one.name for one in described_each(at, parties)}
    about = summaries(at, {hit.row.matter_id for hit in hits})
    for _, (first, *others) in groupby(hits, lambda hit: hit.person):
        row = first.row
        own = row.who == PARTY
        yield PersonHit(
            name=(called[row.subject_id] if own else None) or row.name,
            party_ids=list(merged.get(row.subject_id, [row.subject_id])) if own else [],
            hits=[_hit(hit, about.get(hit.row.matter_id), former) for hit in (first, *others)],
        )


def _former_names(at: At, rows: Sequence[IndexRow]) -> set[tuple[str, str, str]]:
    """Return (matter, party, name) of those names that a party has given up."""
    known = known_in(at.connection, upto=at.position)
    owners = {
        subjects.party_in(row.matter_id, row.subject_id): (row.matter_id, row.subject_id)
        for row in rows
        if row.who == PARTY and row.is_alias
    }
    known.fetch(owners)
    return {
        (*owner, name)
        for subject, owner in owners.items()
        for name in fold_party(known.facts(subject)).former
    }


def _hit(hit: Hit, matter: MatterSummary | None, former: set[tuple[str, str, str]]) -> NameHit:
    row = hit.row
    return NameHit(
        name=row.name,
        kind=_kind(row, former),
        role=row.role,
        party_id=row.subject_id if row.who != OFFICIAL else None,
        matter_id=row.matter_id,
        title=matter.title if matter else None,
        docket_no=matter.docket_no if matter else None,
        access=matter.access if matter else None,
        match=hit.likeness.match.word,
        score=hit.likeness.score,
        why=hit.likeness.why,
    )


def _kind(row: IndexRow, former: set[tuple[str, str, str]]) -> str:
    """Return what a name is to a matter; a former name was once the party's own in it."""
    if row.who == COUNSEL:
        return "firm" if row.kind == "organization" else "counsel"
    if row.who == OFFICIAL:
        return "official"
    if not row.is_alias:
        return "party"
    given_up = (row.matter_id, row.subject_id, row.name) in former
    return "former_name" if given_up else "alias"


def check_name(name: str) -> str:
    """Return a name without the space around it; raises Malformed."""
    found = name.strip()
    if not 1 <= len(found) <= MAX_NAME:
        raise Malformed(f"A name has 1 to {MAX_NAME} characters.", code="conflicts.name")
    return found


def check_forms(name: str) -> list[Form]:
    """Return a name and the names in it, ready to be compared; raises Malformed."""
    found = forms(name)
    letters = sum(map(len, found[0].words))
    if not letters:
        raise Malformed("A name has a letter or a digit.", code="conflicts.name")
    if letters > MAX_LETTERS:
        raise Malformed(f"A name has at most {MAX_LETTERS:,} letters.", code="conflicts.name")
    return found
