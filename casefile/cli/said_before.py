"""Said before: what a typed sentence says beside what happened, like the day it begins with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from casefile.answers.meaning.meant_entries import entries
from casefile.cli.called import say_read
from casefile.event import SourceKind
from casefile.law.catalogue import CATALOGUE
from casefile.law.entry import HEARING
from casefile.law.events.record import NoteRecorded
from casefile.office import Office
from casefile.words.misread import Misread
from casefile.words.typed.dated import day_before_hearing, day_first, lately
from casefile.words.typed.hearsay import is_newspaper
from casefile.words.typed.opening import opening
from casefile.words.typed.type_words import day_typed
from casefile.words.what.event_types import read_type
from casefile.words.what.field_names import as_field
from casefile.words.when.days import read_day
from casefile.words.when.here import here_in

# A paper that tells of itself what was done by it: complaint filed: Ann sues Bo for fraud.
_paper = re.compile(
    r"(?:complaint|petition|(?:law)?suit)(?: (?:was )?filed)?: "
    r"(?P<said>.+ (?:sues|sued|against) .+)",
    re.IGNORECASE,
)
# An enhancement is charged again with its counts: each of those that there are is asked for.
_charges_again = re.compile(
    r"(?P<who>.*\b)indict(?:s|ed) (?P<whom>.*\bon )(?:both|the same(?: two)?) counts"
    r",? (?:and|with|plus) (?:the|its|an?) (?:\w+ )*enhancements?(?P<tail>, .+)?",
    re.IGNORECASE,
)
_against = re.compile(r"(?P<who>[A-Z].*?) against (?P<rest>.+ for .+)")
_sues = re.compile(r"\b(?:sues|sued)\b", re.IGNORECASE)
_PAST = {
    "answers": "answered",
    "appears": "appeared",
    "asks": "asked",
    "counterclaims": "counterclaimed",
    "crossclaims": "crossclaimed",
    "files": "filed",
    "moves": "moved",
}
_two_acts = re.compile(
    rf"(?<=[a-z.] )(?P<first>{'|'.join(_PAST)}) and (?P<then>{'|'.join(_PAST)})(?= )"
)
_reports = re.compile(
    r"(?:(?:the|an?) )?(?P<paper>[A-Z].+?|newspaper|paper) "
    r"(?:says|said|reports|reported|writes|wrote)(?: that)?,? (?P<said>.+)"
)
_note = re.compile(r"(?:a )?note(?: that|:|,)? (?P<text>.+)", re.IGNORECASE | re.DOTALL)


def without_said_before(said: str, typed: dict[str, Any], options: dict[str, Any]) -> str:
    """Return the words for a type of event; what is said before them goes to fields and options.

    That is the day of the event, that a matter is opened with all that it is, that a newspaper
    reports it, and that what follows is a note.
    """
    said = _without_day(said, typed, options)
    if said in CATALOGUE:
        return said
    if (opened := opening(said)) is not None:
        own = set(map(as_field, typed))
        _put({name: one for name, one in opened.items() if as_field(name) not in own}, typed)
        return "matter opened"
    said = _reported(said, options)
    found = _note.fullmatch(said)
    if found and "text" not in typed and not _is_type(said):
        typed["text"] = [found["text"]]
        return NoteRecorded.tag
    if not options["effective"] and (said_lately := lately(said, typed)):
        said, typed["date"] = said_lately[0], [said_lately[1]]
    if found := _charges_again.fullmatch(said):
        return f"{found['who']}indicted {found['whom']}both counts{found['tail'] or ''}"
    found = _paper.fullmatch(said)
    return _two_acts.sub(_in_the_past, _sued(said, found["said"]) if found else said)


def _sued(said: str, told: str) -> str:
    """Return who sues whom for what by a paper, each in words of its own: Ann against Bo for fraud.

    What is no such thing stays as it was said.
    """
    if _sues.search(told):
        return told
    each = [_against.fullmatch(one) for one in told.split("; ")]
    if not all(each):
        return said
    return ", and ".join(f"{one['who']} sued {one['rest']}" for one in each if one)


def _in_the_past(found: re.Match[str]) -> str:
    return f"{_PAST[found['first']]} and {_PAST[found['then']]}"


def _without_day(said: str, typed: Mapping[str, Any], options: dict[str, Any]) -> str:
    found = day_first(said)
    if found is None or options["effective"] or day_typed(NoteRecorded.tag, typed):
        return said
    said, options["effective"] = found
    return said


def _reported(said: str, options: dict[str, Any]) -> str:
    """Return what a newspaper says that happened; that it says so goes to options."""
    found = _reports.fullmatch(said)
    if found is None or options["source_kind"]:
        return said
    if found["paper"] != "paper" and not is_newspaper(found["paper"]):
        return said
    source = {"source_kind": SourceKind.NEWS.value, "source_document": found["paper"]}
    for name, value in source.items():
        options[name] = options[name] or value
    say_read([f"source = {found['paper']} (a newspaper's word)"])
    return found["said"]


def without_day_of_act(office: Office, matter_id: str, said: str, options: dict[str, Any]) -> str:
    """Return the words for an event without the day before a hearing that is moved or cancelled.

    It is when that was done, where nothing of the matter is set for that day.
    """
    found = None if options["effective"] else day_before_hearing(said)
    day = read_day(found[1], here_in(office, matter_id)).meant if found else None
    if not found or day is None:
        return said
    if any(one.at.startswith(day.edtf) for one in entries(office, matter_id, HEARING)):
        return said
    said, options["effective"] = found
    return said


def _put(fields: Mapping[str, list[str]], typed: dict[str, Any]) -> None:
    for name, value in fields.items():
        say_read([f"{name} = {', '.join(value)}"])
        typed[name] = value


def _is_type(said: str) -> bool:
    with suppress(Misread):
        return bool(read_type(said))
    return False
