"""Agency sections: who charges whom before an agency, by the sections that are said to be violated.

One charge is one claim, under however many sections; where several charges are told, each is one.
Why it is brought, and with which region, stands in the note, which is all that was typed.
"""

from __future__ import annotations

import re

from casefile.answers.asking import Asking
from casefile.words.forms.clauses import actor
from casefile.words.items.counts_said import Said
from casefile.words.typed.asides import NOTE
from casefile.words.what.agency_charges import REGION
from casefile.words.which.whom import names_said

# A section as lawyers write it: 8(a)(3), Section 8(b)(1)(A), and (3) behind the first one.
_SECTION = r"(?:§§? ?)?\d{1,3}(?:\(\w{1,3}\))+"
_MORE = rf"(?:(?:,? and |, ?| ?& ?)(?:sections? )?(?:{_SECTION}|\(\w\)))*"
_ACT = r"(?: of (?:the )?(?:act|nlra|national labor relations act))?"
_SECTIONS = rf"(?:sections? )?(?P<sections>{_SECTION}{_MORE}){_ACT}"
_CHARGE = r"(?:(?:unfair labor practice|ulp|nlrb) )?charges?"
_REGION = rf"(?:,? (?:with|at|before) (?P<{{}}>{REGION.pattern}))?"
_AGAINST = r"(?:,? against (?P<{}>[^:;,]+?))?"
_WHY = r"(?P<why>(?:,? (?:because|since|after|when|for|in that|as)\b|[:;]) .+)?"
_UNDER = (
    r"(?:,? (?:under|citing|based on|for (?:an? )?violations? of|for violating|for"
    r"|alleging(?: (?:an? )?violations? of)?)|:) "
)
# What is told of a charge: with which region it is, and against whom, on either side of each other.
_SIDES = f"{_REGION.format('before')}{_AGAINST.format('whom')}{_REGION.format('region')}"
_OF_CHARGE = (
    f"{_SIDES}{_UNDER}{_SECTIONS}{_REGION.format('behind')}{_AGAINST.format('other')}"
    f"{_REGION.format('last')}{_WHY}"
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<who>.+?) (?:has )?filed (?:an? |the )?{_CHARGE}{_OF_CHARGE}",
        rf"(?:an? |the )?{_CHARGE} (?:was )?filed(?: by (?P<who>.+?))?{_OF_CHARGE}",
        (
            r"(?P<who>.+?) (?:has )?charged (?P<whom>[^:;,]+?) with (?:an? )?"
            rf"(?:violating|violations? of) {_SECTIONS}{_WHY}"
        ),
        (
            rf"(?P<who>.+?) (?:has )?filed (?P<several>(?:an? )?{_SECTION}{_MORE} charges?"
            rf"(?:(?:,? and |, )(?:an? )?{_SECTION}{_MORE} charges?)+){_SIDES}{_WHY}"
        ),
    )
)
_each_charge = re.compile(rf"(?P<sections>{_SECTION}{_MORE}) charges?", re.IGNORECASE)


def agency_charges(asking: Asking, matter_id: str, typed: str) -> list[Said]:
    """Return the charges that somebody files under sections; nothing where it is told otherwise."""
    found = next(filter(None, (form.fullmatch(typed) for form in _FORMS)), None)
    if found is None:
        return []
    parts = found.groupdict()
    who, whom = parts["who"] or "", parts["whom"] or parts.get("other") or ""
    by = actor(asking, matter_id, who) or who
    sides: Said = {"claimants": [by]} if by else {}
    sides |= {"against": names_said(asking, matter_id, whom) or [whom]} if whom else {}
    several = _each_charge.finditer(parts.get("several") or "")
    causes = [one["sections"] for one in several] or [parts["sections"]]
    more = any(parts.get(one) for one in ("why", "before", "region", "behind", "last"))
    note = {NOTE: [f"{typed[:1].upper()}{typed[1:]}"]} if more else {}
    first, *others = ({**sides, "cause": [one]} for one in causes)
    return [{**first, **note}, *others]
