"""Mending: what is shown and not meant so is put right, one field after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from casefile.cli.assignments import is_word, read_typed
from casefile.cli.dialogue.asking import Offered, ask, choose, end, tell
from casefile.cli.dialogue.field_choices import shown_day
from casefile.cli.dialogue.fields import FieldQuestion
from casefile.errors import Misfit
from casefile.words.typed.of_several import AsJson
from casefile.words.what.field_names import as_typed, field_called
from casefile.words.when.kept import EFFECTIVE

# What is no field of an act as people tell it.
_ASIDE = ("source_label", "changes")
_MORE = ":more"  # the answer that something is not there yet
_AGAIN = ":again"  # the answer that it is another act
_NOTHING = ":nothing"


def mended(asked: FieldQuestion) -> bool:
    """Ask what of an event is otherwise, and what it is; another preview follows. Raises Exit.

    A field can be typed at once, as it is typed with a command.
    """
    none = Offered("nothing of it is to be recorded", _NOTHING)
    answer = choose("What is otherwise?", [*_shown(asked)], otherwise=none)[0]
    if answer == _NOTHING:
        end()
    if answer == _AGAIN:
        asked.tell_again(ask("What happened, in other words"))
        return True
    if answer == _MORE:
        answer = choose("What is not there yet?", [*_lacking(asked)])[0]
    if not is_word(answer):
        asked.put_fields(read_typed([answer]))
        return True
    if answer == EFFECTIVE:
        return asked.ask(Misfit(EFFECTIVE, ""))
    if name := field_called(answer, asked.fields, asked.tried.type):
        return asked.ask(Misfit(f"data.{name}", ""))
    tell(f"There is no field {answer} here.")
    return mended(asked)


def _shown(asked: FieldQuestion) -> Iterator[Offered]:
    """Yield what was read of an event, which is what can be wrong in it."""
    tried = asked.tried
    for typed, some in tried.fields.items():
        if field_called(typed, asked.fields, tried.type) and not isinstance(some, Mapping):
            yield Offered(f"{_name(typed)}: {', '.join(map(_said, some))}", typed)
    if not tried.corrects:
        yield Offered(f"the day: {shown_day(tried.day or 'today')}", EFFECTIVE, False)
    yield Offered("something is not there yet", _MORE, False)
    if not tried.corrects:
        yield Offered("it is another act", _AGAIN, False)


def _lacking(asked: FieldQuestion) -> Iterator[Offered]:
    """Yield the fields of an event of which nothing was typed."""
    told = {field_called(one, asked.fields, asked.tried.type) for one in asked.tried.fields}
    for name in asked.fields:
        if name not in told and name not in _ASIDE:
            yield Offered(_name(as_typed(name)), as_typed(name), False)


def _name(typed: str) -> str:
    return typed.replace("_", " ")


def _said(one: Any) -> str:
    return str(one.value) if isinstance(one, AsJson) else str(one)
