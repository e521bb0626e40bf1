"""Roles: who, or which side of a claim, a text means by what somebody is there, like the defendant.

Judgment for the plaintiff on a counterclaim may be for whoever brings that, or for the plaintiff of
the matter: where the two are not the same, it is asked who it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress

from msgspec.inspect import EnumType, Type

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning import meant
from casefile.answers.meaning.meant_roles import means_many
from casefile.errors import Candidate, Several, Unknown
from casefile.law.events.claim import Side
from casefile.words.kinds import plain
from casefile.words.misread import Misread
from casefile.words.numbers import ANY, IN_WORDS
from casefile.words.values.by_kind import Understood, read_value
from casefile.words.which.several import BOTH

_beside = re.compile(
    r"\s*,?\s+(?:and|&)\s+|\s*,\s+(?!(?:inc|llc|ltd|l\.l\.c|jr|sr)\b)", re.IGNORECASE
)
# All who are in a role, as many as are said.
_every = re.compile(
    rf"(?:the )?(?P<how>both|all(?: (?:the|of the))?(?: (?:{ANY}))?|(?<=the )(?:{ANY}))"
    r"(?: (?:of )?(?:the )?(?P<role>\w+s))?",
    re.IGNORECASE,
)
_DEFENDANTS = "defendants"
_AS_WELL = ("codefendants", "co-defendants")  # who are defendants, too
ALL_IN = {"against": "defendants", "claimants": "plaintiffs"}  # who is meant by both, by the field


def says_side(kind: Type) -> bool:
    """Tell whether a field says a side of a claim."""
    match plain(kind)[0]:
        case EnumType(cls=cls):
            return cls is Side
    return False


def _many(how: str) -> int:
    """Return how many are meant by both, or all three; none where it is not said."""
    last = how.casefold().split()[-1]
    return BOTH if how.casefold().startswith("both") else IN_WORDS.get(last, 0)


def everybody(
    asking: Asking, matter_id: str, typed: str, item_ids: Sequence[str], field: str = ""
) -> list[str]:
    """Return the ids of all who are in a role, like the defendants; nobody where it is unsure.

    Of both, or of all, the field says in which role they are.
    """
    every = _every.fullmatch(typed.strip())
    role = (every["role"] or ALL_IN.get(field, "")) if every else typed
    if not means_many(role):
        return []
    roles = [role, *(_AS_WELL if role.casefold().endswith(_DEFENDANTS) else ())]
    each_in = [meant.parties_in_role(asking, matter_id, one, item_ids) for one in roles]
    found = list({one.party_id: one for some in each_in for one in some}.values())
    many = _many(every["how"]) if every else len(found)
    sure = len(found) > 1 and many in (0, len(found)) and not any(one.said for one in found)
    return [one.party_id for one in found] if sure else []


def each_named(asking: Asking, matter_id: str, typed: str) -> list[str]:
    """Return the ids of several parties who are named beside each other, like Lobo and Kerr.

    Nobody where the whole is a name, or one of them is none.
    """
    named = [one for one in _beside.split(typed.strip()) if one]
    if len(named) < BOTH or _is_party(asking, matter_id, typed):
        return []
    found: list[str] = []
    for one in named:
        try:
            found += everybody(asking, matter_id, one, ()) or [
                meant.party(asking, one, matter_id=matter_id).id
            ]
        except (Several, Unknown):
            return []
    return list(dict.fromkeys(found))


def several_said(
    asking: Asking, matter_id: str, typed: str, item_ids: Sequence[str] = (), field: str = ""
) -> list[str]:
    """Return the ids of several parties whom a text means together; nobody where it means none."""
    every = everybody(asking, matter_id, typed, item_ids, field)
    return every or each_named(asking, matter_id, typed)


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
                check_stands(typed, asking, matter_id, item_ids)
                raise
    (side,) = sides
    return Understood(side, "" if side == typed else side)


def check_stands(typed: str, asking: Asking, matter_id: str, item_ids: Sequence[str]) -> None:
    """Ask for the claim where a party stands on several sides of those that may be meant.

    Raises Misread.
    """
    with suppress(Several, Unknown):
        party_id = meant.party(asking, typed, matter_id=matter_id).id
        if not item_ids and meant.party_in(asking, matter_id, party_id):
            raise Misread(f"Which side {typed!r} is on depends on the claim that is meant.")


def _sides_of(typed: str, asking: Asking, matter_id: str, item_ids: Sequence[str]) -> set[str]:
    """Return the one side on which a party stands of some claims, or of all, if there is one."""
    own = set(several_said(asking, matter_id, typed, item_ids))
    try:
        own = own or {meant.party(asking, typed, matter_id=matter_id, item_ids=item_ids).id}
    except Unknown:
        return set()
    items = matters.view(asking, matter_id).items
    parties = (
        party for one in items if one.item_id in item_ids or not item_ids for party in one.parties
    )
    sides = {party.side for party in parties if party.party_id in own and party.side in tuple(Side)}
    return sides if len(sides) == 1 else set()
