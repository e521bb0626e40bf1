"""Sentences: acts as a colleague tells them, as the words for a type and what else they say.

Each form has the act in its own words. Who it says has to be somebody of the matter, and what it
says has to be one of its charges, claims or citations: else it is read otherwise, or asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning import meant
from casefile.law.codes import Track
from casefile.law.events.claim import Side
from casefile.words.typed.asides import BY, ITEMS, Aside, Way
from casefile.words.what.findings import as_finding
from casefile.words.what.persons import ROLES
from casefile.words.which.whom import charges_of, is_party, items_said, party_said

_STATE = (
    r"(?:the )?(?:state|government|prosecution|prosecutors?|da|district attorney|people"
    r"|commonwealth|defen[cs]e|(?:city|county|united states|u\.?s\.?) attorney)"
)
_COURT = r"(?:the )?(?:trial |district )?(?:court|judge)"
_HIGHER = (
    r"(?:the )?(?:[\w.]+ ){0,4}(?:court of (?:criminal |civil )?appeals|supreme court|circuit"
    r"|appellate (?:court|division)|appeals court)"
)
_AGENCY = (
    r"(?:osha|msha|epa|(?:the )?(?:secretary(?: of labor)?|agency|area director|[\w ]*(?:agency"
    r"|administration|department|bureau|commission)))"
)
_NAME = r"(?:(?! (?:from|for|by|as|to|and|at|in|on|because|who|until) ).)+?"
_JUDGE = (
    rf"(?:the )?(?:hon\.?|honorable|judge|justice|magistrate(?: judge)?|alj) (?P<judge>{_NAME})"
)
_IS = r"(?:(?:is|was|were|has been|have been|got) )?"
_MANNER = (
    r"(?P<manner>in person|personally|(?:by|via|through) [^0-9]+"
    r"|at (?:his|her|its|their|the) [^0-9]+|on (?:his|her|its|their|the) [^0-9]+ agent)"
)
_PLEA = r"(?P<plea>not guilty|guilty|no contest|nolo contendere)"
_COUNT = r"(?: (?:on|for) (?P<item>counts? [\w, ]+|(?:both|all)(?: counts| charges)?))?"
# What a paper is called that brings claims, and those that it brings.
_PAPER = (
    r"(?:the |(?P<whose>.+?)(?:'s|s') )?(?:(?:first|second|third|amended|original|verified) )*"
    r"(?P<paper>complaint|petition|lawsuit|suit|(?:cross|counter)-?claims?"
    r"|third[- ]party complaint)"
    r"(?: against (?:it|him|her|them))?"
)
_ROLE = rf"(?P<role>(?:third[- ]party |co-?|cross-?)?(?:{'|'.join(sorted(ROLES, key=len)[::-1])}))"
_MOTION = r"(?:the |an? )?(?:[a-z]+ )?motion\b"
_PRONOUNS = ("he", "she", "they", "him", "her", "them")

Fields = tuple[str, ...]
# The fields in which it can stand what a part of a sentence says, by the name of the part.
_FIELDS: Mapping[str, Fields] = {
    "who": ("parties", "party_id", "claimants", "filed_by"),
    "by": BY,
    "item": ITEMS,
    "judge": ("name",),
    "manner": ("method",),
    "penalty": ("components",),
    "agency": ("agency",),
    "violation": ("standards",),
    "reason": ("reason",),
    "prejudice": ("prejudice",),
    "name": ("name",),
    "role": ("role",),
    "motion_of": ("by",),
    "more": (),
}
_BELONG = ("who", "item", "judge", "manner", "penalty", "agency", "name", "role", "prejudice")
_SMALL = {"by": "by", "motion_of": "motion of"}  # what stands before it in a note


class _Form(NamedTuple):
    """The form of a sentence, and the words for a type that it is told by, with its parts."""

    words: re.Pattern[str]
    said: str


def _form(said: str, *words: str) -> _Form:
    return _Form(re.compile("".join(words), re.IGNORECASE), said)


FORMS: Sequence[_Form] = (
    _form("served", rf"(?P<who>.+?) {_IS}served {_MANNER}"),
    _form("served", rf"(?P<who>.+?) {_IS}(?P<manner>personally) served"),
    _form("served", rf"we served (?P<who>.+?) {_MANNER}"),
    _form("answer filed", rf"(?P<who>.+?) (?:has )?answer(?:ed|s) {_PAPER}"),
    _form(
        "answer filed",
        rf"(?P<who>.+?) (?:has )?file[sd] (?:an?|its|his|her|their|the) answer to {_PAPER}",
    ),
    _form(
        "judge assigned", rf"{_JUDGE} {_IS}(?:re)?assigned(?: to (?:the|this|our) (?:case|matter))?"
    ),
    _form(
        "judge assigned",
        rf"(?:(?:the |this |our )?(?:case|matter) )?{_IS}(?:re)?assigned to {_JUDGE}",
    ),
    _form("judge recused", rf"{_JUDGE} (?:has )?{_IS}recused(?: (?:himself|herself|themselves))?"),
    _form("judge {how}", rf"{_JUDGE} {_IS}(?P<how>disqualified|excused)"),
    _form(
        "dismissal",
        rf"(?P<by>{_STATE}|{_COURT})(?: has| have)?",
        r"(?: (?:gives|gave|files|filed) (?:a )?notice (?:that (?:it|he|she|they)",
        r"(?: has| have)?|of))? (?:voluntarily )?",
        r"(?:dismiss(?:e[sd]|al of)|drops|dropped|noll?e? prossed|withdr(?:ew|aws))",
        r" (?P<item>.+?)(?:,? (?P<prejudice>with(?:out)? prejudice))?",
    ),
    _form("citation withdrawn by agency", rf"{_AGENCY} (?:has )?withdr(?:ew|aws|awn) (?P<item>.+)"),
    _form(
        "citation issued",
        rf"(?P<agency>{_AGENCY}) cite[sd] (?P<who>.+?)(?: (?:for|under) (?P<violation>.+))?",
    ),
    _form("citation contested", r"(?P<by>.+?) (?:has )?contest(?:ed|s) (?P<item>.+)"),
    _form(
        "pleaded {plea}",
        rf"(?P<whom>.+?) (?:pleaded|pled|pleads|plead) {_PLEA} (?:to|on) (?P<item>.+)",
    ),
    _form(
        "pleaded {plea}",
        rf"(?P<whom>.+?) entered an? (?:plea of )?{_PLEA}(?: plea)? (?:to|on) (?P<item>.+)",
    ),
    _form(
        "arraigned",
        rf"(?P<whom>.+?) {_IS}arraigned(?:,? and|,|;) (?:(?:he|she|they) )?",
        rf"(?:pleaded|pled|pleads|entered (?:an? )?pleas? of) {_PLEA}(?: (?:to|on) (?P<item>.+))?",
    ),
    _form(
        "{found}",
        rf"(?P<whom>.+?) {_IS}(?P<found>acquitted|found not guilty|found guilty|convicted)",
        r"(?: by (?:the|a) (?P<finder>jury|court|judge))? (?:of|on) (?P<item>.+)",
    ),
    _form(
        "{found}",
        r"(?:the |a )?(?P<finder>jury|court|judge) (?:has )?(?:found|finds) (?P<whom>.+?)",
        r" (?P<found>guilty|not guilty) (?:of|on) (?P<item>.+)",
    ),
    _form(
        "adjudicated delinquent",
        rf"{_COURT} (?:found|finds|adjudicated) (?P<whom>.+?) (?:to be )?(?:a )?delinquent",
        r"(?: child)?(?: (?:on|of|as to) (?P<item>.+))?",
    ),
    _form(
        "sentenced",
        rf"(?:{_COURT} (?:has )?sentence[sd](?: (?P<whom>.+?))?",
        rf"|(?:(?P<who_is>.+?) {_IS})?sentenced) to (?P<penalty>.+?){_COUNT}",
    ),
    _form(
        "sentenced",
        r"(?:sentence|disposition)(?: is| was)?[:,] ?(?P<penalty>.*[\d$].*|.*\bprobation\b.*)",
    ),
    _form(
        "deposition of {deposed} held",
        r"(?P<deposed>[A-Z].+?) (?:(?:was|were) deposed|(?:gave|sat for) (?:an?|his|her|their)",
        r" deposition)",
    ),
    _form("deposition of {deposed} held", r"we (?:deposed|took the deposition of) (?P<deposed>.+)"),
    _form(
        "{how}",
        rf"(?P<by>{_HIGHER}) (?:has )?(?P<how>affirmed|reversed)",
        r"(?: (?:the )?(?:judgment|conviction|decision|order|dismissal))?",
        r"(?: (?:on|of|as to|in) (?P<item>.+))?",
    ),
    _form("appeal dismissed", rf"(?P<by>{_HIGHER}) (?:has )?dismissed the appeal"),
    _form("appealed", r"(?P<by>.+?) (?:has )?appealed (?P<more>to (?:the )?.+)"),
    _form("{act}", rf"(?P<motion_of>.+?)(?:'s|s') (?P<act>{_MOTION} .+)"),
    _form("opposition to {what} filed", rf"(?P<by>.+?) opposed (?P<what>{_MOTION}.*)"),
    _form("response to {what} filed", rf"(?P<by>.+?) responded to (?P<what>{_MOTION}.*)"),
    _form(
        "reply to {what} filed", r"(?P<by>.+?) replied to (?P<what>.*\b(?:opposition|response)\b.*)"
    ),
    _form("hearing on {what} held", rf"(?P<what>{_MOTION} .+?) {_IS}(?:heard|argued)"),
    _form(
        "{head} {about} {done}",
        r"(?P<head>hearing|argument) ",
        r"(?P<done>set|scheduled|held|moved|continued|cancelled|vacated)",
        rf" (?P<about>on {_MOTION} [^0-9]+)",
    ),
    _form(
        "{act}{tail}",
        r"(?P<act>.+?) (?P<more>before (?:the )?(?:hon\.?|judge|justice|magistrate|alj",
        r"|administrative law judge) [^0-9]+?)",
        r"(?P<tail> (?:is |was )?(?:set|scheduled|held|for|on|at)\b.*)?",
    ),
    _form(
        "{act}{tail}",
        r"(?P<act>.+?),? (?P<more>with(?:out)? leave to (?:amend|replead|refile))(?P<tail> .+)?",
    ),
    _form(
        "{act}",
        r"(?P<act>.+?),? (?P<reason>(?:pursuant to|because|due to|as part of|in exchange for",
        r"|under the (?:plea )?agreement|for lack of|by reason of)\b.*)",
    ),
    _form(
        "{act}",
        r"(?P<more>(?:the )?bankruptcy (?:court|judge)) (?P<act>(?:lifted|vacated|ended) .+)",
    ),
    _form(
        "party added",
        rf"(?P<name>[A-Z].+?) {_IS}(?:added|joined|named) as (?:an? |the |our )?{_ROLE}",
    ),
    _form("party added", rf"(?P<name>[A-Z].+?) is (?:an? |the |our )?{_ROLE}"),
)


def told(asking: Asking, matter_id: str, typed: str) -> Iterator[Way]:
    """Yield the words for a type that sentences of these forms are told by, with what they say."""
    for form in FORMS:
        if found := form.words.fullmatch(typed):
            yield from _way(asking, matter_id, form.said, found)


def _way(asking: Asking, matter_id: str, said: str, found: re.Match[str]) -> Iterator[Way]:
    """Yield what a sentence says, if all whom and what it names are of the matter."""
    parts = {name: part.strip() for name, part in found.groupdict().items() if part}
    whom = parts.pop("whom", "") or parts.pop("who_is", "")
    if "who" in parts and not (known := party_said(asking, matter_id, parts["who"])):
        return
    parts |= {"who": known} if "who" in parts else {}
    if by := parts.get("by", parts.get("motion_of")):
        side = re.fullmatch(f"{_STATE}|{_COURT}|{_HIGHER}", by, re.IGNORECASE)
        name = by if side else party_said(asking, matter_id, by)
        if not name:
            return
        parts["by" if "by" in parts else "motion_of"] = name
    more: list[Aside] = []
    if whom:
        items = _charges(asking, matter_id, parts.get("item", ""), whom)
        if items is None:
            return
        parts |= {"item": items} if items else {}
    elif "item" in parts and not (name := items_said(asking, matter_id, parts["item"])):
        return
    elif "item" in parts:
        parts["item"] = name
    if "paper" in parts:
        claims = _claims(asking, matter_id, parts)
        if claims is None:
            return
        more += [Aside(ITEMS, one, belongs=True) for one in claims]
    if said == "arraigned":
        parts["item"] = parts.get("item") or "all"
        more += [Aside(("plea",), parts["plea"], beside=True)]
        more += [Aside(("item",), parts.pop("item"), beside=True)]
    if "found" in parts:
        parts["found"] = _finding(asking, matter_id, parts["found"], parts.get("finder", ""))
    if "manner" in parts:
        parts["manner"] = re.sub("^(?:by|via|through) ", "", parts["manner"])
    more += [
        Aside(_FIELDS[name], part, _SMALL.get(name, ""), belongs=name in _BELONG)
        for name, part in parts.items()
        if name in _FIELDS
    ]
    tail = f" {parts['tail']}" if "tail" in parts else ""
    yield said.format(**{**parts, "tail": tail}), more


def _charges(asking: Asking, matter_id: str, words: str, whom: str) -> str | None:
    """Return which charges are meant of somebody; None where that is unsure.

    Where nobody says which, none is named for the one who alone is accused.
    """
    items = matters.view(asking, matter_id).items
    accused = {
        party.party_id for one in items if one.track == Track.CRIMINAL for party in one.parties
    }
    if whom.casefold() in _PRONOUNS:
        who = next(iter(accused)) if len(accused) == 1 else ""
    else:
        who = whom if is_party(asking, matter_id, whom) else ""
    if not who:
        return None
    if not words:
        return "" if {meant.party(asking, who, matter_id=matter_id).id} == accused else None
    return charges_of(asking, matter_id, words, who) or None


def _claims(asking: Asking, matter_id: str, parts: dict[str, str]) -> Sequence[str] | None:
    """Return the claims that a paper brings against who answers it; None where there are none.

    None is named where all that are against them are meant.
    """
    paper = re.sub(r"[- ]|s$", "", parts.pop("paper").casefold())
    who = meant.party(asking, parts["who"], matter_id=matter_id).id
    against = {
        one.item_id: one
        for one in matters.view(asking, matter_id).items
        if (who, Side.DEFENDANT) in {(party.party_id, party.side) for party in one.parties}
    }
    back = ("crossclaim", "counterclaim", "thirdparty")
    kinds = {item_id: re.sub("[- _]", "", one.kind) for item_id, one in against.items()}
    wanted = next((one for one in back if paper.startswith(one)), "")
    own = [
        item_id
        for item_id, kind in kinds.items()
        if (kind.startswith(wanted) if wanted else not kind.startswith(back))
    ]
    if whose := parts.pop("whose", ""):
        if not is_party(asking, matter_id, whose):
            return None
        brings = meant.party(asking, whose, matter_id=matter_id).id
        own = [
            one
            for one in own
            if (brings, Side.CLAIMANT)
            in {(party.party_id, party.side) for party in against[one].parties}
        ]
    if against and not own:
        return None
    return own if len(own) < len(against) else []


def _finding(asking: Asking, matter_id: str, found: str, finder: str) -> str:
    """Return the words for what a jury or a court finds of somebody."""
    found = found.casefold().removeprefix("found ")
    if found in ("acquitted", "not guilty"):
        return "acquitted"
    if finder == "jury":
        return "guilty verdict"
    return "convicted" if found == "convicted" else as_finding(asking, matter_id, "found guilty")
