"""Standing: whether the parties whom an event names still stand in its matter by then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casefile.errors import Missing, Refused
from casefile.event import Assertion, Recorded
from casefile.law import placeholders, subjects
from casefile.law.catalogue import Scope
from casefile.law.codes import Track
from casefile.law.criminal import OPEN
from casefile.law.events.dismissal import ChargeDismissed
from casefile.law.events.party import PartyAdded, PartyChanged
from casefile.law.events.people import CounselWithdrawn
from casefile.law.events.record import NoteRecorded, StatementRecorded
from casefile.law.events.standing import PartyDropped, PartySubstituted, PartyTerminated
from casefile.law.fact import AMENDING, Fact
from casefile.law.folding import fold_item
from casefile.law.known import Known
from casefile.law.missing import adding
from casefile.law.presence import (
    DROPPED,
    SUBSTITUTED,
    Ending,
    endings,
    is_added,
    substituted_before,
)
from casefile.law.refusals import LATER_ILLEGAL, ChargeOpen, Substituted

# What may name a party after it was substituted: it keeps the record, and asks nothing of anybody.
# What is about a party wherever it is (Scope.PARTY) may as well.
OF_THE_RECORD = (
    PartyAdded,
    PartyChanged,
    PartyTerminated,
    CounselWithdrawn,
    StatementRecorded,
    NoteRecorded,
)
PARTS = (PartySubstituted, PartyDropped, PartyTerminated)  # what ends somebody's part in a matter
ACTED = (Assertion.OCCURRED, Assertion.SCHEDULED, Assertion.ANNOUNCED)


def check_standing(recorded: Recorded, posted: Fact, known: Known) -> None:
    """Refuse an event that no longer goes with who stands in its matter; raises Refused.

    `posted` is what it says. One that corrects another one is judged by what it makes of that one.
    """
    fact: Fact | None = posted
    if posted.type in AMENDING:
        fact = known.standing(known.origin(recorded).envelope.event_id)
    if fact is None:
        return
    if isinstance(fact.data, PARTS):
        _check_added(fact, known)
    if fact.envelope.override or recorded.envelope.override:
        return
    for party_id in _acting(fact):
        if ending := substituted_before(fact, party_id, known):
            raise _substituted(party_id, fact, ending)
        if fact.data.filing() and fact.data.track is Track.CRIMINAL:
            _check_gone(fact, party_id, known)
    match fact.data:
        case PartySubstituted(from_=party_id) if fact.occurred:
            _check_once(fact, party_id, known)
            _check_later(fact, party_id, known)
            _check_charges(fact, party_id, known)
        case PartyDropped(party_id=party_id) if fact.occurred:
            _check_charges(fact, party_id, known)


def _check_added(fact: Fact, known: Known) -> None:
    """Refuse what is said of somebody's part in a matter to which nothing adds them."""
    for _, kind, party_id in fact.named:
        if kind == "party" and not is_added(fact.matter_id, party_id, known):
            sentence = (
                f"Nothing says who {party_id} is in {placeholders.matter(fact.matter_id)}; add it "
                "there with party.added, before this event or with it."
            )
            missing = adding(fact.matter_id, party_id)
            raise Refused(sentence, code="party.unknown", missing=missing)


def _acting(fact: Fact) -> list[str]:
    """Return the parties whom a fact lets act, or acts on, so that they must stand by then."""
    parties = [named.id for named in fact.named if named.kind == "party"]
    kept = fact.data.scope is Scope.PARTY or isinstance(fact.data, OF_THE_RECORD)
    return parties if fact.envelope.assertion in ACTED and not kept else []


def _check_once(substituted: Fact, party_id: str, known: Known) -> None:
    """Refuse to substitute a party for which another one stands in on the same days."""
    first, last = substituted.bounds(None)
    for one in endings(substituted.matter_id, party_id, known):
        begins, ends = one.fact.bounds(None)
        another = one.state == SUBSTITUTED and one.fact.event_id != substituted.event_id
        if another and begins <= last and first <= ends:
            raise _substituted(party_id, substituted, one)


def _check_later(substituted: Fact, party_id: str, known: Known) -> None:
    """Refuse to substitute a party whom a later event names."""
    group = known.party_group(party_id)
    for later in _naming(substituted.matter_id, group, known):
        if later.event_id == substituted.event_id or later.envelope.override:
            continue
        ending = substituted_before(later, party_id, known)
        if ending and ending.fact.event_id == substituted.event_id:
            raise _substituted(party_id, later, ending, makes=True)


def _naming(matter_id: str, group: Iterable[str], known: Known) -> Iterator[Fact]:
    """Yield the facts of a matter that let any of these ids act, or act on it."""
    of_matter = [subjects.item(key) for key in known.filed_items(subjects.items_in(matter_id))]
    of_party = [
        subject
        for one in group
        for subject in (subjects.party_in(matter_id, one), subjects.counsel(matter_id, one))
    ]
    known.fetch([*of_matter, *of_party])
    for subject in (*of_matter, *of_party):
        for fact in known.facts(subject):
            if fact.matter_id == matter_id and not set(group).isdisjoint(_acting(fact)):
                yield fact


def _substituted(party_id: str, fact: Fact, ending: Ending, *, makes: bool = False) -> Substituted:
    begins = LATER_ILLEGAL if makes else ""
    gone, stands = (
        placeholders.party_in(fact.matter_id, one) for one in (party_id, ending.successor or "")
    )
    sentence = (
        f"{begins}{gone} was substituted on {ending.fact.when.shown}, and {fact.type} of "
        f"{fact.when.shown} names it; its successor is {stands}."
    )
    return Substituted(sentence, conflicts=(fact.event_id if makes else ending.fact.event_id,))


def _check_gone(filed: Fact, party_id: str, known: Known) -> None:
    """Refuse to charge somebody who by then leaves the matter with the charge still open."""
    for one in endings(filed.matter_id, party_id, known):
        if one.state in (SUBSTITUTED, DROPPED) and not one.fact.envelope.override:
            _check_charges(one.fact, party_id, known)


def _check_charges(fact: Fact, party_id: str, known: Known) -> None:
    """Refuse to let somebody go against whom a charge of the matter is open by then."""
    group = set(known.party_group(party_id))
    for key in known.filed_items(subjects.items_in(fact.matter_id)):
        timeline = fold_item(key, known).each[0]
        if timeline.track != Track.CRIMINAL or group.isdisjoint(dict(timeline.parties)):
            continue
        span = timeline.record.certain_on(fact.bounds(None)[1])
        if span.item.state in OPEN:
            sentence = (
                f"Charge {placeholders.item(key)} is open: nobody answers a charge in another's "
                "place, and a defendant leaves when the charge has ended."
            )
            filed = timeline.record.fold.placed[0].fact
            missing = Missing(
                ChargeDismissed.tag, fact.matter_id, {"item_id": key.partition("/")[2]}
            )
            raise ChargeOpen(sentence, conflicts=(filed.event_id,), missing=missing)
