"""Saying: the fields of an event in words, by the widgets in which they are filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from msgspec import UNSET

from casefile.answers.glossary import Glossary, glossary_for
from casefile.answers.names.jurisdictions import place_name
from casefile.door import office
from casefile.event import TYPED
from casefile.law import subjects
from casefile.law.amending import AS_TYPED
from casefile.law.entry import KINDS as ENTRIES
from casefile.law.fields import Money
from casefile.web import typed
from casefile.web.days import when_words
from casefile.web.forms import EventForm
from casefile.web.prose import prose
from casefile.web.widgets import (
    Either,
    Fieldset,
    FormField,
    Menu,
    Pairs,
    Pick,
    Rows,
    TextBox,
    Ticks,
    Widget,
    makes_id,
)

SUBJECT = {"party": subjects.party, "matter": subjects.matter, "event": subjects.event}


NOTHING = "nothing"
EMPTY: tuple[Any, ...] = (None, [], (), {})  # what says nothing


class ChangeShown(NamedTuple):
    """What a correction changes: which field, and what it says before and after."""

    name: str
    label: str
    before: str
    after: str


class SaidField(NamedTuple):
    """A field of an event: its name, what it is called, and what stands in it in words."""

    name: str
    label: str
    text: str


def said_of(form: EventForm, matter_id: str, data: Mapping[str, Any]) -> list[SaidField]:
    """Return every field of an event that says more than what stands there anyway, in words.

    What an event gives an id to is named by the rest of it.
    """
    speaker = _speaker(matter_id, _named(form.data, data))
    return [SaidField(one.name, one.label, text) for one, text in speaker.each(form.data, data)]


def turned(
    form: EventForm, matter_id: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[ChangeShown]:
    """Return every field of an event that reads otherwise than before, as it is posted.

    How a day was typed is not among them where anything else is: the day says it.
    """
    parts = [
        (form.envelope, before, after),
        (form.data, before.get("data", {}), after.get("data", {})),
    ]
    named = {one for group, *both in parts for value in both for one in _named(group, value)}
    speaker = _speaker(matter_id, named)
    said = [
        ChangeShown(field.name, field.label, *(speaker.whole(field, value) for value in both))
        for group, *both in parts
        for field in group.fields
    ]
    found = [one for one in said if one.before != one.after]
    typed = any(str(one.get("resolution")).startswith(TYPED) for one in (before, after))
    plain = [one for one in found if one.name not in AS_TYPED]
    return plain if typed and plain else found


def names_in(widget: Widget, matter_id: str | None, ids: Sequence[str]) -> list[str]:
    """Return what is called how that stands in a field of one or of several."""
    named = [(widget.kind, one) for one in ids] if isinstance(widget, Pick) else ()
    speaker = _speaker(matter_id or "", named)
    one_of = msgspec.structs.replace(widget, many=False) if isinstance(widget, Pick) else widget
    return [speaker.say(one_of, one) for one in ids]


def _speaker(matter_id: str, named: Iterable[tuple[str, str]]) -> _Speaker:
    asked = {_subject(kind, matter_id, one) for kind, one in named}
    return _Speaker(glossary_for(office(), asked - {""}), matter_id)


def _subject(kind: str, matter_id: str, name: str) -> str:
    """Return what an id stands for, where that has a name."""
    if kind == "item":
        there, item_id = _place(matter_id, name)
        return "" if "/" in item_id else subjects.item(f"{there}/{item_id}")
    if kind in ENTRIES:
        return subjects.entry(kind, matter_id, name)
    return SUBJECT[kind](name) if kind in SUBJECT else ""


def _place(matter_id: str, item: str) -> tuple[str, str]:
    """Return the matter and the id of an item, which is of another matter where it says so."""
    there, slash, item_id = item.partition("/")
    return (there, item_id) if slash else (matter_id, item)


def _named(widget: Widget, value: Any) -> Iterator[tuple[str, str]]:
    """Yield every id that is named in a value, with its kind."""
    match widget:
        case Pick(makes=False):
            for one in value if widget.many else (value,):
                yield widget.kind, str(one)
        case Fieldset():
            for field in widget.fields:
                if value.get(field.name) is not None:
                    yield from _named(field.widget, value[field.name])
        case Rows():
            for one in value:
                yield from _named(widget.of, one)
        case Pairs():
            for key, one in value.items():
                yield from _named(widget.key, key)
                yield from _named(widget.value, one)
        case Either(parts=parts) if isinstance(value, Mapping):
            yield from _named(parts, value)


class _Speaker(NamedTuple):
    """Says values in words, with the names of what they name in a matter."""

    names: Glossary
    matter_id: str

    def each(self, group: Fieldset, data: Mapping[str, Any]) -> Iterator[tuple[FormField, str]]:
        for one in group.fields:
            value = data.get(one.name)
            if makes_id(one):
                continue
            if value in (*EMPTY, one.default):
                continue
            if text := self.say(one.widget, value):
                yield one, text

    def whole(self, field: FormField, data: Mapping[str, Any]) -> str:
        """Say a field also where what stands there anyway is in it, or nothing."""
        value = data.get(field.name, field.default)
        return NOTHING if value in (*EMPTY, UNSET) else self.say(field.widget, value)

    def say(self, widget: Widget, value: Any) -> str:
        match widget:
            case Menu():
                code = str(value).lower() if widget.bools else str(value)
                return dict(widget.choices).get(code, code)
            case Ticks():
                return _listed(dict(widget.choices).get(one, one) for one in value)
            case Pick():
                ids = value if widget.many else (value,)
                return _listed(self.called(widget, one) for one in ids)
            case TextBox(kind=typed.AMOUNT):
                return msgspec.convert(value, Money).label
            case TextBox(kind=typed.PLACE):
                return place_name(value) or value
            case TextBox(kind=kind):
                return when_words(value) if kind in typed.DAYS else typed.write(kind, value)
            case Fieldset():
                parts = self.each(widget, value)
                return _listed(f"{one.label.lower()}: {text}" for one, text in parts)
            case Rows():
                return "; ".join(self.say(widget.of, one) for one in value)
            case Pairs():
                pairs = value.items()
                return "; ".join(
                    f"{self.say(widget.key, key)}: {self.say(widget.value, one)}"
                    for key, one in pairs
                )
            case Either():
                whole = not isinstance(value, Mapping)
                return self.say(widget.whole if whole else widget.parts, value)
        return _listed(map(str, value)) if isinstance(value, list) else str(value)

    def called(self, widget: Pick, name: str) -> str:
        if widget.kind == "item":
            return self.names.item(*_place(self.matter_id, name))
        match widget.kind:
            case "party":
                return self.names.party(name)
            case "matter":
                return self.names.matter(name)
            case "event":
                return prose(prose(self.names.event(name)))
            case kind if kind in ENTRIES:
                return self.names.entry(kind, self.matter_id, name)
        return name


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(texts)
