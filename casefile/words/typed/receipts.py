"""Receipts: that a citation was received, from which the time to contest it runs."""

from __future__ import annotations

import re
import shlex

from casefile.installation import called
from casefile.words.steps import BLANK
from casefile.words.what.event_words import as_key
from casefile.words.what.noted import RECEIVED

_received = re.compile(RECEIVED)


def time_to_contest(matter_id: str, typed: str, day: str | None) -> list[str]:
    """Return how the time to contest a citation is counted, where words say it was received.

    The fifteen working days for the contest run from the receipt (29 U.S.C. 659(a)).
    """
    if not _received.fullmatch(as_key(typed)):
        return []
    rule = "--rule usc-29-659a"
    on = shlex.quote(day) if day else BLANK
    sets = f'{called()} deadline set {shlex.quote(matter_id)} "notice of contest" {rule}'
    counts = f"{called()} deadline count {rule} --from {on}"
    how = f"{counts}, or {sets} --trigger EVENT, with the number of the note"
    return [f"received = a note of that day, from which the time to contest runs: {how}"]
