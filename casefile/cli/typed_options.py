"""Typed options: what is said of every event, as options or among the fields of one."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from casefile.answers.asking import Asking
from casefile.cli.called import TypedBeside, say_read
from casefile.errors import Malformed, Misfit
from casefile.law.events.record import NoteRecorded
from casefile.words.misread import Misread
from casefile.words.told.plain_facts import kept_as
from casefile.words.typed.options import options_typed
from casefile.words.typed.type_words import day_typed

# The options that say of any event what it is and who says so: a command that is named keeps them.
KEPT = (
    *("assertion", "asserted_by", "confidence", "as_written", "resolution", "source_kind"),
    *("source_document", "source_locator", "source_quote", "source_date", "source_privilege"),
    *("after", "resolves", "received"),
)


def options_of(typed: Mapping[str, Any]) -> Mapping[str, Mapping[str, str]]:
    """Return the options that are typed as fields, by their names, whatever the type may be."""
    with suppress(Misread):
        return options_typed(NoteRecorded.tag, typed)
    return {}


def without_options(typed: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what is typed among the fields without the options that are typed so."""
    return {name: value for name, value in typed.items() if name not in options_of(typed)}


def typed_beside(options: Mapping[str, Any], typed: Mapping[str, Any]) -> TypedBeside:
    """Return the day and the options that were typed, as they are typed again."""
    day = options["effective"] or next(iter((day_typed(NoteRecorded.tag, typed) or ())[1:]), None)
    more = {name: value for some in options_of(typed).values() for name, value in some.items()}
    given = {name: more.get(name) or value for name, value in options.items() if name in KEPT}
    named = [
        f"--{name.replace('_', '-')} {shlex.quote(str(one))} "
        for name, value in given.items()
        for one in (value if isinstance(value, tuple) else (value,))
        if one
    ]
    return TypedBeside(day, "".join(named))


def kept_in_words(
    asking: Asking, matter_id: str, said: str, typed: Mapping[str, Any], beside: TypedBeside
) -> str:
    """Return the type that keeps a plain fact of a day, where no more is typed; else nothing."""
    day = day_typed(NoteRecorded.tag, typed)
    alone = not {*without_options(typed)} - {day[0] if day else ""}
    return kept_as(asking, matter_id, said) if alone and (day or beside.day) else ""


def put_options(options: dict[str, Any], typed: dict[str, Any], tag: str) -> None:
    """Put what is typed among the fields, and is said of every event, into the options for it.

    Raises Malformed.
    """
    try:
        found = options_typed(tag, typed)
    except Misread as misread:
        errors = [Misfit("source", misread.sentence)]
        raise Malformed(misread.sentence, code="event.invalid", errors=errors) from misread
    for name, some in found.items():
        if not any(options[option] for option in some) or some.items() <= options.items():
            options.update(some)
            typed.pop(name)
            told = " ".join(f"--{one.replace('_', '-')} {value}" for one, value in some.items())
            say_read([f"{name} = {told}"])
