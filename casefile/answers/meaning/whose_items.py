"""Whose items: an item that is typed by whose it is, or by what it is, like Maria's claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from casefile.answers.asking import Asking
from casefile.answers.dockets.matters import MatterItem
from casefile.answers.meaning.meant import hits, party
from casefile.answers.meaning.titled_names import is_titled
from casefile.errors import Several, Unknown
from casefile.law.civil import CLAIMANT
from casefile.law.codes import Instrument, Track
from casefile.projections.names import name_key

_article = re.compile(r"^(?:the|his|her|their|its|our) ", re.IGNORECASE)
_whose = re.compile(r"(?P<who>.+?)(?:['\N{RIGHT SINGLE QUOTATION MARK}]s?) (?P<what>.+)")
_noun = re.compile(r"(?:(?P<what>.+) )?(?P<noun>charge|count|claim|citation|ticket)", re.IGNORECASE)
_TRACKS = {
    "charge": (Track.CRIMINAL,),
    "count": (Track.CRIMINAL, Track.CIVIL),
    "claim": (Track.CIVIL,),
    "citation": (Track.REGULATORY,),
    "ticket": (Track.REGULATORY,),
}
# What a claim can be called by that is one, before whose it is.
_KINDS = ("counterclaim", "crossclaim")
# Who acts in a matter, and is no charge of contempt of court.
_ACT = frozenset(
    (
        *("court", "judge", "jury", "clerk", "state", "government", "people", "prosecution"),
        *("prosecutor", "county", "city", "police", "officer", "agency", "company"),
    )
)


def otherwise_called(
    asking: Asking,
    matter_id: str,
    typed: str,
    called: Mapping[str, Sequence[str]],
    told: Mapping[str, MatterItem],
) -> list[str]:
    """Return the ids of the items that a text may mean which is what none of them is called.

    A claim is whose who brings it, and a charge whose it is against; what somebody has done, like
    their negligence, can as well be claimed against them. What each is called has at its end its
    whole name, with its parties.
    """
    words = typed.strip()
    if is_titled(words) and (own_items := list(_of_party(asking, matter_id, words, "", told))):
        return own_items
    if owned := _whose.fullmatch(words):
        own = set(_of_party(asking, matter_id, owned["who"], owned["what"], told))
        some = {one: names for one, names in called.items() if one in own}
        return _by_what(owned["what"], some, told) if some else []
    plain = _article.sub("", words, count=1)
    if plain.casefold() in _ACT:
        return []
    itself = {one: [*names[:-1], name_key(told[one].kind)] for one, names in called.items()}
    return _by_what(plain, itself, told)


def _of_party(
    asking: Asking, matter_id: str, who: str, what: str, told: Mapping[str, MatterItem]
) -> Iterator[str]:
    """Yield the items of a party: those it brings, or if they are called so those against it."""
    try:
        party_id = party(asking, who, matter_id=matter_id).id
    except (Several, Unknown):
        return
    brought = bool(_noun.fullmatch(what)) or what.casefold() in _KINDS
    for item_id, one in told.items():
        sides = {each.side for each in one.parties if each.party_id == party_id}
        if sides and (not brought or one.track != Track.CIVIL or CLAIMANT in sides):
            yield item_id


def _by_what(
    what: str, called: Mapping[str, Sequence[str]], told: Mapping[str, MatterItem]
) -> list[str]:
    """Return the items that a text without whose they are means, like the contract claim."""
    if found := hits(what, called):
        return found
    if not (noun := _noun.fullmatch(what)):
        return []
    some = {one: names for one, names in called.items() if _is_one(told[one], noun["noun"])}
    return hits(noun["what"], some) if noun["what"] else list(some)


def _is_one(one: MatterItem, noun: str) -> bool:
    """Tell whether an item is a charge, a claim or, as is a charge by citation, a ticket."""
    tracks = _TRACKS[noun.casefold()]
    by_citation = one.detail.get("instrument") == Instrument.CITATION
    return one.track in tracks or (by_citation and Track.REGULATORY in tracks)
