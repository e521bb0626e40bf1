"""Receipts: that a citation was received, which stands with the event that issued it."""

from __future__ import annotations

import shlex

from casefile.answers.asking import Asking
from casefile.answers.record import log
from casefile.installation import called
from casefile.law.events.citation import CitationIssued
from casefile.words.misread import Misread
from casefile.words.steps import BLANK
from casefile.words.what.event_words import forms

SAID = ("citation received", "citation arrived", "citations received", "citation delivered")
MOST = 200  # events of a matter among which its citations are looked for


def check_received(asking: Asking, matter_id: str, typed: str, day: str | None) -> None:
    """Ask of a citation that was received to put its day where it stands; raises Misread.

    The fifteen working days for the contest run from the receipt (29 U.S.C. 659(a)).
    """
    if not set(forms(typed)) & set(SAID):
        return
    events = log.page(asking, matter_id=matter_id, newest=True, limit=MOST).events
    issued = sorted(one.position for one in events if one.type == CitationIssued.tag)
    on = shlex.quote(day) if day else BLANK
    each = "; ".join(f"{called()} correct {one} received={on}" for one in issued)
    if each:
        sentence = (
            f"The day on which it was received stands with the citation: {each}. The time to "
            f"contest it runs from that day: {called()} deadline count --rule usc-29-659a --from "
            f"{on}; what is set by that rule is counted from a note of that day: {called()} post "
            f"{shlex.quote(matter_id)} note text={shlex.quote(typed)} --effective {on}."
        )
        raise Misread(sentence, [CitationIssued.tag])
