"""Clashes: a warning of a hearing for which somebody would have to be in two places at one hour."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError

from casefile.answers.asking import Asking
from casefile.answers.due import clashes
from casefile.errors import Busy
from casefile.law import placeholders
from casefile.law.events.process import HearingScheduled
from casefile.law.fact import Fact, of_class
from casefile.recording.receipt import Receipt, Warned

CODE = "hearing.same_hour"
FEW = 20  # hearings of a post, beyond which nobody is asked about each


def with_clashes(asking: Asking, receipt: Receipt) -> Receipt:
    """Return the receipt of a post with a warning of each hearing that it sets at another's hour.

    It is asked when nobody waits for the post any more, and of a few hearings alone; where the
    database is lost by then nothing is said, and all is recorded the same.
    """
    new = [Fact(entry.recorded) for entry in receipt.entries if not entry.already]
    hearings = of_class(new, HearingScheduled)
    if not hearings or len(hearings) > FEW:
        return receipt
    try:
        found = [warned for fact, data in hearings for warned in _warnings(asking, fact, data)]
        with asking.gate() as at:
            put = at.naming([one.sentence for one in found])
    except (Busy, DBAPIError):
        return receipt
    told = [
        Warned(
            code=one.code, sentence=put(one.sentence), events=one.events, matter_id=one.matter_id
        )
        for one in found
    ]
    return receipt._replace(warnings=[*receipt.warnings, *told])


def _warnings(asking: Asking, fact: Fact, data: HearingScheduled) -> Iterator[Warned]:
    asked = (fact.matter_id, data.hearing_id, data.at, data.time_zone or "")
    for entry, parties in clashes.of_hearing(asking, *asked):
        who = " and ".join(placeholders.party_in(fact.matter_id, one) for one in parties)
        sentence = (
            f"Hearing {data.hearing_id} is set for the hour of hearing {entry.entry_id} in "
            f"{placeholders.matter(entry.matter_id)}" + (f", for {who} as well." if who else ".")
        )
        yield Warned(
            code=CODE,
            sentence=sentence,
            events=(fact.event_id, entry.set_by),
            matter_id=fact.matter_id,
        )
