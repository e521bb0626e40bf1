"""An entry of the calendar: a hearing, a deadline, or the day on which a motion is due."""

from __future__ import annotations

from typing import NamedTuple

KINDS = HEARING, DEADLINE, MOTION = ("hearing", "deadline", "motion")


class Entry(NamedTuple):
    """One entry as it was set; `at` is its day or its hour, in EDTF, or empty."""

    at: str
    status: str
    kind: str = ""
    place: str = ""
