"""References: whether an event names what exists; all of its batch is in place by then."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.errors import Missing, Refused
from casefile.event import Assertion, Recorded
from casefile.law import placeholders, subjects
from casefile.law.catalogue import Event, Named
from casefile.law.events.appeal import AppealDecided, AppealFiled
from casefile.law.events.matter import MatterOpened, MatterStayChanged
from casefile.law.events.office import OfficeEvent
from casefile.law.events.party import PartyAdded, PartyParted
from casefile.law.events.process import DeadlineSet, HearingScheduled, MotionFiled
from casefile.law.events.record import Amending, IntentAnnounced
from casefile.law.events.retention import EvidenceRetained
from casefile.law.events.sentence import SentenceEvent
from casefile.law.fact import Fact, in_effect, of_class, standing
from casefile.law.folding import fold_item, ids_on
from casefile.law.item import LIFECYCLES
from casefile.law.known import Known
from casefile.law.missing import adding, filing_of
from casefile.law.refusals import AppealOfWhat, AppealOfWhom, Foreign, NotFiled, NotOnItem
from casefile.law.setting import is_opened, opening
from casefile.law.timeline import future_breach
from casefile.recording.hours import check_hours
from casefile.recording.standing import check_standing

# What sets each thing that has an id of its own in a matter, so that later events can name it.
SET_BY: dict[str, type[Event]] = {
    "motion": MotionFiled,
    "hearing": HearingScheduled,
    "deadline": DeadlineSet,
    "retention": EvidenceRetained,
}


def check_references(recorded: Recorded, known: Known) -> None:
    """Refuse an event that names what does not exist; raises Refused."""
    envelope, fact = recorded.envelope, known.meant(known.plain(recorded))
    if isinstance(fact.data, OfficeEvent):
        return
    if not is_opened(envelope.matter_id, known):
        raise unknown_matter(envelope.matter_id)
    if isinstance(fact.data, MatterOpened):
        _check_opening(fact, known)
    for named in fact.named:
        _check_named(named, fact, known)
    if not envelope.override:
        _check_fitting(fact, known)
    check_standing(recorded, fact, known)
    _check_apart(fact)
    check_links(fact, known)
    check_hours(fact, known)
    if not envelope.override and (breach := future_breach(fact)):
        raise breach.refusal(breach.sentence)


def _check_fitting(fact: Fact, known: Known) -> None:
    """Refuse what does not go with what is on record, as its type has it; raises Refused."""
    if whom := fact.data.whom():
        _check_whom(whom, fact, known)
    if fact.envelope.assertion is Assertion.ANNOUNCED and fact.data.filing():
        _check_announced(fact, known)
    match fact.data:
        case AppealFiled() as filed if fact.occurred and not whom:
            _check_appealed(filed, fact, known)
        case AppealDecided() as decided if fact.occurred:
            _check_decided(decided, fact, known)
        case MatterStayChanged(parties=parties):
            for party_id in parties or ():
                said = "say that the matter is stayed as to it, or is not"
                _check_here(party_id, fact, known, said)


def unknown_matter(matter_id: str) -> Refused:
    """Return the refusal of what is said of a matter that nobody has opened."""
    missing = Missing(MatterOpened.tag, matter_id)
    return Refused(f"There is no matter {matter_id}.", code="matter.unknown", missing=missing)


def check_links(fact: Fact, known: Known) -> None:
    """Refuse a link to what is no event; raises Refused."""
    for earlier in fact.after:
        if known.event(earlier) is None:
            sentence = f"Its link says that it comes after {earlier}, which is no event."
            raise Refused(sentence, code="link.unknown")


def _check_whom(whom: Sequence[str], fact: Fact, known: Known) -> None:
    """Refuse what is said of an item as to somebody who never is a party of it."""
    for key in fact.items:
        on_it = ids_on(key, known)
        for party_id in whom:
            if party_id not in on_it:
                party = placeholders.party_in(fact.matter_id, party_id)
                raise NotOnItem(f"{party} is no party of {placeholders.item(key)}.")


def _check_appealed(filed: AppealFiled, fact: Fact, known: Known) -> None:
    """Refuse an appeal that does not say of which of several parties it is, where they differ."""
    for key in fact.items:
        folded = fold_item(key, known)
        on_it = {one.fact.event_id for part in folded.each for one in part.record.fold.placed}
        apart = sum(bool(part.pairs) for part in folded.each) > 1
        if apart and on_it.isdisjoint(filed.follows()):
            sentence = (
                f"{placeholders.item(key)} does not stand alike for all its parties: say from "
                "which judgment or dismissal of it the appeal is taken (from_event), or whose "
                "pairs it is about (parties)."
            )
            raise AppealOfWhom(sentence)


def _check_decided(decided: AppealDecided, fact: Fact, known: Known) -> None:
    """Refuse to take a conviction back in one word on an appeal that is from its sentence.

    That is reviewed by itself (18 U.S.C. 3742), and so is its revocation; the word alone would take
    back the conviction, too.
    """
    for key, (_, written) in fact.items.items():
        filed = in_effect(one for one, _ in of_class(known.facts(subjects.item(key)), AppealFiled))
        before = [one for one in filed if one.bounds(None)[0] <= fact.bounds(None)[1]]
        origin = before[-1].data.follows() if before else ()
        appealed = [known.plain(one).data for one in map(known.event, origin) if one]
        sentences = appealed and all(isinstance(one, SentenceEvent) for one in appealed)
        if sentences and decided.undoes_whole(written):
            sentence = (
                f"The appeal on {placeholders.item(key)} was from its sentence: say what was "
                "decided on the sentence, and on the conviction if that was decided, too."
            )
            raise AppealOfWhat(sentence)


def _check_opening(fact: Fact, known: Known) -> None:
    """Refuse a matter that is not opened, or is opened a second time."""
    if not fact.occurred:
        sentence = "The office opens a matter, or does not: its assertion is occurred."
        raise Refused(sentence, code="matter.assertion")
    opened = opening(fact.matter_id, known)
    if opened and opened[0].event_id != fact.event_id:
        sentence = f"{placeholders.matter(fact.matter_id)} has been opened already."
        raise Refused(sentence, code="matter.exists", conflicts=(opened[0].event_id,))


def _check_apart(fact: Fact) -> None:
    """Refuse an event that says of one thing that it stands to itself, like what it replaces."""
    fields: dict[tuple[str, str], str] = {}
    for field, kind, name in fact.named:
        key = fact.item_key(name) if kind == "item" else name
        first = fields.setdefault((kind, key), field)
        if (kind == "item" or kind in SET_BY) and first != field:
            item = placeholders.item_from(fact.matter_id, key) if kind == "item" else name
            sentence = f"{item} cannot stand both in {first} and in {field}."
            raise Refused(sentence, code="reference.itself")
        own = kind == "matter" and name == fact.matter_id
        if own and not isinstance(fact.data, PartyParted):
            sentence = f"{placeholders.matter(name)} cannot stand to itself."
            raise Refused(sentence, code="reference.itself")


def _check_named(named: Named, fact: Fact, known: Known) -> None:
    field, kind, name = named
    if kind == "party" and not _party_exists(name, fact, known):
        sentence = f"There is no party {name}; add it with party.added first."
        missing = adding(fact.matter_id, name)
        raise Refused(sentence, code="party.unknown", missing=missing)
    if kind == "matter" and not is_opened(name, known):
        raise unknown_matter(name)
    if kind == "event" and not isinstance(fact.data, Amending):  # whose target has been looked for
        hit = known.event(name)
        if hit is None or hit.position >= fact.position:
            raise Refused(f"There is no event {name} before it.", code="event.unknown")
    if kind in SET_BY and field == f"{kind}_id" and not _is_set(kind, name, fact.matter_id, known):
        sentence = f"There is no {kind} {name} in this matter."
        missing = Missing(SET_BY[kind].tag, fact.matter_id, {field: name})
        raise Refused(sentence, code="process.unknown", missing=missing)
    if kind == "item":
        _check_item(field, name, fact, known)


def _party_exists(name: str, fact: Fact, known: Known) -> bool:
    subject = subjects.added(name)
    if isinstance(fact.data, PartyAdded) or standing(known.sample(subject), known.plain):
        return True
    return bool(standing(known.recorded(subject), known.plain))


def _is_set(kind: str, entry_id: str, matter_id: str, known: Known) -> bool:
    """Tell whether a motion, hearing or deadline of a matter was set, or was replaced by one."""
    there = known.recorded(subjects.entry(kind, matter_id, entry_id))
    return any(isinstance(known.plain(one).data, SET_BY[kind]) for one in there)


def _check_item(field: str, name: str, fact: Fact, known: Known) -> None:
    """Refuse an item of another matter, and one that nothing has filed."""
    envelope, key = fact.envelope, fact.item_key(name)
    matter_id, _, item_id = key.partition("/")
    if matter_id != envelope.matter_id and field != "refiles":
        item, there_in = placeholders.item(key), placeholders.matter(matter_id)
        sentence = f"{item} stands in {there_in}; post the event there."
        raise Foreign(sentence)
    there = [known.plain(one) for one in known.recorded(subjects.item(key))]
    _check_track(key, fact.data, there)
    if any(one.data.filing() for one in there):
        return
    elsewhere = [one.envelope for one in known.sample(subjects.filed_as(item_id))]
    if elsewhere and not envelope.override:
        sentence = (
            f"There is no item {item_id} in {placeholders.matter(matter_id)}; there is one in "
            f"{placeholders.matter(elsewhere[0].matter_id)}. Post the event there."
        )
        raise Foreign(sentence, conflicts=tuple(one.event_id for one in elsewhere))
    if not envelope.override:
        intended = fact.data.intended if isinstance(fact.data, IntentAnnounced) else type(fact.data)
        refusal = LIFECYCLES[intended.track].unfiled if intended.track else NotFiled
        sentence = f"{item_id} has not been filed in {placeholders.matter(matter_id)}."
        if isinstance(fact.data, IntentAnnounced) and intended.files_item:
            sentence += " To announce that it will be, say against whom (party_id)."
        missing = filing_of(intended.track, matter_id, item_id)
        raise refusal(sentence, missing=missing)


def _check_announced(fact: Fact, known: Known) -> None:
    """Refuse to announce an item of somebody who is in no way in the matter."""
    for party_id, _ in fact.data.sides():
        _check_here(party_id, fact, known, "announce what is to be filed against it")


def is_named_in(matter_id: str, party_id: str, known: Known) -> bool:
    """Tell whether anything says who a party is in a matter, under any of its ids."""
    group = known.party_group(party_id)
    return any(known.facts(subjects.party_in(matter_id, one)) for one in group)


def _check_here(party_id: str, fact: Fact, known: Known, said: str) -> None:
    """Refuse what is said of somebody who is in no way in the matter."""
    if not is_named_in(fact.matter_id, party_id, known):
        sentence = (
            f"Nothing says who {party_id} is in {placeholders.matter(fact.matter_id)}; add it "
            f"there with party.added before you {said}."
        )
        missing = adding(fact.matter_id, party_id)
        raise Refused(sentence, code="party.unknown", missing=missing)


def _check_track(key: str, data: Event, there: Sequence[Fact]) -> None:
    """Refuse what would leave open whether an item is a charge, a claim or a citation.

    On an item that is filed on the record, the lifecycle itself refuses an event of another track.
    """
    filed = any(fact.data.files_item and fact.occurred for fact in there)
    tracks, track = {fact.data.item_track() for fact in there} - {""}, data.item_track()
    if (data.filing() or not filed) and track and tracks - {track}:
        tag = data.filing() or data.tag
        sentence = f"{tag} is an event of the {track} track, and {placeholders.item(key)} is not."
        raise Refused(sentence, code="item.wrong_state")
