"""Deadlines as they are recorded: the day of one that comes without is counted from its trigger."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from casefile.canonical import encode
from casefile.errors import Malformed, Refused
from casefile.event import Assertion, Envelope, Recorded
from casefile.law import placeholders
from casefile.law.catalogue import CATALOGUE, decode, store
from casefile.law.deadlines.count import Direction, Due, NotCountable, Period, Terms, Unit, count
from casefile.law.deadlines.countings import Counting
from casefile.law.deadlines.holiday import places, state_of
from casefile.law.deadlines.rule import Rule
from casefile.law.edtf import When, parse
from casefile.law.events.process import DeadlineSet, DocketEntryRecorded, HearingScheduled
from casefile.law.fact import Fact
from casefile.law.known import Known
from casefile.law.meeting import restarting
from casefile.law.rulebook import find_rule, rulebook
from casefile.law.setting import matter_of
from casefile.law.venue import with_offset, zone_at

SET = DeadlineSet.tag


class Court(NamedTuple):
    """What a matter says of how its court counts time; the zone of its clocks is "" if unknown."""

    jurisdiction: str = ""
    category: str = ""
    court_id: str = ""
    zone: str = ""


def find_terms(data: DeadlineSet, court: Court) -> tuple[Terms, Rule | None]:
    """Return how a deadline is to be counted, and by which rule; raises Refused or Malformed."""
    rule = find_rule(data.rule) if data.rule and not data.period else None
    period = data.period or Period(number=1, unit=Unit.DAYS)
    law = rule.counting if rule else _counting(period, court)
    before = rule.before if rule else period.direction is Direction.BEFORE
    if rule and data.served_by and not rule.runs_from_service:
        sentence = (
            f"{rule.citation} does not run from being served with a paper; no days are added."
        )
        raise NotCountable(sentence)
    terms = Terms(
        number=rule.number if rule else period.number,
        unit=Unit(rule.unit) if rule else period.unit,
        before=before,
        law=law,
        holidays=_holidays(data, law, court, before=before),
        served_by=data.served_by,
        closed_on=tuple(map(date.fromisoformat, data.closed_on)),
        zone=data.time_zone or court.zone,
    )
    return terms, rule


def _counting(period: Period, court: Court) -> Counting:
    """Return how a period counts that is of no rule of the table."""
    book = rulebook()
    code = period.counting or book.usual_counting(court.jurisdiction, court.category)
    if found := book.countings.get(code):
        return found
    there = ", ".join(book.countings)
    if not code:
        sentence = f"How {court.jurisdiction or 'the court'} counts is not in the table."
        raise NotCountable(f"{sentence} Say it in the period's `counting`: {there}.")
    raise Malformed(f"There is no counting {code!r}; there are {there}.", code="counting.unknown")


def _holidays(data: DeadlineSet, law: Counting, court: Court, *, before: bool) -> tuple[str, ...]:
    """Return whose legal holidays count: as given, or as the law has it where the court sits."""
    unknown = [one for one in data.holidays_of if one not in places()]
    if unknown:
        sentence = f"The legal holidays of {unknown[0]} are not known here."
        raise Malformed(sentence, code="holidays.unknown")
    if data.holidays_of and not (before and law.state):
        return data.holidays_of
    # Back from an event the holidays of a state do not count (Fed. R. Civ. P. 6(a)(6)(C)).
    if before or not law.state:
        return law.holidays
    own = court.jurisdiction if court.jurisdiction in places() else ""
    state = own if own.startswith("US-") else state_of(court.court_id)
    return tuple(dict.fromkeys((*law.holidays, *([state] if state else []))))


def count_deadline(data: DeadlineSet, matter_id: str, known: Known) -> Due:
    """Count when a deadline is due from its trigger as that stands; raises Refused or Malformed."""
    trigger_id = data.trigger or ""
    trigger = find_trigger(data, known)
    if trigger is None:
        if (hit := known.event(trigger_id)) and hit.envelope.matter_id == matter_id:
            trigger_named = placeholders.event(trigger_id)
            sentence = f"Nothing can be counted from event {trigger_named}: it does not stand."
            raise Refused(sentence, code="deadline.trigger", conflicts=(trigger_id,))
        raise no_trigger(trigger_id, matter_id)
    if trigger.matter_id != matter_id:
        raise no_trigger(trigger_id, matter_id)
    terms, rule = find_terms(data, court_of(matter_id, known))
    if rule and trigger.type not in rule.triggers:
        wanted = " or ".join(rule.triggers)
        sentence = (
            f"{rule.citation} gives {rule.period}, which is counted from an event of type "
            f"{wanted}; {placeholders.event(trigger_id)} is of type {trigger.type}."
        )
        raise Refused(sentence, code="deadline.trigger", conflicts=(trigger_id,))
    return count(*_when(trigger, rule), terms)


def find_trigger(data: DeadlineSet, known: Known) -> Fact | None:
    """Return the event that a deadline is counted from, as it stands; None where it does not."""
    return known.standing(data.trigger or "")


def no_trigger(event_id: str, matter_id: str) -> Refused:
    """Return the refusal of a trigger that is no event of the matter, or comes later."""
    where = f"{placeholders.matter(matter_id)} has" if matter_id else "There is"
    return Refused(f"{where} no earlier event {event_id} to count from.", code="event.unknown")


def court_of(matter_id: str, known: Known) -> Court:
    """Return what a matter says of its court as it stands; raises Refused where there is none."""
    matter = matter_of(matter_id, known)
    if matter is None:
        raise Refused(f"There is no matter {matter_id}.", code="matter.unknown")
    zone = zone_at("", matter.time_zone, matter.court_id, matter.jurisdiction)
    return Court(matter.jurisdiction, matter.category, matter.court_id, zone)


def _when(trigger: Fact, rule: Rule | None) -> tuple[str, When]:
    """Return what a trigger is called in a step, and when it was, or is to be.

    A docket entry is dated by its filing; where a rule runs from entry, that day counts if known.
    """
    said = trigger.type
    if trigger.envelope.assertion is not Assertion.OCCURRED:
        said += f", {trigger.envelope.assertion}"
    match trigger.data:
        case HearingScheduled(at=at, time_zone=own):
            return f"{said}, at", with_offset(parse(at, offset=True), own or "")
        case DeadlineSet(due=due, time_zone=own):
            return f"{said}, due", with_offset(parse(str(due), offset=True), own or "")
        case DocketEntryRecorded(entered=entered) if entered and rule and rule.runs_from_entry:
            return f"{said}, entered", parse(entered)
    first, last = trigger.bounds(None)
    when = trigger.when
    earliest = first if when.earliest else None
    return said, replace(when, earliest=earliest, latest=last)


def completed(recorded: Recorded, data: DeadlineSet, known: Known) -> Recorded:
    """Return a deadline, which says `data`, as it is to be recorded: with the day that is due.

    One that was counted elsewhere keeps its day, and has to be countable here. Raises Refused or
    Malformed.
    """
    envelope = recorded.envelope
    if data.due is not None and not data.computed:
        return recorded
    if data.due is None and (data.steps or data.computed):
        sentence = "The steps are given by casefile where it counts the day; leave them out."
        raise Malformed(sentence, code="deadline.steps_given")
    due, steps = count_deadline(data, envelope.matter_id, known)
    if data.due is not None:
        return recorded
    whole = replace(data, due=due, steps=steps, computed=True)
    return recorded._replace(envelope=replace(envelope, data=msgspec.Raw(encode(store(whole)))))


def as_posted(envelope: Envelope, stored_as: Envelope) -> Envelope:
    """Return a deadline of the log as it would have been posted like this one, to compare them.

    What casefile has counted is left out where it is left out in the post, and an older version is
    taken up to today's.
    """
    if envelope.type != SET or stored_as.type != SET:
        return stored_as
    posted = decode(SET, envelope.schema_version, envelope.data)
    stored = decode(SET, stored_as.schema_version, stored_as.data)
    if isinstance(posted, DeadlineSet) and isinstance(stored, DeadlineSet):
        if posted.due is None and stored.computed:
            stored = replace(stored, due=None, steps=(), computed=False)
        version, raw = CATALOGUE[SET].schema_version, msgspec.Raw(encode(store(stored)))
        return replace(stored_as, schema_version=version, data=raw)
    return stored_as
