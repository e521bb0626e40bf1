"""Meant roles: who somebody means by what they are in a matter or in a claim, like the plaintiff.

Who defends a matter brings the counterclaim in it. So a word can mean who is that in the matter and
who is that in a claim; where these are not the same it is asked, naming them all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec
from msgspec import Struct
from sqlalchemy import bindparam, select

from casefile.answers.asking import At
from casefile.answers.names.item_rows import ItemRow, by_item
from casefile.answers.names.naming import ITEMS_ON_DAY
from casefile.answers.people.parties import merged_groups
from casefile.answers.question import POSITION, Question
from casefile.law.civil import CLAIMANT
from casefile.law.codes import Track
from casefile.law.stance import main_role
from casefile.projections.names import PARTY, name_key, names, own_on
from casefile.projections.spans import item_spans
from casefile.projections.tables import known_at
from casefile.store.statement import Row

CLAIMING = ("plaintiff", "claimant", "petitioner")
DEFENDING = ("defendant", "respondent")
# A word for a side, which may begin with the kind of the claims in which it is one.
_word = re.compile(
    rf"(?P<kind>counter|cross|third ?party)? ?(?P<side>{'|'.join((*CLAIMING, *DEFENDING))})"
    r"(?P<many>s)?"
)
_MATTER = Question(
    select(names.c.subject_id, names.c.name, names.c.role).where(
        names.c.who == PARTY,
        names.c.matter_id == bindparam("matter"),
        own_on(bindparam("day")),
        known_at(names, POSITION),
    ),
    ITEMS_ON_DAY.where(item_spans.c.matter_id == bindparam("matter")),
)


class InRole(NamedTuple):
    """One who may be meant by a role, and the sides on which it stands of the claims in question.

    `said` tells what it is, where others may be meant as well.
    """

    party_id: str
    said: str
    sides: frozenset[str]


class _KindOfClaim(Struct, frozen=True):
    """What is read of a claim that says of what kind it is."""

    kind: str = ""


_claim = msgspec.json.Decoder(_KindOfClaim).decode


def means_many(typed: str) -> bool:
    """Tell whether a text means all who stand on a side, like the defendants."""
    found = _word.fullmatch(_role(typed))
    return bool(found and found["many"])


class Roles(NamedTuple):
    """Who is what in a matter on a day, and in its claims; `merged` are all ids of one person."""

    rows: Sequence[Row]
    items: Sequence[Row]
    merged: Mapping[str, Sequence[str]]


def roles_in(at: At, matter_id: str) -> Roles:
    """Return who is what in a matter."""
    rows, items = at.ask(_MATTER, matter=matter_id, day=at.on.isoformat())
    return Roles(rows, items, merged_groups(at))


def in_role(there: Roles, typed: str, item_ids: Collection[str] = ()) -> list[InRole]:
    """Return who may be meant by a role in a matter, and in those of its claims that are given.

    Of those who are that in the matter, the ones on the claims go before all others. Where no claim
    is given, all of them count where nobody is that in the matter.
    """
    rows, items, merged = there

    def person(party_id: str) -> str:
        return merged.get(party_id, [party_id])[0]

    role = _role(typed)
    roles = {person(party_id): f"{name}, {its}" for party_id, name, its in sorted(rows)}
    words = {role, role.removesuffix("s")}
    those = {person(party_id) for party_id, _, its in rows if name_key(main_role(its)) in words}
    claims = [
        [row._replace(party_id=person(row.party_id)) for row in some if row.party_id]
        for (_, item_id), some in by_item(map(ItemRow._make, items)).items()
        if some[0].track == Track.CIVIL and (item_id in item_ids or not (item_ids or those))
    ]
    theirs = {row.party_id for some in claims for row in _on_side(some, role)}
    here = those & {row.party_id for some in claims for row in some} or those
    asked = bool(here and theirs and here != theirs)
    return [
        InRole(
            one,
            ", ".join([f"{roles.get(one, one)} in the matter", *_parts(claims, one)] * asked),
            frozenset(row.side for some in claims for row in some if row.party_id == one),
        )
        for one in sorted(here | theirs)
    ]


def is_client(typed: str) -> bool:
    """Tell whether a text means for whom the office is in a matter."""
    return name_key(typed) in ("our client", "the client", "client")


def _role(typed: str) -> str:
    return re.sub("^(?:the|our) ", "", name_key(typed))


def _on_side(claim: Sequence[ItemRow], role: str) -> Iterator[ItemRow]:
    """Yield those of a claim's parties who are on the side that a word means, if it means one."""
    found = _word.fullmatch(role)
    if found is None or not _kind_of(claim).startswith((found["kind"] or "").replace(" ", "")):
        return
    for row in claim:
        if (row.side == CLAIMANT) is (found["side"] in CLAIMING):
            yield row


def _kind_of(claim: Sequence[ItemRow]) -> str:
    """Return the kind of a claim in letters alone, like thirdpartycomplaint."""
    return re.sub(r"[\W_]", "", _claim(claim[0].detail).kind.casefold()) if claim else ""


def _parts(claims: Sequence[Sequence[ItemRow]], party_id: str) -> Iterator[str]:
    """Yield what a party is in each of some claims."""
    for some in claims:
        kind = _claim(some[0].detail).kind.replace("_", " ") if some else ""
        noun = f"this {kind if 'claim' in kind else 'claim'}"
        for row in some:
            if row.party_id == party_id:
                brings = row.side == CLAIMANT
                yield f"who brings {noun}" if brings else f"against whom {noun} is"
