"""Stances as they were known: whom the office was for in a matter, and who stood against them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

import msgspec
from msgspec import Struct
from sqlalchemy import bindparam, func, select

from casefile.answers.asking import At
from casefile.answers.parties import party_group
from casefile.law import placeholders
from casefile.law.item import Item
from casefile.law.stance import Footing, Stance, Stands, stands
from casefile.projections.matters import matters
from casefile.projections.names import PARTY, names
from casefile.projections.spans import FLAG, item_spans
from casefile.projections.tables import known_at
from casefile.store.statement import Statement, among

_position = bindparam("position", type_=names.c.known_from.type)
_CLIENTS = Statement(
    select(matters.c.matter_id, matters.c.for_).where(
        among(matters.c.matter_id, "some"), matters.c.for_ != "", known_at(matters, _position)
    )
)
_ROLES = Statement(
    select(names.c.matter_id, names.c.subject_id, names.c.role).where(
        among(names.c.matter_id, "some"),
        names.c.who == PARTY,
        names.c.ordinal == 0,
        known_at(names, _position),
    )
)
# The side of a party is the same in every row of an item, so that any of them says it.
_SIDES = Statement(
    select(
        item_spans.c.matter_id,
        item_spans.c.item_id,
        item_spans.c.party_id,
        func.min(item_spans.c.detail),
    )
    .where(
        among(item_spans.c.matter_id, "some"),
        item_spans.c.certainty != FLAG,
        known_at(item_spans, _position),
    )
    .group_by(item_spans.c.matter_id, item_spans.c.item_id, item_spans.c.party_id)
)
_MATTERS = Statement(
    select(names.c.subject_id, names.c.matter_id)
    .distinct()
    .where(among(names.c.subject_id, "some"), names.c.who == PARTY, known_at(names, _position))
)
_item = msgspec.json.Decoder(Item).decode
Ids = Callable[[str], Collection[str]]


class MatterStance(Struct, frozen=True, kw_only=True):
    """How a party stands to the office in a matter: our client, adverse or neutral; and why."""

    matter_id: str
    stance: Stance
    why: str


class Stances:
    """The clients of some matters, and where everybody stands, as known at a position.

    `ids` gives the ids of a person, of whom one is given. A matter without a client is not among
    them: nothing says how anybody stands there.
    """

    def __init__(self, at: At, matter_ids: Iterable[str], ids: Ids) -> None:
        self._ids = ids
        given = {"position": at.position, "some": list(matter_ids)}
        self.clients: dict[str, str] = dict(map(tuple, _CLIENTS.rows(at.connection, **given)))
        self._roles: dict[tuple[str, str], str] = {}
        self._sides: dict[tuple[str, str], dict[str, str]] = {}
        given["some"] = list(self.clients)
        for matter_id, party_id, role in (
            _ROLES.rows(at.connection, **given) if self.clients else ()
        ):
            self._roles[matter_id, party_id] = role
        for matter_id, item_id, party_id, detail in (
            _SIDES.rows(at.connection, **given) if self.clients else ()
        ):
            sides = self._sides.setdefault((matter_id, party_id), {})
            sides[f"{matter_id}/{item_id}"] = _item(detail).side
        self._client_footings = {
            matter_id: self._footing(matter_id, ids(client))
            for matter_id, client in self.clients.items()
        }

    def of(self, matter_id: str, party_id: str) -> Stands | None:
        """Return how a party stands in a matter; None where nothing says for whom the office is."""
        return self.among(matter_id, self._ids(party_id))

    def among(self, matter_id: str, ids: Collection[str]) -> Stands | None:
        """Return how one person stands in a matter under its ids, as `of` does."""
        client = self._client_footings.get(matter_id)
        return stands(self._footing(matter_id, ids), client) if client else None

    def in_office(self, matter_id: str, role: str) -> Stands | None:
        """Return how an official of a matter stands there."""
        client = self._client_footings.get(matter_id)
        return stands(Footing(ids=(), roles=(role,), sides={}), client) if client else None

    def _footing(self, matter_id: str, ids: Collection[str]) -> Footing:
        sides: dict[str, list[str]] = {}
        for one in ids:
            for key, side in self._sides.get((matter_id, one), {}).items():
                sides.setdefault(key, []).append(side)
        roles = [self._roles[matter_id, one] for one in ids if (matter_id, one) in self._roles]
        return Footing(ids=ids, roles=roles, sides=sides)


def stances_of(at: At, ids: Collection[str], matter_ids: Iterable[str]) -> list[MatterStance]:
    """Return how one person stands to the office in those of these matters that have a client."""
    stances = Stances(at, matter_ids, lambda one: party_group(at.connection, one, at.position))
    return [
        MatterStance(matter_id=matter_id, stance=found.stance, why=found.why)
        for matter_id in sorted(stances.clients)
        if (found := stances.among(matter_id, ids))
    ]


def matters_of(at: At, party_ids: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Return the matters that each of these parties is in, as known then."""
    found: dict[str, list[str]] = {}
    rows = _MATTERS.rows(at.connection, position=at.position, some=list(party_ids))
    for party_id, matter_id in sorted(map(tuple, rows)):
        found.setdefault(party_id, []).append(matter_id)
    return found


def in_words(some: Iterable[MatterStance]) -> str:
    """Return whose client a party is and whom it stands against, our own clients first."""
    found: dict[Stance, list[str]] = {}
    for one in some:
        found.setdefault(one.stance, []).append(placeholders.matter(one.matter_id))
    return "; ".join(
        f"{stance.label} in {', '.join(found[stance])}" for stance in Stance if stance in found
    )
