"""An entry of the calendar: a hearing, a deadline, or the day on which a motion is due."""

from __future__ import annotations

from typing import NamedTuple

KINDS = HEARING, DEADLINE, MOTION = ("hearing", "deadline", "motion")


class Entry(NamedTuple):
    """One entry as it was set; `at` is its day or its hour, in EDTF, or empty.

    `time_zone` is its own, where it has another one than its matter.
    """

    at: str
    status: str
    kind: str = ""
    place: str = ""
    time_zone: str = ""
