"""Settlement terms: by when a settlement is to be paid, where it was reached, and that it is paid.

What is due is a deadline of whoever owes it; the rest of what was typed stands in the note.
"""

from __future__ import annotations

import re
import shlex
from decimal import Decimal

from casefile.answers.dockets import matters
from casefile.answers.dockets.matters import MatterItem
from casefile.answers.meaning import meant
from casefile.law.civil import SETTLED
from casefile.law.codes import Track
from casefile.law.events.claim import Side
from casefile.law.item import DISMISSED
from casefile.words.forms.dated import DAY_SAID, dated
from casefile.words.misread import Misread
from casefile.words.told.parted import as_note
from casefile.words.told.settled_said import settled_said
from casefile.words.told.telling import Telling
from casefile.words.told.told_act import NOTHING, ToldAct, ToldActs, on_their_days
from casefile.words.typed.asides import NOTE
from casefile.words.values.amounts import read_amount
from casefile.words.what.papers import OF_ITS_DAY, note_of
from casefile.words.what.unsure import is_unsure
from casefile.words.which.whom import parties_named, parties_said

_SUM = r"\$\d[\d,]*(?:\.\d\d)?(?: million)?"
_IT = r"(?:(?:it|that|which|this|payment|the (?:sum|amount|money|settlement)) (?:is|was|will be) )?"
_payable = re.compile(
    rf"(?P<settled>.*\bsettled\b.*?)(?:[,;] (?:and )?|,? and |,? with | ){_IT}"
    r"(?:to be paid|payable|due|payment due)(?: in full)? "
    rf"(?:(?:by|on|before|no later than|until) )?(?P<due>{DAY_SAID})",
    re.IGNORECASE,
)
_reached_at = re.compile(
    r"(?:at|in|during) (?:the |an? )?(?P<kind>mediation|settlement conference)"
    rf"(?: (?:on )?(?P<day>{DAY_SAID}))?,? (?P<rest>.*\bsettled\b.*)",
    re.IGNORECASE,
)
_PAID = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        (
            rf"(?P<who>.+?) (?:has )?(?:paid|pays) (?:the |his |her |its |their )?(?P<sum>{_SUM})"
            r"(?P<named> settlement)?(?: (?:sum|amount))?(?: in full)?"
        ),
        (
            r"(?P<who>.+?) (?:has )?(?:paid|pays) (?P<named>(?:the |his |her |its |their )"
            rf"settlement)(?: sum| amount)? of (?P<sum>{_SUM})(?: in full)?"
        ),
        (
            rf"(?P<named>the (?:{_SUM} )?settlement)(?: of (?P<sum>{_SUM}))? (?:was|has been)"
            r" paid(?: in full)? by (?P<who>.+)"
        ),
        (
            r"(?P<whom>.+?) (?:has )?(?:received|got) the (?:settlement of )?"
            rf"(?P<sum>{_SUM})(?P<named> settlement)?(?: payment)? from (?P<who>.+)"
        ),
    )
)
KIND = "pay the settlement"


def settled_terms(telling: Telling) -> ToldActs | None:
    """Return a settlement with by when it is due, or where it was reached; None for all else."""
    words, day = telling.with_its_day if not _payable.search(telling.words) else (telling.words, "")
    if telling.track != Track.CIVIL or is_unsure(words.replace("to be paid", "")):
        return None
    at = _reached_at.fullmatch(words)
    held = [ToldAct(f"{at['kind'].casefold()} held", day=at["day"] or "")] if at else []
    own = at["rest"] if at else words
    payable = _payable.fullmatch(own)
    if not at and not payable:
        return None
    said, on = dated(payable["settled"] if payable else own, NOTHING) or (
        payable["settled"] if payable else own,
        "",
    )
    on = on or (at["day"] if at else "") or ""
    first, *others = settled_said(telling.asking, telling.matter_id, said) or [ToldAct(said)]
    note = {NOTE: [as_note(telling.words)]} if payable else {}
    settled = [first._replace(fields={**first.fields, **note}), *others]
    acts = [*held, *(one._replace(day=on) for one in settled)]
    if payable:
        fields = {"kind": [KIND], "due": [payable["due"]], **_owing(telling, said)}
        acts.append(ToldAct("deadline set", fields, day=on))
    told = on_their_days(acts, telling.given)
    return told._replace(day=told.day or day)


def _owing(telling: Telling, said: str) -> dict[str, list[str]]:
    """Return who owes what is settled, as a field: the only one named against whom a claim is."""
    against = {
        party.party_id
        for one in matters.view(telling.asking, telling.matter_id).items
        for party in one.parties
        if party.side == Side.DEFENDANT and one.track == Track.CIVIL
    }
    named = [
        one
        for one in parties_named(telling.asking, telling.matter_id, said)
        if against.intersection(parties_said(telling.asking, telling.matter_id, one))
    ]
    return {"of": named} if len(named) == 1 else {}


def settlement_paid(telling: Telling) -> ToldActs | None:
    """Return that a settlement is paid by who owes it, told by its sum; None for all else.

    Raises Misread where another sum is paid.
    """
    words, day = telling.with_its_day
    found = next(filter(None, (form.fullmatch(words) for form in _PAID)), None)
    whom = parties_said(telling.asking, telling.matter_id, found["who"]) if found else []
    if found is None or len(whom) != 1 or telling.track != Track.CIVIL or is_unsure(words):
        return None
    owed = [
        one
        for one in matters.view(telling.asking, telling.matter_id).items
        if _is_unpaid(one) and (whom[0], Side.DEFENDANT) in _sides(one)
    ]
    paid = Decimal(read_amount(found["sum"])["amount"]) if found["sum"] else None
    own = [one for one in owed if paid in (None, _amount(one))]
    if not own and owed and found["named"] and found["sum"]:
        all_paid = shlex.quote(f"{found['who']} paid the settlement")
        raise Misread(
            f"The settlement on record is for {_amount(owed[0]):,}, and "
            f"{found['sum']} is another sum. A part of it that is paid is kept as a note: "
            f"{note_of(words, NOTHING)}; if all of it is paid: casefile post MATTER {all_paid}"
            f"{OF_ITS_DAY}."
        )
    if not own:
        return None
    items = list(dict.fromkeys(one.item_id for one in own))
    who = [meant.name_of(telling.asking, whom[0])]
    return ToldActs([ToldAct("settlement paid", {"item": items, "parties": who})], day)


def _is_unpaid(claim: MatterItem) -> bool:
    """Tell whether a claim, or a part of it, is settled, and the settlement is not yet paid."""
    settled = claim.state == SETTLED or (claim.state == DISMISSED and SETTLED in claim.marks)
    return settled and bool(claim.detail.get("settlement")) and "satisfied" not in claim.marks


def _sides(claim: MatterItem) -> list[tuple[str, str]]:
    return [(one.party_id, one.side) for one in claim.parties]


def _amount(claim: MatterItem) -> Decimal | None:
    amount = claim.detail["settlement"].get("amount")
    return Decimal(str(amount["amount"])) if isinstance(amount, dict) else None
