"""Settled said: several claims that are settled together, by whom and for which sum in all."""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import suppress

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning.meant_items import item
from casefile.errors import Several, Unknown
from casefile.law.codes import Track
from casefile.law.events.claim import Side
from casefile.law.item import LIFECYCLES
from casefile.words.forms.clauses import actor
from casefile.words.forms.dated import DAY_SAID, dated
from casefile.words.misread import Misread
from casefile.words.told.told_act import (
    NOTHING,
    ToldAct,
    ToldActs,
    each_by_itself,
    on_their_days,
)
from casefile.words.what.unsure import is_unsure
from casefile.words.which.claims_of import are_between
from casefile.words.which.whom import items_said, names_said, parties_said

_SUM = r"\$\d+(?:,\d{3})*(?:\.\d\d?)?(?: million)?"
_EVERY = (
    r"(?:(?:all|both|each|every)(?: (?:of|\d|two|three|four))?(?: (?:the|their|his|her|its|our))?"
    r"(?: remaining| pending| open)? claims?(?: in (?:the|this) (?:case|suit|matter))?"
    r"|everything|(?:(?:the|this) )?(?:whole |entire )?(?:case|suit|lawsuit|matter|litigation)"
    r"|(?:the|their|his|her|its) (?P<item>(?:(?! and | claim)[^,;$])+) claim)"
)
_WITH = r"(?: (?:against|with|as to) (?P<whom>(?:(?! for ).)+?))?"
_BETWEEN = r"(?: between (?:them|each other|the (?:two|parties)))?"
_FOR = (
    rf"(?:,? for (?:a (?:total|sum) of |a combined |a global )?(?P<sum>{_SUM})"
    r"(?:,? (?:total|in all|combined|altogether))?)?"
)
_KEPT = (
    r"(?P<kept>,? (?:and )?(?:(?:it|the sum|the amount|terms) (?:is|are) )?confidential(?:ly)?)?"
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<who>.+?) (?:has |have )?settled {_EVERY}{_BETWEEN}{_WITH}{_FOR}{_KEPT}",
        (
            rf"(?:an? |the )?(?:global |complete |full )?settlement (?:reached )?(?:of|on) {_EVERY}"
            rf"(?: (?:between|by|among) (?P<who>(?:(?! for ).)+?))?{_FOR}{_KEPT}(?: reached)?"
        ),
        (
            rf"{_EVERY}(?: (?:between|of) (?P<who>(?:(?! for ).)+?))?{_WITH}"
            r" (?:(?:was|were|is|are|has|have) (?:been )?)?settled"
            rf"(?: (?:by|between) (?P<by>(?:(?! for ).)+?))?{_FOR}{_KEPT}"
        ),
    )
)
_THEY = re.compile(
    r"(?:they|the parties|both sides|all (?:the )?parties|everyone|everybody)", re.IGNORECASE
)


_with_others = re.compile(
    r"(?P<who>.+?) (?:has |have )?settled with (?P<others>(?:(?! for ).)+?)(?:(?: for |[,;.] ).+)?",
    re.IGNORECASE,
)
# That a settlement is paid as well, maybe on another day, and what is told behind it.
_and_paid = re.compile(
    rf"(?P<settled>(?P<who>.+?) (?:has |have )?settled\b[^;]*?{_SUM}[^;]*?)"
    rf"(?: on (?P<day>{DAY_SAID}))?,? and paid(?: (?:it|that|the (?:sum|settlement)))?"
    rf"(?: on (?P<paid>{DAY_SAID}))?(?:(?:; |[.] |, and )(?P<rest>.+))?",
    re.IGNORECASE,
)


def settled_and_paid(typed: str, given: str) -> ToldActs | None:
    """Return a settlement that is paid as well, with what is told behind it; None for all else.

    Raises Misread where it is not told on which day it was settled.
    """
    found = _and_paid.fullmatch(typed)
    if found is None or is_unsure(typed):
        return None
    acts = [
        ToldAct(found["settled"], day=found["day"] or ""),
        ToldAct(f"{found['who']} paid the settlement", day=found["paid"] or ""),
    ]
    if found["rest"]:
        words, day = dated(found["rest"], NOTHING) or (found["rest"], "")
        acts.append(ToldAct(words, day=day))
    if any(one.day for one in acts) and not acts[0].day:
        raise each_by_itself(acts)
    return on_their_days(acts, given)


def check_between(asking: Asking, matter_id: str, typed: str) -> None:
    """Ask of a settlement of some with others between whom nothing is claimed; raises Misread."""
    found = _with_others.fullmatch(typed)
    who, others = (
        names_said(asking, matter_id, actor(asking, matter_id, found[name]) or found[name])
        if found
        else []
        for name in ("who", "others")
    )
    if who and others and not are_between(asking, matter_id, who, others):
        raise Misread(
            f"Nothing is claimed between {' and '.join(who)} and {' and '.join(others)} on record, "
            "so there is nothing to settle between them: say who settled with whom, or record the "
            "claim first."
        )


def settled_said(asking: Asking, matter_id: str, typed: str) -> list[ToldAct]:
    """Return that all claims, or those between some who are named, are settled; else nothing.

    They are one act, where those who are named stand in each of them; the sum is that of all.
    """
    found = next(filter(None, (form.fullmatch(typed) for form in _FORMS)), None)
    if found is None or is_unsure(typed):
        return []
    parts = found.groupdict()
    names: list[str] = []
    for words in (parts["who"], parts.get("by"), parts.get("whom")):
        if not words or _THEY.fullmatch(words):
            continue
        who = names_said(asking, matter_id, actor(asking, matter_id, words) or words)
        if not who:
            return []
        names += [one for one in who if one not in names]
    ids = {parties_said(asking, matter_id, one)[0]: one for one in names}
    names = list(ids.values())
    which = _between(asking, matter_id, ids)
    if parts["item"]:
        which = {
            one: which[one] for one in _called(asking, matter_id, parts["item"]) & which.keys()
        }
    kept = {"confidential": ["yes"]} if parts["kept"] else {}
    amount = {"amount": [parts["sum"]]} if parts["sum"] else {}
    others = {one: _beside(asking, matter_id, one, ids) for one in which}
    if not ids or not any(others.values()):
        named = [{"item": list(which)}] if which else []  # nobody else is there
    elif all(ids.keys() <= parties for parties in which.values()):
        named = [{"item": list(which), "parties": names}]
    else:
        named = [
            {"item": [one], "parties": [name for party, name in ids.items() if party in parties]}
            for one, parties in which.items()
        ]
    if len(named) > 1 and amount:
        amount["in_all"] = ["yes"]
    return [ToldAct("claim settled", {**one, **kept, **amount}) for one in named]


def _called(asking: Asking, matter_id: str, words: str) -> set[str]:
    """Return the id of the claim that is called so; nothing where there is none, or several."""
    with suppress(Several, Unknown):
        return {item(asking, matter_id, items_said(asking, matter_id, words)).id}
    return set()


def _beside(asking: Asking, matter_id: str, item_id: str, ids: Collection[str]) -> set[str]:
    """Return who stands in a claim beside those who are named: on their side, if on one alone."""
    sides = {
        party.party_id: party.side
        for one in matters.view(asking, matter_id).items
        if one.item_id == item_id
        for party in one.parties
    }
    own = {side for party, side in sides.items() if party in ids}
    return {party for party, side in sides.items() if side in own and party not in ids}


def _between(asking: Asking, matter_id: str, ids: Collection[str]) -> dict[str, set[str]]:
    """Return the open claims on both sides of which somebody stands who is named, or all.

    With each stands who its parties are.
    """
    found: dict[str, set[str]] = {}
    there = matters.view(asking, matter_id).items
    for item_id in dict.fromkeys(one.item_id for one in there if one.track == Track.CIVIL):
        own = [one for one in there if one.item_id == item_id]
        parties = {party.party_id: party.side for one in own for party in one.parties}
        sides = {side for party, side in parties.items() if not ids or party in ids}
        both = {Side.CLAIMANT, Side.DEFENDANT} <= sides or (len(ids) == 1 and sides)
        if both and any(one.state in LIFECYCLES[Track.CIVIL].open for one in own):
            found[item_id] = set(parties)
    return found
