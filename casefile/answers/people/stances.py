"""Stances as they were known: whom the office was for in a matter, and who stood against them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import and_, bindparam, select

from casefile.answers.asking import At
from casefile.answers.names.item_rows import ItemRow
from casefile.answers.names.naming import ITEMS_ON_DAY
from casefile.answers.people.parties import party_group
from casefile.answers.people.renamed import Name
from casefile.answers.question import POSITION, Question
from casefile.law import placeholders
from casefile.law.events.standing import PartySubstituted
from casefile.law.item import NONE
from casefile.law.presence import stands_for
from casefile.law.stance import (
    IN_PLACE,
    Footing,
    Stance,
    Stands,
    beside_whom,
    main_role,
    stands,
    stands_beside,
)
from casefile.projections.chronology import chronology
from casefile.projections.matters import matters
from casefile.projections.names import PARTY, name_key, names, own_on
from casefile.projections.spans import item_spans
from casefile.projections.subjects import known_in
from casefile.projections.tables import known_at
from casefile.store.statement import Row, Statement, among, found_by


def _is_short_for(said: str, name: str) -> bool:
    """Tell whether a name begins with what somebody is called, or is that."""
    words, whole = name_key(said).split(), name_key(name).split()
    return whole[: len(words)] == words if words else False


def _is_called(said: str, role: str) -> bool:
    return name_key(said) == name_key(main_role(role))


_position = bindparam("position", type_=names.c.known_from.type)
_has_client = and_(
    among(matters.c.matter_id, "some"), matters.c.for_ != "", known_at(matters, POSITION)
)
_CLIENTS = select(matters.c.matter_id, matters.c.for_).where(_has_client)
_theirs = select(matters.c.matter_id).where(_has_client)
_ROLES = select(*(names.c[name] for name in Name._fields)).where(
    found_by(names.c.matter_id, _theirs),
    names.c.who == PARTY,
    own_on(bindparam("day")),
    known_at(names, POSITION),
)
# The side of a party is the same in every row of an item, so that those of one day say it.
_ITEMS = ITEMS_ON_DAY.where(found_by(item_spans.c.matter_id, _theirs))
_SUBSTITUTED = (
    select(chronology.c.matter_id)
    .distinct()
    .where(
        found_by(chronology.c.matter_id, _theirs),
        chronology.c.type == PartySubstituted.tag,
        known_at(chronology, POSITION),
    )
)
_STANCES = Question(_CLIENTS, _ROLES, _ITEMS, _SUBSTITUTED)
_CHANGED = Question(_SUBSTITUTED)
_MATTERS = Statement(
    select(names.c.subject_id, names.c.matter_id)
    .distinct()
    .where(among(names.c.subject_id, "some"), names.c.who == PARTY, known_at(names, _position))
)
_IN_ITEMS = Statement(
    select(item_spans.c.party_id, item_spans.c.matter_id)
    .distinct()
    .where(among(item_spans.c.party_id, "some"), known_at(item_spans, _position))
)
_OPENED_FOR = Statement(
    select(matters.c.for_, matters.c.matter_id).where(
        among(matters.c.for_, "some"), known_at(matters, _position)
    )
)


Ids = Callable[[str], Collection[str]]


class MatterStance(Struct, frozen=True, kw_only=True):
    """How a party stands to the office in a matter: our client, adverse or neutral; and why."""

    matter_id: str
    stance: Stance
    why: str


class Stances:
    """The clients of some matters, and where everybody stands, as known at a position.

    `ids` gives the ids of a person, of whom one is given. A matter without a client is not among
    them: nothing says how anybody stands there. `called` and `items` are the names of all parties
    and the rows of all items of those that have one. Everybody stands there by the role of the day,
    or with `ever` by every one that they ever had.
    """

    def __init__(self, at: At, matter_ids: Iterable[str], ids: Ids, *, ever: bool = False) -> None:
        self._ids = ids
        day = at.on.isoformat()
        clients, roles, items, changed = at.ask(_STANCES, some=list(matter_ids), day=day)
        self.clients: dict[str, str] = dict(map(tuple, clients))
        self._in_place = dict(_in_place(at, self.clients, changed))
        parties = list(map(Name._make, roles))
        self.called: dict[tuple[str, ...], str] = {
            (one.matter_id, one.subject_id): one.name for one in parties
        }
        self.items = list(map(ItemRow._make, items))
        self._roles: dict[tuple[str, str], Sequence[str]] = {
            (one.matter_id, one.subject_id): one.roles if ever else [one.part_on(at.on).role]
            for one in parties
        }
        self._sides: dict[tuple[str, str], dict[str, str]] = {}
        for one in self.items:
            if one.state == NONE and not ever:  # it is filed on a later day
                continue
            own = self._sides.setdefault((one.matter_id, one.party_id), {})
            own[f"{one.matter_id}/{one.item_id}"] = one.side
        self._client_footings = {
            matter_id: self._footing(matter_id, ids(client))
            for matter_id, client in self.clients.items()
        }

    def of_person(self, ids: Collection[str]) -> list[MatterStance]:
        """Return how one person stands in each of the matters under its ids."""
        return [
            MatterStance(matter_id=matter_id, stance=found.stance, why=found.why)
            for matter_id in sorted(self.clients)
            if (found := self.among(matter_id, ids))
        ]

    def of(self, matter_id: str, party_id: str) -> Stands | None:
        """Return how a party stands in a matter; None where nothing says for whom the office is."""
        return self.among(matter_id, self._ids(party_id))

    def among(self, matter_id: str, ids: Collection[str]) -> Stands | None:
        """Return how one person stands in a matter under its ids, as `of` does."""
        client = self._client_footings.get(matter_id)
        if client is None:
            return None
        footing = self._footing(matter_id, ids)
        if self._in_place.get(matter_id) in footing.ids:
            return Stands(stance=Stance.OURS, why=IN_PLACE)
        found = stands(footing, client)
        if found.stance is not Stance.NEUTRAL:
            return found
        return next(filter(None, self._beside(matter_id, footing, client)), found)

    def _beside(self, matter_id: str, footing: Footing, client: Footing) -> Iterator[Stands | None]:
        """Yield how who acts or pays for another stands by the one party whom its role names."""
        for said in filter(beside_whom, footing.roles):
            whose = beside_whom(said)
            named = {
                party_id
                for (own, party_id), roles in self._roles.items()
                if own == matter_id
                and party_id not in footing.ids
                and (
                    _is_short_for(whose, self.called[own, party_id])
                    or any(_is_called(whose, role) for role in roles)
                )
            }
            if len(named) == 1:
                other = self._footing(matter_id, self._ids(named.pop()))
                in_place = self._in_place.get(matter_id) in other.ids
                ours = Stands(stance=Stance.OURS, why=IN_PLACE)
                yield stands_beside(said, ours if in_place else stands(other, client))

    def in_role(self, matter_id: str, role: str) -> Stands | None:
        """Return how somebody of whom the role alone is known stands in a matter."""
        client = self._client_footings.get(matter_id)
        return stands(Footing(ids=(), roles=(role,), sides={}), client) if client else None

    def _footing(self, matter_id: str, ids: Collection[str]) -> Footing:
        sides: dict[str, list[str]] = {}
        for one in ids:
            for key, side in self._sides.get((matter_id, one), {}).items():
                sides.setdefault(key, []).append(side)
        roles = [role for one in ids for role in self._roles.get((matter_id, one), ())]
        return Footing(ids=ids, roles=roles, sides=sides)


def in_place_of(at: At, clients: Mapping[str, str]) -> dict[str, str]:
    """Return who stands by the day where the clients of matters stood, where anybody does."""
    if not clients:
        return {}
    (changed,) = at.ask(_CHANGED, some=list(clients))
    return dict(_in_place(at, clients, changed))


def _in_place(
    at: At, clients: Mapping[str, str], changed: Iterable[Row]
) -> Iterator[tuple[str, str]]:
    """Yield for matters in which parties were substituted who stands where the client stood."""
    known = known_in(at.connection, upto=at.position)
    for (matter_id,) in changed:
        if now := stands_for(matter_id, clients[matter_id], at.on, known):
            yield matter_id, now


def stances_of(at: At, ids: Collection[str], matter_ids: Iterable[str]) -> Stances:
    """Return where everybody stands in those of these matters that have a client.

    `ids` are those of one person, which are known already.
    """

    def ids_of(party_id: str) -> Collection[str]:
        return ids if party_id in ids else party_group(at.connection, party_id, at.position)

    return Stances(at, matter_ids, ids_of)


def matters_of(at: At, party_ids: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Return the matters that each of these parties is in, as known then.

    Those that were opened for one are among them, and those in which it stands by an item, also
    where nobody has added it there.
    """
    found: dict[str, list[str]] = {}
    given: dict[str, Any] = {"position": at.position, "some": list(party_ids)}
    rows = {
        tuple(row)
        for statement in (_MATTERS, _OPENED_FOR, _IN_ITEMS)
        for row in statement.rows(at.connection, **given)
    }
    for party_id, matter_id in sorted(rows):
        found.setdefault(party_id, []).append(matter_id)
    return found


def in_words(some: Iterable[MatterStance]) -> str:
    """Return whose client a party is and whom it stands against, our own clients first.

    Of who is on no side it is told what else they are there, like an insurer, and of who has taken
    the place of our client that they have: whether the office is for them nobody has said.
    """
    found: dict[str, list[str]] = {}
    for one in sorted(some, key=lambda one: list(Stance).index(one.stance)):
        told = one.stance is Stance.NEUTRAL or one.why == IN_PLACE
        said = one.why if told else one.stance.label
        found.setdefault(said, []).append(placeholders.matter(one.matter_id))
    return "; ".join(f"{said} in {', '.join(its)}" for said, its in found.items())
