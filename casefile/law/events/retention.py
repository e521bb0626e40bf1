"""Retention: evidence that somebody has to keep, until a day or until it is released."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from casefile.law import subjects
from casefile.law.catalogue import Event, event
from casefile.law.entry import KEPT, RELEASED, Entry
from casefile.law.fields import Citation, Name, PartialDate, Phrase, RetentionId, Words
from casefile.law.wording import day


@event("evidence.retained")
class EvidenceRetained(Event):
    """Evidence is to be kept: until a day, or until it is released.

    `kind` is what is kept, `held_by` who keeps it, and `required_by` the statute, rule or order
    that says so. No end follows from that: how long a law asks for depends on what nobody records,
    like a release from prison, so that `until` is the day that somebody has said.
    """

    sentence: ClassVar = (
        "Evidence to be kept[ by {held_by}]: {kind}[, until {until}][, under {required_by}]"
    )

    retention_id: RetentionId
    kind: Phrase
    until: PartialDate | None = None
    held_by: Name | None = None
    required_by: Citation | None = None

    def about(self, matter_id: str) -> Iterable[str]:
        """Return the entries of the matter."""
        return (subjects.entries_in(matter_id),)

    def entry_called(self, entry_id: str) -> str:
        """Return what is kept, and until when."""
        until = f", to be kept until {day(self.until)}" if self.until else ""
        return f"{self.kind}{until}" if entry_id == self.retention_id else ""

    def entry(self, entry_id: str) -> Entry | None:
        """Return the retention as an entry of the calendar, by the day on which it ends."""
        return Entry(self.until or "", KEPT, self.kind) if entry_id == self.retention_id else None


@event("evidence.released")
class EvidenceReleased(Event):
    """Evidence need not be kept any longer: it is returned, destroyed, or let go otherwise."""

    sentence: ClassVar = "No longer to be kept: {retention_id}[ ({how})]"

    retention_id: RetentionId
    how: Words | None = None

    def entry_status(self, entry_id: str) -> str | None:
        """Return that the evidence is released."""
        return RELEASED if entry_id == self.retention_id else None
