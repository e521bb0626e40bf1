"""Called: what a command's words mean of matters, parties, events and types; it is said at once."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

import click

from casefile.answers.meaning import meant
from casefile.answers.meaning.meant import Meant
from casefile.answers.meaning.meant_entries import entry
from casefile.answers.meaning.meant_items import item
from casefile.cli.dialogue.talk import NotMeant, current, say_once
from casefile.cli.screen import shown
from casefile.errors import Malformed, Misfit, Missing, Unknown
from casefile.installation import called
from casefile.law.entry import DEADLINE
from casefile.law.events.matter import MatterOpened
from casefile.office import Office
from casefile.words.misread import Misread
from casefile.words.new_ids import NEW
from casefile.words.steps import next_step
from casefile.words.told.opening import opening
from casefile.words.typed.counted_days import event_of
from casefile.words.what.event_types import NOTHING, read_type
from casefile.words.what.field_names import as_typed
from casefile.words.what.papers import OF_ITS_DAY
from casefile.words.which.said_events import event_said

# A command that is named up to where it may have the day of what was typed.
_of_day = re.compile(rf"casefile post MATTER (?:(?!casefile post MATTER ).)*?{OF_ITS_DAY}")

# An id that casefile has made, which says nothing, with what it is behind it.
_id = r"(?:party-[0-9a-f]{8}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
_made = re.compile(rf"{_id} \((?P<what>.*)\)")
# What a thing of the matter is, behind its id; and the fields that name one.
_known = re.compile(r"[\w.-]+ \((?P<what>.+, .+)\)")
_THINGS = ("item", "items", "old", "motion", "hearing", "deadline", "replaces", "attaches_to")
_ids = re.compile(rf"{_id}(?:, {_id})*")
_new_id = re.compile(r" party=party-[0-9a-f]{8}(?= )")


class TypedBeside(NamedTuple):
    """The day and the options that were typed beside a type, as commands that are named have them.

    What is privileged stays so in whichever of them is copied.
    """

    day: str | None = None
    options: str = ""

    def put(self, sentence: str, matter_id: str) -> str:
        """Return a sentence with its commands as of a matter, with what was typed beside."""
        on = f" --effective {shlex.quote(self.day)}" if self.day else ""

        def dated(found: re.Match[str]) -> str:
            command = found[0].removesuffix(OF_ITS_DAY)
            has_day = self.day is not None and f"={shlex.quote(self.day)}" in command
            return command + ("" if has_day else on)

        post = f"{called()} post {shlex.quote(matter_id)} {self.options}"
        dated_all = _of_day.sub(dated, sentence).replace(OF_ITS_DAY, on)
        return dated_all.replace("casefile post MATTER ", post)


ALONE = TypedBeside()  # with nothing beside it


def matter_called(office: Office, typed: str) -> str:
    """Return the id of the matter that is meant; raises Several or Unknown."""
    return _said(typed, meant.matter(office, typed))


def matter_to_record_in(office: Office, typed: str) -> str:
    """Return the id of the matter that is meant; where none is like it, it is to be opened first.

    Raises Several or Unknown.
    """
    try:
        return matter_called(office, typed)
    except Unknown as unknown:
        if "?" in unknown.sentence:
            raise
        missing = Missing(MatterOpened.tag, typed)
        sentence = f"{unknown.sentence} {next_step(missing, called())}"
        raise Unknown(sentence, code=unknown.code, typed=typed, missing=missing) from unknown


def in_matter(office: Office, typed: str | None) -> str | None:
    """Return the id of the matter that is meant, where one is given; raises Several or Unknown."""
    return None if typed is None else matter_called(office, typed)


def party_called(office: Office, typed: str, matter_id: str | None = None) -> str:
    """Return the id of the party that is meant, in a matter before all others.

    Raises Several or Unknown.
    """
    return _said(typed, meant.party(office, typed, matter_id=matter_id))


def event_called(office: Office, typed: str, matter_id: str | None = None) -> str:
    """Return the id of the event that is meant; raises Several or Unknown.

    In a matter, what a hearing is called means the event that sets it.
    """
    if matter_id is None:
        try:
            found = meant.event(office, typed)
        except Unknown:
            found = event_said(office, typed)
        return _said(typed, found)
    return _said(typed, event_of(office, matter_id, typed))


def item_called(office: Office, matter_id: str, typed: str) -> str:
    """Return the id of the charge, claim or citation that is meant; raises Several or Unknown."""
    return _said(typed, item(office, matter_id, typed))


def deadline_called(office: Office, matter_id: str, typed: str) -> str:
    """Return the id of the deadline of a matter that is meant; raises Several or Unknown."""
    return _said(typed, entry(office, matter_id, typed, DEADLINE))


def opens_matter(typed: str) -> bool:
    """Tell whether a type of event is meant that opens a matter, which need not be there yet."""
    try:
        return read_type(typed) == MatterOpened.tag
    except Misread:
        return False


def opened_alone(said: str) -> str:
    """Return what is typed without a matter, as it opens one; raises MissingParameter.

    A title with something of it beside can be nothing else.
    """
    if opening(said) is not None or opens_matter(said):
        return said
    as_new = opening(f"{NEW} {said}") or {}
    if "title" not in as_new or not as_new.keys() - {"title", "note"}:
        context = click.get_current_context()
        lacks = next(one for one in context.command.params if one.name == "type_")
        raise click.MissingParameter(ctx=context, param=lacks)
    return f"{NEW} {said}"


def type_called(
    typed: str,
    category: str = "",
    matter_id: str = "MATTER",
    fields: Mapping[str, Any] = NOTHING,
    beside: TypedBeside = ALONE,
) -> str:
    """Return the type of event that is meant in a matter of a category; raises Malformed.

    The commands that are then named are of that matter, with the fields and what else was typed.
    """
    with of_no_type(matter_id, beside):
        tag = read_type(typed, category, fields)
    if tag != typed:
        say_read([f"type = {tag}"])
    return tag


@contextmanager
def of_no_type(matter_id: str, beside: TypedBeside = ALONE) -> Iterator[None]:
    """Refuse words for a type that were misread, with commands of the matter; raises Malformed."""
    try:
        yield
    except Misread as misread:
        sentence = beside.put(misread.sentence, matter_id)
        errors = [Misfit("type", sentence, misread.choices)]
        raise Malformed(sentence, code="event.type_unknown", errors=errors) from misread


@contextmanager
def apart_if_not_meant(apart: Misread, matter_id: str, beside: TypedBeside) -> Iterator[None]:
    """Have several acts said by themselves where they are not meant as shown; raises Malformed."""
    try:
        yield
    except NotMeant:
        with of_no_type(matter_id, beside):
            raise apart from None


def say_read(told: Iterable[str]) -> None:
    """Say what was read otherwise than it was typed, beside whatever is answered."""
    for one in told:
        name, sign, value = one.partition(" = ")
        if current() and _ids.fullmatch(value):
            continue  # what is recorded says who that is
        said = _as_told(as_typed(name.rstrip(" 0123456789")), value) if current() else value
        say_once(shown(f"Read as {as_typed(name) + sign + said}"))


def _as_told(name: str, value: str) -> str:
    """Return what was read in words alone: who is new has another id at the next try."""
    found = _made.fullmatch(value) or (_known.fullmatch(value) if name in _THINGS else None)
    if found is None:
        return value
    new = found["what"].removeprefix("new: ")
    return _new_id.sub("", new) if new == found["what"] else f"{new} (new)"


def _said(typed: str, found: Meant) -> str:
    if found.said:
        say_read([f"{typed!r} = {found.id} ({found.said})"])
    return found.id
