"""Track names: what a track is called for the items that are seen on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from casefile.law.codes import Instrument, Severity, Track
from casefile.law.criminal import is_graded, is_of_no_crime
from casefile.law.item import NONE, REGULATORY, TRAFFIC, Item
from casefile.law.seen import Seen

UNSAID = str(Instrument.UNKNOWN)
DELINQUENCY, TICKET, AGENCY = "delinquency", "ticket", "agency"
# What items of a track are called beside that: charges that are of no crime, and what is claimed
# before an agency, which is no court.
BESIDE: Mapping[str, str] = {
    **dict.fromkeys((DELINQUENCY, str(Severity.INFRACTION), TICKET, TRAFFIC), Track.CRIMINAL),
    AGENCY: Track.CIVIL,
}


def called(seen: Sequence[Seen]) -> str:
    """Return what a track is called for the items that are seen on it, by those that are filed."""
    filed = [one for one in seen if one.item.state != NONE]
    names = {_called(one) for one in filed or seen}
    return " and ".join(one for one in (*Track, *BESIDE) if one in names)


def _called(seen: Seen) -> str:
    """Return what the track of an item is called; what is only reported yet is called as that."""
    told = next((one for one in (seen.item, seen.reported) if one and one.track), None)
    return called_alone(told) if told else seen.track


def called_alone(item: Item) -> str:
    """Return what the track of an item is called for it: not every charge is of a crime."""
    if item.track == Track.CIVIL and item.category == REGULATORY:
        return AGENCY
    if item.track != Track.CRIMINAL:
        return item.track
    if item.juvenile:
        return DELINQUENCY
    if item.severity == Severity.INFRACTION:
        return Severity.INFRACTION
    if is_of_no_crime(item):
        return TICKET
    told = is_graded(item) or item.detail.get("instrument", UNSAID) != UNSAID
    return TRAFFIC if item.category == TRAFFIC and not told else Track.CRIMINAL
