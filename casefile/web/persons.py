"""Persons: who in the office's matters a party that is added may be, and which one is meant."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.answers.people import parties
from casefile.answers.people.parties import Party
from casefile.answers.standing import status
from casefile.door import office
from casefile.errors import Misfit
from casefile.projections.names import name_key
from casefile.web.widgets import Sent

PARTY, NAME, SAME = "data.party_id", "data.name", "data.same_person"
MOST = 5
SEVERAL = "Several are called so: leave this open, and choose which one it is on the next page."
NOBODY = "Nobody in any matter is called so: leave this open."


def may_be(given: Sent) -> Sequence[Party]:
    """Return who may be the party that is added, where nobody said that it is one of them."""
    name = given.one(NAME)
    if given.one(SAME) or not name or _is_known(given.one(PARTY)):
        return ()
    return parties.find(office(), name, limit=MOST).parties


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
        choose(given, found[0].party_id)
    else:
        given.wrong.append(Misfit(SAME, SEVERAL if found else NOBODY))


def choose(given: Sent, party_id: str) -> None:
    """Take a person that is known already for the party that is added."""
    given.texts.setlist(PARTY, [party_id])
    given.texts.setlist(SAME, ["true"])


def _is_known(party_id: str) -> bool:
    with office().gate() as at:
        return bool(party_id) and bool(parties.known_among(at, [party_id]))
