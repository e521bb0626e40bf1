"""Persons: which ids of parties are one person, and which parties were known at a position."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select

from casefile.projections.names import PARTY, merges, names
from casefile.projections.tables import known_at
from casefile.store.statement import Statement, among

_MERGES = Statement(
    select(merges.c.party_id, merges.c.into_id).where(known_at(merges, bindparam("position")))
)
_NEXT_KNOWN = Statement(
    select(names.c.subject_id)
    .distinct()
    .where(
        names.c.who == PARTY,
        names.c.subject_id > bindparam("after"),
        known_at(names, bindparam("position")),
    )
    .order_by(names.c.subject_id)
    .limit(bindparam("limit"))
)
_WHICH_KNOWN = Statement(
    select(names.c.subject_id)
    .distinct()
    .where(
        among(names.c.subject_id, "some"),
        names.c.who == PARTY,
        known_at(names, bindparam("position")),
    )
)


def merged_groups(connection: Connection, position: int) -> dict[str, list[str]]:
    """Return for every id that is merged with another one all ids of that person, in order.

    Its size is that of what had been merged as known at the position.
    """
    groups: dict[str, list[str]] = {}
    for pair in _MERGES.rows(connection, position=position):
        joined = sorted({one for each in pair for one in groups.get(each, [each])})
        groups |= dict.fromkeys(joined, joined)
    return groups


def known_parties(connection: Connection, position: int, *, after: str, limit: int) -> list[str]:
    """Return the next ids of parties whose names were known at a position."""
    found = _NEXT_KNOWN.rows(connection, position=position, after=after, limit=limit)
    return [party_id for (party_id,) in found]


def known_among(connection: Connection, position: int, some: Sequence[str]) -> set[str]:
    """Return which of these ids are of parties whose names were known at a position."""
    found = _WHICH_KNOWN.rows(connection, position=position, some=list(some))
    return {party_id for (party_id,) in found}
