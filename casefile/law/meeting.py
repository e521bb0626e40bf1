"""Meeting: whether an event on record may be what a deadline asks for, by whom it was done."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from casefile.errors import Refused
from casefile.law.catalogue import Event
from casefile.law.deadlines.rule import Deed, Rule
from casefile.law.events.appeal import AppealFiled
from casefile.law.events.citation import CitationContested
from casefile.law.events.claim import ClaimAct, ClaimAnswered, ClaimFiled
from casefile.law.events.obligation import CitationObligationPerformed, Obligation
from casefile.law.events.process import DocketEntryRecorded, DocumentFiled, MotionFiled
from casefile.law.events.record import NoteRecorded
from casefile.law.events.ticket import ChargeTicketPaid
from casefile.law.events.trial import ChargePleaEntered
from casefile.law.rulebook import find_rule

UNSAID = "unknown"  # the code of what nobody has said
PAYMENTS = (CitationObligationPerformed.tag, ChargeTicketPaid.tag)
TO_CONTEST = frozenset((CitationContested.tag, ChargePleaEntered.tag))
PAYING = r"\b(?:pay|payment|fine|penalty)\b"
# To begin a suit, and to do no more in one that is pending.
SUIT = (
    r"\b(?:to[ -])?sue\b(?! for)"
    r"|\b(?:fil(?:e|ing)|bring(?:ing)?|commenc(?:e|ing)|start(?:ing)?)[ -](?:of[ -])?"
    r"(?:[a-z]+[ -]){0,3}?(?:law)?suit\b|^(?:the )?(?:law)?suit$"
)
# The deeds that a deadline is called by, of which each word asks for one or the other.
CALLED: Mapping[str, Collection[str]] = {
    r"\b(?:contest|dispute|fight)": (CitationContested.tag, ChargePleaEntered.tag),
    r"\bplea(?:d|s)?\b": (ChargePleaEntered.tag,),
    PAYING: (
        CitationObligationPerformed.doing(Obligation.PENALTY),
        ChargeTicketPaid.tag,
    ),
    r"\b(?:abate|abatement|correct|correction)\b": (
        CitationObligationPerformed.doing(Obligation.ABATEMENT),
    ),
    r"\b(?:answer|respond|responsive pleading)\b": (ClaimAnswered.tag, CitationContested.tag),
    r"\bappeal\b": (AppealFiled.tag,),
    SUIT: (ClaimFiled.tag,),
}


def may_meet(rule: str | None, whose: Collection[str], data: Event) -> bool:
    """Tell whether an event may meet a deadline of a rule, which is that of one of these parties.

    Somebody named in words may be meant under another name; an id is whose it is. What is not asked
    here: whether the event occurred, in the matter of the deadline, and in time.
    """
    ids = _done_by(data)
    theirs = not whose or not ids or not ids.isdisjoint(whose)
    return any(theirs or deed.anyone for deed in _deeds(_rule(rule), data))


def meeting_types(rule: str | None) -> frozenset[str]:
    """Return the types of the events that can meet a deadline of a rule."""
    found = _rule(rule)
    return frozenset(deed.type for act in (found.met_by if found else ()) for deed in act.events)


def is_called_for(data: Event, kind: str) -> bool:
    """Tell whether an event may do what a deadline is called by, like pay or contest.

    Where that is either this or that, each of them does. What was found not to be done does not.
    """
    return is_called(data.deed, kind)


def is_called(deed: str, kind: str) -> bool:
    """Tell whether a deadline is called by a deed."""
    return deed in _called_for(kind)


def is_asked_for(data: Event, kind: str) -> bool:
    """Tell whether an event does what a deadline is called by, or nothing of its type is told."""
    asked = [one for one in _called_for(kind) if _type_of(one) == data.tag]
    return not asked or data.deed in asked


def meeting_certainly(met_by: Sequence[str], kind: str) -> Sequence[str]:
    """Return the types that meet a deadline: those that it says, and payment where that is asked.

    A ticket that is to be paid or contested is answered by either.
    """
    answers = not met_by or not TO_CONTEST.isdisjoint(met_by)
    to_pay = answers and re.search(r"\bpay(?:ment)?\b", kind.casefold())
    return tuple(dict.fromkeys((*met_by, *(PAYMENTS if to_pay else ()))))


def _called_for(kind: str) -> list[str]:
    """Return the deeds of which a deadline is called by one, like pay or contest."""
    said = kind.casefold()
    return [one for words, deeds in CALLED.items() if re.search(words, said) for one in deeds]


def _type_of(deed: str) -> str:
    return deed.partition(":")[0]


def restarting(rule: Rule, data: Event) -> list[Rule]:
    """Return the rules by which an event is in time that restarts the time of a rule."""
    motions = [find_rule(code) for code in rule.restarted_by]
    return [one for one in motions if any(_deeds(one, data))]


def _rule(text: str | None) -> Rule | None:
    try:
        return find_rule(text or "")
    except Refused:
        return None


def _deeds(rule: Rule | None, data: Event) -> Iterator[Deed]:
    for act in rule.met_by if rule else ():
        yield from (deed for deed in act.events if _is(deed, data))


def _is(deed: Deed, data: Event) -> bool:
    """Tell whether an event is of the type and has the codes and one of the words that are told."""
    if deed.type != data.tag:
        return False
    text = " ".join(_texts(data)).casefold()
    if deed.words and not any(word in text for word in deed.words):
        return False
    said = {name: str(getattr(data, name)) for name in deed.where}
    return all(said[name] in (*codes, UNSAID) for name, codes in deed.where.items())


def _done_by(data: Event) -> frozenset[str]:
    """Return the ids of those who did it, where the event says so."""
    match data:
        case ClaimFiled(claimants=claimants):
            return frozenset(claimants)
        case ClaimAct():
            return frozenset(data.whom())
    return frozenset()


def _texts(data: Event) -> tuple[str, ...]:
    """Return what was written of it."""
    match data:
        case MotionFiled(kind=kind, relief=relief):
            return (kind, relief or "")
        case DocumentFiled(title=title, kind=kind):
            return (title, kind or "")
        case DocketEntryRecorded(text=text) | NoteRecorded(text=text):
            return (text,)
    return ()
