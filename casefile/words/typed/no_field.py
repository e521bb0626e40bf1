"""No field: what is typed for one that a type of event has not, and where it is kept instead."""

from __future__ import annotations

import re
import shlex
from collections.abc import Collection, Mapping
from typing import Any

from casefile.installation import called
from casefile.law.events.judgment import ClaimDischarged
from casefile.law.events.matter import MatterStayChanged
from casefile.law.events.process import HearingHeld
from casefile.law.events.record import NoteRecorded
from casefile.words.steps import BLANK
from casefile.words.what.field_names import NUMBERS, as_field, field_called

# What people call the words of the office about an event, which are a note of their own.
NOTES = ("note", "notes", "comment", "comments", "remark", "remarks", "memo")

# What another case does to this one, like a bankruptcy; a number typed for it is of that case.
OF_ANOTHER_CASE = (MatterStayChanged.tag, ClaimDischarged.tag)
# The words of a name that mean the day on which something happened.
_DAY = frozenset(("date", "day", "when", "on", "time"))
_HAPPENED = frozenset(
    (
        *("accident", "committed", "crime", "happened", "incident", "injury", "loss", "occurred"),
        *("occurrence", "offence", "offense", "violation"),
    )
)
_DONE = frozenset(("committed", "happened", "occurred", "occurrence"))

# What tells of an event how it came about, and makes it no other one.
CIRCUMSTANCES = frozenset(
    (
        *("how", "manner", "method", "reason", "why", "because", "grounds", "details", "officer"),
        *("description", "judge", "place", "where", "location", "courtroom", "jury", "witness"),
        *("attorney", "lawyer", "counsel", "signed_by", "ordered_by", "entered_by", "served_by"),
        *("mediator", "arbitrator", "interpreter", "court_reporter", "stipulation"),
    )
)
_OF_A_CASE = frozenset(("chapter", "court", "case", *NUMBERS, "number"))


def circumstance(tag: str, name: str, typed: Any) -> str:
    """Return what is typed for no field as the words of a note, where it only says how it was.

    Whom an event is about, how much, when and on what condition is no such thing.
    """
    field = as_field(name)
    match typed:
        case [str(words)] if field in ("by", "before") and not re.search(r"\d", words):
            return f"{field.capitalize()} {words}"
        case [str(words)] if field in CIRCUMSTANCES or (
            tag in OF_ANOTHER_CASE and field in _OF_A_CASE
        ):
            return f"{name.strip().replace('_', ' ')}: {words}"
    return ""


def without_note(
    tag: str, typed: Mapping[str, Any], fields: Collection[str]
) -> tuple[dict[str, Any], str]:
    """Return what is typed for an event of a type without a note on it, and that note."""
    taken = {as_field(one) for one in typed}
    notes = [
        one
        for one in typed
        if as_field(one) in NOTES and field_called(one, fields, tag) in {None, *taken} - {one}
    ]
    texts = [text for name in notes for text in typed[name]]
    if not all(isinstance(text, str) for text in texts):
        return dict(typed), ""
    return {name: value for name, value in typed.items() if name not in notes}, "; ".join(texts)


def kept_as(
    tag: str, matter_id: str, name: str, typed: Any, stands: Mapping[str, Any] | None
) -> str:
    """Return where what is typed for no field is kept; `stands` is what is corrected, if it is."""
    number = as_number_elsewhere if tag in OF_ANOTHER_CASE else as_number
    own = as_incident(matter_id, name, typed) or number(matter_id, name, typed)
    if own := own or (as_plea(matter_id, name, typed) if tag == HearingHeld.tag else ""):
        return own
    if tag == NoteRecorded.tag and stands is not None:
        return in_text(str(stands.get("text", "")), name, typed)
    if tag == NoteRecorded.tag or stands is not None:
        return as_note_by_itself(matter_id, name, typed)
    return as_note(name, typed)


def as_incident(matter_id: str, name: str, typed: Any) -> str:
    """Return the command that records the day on which something happened, if a field means it."""
    words = set(as_field(name).split("_"))
    if words & _DONE or (words & _DAY and words & _HAPPENED):
        match typed:
            case [str(day)]:
                post = f"{called()} post {shlex.quote(matter_id or BLANK)}"
                command = f"{post} incident --effective {shlex.quote(day)}"
                return f" The day on which it happened is an event of its own: {command}."
    return ""


def as_number(matter_id: str, name: str, typed: Any) -> str:
    """Return the command that records the number of a case, or its court, if a field means it."""
    field = "docket_no" if as_field(name) in NUMBERS else as_field(name)
    match typed:
        case [str(words)] if field in ("docket_no", "court"):
            other = "court" if field == "docket_no" else "docket_no"
            said = f"{field}={shlex.quote(words)} {other}={BLANK}"
            post = f'{called()} post {shlex.quote(matter_id or BLANK)} "docket number" {said}'
            return f" The number that a court gives to a case is an event of its own: {post}."
    return ""


def as_number_elsewhere(matter_id: str, name: str, typed: Any) -> str:
    """Return where the number of the case is kept that a stay or a discharge is of."""
    match typed:
        case [str(words)] if "docket number" in as_number(matter_id, name, typed):
            return (
                " That is of the case that this comes from, and not of this matter: keep it with "
                f"this as note={_quoted(name, words)}."
            )
    return ""


def as_plea(matter_id: str, name: str, typed: Any) -> str:
    """Return the command that records the plea of a hearing, if a field means it."""
    match typed:
        case [str(words)] if as_field(name) in ("plea", "pleaded", "pled"):
            post = (
                f"{called()} post {shlex.quote(matter_id or BLANK)} plea plea={shlex.quote(words)}"
            )
            return f" The plea is an event of its own: {post} item=..."
    return ""


def as_note(name: str, typed: Any) -> str:
    """Return how what is typed for a field is kept as a note beside the event, if it is a text."""
    match typed:
        case [str(words)]:
            return f" To keep it as a note beside this event, write note={_quoted(name, words)}."
    return ""


def as_note_by_itself(matter_id: str, name: str, typed: Any) -> str:
    """Return the command that keeps what is typed for a field as a note, if it is a text."""
    match typed:
        case [str(words)]:
            post = f"{called()} post {shlex.quote(matter_id or BLANK)}"
            return f" To keep it as a note: {post} note text={_quoted(name, words)}."
    return ""


def in_text(text: str, name: str, typed: Any) -> str:
    """Return how a note is corrected, whose words say what is typed for a field."""
    match typed:
        case [str(words)]:
            said = f"{name.strip().replace('_', ' ')} {words}"
            own = re.compile(rf"\b{re.escape(name.strip())} [^;]+", re.IGNORECASE)
            whole = own.sub(lambda _: said, text) if own.search(text) else f"{text}; {said}"
            return f" It is a note, of which the words are corrected: text={shlex.quote(whole)}."
    return ""


def _quoted(name: str, words: str) -> str:
    said = f"{name.strip().replace('_', ' ')}: {words}"
    return shlex.quote(said)
