"""Whom: who of a matter words mean that stand where a name would: the company, the defendant."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.dockets.matters import MatterItem
from casefile.answers.meaning import meant
from casefile.answers.meaning.meant_items import item, whole
from casefile.answers.remembered import remembered
from casefile.errors import Several, Unknown
from casefile.law.codes import Track
from casefile.law.criminal import MOVED, SUPERSEDED
from casefile.law.events.party import PartyKind
from casefile.law.item import IN_TRIAL, LIFECYCLES
from casefile.law.stance import main_role
from casefile.projections.names import name_key
from casefile.words.new_ids import GivenId
from casefile.words.which.roles import several_said
from casefile.words.which.several import how_many, is_all, numbered
from casefile.words.which.superseding import of_one_paper

_company = re.compile(
    r"(?:the|our) (?:company|corporation|firm|business|contractor|employer|landlord|tenant|client)",
    re.IGNORECASE,
)
# What somebody is called by, who is in that role; a company is told by its kind.
_COMPANIES = ("company", "corporation", "firm", "business", "contractor")
_LONGEST = 6  # words of a name in a text
_noun = re.compile(r" (?:charges?|counts?|claims?|citations?)$", re.IGNORECASE)
_and = re.compile(r",? and (?:to )?|, (?:to )?", re.IGNORECASE)
_us = re.compile(r"\bus\b")  # and not the US
_article = re.compile(r"^(?:the|his|her|their|its) ", re.IGNORECASE)


@remembered
def is_party(asking: Asking, matter_id: str, name: str) -> bool:
    """Tell whether somebody in a matter is called so."""
    try:
        found = meant.party(asking, name, matter_id=matter_id)
    except (Several, Unknown):
        return False
    return meant.party_in(asking, matter_id, found.id)


def party_said(asking: Asking, matter_id: str, words: str) -> str:
    """Return what a party of a matter is called that words mean; nothing where they mean none."""
    if is_party(asking, matter_id, words):
        return words
    if not _company.fullmatch(words):
        return ""
    role = words.rsplit(maxsplit=1)[-1].casefold()
    there = {
        one.party_id: one.name
        for one in matters.view(asking, matter_id).parties
        if role in name_key(main_role(one.role)).split()
        or (role in _COMPANIES and one.kind == PartyKind.ORGANIZATION)
        or (role == "client" and one.party_id == meant.client_of(asking, matter_id))
    }
    return next(iter(there.values())) if len(there) == 1 else ""


def names_said(asking: Asking, matter_id: str, words: str) -> list[str]:
    """Return what the parties of a matter are called whom words mean, one or several of them."""
    if _us.search(words) and (ours := party_said(asking, matter_id, "our client")):
        words = _us.sub(ours, words)
    if said := party_said(asking, matter_id, words):
        return [said]
    there = {one.party_id: one.name for one in matters.view(asking, matter_id).parties}
    return [there[one] for one in _several_in(asking, matter_id, words, there)]


def parties_said(asking: Asking, matter_id: str, words: str) -> list[str]:
    """Return the ids of the parties of a matter whom words mean, one or several of them."""
    if said := party_said(asking, matter_id, words):
        return [meant.party(asking, said, matter_id=matter_id).id]
    there = {one.party_id for one in matters.view(asking, matter_id).parties}
    return _several_in(asking, matter_id, words, there)


def _several_in(asking: Asking, matter_id: str, words: str, there: Collection[str]) -> list[str]:
    """Return the ids of several whom words mean together, if each of them is there."""
    found = several_said(asking, matter_id, words)
    return found if all(one in there for one in found) else []


def items_said(asking: Asking, matter_id: str, words: str) -> str:
    """Return what charges, claims or citations are called that words mean; nothing for none."""
    if is_all(words) or numbered(words):
        return words
    plain = _article.sub("", words.strip())
    for one in dict.fromkeys((words, plain, _noun.sub("", plain))):
        try:
            item(asking, matter_id, one)
        except Several:
            return one
        except Unknown:
            continue
        return one
    return ""


def items_among(asking: Asking, matter_id: str, words: str, among: Collection[str]) -> list[str]:
    """Return the ids of what words mean that are among some; nothing where it is not sure."""
    found: list[str] = []
    each = numbered(words) or [items_said(asking, matter_id, words)]
    for one in among if is_all(words) else each:
        try:
            meant_ids = [item(asking, matter_id, one).id]
        except Several as several:
            meant_ids = [candidate.id for candidate in several.candidates]
        except Unknown:
            return []
        own = [item_id for item_id in meant_ids if item_id in among]
        if len(own) != 1:
            return []
        found += own
    return found


def parties_named(asking: Asking, matter_id: str, text: str) -> list[str]:
    """Return the names of the parties of a matter that a text names, in its order."""
    words = [re.sub(r"(?:['\u2019]s?|[,;:.!?)]+)$", "", one.strip("(")) for one in text.split()]
    there = {one.party_id: one.name for one in matters.view(asking, matter_id).parties}
    found: list[str] = []
    place = 0
    while place < len(words):
        for many in range(min(_LONGEST, len(words) - place), 0, -1):
            said = " ".join(words[place : place + many])
            if said[:1].isupper() and (named := parties_said(asking, matter_id, said)):
                found += [there[one] for one in named if one in there]
                place += many - 1
                break
        place += 1
    return list(dict.fromkeys(found))


def in_trial(asking: Asking, matter_id: str, name: str) -> bool:
    """Tell whether somebody is on trial in a matter."""
    who = set(parties_said(asking, matter_id, name))
    return any(
        one.state == IN_TRIAL and who & {party.party_id for party in one.parties}
        for one in matters.view(asking, matter_id).items
    )


def charges_of(asking: Asking, matter_id: str, words: str, who: Collection[str]) -> list[str]:
    """Return what charges are called that words mean, as those of parties; nothing where unsure.

    Two who are accused can each have a count of the same number, and one of the same offense: which
    of them it is then is told by its id, which may be what another one is called.
    """
    items = whole(
        one for one in matters.view(asking, matter_id).items if one.track == Track.CRIMINAL
    )
    of = {item_id: {party.party_id for party in one.parties} for item_id, one in items.items()}
    own = [item_id for item_id, some in of.items() if not some.isdisjoint(who)]
    if by_paper := of_one_paper(asking, matter_id, words, who):
        return list(map(GivenId, by_paper))
    if is_all(words) and own and len(own) < len(items):
        still = [one for one in own if items[one].state in LIFECYCLES[Track.CRIMINAL].open]
        return list(map(GivenId, still)) if how_many(words) in (0, len(still)) else []
    if is_all(words) or numbered(words):
        if own and len(own) == len(items):
            return [words]
        return _each_of(asking, matter_id, numbered(words), who)
    if not (said := items_said(asking, matter_id, words)):
        return _each_of(asking, matter_id, _and.split(words)[1:] and _and.split(words), who)
    try:
        found = [item(asking, matter_id, said).id]
    except Several as several:
        found = [one.id for one in several.candidates]
    still = [one for one in found if one in own and not _lives_on(items[one])]
    if sorted(party_id for one in still for party_id in of[one]) == sorted(who):
        return list(map(GivenId, still))  # one of each of them
    left = [one for one in found if one not in items or not _lives_on(items[one])]
    return [said] if still == left and len(who) == 1 else []


def _lives_on(one: MatterItem) -> bool:
    """Tell whether another charge has taken the place of one."""
    return one.state in (SUPERSEDED, MOVED) or "refiled" in one.marks


def _each_of(
    asking: Asking, matter_id: str, several: Sequence[str], who: Collection[str]
) -> list[str]:
    """Return what the charges of parties are called that are told beside each other, if all are."""
    each = [charges_of(asking, matter_id, one, who) for one in several]
    return [one for some in each for one in some] if all(each) else []
