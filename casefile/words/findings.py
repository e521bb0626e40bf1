"""Findings: what is meant by found guilty, as the charges of a matter stand."""

from __future__ import annotations

from casefile.answers import matters
from casefile.answers.asking import Asking
from casefile.law.criminal import IN_TRIAL, PLEA_TENDERED
from casefile.words.event_words import as_key, plain

GUILTY = ("found guilty", "finds guilty", "found him guilty", "finds him guilty", "adjudged guilty")
ON_PLEA, AFTER_TRIAL = "conviction entered", "guilty verdict"


def as_finding(asking: Asking, matter_id: str, called: str) -> str:
    """Return the words for a type, a finding of guilt as what alone it can be in a matter.

    On a plea that awaits it the court enters a conviction; in a trial a verdict is returned. Where
    both can be, or neither, the words stay as they are, and it is asked.
    """
    if plain(as_key(called)) not in GUILTY:
        return called
    states = {one.state for one in matters.view(asking, matter_id).items}
    on_plea, in_trial = PLEA_TENDERED in states, IN_TRIAL in states
    if on_plea == in_trial:
        return GUILTY[0]
    return ON_PLEA if on_plea else AFTER_TRIAL
