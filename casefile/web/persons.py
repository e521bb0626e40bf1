"""Persons: who in the office's matters a party that is added may be, and which one is meant."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.answers.meaning.meant import client_to_come
from casefile.answers.overview import conflicts
from casefile.answers.people import parties
from casefile.answers.people.parties import Party
from casefile.answers.standing import status
from casefile.door import office
from casefile.errors import Malformed, Misfit
from casefile.law.events.matter import MatterOpened
from casefile.law.events.party import PartyAdded
from casefile.projections.names import name_key
from casefile.web.widgets import OTHER, Sent

PARTY, NAME, SAME = "data.party_id", "data.name", "data.same_person"
CLIENT = "data.for"  # of the opening of a matter
MOST = 5
READ = 25  # names like one, of which the persons are offered
SEVERAL = "Several are called so: leave this open, and choose which one it is on the next page."
NOBODY = "Nobody in any matter is called so: leave this open."


def may_be(given: Sent, tag: str, matter_id: str | None) -> Sequence[Party]:
    """Return who may be the party that is added, or the client of a new matter.

    That is asked where nobody said that it is one of them. Of the client for whom a matter was
    opened it was asked then.
    """
    if tag == MatterOpened.tag:
        return _like(client_typed(given))
    if tag != PartyAdded.tag or given.one(SAME) or _is_known(given.one(PARTY)):
        return ()
    asked_then = client_to_come(office(), matter_id or "")
    if asked_then == (given.one(PARTY), name_key(given.one(NAME))):
        return ()
    return _like(given.one(NAME))


def client_typed(given: Sent) -> str:
    """Return the name that was typed for the client of a new matter, and not chosen."""
    typed = given.one(CLIENT + OTHER)
    return "" if _is_known(typed) else typed


def _like(name: str) -> Sequence[Party]:
    """Return who has these words in a name, and who may be meant by it as `conflicts` says."""
    if not name:
        return ()
    found = {one.party_id: one for one in parties.find(office(), name, limit=MOST).parties}
    try:
        (asked,) = conflicts.check(office(), [name], limit=READ).asked
    except Malformed:  # like one without any letter
        return list(found.values())
    for person in asked.persons:
        if found.keys().isdisjoint(person.party_ids) and (some := _known(person.party_ids)):
            (one,) = some[:1]
            found[one] = status.of_party(office(), one).party
    return list(found.values())[:MOST]


def meant(party_id: str) -> Party | None:
    """Return the person whom an id names, where that is known already."""
    return status.of_party(office(), party_id).party if _is_known(party_id) else None


def take_id(given: Sent) -> None:
    """Take the id of the one person called so, where it is said to be the same one."""
    if given.one(SAME) != "true" or _is_known(given.one(PARTY)):
        return
    key = name_key(given.one(NAME))
    found = [
        one
        for one in parties.find(office(), given.one(NAME)).parties
        if key in map(name_key, (one.name or "", *one.other_names))
    ]
    if len(found) == 1:
        choose(given, PartyAdded.tag, found[0].party_id)
    else:
        given.wrong.append(Misfit(SAME, SEVERAL if found else NOBODY))


def choose(given: Sent, tag: str, party_id: str) -> None:
    """Take a person that is known already for the party that is added, or for the new client."""
    if tag == MatterOpened.tag:
        given.texts.setlist(CLIENT, [party_id])
        given.texts.poplist(CLIENT + OTHER)
    else:
        given.texts.setlist(PARTY, [party_id])
        given.texts.setlist(SAME, ["true"])


def chosen(given: Sent, tag: str) -> Party | None:
    """Return the person known already who was chosen for the party, or for the new client."""
    place = {PartyAdded.tag: PARTY, MatterOpened.tag: CLIENT}.get(tag)
    return meant(given.one(place)) if place else None


def _is_known(party_id: str) -> bool:
    return bool(party_id) and bool(_known([party_id]))


def _known(party_ids: Sequence[str]) -> list[str]:
    """Return those of some ids that are of parties on record."""
    with office().gate() as at:
        there = parties.known_among(at, party_ids)
    return [one for one in party_ids if one in there]
