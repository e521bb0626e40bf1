"""Found on plea: a plea, and the conviction or the adjudication on it, told in one sentence."""

from __future__ import annotations

import re

from casefile.answers.asking import Asking
from casefile.answers.meaning.meant import category
from casefile.law.codes import Track
from casefile.law.events.matter import MatterCategory
from casefile.words.told.told_act import ToldAct
from casefile.words.what.courts import COURT
from casefile.words.what.event_types import TRACKS
from casefile.words.which.several import COUNTS

# A plea and what the court finds on it: pleaded guilty to count 1 and the judge found her guilty.
_FOUND = (
    r"(?:(?:found|adjudged|adjudicated) (?:(?:him|her|them|[a-z'-]+) )?guilty"
    r"|convicted(?: (?:him|her|them))?"
    r"|(?:entered )?(?:an? |the )?(?:judgment of )?conviction(?: entered)?)"
)
_ACCEPTED = (
    r"(?:accepted (?:(?:the|his|her|their|that|each|it)\b ?)?(?:guilty )?(?:pleas?)?,? ?(?:and )?"
    r"|(?:(?:the|his|her|their) )?(?:guilty )?plea (?:(?:was|is) )?accepted[,;]? (?:and )?)?"
)
_on_plea = re.compile(
    r"(?P<plea>.*?\b(?:pleaded|pled|pleads|plead|entered an?)\b.*?"
    r"\b(?P<how>(?<!not )guilty|no contest|nolo contendere)\b(?: pleas?)?"
    r"(?: (?:to|on) (?P<item>.+?))?)(?:[,;]| and|[,;] and) "
    rf"(?:(?:{COURT}|judge [a-z'-]+) (?:has )?)?{_ACCEPTED}(?:(?:was|were|is) )?{_FOUND}"
    r"(?: (?:of|on|to) (?:it|them|that|those|both|all|each|the plea|the charges?"
    r"|that count|(?P<again>counts? .+)))?",
    re.IGNORECASE,
)
# That a plea of before is accepted is told by what is entered on it.
_accepted = re.compile(
    rf"(?:(?:{COURT}|judge [a-z'-]+) (?:has )?accepted "
    r"(?:the|his|her|their|that|(?P<whose>(?-i:[A-Z])[^;,]*?)(?:'s|s')) "
    r"(?:(?:guilty|no contest|nolo contendere) )?plea"
    r"|(?:(?:the|his|her|their) )?(?:guilty )?plea (?:(?:was|is) )?accepted)"
    r"(?:[,;] (?:and )?| and )"
    r"(?P<act>.*\b(?:convict(?:ed|ion)|guilty|adjudicat\w+|deferred|withheld)\b.*)",
    re.IGNORECASE,
)
_found_him = re.compile(
    r"^(?:(?:convicted|found|adjudged) (?:him|her|them)(?: guilty)?)(?= (?:of|on) )", re.IGNORECASE
)
_on_admission = re.compile(
    rf"(?P<plea>.*?\b(?:admitted|admits)(?: to)?(?: (?P<item>{COUNTS}|(?:both|all)(?: [a-z]+)?))?)"
    rf"(?:[,;]| and|[,;] and) (?:(?:{COURT}|judge [a-z'-]+) (?:has )?)?(?:(?:was|were|is) )?"
    r"(?:found|adjudicated|adjudged)(?: (?:him|her|them|[a-z'-]+))??(?: (?:to be )?(?:an? )?)?"
    r" ?delinquent(?: child)?",
    re.IGNORECASE,
)


def found_on_plea(asking: Asking, matter_id: str, typed: str) -> list[ToldAct]:
    """Return a plea and the conviction on it, where a sentence tells both of the same charges."""
    of = category(asking, matter_id) or ""
    if of == MatterCategory.JUVENILE and (admitted := _on_admission.fullmatch(typed)):
        own = {"item": [admitted["item"]]} if admitted["item"] else {}
        return [ToldAct(admitted["plea"]), ToldAct("adjudicated delinquent", own)]
    found = _on_plea.fullmatch(typed)
    if found is None and (accepted := _accepted.fullmatch(typed)):
        whose = accepted["whose"]
        of_whom = _found_him.sub(f"{whose} was convicted", accepted["act"]) if whose else ""
        return [ToldAct(of_whom or accepted["act"])]
    if found is None or TRACKS.get(of) != Track.CRIMINAL or of == MatterCategory.JUVENILE:
        return []
    if found["again"] and found["again"] != found["item"]:
        return []
    basis = "guilty plea" if found["how"].casefold() == "guilty" else "no contest plea"
    item = {"item": [found["item"]]} if found["item"] else {}
    return [ToldAct(found["plea"]), ToldAct("conviction entered", {**item, "basis": [basis]})]
