"""Due days: a deadline that is recorded without a day is counted from what triggers it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from casefile.canonical import encode
from casefile.errors import Malformed, Misfit, Refused
from casefile.event import Assertion, Envelope, Recorded
from casefile.law import placeholders, subjects
from casefile.law.catalogue import CATALOGUE, decode, store
from casefile.law.deadlines.count import Direction, Due, NotCountable, Period, Terms, Unit, count
from casefile.law.deadlines.countings import Counting
from casefile.law.deadlines.holiday import closing, places, state_of
from casefile.law.deadlines.rule import Rule, Start
from casefile.law.edtf import When, parse
from casefile.law.entry import MOTION
from casefile.law.events.claim import Side
from casefile.law.events.process import (
    DeadlineSet,
    DocketEntryRecorded,
    HearingScheduled,
    MotionDecided,
    MotionFiled,
)
from casefile.law.fact import Fact, of_class
from casefile.law.known import Known
from casefile.law.meeting import meeting_types, restarting
from casefile.law.rulebook import find_rule, rulebook
from casefile.law.setting import matter_of
from casefile.law.venue import with_offset, zone_at

SET = DeadlineSet.tag
SERVED = "served"  # a word of whose a deadline is by a rule
Pick = Callable[[Iterable[date]], date]  # the first or the last of some days


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
        raise NotCountable(f"How a paper was served adds no days to the time of {rule.citation}.")
    terms = Terms(
        number=rule.number if rule else period.number,
        unit=Unit(rule.unit) if rule else period.unit,
        before=before,
        law=law,
        holidays=_holidays(data, law, court, before=before),
        closings=_closings(law, court, before=before),
        served_by=data.served_by,
        closed_on=tuple(map(date.fromisoformat, data.closed_on)),
        zone=data.time_zone or court.zone,
    )
    return terms, rule


def _counting(period: Period, court: Court) -> Counting:
    """Return how a period counts that is of no rule of the table."""
    book = rulebook()
    code = period.counting or book.usual_counting(
        court.jurisdiction, court.category, court.court_id
    )
    if found := book.countings.get(code):
        return found
    there = ", ".join(book.countings)
    if not code:
        sentence = (
            f"How {court.court_id or court.jurisdiction or 'the court'} counts is not in the table."
        )
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


def _closings(law: Counting, court: Court, *, before: bool) -> tuple[str, ...]:
    """Return the court where it has days of its own on which it is closed, and those count.

    They move a last day, and are not left out of a period. Where holidays of a state do not count
    back from an event, those of a court do not either.
    """
    return closing(court.court_id) if law.rolls and not (before and law.state) else ()


def count_deadline(data: DeadlineSet, matter_id: str, known: Known) -> Due:
    """Count when a deadline is due from its trigger as that stands; raises Refused or Malformed."""
    named = {"trigger": data.trigger or ""}
    named |= {f"also[{number}]": one for number, one in enumerate(data.also or ())}
    begins = [_standing(one, matter_id, known, field) for field, one in named.items()]
    terms, rule = find_terms(data, court_of(matter_id, known))
    if rule is None:
        if data.also:
            sentence = "A period of no rule runs from one event; leave the further ones out."
            raise Refused(sentence, code="deadline.trigger", conflicts=tuple(data.also))
        return count(*_when(begins[0], rule, None), terms)
    starts = rule.starts_of([one.type for one in begins])
    dues = [_first(begins[0], starts[0], rule, terms)]
    for one, start in zip(begins[1:], starts[1:], strict=True):
        dues.append(_further(one, start, dues[0], rule, terms, begins[0], known))
    return of_several(dues, rule) if rule.whichever or len(dues) > 1 else dues[0]


def _standing(event_id: str, matter_id: str, known: Known, field: str = "trigger") -> Fact:
    """Return the event of the matter that a field names, as it stands; raises Refused."""
    found = known.standing(event_id)
    if found is not None and found.matter_id == matter_id:
        return found
    if found is None and (hit := known.event(event_id)) and hit.envelope.matter_id == matter_id:
        named = placeholders.event(event_id)
        sentence = f"Nothing can be counted from event {named}: it does not stand."
        raise Refused(sentence, code="deadline.trigger", conflicts=(event_id,))
    raise no_trigger(event_id, matter_id, field)


def _first(trigger: Fact, start: Start | None, rule: Rule, terms: Terms) -> Due:
    """Count from the trigger; raises Refused where the rule does not start from one like it."""
    if start is None:
        raise _no_start(trigger, rule)
    return count(*_when(trigger, rule, start), terms)


def _further(
    fact: Fact,
    start: Start | None,
    first: Due,
    rule: Rule,
    terms: Terms,
    trigger: Fact,
    known: Known,
) -> Due:
    """Count from a further event: another start, another time, or what restarts this one."""
    match fact.data:
        case MotionDecided(motion_id=motion_id) if rule.restarted_by:
            return _restarted(fact, motion_id, first, rule, terms, trigger, known)
        case DeadlineSet(deadline_id=other, due=due) if rule.until and due:
            said = f"{rule.until[0].upper()}{rule.until[1:]}"
            return Due(due, (f"{said} is {due} (deadline {other}).",))
    if start is None or not rule.whichever:
        raise _no_start(fact, rule)
    return count(*_when(fact, rule, start), terms)


def _restarted(
    order: Fact,
    motion_id: str,
    first: Due,
    rule: Rule,
    terms: Terms,
    trigger: Fact,
    known: Known,
) -> Due:
    """Count from the order that disposes of a motion which restarts the time; raises Refused.

    The motion has to be of those that do, and in time. Where it cannot be said whether it was in
    time, the end may be either.
    """
    filed = motion_filed(order.matter_id, motion_id, known)
    motions = restarting(rule, filed.data) if filed else []
    if filed is None or not motions:
        sentence = (
            f"{rule.restarts} lets the time run from the order on certain motions; the motion "
            f"{motion_id} that {placeholders.event(order.event_id)} decides is not on record as "
            "one of them."
        )
        raise Refused(sentence, code="deadline.trigger", conflicts=(order.event_id,))
    # Of several rules that fit the words of a motion the longest one tells.
    motion = max(motions, key=lambda one: one.number)
    lasts = [(one, _last_day(one, trigger, terms)) for one in (motion, *motions)]
    earliest, latest = filed.bounds(None)
    told = [(one, last) for one, last in lasts if last and last.latest]
    if told and all(earliest > (last.latest or earliest) for _, last in told):
        longest, end = told[0]
        sentence = (
            f"The motion {motion_id} was filed too late to restart the time ({longest.citation}: "
            f"its last day was {end.text}); leave the order on it out."
        )
        raise Refused(sentence, code="deadline.trigger", conflicts=(order.event_id,))
    _, last = lasts[0]
    said = f"{motion.citation}: its last day was {last.text}" if last else motion.citation
    due = count(*_when(order, rule, rule.starts[0]), terms)
    in_time = last is not None and last.earliest is not None and latest <= last.earliest
    words = f"The motion {motion_id} restarts the time ({rule.restarts}; {said})."
    if in_time:
        return Due(due.due, (words, *due.steps))
    doubt = "Whether it was filed in time is not certain, so the end may be either."
    either = _spanned([first.due, due.due], min, max)
    return Due(either, (words, doubt, *due.steps))


def _last_day(motion: Rule, trigger: Fact, terms: Terms) -> When | None:
    """Return the last day for a motion; None where it does not run from what the appeal does."""
    start = motion.starts[0]
    if not start.entry or trigger.type not in start.events:
        return None
    own = terms._replace(number=motion.number, unit=Unit(motion.unit), law=motion.counting)
    return parse(count(*_when(trigger, motion, start), own).due)


def motion_filed(matter_id: str, motion_id: str, known: Known) -> Fact | None:
    """Return the filing of a motion of a matter, as it stands."""
    facts = known.facts(subjects.entry(MOTION, matter_id, motion_id))
    return next((fact for fact, _ in of_class(facts, MotionFiled) if fact.occurred), None)


def rests_on(data: DeadlineSet, matter_id: str, known: Known) -> tuple[str, ...]:
    """Return the ids of the events that the day of a deadline rests on."""
    found = [data.trigger or "", *(data.also or ())]
    for one in data.also or ():
        match (fact := known.standing(one)) and fact.data:
            case MotionDecided(motion_id=motion_id):
                filed = motion_filed(matter_id, motion_id, known)
                found += [filed.event_id] if filed else []
    return tuple(found)


def of_several(dues: Sequence[Due], rule: Rule) -> Due:
    """Return the later or the earlier of several ends, with the steps of all."""
    earlier = rule.whichever == "earlier"
    which = "earlier" if earlier else "later"
    steps = [step for due in dues for step in due.steps]
    if len(dues) == 1:
        names = rule.until or "the other event"
        steps.append(f"The {which} end counts ({rule.citation}); {names} is not given.")
        return Due(dues[0].due, tuple(steps))
    pick = min if earlier else max
    due = _spanned([one.due for one in dues], pick, pick)
    steps.append(f"The {which} end counts ({rule.citation}): {due}.")
    return Due(due, tuple(steps))


def _spanned(dues: Sequence[str], first: Pick, last: Pick) -> str:
    """Return from the first of the earliest ends to the last of the latest ones, in EDTF."""
    whens = [parse(one, offset=True) for one in dues]
    begins = _picked([one.earliest for one in whens], first, opens=min)
    ends = _picked([one.latest for one in whens], last, opens=max)
    return begins if begins == ends else f"{begins}/{ends}"


def _picked(days: Sequence[date | None], pick: Pick, *, opens: Pick) -> str:
    """Return the day that is picked; an open end is before or after every day, as `opens` says."""
    known = [day for day in days if day]
    if not known or (len(known) < len(days) and pick is opens):
        return ".."
    return pick(known).isoformat()


def _no_start(fact: Fact, rule: Rule) -> Refused:
    wanted = " or ".join(rule.triggers)
    sentence = (
        f"{rule.citation} gives {rule.period}, which is counted from an event of type "
        f"{wanted}; {placeholders.event(fact.event_id)} is of type {fact.type}."
    )
    return Refused(sentence, code="deadline.trigger", conflicts=(fact.event_id,))


def find_trigger(data: DeadlineSet, known: Known) -> Fact | None:
    """Return the event that a deadline is counted from, as it stands; None where it does not."""
    return known.standing(data.trigger or "")


def no_trigger(event_id: str, matter_id: str, field: str = "trigger") -> Refused:
    """Return the refusal of a trigger that is no event of the matter, or comes later."""
    where = f"{placeholders.matter(matter_id)} has" if matter_id else "There is"
    which = "It takes the id of an event, and not that of a hearing, a deadline or an item."
    sentence = f"{where} no earlier event {event_id} to count from. {which}"
    refused = Refused(sentence, code="event.unknown")
    refused.errors = (Misfit(f"data.{field}", which),)
    return refused


def court_of(matter_id: str, known: Known) -> Court:
    """Return what a matter says of its court as it stands; raises Refused where there is none."""
    matter = matter_of(matter_id, known)
    if matter is None:
        raise Refused(f"There is no matter {matter_id}.", code="matter.unknown")
    zone = zone_at("", matter.time_zone, matter.court_id, matter.jurisdiction)
    return Court(matter.jurisdiction, matter.category, matter.court_id, zone)


def _when(trigger: Fact, rule: Rule | None, start: Start | None) -> tuple[str, When]:
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
        case DocketEntryRecorded(entered=entered) if (
            entered and rule and rule.runs_from_entry(start)
        ):
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
    whole = replace(
        data,
        due=due,
        steps=steps,
        computed=True,
        of=data.of or _served(data, known),
        met_by=data.met_by or tuple(sorted(filter(_meets, meeting_types(data.rule)))),
    )
    return recorded._replace(envelope=replace(envelope, data=msgspec.Raw(encode(store(whole)))))


def _meets(tag: str) -> bool:
    return CATALOGUE[tag].meets or CATALOGUE[tag].may_meet


def _served(data: DeadlineSet, known: Known) -> str | None:
    """Return whose a deadline is by a rule for who was served, where only one was."""
    rule = find_rule(data.rule) if data.rule and not data.period else None
    trigger = find_trigger(data, known)
    if rule is None or trigger is None or SERVED not in rule.of.split():
        return None
    against = [
        party
        for key in trigger.items
        for filing in known.facts(subjects.item(key))
        if filing.data.files_item
        for party, side in filing.data.sides()
        if side == Side.DEFENDANT
    ]
    parties = trigger.data.whom() or tuple(dict.fromkeys(against))
    return parties[0] if len(parties) == 1 else None


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
            of, met_by = posted.of and stored.of, stored.met_by if posted.met_by else ()
            stored = replace(
                stored, due=None, steps=(), computed=False, of=of or None, met_by=met_by
            )
        version, raw = CATALOGUE[SET].schema_version, msgspec.Raw(encode(store(stored)))
        return replace(stored_as, schema_version=version, data=raw)
    return stored_as
