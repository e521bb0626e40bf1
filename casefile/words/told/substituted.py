"""Substituted: who takes the place of a party, told where nobody has added them yet.

An estate takes that of whom it is of, because of the death; it is a party of its own, and no
person. Whoever acts for it, or takes the place for it, is somebody as well: a check for conflicts
asks who is in a matter, and a note tells it nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning import meant
from casefile.law.events.party import PartyKind
from casefile.law.events.standing import SubstitutionReason
from casefile.words.new_ids import GivenId, of_party
from casefile.words.told.told_act import ToldAct
from casefile.words.typed.asides import NOTE
from casefile.words.which.whom import party_said

_DEATH = SubstitutionReason.DEATH.value
_IN_PLACE = r"(?:for|in (?:the )?place of|as successor (?:to|of))"
_IS = r"(?:(?:is|was|has been) )?"
_AS_PARTY = r"(?: as (?:the )?(?:plaintiff|defendant|party)s?)?"
_BY = r"(?:,? \((?P<more>[^()]+)\)|,? by (?P<by>.+?))?"
_BESIDE = r"(?P<beside>(?:[,;]|,? with|,? by) .+)?"
_substituted = re.compile(
    rf"(?:the )?(?P<who>(?-i:[A-Z]).+?|estate of .+?){_BY},?"
    rf" {_IS}(?:substituted|substitutes)(?: {_IN_PLACE} (?P<whom>.+?))?{_AS_PARTY}{_BESIDE}",
    re.IGNORECASE,
)
_substituted_by = re.compile(
    r"(?P<whom>.+?) (?:is|was|has been) (?:substituted|replaced) by (?:the )?"
    rf"(?P<who>estate of .+?){_BY}(?P<beside>(?!))?",
    re.IGNORECASE,
)
_estate = re.compile(r"(?:the )?estate of (?:the late )?(?P<dead>.+)", re.IGNORECASE)
# Who acts for somebody who has died, and who for somebody else.
_OF_THE_DEAD = (
    r"(?:personal representative|(?:co-)?execut(?:or|rix)|(?:special )?administrat(?:or|rix))"
)
_CAPACITY = rf"(?P<capacity>{_OF_THE_DEAD}|trustee|conservator|guardian(?: ad litem)?|next friend)"
_THE = r"(?:(?:the|its|his|her|an?|court-appointed|duly appointed) )*"
_PERSON = r"(?P<person>(?-i:[A-Z])[^,;()]+?)"
_of_the_dead = re.compile(_OF_THE_DEAD, re.IGNORECASE)
_acting = re.compile(
    rf"(?:[,;] ?|with |by )*(?:and through )?{_THE}"
    rf"(?:{_CAPACITY},? {_PERSON}|{_PERSON.replace('person', 'other')}"
    rf"(?:,| as| is)+ {_THE}{_CAPACITY.replace('<capacity', '<as')})(?: of .+)?",
    re.IGNORECASE,
)
_AS = (
    rf"(?:,? as|,|,? in (?:his|her) capacity as| \()? ?{_THE}{_CAPACITY}"
    r"(?: of (?:the )?(?P<of>[^,;()]+?))?\)?,?"
)
_in_capacity = (
    re.compile(
        rf"{_PERSON}{_AS} {_IS}(?:substituted|substitutes)(?: {_IN_PLACE} (?P<whom>.+?))?"
        rf"{_AS_PARTY}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:the (?:court|judge) )?substitut(?:e[sd]?|ing|ion of) {_PERSON}{_AS}"
        rf" {_IN_PLACE} (?P<whom>.+?){_AS_PARTY}",
        re.IGNORECASE,
    ),
    *(
        re.compile(rf"{_PERSON} {_IS}substituted{first}{last}{_AS_PARTY}", re.IGNORECASE)
        for whom in (rf" {_IN_PLACE} (?P<whom>.+?)",)
        for first, last in ((_AS, f"(?:{whom})?"), (whom, _AS))
    ),
)


class _Successor(NamedTuple):
    """Who takes whose place, as what, for what reason, and what is noted beside it.

    `of` is of whom somebody acts, as that is said; `acting` are others who act for the successor,
    each with the capacity in which they do.
    """

    called: str
    before: str
    reason: str = ""
    kind: str = ""
    capacity: str = ""
    of: str = ""
    acting: tuple[tuple[str, str], ...] = ()
    noted: bool = False


def substituted(asking: Asking, matter_id: str, typed: str) -> Iterator[ToldAct]:
    """Yield that a successor is added, who is not there yet, and takes a party's place."""
    found = _read(typed)
    if found is None:
        return
    replaced = party_said(asking, matter_id, found.before) if found.before else ""
    there = bool(party_said(asking, matter_id, found.called))
    if not replaced or (there and not (found.kind or found.capacity)):
        return
    reason = {"reason": [found.reason]} if found.reason else {}
    to = found.called if there else GivenId(of_party())
    others = [one for one in found.acting if not party_said(asking, matter_id, one[0])]
    told = [(name, f"{capacity} of the {found.called}") for name, capacity in others]
    noted = found.noted or len(others) < len(found.acting)
    note = {NOTE: [typed[:1].upper() + typed[1:]]} if noted else {}
    if not there:
        role = _role(asking, matter_id, replaced)
        if found.capacity:
            role = f"{role}, as {found.capacity} of {found.of or replaced}"
        kind = {"kind": [found.kind]} if found.kind else {}
        who = {"party": [str(to)], "name": [found.called], "role": [role], **kind}
        yield ToldAct("party added", {**who, **note}, tag="party.added")
    for name, role in told:
        kind = {"kind": [PartyKind.PERSON.value]}
        who = {"party": [str(GivenId(of_party()))], "name": [name], "role": [role], **kind}
        yield ToldAct("party added", who, tag="party.added")
    said = {"from": [replaced], "to": [to], **reason}
    yield ToldAct("party substituted", said, tag="party.substituted")


def _read(typed: str) -> _Successor | None:
    """Return who takes whose place by a sentence; None where it tells of none."""
    if found := next(filter(None, (one.fullmatch(typed) for one in _in_capacity)), None):
        capacity, of = found["capacity"].casefold(), found["of"] or ""
        dead = _estate.fullmatch(of)
        return _Successor(
            called=found["person"],
            before=found["whom"] or (dead["dead"] if dead else of),
            reason=_DEATH if _of_the_dead.fullmatch(capacity) else "",
            kind=PartyKind.PERSON.value,
            capacity=capacity,
            of=f"the {of}" if dead else of,
        )
    found = _substituted.fullmatch(typed) or _substituted_by.fullmatch(typed)
    if found is None:
        return None
    called = found["who"][:1].upper() + found["who"][1:]
    estate = _estate.fullmatch(called)
    before, beside = found["whom"] or "", found["beside"] or ""
    told = [one for one in (found["more"], found["by"], beside) if one]
    acting = [one for one in map(_acting.fullmatch, told) if one] if estate else []
    if beside and not any(one.string == beside for one in acting):
        before += beside
    each = (
        (one["person"] or one["other"], (one["capacity"] or one["as"]).casefold()) for one in acting
    )
    return _Successor(
        called=called,
        before=before or (estate["dead"] if estate else ""),
        reason=_DEATH if estate else "",
        kind=PartyKind.ORGANIZATION.value if estate else "",
        acting=tuple(each),
        noted=len(acting) < len(told),
    )


def _role(asking: Asking, matter_id: str, name: str) -> str:
    """Return in which role a party is in a matter."""
    own = meant.party(asking, name, matter_id=matter_id).id
    return next(one.role for one in matters.view(asking, matter_id).parties if one.party_id == own)
