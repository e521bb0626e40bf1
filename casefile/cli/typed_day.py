"""Typed day: the day of an event that is typed nowhere but in the words for it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from casefile.cli.called import say_read
from casefile.errors import Malformed, Misfit, Missing, TypedEvent, trying
from casefile.installation import called
from casefile.law.events.process import DocumentFiled, MotionFiled
from casefile.law.events.record import NoteRecorded
from casefile.office import Office
from casefile.words import steps
from casefile.words.forms.own_days import day_in_title, days_in_words
from casefile.words.typed.asides import NOTE
from casefile.words.what.field_names import as_field, as_typed
from casefile.words.when.days import read_day
from casefile.words.when.here import here_in
from casefile.words.when.kept import EFFECTIVE

# The fields that tell in words what happened.
_FILED = (MotionFiled.tag, DocumentFiled.tag)  # what is called by what it is about
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
    if tried.type in _FILED and not found.own:
        _check_titled(tried, values)
    if len(found.own) > 1:
        each = tuple(read.edtf if (read := read_day(one, here)).meant else one for one in found.own)
        sentence = f"Its words have several days: {', '.join(found.own)}. On which did it happen?"
        typed = Missing(tried.type, tried.matter_id, dict(_given(tried.fields)))
        with trying(tried):
            raise Malformed(
                f"{sentence} Write the day of that: {steps.command(typed, called())}",
                code="date.unclear",
                errors=[Misfit(EFFECTIVE, sentence, each)],
            )
    if not found.own:
        noted = days_in_words("; ".join(one for name, one in values if name == NOTE), used)
        return None, found.others or (*noted.own, *noted.others)
    say_read([f"{as_typed(EFFECTIVE)} = {found.own[0]} (the day in its words)"])
    return found.own[0], ()


def _check_titled(tried: TypedEvent, values: Sequence[tuple[str, str]]) -> None:
    """Ask of a motion whose name ends with a day if it was filed on that; raises Malformed."""
    for field, title in values:
        if not (own := day_in_title(title)):
            continue
        name, day = own
        sentence = f"Was it filed on {day}, or is that the day of what it is about?"
        fields = dict(_given(tried.fields))
        then = Missing(tried.type, tried.matter_id, {**fields, field: [name]})
        other = Missing(tried.type, tried.matter_id, fields)
        then_filed = f"{steps.command(then, called()).removesuffix('DAY')}{shlex.quote(day)}"
        with trying(tried):
            raise Malformed(
                f"{sentence} If it was filed then: {then_filed}; if not, with the day of the "
                f"filing: {steps.command(other, called())}",
                code="date.unclear",
                errors=[Misfit(EFFECTIVE, sentence)],
            )


def _given(fields: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Yield the fields of an event as they were typed."""
    for name in fields:
        if texts := [one for own, one in _texts(fields) if own == name]:
            yield as_field(name), texts


def _texts(fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        for one in value if isinstance(value, list | tuple) else [value]:
            if isinstance(one, str):
                yield name, one
