"""Stances: how somebody in a matter stands to the party for whom the office is in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from casefile.event import Code
from casefile.law import placeholders


class Stance(Code):
    """How somebody stands to the office in a matter."""

    OURS = "ours", "our client"
    ADVERSE = "adverse"
    NEUTRAL = "neutral", "on no side"


# Of who was substituted for the client (Fed. R. Civ. P. 25): its conflicts are those of the client.
IN_PLACE = "in the place of our client"
# Roles that stand against one another in one proceeding, as sources write them, in small letters
# and without signs. Who is injured stands against who is charged with it.
OPPOSED: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (frozenset(one), frozenset(other))
    for one, other in (
        (
            (
                *("plaintiff", "claimant", "petitioner", "complainant", "relator", "agency"),
                *("prosecution", "prosecutor", "special prosecutor", "state", "government"),
                *("victim", "charging party"),
            ),
            ("defendant", "respondent", "accused", "charged party", "cited employer"),
        ),
        (("appellant",), ("appellee", "respondent")),
        (("creditor",), ("debtor",)),
        (("counter claimant", "counter plaintiff"), ("counter defendant",)),
        (("cross claimant", "cross plaintiff"), ("cross defendant",)),
        (
            ("third party plaintiff", "thirdparty plaintiff"),
            ("third party defendant", "thirdparty defendant"),
        ),
    )
)
# A role with one of these words is a party's; whoever has another one is only named in the matter.
SIDES = frozenset(
    (
        *("plaintiff", "claimant", "petitioner", "complainant", "relator", "agency", "applicant"),
        *("prosecution", "prosecutor", "state", "government", "people", "commonwealth"),
        *("defendant", "respondent", "accused", "employer", "party", "parties", "intervenor"),
        *("intervener", "appellant", "appellee", "creditor", "debtor", "garnishee", "movant"),
        *("interpleader", "debtors", "plaintiffs", "defendants", "interest", "juvenile", "child"),
    )
)
# Roles that say nothing of what somebody is.
_UNSAID = frozenset(("", "other", "unknown", "none", "n a", "unspecified", "participant"))
_NO_SIDE = ("not ", "non ", "no ")
_INSURERS = ("insurer", "insurance", "insurers", "carrier", "underwriter", "reinsurer")
_insurer = rf"(?:{'|'.join(_INSURERS)})"
_of_whom = re.compile(
    rf"(?:the )?(.+?)['\u2019]s? (?:\w+ )*{_insurer}\b.*"
    rf"|.*\b{_insurer}\b.*? (?:of|for) (?:the )?(.+)",
    re.IGNORECASE,
)
# In which capacity somebody acts for another, who has died or cannot act.
_represented = re.compile(
    r"(?:personal representative|(?:co-)?execut(?:or|rix)|(?:special )?administrat(?:or|rix)"
    r"|trustee|conservator|guardian(?: ad litem)?|next friend) (?:of|for) (?:the )?(.+)",
    re.IGNORECASE,
)
# Who testifies for a party is none, and on its side.
_expert = re.compile(r"(?:\w+ )*expert(?: witness)? (?:of|for) (?:the )?(.+)", re.IGNORECASE)
_SIGNS = re.compile(r"[\W_]+")
_APART = re.compile(r"\s*[,;(]\s*|\s+[-\N{EN DASH}\N{EM DASH}]\s+")
_OF_A_SIDE = SIDES.union(*(words for pair in OPPOSED for words in pair))
# What says of somebody that others are in the same role, or who of them leads.
_among_others = re.compile(
    rf"^(?:co ?|(?:lead|named|nominal) )(?=(?:{'|'.join(sorted(_OF_A_SIDE))})\b)"
)


class Footing(Struct, frozen=True, kw_only=True):
    """Where somebody stands in a matter: under these ids, in these roles, on sides of its items.

    The items are given as matter_id/item_id.
    """

    ids: Collection[str]
    roles: Collection[str]
    sides: Mapping[str, Collection[str]]


class Stands(Struct, frozen=True, kw_only=True):
    """A stance, and in words on what it rests."""

    stance: Stance
    why: str


def stands(one: Footing, client: Footing) -> Stands:
    """Return how somebody stands to the client of a matter, by its items, then by the roles."""
    if not set(one.ids).isdisjoint(client.ids):
        return Stands(stance=Stance.OURS, why="the office is for this party")
    for key, sides in sorted(one.sides.items()):
        theirs = client.sides.get(key, ())
        if theirs and set(sides).isdisjoint(theirs):
            item = placeholders.item(key)
            why = f"{_said(sides)} of {item}, where our client is {_said(theirs)}"
            return Stands(stance=Stance.ADVERSE, why=why)
    for role in one.roles:
        for other in client.roles:
            if opposed(role, other):
                said, ours = _plain(main_role(role)), _plain(main_role(other))
                why = f"{said}, where our client is {ours}"
                return Stands(stance=Stance.ADVERSE, why=why)
    # A role is told as somebody has worded it, like an insurer's.
    worded = dict.fromkeys(role.replace("_", " ") for role in one.roles if says_what(role))
    said = " and ".join(worded) or ("in no role that says what" if one.roles else "in no role")
    if one.roles and all(insures(role) and not insured(role) for role in one.roles):
        return Stands(stance=Stance.NEUTRAL, why=f"{said}, and nobody has said whose")
    if beside := [role for role in one.roles if is_side(role) and _is_any(role, client.roles)]:
        return Stands(
            stance=Stance.NEUTRAL, why=f"{_said(map(main_role, beside))}, as our client is"
        )
    return Stands(stance=Stance.NEUTRAL, why=f"{said}, on no side")


def _is_any(role: str, others: Iterable[str]) -> bool:
    """Tell whether a role is one of some others."""
    return any(_plain(main_role(role)) == _plain(main_role(other)) for other in others)


def opposed(role: str, other: str) -> bool:
    """Tell whether two roles stand against one another."""
    pair = _plain(main_role(role)), _plain(main_role(other))
    return any(
        (pair[0] in one and pair[1] in two) or (pair[1] in one and pair[0] in two)
        for one, two in OPPOSED
    )


def is_suing(role: str) -> bool:
    """Tell whether a role is that of who has brought the matter, and is told of first."""
    return is_side(role) and any(_plain(main_role(role)) in ours for ours, _ in OPPOSED)


def main_role(role: str) -> str:
    """Return a role without what else is said of somebody: plaintiff, of plaintiff, Ana's husband.

    Whoever is in two roles, like a plaintiff and counter-defendant, is told by both.
    """
    main, *more = filter(None, _APART.split(role.strip().rstrip(")")))
    return role if any(_plain(one) in _OF_A_SIDE for one in more) else main


def is_side(role: str) -> bool:
    """Tell whether a role is that of a party, and not of somebody who is only named."""
    main = main_role(role)
    plain = _plain(main)
    if insured(main) or _expert.fullmatch(main):
        return False
    return not plain.startswith(_NO_SIDE) and not SIDES.isdisjoint(plain.split())


def says_what(role: str) -> bool:
    """Tell whether a role says anything of what somebody is in a matter."""
    return _plain(role) not in _UNSAID


def insures(role: str) -> bool:
    """Tell whether a role is that of an insurer who is no party."""
    return not is_side(role) and not set(_INSURERS).isdisjoint(_plain(main_role(role)).split())


def insured(role: str) -> str:
    """Return whose insurer somebody is by a role, like MegaMart's insurer; nothing where unsaid."""
    found = _of_whom.fullmatch(" ".join(role.split()))
    return next(filter(None, found.groups())) if found else ""


def beside_whom(role: str) -> str:
    """Return for whom somebody acts, pays or testifies by a role; nothing where it is unsaid."""
    plain = " ".join(role.split())
    found = _represented.fullmatch(plain) or _expert.fullmatch(plain)
    return found[1] if found else insured(role)


def stands_beside(role: str, other: Stands) -> Stands | None:
    """Return how somebody stands who acts or pays for another: for the other side is on that.

    Whether the office is for who acts for our client nobody has said.
    """
    if other.stance is Stance.ADVERSE:
        return Stands(stance=Stance.ADVERSE, why=f"{role}, whose side is adverse: {other.why}")
    if other.stance is Stance.OURS:
        whose = other.why if other.why == IN_PLACE else "our client's"
        return Stands(stance=Stance.NEUTRAL, why=f"{role}, which is {whose}")
    return None


def _plain(role: str) -> str:
    return _among_others.sub("", _SIGNS.sub(" ", role.casefold()).strip())


def _said(words: Iterable[str]) -> str:
    return " and ".join(dict.fromkeys(_plain(one) for one in words))
