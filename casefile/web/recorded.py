"""Recorded: what an event that was just posted has changed, and what can be done next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from casefile.answers.dockets import matters
from casefile.answers.dockets.matters import MatterItem, MatterView
from casefile.answers.paging import MAX_LIMIT
from casefile.answers.record import log
from casefile.answers.record.log import EventInFull
from casefile.answers.standing import evidence
from casefile.auth.roles import Role
from casefile.door import office, user
from casefile.law.events.matter import MatterOpened
from casefile.law.fact import AMENDING
from casefile.recording.afterwards.still_left import left_by
from casefile.web import going_back, persons
from casefile.web.amended import changes_of, in_short, reason_of
from casefile.web.going_back import BACK
from casefile.web.names import beside_parties, client_of, names_of, with_client
from casefile.web.offered import items_of, party_names
from casefile.web.pages import needs, page, routes
from casefile.web.words import told_words


class ItemTurned(NamedTuple):
    """An item that reads otherwise than before: its name, its parties by id, and how it reads."""

    name: str
    parties: list[tuple[str, str]]
    before: str | None
    after: str


@routes.get("/recorded/<id:event_id>")
@needs(Role.AUDITOR)
def show_recorded(event_id: str) -> Any:
    """Show what was recorded, what it has changed, and what can be done next."""
    event = log.in_full(office(), event_id)
    following = event.following or 0
    now = matters.view(office(), event.matter_id, known_at=f"@{event.position + following}")
    data = msgspec.json.decode(event.data)
    amends = data["target"] if event.type in AMENDING else None
    told = evidence.told(office(), [event_id, *([amends] if amends else [])]).by_id
    one, changes = told[event_id], changes_of(event)
    heading = in_short(told[amends], changes, reason_of(event)) if changes and amends else ""
    client, name = client_of(data) if event.type == MatterOpened.tag else ("", "")
    there = {party.party_id for party in now.parties}
    return page(
        "recorded.html",
        one=one,
        amends=amends,
        sentence=heading or with_client(told_words(one.sentence, one.type), data),
        client=_adding(client, name) if name and client not in there else None,
        alone=not there,
        back=going_back.asked().get(BACK),
        names=names_of(matters=[event.matter_id]),
        counted=_counted_again(event),
        left=left_by(office(), event_id) if user().role >= Role.PARALEGAL else (),
        changed=list(_turns(now, event.position)) if event.version > 1 else [],
    )


def _counted_again(event: EventInFull) -> int:
    """Return how many deadlines were counted again because of an event, as it was posted."""
    if not event.following:
        return 0
    last = event.position + event.following
    behind = log.page(office(), after=event.position, known_at=f"@{last}", limit=MAX_LIMIT)
    return sum(bool(one.links and one.links.causation == event.event_id) for one in behind.events)


def _adding(party_id: str, name: str) -> tuple[str, Mapping[str, str]]:
    """Return the name of a client, and what stands in the form that adds it to its matter."""
    known = persons.meant(party_id)
    fields = {persons.PARTY: party_id, persons.NAME: name}
    if known:
        fields |= {"data.kind": known.kind or "", persons.SAME: "true"}
    return name, fields


def _turns(now: MatterView, position: int) -> Iterator[ItemTurned]:
    """Yield the items of a matter that read otherwise than before a position."""
    was = matters.view(office(), now.matter_id, known_at=f"@{position - 1}")
    parties = party_names(now)
    names = beside_parties(items_of(now, about=parties))
    for one in now.items:
        for before, whose in _befores(one, was.items):
            label = before.label if before else None
            if label != one.label:
                yield ItemTurned(names[one.item_id], _parties(whose, parties), label, one.label)


def _befores(
    one: MatterItem, was: Sequence[MatterItem]
) -> list[tuple[MatterItem | None, MatterItem]]:
    """Return how an item stood before, each part of it that has turned, and who is in that.

    Who went on in a part by themselves, or came together with others again, has not turned where
    they stand as they did.
    """
    every = [other for other in was if other.item_id == one.item_id]
    same = [other for other in every if _whose(other) == _whose(one)]
    if same or not every:
        return [(same[0] if same else None, one)]
    parts = [other for other in every if _whose(other) & _whose(one) and not other.stands_as(one)]
    return [(other, min(one, other, key=lambda part: len(_whose(part)))) for other in parts]


def _whose(one: MatterItem) -> set[str]:
    return {party.party_id for party in one.parties}


def _parties(one: MatterItem, names: Mapping[str, str]) -> list[tuple[str, str]]:
    every = [party.party_id for party in one.parties]
    return [(party_id, names[party_id]) for party_id in every]
