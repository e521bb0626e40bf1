"""Claims of: which of some claims an act is about that names parties and no claim."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Mapping, MutableMapping, Sequence
from typing import Any

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.dockets.matters import MatterItem
from casefile.answers.meaning.meant_items import said as said_of
from casefile.answers.meaning.meant_items import whole
from casefile.answers.record import log
from casefile.installation import called
from casefile.law.catalogue import Event
from casefile.law.codes import Track
from casefile.law.events.claim import (
    UNDER_SETTLEMENT,
    ClaimAct,
    ClaimAnswered,
    ClaimServed,
    ClaimSettled,
    Side,
)
from casefile.law.events.judgment import ClaimDefaultEntered
from casefile.law.item import LIFECYCLES
from casefile.projections.names import name_key
from casefile.words.misread import Misread
from casefile.words.steps import BLANK
from casefile.words.what.agency_charges import charged_there
from casefile.words.which.whom import parties_said

# What is done about all claims at once that a paper brings against those who are named.
OF_EACH = (ClaimServed, ClaimAnswered)
# What is done by those alone whom a claim is against, or to them.
OF_DEFENDANTS = (*OF_EACH, ClaimDefaultEntered)
Choice = tuple[str, str]  # a claim, and in words what it is


def leave_out_who_drops(
    asking: Asking | None, matter_id: str, data: MutableMapping[str, Any]
) -> str:
    """Leave out of the parties as to whom a claim is dismissed all who bring it, and say so.

    Where they alone are named they have dropped the whole of it; nothing is said where one of them
    is not.
    """
    named = data.get("parties")
    if not asking or not isinstance(named, list) or "item_id" not in data:
        return ""
    bring = {
        party.party_id
        for one in matters.view(asking, matter_id).items
        if one.item_id == data["item_id"]
        for party in one.parties
        if party.side == Side.CLAIMANT
    }
    if not bring or not bring <= set(named):
        return ""
    data["parties"] = [one for one in named if one not in bring]
    if data["parties"]:
        return f"parties = {', '.join(data['parties'])} (who brings it has dropped it)"
    del data["parties"]
    return "parties = all of the claim (who brings it has dropped it)"


def of_parties(
    asking: Asking,
    matter_id: str,
    cls: type[Event],
    found: Sequence[Choice],
    parties: Collection[str],
) -> list[Choice]:
    """Return those of some claims that every one of the parties stands in; all of other acts.

    What is served on somebody, or answered by one, or is in default, is a claim against them. What
    several are served with, or answer, together is against any of them, and brought by none.
    """
    if not parties or not issubclass(cls, ClaimAct):
        return list(found)
    within = _within(asking, matter_id, against=cls in OF_DEFENDANTS)
    own = {item_id: some & set(parties) for item_id, some in within.items()}
    among = {
        item_id: some & set(parties)
        for item_id, some in _within(asking, matter_id, against=False).items()
    }
    if cls in OF_DEFENDANTS:
        every = [one for one in found if own.get(one[0]) and own[one[0]] == among[one[0]]]
        charged = charged_there(asking, matter_id)
        return [one for one in every if one[0] not in charged] or every  # a suit goes on by itself
    # What several settle may be any claim between two of them.
    between = _within(asking, matter_id, against=True) if cls is ClaimSettled else {}
    return [
        one
        for one in found
        if own.get(one[0], set()) == set(parties)
        or set() < between.get(one[0], set()) & set(parties) < among[one[0]]
    ]


def are_between(
    asking: Asking, matter_id: str, names: Sequence[str], others: Sequence[str]
) -> bool:
    """Tell whether one of some parties has a claim against one of others, or they against them."""
    some, rest = (
        {party_id for name in each for party_id in parties_said(asking, matter_id, name)}
        for each in (names, others)
    )
    sides: dict[str, dict[str, str]] = {}
    for one in matters.view(asking, matter_id).items:
        sides.setdefault(one.item_id, {}).update((own.party_id, own.side) for own in one.parties)
    return any(
        of[one] != of[other]
        for of in sides.values()
        for one in some & of.keys()
        for other in rest & of.keys()
    )


def check_against(
    asking: Asking, matter_id: str, cls: type[Event], data: Mapping[str, Any], also: Sequence[str]
) -> None:
    """Ask of what is done by those whom a claim is against, where it is against none of them.

    Who brings a claim does not answer it. Where no item is named it has to be one against each of
    them. Raises Misread.
    """
    named = data.get("parties")
    if cls not in OF_DEFENDANTS or not isinstance(named, list):
        return
    within = _within(asking, matter_id, against=True)
    items = [one for one in (data.get("item_id"), *also) if isinstance(one, str)]
    against = [within.get(one, set()) for one in items or within]
    sued = set().union(*against)
    amiss = [one for one in named if one not in sued]
    if amiss and all(against) and against and (amiss == named or not items):
        raise not_against(asking, matter_id, amiss)


def not_against(
    asking: Asking, matter_id: str, parties: Sequence[str], paper: str = "claim"
) -> Misread:
    """Return that a paper, or none on record, is against some parties, and what comes first."""
    view = matters.view(asking, matter_id)
    who = {one.party_id: one.name for one in view.parties}
    within = _within(asking, matter_id, against=True)
    own = [
        f"item={item_id} ({said_of(one, who)})"
        for item_id, one in whole(view.items).items()
        if within[item_id] & set(parties)
    ]
    names = " and ".join(who.get(one, one) for one in parties)
    back = set(parties) & _within_any(asking, matter_id)
    filed = "counterclaim" if paper == "claim" and back else paper
    post = f"{called()} post {shlex.quote(matter_id)} '{filed} filed' against={shlex.quote(names)}"
    meant = f" If {' or '.join(own)} is meant, name that." if own else ""
    return Misread(
        f"No {paper} on record is against {names}.{meant} If there is one, record it first: {post} "
        f"cause={BLANK}"
    )


def _within_any(asking: Asking, matter_id: str) -> set[str]:
    """Return who stands in any claim of a matter."""
    return set().union(*_within(asking, matter_id, against=False).values())


def of_item(
    asking: Asking, matter_id: str, cls: type[Event], item_id: str, parties: Sequence[str]
) -> list[str]:
    """Return those of some parties against whom one of the claims of an act is; all if none is.

    Where one of them brings it, all are meant: who settles with somebody settles with them alone.
    """
    against = _within(asking, matter_id, against=True).get(item_id, set())
    among = _within(asking, matter_id, against=False).get(item_id, set()) & set(parties)
    own = [one for one in parties if one in against]
    return own if own and (cls in OF_EACH or among <= against) else list(parties)


def _within(asking: Asking, matter_id: str, *, against: bool) -> dict[str, set[str]]:
    """Return who stands in each claim, or `against` whom it is."""
    within: dict[str, set[str]] = {}
    for one in matters.view(asking, matter_id).items:
        some = (
            party.party_id for party in one.parties if not against or party.side == Side.DEFENDANT
        )
        within.setdefault(one.item_id, set()).update(some)
    return within


def of_one_paper(asking: Asking, matter_id: str, items: Collection[str]) -> bool:
    """Tell whether one paper can have brought some claims: a complaint, or somebody's crossclaim.

    What plaintiffs claim stands in one complaint, also where that was amended; and what was filed
    on one day is served, and answered, together. Before an agency each charge is by itself.
    """
    there = [one for one in matters.view(asking, matter_id).items if one.item_id in items]
    papers = {
        (
            one.kind,
            tuple(party.party_id for party in one.parties if party.side == Side.CLAIMANT),
        )
        if name_key(one.kind).startswith(("counter", "cross", "third"))
        else ()
        for one in there
    }
    if len(papers) <= 1 and not charged_there(asking, matter_id) & set(items):
        return True
    filed = (log.in_full(asking, one.evidence[0]).effective for one in there if one.evidence)
    return len(set(filed)) == 1


def claims_against(asking: Asking, matter_id: str, name: str, whose: str = "") -> Mapping[str, str]:
    """Return the claims that are open against somebody, each with its kind.

    Where none is, they are those that are settled, which are often dismissed afterwards. `whose`
    they are, where that is said. Raises Misread for nobody of the matter.
    """
    brings = on_side(asking, matter_id, whose, Side.CLAIMANT) if whose else None
    own = {one.item_id for one in brings or ()}
    there = [
        one
        for one in on_side(asking, matter_id, name, Side.DEFENDANT)
        if brings is None or one.item_id in own
    ]
    ways = (
        {one.item_id: one.kind for one in there if one.state in states}
        for states in (LIFECYCLES[Track.CIVIL].open, UNDER_SETTLEMENT)
    )
    return next(filter(None, ways), {})


def on_side(asking: Asking, matter_id: str, who: str, side: Side) -> list[MatterItem]:
    """Return the claims in which somebody, or one of several, is on a side; raises Misread."""
    own = {(one, side) for one in parties_said(asking, matter_id, who)}
    if not own:
        raise Misread("That is nobody of this matter.")
    return [
        one
        for one in matters.view(asking, matter_id).items
        if not own.isdisjoint((party.party_id, party.side) for party in one.parties)
    ]


def as_paper(asking: Asking, matter_id: str, cls: type[Event]) -> str:
    """Return how an act on a claim is kept as a paper where a matter has citations alone.

    What is answered there is no claim, and none was filed.
    """
    tracks = {one.track for one in matters.view(asking, matter_id).items}
    if not issubclass(cls, ClaimAct) or tracks != {Track.REGULATORY}:
        return ""
    title = "Answer" if cls is ClaimAnswered else BLANK
    post = f"{called()} post {shlex.quote(matter_id)} document title={title}"
    return f"There is no claim here, but a citation: if it is a paper, {post}."
