"""Judgments said: what is adjudged on each of several claims, with the sum of each."""

from __future__ import annotations

import re

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning import meant
from casefile.answers.meaning.meant_items import item
from casefile.errors import Several, Unknown
from casefile.law.events.claim import Side
from casefile.words.items.counts_said import Said
from casefile.words.items.possession import possession_said
from casefile.words.misread import Misread
from casefile.words.typed.asides import NOTE
from casefile.words.what.courts import COURT
from casefile.words.what.papers import OF_ITS_DAY, as_typed, note_of
from casefile.words.what.verdicts import BENCH, ENTRY, JURY, KIND
from casefile.words.which.whom import items_said, party_said

_SUM = r"\$\d[\d,]*(?:\.\d\d)?"
_SIDE = r"(?:for|against|in favou?r of)"
_head = re.compile(
    r"(?:(?P<finder>(?:the )?(?:trial |district |county )?(?:court|judge|jury)) (?:has )?"
    r"(?P<how>finds|found|rules|ruled|decides|decided|enters judgment|entered judgment)"
    r"|(?:an? )?(?:final )?(?:(?P<kind>bench|jury) )?judgments?(?: (?:was |were |is )?entered)?)"
    rf" (?P<rest>{_SIDE} .+)",
    re.IGNORECASE,
)
_next = re.compile(rf"(?:[;,] (?:and |but )?| and | but )(?={_SIDE} (?!\$|\d))", re.IGNORECASE)
_clause = re.compile(
    r"(?:(?:for|in favou?r of) (?P<for>.+?))?(?:(?:^| )against (?P<against>.+?))?"
    r"(?: (?:on|as to) (?P<item>.+?))?(?:(?:,|,? for|,? of|,? in the (?:amount|sum) of)? "
    rf"\(?(?P<sum>{_SUM})\)?(?:,? \(?(?P<changed>\w+) to (?P<now>{_SUM})\)?)?)?",
    re.IGNORECASE,
)
# Summary judgment by whom it is granted to, which can be of a part of what is claimed.
_summary = tuple(
    re.compile(f"{form}(?: (?:on|as to) (?P<item>.+))?", re.IGNORECASE)
    for form in (
        (
            rf"{COURT} (?:has )?(?:granted|entered|gave) (?P<for>(?!partial|summary|an? )"
            r"(?:(?! motion| request).)+?) (?P<part>partial )?summary judgment"
        ),
        (
            rf"{COURT} (?:has )?(?:granted|entered) (?P<part>partial )?summary judgment"
            r" (?:to|for|in favou?r of) (?P<for>.+?)"
        ),
        r"(?P<for>.+?) (?:was|were) (?:granted|given|awarded) (?P<part>partial )?summary judgment",
        (
            r"(?P<part>partial )?summary judgment (?:was )?(?:granted|entered)"
            r" (?:to|for|in favou?r of) (?P<for>.+?)"
        ),
    )
)
_NAMES = ("for", "against")  # whom a judgment is for, and against whom
_pronoun = re.compile(r"he|she|it|they|him|her|them", re.IGNORECASE)


def judgments_said(asking: Asking, matter_id: str, typed: str) -> list[Said]:
    """Return the fields of each judgment that a sentence tells of several, or of one against.

    Raises Misread where a court only finds, on which judgment is entered (Fed. R. Civ. P. 58(b)).
    """
    head = _head.fullmatch(typed)
    clauses = [_clause.fullmatch(one) for one in _next.split(head["rest"])] if head else []
    alone = clauses[0] if len(clauses) == 1 else None
    found_so = bool(head and head["how"] and not head["how"].casefold().startswith("enter"))
    if not head or not clauses or (alone and (alone["for"] or found_so)):
        return []  # one for somebody is read as any act is
    found: list[Said] = []
    named = ""
    for clause in clauses:
        parts = {name: one for name, one in clause.groupdict().items() if one} if clause else {}
        whom = [winner_called(asking, matter_id, parts.get(name, ""), named) for name in _NAMES]
        said = judgment_of(asking, matter_id, parts, *whom)
        if not said:
            return []
        found.append(said)
        named = whom[0] or whom[1]
    finder = (head["finder"] or head["kind"] or "").casefold()
    jury = "jury" in finder
    if finder and not (alone and head["how"]):
        found = [{**one, KIND: [JURY if jury else BENCH]} for one in found]
    if found_so:
        raise _not_yet(typed, "verdict" if jury else "decision", found)
    if any(clause and clause["now"] for clause in clauses):
        found[0][NOTE] = [typed[:1].upper() + typed[1:]]
    return found


def summary_judged(asking: Asking, matter_id: str, typed: str) -> Said:
    """Return the fields of a summary judgment by whom it is granted to; nothing for any other.

    In part it is on the claim that is named: on a question alone it is no judgment (Fed. R. Civ.
    P. 56(g)).
    """
    for form in _summary:
        found = form.fullmatch(typed)
        winner = party_said(asking, matter_id, found["for"]) if found else ""
        if not found or not winner or (found["part"] and not found["item"]):
            continue
        parts = {"item": found["item"]} if found["item"] else {}
        said = judgment_of(asking, matter_id, {"for": winner, **parts}, winner, "")
        if said:
            return {KIND: ["summary"], **said}
    return {}


def possession_judged(asking: Asking, matter_id: str, typed: str) -> tuple[Said, str]:
    """Return the fields of a judgment that gives possession, and its day; nothing for any other."""
    found = possession_said(asking, matter_id, typed)
    if found is None:
        return {}, ""
    winner, loser = (found.parts.get(name, "") for name in _NAMES)
    said = judgment_of(asking, matter_id, found.parts, winner, loser)
    several = len(matters.view(asking, matter_id).items) > 1
    if not said and (winner or loser) and not several:
        return {}, ""  # of several it is asked which
    owed = {"amount": [found.parts["sum"]]} if "sum" in found.parts and not said else {}
    kind = {KIND: [found.parts["kind"]]} if "kind" in found.parts else {}
    note = {NOTE: [typed[:1].upper() + typed[1:]]} if found.more else {}
    own = {name: [one] for name, one in found.fields.items()}
    return {**said, **owed, **kind, **own, **note}, found.day


def winner_called(asking: Asking, matter_id: str, words: str, before: str) -> str:
    """Return what a party is called whom words mean; a pronoun means who was named before."""
    return before if _pronoun.fullmatch(words) else party_said(asking, matter_id, words)


def judgment_of(
    asking: Asking, matter_id: str, parts: dict[str, str], winner: str, loser: str
) -> Said:
    """Return the fields of one judgment; nothing where it names what is not of the matter."""
    if not parts or any(
        name in parts and not one for name, one in zip(_NAMES, (winner, loser), strict=True)
    ):
        return {}
    parts = parts if "item" in parts else {**parts, "item": _only(asking, matter_id, winner, loser)}
    if not parts["item"]:
        return {}
    sides = _sides(asking, matter_id, parts["item"])
    for_ = sides.get(_id_of(asking, matter_id, winner)) if winner else None
    against = sides.get(_id_of(asking, matter_id, loser)) if loser else None
    side = for_ or (
        {Side.CLAIMANT: Side.DEFENDANT}.get(against, Side.CLAIMANT) if against else None
    )
    if side is None or for_ == against:
        return {}
    whose = loser if side == Side.CLAIMANT else winner
    said = {
        "item": parts["item"],
        "for": side.value,
        "parties": whose,
        "amount": parts.get("now") or parts.get("sum") or "",
    }
    return {name: [one] for name, one in said.items() if one}


def _only(asking: Asking, matter_id: str, winner: str, loser: str) -> str:
    """Return the only claim there is, or that of whoever wins against whoever loses; else none."""
    view = matters.view(asking, matter_id)
    every = {one.item_id for one in view.items}
    wanted = {
        (_id_of(asking, matter_id, one), side)
        for one, side in ((winner, Side.CLAIMANT), (loser, Side.DEFENDANT))
        if one
    }
    own = {
        one.item_id
        for one in view.items
        if wanted <= {(party.party_id, party.side) for party in one.parties}
    }
    return next((some.pop() for some in (every, own) if len(some) == 1), "")


def _sides(asking: Asking, matter_id: str, words: str) -> dict[str, Side]:
    """Return on which side of the claim that words mean each party stands; nothing for no claim."""
    try:
        found = item(asking, matter_id, items_said(asking, matter_id, words)).id
    except (Several, Unknown):
        return {}
    return {
        party.party_id: Side(party.side)
        for one in matters.view(asking, matter_id).items
        if one.item_id == found
        for party in one.parties
        if party.side in tuple(Side)
    }


def _id_of(asking: Asking, matter_id: str, name: str) -> str:
    return meant.party(asking, name, matter_id=matter_id).id


def _not_yet(typed: str, what: str, found: list[Said]) -> Misread:
    """Return that what is found is not yet the judgment, with a command for each judgment on it."""
    each = "; ".join(f"casefile post MATTER judgment{as_typed(one)}{OF_ITS_DAY}" for one in found)
    return Misread(
        f"A {what} is not yet the judgment, which is entered on it, and from which the time to "
        f"appeal runs. To keep the {what}: {note_of(typed, {}, ENTRY)}; where the judgment is "
        f"entered as well, of its day: {each}."
    )
