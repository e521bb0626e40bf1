"""Agency charge: a charge that is filed with an agency, in the parts in which it is told.

That is who files it, against whom, with which office, under which section or for what, and when:
the union filed a charge with NLRB Region 28 on May 3 under 8(a)(1).
"""

from __future__ import annotations

import re

from casefile.answers.asking import Asking
from casefile.answers.meaning.meant import category
from casefile.law.events.matter import MatterCategory
from casefile.words.forms.clauses import actor
from casefile.words.forms.dated import DAY_SAID
from casefile.words.items.counts_said import causes_said
from casefile.words.told.parted import as_note
from casefile.words.told.told_act import ToldAct, ToldActs
from casefile.words.typed.asides import NOTE
from casefile.words.what.agency_charges import REGION
from casefile.words.what.unsure import is_unsure
from casefile.words.which.whom import names_said

_on = re.compile(rf",? on (?P<day>{DAY_SAID})(?=$|[ ,;:])", re.IGNORECASE)
_with = re.compile(
    rf",? (?:with|at|before|in front of) (?P<agency>{REGION.pattern}(?: of the nlrb)?)"
    r"(?=$|[,;:]| (?:against|under|for|alleging|claiming|citing|over|by)\b)",
    re.IGNORECASE,
)
_SECTIONS = r"\S*\d\S*(?:(?:,| and|, and) \S*\d\S*)*"
_CHARGE = (
    r"(?:an? |the |another |its |her |his )?(?:(?:new|second|amended) )?"
    r"(?:(?:unfair labor practice|ulp|nlrb|eeoc|discrimination) "
    rf"|(?P<sections>{_SECTIONS}) )?charges?"
)
_heads = tuple(
    re.compile(rf"(?:(?:nlrb|eeoc|ulp|unfair labor practice) charge: )?{form}", re.IGNORECASE)
    for form in (
        rf"(?P<who>[^:]+?) (?:has )?(?:filed|files|lodged|brought) {_CHARGE}(?P<rest>(?:[ ,:].*)?)",
        rf"{_CHARGE} (?:was |were |is )?(?:filed|lodged|brought)(?P<rest>(?:[ ,:].*)?)",
    )
)
_FOR = (
    r"(?:(?:,? (?:under|for|alleging|claiming|citing|over)(?: (?:a )?violations? of)?|[:,]) "
    r"(?P<cause>.+))?"
)
_rests = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?:,? by (?P<by>[^:]+?))?(?:,? against (?P<whom>[^:]+?))?{_FOR}",
        rf"(?:,? against (?P<whom>[^:]+?))?(?:,? by (?P<by>[^:]+?))?{_FOR}",
    )
)


def agency_charge(asking: Asking, matter_id: str, typed: str, given: str) -> ToldActs | None:
    """Return the charge that is told to be filed with an agency; None for any other sentence."""
    if category(asking, matter_id) != MatterCategory.REGULATORY or is_unsure(typed):
        return None
    on = None if given else _on.search(typed)
    plain = f"{typed[: on.start()]}{typed[on.end() :]}" if on else typed
    office = _with.search(plain)
    plain = f"{plain[: office.start()]}{plain[office.end() :]}" if office else plain
    day = on["day"] if on else ""
    if several := causes_said(plain):
        return ToldActs([ToldAct(one) for one in several], day)
    head = next(filter(None, (form.fullmatch(plain) for form in _heads)), None)
    rest = head["rest"] if head else ""
    told = next(filter(None, (form.fullmatch(rest) for form in _rests)), None) if head else None
    if not head or not told or not (office or told["cause"] or head["sections"]):
        return None
    by = (head.groupdict().get("who") or "").strip() or told["by"] or ""
    who = actor(asking, matter_id, by) if by else ""
    whom = names_said(asking, matter_id, told["whom"]) if told["whom"] else []
    if (by and not who) or (told["whom"] and not whom):
        return None
    cause = ": ".join(filter(None, (told["cause"], head["sections"])))
    fields: dict[str, list[str]] = {"claimants": [who]} if who else {}
    fields |= {"against": list(whom)} if whom else {}
    fields |= {"cause": [cause]} if cause else {}
    fields |= {NOTE: [as_note(typed)]} if office else {}
    return ToldActs([ToldAct("charge filed", fields)], day)
