"""Track names: what a track is called for the items that are seen on it."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.law.codes import Severity, Track
from casefile.law.criminal import is_of_no_crime
from casefile.law.item import NONE, Item
from casefile.law.seen import Seen

DELINQUENCY, TICKET = "delinquency", "ticket"
OF_NO_CRIME = (DELINQUENCY, str(Severity.INFRACTION), TICKET)  # what charges are called beside that


def called(seen: Sequence[Seen]) -> str:
    """Return what a track is called for the items that are seen on it, by those that are filed."""
    filed = [one.item for one in seen if one.item.state != NONE]
    names = {called_alone(item) for item in filed or [one.item for one in seen]}
    return " and ".join(one for one in (*Track, *OF_NO_CRIME) if one in names)


def called_alone(item: Item) -> str:
    """Return what the track of an item is called for it: not every charge is of a crime."""
    if item.track != Track.CRIMINAL:
        return item.track
    if item.juvenile:
        return DELINQUENCY
    if item.severity == Severity.INFRACTION:
        return Severity.INFRACTION
    return TICKET if is_of_no_crime(item) else Track.CRIMINAL
