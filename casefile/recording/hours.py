"""Hours: whether what an event sets for an hour is set for one instant."""

from __future__ import annotations

from casefile.law import subjects
from casefile.law.edtf import parse
from casefile.law.entry import Entry
from casefile.law.fact import Fact
from casefile.law.folding import fold_matter
from casefile.law.known import Known
from casefile.law.venue import check_hour, zone_at


def check_hours(fact: Fact, known: Known) -> None:
    """Ask which instant is meant where a venue's clocks leave it open; raises HourInDoubt.

    What stays doubtful can be on record only from before the venue's zone was known.
    """
    for entry in entries(fact):
        when = parse(entry.at) if entry.at else None
        if when and when.clock:
            facts = known.facts(subjects.matter(fact.matter_id))
            matter = fold_matter(fact.matter_id, facts)
            if matter:
                place = (matter.time_zone, matter.court_id, matter.jurisdiction)
                check_hour(when, zone_at(entry.time_zone, *place))


def entries(fact: Fact) -> list[Entry]:
    """Return the hearings, deadlines and days of motions that a fact sets."""
    found = (fact.data.entry(one.id) for one in fact.named)
    return [entry for entry in found if entry]
