"""Hours: whether what an event sets for an hour is set for one instant."""

from __future__ import annotations

from casefile.law.edtf import parse
from casefile.law.fact import Fact
from casefile.law.known import Known
from casefile.law.setting import matter_of
from casefile.law.venue import check_hour, zone_at


def check_hours(fact: Fact, known: Known) -> None:
    """Ask which instant is meant where a venue's clocks leave it open; raises HourInDoubt.

    What stays doubtful can be on record only from before the venue's zone was known.
    """
    for at, own in times_set(fact):
        when = parse(at, offset=True)
        if when.clock and (matter := matter_of(fact.matter_id, known)):
            place = (matter.time_zone, matter.court_id, matter.jurisdiction)
            check_hour(when, zone_at(own, *place))


def times_set(fact: Fact) -> list[tuple[str, str]]:
    """Return the days and hours that a fact sets, in EDTF, each with the time zone it says."""
    found = (fact.data.entry(one.id) for one in fact.named)
    return [(entry.at, entry.time_zone) for entry in found if entry and entry.at]
