"""Tickets: a ticket as it is told at once, with its number, what it is for, its fine and its day.

Each of these stands behind a comma: ticket TK-55120, running a red light, $85, due November 2.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from casefile.answers.asking import Asking
from casefile.answers.meaning.meant import category
from casefile.law.codes import Track
from casefile.words.forms.dated import DAY_SAID
from casefile.words.items.offenses import may_be_several
from casefile.words.typed.asides import NOTE
from casefile.words.what.event_types import TRACKS
from casefile.words.what.event_words import is_past
from casefile.words.which.whom import names_said

# A number is told as one, or has letters, a hyphen or four digits.
_NUMBER = (
    r"(?:(?:no\.?|number|#) ?(?P<number>[\w-]*\d[\w-]*)"
    r"|(?P<code>[A-Z]{1,4}-?\d[\w-]*|\d\w*-[\w-]+|\d{4,}))"
)
_head = re.compile(
    rf"(?:an? |the )?(?:(?:traffic|parking|(?P<speeding>speeding)) )?(?:ticket|citation)"
    rf"(?: (?:was )?(?:issued|filed))?(?:[,:]? {_NUMBER})?(?: issued)?"
    r"(?:[,:]? (?:for (?P<behind>.+))?(?P<rest>.*))?",
    re.IGNORECASE,
)
_cited = re.compile(
    r"(?P<who>.+?) (?:(?:was|were|got) )?(?:cited|ticketed) (?:for )(?P<rest>.+)", re.IGNORECASE
)
_number = re.compile(_NUMBER, re.IGNORECASE)
_fine = re.compile(
    r"(?:an? )?(?:fine (?:of )?)?(?P<fine>\$\d[\d,]*(?:\.\d\d)?)(?: fine)?", re.IGNORECASE
)
_due = re.compile(
    r"(?:due|to be paid|paid(?= by )|answer|respond|(?:pay|answer) or contest|pay)(?: (?:on|by))? "
    r"(?P<due>.*\d.*)",
    re.IGNORECASE,
)
_issued = re.compile(rf"(?:of|on|dated|issued(?: on)?) (?P<day>{DAY_SAID})", re.IGNORECASE)
_STATUTE = r"(?:NMSA |§ ?)?\d+-\d+[A-Z]?-\d[\w.-]*(?:\(\w+\))*"
_statute = re.compile(rf"(?:(?P<before>.+) )?\(?(?P<statute>{_STATUTE})\)?", re.IGNORECASE)
# A citation that came in, and by when it is to be answered.
_received = re.compile(
    r"(?:the |our |an? )?(?:(?:traffic|osha|speeding) )?(?:citations?|tickets?) (?:was |were )?"
    r"(?:received|came in|arrived)[,;]? (?:and )?(?:(?:it|they|answer|response|contest) )?"
    r"(?:(?:is|are) )?(?:due|to be (?:paid|answered|contested)|must be (?:paid|answered|contested))"
    r"(?: (?:by|on))? (?P<due>.*\d.*)",
    re.IGNORECASE,
)
# Who wrote it, which is no part of what it is for.
_OFFICER = (
    r"(?:an? |the )?(?:officer|deputy|trooper|sergeant|sgt\.?|ofc\.?|patrolman|state police"
    r"|police|sheriff)(?: officer)?(?: (?-i:[A-Z])[\w.'-]*){0,3}"
)
_written = re.compile(
    r",? (?:(?:(?:that|which) (?:was|were) )?(?:written|issued|given|signed)(?: up)? )?"
    rf"by {_OFFICER}"
    r"(?=$|[,;]| (?:for|on)\b)",
    re.IGNORECASE,
)
_wrote = re.compile(
    rf"{_OFFICER} (?:(?:wrote|gave|issued|handed) (?:.+? )?"
    r"(?P<ticket>an? .*?(?:ticket|citation)\b)"
    r"|(?:cited|ticketed) (?P<cited>.+?)(?= for ))(?P<rest>.*)",
    re.IGNORECASE,
)
_clauses = re.compile(r"[,;] (?!(?:19|20)\d\d\b)")  # what is no year of the day before it


class TicketSaid(NamedTuple):
    """The fields of the charge that a ticket is, and the day by which it is to be answered."""

    fields: dict[str, list[str]]
    due: str = ""


def answer_due(asking: Asking, matter_id: str, typed: str) -> str:
    """Return the words for the deadline of a citation that was received; nothing for all else."""
    found = _received.fullmatch(typed)
    if found is None:
        return ""
    match TRACKS.get(category(asking, matter_id) or ""):
        case Track.CRIMINAL:
            return f"pay or contest by {found['due']}"
        case Track.REGULATORY:
            return f"notice of contest due {found['due']}"
    return ""


def ticket_said(asking: Asking, matter_id: str, typed: str) -> TicketSaid | None:
    """Return what a sentence says of a ticket in a matter of charges; None where it tells of none.

    A number, a fine, a section and a day are what they look like; what is left is what it is for.
    """
    if TRACKS.get(category(asking, matter_id) or "") != Track.CRIMINAL:
        return None
    told, typed = typed, _without_officer(typed)
    head, cited = _head.fullmatch(typed), _cited.fullmatch(typed)
    who = " and ".join(names_said(asking, matter_id, cited["who"])) if cited else ""
    if head is None and not who:
        return None
    found: dict[str, str] = {"party": who} if who else {}
    words = (head["behind"] or head["rest"] or "") if head else cited["rest"] if cited else ""
    offense = ["speeding"] if head and head["speeding"] else []
    if head and (no := head["number"] or head["code"]):
        found["number"] = no
    due = ""
    for clause in filter(None, _clauses.split(words)):
        if day := _due.fullmatch(clause):
            due = day["due"]
        elif "date" not in found and (issued := _issued.fullmatch(clause)):
            found["date"] = issued["day"]
        elif "fine" not in found and (fine := _fine.fullmatch(clause)):
            found["fine"] = fine["fine"]
        elif "statute" not in found and (statute := _statute.fullmatch(clause)):
            found["statute"] = statute["statute"]
            offense += [statute["before"]] if statute["before"] else []
        elif "number" not in found and (number := _number.fullmatch(clause)):
            found["number"] = number["number"] or number["code"]
        else:
            offense.append(clause)
    done = any(is_past(word) for clause in offense for word in clause.split())
    several = any(map(may_be_several, offense))  # of which one has no known name
    if done or several or not offense or not (found or due or told != typed):
        return None  # what was done with a ticket is no offense
    said = found | {"offense": ", ".join(offense), "instrument": "citation"}
    note = {NOTE: f"{told[:1].upper()}{told[1:]}"} if told != typed else {}
    return TicketSaid({name: [one] for name, one in (said | note).items()}, due)


def _without_officer(typed: str) -> str:
    """Return the words for a ticket without who wrote it, who is kept with all of them."""
    if wrote := _wrote.fullmatch(typed):
        head = f"{wrote['cited']} was cited" if wrote["cited"] else wrote["ticket"]
        return f"{head}{wrote['rest']}"
    return _written.sub("", typed)
