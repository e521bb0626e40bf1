"""Process: motions, hearings, deadlines, documents and docket entries; none moves an item."""

from __future__ import annotations

from typing import Annotated, ClassVar

from msgspec import Meta

from casefile.domain.catalogue import Event, event
from casefile.domain.fields import (
    DeadlineId,
    HearingId,
    Long,
    MotionId,
    Name,
    PartialDate,
    Short,
    Words,
)

Digest = Annotated[
    str, Meta(pattern=r"^[0-9a-f]{64}(?!\n)$", description="A SHA-256 digest, in hexadecimal.")
]


@event("motion.filed")
class MotionFiled(Event):
    """Somebody asks the court for something."""

    sentence: ClassVar = "Motion {motion_id} filed by {by}: {kind}[, for {relief}][, due {due}]"

    motion_id: MotionId
    kind: Short
    by: Name
    relief: Long | None = None
    due: PartialDate | None = None


@event("motion.decided")
class MotionDecided(Event):
    """The court decides a motion: granted, denied, or in the court's own words."""

    sentence: ClassVar = "Motion {motion_id}: {outcome}"

    motion_id: MotionId
    outcome: Short


@event("hearing.scheduled")
class HearingScheduled(Event):
    """A hearing is set for a day, or set anew in place of another."""

    sentence: ClassVar = (
        "Hearing {hearing_id} set for {at}: {kind}[, {place}][, replaces {replaces}]"
    )

    hearing_id: HearingId
    kind: Short
    at: PartialDate
    place: Short | None = None
    replaces: HearingId | None = None


@event("hearing.cancelled")
class HearingCancelled(Event):
    """A hearing will not take place."""

    sentence: ClassVar = "Hearing {hearing_id} cancelled"

    hearing_id: HearingId


@event("hearing.held")
class HearingHeld(Event):
    """A hearing takes place or is waived; it has an id where it was scheduled."""

    sentence: ClassVar = "Hearing[ {hearing_id}] held: {kind}[, waived: {waived}]"

    kind: Short
    hearing_id: HearingId | None = None
    waived: bool | None = None


@event("deadline.set")
class DeadlineSet(Event):
    """Something is due by a day; `steps` say how the day was counted."""

    sentence: ClassVar = (
        "Deadline {deadline_id}, {kind}: due {due}[, under {rule}][, from {trigger}]"
        "[, counted: {steps}][, replaces {replaces}]"
    )

    deadline_id: DeadlineId
    kind: Short
    due: PartialDate
    rule: Short | None = None
    trigger: Short | None = None
    steps: tuple[Long, ...] = ()
    replaces: DeadlineId | None = None


@event("deadline.closed")
class DeadlineClosed(Event):
    """A deadline is met, missed, vacated or otherwise no longer running."""

    sentence: ClassVar = "Deadline {deadline_id} closed: {how}"

    deadline_id: DeadlineId
    how: Short


@event("document.filed")
class DocumentFiled(Event):
    """A document is filed, or comes to the file."""

    sentence: ClassVar = (
        "Document filed[ by {filed_by}]: {title}[ ({kind})][, docket entry {docket_entry}]"
        "[, exhibit {exhibit}][, Bates {bates}]"
    )

    title: Name
    kind: Short | None = None
    filed_by: Name | None = None
    docket_entry: Short | None = None
    sha256: Digest | None = None
    bates: Short | None = None
    exhibit: Short | None = None


@event("docket.entry_recorded")
class DocketEntryRecorded(Event):
    """The court's docket says so, in its own words and under its own number."""

    sentence: ClassVar = "Docket entry[ {number}]: {text}[ (entered {entered})]"

    text: Words
    number: Short | None = None
    entered: PartialDate | None = None
