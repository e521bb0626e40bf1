"""Substituted: who takes the place of a party, told where nobody has added them yet.

An estate takes that of whom it is of, because of the death; it is a party of its own, and no
person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning import meant
from casefile.law.events.party import PartyKind
from casefile.law.events.standing import SubstitutionReason
from casefile.words.new_ids import GivenId, of_party
from casefile.words.told.told_act import ToldAct
from casefile.words.typed.asides import NOTE
from casefile.words.which.whom import party_said

_IN_PLACE = r"(?:for|in (?:the )?place of|as successor (?:to|of))"
_BY = r"(?:,? \((?P<more>[^()]+)\)|,? by (?P<by>.+?))?"
_substituted = re.compile(
    rf"(?:the )?(?P<who>(?-i:[A-Z]).+?|estate of .+?){_BY},?"
    rf" (?:(?:is|was|has been) )?(?:substituted|substitutes)(?: {_IN_PLACE} (?P<whom>.+?))?"
    r"(?: as (?:the )?(?:plaintiff|defendant|party)s?)?",
    re.IGNORECASE,
)
_substituted_by = re.compile(
    r"(?P<whom>.+?) (?:is|was|has been) (?:substituted|replaced) by (?:the )?"
    rf"(?P<who>estate of .+?){_BY}",
    re.IGNORECASE,
)
_estate = re.compile(r"estate of (?:the late )?(?P<dead>.+)", re.IGNORECASE)


def substituted(asking: Asking, matter_id: str, typed: str) -> Iterator[ToldAct]:
    """Yield that a successor is added, who is not there yet, and takes a party's place."""
    found = _substituted.fullmatch(typed) or _substituted_by.fullmatch(typed)
    if found is None:
        return
    called = found["who"][:1].upper() + found["who"][1:]
    estate = _estate.fullmatch(called)
    before = found["whom"] or (estate["dead"] if estate else "")
    replaced = party_said(asking, matter_id, before) if before else ""
    there = bool(party_said(asking, matter_id, called))
    if not replaced or (there and not estate):
        return
    reason = {"reason": [SubstitutionReason.DEATH.value]} if estate else {}
    to = called if there else GivenId(of_party())
    if not there:
        role = _role(asking, matter_id, replaced)
        kind = {"kind": [PartyKind.ORGANIZATION.value]} if estate else {}
        who = {"party": [str(to)], "name": [called], "role": [role], **kind}
        more = {NOTE: [typed[:1].upper() + typed[1:]]} if found["more"] or found["by"] else {}
        yield ToldAct("party added", {**who, **more}, tag="party.added")
    said = {"from": [replaced], "to": [to], **reason}
    yield ToldAct("party substituted", said, tag="party.substituted")


def _role(asking: Asking, matter_id: str, name: str) -> str:
    """Return in which role a party is in a matter."""
    own = meant.party(asking, name, matter_id=matter_id).id
    return next(one.role for one in matters.view(asking, matter_id).parties if one.party_id == own)
