"""Fields: against what a day is read that is typed in one field of an event."""

from __future__ import annotations

from typing import Final

from casefile.law.events.process import HearingHeld, HearingScheduled
from casefile.words.when.here import Here
from casefile.words.when.kept import EFFECTIVE

TO_COME: Final = ("at", "due", "contest_by")  # the fields for what is to come after the event


def here_of_day(here: Here, tag: str) -> Here:
    """Return against what the day of an event is read: that of a hearing has an hour of a court."""
    return here._replace(of_court=tag == HearingHeld.tag)


def here_of_field(here: Here, tag: str, name: str) -> Here:
    """Return against what a day is read that is a field of an event, or the day of it.

    What a hearing is set for has an hour of a court.
    """
    if name == EFFECTIVE:
        return here_of_day(here, tag)
    return here._replace(of_court=tag == HearingScheduled.tag, ahead=name in TO_COME)
