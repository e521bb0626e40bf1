"""Possession: a judgment of eviction, in the parts in which it is told, in whatever order.

That is for whom it is, against whom, possession, what is owed, and when a writ for it may issue.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from typing import NamedTuple

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.record import log
from casefile.installation import called
from casefile.law.events.claim import Side
from casefile.law.events.judgment import ClaimJudgmentEntered
from casefile.words.forms.dated import DAY_SAID
from casefile.words.misread import Misread
from casefile.words.what.courts import COURT
from casefile.words.what.papers import OF_ITS_DAY
from casefile.words.what.unsure import is_unsure
from casefile.words.which.said_events import LAST
from casefile.words.which.whom import party_said

_SUM = r"\$\d[\d,]*(?:\.\d\d)?"
# When a writ may issue, wherever that is told; a writ that has issued is another thing.
_writ = re.compile(
    r"(?:[;,.:]? (?:and |with )?|^)(?:an? |the )?writ(?: of (?:restitution|possession|assistance))?"
    r"(?:(?: (?:may|can|could|will|shall|is|to|not|be|able|allowed|issue[ds]?|for))+"
    r"|(?= (?:no earlier than|not before|on or after|after) ))"
    r"(?: (?:on|or|after|from|before|until|earlier|no|not|than|as of|starting))*"
    rf" (?P<day>{DAY_SAID})(?=$|[;,.:] )",
    re.IGNORECASE,
)
_on = re.compile(rf",? on (?P<day>{DAY_SAID})(?=$|[;,.: ])", re.IGNORECASE)
_issued = re.compile(
    r"\b(?:was|has|been|did|does)\b|^\W*\S* ?writ(?: of \w+)? issued", re.IGNORECASE
)
_OF_HOME = r"(?: of (?:the |his |her |their |its )?[a-z]+(?: (?:at|on) [^,;:]+?)?)?"
_POSSESSION = (
    r"(?:granting |awarding |giving |restoring )?(?:(?:him|her|it|them) )?"
    rf"(?:restitution (?:and|or) )?(?:immediate |exclusive |full )?possession{_OF_HOME}"
)
_OWED = r"(?:(?:back|unpaid|past[- ]due|overdue) )?(?:rent|damages|arrears)"
_GIVER = (
    rf"{COURT} (?:has )?(?:enter(?:ed|s)|grant(?:ed|s)|gave|gives|sign(?:ed|s)|issue[ds]|awarded)"
)
_head = re.compile(
    rf"(?:{_GIVER} (?:(?P<given>[^,;:]+?) )?"
    r"|(?P<winner>[^,;:]+?) "
    r"(?:got|won|obtained|received|took|(?:is|was) (?:granted|awarded|given)) )?"
    r"(?:an? |the )?(?:final |eviction )*(?P<first>possession )?"
    r"(?:(?P<kind>default|bench|consent|stipulated|summary) )?"
    r"judgments?(?P<rest>(?:[,;:]| ).+)",
    re.IGNORECASE,
)
_COSTS = r"(?:(?:court )?costs|(?:attorney'?s?'? )?fees|(?:pre|post)?-?(?:judgment )?interest)"
_ENTERED = r"(?:entered|granted|signed|issued|awarded)"
_HOW = r"(?:default|consent|stipulation|agreement)"
_cut = re.compile(
    r"[,;:] (?!\d{4}\b)(?:(?:and|plus|together with|with) )*(?:for )?"
    rf"|,? (?:and |plus |with |together with )+(?:for )?(?=\$|{_OWED}\b|{_COSTS}\b|{_POSSESSION}\b)"
    r"| (?=(?:for|against|on|of|in favou?r of) )| (?=(?:granting|awarding|giving) )"
    rf"| (?=by {_HOW}\b)"
    rf"|(?<! is)(?<! was)(?<! were) (?=(?:(?:is|was|were) )?{_ENTERED}\b)",
    re.IGNORECASE,
)
_pieces = {
    "done": rf"(?:(?:is|was|were) )?{_ENTERED}",
    "costs": rf"(?:for )?(?:{_COSTS}(?: of {_SUM})?|{_SUM} (?:in|for|of) {_COSTS})",
    "possession": rf"(?:(?:for|of) )?{_POSSESSION}(?P<by> by .+)?",
    "sum": (
        rf"(?:(?:for|of|in) )?(?P<owed>{_OWED} of )?(?P<sum>{_SUM})"
        r"(?P<what>(?: (?:in|for|of|and|plus|with) [a-z' -]+)+)?"
    ),
    "kind": rf"by (?P<kind>{_HOW})",
    "item": r"on (?P<item>.+)",
    "for": r"(?:for|in favou?r of) (?P<for>.+)",
    "against": r"against (?P<against>.+)",
}
_PIECES = {name: re.compile(form, re.IGNORECASE) for name, form in _pieces.items()}
_for_what = re.compile(rf"of (?!possession)|for (?:the )?{_OWED}\b", re.IGNORECASE)
_SIDES = {
    Side.CLAIMANT: re.compile(
        r"(?:the )?(?:landlord|landlady|owner|lessor|plaintiff|petitioner)", re.IGNORECASE
    ),
    Side.DEFENDANT: re.compile(
        r"(?:the )?(?:tenant|renter|lessee|occupant|defendant|respondent)", re.IGNORECASE
    ),
}


class Possession(NamedTuple):
    """A judgment of eviction as it is told: who it names, with its sum, and what else it says.

    What has no field is `more`.
    """

    parts: dict[str, str]
    fields: dict[str, str]
    day: str
    more: bool


def possession_said(asking: Asking, matter_id: str, typed: str) -> Possession | None:
    """Return the judgment of eviction that a sentence tells; None for any other sentence."""
    writ = _writ.search(typed)
    plain = f"{typed[: writ.start()]}{typed[writ.end() :]}" if writ else typed
    on = _on.search(plain)
    plain = f"{plain[: on.start()]}{plain[on.end() :]}" if on else plain
    found = _head.fullmatch(plain.strip(" .;,"))
    if not found or (writ and _issued.search(writ[0])) or is_unsure(plain):
        return None
    parts = {"kind": found["kind"] or "", "for": found["winner"] or found["given"] or ""}
    told = {"possession"} if found["first"] else set()
    more = False
    for piece in _together([one for one in _cut.split(found["rest"]) if one]):
        name, said = next(
            ((name, said) for name, form in _PIECES.items() if (said := form.fullmatch(piece))),
            ("", None),
        )
        again = name in told and name not in ("done", "costs")
        if not said or again or parts.get(name):
            return None
        told.add(name)
        groups = said.groupdict()
        parts |= {name: groups[name]} if groups.get(name) else {}
        more = more or name == "costs" or any(groups.get(one) for one in ("what", "by", "owed"))
    if "possession" not in told and not writ:
        return None
    for name in ("for", "against"):
        if parts.get(name):
            parts[name] = _party(asking, matter_id, parts[name])
            if not parts[name]:
                return None
    fields = {"possession": "yes"} if "possession" in told else {}
    fields |= {"writ_on": writ["day"]} if writ else {}
    named = {name: one for name, one in parts.items() if one}
    return Possession(named, fields, on["day"] if on else "", more)


def _together(pieces: Sequence[str]) -> list[str]:
    """Return pieces with what belongs to the one before it: $900 | in rent, possession | of it."""
    found: list[str] = []
    for piece in pieces:
        if found and _for_what.match(piece):
            found[-1] = f"{found[-1]} {piece}"
        else:
            found.append(piece.strip())
    return found


def _party(asking: Asking, matter_id: str, words: str) -> str:
    """Return what a party is called whom words mean; the landlord is who alone brings a claim."""
    if said := party_said(asking, matter_id, words):
        return said
    side = next((side for side, form in _SIDES.items() if form.fullmatch(words)), None)
    view = matters.view(asking, matter_id)
    of = {
        party.party_id
        for one in view.items
        for party in one.parties
        if side and party.side == side and not is_back(one)
    }
    names = [one.name for one in view.parties if one.party_id in of]
    return names[0] if len(names) == 1 else ""


def is_back(claim: matters.MatterItem) -> bool:
    """Tell whether a claim is brought back against who sued, or by who was sued."""
    return str(claim.kind or "").startswith(("counter", "cross", "third"))


def check_writ(asking: Asking, matter_id: str, typed: str) -> None:
    """Say that when a writ may issue is said of the judgment, where it is told alone.

    Raises Misread.
    """
    writ = _writ.fullmatch(typed.rstrip(" ."))
    if not writ or _issued.search(writ[0]):
        return
    day = f"writ_on={shlex.quote(writ['day'])}"
    events = log.page(asking, matter_id=matter_id, newest=True, limit=LAST).events
    judged = [one.position for one in events if one.type == ClaimJudgmentEntered.tag]
    then = f"{called()} correct {judged[0]} {day}" if judged else ""
    alone = f"casefile post MATTER 'judgment for possession' {day}{OF_ITS_DAY}"
    raise Misread(f"From when a writ may issue is said of the judgment: {then or alone}.")
