"""Late: the flags of events that were recorded late, told as one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casefile.law.flags import RECORDED_LATE, Flag

_late = re.compile(r"\S+ of (?P<shown>.+) was recorded on \S+, more than a year later\.")


def late_as_one(late: Sequence[Flag]) -> Flag:
    """Return the flags of late events, one or more, as one."""
    in_order = sorted(late, key=_effective)
    events = tuple(dict.fromkeys(name for flag in in_order for name in flag.events))
    if len(events) == 1:
        return late[0]
    first, last = _effective(in_order[0]), _effective(in_order[-1])
    days = f", the first of {first}, the last of {last}" if first != last else f", on {first}"
    sentence = f"{len(events)} events were recorded more than a year after they took effect{days}."
    return Flag(RECORDED_LATE, sentence, events, late[0].valid_from)


def _effective(late: Flag) -> str:
    """Return the day of what was recorded late, as its flag tells it.

    For whoever took a place later the flag itself begins with that.
    """
    told = _late.fullmatch(late.sentence)
    return told["shown"] if told else late.valid_from.isoformat()
