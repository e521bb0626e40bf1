"""Process: motions, hearings, deadlines, documents and docket entries; none moves an item."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, ClassVar

from msgspec import Meta

from casefile.event import form
from casefile.law import placeholders, subjects
from casefile.law.catalogue import CATALOGUE, Event, event, unchanged
from casefile.law.deadlines.count import Period, ServedBy
from casefile.law.edtf import When
from casefile.law.entry import (
    CANCELLED,
    CLOSED,
    CLOSED_AS,
    DECIDED,
    HEARING,
    HELD,
    OPEN,
    PENDING,
    REPLACED,
    SCHEDULED,
    Entry,
)
from casefile.law.events.matter import Jurisdiction
from casefile.law.fields import (
    Citation,
    DeadlineId,
    HearingId,
    Kind,
    Mark,
    MotionId,
    Name,
    PartialDate,
    PartyId,
    Phrase,
    PlainDay,
    SetFor,
    TypeName,
    UnfitFields,
    Words,
    Zone,
    check_day,
    zone_of,
)
from casefile.law.rank import Rank
from casefile.law.wording import capital, day

Digest = Annotated[
    str,
    form(
        "[0-9a-f]{64}",
        "a SHA-256 digest, in hexadecimal",
        description="A SHA-256 digest, in hexadecimal.",
    ),
]


def _motion(kind: str) -> str:
    """Return a motion as one speaks of it, by what its filing says of its kind."""
    if "motion" in kind.lower():
        return kind
    return f"motion {kind}" if kind.lower().startswith(("to ", "for ")) else f"motion ({kind})"


def _hearing(kind: str) -> str:
    """Return a hearing as one speaks of it: a trial is one, and a motion is heard."""
    lower = kind.lower()
    return f"hearing on {kind}" if "motion" in lower and "hearing" not in lower else kind


@event("motion.filed")
class MotionFiled(Event):
    """Somebody asks the court for something."""

    may_meet: ClassVar = True
    sentence: ClassVar = "{what} filed by {by}[, for {relief}][, due {due}]"

    motion_id: MotionId
    kind: Phrase
    by: Name
    relief: Words | None = None
    due: SetFor | None = None

    @property
    def what(self) -> str:
        """Return the motion as a sentence begins with it."""
        return capital(_motion(self.kind))

    def actors(self) -> tuple[str, ...]:
        """Return whose motion it is."""
        return (self.by,)

    def entry_called(self, entry_id: str) -> str:
        """Return the motion with whose it is."""
        return f"{_motion(self.kind)} by {self.by}" if entry_id == self.motion_id else ""

    def entry(self, entry_id: str) -> Entry | None:
        """Return the day on which the motion is due."""
        return Entry(self.due or "", PENDING, self.kind) if entry_id == self.motion_id else None


@event("motion.decided")
class MotionDecided(Event):
    """The court decides a motion: granted, denied, or in the court's own words."""

    sentence: ClassVar = "Ruling on the {motion_id}: {outcome}"

    motion_id: MotionId
    outcome: Phrase

    def entry_status(self, entry_id: str) -> str | None:
        """Return that the motion is decided."""
        return DECIDED if entry_id == self.motion_id else None


@event("hearing.scheduled")
class HearingScheduled(Event):
    """A hearing is set for a day, or set anew in place of another.

    Its hour is told by the clocks of its `time_zone`; without one by those of its matter, or of
    the court or jurisdiction, where that has one zone. `responsible` is who in the office sees to
    it, which no sentence tells: others read them.
    """

    sentence: ClassVar = (
        "{what} set for {at}[ ({time_zone})][, {place}][, in place of the {replaces}]"
    )

    hearing_id: HearingId
    kind: Phrase
    at: SetFor
    place: Phrase | None = None
    replaces: HearingId | None = None
    time_zone: Zone | None = None
    responsible: Name | None = None

    def __post_init__(self) -> None:
        """Check that the time zone is known; raises ValueError."""
        super().__post_init__()
        if self.time_zone:
            zone_of(self.time_zone)

    @property
    def what(self) -> str:
        """Return what is set, as a sentence begins with it."""
        return capital(_hearing(self.kind))

    def entry_called(self, entry_id: str) -> str:
        """Return what is set, and for when."""
        return f"{_hearing(self.kind)} of {day(self.at)}" if entry_id == self.hearing_id else ""

    def about(self, matter_id: str) -> Iterable[str]:
        """Return the entries of the matter."""
        return (subjects.entries_in(matter_id),)

    def entry(self, entry_id: str) -> Entry | None:
        """Return the hearing as it is set."""
        if entry_id != self.hearing_id:
            return None
        by, zone = self.responsible or "", self.time_zone or ""
        return Entry(self.at, SCHEDULED, self.kind, self.place or "", zone, responsible=by)

    @property
    def in_place_of(self) -> str | None:
        """Return the hearing in whose place this one is set."""
        return self.replaces

    def entry_status(self, entry_id: str) -> str | None:
        """Return that the hearing in whose place this one is set is replaced."""
        return REPLACED if entry_id == self.replaces else None


@event("hearing.cancelled", version=2)
class HearingCancelled(Event):
    """A hearing will not take place."""

    upcasts: ClassVar = {1: unchanged}
    sentence: ClassVar = "Cancelled: {hearing_id}[ ({reason})]"

    hearing_id: HearingId
    reason: Words | None = None

    def entry_status(self, entry_id: str) -> str | None:
        """Return that the hearing is cancelled."""
        return CANCELLED if entry_id == self.hearing_id else None


@event("hearing.held")
class HearingHeld(Event):
    """A hearing takes place or is waived.

    One that nothing has set is on the calendar by this alone.
    """

    may_meet: ClassVar = True
    takes_place: ClassVar = HEARING
    sentence: ClassVar = "{what} {waived_or_held}[: {outcome}]"

    kind: Phrase
    hearing_id: HearingId | None = None
    waived: bool | None = None
    outcome: Words | None = None

    @property
    def what(self) -> str:
        """Return what took place, as a sentence begins with it."""
        return capital(_hearing(self.kind))

    @property
    def waived_or_held(self) -> str:
        """Return whether it was waived or held."""
        return "waived" if self.waived else "held"

    def held_on(self, when: When) -> Entry | None:
        """Return the hearing as one that nothing has set, where it is known between which days."""
        dated = when.earliest and when.latest and not self.waived
        return Entry(when.text, HELD, self.kind) if dated else None

    def entry_status(self, entry_id: str) -> str | None:
        """Return that the hearing was held."""
        return HELD if entry_id == self.hearing_id else None


@event("deadline.set", version=3)
class DeadlineSet(Event):
    """Something is due by a day; `steps` say how the day was counted.

    Without `due`, casefile counts the day itself when it records the event: by a `period`, or by a
    `rule` of its table, from the `trigger`, which is an event of the same matter. What it has
    counted it marks as `computed`, and counts again when the trigger is corrected. `also` are
    further events that the rule counts from, where it says "whichever is later". An hour is told by
    the clocks of its `time_zone`, or else by those of its matter or court.

    `of` is whose deadline it is, and `met_by` are the types of events that meet it when that party
    does them. Where a rule of the table is given these are the rule's, kept as they were then.
    `responsible` is who in the office sees to it.
    """

    upcasts: ClassVar = {1: unchanged, 2: unchanged}
    of_file: ClassVar = True
    rank: ClassVar = Rank.OF_FILE
    sentence: ClassVar = (
        "Deadline[ of {of}]: {kind}, due {due}[ ({time_zone})][, under {rule}]"
        "[, {period}][, from {counted_from}][, and from {also_from}][, served by {served_by}]"
        "[, court closed on {closed_on}][, counted: {counted}]"
        "[, in place of {replaces}][; {responsible} sees to it]"
    )

    deadline_id: DeadlineId
    kind: Phrase
    due: SetFor | None = None
    rule: Citation | None = None
    trigger: Phrase | None = None
    steps: tuple[Words, ...] = ()
    replaces: DeadlineId | None = None
    period: Period | None = None
    served_by: ServedBy | None = None
    closed_on: Annotated[tuple[PlainDay, ...], Meta(max_length=100)] = ()
    holidays_of: Annotated[tuple[Jurisdiction, ...], Meta(max_length=10)] = ()
    computed: bool = False
    time_zone: Zone | None = None
    of: PartyId | None = None
    met_by: Annotated[tuple[TypeName, ...], Meta(max_length=10)] = ()
    also: Annotated[tuple[Phrase, ...], Meta(max_length=20)] | None = None
    responsible: Name | None = None

    @property
    def also_from(self) -> str:
        """Return the further events that it is counted from."""
        return " and ".join(map(placeholders.event, self.also or ()))

    @property
    def counted_from(self) -> str:
        """Return the event that it is counted from, or what it was said to rest on."""
        counted = self.trigger and (self.rule or self.period)
        return placeholders.event(self.trigger or "") if counted else self.trigger or ""

    def __post_init__(self) -> None:
        """Check that the day is given or can be counted; raises ValueError."""
        super().__post_init__()
        for number, one in enumerate(self.closed_on):
            check_day(one, f"closed_on[{number}]")
        if self.time_zone:
            zone_of(self.time_zone)
        for number, tag in enumerate(self.met_by):
            cls = CATALOGUE.get(tag)
            if cls is None or not (cls.meets or cls.may_meet):
                message = f"an event of type {tag} meets no deadline"
                raise UnfitFields(message, f"met_by[{number}]")
        counted = self.due is None or self.computed
        if counted and not (self.trigger and (self.rule or self.period)):
            message = "Give `due`, or a `trigger` to count from with a `rule` or a `period`"
            raise ValueError(message)

    @property
    def counted(self) -> str:
        """Return the steps in one line."""
        return "; ".join(step.removesuffix(".") for step in self.steps)

    def about(self, matter_id: str) -> Iterable[str]:
        """Return the entries of the matter, and the deadlines that casefile has counted."""
        yield subjects.entries_in(matter_id)
        if self.computed:
            yield subjects.counted(matter_id)

    def entry_called(self, entry_id: str) -> str:
        """Return what is due, and when."""
        due = f", due {day(self.due)}" if self.due else ""
        return f"{self.kind}{due}" if entry_id == self.deadline_id else ""

    def entry(self, entry_id: str) -> Entry | None:
        """Return the deadline as it is set."""
        if entry_id != self.deadline_id:
            return None
        return Entry(
            self.due or "",
            OPEN,
            self.kind,
            time_zone=self.time_zone or "",
            whose=self.of or "",
            responsible=self.responsible or "",
        )

    @property
    def in_place_of(self) -> str | None:
        """Return the deadline in whose place this one is set."""
        return self.replaces

    def entry_status(self, entry_id: str) -> str | None:
        """Return that the deadline in whose place this one is set is replaced."""
        return REPLACED if entry_id == self.replaces else None


@event("deadline.closed", version=2)
class DeadlineClosed(Event):
    """A deadline is met, missed, vacated or otherwise no longer running."""

    upcasts: ClassVar = {1: unchanged}
    of_file: ClassVar = True
    sentence: ClassVar = "Deadline {closed}: {deadline_id}[ ({reason})]"
    rank: ClassVar = Rank.OF_FILE

    deadline_id: DeadlineId
    how: Phrase
    reason: Words | None = None

    @property
    def closed(self) -> str:
        """Return how it is closed: in the one word that says so, or in any others."""
        how = self.how.strip()
        return how.lower() if how.lower() in CLOSED_AS else f"closed ({how})"

    def entry_status(self, entry_id: str) -> str | None:
        """Return that the deadline is closed."""
        how = CLOSED_AS.get(self.how.strip().lower(), CLOSED)
        return how if entry_id == self.deadline_id else None


@event("document.filed")
class DocumentFiled(Event):
    """A document is filed, or comes to the file."""

    may_meet: ClassVar = True
    sentence: ClassVar = (
        "Document[ filed by {filed_by}]: {title}[ ({kind})][, docket entry {docket_entry}]"
        "[, exhibit {exhibit}][, Bates {bates}]"
    )

    title: Name
    kind: Kind | None = None
    filed_by: Name | None = None
    docket_entry: Mark | None = None
    sha256: Digest | None = None
    bates: Mark | None = None
    exhibit: Mark | None = None

    def actors(self) -> tuple[str, ...]:
        """Return who files it."""
        return (self.filed_by,) if self.filed_by else ()


@event("docket.entry_recorded")
class DocketEntryRecorded(Event):
    """The court's docket says so, in its own words and under its own number."""

    sentence: ClassVar = "Docket entry[ {number}]: {text}[ (entered {entered})]"

    text: Words
    number: Mark | None = None
    entered: PartialDate | None = None
