"""Payments: what is meant by a fine that is paid, as the sentences of a matter stand."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import msgspec

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.law.criminal import SENTENCED
from casefile.law.events.record import NoteRecorded
from casefile.law.events.sentence import Component, SentenceCompleted, SentenceComponent
from casefile.words.misread import Misread
from casefile.words.values.amounts import read_amount
from casefile.words.what.papers import OF_ITS_DAY, note_of
from casefile.words.what.unsure import is_unsure

COMPLETED = "sentence completed"
_SUM = r"(?:(?P<{}>\$\d[\d,]*(?:\.\d\d)?) )?"
_paid = re.compile(
    r"(?:(?:(?:(?! and |;).)+ )?(?:paid|pays) (?:off )?(?:(?:the|a|his|her|their|its) )?"
    rf"{_SUM.format('sum')}fines?"
    rf"|(?:the )?{_SUM.format('also')}fines? (?:is |was |were |has been )?paid(?: by .+)?)"
    r"(?: in full)?",
    re.IGNORECASE,
)
_unread = " and more, not read"


def as_payment(asking: Asking, matter_id: str, called: str, fields: dict[str, Any]) -> str:
    """Return the words for a type, a fine that is paid as the end of the sentence it was all of.

    Where more of the sentence is left, or another sum is, it is asked; where no sentence stands,
    or several do, the words stay as they are. Raises Misread.
    """
    found = None if is_unsure(called) else _paid.fullmatch(" ".join(called.split()))
    if not found:
        return called
    standing = [one for one in matters.view(asking, matter_id).items if one.state == SENTENCED]
    if len({one.item_id for one in standing}) != 1:
        return called
    detail = standing[0].detail
    penalties = [msgspec.convert(one, Component) for one in detail.get("sentence") or ()]
    rest = [one for one in penalties if one.kind != SentenceComponent.FINE]
    more = str(detail.get("sentence_label", "")).endswith(_unread)
    if len(penalties) == 1 and not rest and not more and _is_of(penalties[0], found):
        fields.setdefault("how", [called])
        return COMPLETED
    raise _asked(called, fields, rest)


def _is_of(fine: Component, found: re.Match[str]) -> bool:
    """Tell whether the sum that is paid, where one is said, is that of the fine."""
    paid = found["sum"] or found["also"]
    if not paid or not fine.amount:
        return True
    said = read_amount(paid)
    return Decimal(said["amount"]) == Decimal(fine.amount.amount) and (
        said["currency"] == fine.amount.currency
    )


def _asked(called: str, fields: dict[str, Any], rest: Sequence[Component]) -> Misread:
    """Return that a part of a sentence is paid, with the commands for that and for the whole."""
    others = "; ".join(one.label for one in rest)
    why = f"There is more of the sentence: {others}." if rest else "Is that the whole sentence?"
    return Misread(
        f"{why} A part of it that is paid is kept as a note: {note_of(called, fields)}. If all of "
        f'the sentence is served or paid: casefile post MATTER "{COMPLETED}" '
        f"how={shlex.quote(called)}{OF_ITS_DAY}.",
        [NoteRecorded.tag, SentenceCompleted.tag],
    )
