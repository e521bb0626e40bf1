"""To come: what a sentence says is to become of the other charges, beside what has happened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.dockets.matters import MatterItem
from casefile.answers.meaning.meant_items import item
from casefile.errors import Several, Unknown
from casefile.law.codes import Track
from casefile.law.events.dismissal import ChargeDismissed
from casefile.law.item import LIFECYCLES
from casefile.words.forms.clauses import STATE
from casefile.words.items.counts_said import Said
from casefile.words.new_ids import GivenId
from casefile.words.told.parted import as_note, parted
from casefile.words.typed.asides import ITEMS, NOTE
from casefile.words.values.occasion import occasion_of
from casefile.words.what.intended import is_left_open
from casefile.words.which.several import is_all, numbered
from casefile.words.which.whom import charges_of, parties_said

_OTHERS = (
    r"(?:(?:all )?(?:of )?(?:the |his |her |their )?(?:rest|others?|remainder)"
    r"(?: of (?:the|his|her)(?: \w+)?)?"
    r"|(?:all )?(?:the |his |her |their )?(?:other|remaining) (?:counts?|charges?))"
)
_WHAT = (
    rf"(?P<what>(?P<others>{_OTHERS})|(?:counts? )?\d[\d, and&]*"
    r"|(?:all|both) (?:the )?(?:counts|charges))"
)
# One that is told by what it is for, beside what was done on another one.
_CALLED = _WHAT.removesuffix(")") + r"|(?:(?! and | with |plea )[^,;])+?)"
_WHOM = r"(?: (?:against|as to) (?P<whom>.+?))?"
_MORE = r"(?:,? (?P<more>(?:at|after|upon|on|under|in exchange|when) .+))?"
_ACT = r"(?P<act>.+?)(?:[;,] (?:and |with |while )?| and | with )"
_WILL = (
    r"(?:(?:will|shall|is to|are to|agreed to|agrees to|has agreed to|plans to|intends to|to)"
    r"(?: move to)? (?:dismiss|drop))"
)
_BE = r"(?:(?:will|shall|are|is)(?: going)? )?(?:to )?be (?:dismissed|dropped)"
_BY = rf"(?: by (?P<by>{STATE}))?"
_ALONE = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<by>{STATE}) {_WILL} {_WHAT}{_WHOM}{_MORE}",
        f"{_WHAT}{_WHOM} {_BE}{_BY}{_WHOM.replace('<whom>', '<whom_too>')}{_MORE}",
    )
)
# That a plea is entered under an agreement that is filed with it.
_agreement = re.compile(
    r"(?:the )?plea (?:agreement|deal|bargain)"
    r"(?: (?:was )?(?:filed|signed|reached|entered))?[:;,] ",
    re.IGNORECASE,
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        (rf"{_ACT}{_CALLED}{_WHOM} {_BE}{_MORE}"),
        (rf"{_ACT}(?P<by>{STATE}) {_WILL} {_CALLED}{_WHOM}{_MORE}"),
    )
)

# Who has agreed to dismiss what is to be dismissed for a plea (Fed. R. Crim. P. 11(c)(1)(A)).
PROSECUTION = "the prosecution"
_pleads = re.compile(r"\b(?:plead(?:s|ed)?|pled|plea)\b", re.IGNORECASE)


class ToCome(NamedTuple):
    """What has happened, and the announcement of what is to come."""

    act: str
    announced: Said


def to_come(asking: Asking, matter_id: str, typed: str, of: str) -> ToCome | None:
    """Return what a sentence tells of charges that are to be dismissed beside an act; else None."""
    for form in _FORMS:
        found = form.fullmatch(typed)
        if found is None:
            continue
        act = found["act"]
        if (agreed := _agreement.match(act)) and not _agreement.search(act[agreed.end() :]):
            act = f"{act[agreed.end() :]} under a plea agreement"
        acted = acted_on(asking, matter_id, act, of)
        if not acted:
            continue
        who = parties_said(asking, matter_id, found["whom"]) if found["whom"] else []
        who = who or [party.party_id for one in acted for party in one.parties]
        which = _which(asking, matter_id, found, who, [one.item_id for one in acted])
        if which:
            by = found.groupdict().get("by") or (PROSECUTION if _pleads.search(act) else "")
            what = {"what": [ChargeDismissed.tag], "item": which, NOTE: [as_note(typed)]}
            return ToCome(act, what | ({"actor": [by]} if by else {}) | occasion_of(found["more"]))
    return None


def announced(asking: Asking, matter_id: str, typed: str) -> Said | None:
    """Return the announcement that charges are to be dismissed, told by itself; None for no such.

    Where it is not said against whom, they are of those who have pleaded guilty, or of the only one
    who is accused.
    """
    found = next(filter(None, (form.fullmatch(typed) for form in _ALONE)), None)
    if found is None or not found["more"] or is_left_open(found["more"]):
        return None  # without when, or on a condition, it may be an offer
    there = charges(asking, matter_id)
    guilty = {party.party_id for one in there if is_guilt(one) for party in one.parties}
    accused = {party.party_id for one in there for party in one.parties}
    whom = found["whom"] or found.groupdict().get("whom_too") or ""
    who = parties_said(asking, matter_id, whom) if whom else []
    if not whom:
        who = list(guilty or accused) if len(guilty or accused) == 1 else []
    which = _which(asking, matter_id, found, who, []) if who else []
    if not which:
        return None
    what = {"what": [ChargeDismissed.tag], "item": which, NOTE: [as_note(typed)]}
    return what | ({"actor": [found["by"]]} if found["by"] else {}) | occasion_of(found["more"])


def acted_on(asking: Asking, matter_id: str, act: str, of: str) -> Sequence[MatterItem]:
    """Return the charges on which something is told to have been done; none where unsure."""
    parts = parted(asking, matter_id, act, of)
    said = [one for name in (*ITEMS, "item") if parts for one in parts.fields.get(name, ())]
    words = [one for text in said for one in numbered(text) or [text]]
    there = charges(asking, matter_id)
    with suppress(Several, Unknown):
        known = {one for one in words if isinstance(one, GivenId)}
        ids = known | {item(asking, matter_id, one).id for one in words if one not in known}
        return [one for one in there if one.item_id in ids]
    return []


def _which(
    asking: Asking, matter_id: str, found: re.Match[str], who: Sequence[str], acted: Sequence[str]
) -> list[str]:
    """Return the ids, or the words, of the charges that are to be dismissed; none where unsure."""
    there = charges(asking, matter_id)
    if not found["others"] and not is_all(found["what"]):
        what = found["what"].strip(" ,")
        if what[0].isdigit():
            what = f"count {what}" if what.isdigit() else f"counts {what}"
        return list(charges_of(asking, matter_id, what, who))
    return [
        one.item_id
        for one in there
        if one.item_id not in acted
        and one.state in LIFECYCLES[Track.CRIMINAL].open
        and {party.party_id for party in one.parties} & set(who)
        and not (found["others"] and is_guilt(one))
    ]


def is_guilt(one: MatterItem) -> bool:
    """Tell whether guilt was pleaded to a charge, which is none of the others then."""
    return one.detail.get("plea") not in (None, "not_guilty")


def charges(asking: Asking, matter_id: str) -> list[MatterItem]:
    """Return the charges of a matter."""
    there = matters.view(asking, matter_id).items
    return [one for one in there if one.track == Track.CRIMINAL]
