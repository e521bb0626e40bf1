"""AsSaid fields: what people say of an act that its type has otherwise, put where it belongs."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning import meant
from casefile.answers.meaning.meant_items import item
from casefile.answers.standing import fitting
from casefile.errors import Misfit, Several, Unknown
from casefile.installation import called
from casefile.law.catalogue import Event
from casefile.law.codes import Track
from casefile.law.events.appeal import AppealDecided
from casefile.law.events.charge import ChargeFiled
from casefile.law.events.citation import CitationIssued
from casefile.law.events.claim import ClaimFiled
from casefile.law.events.deferral import ChargeDeferralOrdered
from casefile.law.events.matter import MatterOpened
from casefile.law.events.party import PartyAdded
from casefile.law.events.process import DeadlineSet
from casefile.law.events.record import IntentAnnounced
from casefile.law.fields import LIFE
from casefile.law.terms import later
from casefile.words.misread import Misread
from casefile.words.new_ids import NOUNS
from casefile.words.steps import BLANK, effective
from casefile.words.typed.opened import opened
from casefile.words.values.by_kind import YES_OR_NO
from casefile.words.values.occasion import occasion_of
from casefile.words.values.terms import read_term
from casefile.words.what.causes import with_sum
from casefile.words.what.event_types import read_type
from casefile.words.what.field_names import as_field
from casefile.words.when.days import read_day
from casefile.words.when.here import here_in
from casefile.words.which.several import is_all, numbered

NOTE = "note"
# By when a ticket is to be answered, which is a deadline of its own.
_DUE = ("due", "due_by", "due_date", "pay_by", "respond_by", "answer_by", "contest_by")
_CONSENT = "consent decree"
_TERMS = ("term", "period", "length", "duration", "for")
_to_come = re.compile(
    r"(?P<what>.+?) (?:will|shall|(?:is|are)(?: going)? to) be (?P<done>\w+ed|withdrawn)"
    r"(?: (?P<more>(?:at|after|upon|on|under|in) .+))?",
    re.IGNORECASE,
)
_to_do = re.compile(
    r"(?:(?:it|they) )?(?:(?:will|shall|to|plans? to|intends? to) )?"
    r"(?P<verb>dismiss|drop|withdraw|amend|settle) (?P<what>.+?)"
    r"(?: (?P<more>(?:at|after|upon|under) .+))?",
    re.IGNORECASE,
)
# What a higher court decided, and on which item.
_on_item = re.compile(r"(?P<outcome>.+?) (?:on|as to) (?P<item>.+)", re.IGNORECASE)
_DONE = {"drop": "dropped", "withdraw": "withdrawn"}


class AsSaid(NamedTuple):
    """What was typed under the fields of the type, what is told of it, and what is to be asked."""

    typed: dict[str, Any]
    told: list[str]
    misfits: Sequence[Misfit] = ()


def as_said(
    cls: type[Event],
    typed: Mapping[str, Any],
    asking: Asking | None,
    matter_id: str,
    day: str | None,
) -> AsSaid:
    """Return what was typed for an event of a type as its fields have it."""
    told: list[str] = []
    if cls is MatterOpened:
        misfits: list[Misfit] = []
        return AsSaid(opened(typed, told, misfits), told, misfits)
    if cls is ClaimFiled:
        return AsSaid(_with_its_sum(_in_the_alternative(typed), told), told)
    if cls is PartyAdded:
        return AsSaid(_of_an_age(typed, told), told)
    if cls in (ChargeFiled, CitationIssued):
        return AsSaid(_with_its_deadline(cls, typed, matter_id, day, told), told)
    if cls is ChargeDeferralOrdered:
        until = _until(typed, asking, matter_id, day)
        return AsSaid(_put_off(typed, until, told), told)
    if cls is DeadlineSet and asking:
        return AsSaid(_set_for(typed, asking, matter_id, told), told)
    if cls is AppealDecided and asking:
        return AsSaid(_decided(typed, asking, matter_id), told)
    if cls is IntentAnnounced and asking:
        return AsSaid(_announced(typed, asking, matter_id), told)
    return AsSaid(dict(typed), told)


def _text(typed: Mapping[str, Any], name: str) -> str:
    match typed.get(name):
        case [str(text)]:
            return text.strip()
    return ""


def _noted(typed: Mapping[str, Any], name: str, words: str) -> dict[str, Any]:
    """Return what was typed with one of it as a note."""
    rest = {one: value for one, value in typed.items() if one != name}
    return {**rest, NOTE: [*rest.get(NOTE, ()), words]}


def _in_the_alternative(typed: Mapping[str, Any]) -> dict[str, Any]:
    for name in typed:
        if as_field(name) in ("alternative", "in_the_alternative", "alternatively"):
            text = _text(typed, name)
            yes = YES_OR_NO.get(text.casefold())
            if text and yes is not False:
                return _noted(typed, name, "In the alternative" + ("" if yes else f": {text}"))
    return dict(typed)


def _with_its_sum(typed: Mapping[str, Any], told: list[str]) -> dict[str, Any]:
    """Return a claim with the sum that stands behind what it is for as its amount."""
    name = next((one for one in typed if as_field(one) == "cause"), "")
    found = with_sum(_text(typed, name))
    if not found.amount or "amount" in map(as_field, typed):
        return {**typed, name: [found.words]} if found.amount else dict(typed)
    told.append(f"amount = {found.amount}")
    return {**typed, name: [found.words], "amount": [found.amount]}


def _of_an_age(typed: Mapping[str, Any], told: list[str]) -> dict[str, Any]:
    """Return a party whose age is a note, as of the day of the event; only a person has one."""
    for name in typed:
        if as_field(name) in ("age", "aged", "years_old") and (age := _text(typed, name)):
            found = _noted(typed, name, f"Age: {age}")
            if "kind" not in map(as_field, typed):
                found["kind"] = ["person"]
                told.append("kind = person (who has an age)")
            return found
    return dict(typed)


def _with_its_deadline(
    cls: type[Event], typed: Mapping[str, Any], matter_id: str, day: str | None, told: list[str]
) -> dict[str, Any]:
    """Return a ticket with by when it is to be answered as a note, and how that is a deadline."""
    own = cls.__struct_encode_fields__
    for name in typed:
        if as_field(name) in _DUE and as_field(name) not in own and (by := _text(typed, name)):
            whose = next((_text(typed, one) for one in typed if as_field(one) == "party"), "")
            of = f" of={shlex.quote(whose)}" if whose else ""
            said = f'"deadline set" kind="pay or contest the ticket" due={shlex.quote(by)}{of}'
            post = f"{called()} post {shlex.quote(matter_id or BLANK)} {said}"
            on = effective(day)
            told.append(f"{name} = a note. It is a deadline of its own; set that next: {post}{on}")
            return _noted(typed, name, f"Due: {by}")
    return dict(typed)


def _until(typed: Mapping[str, Any], asking: Asking | None, matter_id: str, day: str | None) -> str:
    """Return until when a deferral is that is for so long; empty where that is not known."""
    term = next((_text(typed, one) for one in typed if as_field(one) in _TERMS), "")
    if not asking or not term or "ends" in map(as_field, typed):
        return ""
    begins = asking.today().isoformat()
    if day:
        meant_by = read_day(day, here_in(asking, matter_id)._replace(past=True)).meant
        begins = meant_by.edtf if meant_by else ""
    with suppress(Misread):
        lasts = read_term(term.removeprefix("for "))
        return later(begins, lasts) if begins and lasts != LIFE else ""
    return ""


def _put_off(typed: Mapping[str, Any], until: str, told: list[str]) -> dict[str, Any]:
    """Return a deferral with for how long it is, or that it is a consent decree, as conditions."""
    rest, conditions = dict(typed), list(typed.get("conditions", ()))
    for name in typed:
        text = _text(typed, name)
        if as_field(name) in ("kind", "type") and text.casefold() == _CONSENT:
            conditions.insert(0, _CONSENT)
            told.append(f"kind = unknown ({_CONSENT} is kept in conditions)")
        elif as_field(name) in _TERMS and text:
            conditions.append(text if text.startswith("for ") else f"for {text}")
            if until:
                rest["ends"] = [until]
                told.append(f"ends = {until} ({conditions[-1]})")
            elif "ends" not in map(as_field, typed):
                told.append(
                    f"{name} = conditions (the day on which it ends is in the calendar with "
                    f"ends={BLANK} alone)"
                )
        else:
            continue
        del rest[name]
    return {**rest, "conditions": conditions} if conditions else rest


def _set_for(
    typed: Mapping[str, Any], asking: Asking, matter_id: str, told: list[str]
) -> dict[str, Any]:
    """Return a deadline whose kind is what it is said to be for, where that is nobody's name."""
    name = next((one for one in typed if as_field(one) == "for"), "")
    words = _text(typed, name)
    if not words or words != words.casefold() or {"kind", "what"} & set(map(as_field, typed)):
        return dict(typed)
    try:
        meant.party(asking, words, matter_id=matter_id)
    except Several:
        return dict(typed)
    except Unknown as unknown:
        if "?" in unknown.sentence:
            return dict(typed)
        told.append(f"{name} = kind")
        return {"kind" if one == name else one: value for one, value in typed.items()}
    return dict(typed)


def _decided(typed: Mapping[str, Any], asking: Asking, matter_id: str) -> dict[str, Any]:
    """Return what was decided on each item that it is said of, by one text or several."""
    name = next((one for one in typed if as_field(one) in ("outcome", "outcomes")), "")
    texts = typed[name] if name else ()
    if not texts or not all(isinstance(one, str) for one in texts):
        return dict(typed)
    parts = [_on_item.fullmatch(one.strip()) for one in texts]
    under = [
        one.item_id
        for one in fitting.in_matter(asking, matter_id).items
        if any(each.type == AppealDecided.tag and each.fits for each in one.types)
    ]
    under = list(dict.fromkeys(under))
    if not all(parts):
        return dict(typed)
    if len(texts) == 1 and not under and parts[0] and is_all(parts[0]["item"]):
        return {**typed, name: [parts[0]["outcome"]]}
    outcomes: dict[str, list[str]] = {}
    with suppress(Several, Unknown):
        for one in filter(None, parts):
            which = one["item"]
            ids = (
                under
                if is_all(which)
                else [item(asking, matter_id, each).id for each in numbered(which) or [which]]
            )
            outcomes |= {each: [one["outcome"]] for each in ids}
        return {**typed, name: outcomes}
    return dict(typed)


def _announced(typed: Mapping[str, Any], asking: Asking, matter_id: str) -> dict[str, Any]:
    """Return what is announced by its type and its items, where it is told as a sentence."""
    name = next((one for one in typed if as_field(one) in ("what", "intended_event")), "")
    words = " ".join(_text(typed, name).split())
    said = _to_come.fullmatch(words) or _to_do.fullmatch(words)
    if not said or {"item", "charge", "claim", "count"} & set(map(as_field, typed)):
        return dict(typed)
    parts = said.groupdict()
    verb = str(parts.get("verb") or "").casefold()
    done = parts.get("done") or _DONE.get(verb) or f"{verb.removesuffix('e')}ed"
    some = numbered(parts["what"]) or [re.sub("^the ", "", parts["what"], flags=re.IGNORECASE)]
    with suppress(Misread, Several, Unknown):
        ids = [item(asking, matter_id, one).id for one in some]
        tracks = {one.track for one in matters.view(asking, matter_id).items if one.item_id in ids}
        (track,) = tracks
        tag = read_type(f"{NOUNS[Track(track)]} {done}")
        more = parts.get("more")
        found = {**occasion_of(more), **typed, name: [tag], "item": ids}
        return {**found, NOTE: [*typed.get(NOTE, ()), more.capitalize()]} if more else found
    return dict(typed)
