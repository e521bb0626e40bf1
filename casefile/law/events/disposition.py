"""Dispositions as written: what a source says of how a charge ended, before anybody has read it."""

from __future__ import annotations

from typing import ClassVar

from casefile.law.catalogue import event
from casefile.law.events.charge import ChargeEvent
from casefile.law.fields import Words


@event("charge.disposition_recorded")
class ChargeDispositionRecorded(ChargeEvent):
    """The source says in its own words how a charge ended; it moves nothing until it is read.

    The charge is flagged until an event that names this one as its cause (links.causation) says
    what the words mean, or until this one is retracted.
    """

    sentence: ClassVar = "Disposition of charge {item_id}, as written: {text}"

    text: Words
