"""Roles: who, or which side of a claim, a text means by what somebody is there, like the defendant.

Judgment for the plaintiff on a counterclaim may be for whoever brings that, or for the plaintiff of
the matter: where the two are not the same, it is asked who it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.inspect import EnumType, Type

from casefile.answers import matters, meant
from casefile.answers.asking import Asking
from casefile.answers.meant_roles import means_many
from casefile.errors import Candidate, Several, Unknown
from casefile.law.events.claim import Side
from casefile.words.kinds import plain
from casefile.words.misread import Misread
from casefile.words.several import BOTH
from casefile.words.values import Understood, read_value

_beside = re.compile(
    r"\s*,?\s+(?:and|&)\s+|\s*,\s+(?!(?:inc|llc|ltd|l\.l\.c|jr|sr)\b)", re.IGNORECASE
)


_both = re.compile(r"(?P<how>both|all)(?: of)?(?: the)? (?P<who>.+)", re.IGNORECASE)


def says_side(kind: Type) -> bool:
    """Tell whether a field says a side of a claim."""
    match plain(kind)[0]:
        case EnumType(cls=cls):
            return cls is Side
    return False


def everybody(asking: Asking, matter_id: str, typed: str, item_ids: Sequence[str]) -> list[str]:
    """Return the ids of all who are in a role, like the defendants; nobody where it is unsure."""
    both = _both.fullmatch(typed.strip())
    typed = both["who"] if both else typed
    if not means_many(typed):
        return []
    found = meant.parties_in_role(asking, matter_id, typed, item_ids)
    sure = len(found) > 1 and not any(one.said for one in found)
    if both and both["how"].casefold() == "both" and len(found) != BOTH:
        return []
    return [one.party_id for one in found] if sure else []


def each_named(asking: Asking, matter_id: str, typed: str) -> list[str]:
    """Return the ids of several parties whose names stand beside each other, like Lobo and Kerr.

    Nobody where the whole is a name, or one of them is none.
    """
    names = [one for one in _beside.split(typed.strip()) if one]
    if len(names) < BOTH or _is_party(asking, matter_id, typed):
        return []
    try:
        found = [meant.party(asking, one, matter_id=matter_id).id for one in names]
    except (Several, Unknown):
        return []
    return list(dict.fromkeys(found))


def _is_party(asking: Asking, matter_id: str, typed: str) -> bool:
    try:
        meant.party(asking, typed, matter_id=matter_id)
    except Several:
        return True
    except Unknown:
        return False
    return True


def read_side(
    kind: Type, typed: str, asking: Asking, matter_id: str, item_ids: Sequence[str]
) -> Understood:
    """Return the side of some claims that a text means: its word, or whoever stands on it.

    Raises Misread or Several.
    """
    found = meant.parties_in_role(asking, matter_id, typed, item_ids)
    sides = {side for one in found for side in one.sides}
    unsure = len(sides) > 1 or not all(one.sides for one in found)
    if unsure and any(one.said for one in found):
        sentence = f"{typed!r} can mean several here: say by its id who it is."
        raise Several(sentence, [Candidate(one.party_id, one.said) for one in found])
    if len(sides) != 1:
        try:
            return read_value(kind, typed)
        except Misread:
            if not (sides := _sides_of(typed, asking, matter_id, item_ids)):
                raise
    (side,) = sides
    return Understood(side, "" if side == typed else side)


def _sides_of(typed: str, asking: Asking, matter_id: str, item_ids: Sequence[str]) -> set[str]:
    """Return the one side of some claims on which a party stands, if there is one."""
    try:
        party_id = meant.party(asking, typed, matter_id=matter_id, item_ids=item_ids).id
    except Unknown:
        return set()
    items = (one for one in matters.view(asking, matter_id).items if one.item_id in item_ids)
    parties = (party for one in items for party in one.parties)
    sides = {party.side for party in parties if party.party_id == party_id}
    return sides if len(sides) == 1 else set()
