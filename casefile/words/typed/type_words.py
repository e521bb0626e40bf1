"""Type words: what the words for a type of event say of its fields, like motion denied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from casefile.law.catalogue import CATALOGUE, fields_of
from casefile.law.entry import HEARING, MOTION
from casefile.law.events.appeal import AppealFiled
from casefile.law.events.claim import ClaimAnswered, ClaimTrialCommenced
from casefile.law.events.process import DeadlineSet, DocumentFiled, HearingScheduled, MotionFiled
from casefile.law.events.record import NoteRecorded
from casefile.projections.names import name_key
from casefile.words.typed.acts_of import is_of_court
from casefile.words.typed.no_field import NOTES
from casefile.words.what import sayings
from casefile.words.what.act_names import (
    ANSWERS,
    CONTESTED,
    ENHANCEMENT,
    INFORMATION,
    NOLLE,
    PAY_OR_CONTEST,
    PLEADED,
    SPEEDING,
    TICKET,
    TICKET_CONTESTED,
    TICKET_PAID,
)
from casefile.words.what.agency_charges import WITHDRAWN
from casefile.words.what.done import AGAIN, RULED, read_done
from casefile.words.what.event_types import is_filed, is_noted
from casefile.words.what.event_words import as_key, forms, plain
from casefile.words.what.field_names import as_field, field_called
from casefile.words.what.full_stop import SHORT
from casefile.words.what.papers import filer, is_paper, titled
from casefile.words.when.dates import LOOSE, MONTH
from casefile.words.when.relative import WEEKDAY

HOUR = ("at", "when", "time")  # what people call the hour of a hearing
_answers = re.compile(r"(?:our |the )?(?:response|reply|opposition|objections?) to ", re.IGNORECASE)
TO_COME = ("at", "due")  # the fields in which a day is of what is set
_day = re.compile(
    rf"\b(?:{MONTH}\b\.? ?\d|\d+[/.-]\d|today|yesterday|{WEEKDAY}|\d{{1,2}} {MONTH})"
    rf"|^the \d{{1,2}}(?:st|nd|rd|th)$|^{LOOSE}$"
)
DAY = ("date", "day", "effective", "effective date")  # what people call when an event took effect
# By whom or how an event happens that can happen in no other way.
_ANYHOW: Mapping[str, Sequence[str]] = {
    "charge.verdict_returned": ("jury", "the jury"),
    "claim.settled": ("agreement", "stipulation", "consent"),
    "citation.settled": ("agreement", "stipulation", "consent"),
}
# Whose act it is, where it is told as ours.
_BY_US: Mapping[str, str] = {
    AppealFiled.tag: "appellant",
    ClaimAnswered.tag: "parties",
    MotionFiled.tag: "by",
}
# What of an event is said by what people call it.
_SAID_WITH: Mapping[str, Mapping[str, str]] = {
    "matter closed": {"status": "closed"},
    "case closed": {"status": "closed"},
    "motion granted": {"outcome": "granted"},
    "motion denied": {"outcome": "denied"},
    "sealed": {"to": "sealed"},
    **{key: {"on": "yes"} for key in ("stay", "stayed")},
    "summary judgment": {"kind": "summary"},
    "default judgment": {"kind": "default"},
    "consent judgment": {"kind": "consent"},
    "arraigned": {"kind": "arraignment"},
    "indictment": {"instrument": "indictment"},
    "indicted": {"instrument": "indictment"},
    "indictment filed": {"instrument": "indictment"},
    "criminal complaint": {"instrument": "complaint"},
    "criminal complaint filed": {"instrument": "complaint"},
    "counterclaim": {"kind": "counterclaim"},
    "counterclaim filed": {"kind": "counterclaim"},
    "crossclaim": {"kind": "crossclaim"},
    "crossclaim filed": {"kind": "crossclaim"},
    "paid": {"what": "penalty", "complied": "yes"},
    "penalty paid": {"what": "penalty", "complied": "yes"},
    "abated": {"what": "abatement", "complied": "yes"},
    "judge assigned": {"office": "judge"},
    "prosecutor assigned": {"office": "prosecutor"},
    **{key: {"instrument": "information"} for key in INFORMATION},
    **{key: {"instrument": "citation"} for key in TICKET},
    **{key: {"instrument": "petition"} for key in sayings.PETITION},
    **{key: {"plea": CONTESTED} for key in TICKET_CONTESTED},
    **{key: {"kind": "enhancement"} for key in ENHANCEMENT},
    "firearm enhancement": {"kind": "enhancement", "offense": "firearm enhancement"},
    **{key: {"by": "prosecution"} for key in NOLLE},
    **{key: {"how": "withdrawal"} for key in WITHDRAWN},
    **{key: {"what": "penalty", "complied": "yes"} for key in TICKET_PAID},
    **{key: {"plea": plea} for key, plea in PLEADED.items()},
    **{key: {"kind": "consent decree", "item_id": "all"} for key in sayings.DECREE},
    **{key: {"kind": "pay or contest the ticket"} for key in PAY_OR_CONTEST},
    **{
        f"{key}{done}": {"instrument": "citation", "offense": "speeding"}
        for key in SPEEDING
        for done in ("", " issued")
    },
}
SAID_WITH = {
    plain(as_key(words)): fields for words, fields in (*sayings.fields(), *_SAID_WITH.items())
}


def with_words(called: str, tag: str, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed for the fields of a type, with what the words for the type say.

    What is typed for a field goes before what the words say of it.
    """
    if tag == NoteRecorded.tag and is_noted(called):
        return _noted(called, typed)
    fields = [one.encode_name for one in fields_of(CATALOGUE[tag])]
    an_answer = any(one in ANSWERS for one in forms(called))
    if tag == DocumentFiled.tag and (is_filed(called) or is_paper(called) or an_answer):
        named = "filed_by" in (field_called(one, fields, tag) for one in typed)
        by = {"filed_by": [who]} if (who := filer(called)) and not named else {}
        return {"title": [titled(called)], **by, **typed}
    done = read_done(called)
    if done and done.done in AGAIN and "replaces" not in typed:
        own = f"{done.entry}_id"
        typed = {
            "replaces" if field_called(name, fields, tag) == own else name: value
            for name, value in typed.items()
        }
    # By whom it is done is beside what the words say of how: a waiver by Ann.
    given = {field_called(name, fields, "" if name == "by" else tag) for name in typed}
    more = ["jury"] if tag == ClaimTrialCommenced.tag else []  # which is kept as its note
    told = _said(called, tag)
    said = {name: [value] for name, value in told.items() if name in (*fields, *more) and value}
    if tag == MotionFiled.tag:
        said.pop("motion_id", None)
        said |= {"by": [who]} if (who := filer(called)) else {}
    if tag in _BY_US and re.match("(?:we|our side) ", called, re.IGNORECASE):
        said[_BY_US[tag]] = ["our client"]
    return {name: value for name, value in said.items() if name not in given} | dict(typed)


def with_whom(tag: str, typed: Mapping[str, Any], who: str, called: str) -> dict[str, Any]:
    """Return what was typed for the fields of a type, with whose act the words say that it is.

    What the type has no field for is kept with all that it was called as a note; what it says
    anyhow is left out.
    """
    fields = [one.encode_name for one in fields_of(CATALOGUE[tag])]
    if "by" in map(as_field, typed) or name_key(who) in _ANYHOW.get(tag, ()):
        return dict(typed)
    if tag == NoteRecorded.tag or field_called("by", fields, tag) or is_of_court(tag, "by", [who]):
        return {**typed, "by": [who]}
    note = called[:1].upper() + called[1:]
    notes = typed.get("note", ())
    return {**typed, "note": [*notes, *([note] if note not in notes else [])]}


def as_set(called: str, typed: Mapping[str, Any]) -> str:
    """Return the words for a type, a hearing as one that is set where its hour is typed."""
    done = read_done(called)
    unsaid = done is not None and (done.entry, done.done) == (HEARING, "")
    names = set(map(as_field, typed))
    motion = done is not None and (done.entry, done.done) == (MOTION, "")
    if "due" in names and (motion or _answers.match(called)):
        return f"{called} due"  # of what a motion is, or what answers it, the day is that of it
    return f"{called} set" if unsaid and set(HOUR) & names else called


def as_entry(names: Iterable[str]) -> str:
    """Return the words for a type where the fields alone say what is set; nothing where not."""
    said = set(map(as_field, names))
    if {"deadline", "due"} <= said:
        return "deadline set"
    return "hearing set" if HEARING in said and set(HOUR) & said else ""


def day_typed(tag: str, typed: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return the day of an event that was typed among its fields, behind its name there."""
    fields = [one.encode_name for one in fields_of(CATALOGUE[tag])]
    for name, value in typed.items():
        match value:
            case [str(day)] if as_key(name) in DAY or (as_key(name) == "on" and _is_day(day)):
                field = field_called(name, fields, tag)
                others = {field_called(one, fields, tag) for one in typed if one != name}
                if field is None or field in others or field not in TO_COME:
                    return name, day
    return None


def of_fields(tags: Iterable[str], typed: Mapping[str, Any]) -> str | None:
    """Return the one of some types that has all fields that were typed, if no other one has."""

    def has(tag: str) -> bool:
        fields = [one.encode_name for one in fields_of(CATALOGUE[tag])]
        timed = tag != HearingScheduled.tag or set(HOUR) & set(map(as_field, typed))
        return bool(timed) and all(field_called(name, fields, tag) for name in own)

    aside = (*NOTES, *DAY, "partly_read", "received")  # what is said beside any event
    own = [name for name in typed if as_field(name) not in aside]

    every = [tag for tag in dict.fromkeys(tags) if tag in CATALOGUE]
    found = [tag for tag in every if has(tag)] if own and every[1:] else []
    return found[0] if len(found) == 1 else None


def _is_day(text: str) -> bool:
    """Tell whether a text is a day, and no name of a thing."""
    return bool(_day.search(text.casefold()))


_ours = re.compile(r"\bour (?=(?:[\w-]+ )*motion\b)", re.IGNORECASE)  # whose it is stands there


def _said(called: str, tag: str) -> Mapping[str, str]:
    """Return the fields that the words for a type say as well, as somebody types them."""
    done = read_done(called)
    said = next(filter(None, (SAID_WITH.get(plain(one)) for one in forms(called))), None)
    if done is None or said is not None or as_key(called) == as_key(tag):
        return said or {}
    done = done._replace(kind=_ours.sub("the ", _as_typed(done.kind, called)))
    if done.done in AGAIN:
        return {"replaces": done.kind}
    if done.entry == MOTION:
        outcome = "" if done.done in RULED else done.done
        return {"kind": done.kind, "motion_id": done.kind, "outcome": outcome}
    if done.done in ("due", "set", "") and tag == DeadlineSet.tag:
        return {"kind": done.kind}
    closes = tag in ("hearing.cancelled", "deadline.closed")
    named = {} if done.kind == done.entry else {f"{done.entry}_id" if closes else "kind": done.kind}
    return {**named, "how": done.done}


def _as_typed(key: str, called: str) -> str:
    """Return words as they stand in what was typed, with its capitals and brackets, if they do."""
    found = re.search(r"[\W_]+".join(map(re.escape, key.split())), called, re.IGNORECASE)
    names = found and re.search(r"[A-Z($]|['\N{RIGHT SINGLE QUOTATION MARK}]s ", found[0][1:])
    if not found or not names:
        return key
    unclosed = max(found[0].count("(") - found[0].count(")"), 0)
    short = found[0].split()[-1].casefold() in SHORT
    stop = "." if short and called[found.end() :].startswith(".") else ""
    return f"{found[0]}{stop}{')' * unclosed}"


def _noted(called: str, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a note of what has no type: its text has all that was typed beside."""
    fields = [one.encode_name for one in fields_of(NoteRecorded)]
    own = {name: value for name, value in typed.items() if field_called(name, fields)}
    told = {field_called(name, fields): value for name, value in own.items()}
    rest = [f"{name} {_text(value)}" for name, value in typed.items() if name not in own]
    words = "; ".join(filter(None, [_text(told.get("text", ())), *rest]))
    first = called.strip()[:1].upper() + called.strip()[1:]
    kept = {name: value for name, value in own.items() if field_called(name, fields) != "text"}
    return {**kept, "text": [f"{first}: {words}" if words else first]}


def _text(value: Any) -> str:
    return ", ".join(str(one) for one in value)
