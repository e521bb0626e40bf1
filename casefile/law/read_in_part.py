"""Read in part: sentences of which the source says more than was read, from when to when."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from casefile.law.edtf import LAST_DAY
from casefile.law.events.conviction import ChargeConvictionVacated
from casefile.law.events.sentence import PenaltyEvent, SentenceVacated
from casefile.law.fact import Fact
from casefile.law.timeline import Fold

# What gives a sentence, and what takes it away.
TELLING = (PenaltyEvent, SentenceVacated, ChargeConvictionVacated)


class ReadInPart(NamedTuple):
    """A sentence that was read in part, over a half-open span of days."""

    fact: Fact
    begins: date
    ends: date

    def sentence(self, item: str) -> str:
        """Return it in words, with those of the source and where they stand there."""
        source = self.fact.envelope.source
        words = f': "{source.quote}"' if source and source.quote else ""
        place = source.locator or source.document if source else ""
        where = f" ({place})" if place else ""
        return f"The sentence on {item} was read only in part{words}{where}."


def read_in_part(record: Fold, read: Collection[str]) -> Iterator[ReadInPart]:
    """Yield the sentences that were read in part; `read` are the events that others have read.

    One ends where another takes its place, be it one that was read in part as well, and where it is
    vacated.
    """
    placed = [one for one in record.placed if isinstance(one.fact.data, TELLING)]
    for place, one in enumerate(placed):
        data = one.fact.data
        if not isinstance(data, PenaltyEvent) or not data.partly_read:
            continue
        later = (
            other.latest
            for other in placed[place + 1 :]
            if not isinstance(other.fact.data, PenaltyEvent) or other.fact.data.given
        )
        ends = next(later, LAST_DAY)
        if one.fact.event_id not in read and one.latest < ends:
            yield ReadInPart(one.fact, one.latest, ends)
