"""Agency charge: a charge that is filed with an agency, in the parts in which it is told.

That is who files it, against whom, with which office, under which sections or for what, why and
when: the union filed a charge with NLRB Region 28 on May 3 under 8(a)(1). One charge is one claim,
under however many sections; where several charges are told, or several causes, each is one. Why it
is brought, and with which office, stands in the note, which is all that was typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from casefile.event import MAX_TEXT
from casefile.law.codes import Track
from casefile.words.forms.clauses import actor
from casefile.words.forms.dated import DAY_SAID
from casefile.words.items.counts_said import Said, causes_said
from casefile.words.told.parted import as_note
from casefile.words.told.telling import Telling
from casefile.words.told.told_act import ToldAct, ToldActs
from casefile.words.typed.asides import NOTE
from casefile.words.what.agency_charges import AGENCY_CHARGE, REGION
from casefile.words.what.causes import causes as causes_of
from casefile.words.what.unsure import is_unsure
from casefile.words.which.whom import names_said

_REASON = r"(?:because|since|after|when|in that|as)\b"
_WHY = rf"(?P<why>(?:,? (?:{_REASON}|for\b)|[:;]) .+)?"
_BECAUSE = rf"(?:,? (?P<why>{_REASON}[^;]+))"
_why = re.compile(rf",? {_REASON}", re.IGNORECASE)
_on = re.compile(rf",? on (?P<day>{DAY_SAID})(?=$|[ ,;:])", re.IGNORECASE)
_with = re.compile(
    rf",? (?:with|at|before|in front of) (?P<agency>{REGION.pattern}(?: of the nlrb)?)"
    r"(?=$|[,;:]| (?:against|under|for|alleging|claiming|citing|based|over|by|because)\b)",
    re.IGNORECASE,
)
# A section as lawyers write it: 8(a)(3), Section 8(b)(1)(A), and (3) behind the first one.
_SECTION = r"(?:§§? ?)?\d{1,3}(?:\(\w{1,3}\))+"
_MORE = rf"(?:(?:,? and |, ?| ?& ?)(?:sections? )?(?:{_SECTION}|\(\w\)))*"
_ACT = r"(?: of (?:the )?(?:act|nlra|national labor relations act))?"
_SECTIONS = rf"(?:sections? )?(?P<sections>{_SECTION}{_MORE}){_ACT}"
_KIND = r"(?:(?:unfair labor practice|ulp|nlrb|eeoc|discrimination) )"
_CHARGE = (
    r"(?:an? |the |another |its |her |his )?(?:(?:new|second|amended) )?"
    rf"(?:{_KIND}|(?P<of>{_SECTION}{_MORE}) )?charges?"
)
_FILED = r"(?:has )?(?:filed|files|lodged|brought)"
_heads = tuple(
    re.compile(rf"(?:(?:nlrb|eeoc|ulp|unfair labor practice) charge: )?{form}", re.IGNORECASE)
    for form in (
        rf"(?P<who>[^:]+?) {_FILED} {_CHARGE}(?P<rest>(?:[ ,:].*)?)",
        (
            rf"{_CHARGE}(?P<front> (?:of|for|alleging) .+?)? (?:was |were |is )?"
            r"(?:filed|lodged|brought)(?P<rest>(?:[ ,:].*)?)"
        ),
        r"(?P<who>[^:]+?) (?:has )?charged(?P<rest> .+? with .+)",
    )
)
_each_charge = re.compile(rf"(?P<sections>{_SECTION}{_MORE}) charges?", re.IGNORECASE)
_several = re.compile(
    rf"(?P<who>[^:]+?) {_FILED} (?P<charges>(?:an? )?{_SECTION}{_MORE} charges?"
    rf"(?:(?:,? and |, )(?:an? )?{_SECTION}{_MORE} charges?)+)(?P<rest>(?:[ ,:].*)?)",
    re.IGNORECASE,
)
_BY, _WHOM = r"(?:,? by (?P<by>[^:]+?))?", rf"(?:,? against (?P<whom>(?:(?!,? {_REASON})[^:])+?))?"
_BEHIND = r"(?:,? against (?P<behind>[^:;,]+?))?"
_UNDER = (
    r"(?:,? (?:under|citing|based on|for (?:an? )?violations? of|for violating|for"
    r"|alleging(?: (?:an? )?violations? of)?)|:) "
)
_OVER = r"(?:,? (?:under|for|alleging|claiming|citing|over)(?: (?:a )?violations? of)?|[:,]) "
_CAUSE = rf"(?:{_OVER}(?P<cause>(?:(?!(?-i:\. [A-Z]))[^;])+))?"
# What is told of a charge: its sections with why it is brought, else for what it is.
_rests = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        *(f"{sides}{_UNDER}{_SECTIONS}{_BEHIND}{_WHY}" for sides in (_BY + _WHOM, _WHOM + _BY)),
        rf" (?P<whom>[^:;,]+?) with (?:an? )?(?:violating|violations? of) {_SECTIONS}{_WHY}",
        r" (?P<whom>[^:;,]+?) with (?P<cause>(?!.*\d\()[^;:]+)",
        rf" (?:of|for|alleging) (?P<cause>(?:(?! (?:against|by) |\d\()[^;:])+){_WHOM}{_BY}",
        *(f"{sides}{_CAUSE}" for sides in (_BY + _WHOM, _WHOM + _BY)),
        *(f"{sides}{_BECAUSE}" for sides in (_BY + _WHOM, _WHOM + _BY)),
    )
)


def agency_charge(telling: Telling) -> ToldActs | None:
    """Return the charges that are told to be filed with an agency; None for any other sentence."""
    if telling.track not in (Track.REGULATORY, Track.CIVIL):
        return None
    plain, day = _undated(telling)
    office = _with.search(plain)
    if telling.track == Track.CIVIL and not office:
        return None
    plain = _without(plain, office) if office else plain
    parts = _parts(plain)
    by_section = "sections" in parts or "charges" in parts
    unsure = is_unsure(telling.words)
    if not by_section and not unsure and (several := causes_said(plain)):
        return ToldActs([ToldAct(one) for one in several], day)
    causes = _sections(parts) or [one.words for one in causes_of(parts.get("cause", ""))]
    sides = _sides(telling, parts)
    if not (office or causes) or sides is None or (unsure and not by_section):
        return None
    why = "why" in parts or parts.keys() >= {"charges", "cause"}
    note = {NOTE: [as_note(telling.words)]} if office or why else {}
    sides |= {"kind": [AGENCY_CHARGE]} if telling.track == Track.CIVIL else {}
    first, *others = [sides | {"cause": [one]} for one in causes] or [sides]
    filed = "claim.filed" if telling.track == Track.CIVIL else "charge filed"
    return ToldActs([ToldAct(filed, one) for one in (first | note, *others)], day)


def _undated(telling: Telling) -> tuple[str, str]:
    """Return the words without the day of the charge; a day in why it is brought is another."""
    why = _why.search(telling.words)
    on = None if telling.given else _on.search(telling.words, 0, why.start() if why else MAX_TEXT)
    if on:
        return _without(telling.words, on), on["day"]
    return (telling.words, "") if why else telling.with_its_day


def _without(words: str, found: re.Match[str]) -> str:
    return f"{words[: found.start()]}{words[found.end() :]}"


def _parts(words: str) -> dict[str, str]:
    """Return the parts in which a charge is told, by their names; nothing for any other words."""
    head = next(filter(None, (form.fullmatch(words) for form in (_several, *_heads))), None)
    front = head.groupdict().get("front") if head else ""
    rest = f"{head['rest']}{front or ''}" if head else ""
    told = next(filter(None, (form.fullmatch(rest) for form in _rests)), None)
    if not head or not told:
        return {}
    every = [*told.groupdict().items(), *head.groupdict().items()]
    return {name: said.strip() for name, said in every if said}


def _sections(parts: Mapping[str, str]) -> list[str]:
    """Return the sections of each charge."""
    if "charges" in parts:
        return [one["sections"] for one in _each_charge.finditer(parts["charges"])]
    if "sections" in parts:
        return [parts["sections"]]
    return [": ".join(filter(None, (parts.get("cause"), parts["of"])))] if "of" in parts else []


def _sides(telling: Telling, parts: Mapping[str, str]) -> Said | None:
    """Return who charges whom, as fields; None where somebody is nobody who is known.

    Where sections are told that is asked.
    """
    if not parts:
        return None
    asking, matter_id = telling.asking, telling.matter_id
    sure = "sections" in parts or "charges" in parts or "of" in parts
    by = parts.get("who") or parts.get("by") or ""
    who = actor(asking, matter_id, by) if by else ""
    whom = parts.get("whom") or parts.get("behind") or ""
    names = names_said(asking, matter_id, whom) if whom else []
    if ((by and not who) or (whom and not names)) and not sure:
        return None
    claimants = {"claimants": [who or by]} if by else {}
    return claimants | ({"against": list(names) or [whom]} if whom else {})
