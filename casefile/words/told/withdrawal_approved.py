"""Withdrawal approved: an agency's consent to the withdrawal of a charge, by which that ends.

A charge is withdrawn with the consent of the regional director (29 CFR 101.5). Where the withdrawal
is on record already, the consent is kept beside it as it was told.
"""

from __future__ import annotations

import re

from casefile.answers.dockets import matters
from casefile.law.codes import Track
from casefile.law.item import DISMISSED
from casefile.words.told.parted import as_note
from casefile.words.told.telling import Telling
from casefile.words.told.told_act import ToldAct, ToldActs
from casefile.words.typed.asides import NOTE
from casefile.words.what.agency_charges import REGION

_WITHDRAWAL = (
    r"(?:the|her|his|its|their|our) (?:request (?:for|of) )?(?:the )?withdrawal(?: request)?"
    r"(?: of (?:the|her|his|its|their|our)(?: \S+)? charges?)?"
)
_approved = re.compile(
    rf"{REGION.pattern} (?:has )?(?:approved|consented to|accepted|granted) {_WITHDRAWAL}"
    rf"|{_WITHDRAWAL} (?:was|has been|is) (?:approved|accepted|granted)(?: by {REGION.pattern})?",
    re.IGNORECASE,
)


def withdrawal_approved(telling: Telling) -> ToldActs | None:
    """Return the withdrawal that an agency approves; None for any other sentence."""
    if telling.track != Track.REGULATORY or not _approved.fullmatch(telling.words):
        return None
    claims = matters.view(telling.asking, telling.matter_id).items
    still = [one for one in claims if one.track == Track.CIVIL and one.state != DISMISSED]
    note = [as_note(telling.words)]
    return ToldActs(
        [ToldAct("charge withdrawn", {NOTE: note}) if still else ToldAct("note", {"text": note})]
    )
