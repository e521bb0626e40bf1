"""Suit said: a suit that is told with its court and number, or beside a charge before an agency."""

from __future__ import annotations

import re

from casefile.law.codes import Track
from casefile.words.items.absent_client import with_client
from casefile.words.items.claims_said import COMPLAINT, claims_said
from casefile.words.told.parted import as_note
from casefile.words.told.telling import Telling
from casefile.words.told.told_act import ToldAct, ToldActs
from casefile.words.typed.asides import NOTE
from casefile.words.what.agency_charges import LAWSUIT

_suit = re.compile(
    r"\b(?:sued|sues|(?:law)?suit|(?:filed|brought) (?:an?|the|this|her|his|its|their) "
    r"(?:complaint|action))\b",
    re.IGNORECASE,
)
_NUMBER = (
    r"(?:,? (?:as |under )?(?:(?:case|cause|docket|civil) )*(?:no\.?|number|#) ?"
    r"(?P<number>[\w:-]*\d[\w:-]*)|,? (?P<docket>(?=\S*\d{2})[\w:]+(?:-[\w:]+)+))"
)
_in_court = re.compile(
    r",? (?:in|with|at|before) (?:the )?(?P<court>(?:[\w.']+ ){0,6}court"
    r"(?:(?: for| of|,)(?: the)?(?: (?-i:[A-Z])[\w.']*| of| County)+)?)"
    rf"{_NUMBER}?(?:,(?= (?:for|alleging|claiming|under|against)\b)|(?=$|[ ;:]))",
    re.IGNORECASE,
)


def suit_said(telling: Telling) -> ToldActs | None:
    """Return what is sued for, in a court that is told, with its number; None for all else.

    The court stands in the note, which is all that was typed.
    """
    if telling.track not in (Track.CIVIL, Track.REGULATORY) or not _suit.search(telling.words):
        return None
    words, day = telling.with_its_day
    court = _in_court.search(words)
    if not court and telling.track == Track.CIVIL:
        return None
    plain = f"{words[: court.start()]}{words[court.end() :]}" if court else words
    said = claims_said(telling.asking, telling.matter_id, plain)
    if not said or any(one != COMPLAINT for one, _ in said):
        return None
    kind = {"kind": [LAWSUIT]} if telling.track == Track.REGULATORY else {}
    claims = [(words, {**fields, **kind}) for words, fields in said]
    acts = [ToldAct(*one) for one in with_client(telling.asking, telling.matter_id, claims)]
    if court:
        note = {NOTE: [as_note(telling.words)]}
        acts[-1] = acts[-1]._replace(fields={**acts[-1].fields, **note})
        if number := court["number"] or court["docket"]:
            acts.append(ToldAct("docket number", {"docket_no": [number]}))
    return ToldActs(acts, day)
