"""Judged said: a suit that is tried to a court or a jury, with the judgment on each claim.

What a sum that is paid was adjudged by is found by the sum.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from casefile.answers.dockets import matters
from casefile.answers.meaning import meant
from casefile.answers.standing import fitting
from casefile.law.civil import JUDGMENT
from casefile.law.codes import Track
from casefile.law.events.claim import ClaimTrialCommenced, Side
from casefile.words.forms.dated import DAY_SAID
from casefile.words.items.possession import is_back
from casefile.words.told.parted import as_note
from casefile.words.told.settlement_terms import settlement_paid
from casefile.words.told.telling import Telling
from casefile.words.told.told_act import ToldAct, ToldActs
from casefile.words.told.verdict_told import verdict_told
from casefile.words.typed.asides import NOTE
from casefile.words.values.amounts import read_amount
from casefile.words.what.verdicts import BENCH, JURY, KIND
from casefile.words.which.whom import parties_said

_SUM = r"\$\d[\d,]*(?:\.\d\d)?"
_tried = re.compile(
    r"(?:the |this )?(?:case|matter|suit|claims?|petition|trial) (?:was |were )?"
    r"(?:(?:tried|heard) (?P<how>(?:to|before|by) (?:the|a) (?:court|judge|jury)|without a jury))"
    rf"(?: on (?P<day>{DAY_SAID}))?[;,:.] (?:and )?(?P<rest>.+)",
    re.IGNORECASE,
)
_CLAIM = (
    r"(?P<item>(?:the|his|her|their|its|(?-i:[A-Z])[^,;]*?(?:'s|s')) (?:[a-z-]+ )*?"
    r"(?:petition|complaint|(?:counter-?|cross-?)?claims?))"
)
_judged = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        (
            r"(?:the court )?(?:entered )?judgment (?:was |is )?(?:entered )?(?:for|in favou?r of) "
            rf"(?P<winner>.+?) on {_CLAIM}(?:(?: for|,| of) (?P<sum>{_SUM}))?"
        ),
        (
            r"(?:the court )?(?:entered )?judgment (?:was |is )?(?:entered )?(?:for|in favou?r of) "
            rf"(?P<winner>.+?) (?:for|of) (?P<sum>{_SUM}) on {_CLAIM}"
        ),
        (
            rf"(?P<winner>.+?) (?:was |is )?(?:granted|awarded|given|won|got) (?P<sum>{_SUM}) "
            rf"on {_CLAIM}"
        ),
    )
)
_apart = re.compile(r"[;,] (?:and )?| and ", re.IGNORECASE)
_pronoun = re.compile(r"he|she|it|they", re.IGNORECASE)
_paid = re.compile(
    rf"(?P<who>.+?) (?:has )?(?:paid|pays) (?:(?:us|him|her|them|(?-i:[A-Z])[^,;$]*?) )?(?:the )?"
    rf"(?P<sum>{_SUM})(?: judgment)?(?: in full)?",
    re.IGNORECASE,
)


def judged_said(telling: Telling) -> ToldActs | None:
    """Return the trial of a suit with the judgments at its end; None for any other sentence."""
    if verdict := verdict_told(telling):
        return verdict
    words, day = telling.with_its_day
    found = _tried.fullmatch(words) if telling.track == Track.CIVIL else None
    if found is None:
        return None
    day = day or found["day"] or ""
    if found["day"] and telling.given:
        return None
    kind = JURY if "a jury" in found["how"].casefold() and "without" not in found["how"] else BENCH
    judged = _judgments(telling, found["rest"], "")
    if len({one["item"][0] for one in judged}) != len(judged) or not judged:
        return None
    whole = {NOTE: [as_note(telling.words)]}
    acts = [ToldAct("judgment entered", {**one, KIND: [kind]}) for one in judged]
    ids = [one["item"][0] for one in judged]
    begun = [one for one in dict.fromkeys(ids) if _can_begin(telling, one)]
    trial = [ToldAct("trial began", {"item": [one]}) for one in begun]
    first, *others = [*trial, *acts]
    return ToldActs([first._replace(fields={**first.fields, **whole}), *others], day)


def sum_paid(telling: Telling) -> ToldActs | None:
    """Return that a judgment, or a settlement, for a sum is paid; None for any other sentence."""
    words, day = telling.with_its_day
    found = _paid.fullmatch(words) if telling.track == Track.CIVIL else None
    whom = parties_said(telling.asking, telling.matter_id, found["who"]) if found else []
    if found is None or len(whom) != 1:
        return settlement_paid(telling)
    paid = Decimal(read_amount(found["sum"])["amount"])
    owed = [
        one.item_id
        for one in matters.view(telling.asking, telling.matter_id).items
        if one.state == JUDGMENT
        and _amount(one) == paid
        and [party.party_id for party in one.parties if party.side == _loser(one)] == whom
    ]
    if len(owed) != 1:
        return settlement_paid(telling)
    return ToldActs([ToldAct("judgment paid", {"item": owed})], day)


def _amount(claim: matters.MatterItem) -> Decimal | None:
    """Return for how much the judgment on a claim is; None where it is for no sum."""
    amount = claim.detail.get("judgment_amount")
    return Decimal(str(amount["amount"])) if isinstance(amount, dict) else None


def _loser(claim: matters.MatterItem) -> str:
    """Return the side that owes what is adjudged on a claim."""
    won = claim.detail.get("judgment_for")
    return str(Side.DEFENDANT if won == Side.CLAIMANT else Side.CLAIMANT)


def _side_of(claim: matters.MatterItem, party_id: str) -> str:
    return next((one.side for one in claim.parties if one.party_id == party_id), "")


def _can_begin(telling: Telling, item_id: str) -> bool:
    """Tell whether the trial on a claim is yet to begin."""
    parts = fitting.in_matter(telling.asking, telling.matter_id).items
    return any(
        one.type == ClaimTrialCommenced.tag and one.fits
        for each in parts
        if each.item_id == item_id
        for one in each.types
    )


def _judgments(telling: Telling, words: str, before: str) -> list[dict[str, list[str]]]:
    """Return each judgment of which words tell; nothing where one of them is none."""
    for cut in [*_apart.finditer(words), None]:
        own = words[: cut.start() if cut else None]
        found = next((hit for one in _judged if (hit := one.fullmatch(own))), None)
        one = _judgment(telling, found, before) if found else None
        if not one:
            continue
        said, winner = one
        if cut is None:
            return [said]
        if others := _judgments(telling, words[cut.end() :], winner):
            return [said, *others]
    return []


def _judgment(
    telling: Telling, found: re.Match[str], before: str
) -> tuple[dict[str, list[str]], str] | None:
    """Return the fields of one judgment and for whom it is; None where either is not there."""
    named = found["winner"]
    winner = before if _pronoun.fullmatch(named) else named
    ids = parties_said(telling.asking, telling.matter_id, winner) if winner else []
    claims = _claims(telling, found["item"])
    if len(ids) != 1 or len(claims) != 1:
        return None
    side = _side_of(claims[0], ids[0])
    if side not in (Side.CLAIMANT, Side.DEFENDANT) or (found["sum"] and side == Side.DEFENDANT):
        return None  # who is sued is awarded nothing on the claim
    said = {"item": [claims[0].item_id], "for": [str(side)]}
    defendants = [one for one in claims[0].parties if one.side == Side.DEFENDANT]
    if defendants[1:] and side != Side.DEFENDANT:
        return None  # against whom is not told
    if defendants[1:]:
        said["parties"] = [meant.name_of(telling.asking, ids[0])]
    return said | ({"amount": [found["sum"]]} if found["sum"] else {}), winner


def _claims(telling: Telling, words: str) -> Sequence[matters.MatterItem]:
    """Return the claims that a petition or a counterclaim brings, as words name it."""
    back = bool(re.search(r"\b(?:counter|cross)-?claim", words, re.IGNORECASE))
    view = matters.view(telling.asking, telling.matter_id)
    return [one for one in view.items if one.track == Track.CIVIL and is_back(one) is back]
