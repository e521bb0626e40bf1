"""Endings: when a matter is over by its docket, and when the part of its defendants is.

A page that is printed for one defendant has the end of that defendant's part at its head, and says
nothing of the matter's. A matter is over when a page of all of it says so, and not before the last
charged defendant's part has ended.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from casefile.importers.material import Record, Unsaid
from casefile.importers.pacer.counts import still_charged
from casefile.importers.pacer.docket import Docket, Shape
from casefile.importers.pacer.parties import DocketParty, ended, termination

KEY = "date_terminated"
MATTER = ("status", "terminated")
# How the end of a matter is cited, and how in a criminal docket: earlier versions took the end at
# the head of one defendant's page for the matter's, and cited both alike.
CITED, CITED_FOR_ALL = "date terminated", "date terminated, for all defendants"


class Defendants(NamedTuple):
    """The charged defendants of a matter, on one page or on all that are read together."""

    charged: bool = False  # whether the part of any has not ended
    last: str = ""  # the last day on which the part of one has

    def joined(self, other: Defendants) -> Defendants:
        """Return what two pages say together."""
        return Defendants(self.charged or other.charged, max(self.last, other.last))


def defendants(docket: Docket, found: Sequence[DocketParty]) -> Defendants:
    """Return what a page says of its charged defendants."""
    charged = {party: ended(docket, party, found) for party in found if party.charged}
    return Defendants(
        any(not day and still_charged(docket, party) for party, day in charged.items()),
        max(charged.values(), default=""),
    )


def ending_records(
    docket: Docket, found: Sequence[DocketParty], every: Defendants
) -> Iterator[Record]:
    """Yield the end that the head of a page states; `every` are the defendants on all pages."""
    day = docket.node.day(KEY)
    if not day:
        return
    where = f"{docket.node.where}, {KEY}"
    if docket.defendant:
        own = [party for party in found if party.charged and ended(docket, party, found) == day]
        text = f"Terminated on the docket for defendant {docket.defendant}."
        drafted = (
            termination(docket, own[0], day)
            if len(own) == 1
            else docket.draft(
                "note.recorded",
                ("fact", f"terminated/{docket.defendant}"),
                {"text": text},
                effective=day,
                locator=CITED,
            )
        )
    elif every.charged:
        drafted = docket.draft(
            "note.recorded",
            ("fact", "terminated"),
            {"text": "Terminated on the docket, which has a defendant who is still charged."},
            effective=day,
            locator=CITED,
        )
    else:
        drafted = docket.draft(
            "matter.status_changed",
            MATTER,
            {"status": "closed", "reason": "Terminated on the docket."},
            effective=max(day, every.last),
            locator=CITED_FOR_ALL if docket.criminal else CITED,
            inferred="The last charged defendant was terminated then." if every.last > day else "",
        )
    yield Record(where, "case fact", (drafted,))


def no_longer(docket: Docket, every: Defendants) -> tuple[Unsaid, ...]:
    """Return what an earlier copy may have said of the matter's end, and this page takes back."""
    over = docket.event_id(*MATTER)
    if docket.shape is Shape.NOTICE or not docket.node.has(KEY):
        return ()
    if every.charged or not (docket.defendant or docket.node.day(KEY)):
        return (Unsaid(over),)
    return (Unsaid(over, locator=CITED),) if docket.defendant and docket.criminal else ()
