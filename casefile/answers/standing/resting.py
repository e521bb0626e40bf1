"""Resting: why a party's charges, claims and citations stand as they do, event by event."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct

from casefile.answers.asking import Answer, Asking
from casefile.answers.people.parties import Party
from casefile.answers.standing import evidence, status
from casefile.answers.standing.evidence import EventTold


class ItemRests(Struct, frozen=True, kw_only=True):
    """A charge, claim or citation, how it stands, and each event that this rests on."""

    matter_id: str
    item_id: str
    label: str
    events: Sequence[EventTold]


class Rests(Answer, frozen=True, kw_only=True):
    """Why a party stands as it does: its items, each with the events that it rests on."""

    party: Party
    as_of: str
    known_at: str
    position: int
    past_head: bool
    items: Sequence[ItemRests]


def of_party(
    asking: Asking,
    party_id: str,
    only: Collection[tuple[str, str]] | None = None,
    *,
    as_of: str | None = None,
    known_at: str | None = None,
    matter: str | None = None,
) -> Rests:
    """Return what a party's status rests on, of some of its items alone where they are given.

    These are pairs of a matter and an item. Raises Malformed and Unknown.
    """
    stands = status.of_party(asking, party_id, as_of=as_of, known_at=known_at, matter=matter)
    items = [
        one
        for _, track in stands.tracks.each()
        for one in track.every
        if only is None or (one.matter_id, one.item_id) in only
    ]
    ids = (name for one in items for name in one.evidence)
    told = evidence.told(asking, ids, known_at=f"@{stands.position}").by_id
    return Rests(
        party=stands.party,
        as_of=stands.as_of,
        known_at=stands.known_at,
        position=stands.position,
        past_head=stands.past_head,
        rebuild_due=stands.rebuild_due,
        items=[
            ItemRests(
                matter_id=one.matter_id,
                item_id=one.item_id,
                label=one.label,
                events=[told[name] for name in one.evidence if name in told],
            )
            for one in items
        ],
    )
