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
from casefile.words.forms.dated import DAY_SAID, day_before_hearing, day_first, lately
from casefile.words.forms.their_word import told_by_newspaper
from casefile.words.misread import Misread
from casefile.words.told.opening import opening
from casefile.words.typed.type_words import day_typed
from casefile.words.what.event_types import read_type
from casefile.words.what.field_names import as_field
from casefile.words.when.days import read_day
from casefile.words.when.here import here_in

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
    return said


def _without_day(said: str, typed: Mapping[str, Any], options: dict[str, Any]) -> str:
    found = day_first(said)
    if found is None or options["effective"] or day_typed(NoteRecorded.tag, typed):
        return said
    said, options["effective"] = found
    return said


def _reported(said: str, options: dict[str, Any]) -> str:
    """Return what a newspaper says that happened; that it says so goes to options."""
    found = None if options["source_kind"] else told_by_newspaper(said)
    if found is None:
        return said
    days = re.search(DAY_SAID, found.said, re.IGNORECASE)
    source = {"source_kind": SourceKind.NEWS.value, "source_document": found.paper}
    if found.day:
        source |= {"source_date": found.day} | ({} if days else {"effective": f"by {found.day}"})
    for name, value in source.items():
        options[name] = options[name] or value
    say_read([f"source = {found.paper} (a newspaper's word)"])
    return found.said


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
