"""An entry of the calendar: a hearing, a deadline, or the day of a motion, stay or retention."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

# A retention is of evidence.
KINDS = HEARING, DEADLINE, MOTION, STAY, RETENTION = (
    "hearing",
    "deadline",
    "motion",
    "stay",
    "retention",
)
ITEM = "item"  # what runs on a charge, claim or citation until a day

SCHEDULED, CANCELLED, HELD = "scheduled", "cancelled", "held"
OPEN, MET, MISSED, VACATED, CLOSED = "open", "met", "missed", "vacated", "closed"
MOOT = "moot"  # of a deadline to appeal from what a court has taken back
PENDING, DECIDED = "pending", "decided"
REPLACED = "replaced"
STRICKEN = "stricken"  # what becomes of what met a deadline: the deadline is open again
RUNNING, LIFTED = "running", "lifted"
KEPT, RELEASED = "kept", "released"
STANDING = (SCHEDULED, OPEN, PENDING, RUNNING, KEPT)  # what an entry is in that is still to come

# How a deadline is closed, as it is said; any other words close it as well.
CLOSED_AS: Mapping[str, str] = {MET: MET, MISSED: MISSED, VACATED: VACATED}


def stay_entry(party_id: str, stay_id: str) -> str:
    """Return the id of a stay as an entry: stay, stay.kerr, stay:appeal or stay.kerr:appeal.

    That of a matter is nobody's, and one that is told from no other has no id of its own.
    """
    return STAY + (f".{party_id}" if party_id else "") + (f":{stay_id}" if stay_id else "")


def of_stay(entry_id: str) -> tuple[str, str]:
    """Return whose stay an entry is, and its own id; "" where there is none."""
    told, _, stay_id = entry_id.partition(":")
    return told.removeprefix(STAY).removeprefix("."), stay_id


class Entry(NamedTuple):
    """One entry as it is set; `at` is its day or its hour, in EDTF, or empty.

    `time_zone` is its own, where it has another one than its matter. `whose` is the party whose
    deadline it is, and `responsible` who in the office sees to it, or empty.
    """

    at: str
    status: str
    kind: str = ""
    place: str = ""
    time_zone: str = ""
    whose: str = ""
    responsible: str = ""
