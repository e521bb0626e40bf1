"""Superseding: which of two charges of one name is the older, and which takes its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning.meant import Meant
from casefile.answers.record import log
from casefile.errors import Candidate
from casefile.law.codes import Instrument, Track
from casefile.law.item import LIFECYCLES
from casefile.projections.names import name_key
from casefile.words.misread import Misread
from casefile.words.values.choices import read_choice

FIRST, LAST = "the one that was recorded first", "the one that was recorded last"
PLACES = {"old": (0, FIRST), "new": (-1, LAST)}  # of the fields, the place of two charges in time
TWO = 2
# A paper of whose charges something is told, which may be the later one of two.
_paper = re.compile(
    r"(?:the )?(?P<later>(?:superseding|new|second|later) )?(?P<paper>indictment|information"
    r"|(?:criminal )?complaint)",
    re.IGNORECASE,
)
LATER = {Instrument.INDICTMENT, Instrument.INFORMATION}  # which take the place of a complaint


def of_two(
    asking: Asking, matter_id: str, field: str, candidates: Sequence[Candidate]
) -> Meant | None:
    """Return the older or the newer of two charges, as a field says; None where it says neither."""
    ids = {one.id for one in candidates}
    if field not in PLACES or len(candidates) != TWO:
        return None
    filed = {
        log.in_full(asking, one.evidence[0]).position: one.item_id
        for one in matters.view(asking, matter_id).items
        if one.item_id in ids and one.evidence
    }
    if len(filed) != TWO:
        return None
    place, said = PLACES[field]
    return Meant(filed[sorted(filed)[place]], said)


def of_one_paper(asking: Asking, matter_id: str, typed: str, who: Collection[str]) -> list[str]:
    """Return the charges against some parties by the one paper that a text means; else nothing.

    By the superseding one they are what was filed last, where another one was filed before it.
    """
    found = _paper.fullmatch(typed.strip())
    by = set(of_paper(asking, matter_id, found["paper"])) if found else set()
    filed: dict[str, list[str]] = {}
    for one in matters.view(asking, matter_id).items:
        if one.item_id in by and one.evidence:
            day = log.in_full(asking, one.evidence[0]).effective
            filed.setdefault(day, []).append(one.item_id)
    if not found or not filed or bool(found["later"]) is not bool(len(filed) > 1):
        return []
    last = set(filed[max(filed)])
    return [
        one.item_id
        for one in matters.view(asking, matter_id).items
        if one.item_id in last and one.state in LIFECYCLES[Track.CRIMINAL].open
        if {party.party_id for party in one.parties} & set(who)
    ]


def of_paper(asking: Asking, matter_id: str, typed: str) -> list[str]:
    """Return the charges by an instrument that a text means as a whole, like the complaint."""
    said = re.sub(r"^(?:(?:the|old|new|original|first|charges? (?:of|in|by)) )+", "", typed.strip())
    try:
        paper = read_choice(Instrument, said)
    except Misread:
        return []
    if paper is Instrument.UNKNOWN or "superseding" in said.casefold():
        return []
    by: dict[str, list[str]] = {}
    for one in matters.view(asking, matter_id).items:
        if one.track == Track.CRIMINAL:
            by.setdefault(one.detail.get("instrument") or Instrument.UNKNOWN, []).append(
                one.item_id
            )
    # Beside an indictment, what nobody says was brought by one was brought by a complaint.
    untold = (
        by.get(Instrument.UNKNOWN, [])
        if paper is Instrument.COMPLAINT and by.keys() & LATER
        else []
    )
    return list(dict.fromkeys(by.get(paper, untold)))


def spent(asking: Asking, matter_id: str) -> set[str]:
    """Return the charges of a complaint that a later paper charges against the same people again.

    That paper is what is pleaded to, also where nobody has said yet that it takes their place.
    """
    charges = [one for one in matters.view(asking, matter_id).items if one.detail.get("offense")]
    later = [one for one in charges if one.detail.get("instrument") in LATER]
    return {
        old.item_id
        for old in charges
        if old.detail.get("instrument") == Instrument.COMPLAINT
        for new in later
        if name_key(str(new.detail["offense"])) == name_key(str(old.detail["offense"]))
        if {one.party_id for one in old.parties} <= {one.party_id for one in new.parties}
        if _filed_on(asking, old) < _filed_on(asking, new)
    }


def _filed_on(asking: Asking, charge: matters.MatterItem) -> str:
    """Return the day of the event that filed a charge; the last there is where nothing did."""
    return log.in_full(asking, charge.evidence[0]).effective if charge.evidence else "9999"
