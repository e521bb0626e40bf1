"""Amendment: whether a correction or a retraction has a target that it may change."""

from __future__ import annotations

from msgspec.structs import replace

from casefile.errors import Malformed, Missing, Refused
from casefile.event import Recorded
from casefile.law import placeholders, subjects
from casefile.law.events.matter import MatterOpened
from casefile.law.events.party import PartyAdded
from casefile.law.events.record import Amending, EventCorrected, EventRetracted
from casefile.law.fact import CORRECTABLE, Fact, check_received, corrected
from casefile.law.known import Known
from casefile.law.misfits import change_misfits, tell
from casefile.law.timeline import future_breach
from casefile.recording.hours import check_hours, times_set
from casefile.recording.references import check_links

MAX_DEPTH = 8  # retractions of retractions; each has the subjects of all before it


def check_amendment(recorded: Recorded, data: Amending, known: Known) -> None:
    """Refuse a correction or retraction that has no fitting target; raises Refused or Malformed.

    `data` is what it says.
    """
    target = known.event(data.target)
    if target is None or target.envelope.matter_id != recorded.envelope.matter_id:
        matter = placeholders.matter(recorded.envelope.matter_id)
        sentence = f"There is no event {data.target} in {matter}."
        raise Refused(sentence, code="event.unknown")
    match data:
        case EventRetracted():
            _check_retraction(target, known)
        case EventCorrected():
            _check_correction(recorded, data, target, known)


def _check_correction(
    recorded: Recorded, data: EventCorrected, target: Recorded, known: Known
) -> None:
    envelope, target_id = recorded.envelope, data.target
    facts = known.facts(subjects.event(target_id))
    amends = isinstance(known.plain(target).data, Amending)
    if amends or not facts:
        state = "is itself a correction or a retraction" if amends else "has been retracted"
        sentence = f"Event {placeholders.event(target_id)} {state}."
        raise Refused(sentence, code="correction.target", conflicts=(target_id,))
    original = facts[0].envelope
    try:
        changed = corrected(original, data.changes)
    except Malformed as error:
        tell(error, change_misfits(original, data.changes, CORRECTABLE))
        raise
    check_received(changed)
    recorded_now = replace(changed, recorded_on=envelope.recorded_on)
    fact = known.meant(Fact(target._replace(envelope=recorded_now)))
    ahead = future_breach(fact)
    if ahead and not (envelope.override or changed.override):
        raise ahead.refusal(ahead.sentence, conflicts=(target_id,))
    opens = isinstance(fact.data, MatterOpened) and not fact.occurred
    if opens or (fact.named, fact.data.filing()) != (facts[0].named, facts[0].data.filing()):
        sentence = (
            "A correction cannot change which matter, party or item an event is about. Where that "
            "is wrong, take the event back and record it anew."
        )
        raise Refused(sentence, code="correction.field_fixed")
    check_links(fact, known)
    if times_set(fact) != times_set(facts[0]):
        check_hours(fact, known)


def _check_retraction(target: Recorded, known: Known) -> None:
    target_id = target.envelope.event_id
    if isinstance(known.plain(target).data, MatterOpened):
        sentence = "A matter cannot be unopened; close it with matter.status_changed."
        raise Refused(sentence, code="retraction.target", conflicts=(target_id,))
    if len(known.chain(target)) > MAX_DEPTH + 1:
        event = placeholders.event(target_id)
        sentence = f"Event {event} stands at the end of a long chain of retractions."
        raise Refused(sentence, code="retraction.target", conflicts=(target_id,))
    gone: set[str] = set()
    for one in reversed(known.recorded(subjects.event(target_id))):
        amending = known.plain(one).data
        if isinstance(amending, EventRetracted) and one.envelope.event_id not in gone:
            gone.add(amending.target)
    if target_id in gone:
        sentence = f"Event {placeholders.event(target_id)} has been retracted already."
        raise Refused(sentence, code="retraction.target", conflicts=(target_id,))


def check_parties_kept(recorded: Recorded, known: Known) -> None:
    """Refuse to take back the only word on who a party is, where something is filed against it.

    Whatever else is taken back in the same post has been by then.
    """
    origin = known.origin(recorded)
    if origin is recorded:
        return
    added = known.meant(known.plain(origin)).data
    if not isinstance(added, PartyAdded):
        return
    if not known.facts(subjects.added(added.party_id)):
        filings = known.facts(subjects.items_of(added.party_id))
        if filings:
            party = placeholders.party_in(origin.envelope.matter_id, added.party_id)
            sentence = (
                f"Items of {party} are on record; retract their filing, or what announces it, "
                "first."
            )
            conflicts = tuple(fact.event_id for fact in filings)
            first = filings[0]
            missing = Missing(EventRetracted.tag, first.matter_id, {"target": first.event_id})
            raise Refused(sentence, code="party.in_use", conflicts=conflicts, missing=missing)
