"""Incidents: what happened to somebody before the matter, as it is told: Ann slipped on ice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casefile.answers.asking import Asking
from casefile.answers.meaning.meant import category
from casefile.law.codes import Track
from casefile.words.forms.clauses import OURS
from casefile.words.typed.asides import Aside, Way
from casefile.words.what.event_types import TRACKS
from casefile.words.which.whom import names_said

_HAPPENED = (
    r"(?:slipped(?! up\b)|tripped|collapsed|crashed|drowned"
    r"|fell(?! (?:behind|ill|asleep|apart|through|short|for|in love)\b)"
    r"|(?:was |were |got |had been )(?:\w+ly )?"
    r"(?:hit|struck|rear-?ended|sideswiped|t-?boned|run over"
    r"|bitten|burned|scalded|injured|hurt|attacked|assaulted|shocked|electrocuted|crushed|wounded)"
    r"|(?:injured|hurt|broke|fractured|sprained|burned|cut) (?:his|her|their) )"
)
_told = re.compile(
    rf"(?P<who>(?:the client|he|she|they|{OURS}|[A-Z].*?))(?:'s (?:car|truck|vehicle))?"
    rf"(?: and .+?)? (?P<what>{_HAPPENED}.*)"
)
# What happened, as the thing that it was: the crash happened in Gallup.
_thing = re.compile(
    r"(?:the |an? |this |her |his |(?:my|our) client's |our )?"
    r"(?P<what>(?:(?!motion|order|hearing)[\w-]+ ){0,3}"
    r"(?:crash|accident|collision|wreck|pile-?up|fall|incident|injury|fire|explosion|fight|assault"
    r"|shooting|dog bite|spill|slip[- ]and[- ]fall)) (?:happened|occurred|took place)"
    r"(?P<where> (?:in|at|on|near|outside|inside|when|while|as|because|after) .+)?",
    re.IGNORECASE,
)
_PRONOUNS = ("he", "she", "they", "we", "our client", "the client")
# What is an act of the matter, or of a court, and nothing that befell anybody.
_ACT = re.compile(
    r"\b(?:court|judge|jury|motion|order|charges?|charged|pleaded|count|filed|sued|hearing|sanction\w*"
    r"|judgment|verdict|default|deadline)\b",
    re.IGNORECASE,
)


def incidents(asking: Asking, matter_id: str, typed: str) -> Iterator[Way]:
    """Yield the words for an incident with what happened, where it befell somebody of a matter."""
    if (thing := _thing.fullmatch(typed)) and not _ACT.search(typed):
        text = f"{thing['what']}{thing['where'] or ''}"
        yield "incident", [Aside(("description",), text, belongs=True)]
        return
    found = _told.fullmatch(typed)
    civil = TRACKS.get(category(asking, matter_id) or "") == Track.CIVIL
    if found is None or not civil or _ACT.search(typed):
        return
    who = found["who"]
    if who.casefold() in _PRONOUNS or names_said(asking, matter_id, who):
        text = typed[:1].upper() + typed[1:]
        yield "incident", [Aside(("description",), text, belongs=True)]
