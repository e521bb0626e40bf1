"""Meeting: whether an event on record is what a deadline asks for, by whom it was done."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from casefile.errors import Refused
from casefile.event import Code
from casefile.law.catalogue import Event
from casefile.law.deadlines.rule import Deed, Rule
from casefile.law.events.appeal import AppealFiled
from casefile.law.events.citation import CitationContested
from casefile.law.events.claim import ClaimAct, ClaimFiled
from casefile.law.events.process import DocketEntryRecorded, DocumentFiled, MotionFiled
from casefile.law.events.record import NoteRecorded
from casefile.law.rulebook import find_rule

UNSAID = "unknown"  # the code of what nobody has said


class Meets(Code):
    """Whether an event meets a deadline: for certain, or perhaps, so that somebody is asked."""

    MET = "met"
    MAY = "may", "may be met"


class Doer(NamedTuple):
    """By whom something was done, as ids and as names; `texts` are what was written of it.

    `certain` is whether its type alone says what was done.
    """

    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    certain: bool = True


def meets(
    rule: str | None,
    whose: Collection[str],
    data: Event,
    *,
    names: Collection[str] = (),
    by: Collection[str] | None = None,
) -> Meets | None:
    """Return whether an event meets a deadline of a rule, and whether that is certain.

    `whose` are the ids of the party whose deadline it is, and `names` what it is called. `by` are
    the parties who did it, where the caller knows that better than the event says. What is not
    asked here: whether the event occurred, in the matter of the deadline, and in time.
    """
    found = [_meets(deed, whose, data, names, by) for deed in _deeds(_rule(rule), data)]
    return Meets.MET if Meets.MET in found else next(filter(None, found), None)


def meeting_types(rule: str | None) -> frozenset[str]:
    """Return the types of the events that can meet a deadline of a rule."""
    found = _rule(rule)
    return frozenset(deed.type for act in (found.met_by if found else ()) for deed in act.events)


def restarts(rule: str | None, data: Event) -> bool:
    """Return whether a motion is of those whose decision the time of a rule runs from instead."""
    found = _rule(rule)
    return bool(found and restarting(found, data))


def restarting(rule: Rule, data: Event) -> list[Rule]:
    """Return the rules by which an event is in time that restarts the time of a rule."""
    motions = [find_rule(code) for code in rule.restarted_by]
    return [one for one in motions if any(_deeds(one, data))]


def _rule(text: str | None) -> Rule | None:
    try:
        return find_rule(text) if text else None
    except Refused:
        return None


def _deeds(rule: Rule | None, data: Event) -> Iterator[Deed]:
    for act in rule.met_by if rule else ():
        yield from (deed for deed in act.events if _is(deed, data))


def _is(deed: Deed, data: Event) -> bool:
    """Tell whether an event is of the type and has the codes and one of the words that are told."""
    if deed.type != data.tag:
        return False
    text = " ".join(_done(data).texts).casefold()
    if deed.words and not any(word in text for word in deed.words):
        return False
    said = {name: str(getattr(data, name)) for name in deed.where}
    return all(said[name] in (*codes, UNSAID) for name, codes in deed.where.items())


def _meets(
    deed: Deed,
    whose: Collection[str],
    data: Event,
    names: Collection[str],
    by: Collection[str] | None,
) -> Meets | None:
    done = _done(data)
    unsaid = any(str(getattr(data, name)) == UNSAID for name in deed.where)
    certain = done.certain and not unsaid
    if deed.anyone:
        return Meets.MET if certain and not done.ids else Meets.MAY
    ids = set(done.ids if by is None else by)
    called = {one.casefold() for one in done.names}
    if ids & set(whose) or called & {one.casefold() for one in (*names, *whose)}:
        return Meets.MET if certain else Meets.MAY
    if not whose or not (ids or called):
        return Meets.MAY
    # Somebody named in words may be meant under another name; an id is whose it is.
    return Meets.MAY if called and not ids and not names else None


def _done(data: Event) -> Doer:
    """Return what an event says of who did what."""
    match data:
        case AppealFiled(appellant=appellant):
            return Doer(names=(appellant,))
        case ClaimFiled(claimants=claimants):
            return Doer(ids=claimants)
        case ClaimAct():
            return Doer(ids=data.whom())
        case CitationContested():
            return Doer()
        case MotionFiled(by=by, kind=kind, relief=relief):
            return Doer(names=(by,), texts=(kind, relief or ""), certain=False)
        case DocumentFiled(filed_by=by, title=title, kind=kind):
            return Doer(names=(by,) if by else (), texts=(title, kind or ""), certain=False)
        case DocketEntryRecorded(text=text) | NoteRecorded(text=text):
            return Doer(texts=(text,), certain=False)
        case _:
            return Doer()
