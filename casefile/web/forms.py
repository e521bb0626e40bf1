"""Forms: the fields of an event as somebody fills them in, made of its class alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import msgspec
from msgspec import UNSET, Struct
from msgspec.inspect import (
    BoolType,
    DictType,
    EnumType,
    Field,
    IntType,
    Metadata,
    NoneType,
    StrType,
    StructType,
    Type,
    UnionType,
    VarTupleType,
)
from werkzeug.datastructures import MultiDict

from casefile.event import FORMS, ID_WORDS, TYPE_NAME, Assertion, Draft
from casefile.law.catalogue import Event, fields_of, posted_types
from casefile.law.events.party import PartyAdded
from casefile.law.events.process import DeadlineSet
from casefile.law.events.record import IntentAnnounced
from casefile.law.fields import OFFSET, Money
from casefile.law.wording import of_type
from casefile.web import typed
from casefile.web.labels import BESIDE, SELDOM, WHEN, hint_of, label_of, place_of
from casefile.web.rules import RuleBox
from casefile.web.widgets import (
    Either,
    Fieldset,
    FormField,
    Menu,
    Pairs,
    Pick,
    Rows,
    Sent,
    TextBox,
    Texts,
    Ticks,
    Widget,
    joined,
)
from casefile.words.new_ids import makes

SHORT = 500  # characters, up to which a text is typed on one line
SAID_ELSEWHERE = ("matter_id", "type", "data", "schema_version", "event_id")
PARTIES = "parties"  # the field of those whom alone an act is about
TYPE = "type"  # the kind of a menu of types of events
TERM = "an ISO 8601 duration, like P6M, or life"  # what the form of its texts is called
EVENTS = ("after", "causation", "duplicates", "resolves", "supersedes")  # that links name
BY_NUMBER = "By its number in the log, like \N{NUMERO SIGN} 14."
YES_OR_NO = (("true", "Yes"), ("false", "No"))
LEFT_OPEN = "Left open, it happened; what a newspaper says is then only reported."


class EventForm(NamedTuple):
    """The form of one type of event: its own fields, and those that every event has."""

    type: str
    title: str
    about: str
    data: Fieldset
    envelope: Fieldset

    def read(self, given: Sent) -> dict[str, Any]:
        """Return the event that was typed, without its matter and its type."""
        data = self.data.each("data", given)
        return {**self.envelope.each("", given), "data": data}

    def write(self, body: Mapping[str, Any]) -> MultiDict[str, str]:
        """Return what stands in the fields of an event."""
        own = self.data.write("data", body.get("data", {}))
        return MultiDict([*self.envelope.write("", body), *own])

    def blank(self) -> MultiDict[str, str]:
        """Return what stands in the fields of a form that nobody has touched."""
        return self.write({**defaults(self.envelope), "data": defaults(self.data)})

    def find(self, name: str) -> tuple[str, str]:
        """Return the place of a field, or of what it stands in, and what that is called.

        The name is one that an error has, like data.components[0].kind.
        """
        own = name == "data" or name.startswith("data.")
        group: Widget = self.data if own else self.envelope
        place, said = "data" if own else "", ""
        for part in name.split(".")[own:]:
            plain, _, number = part.partition("[")
            fields = group.fields if isinstance(group, Fieldset) else ()
            found = next((one for one in fields if one.name == plain), None)
            if found is None:
                break
            said = f"{said}, {found.label.lower()}" if said else found.label
            place, group = joined(place, plain), found.widget
            if isinstance(group, Rows) and number:
                place, group = f"{place}[{number}", group.of
        return (place, said) if said else ("", "")

    def every(self) -> Iterator[FormField]:
        """Yield every field, those inside others among them."""
        yield from _inside(self.envelope)
        yield from _inside(self.data)

    def needs(self) -> set[str]:
        """Return of which kinds of things there must be some before it can be filled in."""
        widgets = (one.widget for one in self.data.fields if one.required)
        found = {one.kind for one in widgets if isinstance(one, Pick) and not one.makes}
        # What is announced may be the filing of something that is not there yet.
        return found - {"item"} if self.type == IntentAnnounced.tag else found

    def kinds(self) -> set[str]:
        """Return of which kinds of things there are menus in it."""
        found = set()
        for one in self.every():
            widgets = (one.widget, *_of_pairs(one.widget))
            found |= {pick.kind for pick in widgets if isinstance(pick, Pick) and pick.offers}
            found |= {box.kind for box in widgets if isinstance(box, RuleBox | Menu) and box.kind}
        return found


@cache
def form_of(tag: str) -> EventForm:
    """Return the form of a type of event; raises KeyError where a door takes no such type."""
    cls = dict(posted_types())[tag]
    description = (cls.__doc__ or "").strip().partition("\n\n")[0]
    fields = _fields(cls, cls)
    every = [_default(one, cls) for one in _fields(Draft) if one.name not in SAID_ELSEWHERE]
    return EventForm(
        type=tag,
        title=of_type(tag),
        about=" ".join([*description.replace("`", "").split(), BESIDE.get(tag, "")]).strip(),
        data=Fieldset(fields=tuple(fields)),
        envelope=Fieldset(fields=tuple(every)),
    )


def defaults(group: Fieldset) -> dict[str, Any]:
    """Return what stands in the fields of a part from the start."""
    return {one.name: one.default for one in group.fields if one.default is not UNSET}


def _default(field: FormField, cls: type[Event]) -> FormField:
    """Return a field of every event with what such an event is taken for."""
    if field.name == "effective":
        label, hint = WHEN.get(cls, (field.label, ""))
        widget = msgspec.structs.replace(field.widget, hint=hint or field.widget.hint)
        required = cls is not PartyAdded
        return msgspec.structs.replace(field, label=label, widget=widget, required=required)
    if field.name == "assertion":
        if cls.assertion != Assertion.OCCURRED:
            return msgspec.structs.replace(field, default=str(cls.assertion))
        widget = msgspec.structs.replace(field.widget, hint=LEFT_OPEN)
        return msgspec.structs.replace(field, widget=widget, default=UNSET)
    return field


def _fields(cls: type[Struct], event: type[Event] | None = None) -> list[FormField]:
    made = [_field(one, cls, event) for one in fields_of(cls)]
    return sorted(made, key=lambda one: (one.name == "source_label", place_of(one.name, cls)))


def _field(field: Field, cls: type[Struct], event: type[Event] | None) -> FormField:
    name = field.encode_name
    widget = _own_widget(name, _widget(field.type, {}, event), event)
    if hint := hint_of(name, cls):
        widget = msgspec.structs.replace(widget, hint=hint)
    default = field.default
    plain = default is None or default is msgspec.NODEFAULT or default == ()
    return FormField(
        name=name,
        label=label_of(name, cls),
        widget=widget,
        required=field.required and not (event is DeadlineSet and name == "kind"),
        default=UNSET if plain else msgspec.to_builtins(default),
        seldom=name in SELDOM.get(cls, ()),
    )


def _own_widget(name: str, widget: Widget, event: type[Event] | None) -> Widget:
    """Return how a field is filled in, where its type alone does not say it."""
    if event is None:
        named = name in EVENTS
        many = isinstance(widget, Texts)
        return Pick(kind="event", many=many, offers=False, hint=BY_NUMBER) if named else widget
    if event is DeadlineSet and name == "rule":
        return RuleBox()
    if event is DeadlineSet and name == "trigger":
        return Pick(kind="event", free=True)
    if isinstance(widget, Pick) and makes(event, name, widget.kind):
        return msgspec.structs.replace(widget, makes=True)
    if name == "source_label":
        names = [one.encode_name for one in msgspec.structs.fields(event) if one.name != name]
        choices = tuple((one, label_of(one, event)) for one in names)
        return Pairs(key=Menu(choices=choices), value=TextBox())
    return widget


def _widget(kind: Type, extra: Mapping[str, Any], event: type[Event] | None = None) -> Widget:
    """Return how a value of a type is filled in."""
    match kind:
        case Metadata():
            said = (kind.extra_json_schema or {}).get("description", "")
            return _widget(kind.type, {"said": said, **extra, **(kind.extra or {})}, event)
        case UnionType():
            return _of_union([one for one in kind.types if not isinstance(one, NoneType)], extra)
        case EnumType():
            return Menu(choices=_codes(kind.cls))
        case BoolType():
            return Menu(choices=YES_OR_NO, bools=True)
        case IntType():
            return TextBox(kind=typed.WHOLE)
        case StructType():
            return _of_part(kind.cls)
        case VarTupleType():
            return _of_list(kind.item_type)
        case DictType():
            return Pairs(key=_widget(kind.key_type, {}), value=_widget(kind.value_type, {}))
        case StrType():
            return _of_text(kind, extra)
    return TextBox()


def _of_union(kinds: Sequence[Type], extra: Mapping[str, Any]) -> Widget:
    widgets = [_widget(one, extra) for one in kinds]
    parts = next((one for one in widgets if isinstance(one, Fieldset)), None)
    if parts and len(widgets) > 1:
        return Either(whole=next(one for one in widgets if one is not parts), parts=parts)
    return widgets[0]


def _of_part(cls: type) -> Widget:
    if cls is Money:
        return TextBox(kind=typed.AMOUNT, hint=typed.HINTS[typed.AMOUNT])
    return Fieldset(fields=tuple(sorted(_fields(cls), key=lambda one: not one.required)))


def _of_list(kind: Type) -> Widget:
    inner = _widget(kind, {})
    match inner:
        case Pick():
            return msgspec.structs.replace(inner, many=True)
        case Menu():
            return Ticks(choices=inner.choices)
        case Fieldset():
            return Rows(of=inner)
    return Texts()


def _of_text(text: StrType, extra: Mapping[str, Any]) -> Widget:
    named = extra.get("names") or extra.get("mentions")
    if named:
        return Pick(kind=named)
    if TYPE_NAME.extra and extra.get("plain") == TYPE_NAME.extra["plain"]:
        return Menu(choices=tuple((tag, of_type(tag)) for tag, _ in posted_types()), kind=TYPE)
    form = FORMS.get(text.pattern or "", "")
    if extra.get("edtf") and not form:
        kind = typed.HOUR if extra.get(OFFSET) else typed.DATE
        return TextBox(kind=kind, hint=typed.HINTS[kind])
    if kind := _places(extra):
        return TextBox(kind=kind, hint=typed.HINTS[kind])
    if form == TERM:
        return TextBox(kind=typed.TERM, hint=typed.HINTS[typed.TERM])
    said = extra.get("said", "") or form
    said = "" if said.rstrip(".") == ID_WORDS else said
    long = not form and (text.max_length or SHORT + 1) > SHORT
    return TextBox(
        kind=typed.DATE if extra.get("edtf") else typed.TEXT,
        long=long,
        hint=said[:1].upper() + said[1:].rstrip(".") + "." if said else "",
    )


def _places(extra: Mapping[str, Any]) -> str:
    """Return as what kind of place a text is read, or nothing."""
    if extra.get("typed") == "place":
        return typed.PLACE
    return typed.ZONE if extra.get("plain") == "a time zone" else ""


def _codes(cls: type[Any]) -> tuple[tuple[str, str], ...]:
    def reads(code: Any) -> str:
        said = str(getattr(code, "label", "") or code.value).replace("_", " ")
        return said[:1].upper() + said[1:]

    return tuple((str(code.value), reads(code)) for code in cls)


def _inside(group: Fieldset) -> Iterator[FormField]:
    for one in group.fields:
        yield one
        inner = one.widget.of if isinstance(one.widget, Rows) else one.widget
        if isinstance(inner, Fieldset):
            yield from _inside(inner)


def _of_pairs(widget: Widget) -> Iterable[Widget]:
    return (widget.key, widget.value) if isinstance(widget, Pairs) else ()
