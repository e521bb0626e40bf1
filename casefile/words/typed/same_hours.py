"""Same hours: the hour that a hearing had, for one that is moved or corrected to the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from casefile.answers.asking import Asking
from casefile.answers.meaning.meant_entries import entries
from casefile.law.entry import HEARING
from casefile.words.when.clocks import NOON

SAME_HOUR = re.compile(r"\b(?:at )?(?:the )?same (?:hour|time)\b", re.IGNORECASE)


def at_its_hour(
    asking: Asking, matter_id: str, stands: Mapping[str, Any], changes: Mapping[str, Any]
) -> str | None:
    """Return when a hearing is that is corrected to the hour that it had, or the one before it.

    None where nobody says that its hour is the same, or where no hour is on record.
    """
    typed, replaces = changes.get("at"), stands.get("replaces")
    if not isinstance(typed, str) or not SAME_HOUR.search(typed):
        return None
    before = [one.at for one in entries(asking, matter_id, HEARING) if one.entry_id == replaces]
    hours = filter(None, map(hour_of, (str(stands.get("at") or ""), *before)))
    hour = next(hours, "")
    rest = SAME_HOUR.sub("", typed).strip(" ,")
    return f"{rest or str(stands.get('at')).partition('T')[0]} at {hour}" if hour else None


def hour_of(at: str) -> str:
    """Return the hour of a hearing as it is typed; nothing where it has none."""
    day, _, clock = at.partition("T")
    if not clock or not day:
        return ""
    hour, minute = int(clock[:2]), clock[3:5]
    return f"{hour % NOON or NOON}:{minute} {'pm' if hour >= NOON else 'am'}"
