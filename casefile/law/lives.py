"""Lives: what an act makes of an entry of the calendar, by the status that it leaves."""

from __future__ import annotations

from collections.abc import Mapping

from casefile.law.entry import (
    CANCELLED,
    CLOSED,
    DEADLINE,
    DECIDED,
    HEARING,
    HELD,
    KEPT,
    LIFTED,
    MET,
    MISSED,
    MOOT,
    MOTION,
    OPEN,
    PENDING,
    RELEASED,
    REPLACED,
    RETENTION,
    RUNNING,
    SCHEDULED,
    STAY,
    STRICKEN,
    VACATED,
)
from casefile.law.item import NONE, SAME

# What an act makes of an entry, by the status that it leaves.
_SET_AGAIN = (NONE, SCHEDULED, CANCELLED, HELD, REPLACED)
_SET_ANEW = (NONE, OPEN, MET, MISSED, VACATED, CLOSED, MOOT, REPLACED)
LIVES: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    HEARING: {
        SCHEDULED: dict.fromkeys(_SET_AGAIN, SCHEDULED),
        REPLACED: {SCHEDULED: REPLACED, CANCELLED: REPLACED, REPLACED: SAME, HELD: SAME},
        CANCELLED: {SCHEDULED: CANCELLED, REPLACED: SAME},
        HELD: {SCHEDULED: HELD, HELD: SAME},
    },
    DEADLINE: {
        OPEN: dict.fromkeys(_SET_ANEW, OPEN),
        REPLACED: {
            **dict.fromkeys((OPEN, MISSED), REPLACED),
            **dict.fromkeys((MET, VACATED, CLOSED, MOOT, REPLACED), SAME),
        },
        MET: {OPEN: MET, MISSED: MET, MET: SAME, MOOT: SAME},
        MISSED: {OPEN: MISSED, MOOT: SAME},
        VACATED: {OPEN: VACATED, MISSED: VACATED, MOOT: SAME},
        CLOSED: {OPEN: CLOSED, MISSED: CLOSED, MOOT: SAME},
        STRICKEN: {MET: OPEN},
        MOOT: {OPEN: MOOT},
    },
    MOTION: {
        PENDING: dict.fromkeys((NONE, PENDING, DECIDED), PENDING),
        DECIDED: {PENDING: DECIDED, DECIDED: SAME},
    },
    STAY: {
        RUNNING: dict.fromkeys((NONE, RUNNING, LIFTED), RUNNING),
        LIFTED: {RUNNING: LIFTED, LIFTED: SAME},
    },
    RETENTION: {
        KEPT: dict.fromkeys((NONE, KEPT, RELEASED), KEPT),
        RELEASED: {KEPT: RELEASED, RELEASED: SAME},
    },
}
