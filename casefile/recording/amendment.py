"""Amendment: whether a correction or a retraction has a target that it may change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from casefile.errors import Refused
from casefile.event import Assertion, Recorded
from casefile.law.fact import CORRECTED, RETRACTED, Fact, corrected
from casefile.law.known import Known
from casefile.law.timeline import future_problem


def check_amendment(recorded: Recorded, known: Known) -> None:
    """Refuse a correction or retraction that has no fitting target; raises Refused or Malformed."""
    envelope = recorded.envelope
    if envelope.type not in (CORRECTED, RETRACTED):
        return
    data = known.plain(recorded).data
    target_id = str(getattr(data, "target", ""))
    target = known.event(target_id)
    if target is None or target.envelope.matter_id != envelope.matter_id:
        sentence = f"There is no event {target_id} in matter {envelope.matter_id}."
        raise Refused(sentence, code="event.unknown")
    if envelope.type == RETRACTED:
        _check_retraction(target, known)
        return
    facts = known.facts(f"event/{target_id}")
    if target.envelope.type in (CORRECTED, RETRACTED) or not facts:
        amends = target.envelope.type in (CORRECTED, RETRACTED)
        state = "is itself a correction or a retraction" if amends else "has been retracted"
        sentence = f"Event {target_id} {state}."
        raise Refused(sentence, code="correction.target", conflicts=(target_id,))
    changes: Mapping[str, Any] = getattr(data, "changes", {})
    changed = corrected(facts[0].envelope, changes)
    recorded_now = replace(changed, recorded_on=envelope.recorded_on)
    fact = Fact(target._replace(envelope=recorded_now))
    ahead = future_problem(fact)
    if ahead and not (envelope.override or changed.override):
        raise ahead.refusal(ahead.sentence, conflicts=(target_id,))
    opens = changed.type == "matter.opened" and changed.assertion is not Assertion.OCCURRED
    if opens or list(fact.data.named()) != list(facts[0].data.named()):
        sentence = "A correction cannot change which matter, party or item an event is about."
        raise Refused(sentence, code="correction.field_fixed", conflicts=(target_id,))
    for earlier in fact.after:
        if known.event(earlier) is None:
            sentence = f"Its link says that it comes after {earlier}, which is no event."
            raise Refused(sentence, code="link.unknown")


MAX_DEPTH = 8  # retractions of retractions; each has the subjects of all before it


def _depth(recorded: Recorded, known: Known) -> int:
    """Return how many corrections and retractions stand between an event and its fact."""
    depth, fact = 0, known.plain(recorded)
    while fact.type in (CORRECTED, RETRACTED):
        hit = known.event(str(getattr(fact.data, "target", "")))
        if hit is None:
            break
        depth, fact = depth + 1, known.plain(hit)
    return depth


def _check_retraction(target: Recorded, known: Known) -> None:
    target_id = target.envelope.event_id
    if target.envelope.type == "matter.opened":
        sentence = "A matter cannot be unopened; close it with matter.status_changed."
        raise Refused(sentence, code="retraction.target", conflicts=(target_id,))
    if target.envelope.type == "party.added":
        _check_party_is_free(target, known)
    if _depth(target, known) > MAX_DEPTH:
        sentence = f"Event {target_id} stands at the end of a long chain of retractions."
        raise Refused(sentence, code="retraction.target", conflicts=(target_id,))
    gone: set[str] = set()
    for one in reversed(known.recorded(f"event/{target_id}")):
        if one.envelope.type == RETRACTED and one.envelope.event_id not in gone:
            gone.add(str(msgspec.json.decode(one.envelope.data)["target"]))
    if target_id in gone:
        sentence = f"Event {target_id} has been retracted already."
        raise Refused(sentence, code="retraction.target", conflicts=(target_id,))


def _check_party_is_free(added: Recorded, known: Known) -> None:
    """Refuse to take back the only word on who a party is, where something is filed against it."""
    party_id = str(getattr(known.plain(added).data, "party_id", ""))
    filings = tuple(fact.event_id for fact in known.facts(f"items-of/{party_id}"))
    if filings and len(known.facts(f"added/{party_id}")) == 1:
        sentence = f"Items of party {party_id} are on record; retract their filing first."
        raise Refused(sentence, code="party.in_use", conflicts=filings)
