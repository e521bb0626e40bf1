"""Typed day: the day of an event that is typed nowhere but in the words for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial, reduce
from itertools import chain
from typing import Any

from casefile.cli.called import say_read
from casefile.errors import Malformed, Misfit, Missing, TypedEvent, trying
from casefile.installation import called
from casefile.law.events.process import DocumentFiled
from casefile.law.events.record import NoteRecorded
from casefile.office import Office
from casefile.words import steps
from casefile.words.forms.own_days import days_in_words
from casefile.words.told.names_read import days_named, without_day
from casefile.words.typed.asides import NOTE
from casefile.words.what.field_names import as_field, as_typed
from casefile.words.when.days import read_day
from casefile.words.when.here import here_in
from casefile.words.when.kept import EFFECTIVE

# The fields that tell in words what happened.
_PROSE = {NoteRecorded.tag: "text", DocumentFiled.tag: "title"}


def day_in_words(
    office: Office, tried: TypedEvent, said: str, fields: Sequence[Mapping[str, Any]]
) -> tuple[str | None, Sequence[str]]:
    """Return the day on which words say that it happened, and the other days that they have.

    The days of its fields are none of them. Raises Malformed where it may have been on several.
    """
    here = here_in(office, tried.matter_id)._replace(past=True)
    values = [(as_field(name), one) for each in fields for name, one in _texts(each)]
    used = [one for _, one in values if (read := read_day(one, here)).meant or read.choices]
    told = [said, *(one for name, one in values if name == _PROSE.get(tried.type))]
    found = days_in_words("; ".join(dict.fromkeys(told)), used)
    named = partial(days_named, tried.type, found.others)
    in_name = () if found.own else tuple(chain(*map(named, fields)))
    if len(found.own) > 1 or in_name:
        asked = found.own or in_name
        each = tuple(read.edtf if (read := read_day(one, here)).meant else one for one in asked)
        several = f"Its words have several days: {', '.join(found.own)}. On which did it happen?"
        one_day = f"Its words have a day: {' and '.join(in_name)}. Did it happen on that?"
        sentence = one_day if in_name else several
        typed = Missing(tried.type, tried.matter_id, dict(_without(tried.fields, in_name)))
        day = in_name[0] if len(in_name) == 1 else "DAY"
        with trying(tried):
            raise Malformed(
                f"{sentence} Write the day of that: {steps.command(typed, called(), day=day)}",
                code="date.unclear",
                errors=[Misfit(EFFECTIVE, sentence, each)],
            )
    if not found.own:
        noted = days_in_words("; ".join(one for name, one in values if name == NOTE), used)
        return None, found.others or (*noted.own, *noted.others)
    say_read([f"{as_typed(EFFECTIVE)} = {found.own[0]} (the day in its words)"])
    return found.own[0], ()


def _without(fields: Mapping[str, Any], days: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the fields of an event as they were typed, but for some days of it in them."""
    for name in fields:
        if texts := [reduce(without_day, days, one) for own, one in _texts(fields) if own == name]:
            yield as_field(name), texts


def _texts(fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        for one in value if isinstance(value, list | tuple) else [value]:
            if isinstance(one, str):
                yield name, one
